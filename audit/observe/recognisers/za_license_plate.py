"""Is it a South African number plate?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="ZA_LICENSE_PLATE",
    category="direct",
    says="South African number plates",
    presidio=("ZaLicensePlateRecognizer",),
    gate=Gate(digits=2),
    needs_header=True,
    header=("south african plate", "south african number plate"),
    hints=("license plate", "licence plate", "number plate", "plate number"),
    locales=("ZA",),
    examples=("ABC123GP", "AB 12 CD GP"),
    counter_examples=("12", "car"),
)  # fmt: skip
