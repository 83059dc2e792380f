"""Is it a Danish personal number (CPR)?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="DK_CPR",
    category="direct",
    says="Danish personal numbers (by their structure: the check digit is no longer kept)",
    stdnum=("dk.cpr",),
    form="(?<![0-9A-Za-z])(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{2}[- ]?[0-9]{4}(?![0-9A-Za-z])",
    # Numbers without a valid check digit have been given out since 2007: only the date can be checked.
    structure_only=True,
    shape="[0-9]{6}[ -]?[0-9]{4}",
    gate=Gate(digits=10),
    needs_header=True,
    header=(
        "cpr", "cpr nummer", "cpr nr", "cprnr", "cpr number", "det centrale personregister",
        "danish personal number",
    ),
    hints=("personnummer", "national id"),
    kinds=("text", "integer"),
    locales=("DK",),
    examples=("010190-0001", "3112859999"),
    counter_examples=("320190-0001", "011390-0001", "010190"),
)  # fmt: skip
