"""Is it a Dutch number of a pupil or student without a citizen service number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="NL_ONDERWIJSNUMMER",
    category="direct",
    says="Dutch education numbers",
    stdnum=("nl.onderwijsnummer",),
    form="(?<![0-9A-Za-z])10[0-9]{7}(?![0-9A-Za-z])",
    shape="10[0-9]{7}",
    gate=Gate(digits=9),
    needs_header=True,
    header=("onderwijsnummer", "onderwijs nummer", "leerlingnummer", "education number"),
    hints=("pgn",),
    kinds=("text", "integer"),
    locales=("NL",),
    examples=("100000004", "100000016"),
    counter_examples=("100000005", "200000004"),
)  # fmt: skip
