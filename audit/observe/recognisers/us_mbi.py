"""Is it a US Medicare beneficiary number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="US_MBI",
    category="direct",
    says="US Medicare beneficiary numbers",
    presidio=("UsMbiRecognizer",),
    gate=Gate(digits=4),
    header=("mbi", "medicare beneficiary", "medicare beneficiary identifier", "medicare id", "hicn"),
    hints=("medicare", "beneficiary"),
    locales=("US",),
    examples=("1EG4-TE5-MK73",),
    counter_examples=("1EG4", "12345"),
)  # fmt: skip
