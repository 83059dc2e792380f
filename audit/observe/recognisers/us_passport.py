"""Is it a US passport number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="US_PASSPORT",
    category="direct",
    says="passport numbers",
    presidio=("UsPassportRecognizer",),
    shape=r"[a-z]{0,3}\d{6,9}[a-z]?",
    needs_header=True,
    gate=Gate(digits=8),
    header=(
        "passport", "passport number", "passport no", "passeport", "paspoort", "paspoortnummer", "paszport",
        "travel document number", "numero de passeport", "numer paszportu", "numero do passaporte", "passaporte",
    ),
    not_header=("passport country", "passport type"),
    kinds=("text", "integer"),
    examples=("A12345678", "123456789"),
    counter_examples=("A1234", "12345678901", "none"),
)  # fmt: skip
