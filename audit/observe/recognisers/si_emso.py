"""Is it a Slovenian master citizen number (EMŠO)?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="SI_EMSO",
    category="direct",
    says="Slovenian master citizen numbers",
    stdnum=("si.emso",),
    form="(?<![0-9A-Za-z])(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[089][0-9]{2}[0-9]{6}(?![0-9A-Za-z])",
    shape="[0-9]{13}",
    gate=Gate(digits=13),
    decisive=True,
    numeric_ok=True,
    header=("emso", "enotna maticna stevilka obcana", "jmbg", "unique master citizen number"),
    hints=("national id",),
    kinds=("text", "integer"),
    locales=("SI",),
    examples=("0101990500003", "3112985505997"),
    counter_examples=("0101990500004", "0113990500003", "010199050000"),
)  # fmt: skip
