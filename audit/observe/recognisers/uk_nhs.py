"""Is it a UK National Health Service number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="UK_NHS",
    category="direct",
    says="UK National Health Service numbers",
    presidio=("NhsRecognizer",),
    # Every ISBN-10 with a digit at its end passes the same checksum: the column must say what it is.
    needs_header=True,
    gate=Gate(digits=10),
    header=("nhs", "nhs number", "nhs no", "national health service", "health service number"),
    not_header=("isbn", "phone", "telephone"),
    kinds=("text", "integer"),
    locales=("GB", "UK"),
    examples=("943 476 5919", "9434765919", "401-023-2137"),
    counter_examples=("943 476 5910", "94347659", "0-306-40615-2"),
)
