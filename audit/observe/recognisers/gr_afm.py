"""Is it a Greek tax number (AFM)?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="GR_AFM",
    category="direct",
    says="Greek tax numbers",
    stdnum=("gr.vat",),
    form="(?<![0-9A-Za-z])[0-9]{9}(?![0-9A-Za-z])",
    shape="[0-9]{9}",
    gate=Gate(digits=9),
    needs_header=True,
    header=("afm", "arithmos forologikou mitroou", "greek tax number"),
    hints=("tax id", "tax number", "tin"),
    kinds=("text", "integer"),
    locales=("GR",),
    examples=("123456783", "099999999"),
    counter_examples=("123456784", "1234"),
)  # fmt: skip
