"""Is it an Italian VAT number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="IT_VAT_CODE",
    category="pseudonym",
    says="Italian VAT numbers",
    presidio=("ItVatCodeRecognizer",),
    gate=Gate(digits=11),
    needs_header=True,
    header=("partita iva", "piva", "p iva", "numero partita iva", "italian vat number"),
    kinds=("text", "integer"),
    locales=("IT",),
    examples=("00000010009",),
    counter_examples=("00000010008", "12345"),
)  # fmt: skip
