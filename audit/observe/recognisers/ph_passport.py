"""Is it the number of a Philippine passport?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="PH_PASSPORT",
    category="direct",
    says="numbers of Philippine passports",
    presidio=("PhPassportRecognizer",),
    gate=Gate(digits=7),
    needs_header=True,
    header=("philippine passport", "philippines passport", "dfa passport"),
    hints=("passport",),
    locales=("PH",),
    examples=("P0000001A", "EB0000001"),
    counter_examples=("12", "P0"),
)  # fmt: skip
