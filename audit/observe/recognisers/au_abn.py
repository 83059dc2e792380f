"""Is it an Australian business number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="AU_ABN",
    category="pseudonym",
    says="Australian business numbers",
    presidio=("AuAbnRecognizer",),
    gate=Gate(digits=11),
    needs_header=True,
    header=("abn", "australian business number"),
    kinds=("text", "integer"),
    locales=("AU",),
    examples=("89 000 000 019", "89000000019"),
    counter_examples=("89 000 000 018", "12345"),
)  # fmt: skip
