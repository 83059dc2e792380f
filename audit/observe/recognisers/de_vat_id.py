"""Is it a German VAT number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="DE_VAT_ID",
    category="pseudonym",
    says="German VAT numbers",
    presidio=("DeVatIdRecognizer",),
    gate=Gate(digits=9),
    needs_header=True,
    header=(
        "ust id", "ust idnr", "ustid", "umsatzsteuer id", "umsatzsteueridentifikationsnummer", "german vat number",
        "vat id",
    ),
    locales=("DE",),
    examples=("DE000000011",),
    counter_examples=("DE1234", "12345"),
)  # fmt: skip
