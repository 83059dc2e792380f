"""Is it the lifelong number of a German doctor?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="DE_LANR",
    category="direct",
    says="numbers of German doctors",
    presidio=("DeLanrRecognizer",),
    gate=Gate(digits=9),
    needs_header=True,
    header=("lanr", "arztnummer", "arzt nr", "lebenslange arztnummer"),
    kinds=("text", "integer"),
    locales=("DE",),
    examples=("123456601",),
    counter_examples=("123456701", "12345"),
)  # fmt: skip
