"""Is it a South African mobile number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Recogniser

RECOGNISER = Recogniser(
    entity="ZA_MOBILE_NUMBER",
    category="direct",
    says="South African mobile numbers",
    presidio=("ZaMobileNumberRecognizer",),
    needs_header=True,
    header=("south african mobile", "za mobile", "sa cell number"),
    kinds=("text", "integer"),
    locales=("ZA",),
    examples=("082 123 4567", "+27 82 123 4567"),
    counter_examples=("12", "021 123 4567"),
)  # fmt: skip
