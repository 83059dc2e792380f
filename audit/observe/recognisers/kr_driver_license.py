"""Is it the number of a Korean driving licence?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="KR_DRIVER_LICENSE",
    category="direct",
    says="numbers of Korean driving licences",
    presidio=("KrDriverLicenseRecognizer",),
    gate=Gate(digits=12),
    needs_header=True,
    header=("korean driver license", "korean driving licence", "운전면허번호"),
    kinds=("text", "integer"),
    locales=("KR",),
    examples=("11-99-000001-00", "119900000100"),
    counter_examples=("99-99-000001-00", "12345"),
)  # fmt: skip
