"""Is it a German health insurance number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="DE_HEALTH_INSURANCE",
    category="direct",
    says="German health insurance numbers",
    presidio=("DeHealthInsuranceRecognizer",),
    shape="[a-z][0-9]{9}",
    gate=Gate(digits=9),
    header=(
        "krankenversicherungsnummer", "krankenversichertennummer", "versichertennummer", "kvnr", "kv nr",
        "egk nummer", "gesundheitskarte",
    ),
    hints=("krankenversicherung", "insurance number"),
    locales=("DE",),
    examples=("A000000014",),
    counter_examples=("A000000015", "A0000", "privat"),
)  # fmt: skip
