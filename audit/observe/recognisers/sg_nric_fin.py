"""Is it a Singapore identity number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="SG_NRIC_FIN",
    category="direct",
    says="Singapore identity numbers",
    presidio=("SgFinRecognizer",),
    gate=Gate(digits=7),
    needs_header=True,
    header=("nric", "nric fin", "fin number", "nric number", "singapore id"),
    hints=("fin", "national id"),
    locales=("SG",),
    examples=("S0000001I", "T1234567A"),
    counter_examples=("S123", "12345"),
)  # fmt: skip
