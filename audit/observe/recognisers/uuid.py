"""Is it a universally unique identifier?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="UUID",
    category="thing",
    says="universally unique identifiers",
    presidio=("UuidRecognizer",),
    gate=Gate(needs="-"),
    needs_header=True,
    header=("uuid", "guid", "unique identifier"),
    examples=("3f2504e0-4f89-11d3-9a0c-0305e82c3301",),
    counter_examples=("3f2504e0", "12345"),
)  # fmt: skip
