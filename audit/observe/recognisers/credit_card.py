"""Is it a payment card number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

_LENGTHS = {
    12: "5018|5020|5038|5893|6304|6759|676[123]",
    13: "4|5018|5020|5038|5893|6304|6759|676[123]",
    14: "30[0-5]|3095|3[689]|5018|5020|5038|5893|6304|6759|676[123]",
    15: "3[47]|1800|2131",
    16: "4|5[0-9]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720|220[0-4]|3[0568]|35[2-8]|6[0-9]|8[12]|508[5-9]|9792",
    17: "62|81|5018|5020|5038|5893|6304|6759|676[123]",
    18: "62|81|6011|64[4-9]|65|220[0-4]|5018|5020|5038|5893|6304|6759|676[123]",
    19: "4|62|81|6011|64[4-9]|65|220[0-4]|35[2-8]|30[0-5]|3[689]|5018|5020|5038|5893|6304|6759|676[123]",
}
"""First digits of issuers by length: Maestro from 12 to 19, Mastercard's 2-series 2221 to 2720, Visa, American Express,
Diners Club, Discover, JCB, UnionPay, RuPay, Mir, Troy."""
_RANGES = "|".join(f"(?=(?:{first})[0-9]*)[0-9]{{{length}}}(?![0-9A-Za-z])" for length, first in _LENGTHS.items())

RECOGNISER = Recogniser(
    entity="CREDIT_CARD",
    category="direct",
    says="payment card numbers",
    presidio=("CreditCardRecognizer",),
    stdnum=("luhn",),
    # Presidio does not know every range of valid issuers; what it knows, it finds with blanks and dashes too.
    form=f"(?<![0-9A-Za-z])(?:{_RANGES})",
    shape=r"\d{4}(?:[ -]?\d{4}){2}[ -]?\d{1,7}|\d{4}[ -]?\d{4}[ -]?\d{4}|\d{4}[ -]\d{6}[ -]\d{5}|\d(?:[.,]\d+)?e\+1[1-8]",
    # Device numbers of 15 digits share the checksum: only American Express and old JCB cards have that length.
    # Twelve digits are one range of Maestro and every other number.
    sure_form=r"(?:(?!\d(?:[ -]?\d){14}(?![ -]?\d))(?!\d(?:[ -]?\d){11}(?![ -]?\d)).*|3[47].*|1800.*|2131.*)",
    # In a sentence hardly any other number has such first digits and the check digit.
    text_form=r"\d(?:[ -]?\d){11}",
    gate=Gate(digits=12),
    numeric_ok=True,
    header=(
        "credit card", "card number", "card no", "cc number", "ccnumber", "ccn", "cardnumber", "creditcard",
        "debit card", "pan number", "payment card", "kreditkarte", "kreditkartennummer", "kartennummer", "carte bancaire",
        "carte de credit", "numero de carte", "tarjeta de credito", "numero de tarjeta", "carta di credito", "numero carta",
        "creditcardnummer", "kaartnummer", "numer karty", "karta kredytowa", "cartao de credito", "numero do cartao",
    ),
    hints=("cc",),
    not_header=(
        "card family", "card type", "imei", "gtin", "ean", "isbn", "issn", "num credit card", "num credit cards",
        "member card",
    ),
    kinds=("text", "integer", "number"),
    examples=("4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005", "2221000000000009", "6222020000000000000"),
    counter_examples=("4111 1111 1111 1112", "1234567890123", "2015-10-14", "9999999999999995"),
)  # fmt: skip
