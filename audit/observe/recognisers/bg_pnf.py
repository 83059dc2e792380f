"""Is it a Bulgarian personal number of a foreigner?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="BG_PNF",
    category="direct",
    says="Bulgarian personal numbers of foreigners",
    stdnum=("bg.pnf",),
    form="(?<![0-9A-Za-z])[0-9]{10}(?![0-9A-Za-z])",
    shape="[0-9]{10}",
    gate=Gate(digits=10),
    needs_header=True,
    header=("pnf", "lnch", "lichen nomer na chuzhdenets", "personal number of a foreigner"),
    kinds=("text", "integer"),
    locales=("BG",),
    examples=("8000000019", "1234567895"),
    counter_examples=("1000000002", "12345"),
)  # fmt: skip
