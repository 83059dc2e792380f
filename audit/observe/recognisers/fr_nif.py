"""Is it a French tax number of a person (numéro fiscal, SPI)?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="FR_NIF",
    category="direct",
    says="French tax numbers of people",
    stdnum=("fr.nif",),
    form="(?<![0-9A-Za-z])[0-3][0-9][ ]?[0-9]{2}[ ]?[0-9]{3}[ ]?[0-9]{3}[ ]?[0-9]{3}(?![0-9A-Za-z])",
    shape="[0-3][0-9](?: ?[0-9]){11}",
    gate=Gate(digits=13),
    numeric_ok=True,
    header=(
        "numero fiscal", "numero fiscal de reference", "reference fiscale", "numero spi", "identifiant fiscal",
        "french tax number",
    ),
    hints=("tax id", "tax number", "tin"),
    kinds=("text", "integer"),
    locales=("FR",),
    examples=("30 00 000 001 250", "0123456789211"),
    counter_examples=("3000000001251", "9000000001250", "30000000"),
)  # fmt: skip
