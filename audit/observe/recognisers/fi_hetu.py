"""Is it a Finnish personal identity code?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="FI_PERSONAL_IDENTITY_CODE",
    category="direct",
    says="Finnish personal identity codes",
    presidio=("FiPersonalIdentityCodeRecognizer",),
    gate=Gate(digits=9),
    header=("hetu", "henkilotunnus", "personal identity code", "personbeteckning"),
    locales=("FI",),
    examples=("131052-308T", "010594Y9032"),
    counter_examples=("131052-308U", "131052308", "991399-308T"),
)
