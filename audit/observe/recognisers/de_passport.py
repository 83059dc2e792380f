"""Is it the number of a German passport?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="DE_PASSPORT",
    category="direct",
    says="numbers of German passports",
    presidio=("DePassportRecognizer",),
    shape="(?=.*[0-9].*[0-9].*[0-9])[0-9a-z]{9,10}",
    gate=Gate(digits=1),
    needs_header=True,
    header=("reisepass", "reisepassnummer", "passnummer", "german passport"),
    hints=("passport",),
    locales=("DE",),
    examples=("C01X00T41", "C00000004"),
    counter_examples=("C01X00T42", "ja", "12345"),
)  # fmt: skip
