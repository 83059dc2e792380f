"""Is it a Hungarian tax number of a person? Structure only: no check digit is looked at."""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="HU_TAX_ID",
    category="direct",
    says="Hungarian tax numbers of people (by their structure only)",
    structure_only=True,
    pattern="8[0-9]{9}",
    gate=Gate(digits=10),
    needs_header=True,
    header=("adoazonosito", "adoazonosito jel", "hungarian tax number"),
    hints=("tax id", "tax number", "tin"),
    kinds=("text", "integer"),
    locales=("HU",),
    examples=("8000000001", "8123456789"),
    counter_examples=("7000000001", "80000"),
)  # fmt: skip
