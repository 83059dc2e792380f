"""Is it a US health plan member number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="US_HEALTH_INSURANCE_MEMBER_ID",
    category="direct",
    says="US health plan member numbers",
    presidio=("UsHealthInsuranceMemberIdRecognizer",),
    gate=Gate(digits=1),
    needs_header=True,
    header=(
        "health insurance member id", "insurance member id", "health plan member", "health plan id", "insurance id",
        "insurance member number", "health plan beneficiary", "health insurance number",
        "insurance policy holder id",
    ),
    hints=("member id", "subscriber id", "policy number"),
    kinds=("text", "integer"),
    locales=("US",),
    examples=("XYZ000000001", "ABC-12345678"),
    counter_examples=("none", "PPO"),
)  # fmt: skip
