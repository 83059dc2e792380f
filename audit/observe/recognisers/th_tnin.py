"""Is it a Thai national identity number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="TH_TNIN",
    category="direct",
    says="Thai national identity numbers",
    presidio=("ThTninRecognizer",),
    gate=Gate(digits=13),
    needs_header=True,
    header=("tnin", "thai national id", "thai id", "thai id number"),
    hints=("national id",),
    kinds=("text", "integer"),
    locales=("TH",),
    examples=("3100000000004", "8123456789011"),
    counter_examples=("1100000000009", "12345"),
)  # fmt: skip
