"""Is it the number of a South African driving licence?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="ZA_DRIVER_LICENSE",
    category="direct",
    says="numbers of South African driving licences",
    presidio=("ZaDriverLicenseRecognizer",),
    gate=Gate(digits=6),
    needs_header=True,
    header=("south african driving licence", "south african driver license", "enatis licence"),
    locales=("ZA",),
    examples=("1234567890AB", "0000000001AB"),
    counter_examples=("12", "code"),
)  # fmt: skip
