"""Is it an Australian tax file number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="AU_TFN",
    category="direct",
    says="Australian tax file numbers",
    presidio=("AuTfnRecognizer",),
    gate=Gate(digits=9),
    needs_header=True,
    header=("tfn", "tax file number"),
    hints=("tax id", "tax number"),
    kinds=("text", "integer"),
    locales=("AU",),
    examples=("123 456 782", "123456782"),
    counter_examples=("123 456 783", "12345"),
)  # fmt: skip
