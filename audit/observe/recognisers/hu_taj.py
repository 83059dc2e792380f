"""Is it a Hungarian social security number (TAJ)? Structure only: no check digit is looked at."""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="HU_TAJ",
    category="direct",
    says="Hungarian social security numbers (by their structure only)",
    structure_only=True,
    pattern="[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3}",
    shape="[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3}",
    gate=Gate(digits=9),
    needs_header=True,
    header=("taj", "taj szam", "tajszam", "hungarian social security number"),
    hints=("ssn", "social security"),
    kinds=("text", "integer"),
    locales=("HU",),
    examples=("000 000 001", "123456788"),
    counter_examples=("12345", "1234567890", "nincs"),
)  # fmt: skip
