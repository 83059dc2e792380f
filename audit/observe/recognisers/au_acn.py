"""Is it an Australian company number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="AU_ACN",
    category="thing",
    says="Australian company numbers",
    presidio=("AuAcnRecognizer",),
    gate=Gate(digits=9),
    needs_header=True,
    header=("acn", "australian company number"),
    kinds=("text", "integer"),
    locales=("AU",),
    examples=("000 000 019", "000000019"),
    counter_examples=("000 000 018", "12345"),
)  # fmt: skip
