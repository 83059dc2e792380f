"""Is it a UK national insurance number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="UK_NINO",
    category="direct",
    says="UK national insurance numbers",
    presidio=("UkNinoRecognizer",),
    gate=Gate(digits=6),
    header=("nino", "national insurance", "national insurance number", "ni number"),
    locales=("GB", "UK"),
    examples=("AA 12 34 56 B", "hh123456c"),
    counter_examples=("BG 12 34 56 B", "AA 12 34 56", "AA 12 34 56 Z"),
)
