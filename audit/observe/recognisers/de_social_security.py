"""Is it a German pension insurance number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="DE_SOCIAL_SECURITY",
    category="direct",
    says="German pension insurance numbers",
    presidio=("DeSocialSecurityRecognizer",),
    shape="[0-9]{2} ?[0-9]{6} ?[a-z] ?[0-9]{3}",
    gate=Gate(digits=11),
    header=(
        "rentenversicherungsnummer", "sozialversicherungsnummer", "rvnr", "rv nummer", "sv nummer", "svnr",
        "versicherungsnummer",
    ),
    hints=("social security", "ssn"),
    locales=("DE",),
    examples=("65010190A004", "15070649C103"),
    counter_examples=("65010190A005", "65139990A004", "12345"),
)  # fmt: skip
