"""Is it a Hungarian personal identification number? Structure only: no check digit is looked at."""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="HU_ID",
    category="direct",
    says="Hungarian personal identification numbers (by their structure only)",
    structure_only=True,
    pattern="[1-8][ -]?[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[ -]?[0-9]{4}",
    gate=Gate(digits=11),
    needs_header=True,
    header=("szemelyi azonosito", "szemelyi szam", "szemelyi azonosito jel", "hungarian personal number"),
    hints=("national id",),
    kinds=("text", "integer"),
    locales=("HU",),
    examples=("1-900101-0001", "28506159999"),
    counter_examples=("1-901301-0001", "900101", "9-900101-0001"),
)  # fmt: skip
