"""Is it a Canadian social insurance number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="CA_SIN",
    category="direct",
    says="Canadian social insurance numbers",
    presidio=("CaSinRecognizer",),
    gate=Gate(digits=9),
    needs_header=True,
    header=(
        "social insurance", "social insurance number", "sin number", "canadian sin", "numero d assurance sociale",
        "assurance sociale", "numero nas",
    ),
    hints=("sin", "nas"),
    kinds=("text", "integer"),
    locales=("CA",),
    examples=("999-999-998", "123 456 782"),
    counter_examples=("999-999-999", "12345", "000-000-000"),
)  # fmt: skip
