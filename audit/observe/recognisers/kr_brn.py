"""Is it a Korean business registration number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="KR_BRN",
    category="pseudonym",
    says="Korean business registration numbers",
    presidio=("KrBrnRecognizer",),
    gate=Gate(digits=10),
    needs_header=True,
    header=("korean brn", "business registration number", "사업자등록번호"),
    hints=("brn",),
    kinds=("text", "integer"),
    locales=("KR",),
    examples=("123-45-67891",),
    counter_examples=("123-45-67892", "12345"),
)  # fmt: skip
