"""Is it the address of a crypto wallet?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="CRYPTO",
    category="direct",
    says="crypto wallet addresses",
    presidio=("CryptoRecognizer",),
    gate=Gate(needs=r"(?:bc1|[13])\S{25}"),
    decisive=True,
    header=("wallet", "bitcoin", "btc address", "crypto address", "wallet address"),
    examples=("1BitcoinEaterAddressDontSendf59kuE",),
    counter_examples=(
        "1BitcoinEaterAddressDontSendf59kuF", "1234567890123456789012345678", "3f2504e04f8911d39a0c0305e82c3301",
    ),
)  # fmt: skip
