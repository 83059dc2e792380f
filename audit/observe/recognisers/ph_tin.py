"""Is it a Philippine taxpayer number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="PH_TIN",
    category="direct",
    says="Philippine taxpayer numbers",
    presidio=("PhTinRecognizer",),
    gate=Gate(digits=9),
    needs_header=True,
    header=("philippine tin", "bir tin", "tin number"),
    hints=("tin", "taxpayer identification number", "tax id"),
    kinds=("text", "integer"),
    locales=("PH",),
    examples=("123-456-782-000", "100-000-009"),
    counter_examples=("123-456-783-000", "12345"),
)  # fmt: skip
