"""Is it the number of a vehicle (VIN)?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Recogniser

RECOGNISER = Recogniser(
    entity="VIN",
    category="pseudonym",
    says="vehicle identification numbers (by their structure only: the check digit is not used everywhere)",
    structure_only=True,
    pattern="(?=(?:.*[0-9]){4})(?=.*[a-z])[a-hj-npr-z0-9]{9}[0-9a-z][a-hj-npr-z0-9][a-hj-npr-z0-9]{2}[0-9]{4}",
    needs_header=True,
    least_distinct=3,
    header=(
        "vin", "vin number", "vin no", "vehicle identification number", "vehicle identification", "chassis number",
        "chassis no", "fahrgestellnummer", "fin nummer", "fahrzeugidentifizierungsnummer",
        "fahrzeug identifikationsnummer", "numero de chassis", "numero de serie vehicule", "numero de bastidor",
        "bastidor", "numero di telaio", "telaio", "chassisnummer", "numer vin", "numero de quadro",
        "numero do chassi",
    ),
    hints=("chassis",),
    not_header=("count", "type"),
    examples=("1M8GDM9AXKP042788", "WVWZZZ1JZ3W000001"),
    counter_examples=("1M8GDM9AXKP04278", "11111111111111111", "IOQ00000000000000", "wine"),
)  # fmt: skip
