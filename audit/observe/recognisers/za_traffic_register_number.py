"""Is it a South African traffic register number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="ZA_TRAFFIC_REGISTER_NUMBER",
    category="direct",
    says="South African traffic register numbers",
    presidio=("ZaTrafficRegisterNumberRecognizer",),
    gate=Gate(digits=13),
    needs_header=True,
    header=("traffic register", "traffic register number"),
    kinds=("text", "integer"),
    locales=("ZA",),
    examples=("9876543210123", "1234567890120", "4444444444444"),
    counter_examples=("12345", "none"),
)  # fmt: skip
