"""Is it an international bank account number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="IBAN_CODE",
    category="direct",
    says="international bank account numbers",
    presidio=("IbanRecognizer",),
    # Presidio does not read small letters.
    stdnum=("iban",),
    form=r"(?<![0-9A-Za-z])[A-Za-z]{2}[0-9]{2}(?: ?[0-9A-Za-z]){11,30}(?![0-9A-Za-z])",
    shape=r"[a-z]{2}\d{2}(?:[ -]?[a-z0-9]{2,4}){3,8}",
    gate=Gate(digits=2, needs=r"[A-Z]{2}[0-9]{2}"),
    decisive=True,
    header=("iban", "iban number", "iban code"),
    hints=(
        "bank account", "konto", "kontonummer", "account number", "compte", "cuenta", "conto", "rekening",
        "rekeningnummer",
    ),
    examples=("DE89 3704 0044 0532 0130 00", "GB29NWBK60161331926819", "FR1420041010050500013M02606"),
    counter_examples=("DE89 3704 0044 0532 0130 01", "AB12CDEF34567890", "DE12345"),
)  # fmt: skip
