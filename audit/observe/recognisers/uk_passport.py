"""Is it the number of a UK passport?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="UK_PASSPORT",
    category="direct",
    says="numbers of UK passports",
    presidio=("UkPassportRecognizer",),
    gate=Gate(digits=7),
    needs_header=True,
    header=("uk passport", "british passport", "hm passport"),
    hints=("passport", "travel document"),
    locales=("GB", "UK"),
    examples=("AA0000001", "ZX1234567"),
    counter_examples=("12", "AA"),
)  # fmt: skip
