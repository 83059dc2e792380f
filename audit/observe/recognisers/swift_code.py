"""Is it the code of a bank (SWIFT, BIC)?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Recogniser

RECOGNISER = Recogniser(
    entity="SWIFT_CODE",
    category="thing",
    says="codes of banks (SWIFT, BIC)",
    stdnum=("bic",),
    form="(?<![0-9A-Za-z])[A-Z]{4} ?[A-Z]{2} ?[0-9A-Z]{2}(?: ?[0-9A-Z]{3})?(?![0-9A-Za-z])",
    needs_header=True,
    header=(
        "swift", "swift code", "swift bic", "bic", "bic code", "bic swift", "swift number", "bankleitzahl bic",
        "code bic", "codigo swift", "codice bic", "kod swift", "bank identifier code",
    ),
    examples=("AAAADEFF", "BBBBFRPPXXX"),
    counter_examples=("AAAA12FF", "12345678", "AAAADEF"),
)  # fmt: skip
