"""Is it a South African identity number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="ZA_ID_NUMBER",
    category="direct",
    says="South African identity numbers",
    presidio=("ZaIdNumberRecognizer",),
    gate=Gate(digits=13),
    needs_header=True,
    header=("south african id", "rsa id", "sa id number", "smart id"),
    hints=("identity number", "id number", "national id"),
    kinds=("text", "integer"),
    locales=("ZA",),
    examples=("9001010001088", "8506159999083"),
    counter_examples=("9001010001089", "9013010001088", "12345"),
)  # fmt: skip
