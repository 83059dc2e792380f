"""Is it the number of a UK driving licence?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="UK_DRIVING_LICENCE",
    category="direct",
    says="numbers of UK driving licences",
    presidio=("UkDrivingLicenceRecognizer",),
    gate=Gate(digits=5),
    header=("uk driving licence", "dvla", "dvla number", "british driving licence"),
    hints=("driving licence", "driving license", "driver license", "licence number"),
    locales=("GB", "UK"),
    examples=("BEISP801010A99AA", "SMITH901010A99AA"),
    counter_examples=("BEISP", "12345", "full"),
)  # fmt: skip
