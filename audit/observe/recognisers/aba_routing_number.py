"""Is it the routing number of a US bank?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="ABA_ROUTING_NUMBER",
    category="thing",
    says="routing numbers of US banks",
    presidio=("AbaRoutingRecognizer",),
    gate=Gate(digits=9),
    needs_header=True,
    header=("aba", "aba number", "routing number", "routing no", "bank routing", "aba routing"),
    kinds=("text", "integer"),
    locales=("US",),
    examples=("000000000", "1111-1111-8"),
    counter_examples=("123456789", "12345"),
)  # fmt: skip
