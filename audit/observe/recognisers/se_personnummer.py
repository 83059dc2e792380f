"""Is it a Swedish personal identity number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="SE_PERSONNUMMER",
    category="direct",
    says="Swedish personal identity numbers",
    presidio=("SePersonnummerRecognizer",),
    sure_form=r"\d{6,8}[-+]\d{4}|(?:19|20)\d{10}",
    gate=Gate(digits=10),
    header=("personnummer", "personal identity number", "samordningsnummer"),
    kinds=("text", "integer"),
    locales=("SE",),
    examples=("811218-9876", "19811218-9876"),
    counter_examples=("811218-9875", "811318-9876", "8112189"),
)
