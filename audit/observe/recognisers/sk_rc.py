"""Is it a Slovak birth number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="SK_RC",
    category="direct",
    says="Slovak birth numbers",
    stdnum=("sk.rc",),
    form="(?<![0-9A-Za-z])[0-9]{2}[0-8][0-9][0-3][0-9]/?[0-9]{3,4}(?![0-9A-Za-z])",
    shape="[0-9]{6} ?/? ?[0-9]{3,4}",
    sure_form="[0-9]{6}/[0-9]{4}",
    gate=Gate(digits=9),
    # The Czech number has the same name and form: without a locale a column is called Czech.
    header=("slovak birth number", "rodne cislo sk", "rodne cislo sr"),
    hints=("rodne cislo", "rodnecislo", "birth number", "national id"),
    kinds=("text", "integer"),
    locales=("SK",),
    examples=("900101/0007", "855615/9997"),
    counter_examples=("900101/0008", "901301/0007", "900101"),
)  # fmt: skip
