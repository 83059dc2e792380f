"""Is it a number of a Maltese identity card? Structure only: no check digit is looked at."""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="MT_ID",
    category="direct",
    says="numbers of Maltese identity cards (by their structure only)",
    structure_only=True,
    pattern="[0-9]{1,7}[mgaplhbz]",
    gate=Gate(digits=1),
    needs_header=True,
    header=(
        "maltese identity number", "malta id", "karta tal identita", "numru tal karta tal identita",
        "maltese id card",
    ),
    hints=("national id", "identity card", "id card"),
    kinds=("text", "integer"),
    locales=("MT",),
    examples=("0000001M", "1234567A"),
    counter_examples=("1234567", "123X", "M1234"),
)  # fmt: skip
