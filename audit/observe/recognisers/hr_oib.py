"""Is it a Croatian personal identification number (OIB)?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="HR_OIB",
    category="direct",
    says="Croatian personal identification numbers",
    stdnum=("hr.oib",),
    form="(?<![0-9A-Za-z])[0-9]{11}(?![0-9A-Za-z])",
    shape="[0-9]{11}",
    gate=Gate(digits=11),
    needs_header=True,
    header=("oib", "osobni identifikacijski broj", "oib broj", "croatian personal identification number"),
    hints=("national id", "tax id"),
    kinds=("text", "integer"),
    locales=("HR",),
    examples=("12345678903", "00000000010"),
    counter_examples=("12345678904", "1234567890"),
)  # fmt: skip
