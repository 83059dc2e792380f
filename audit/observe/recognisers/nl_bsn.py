"""Is it a Dutch citizen service number (BSN)?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="NL_BSN",
    category="direct",
    says="Dutch citizen service numbers",
    stdnum=("nl.bsn",),
    form=(
        "(?<![0-9A-Za-z])(?:[0-9]{8,9}|[0-9]{4}[.][0-9]{2}[.][0-9]{3}|"
        "[0-9]{3}[ .][0-9]{3}[ .][0-9]{3})(?![0-9A-Za-z])"
    ),
    shape="[0-9]{8,9}|[0-9]{3,4}[ .][0-9]{2,3}[ .][0-9]{3}",
    gate=Gate(digits=8),
    # Nine digits with one check digit: any number passes one time in eleven.
    needs_header=True,
    header=(
        "bsn", "burgerservicenummer", "burger service nummer", "bsn nummer", "sofinummer", "sofi nummer",
        "citizen service number",
    ),
    hints=("persoonsnummer", "national id"),
    kinds=("text", "integer"),
    locales=("NL",),
    examples=("999999990", "1234.56.782"),
    counter_examples=("999999991", "12345", "geen"),
)  # fmt: skip
