"""Is it a Korean resident registration number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="KR_RRN",
    category="direct",
    says="Korean resident registration numbers",
    presidio=("KrRrnRecognizer",),
    sure_form="[0-9]{6}-[0-9]{7}",
    gate=Gate(digits=13),
    header=("rrn", "resident registration number", "korean resident number", "주민등록번호"),
    kinds=("text", "integer"),
    locales=("KR",),
    examples=("900101-1000006",),
    counter_examples=("901301-1000006", "12345"),
)  # fmt: skip
