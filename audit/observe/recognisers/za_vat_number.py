"""Is it a South African VAT number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="ZA_VAT_NUMBER",
    category="pseudonym",
    says="South African VAT numbers",
    presidio=("ZaVatNumberRecognizer",),
    shape="4[0-9]{9}",
    gate=Gate(digits=10),
    needs_header=True,
    header=("south african vat", "sa vat number", "vat registration number"),
    hints=("vat number",),
    kinds=("text", "integer"),
    locales=("ZA",),
    examples=("4123456789", "4000000012", "4990123458"),
    counter_examples=("5123456789", "12345"),
)  # fmt: skip
