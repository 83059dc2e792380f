"""Is it the number of a Korean passport?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="KR_PASSPORT",
    category="direct",
    says="numbers of Korean passports",
    presidio=("KrPassportRecognizer",),
    gate=Gate(digits=7),
    needs_header=True,
    header=("korean passport", "korea passport", "여권번호"),
    hints=("passport",),
    locales=("KR",),
    examples=("M000A0001", "M00000001"),
    counter_examples=("12", "X0"),
)  # fmt: skip
