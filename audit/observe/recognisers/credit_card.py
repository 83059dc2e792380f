"""Is it a payment card number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="CREDIT_CARD",
    category="direct",
    says="payment card numbers",
    presidio=("CreditCardRecognizer",),
    shape=r"\d{4}(?:[ -]?\d{4}){2}[ -]?\d{1,7}|\d{4}[ -]\d{6}[ -]\d{5}|\d(?:\.\d+)?e\+1[1-8]",
    # Device numbers of 15 digits share the checksum: only American Express and old JCB cards have that length.
    sure_form=r"(?:(?!(?:\d[ -]?){15}(?!\d)).*|3[47].*|1800.*|2131.*)",
    gate=Gate(digits=13),
    numeric_ok=True,
    header=(
        "credit card", "card number", "card no", "cc number", "ccnumber", "ccn", "cardnumber", "creditcard",
        "debit card", "pan number", "kreditkarte", "kreditkartennummer", "kartennummer", "carte bancaire",
        "numero de carte", "tarjeta de credito", "numero de tarjeta", "carta di credito", "creditcardnummer",
        "numer karty",
    ),
    hints=("card", "cc"),
    not_header=(
        "card family", "card type", "imei", "gtin", "ean", "isbn", "issn", "num credit card", "num credit cards",
        "member card",
    ),
    kinds=("text", "integer", "number"),
    examples=("4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005"),
    counter_examples=("4111 1111 1111 1112", "1234567890123", "2015-10-14"),
)  # fmt: skip
