"""Is it a bank account number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="US_BANK_NUMBER",
    category="direct",
    says="bank account numbers",
    presidio=("UsBankRecognizer",),
    shape=r"[0-9]{4,6}(?:[ -]?[0-9]{2,6}){1,3}",
    needs_header=True,
    gate=Gate(digits=8),
    header=(
        "bank account", "account number", "account no", "acct no", "acct number", "bank account number",
        "kontonummer", "bankkonto", "numero de compte", "compte bancaire", "numero de cuenta", "cuenta bancaria",
        "numero di conto", "conto corrente", "rekeningnummer", "bankrekening", "numer konta",
    ),
    not_header=("num bank accounts", "number of accounts"),
    kinds=("text", "integer"),
    examples=("945456787654", "12345678"),
    counter_examples=("1234567", "open", "123456789012345678"),
)  # fmt: skip
