"""Is it an Irish personal public service number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="IE_PPS",
    category="direct",
    says="Irish personal public service numbers",
    stdnum=("ie.pps",),
    form="(?<![0-9A-Za-z])[0-9]{7} ?[A-W][A-IW]?(?![0-9A-Za-z])",
    shape="[0-9]{7} ?[a-w][a-iw]?",
    gate=Gate(digits=7),
    header=("pps", "ppsn", "pps number", "pps no", "personal public service number", "uimhir psp"),
    hints=("national id", "tax id", "ssn"),
    locales=("IE",),
    examples=("1234567T", "0000001B", "1234567FA"),
    counter_examples=("1234567A", "123456T", "1234567"),
)  # fmt: skip
