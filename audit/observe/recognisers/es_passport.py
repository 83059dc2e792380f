"""Is it the number of a Spanish passport?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="ES_PASSPORT",
    category="direct",
    says="numbers of Spanish passports",
    presidio=("EsPassportRecognizer",),
    shape="[a-z]{1,3}[0-9]{6,9}[a-z]?",
    gate=Gate(digits=6),
    needs_header=True,
    header=("pasaporte", "numero de pasaporte", "num pasaporte", "spanish passport"),
    hints=("passport",),
    locales=("ES",),
    examples=("AAA000001", "ABC123456"),
    counter_examples=("no", "12"),
)  # fmt: skip
