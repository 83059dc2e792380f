"""Is it the number of a German doctor's practice?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="DE_BSNR",
    category="thing",
    says="numbers of German doctors' practices",
    presidio=("DeBsnrRecognizer",),
    gate=Gate(digits=9),
    needs_header=True,
    header=("bsnr", "betriebsstattennummer", "praxisnummer"),
    kinds=("text", "integer"),
    locales=("DE",),
    examples=("990000001",),
    counter_examples=("12345", "keine"),
)  # fmt: skip
