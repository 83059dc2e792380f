"""Is it the number of a prescription?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="US_PRESCRIPTION_NUMBER",
    category="pseudonym",
    says="numbers of prescriptions",
    presidio=("UsPrescriptionNumberRecognizer",),
    gate=Gate(digits=4),
    needs_header=True,
    header=("prescription number", "prescription id", "rx number", "rx no", "prescription no"),
    kinds=("text", "integer"),
    locales=("US",),
    examples=("RX-0000001", "RX123456"),
    counter_examples=("none", "12"),
)  # fmt: skip
