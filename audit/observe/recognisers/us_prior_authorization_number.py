"""Is it the number of a prior authorisation?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="US_PRIOR_AUTHORIZATION_NUMBER",
    category="pseudonym",
    says="numbers of prior authorisations",
    presidio=("UsPriorAuthorizationNumberRecognizer",),
    gate=Gate(digits=4),
    needs_header=True,
    header=(
        "prior authorization", "prior authorization number", "prior auth", "preauthorization", "pre authorization",
    ),
    kinds=("text", "integer"),
    locales=("US",),
    examples=("PA-0000001", "PA123456"),
    counter_examples=("none", "12"),
)  # fmt: skip
