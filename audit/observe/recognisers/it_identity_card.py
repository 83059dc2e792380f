"""Is it the number of an Italian identity card?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="IT_IDENTITY_CARD",
    category="direct",
    says="numbers of Italian identity cards",
    presidio=("ItIdentityCardRecognizer",),
    gate=Gate(digits=5),
    needs_header=True,
    header=(
        "carta d identita", "carta identita", "numero carta d identita", "cie", "italian identity card",
    ),
    hints=("identity card", "id card"),
    locales=("IT",),
    examples=("AA0000001", "CA00000AA", "0000001AA"),
    counter_examples=("si", "12", "12345"),
)  # fmt: skip
