"""Is it a Czech birth number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="CZ_RC",
    category="direct",
    says="Czech birth numbers",
    stdnum=("cz.rc",),
    form="(?<![0-9A-Za-z])[0-9]{2}[0-8][0-9][0-3][0-9]/?[0-9]{3,4}(?![0-9A-Za-z])",
    shape="[0-9]{6} ?/? ?[0-9]{3,4}",
    # Bare digits need a column that says so; nine digits have no check digit at all.
    sure_form="[0-9]{6}/[0-9]{4}",
    gate=Gate(digits=9),
    header=("rodne cislo", "rodne c", "rodnecislo", "czech birth number", "birth number"),
    hints=("rc", "national id"),
    kinds=("text", "integer"),
    locales=("CZ",),
    examples=("900101/0007", "855615/9997"),
    counter_examples=("900101/0008", "901301/0007", "900101"),
)  # fmt: skip
