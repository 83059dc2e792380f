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
        "driving license", "dl number", "driver license number", "permis de conduire", "permiso de conducir",
        "carnet de conducir", "rijbewijs", "rijbewijsnummer", "prawo jazdy", "driver licence number",
        "licence number", "carta de conducao", "numero de carta de conducao",
    ),
    kinds=("text", "integer"),
    examples=("A1234567", "H12345678", "12345678"),
    counter_examples=("full", "yes", "no licence"),
)  # fmt: skip
