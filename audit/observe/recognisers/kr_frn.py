"""Is it a Korean registration number of a foreigner?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="KR_FRN",
    category="direct",
    says="Korean registration numbers of foreigners",
    presidio=("KrFrnRecognizer",),
    gate=Gate(digits=13),
    needs_header=True,
    header=("frn", "foreigner registration number", "korean frn", "외국인등록번호"),
    kinds=("text", "integer"),
    locales=("KR",),
    examples=("900101-5000001",),
    counter_examples=("900101-1000001", "12345"),
)  # fmt: skip
