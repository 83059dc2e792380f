"""Is it a number of a Cypriot identity card or a Cypriot tax number? Structure only: no check digit is looked at."""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="CY_ID",
    category="direct",
    says="numbers of Cypriot identity cards (by their structure only)",
    structure_only=True,
    pattern="[0-9]{6,8}|[0-9]{10}|[0-9]{8}[a-z]",
    shape="[0-9]{6,8}|[0-9]{10}|[0-9]{8}[a-z]",
    gate=Gate(digits=6),
    needs_header=True,
    header=("cyprus id", "cypriot id", "arithmos taftotitas", "deltio taftotitas", "cyprus tin"),
    hints=("national id", "identity card"),
    kinds=("text", "integer"),
    locales=("CY",),
    examples=("0000001234", "00123456", "00123123T"),
    counter_examples=("12345", "A1234567", "no"),
)  # fmt: skip
