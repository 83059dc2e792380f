"""Is it a South African company number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="ZA_COMPANY_REGISTRATION",
    category="thing",
    says="South African company numbers",
    presidio=("ZaCompanyRegistrationRecognizer",),
    gate=Gate(digits=8),
    needs_header=True,
    header=("cipc", "company registration", "company registration number", "close corporation"),
    locales=("ZA",),
    examples=("2015/123456/07",),
    counter_examples=("12345", "none"),
)  # fmt: skip
