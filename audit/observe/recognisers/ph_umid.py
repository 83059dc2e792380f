"""Is it a Philippine common reference number (UMID)?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="PH_UMID",
    category="direct",
    says="Philippine common reference numbers",
    presidio=("PhUmidRecognizer",),
    gate=Gate(digits=12),
    needs_header=True,
    header=("umid", "common reference number", "crn", "philhealth", "umid number"),
    kinds=("text", "integer"),
    locales=("PH",),
    examples=("0000-0000001-2", "000000000012"),
    counter_examples=("12345", "no"),
)  # fmt: skip
