"""Is it a Bulgarian personal number (EGN)?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="BG_EGN",
    category="direct",
    says="Bulgarian personal numbers",
    stdnum=("bg.egn",),
    form="(?<![0-9A-Za-z])[0-9]{2}[0-5][0-9](?:0[1-9]|[12][0-9]|3[01])[0-9]{4}(?![0-9A-Za-z])",
    shape="[0-9]{10}",
    gate=Gate(digits=10),
    needs_header=True,
    header=("egn", "edinen grazhdanski nomer", "bulgarian personal number", "unified civil number"),
    hints=("national id",),
    kinds=("text", "integer"),
    locales=("BG",),
    examples=("9001010000", "0152319996"),
    counter_examples=("9001010001", "9013010000", "900101"),
)  # fmt: skip
