"""Is it the number of an Italian passport?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="IT_PASSPORT",
    category="direct",
    says="numbers of Italian passports",
    presidio=("ItPassportRecognizer",),
    shape="[a-z]{1,2}[0-9]{6,7}[a-z]?",
    gate=Gate(digits=7),
    needs_header=True,
    header=("passaporto", "numero passaporto", "italian passport"),
    hints=("passport",),
    locales=("IT",),
    examples=("AA0000001", "YA1234567"),
    counter_examples=("si", "12"),
)  # fmt: skip
