"""Is it a South African telephone number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Recogniser

RECOGNISER = Recogniser(
    entity="ZA_TELEPHONE_NUMBER",
    category="direct",
    says="South African telephone numbers",
    presidio=("ZaTelephoneNumberRecognizer",),
    needs_header=True,
    header=("south african telephone", "za telephone", "sa telephone number"),
    kinds=("text", "integer"),
    locales=("ZA",),
    examples=("021 123 4567", "+27 21 123 4567"),
    counter_examples=("12", "1234"),
)  # fmt: skip
