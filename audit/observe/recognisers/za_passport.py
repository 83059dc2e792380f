"""Is it the number of a South African passport?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="ZA_PASSPORT",
    category="direct",
    says="numbers of South African passports",
    presidio=("ZaPassportRecognizer",),
    gate=Gate(digits=8),
    needs_header=True,
    header=("south african passport", "rsa passport"),
    hints=("passport",),
    locales=("ZA",),
    examples=("A00000001", "M12345678"),
    counter_examples=("12", "X00000001"),
)  # fmt: skip
