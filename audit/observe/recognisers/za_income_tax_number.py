"""Is it a South African tax number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="ZA_INCOME_TAX_NUMBER",
    category="direct",
    says="South African tax numbers",
    presidio=("ZaIncomeTaxNumberRecognizer",),
    gate=Gate(digits=10),
    needs_header=True,
    header=("sars", "sars number", "south african tax number", "tax reference number"),
    hints=("tax number", "tax reference"),
    kinds=("text", "integer"),
    locales=("ZA",),
    examples=("0123456789", "9123456789", "3000000001"),
    counter_examples=("5123456789", "12345"),
)  # fmt: skip
