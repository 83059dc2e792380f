"""Is it the security code of a payment card?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Recogniser

RECOGNISER = Recogniser(
    entity="CVV",
    category="direct",
    says="security codes of payment cards",
    shape=r"\d{1,4}",
    needs_header=True,
    needs_beside=(
        "card", "credit card", "card number", "cc number", "ccnumber", "ccn", "cardnumber", "debit card", "kartennummer",
        "carte", "tarjeta", "carta", "karta",
    ),
    least_distinct=3,
    kinds=("text", "integer", "number"),
    header=(
        "cvv", "cvv2", "cvc", "cvc2", "card security code", "card verification", "prufziffer karte", "cryptogramme",
    ),
    examples=("123", "0456"),
    counter_examples=("12345", "abc", "1.5"),
)  # fmt: skip
