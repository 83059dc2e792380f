"""Is it a US employer or provider tax number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="US_PROVIDER_TAX_ID",
    category="pseudonym",
    says="US employer tax numbers",
    presidio=("UsProviderTaxIdRecognizer",),
    gate=Gate(digits=9),
    needs_header=True,
    header=("ein", "employer identification number", "provider tax id", "provider tin", "federal tax id"),
    hints=("tax id", "tin"),
    kinds=("text", "integer"),
    locales=("US",),
    examples=("12-0000001", "33-7654321"),
    counter_examples=("12", "none"),
)  # fmt: skip
