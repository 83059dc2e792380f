"""Is it the number of a German driving licence?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="DE_FUEHRERSCHEIN",
    category="direct",
    says="numbers of German driving licences",
    presidio=("DeFuehrerscheinRecognizer",),
    shape="(?=.*[0-9].*[0-9].*[0-9])[0-9a-z]{7,14}",
    gate=Gate(digits=8),
    needs_header=True,
    header=(
        "fuhrerschein", "fuhrerscheinnummer", "fuhrerschein nr", "fahrerlaubnisnummer", "german driving licence",
    ),
    hints=("driving licence", "driving license", "driver license"),
    not_header=("klasse", "class", "datum", "seit"),
    locales=("DE",),
    examples=("AB12345678X", "BY00000001A"),
    counter_examples=("ja", "123", "Klasse B"),
)  # fmt: skip
