"""Is it a Spanish tax number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="ES_NIF",
    category="direct",
    says="Spanish tax numbers",
    presidio=("EsNifRecognizer",),
    gate=Gate(digits=7),
    header=("nif", "dni", "documento nacional de identidad", "documento de identidad"),
    locales=("ES",),
    examples=("12345678Z", "11111111-H"),
    counter_examples=("12345678A", "1234567", "Z12345678"),
)
