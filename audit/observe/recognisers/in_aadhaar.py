"""Is it an Indian Aadhaar number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="IN_AADHAAR",
    category="direct",
    says="Indian Aadhaar numbers",
    presidio=("InAadhaarRecognizer",),
    shape="[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}",
    gate=Gate(digits=12),
    needs_header=True,
    header=("aadhaar", "aadhar", "aadhaar number", "aadhaar no", "adhar", "uidai", "uid aadhaar"),
    kinds=("text", "integer"),
    locales=("IN",),
    examples=("999999990019", "9999-9999-0019"),
    counter_examples=("999999990018", "12345"),
)  # fmt: skip
