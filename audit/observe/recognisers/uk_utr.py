"""Is it a UK taxpayer reference?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="UK_UTR",
    category="direct",
    says="UK taxpayer references",
    stdnum=("gb.utr",),
    form="(?<![0-9A-Za-z])[0-9]{5} ?[0-9]{5}(?![0-9A-Za-z])",
    shape="[0-9]{5} ?[0-9]{5}",
    gate=Gate(digits=10),
    needs_header=True,
    header=("utr", "utr number", "unique taxpayer reference", "uk taxpayer reference"),
    kinds=("text", "integer"),
    locales=("GB", "UK"),
    examples=("9000000001", "81234 56780"),
    counter_examples=("3234567890", "12345"),
)  # fmt: skip
