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
        "identity number", "id card number", "personal identification number", "government id", "carte d identite",
        "numero de seguridad social", "seguridad social", "cedula", "dowod osobisty", "numer dowodu", "citizen id",
        "state id number", "numero de identidad", "numero de identificacion", "numero d identite",
        "numero identite", "numer identyfikacyjny", "numero de identificacao", "documento de identidad",
    ),
    not_header=COUNTS,
    examples=("1 234 567", "111222333", "AB1234567"),
    counter_examples=("yes", "12", "not given"),
)  # fmt: skip
