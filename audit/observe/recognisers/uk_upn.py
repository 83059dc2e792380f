"""Is it an English pupil number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="UK_UPN",
    category="direct",
    says="numbers of pupils of English schools",
    stdnum=("gb.upn",),
    form="(?<![0-9A-Za-z])[A-HJ-NP-RT-Z][0-9]{11}[0-9A-Z](?![0-9A-Za-z])",
    shape="[a-z][0-9]{11}[0-9a-z]",
    gate=Gate(digits=11),
    header=("upn", "pupil number", "unique pupil number"),
    locales=("GB", "UK"),
    examples=("B801200005001", "U938299999999"),
    counter_examples=("A801200005001", "B8012000"),
)  # fmt: skip
