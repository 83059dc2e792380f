"""Is it the number of an Indian passport?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="IN_PASSPORT",
    category="direct",
    says="numbers of Indian passports",
    presidio=("InPassportRecognizer",),
    gate=Gate(digits=7),
    needs_header=True,
    header=("indian passport", "india passport"),
    hints=("passport",),
    locales=("IN",),
    examples=("A1000001", "Z1234567"),
    counter_examples=("12", "A0"),
)  # fmt: skip
