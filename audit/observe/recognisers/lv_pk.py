"""Is it a Latvian personal code?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="LV_PK",
    category="direct",
    says="Latvian personal codes",
    stdnum=("lv.pvn",),
    form=(
        "(?<![0-9A-Za-z])(?:(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{2}-?[0-2][0-9]{4}|"
        "32[0-9]{4}-?[0-9]{5})(?![0-9A-Za-z])"
    ),
    shape="[0-3][0-9]{5}-?[0-9]{5}",
    sure_form="[0-3][0-9]{5}-[0-9]{5}",
    gate=Gate(digits=11),
    header=("personas kods", "personas koda", "latvian personal code"),
    hints=("personal code", "national id"),
    kinds=("text", "integer"),
    locales=("LV",),
    examples=("010190-10001", "311285-19998", "320000-00008"),
    counter_examples=("010190-10002", "011390-10001", "0101901"),
)  # fmt: skip
