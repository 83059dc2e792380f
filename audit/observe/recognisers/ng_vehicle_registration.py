"""Is it a Nigerian number plate?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="NG_VEHICLE_REGISTRATION",
    category="direct",
    says="Nigerian number plates",
    presidio=("NgVehicleRegistrationRecognizer",),
    gate=Gate(digits=3),
    needs_header=True,
    header=("nigerian number plate", "nigerian plate"),
    hints=("vehicle registration", "license plate", "licence plate", "number plate", "plate number"),
    locales=("NG",),
    examples=("ABC-123DE", "XYZ 999AA"),
    counter_examples=("12", "car"),
)  # fmt: skip
