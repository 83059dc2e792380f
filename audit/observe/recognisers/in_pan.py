"""Is it an Indian permanent account number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="IN_PAN",
    category="direct",
    says="Indian permanent account numbers",
    presidio=("InPanRecognizer",),
    shape="[a-z]{5}[0-9]{4}[a-z]",
    gate=Gate(digits=4),
    needs_header=True,
    header=("permanent account number", "pan card", "pan no", "indian pan"),
    hints=("pan",),
    locales=("IN",),
    examples=("AAAPA0000A", "ABCPE1234F"),
    counter_examples=("12345", "nil"),
)  # fmt: skip
