"""Is it a Spanish number of a foreign resident?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="ES_NIE",
    category="direct",
    says="Spanish numbers of foreign residents",
    presidio=("EsNieRecognizer",),
    gate=Gate(digits=7),
    header=("nie", "numero de identificacion de extranjero", "numero de identidad de extranjero"),
    locales=("ES",),
    examples=("X1234567L", "Z8078221M"),
    counter_examples=("X1234567A", "X123456", "12345678"),
)
