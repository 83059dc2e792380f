"""Is it a UK number plate?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="UK_VEHICLE_REGISTRATION",
    category="direct",
    says="UK number plates",
    presidio=("UkVehicleRegistrationRecognizer",),
    gate=Gate(digits=1),
    needs_header=True,
    header=("vrm", "vrn", "uk vehicle registration", "uk number plate", "v5c"),
    hints=(
        "vehicle registration", "license plate", "licence plate", "number plate", "registration number",
    ),
    locales=("GB", "UK"),
    examples=("AB12 CDE", "AB12CDE"),
    counter_examples=("12", "car"),
)  # fmt: skip
