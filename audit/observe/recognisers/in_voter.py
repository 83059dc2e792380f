"""Is it the number of an Indian voter card?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="IN_VOTER",
    category="direct",
    says="numbers of Indian voter cards",
    presidio=("InVoterRecognizer",),
    gate=Gate(digits=7),
    needs_header=True,
    header=(
        "voter id", "voter card", "epic no", "epic number", "elector photo identity card", "indian voter",
    ),
    hints=("voter",),
    locales=("IN",),
    examples=("ABC0000001", "XYZ1234567"),
    counter_examples=("12", "ABC"),
)  # fmt: skip
