"""Is it a US health insurance claim?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="US_CLAIM_NUMBER",
    category="pseudonym",
    says="numbers of health insurance claims",
    presidio=("UsClaimNumberRecognizer",),
    gate=Gate(digits=4),
    needs_header=True,
    least_distinct=5,
    header=("claim number", "claim no", "claim id", "medical claim"),
    kinds=("text", "integer"),
    locales=("US",),
    examples=("CLM-00000001", "CLM123456"),
    counter_examples=("open", "12"),
)  # fmt: skip
