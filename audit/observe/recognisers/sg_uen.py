"""Is it a Singapore number of a company?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="SG_UEN",
    category="thing",
    says="Singapore company numbers",
    presidio=("SgUenRecognizer",),
    gate=Gate(digits=6),
    needs_header=True,
    header=("uen", "unique entity number", "acra"),
    locales=("SG",),
    examples=("T08LL3335K",),
    counter_examples=("T08LL3335A", "12345"),
)  # fmt: skip
