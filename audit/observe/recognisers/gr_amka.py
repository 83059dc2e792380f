"""Is it a Greek social security number (AMKA)?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="GR_AMKA",
    category="direct",
    says="Greek social security numbers",
    stdnum=("gr.amka",),
    form="(?<![0-9A-Za-z])(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{7}(?![0-9A-Za-z])",
    shape="[0-9]{11}",
    gate=Gate(digits=11),
    header=("amka", "arithmos mitroou koinonikis asfalisis", "greek social security number"),
    hints=("ssn", "social security", "national id"),
    kinds=("text", "integer"),
    locales=("GR",),
    examples=("01019099991", "31128500001"),
    counter_examples=("01019099992", "01139099991", "0101909999"),
)  # fmt: skip
