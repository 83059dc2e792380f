"""Is it a driving licence number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="US_DRIVER_LICENSE",
    category="direct",
    says="driving licence numbers",
    presidio=("UsLicenseRecognizer",),
    needs_header=True,
    gate=Gate(digits=1),
    header=(
        "driver license", "drivers license", "driver licence", "drivers licence", "driving licence",
        "driving license", "dl number", "driver license number", "fuhrerschein", "fuhrerscheinnummer",
        "permis de conduire", "permiso de conducir", "carnet de conducir", "patente di guida", "rijbewijs",
        "rijbewijsnummer", "prawo jazdy",
    ),
    kinds=("text", "integer"),
    examples=("A1234567", "H12345678", "12345678"),
    counter_examples=("full", "yes", "no licence"),
)  # fmt: skip
