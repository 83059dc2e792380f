"""Is it an Australian Medicare number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="AU_MEDICARE",
    category="direct",
    says="Australian Medicare numbers",
    presidio=("AuMedicareRecognizer",),
    gate=Gate(digits=10),
    needs_header=True,
    header=("medicare", "medicare number", "medicare no", "medicare card"),
    kinds=("text", "integer"),
    locales=("AU",),
    examples=("2123 45670 1", "2123456701"),
    counter_examples=("2123 45671 1", "12345"),
)  # fmt: skip
