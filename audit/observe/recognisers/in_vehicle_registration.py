"""Is it an Indian number plate?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="IN_VEHICLE_REGISTRATION",
    category="direct",
    says="Indian number plates",
    presidio=("InVehicleRegistrationRecognizer",),
    gate=Gate(digits=1),
    needs_header=True,
    header=("indian vehicle registration", "rto number", "indian number plate"),
    hints=("vehicle registration", "license plate", "licence plate", "number plate"),
    locales=("IN",),
    examples=("KA53ME3456", "MH12AB1234"),
    counter_examples=("12", "car"),
)  # fmt: skip
