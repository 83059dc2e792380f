"""Is it a number the state gave a person?"""

from __future__ import annotations

from audit.observe.personal.recogniser import COUNTS, Recogniser

RECOGNISER = Recogniser(
    entity="NATIONAL_ID",
    category="direct",
    says="national identity numbers",
    shape=r"(?=.*\d.*\d.*\d)[\w][\w ./-]{3,24}",
    needs_header=True,
    least_distinct=3,
    kinds=("text", "integer"),
    header=(
        "national id", "nationalid", "national identification number", "national identity number", "identity card",
        "identity number",
        "id card number", "personal identification number", "government id", "ausweisnummer", "personalausweis",
        "personalausweisnummer",
        "sozialversicherungsnummer", "rentenversicherungsnummer", "numero de securite sociale", "securite sociale",
        "carte d identite",
        "numero de seguridad social", "seguridad social", "cedula", "carta d identita", "burgerservicenummer", "bsn",
        "rijksregisternummer",
        "dowod osobisty", "numer dowodu", "cpr nummer", "fodselsnummer", "rodne cislo",
    ),
    not_header=COUNTS,
    examples=("1 84 12 76 451 089 46", "111222333", "AB1234567"),
    counter_examples=("yes", "12", "not given"),
)  # fmt: skip
