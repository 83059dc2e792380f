"""Is it the number of a German identity card?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="DE_ID_CARD",
    category="direct",
    says="numbers of German identity cards",
    presidio=("DeIdCardRecognizer",),
    shape="(?=.*[0-9].*[0-9].*[0-9])[0-9a-z]{9,11}",
    gate=Gate(digits=1),
    needs_header=True,
    header=(
        "personalausweis", "personalausweisnummer", "ausweisnummer", "ausweis nr", "german identity card",
    ),
    hints=("identity card", "id card", "national id", "ausweis"),
    locales=("DE",),
    examples=("L01X00T44", "T22000129"),
    counter_examples=("L01X00T45", "ja", "12345"),
)  # fmt: skip
