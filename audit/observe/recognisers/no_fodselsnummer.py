"""Is it a Norwegian birth number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="NO_FODSELSNUMMER",
    category="direct",
    says="Norwegian birth numbers",
    stdnum=("no.fodselsnummer",),
    form="(?<![0-9A-Za-z])[0-7][0-9][0-9]{4}[ -]?[0-9]{5}(?![0-9A-Za-z])",
    shape="[0-9]{6}[ -]?[0-9]{5}",
    gate=Gate(digits=11),
    decisive=True,
    numeric_ok=True,
    header=(
        "fodselsnummer", "fodselsnr", "fnr", "d nummer", "norwegian birth number",
        "norwegian national identity number",
    ),
    hints=("personnummer", "national id", "birth number"),
    kinds=("text", "integer"),
    locales=("NO",),
    examples=("010190 00083", "31128549989", "41019001022"),
    counter_examples=("010190 00084", "01139000083", "010190"),
)  # fmt: skip
