"""Is it an Austrian social insurance number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="AT_VNR",
    category="direct",
    says="Austrian social insurance numbers",
    stdnum=("at.vnr",),
    form="(?<![0-9A-Za-z])[1-9][0-9]{3}[ -]?(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-9])[0-9]{2}(?![0-9A-Za-z])",
    shape="[1-9][0-9]{3}[ -]?[0-9]{6}",
    sure_form="[1-9][0-9]{3} [0-9]{6}",
    gate=Gate(digits=10),
    header=(
        "sozialversicherungsnummer", "versicherungsnummer", "svnr", "sv nummer", "sv nr", "vsnr", "vnr",
        "austrian social insurance number",
    ),
    hints=("ssn", "social security", "national id"),
    kinds=("text", "integer"),
    locales=("AT",),
    examples=("9993 010190", "1237 010180"),
    counter_examples=("9994 010190", "1237 320180", "12370101"),
)  # fmt: skip
