"""Is it the number of a referral?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="US_REFERRAL_NUMBER",
    category="pseudonym",
    says="numbers of medical referrals",
    presidio=("UsReferralNumberRecognizer",),
    gate=Gate(digits=4),
    needs_header=True,
    header=("referral number", "referral no", "referral id", "infusion referral"),
    kinds=("text", "integer"),
    locales=("US",),
    examples=("REF-0000001", "INF123456"),
    counter_examples=("none", "12"),
)  # fmt: skip
