"""Is it an Estonian personal code?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="EE_IK",
    category="direct",
    says="Estonian personal codes",
    stdnum=("ee.ik",),
    form="(?<![0-9A-Za-z])[1-6][0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{4}(?![0-9A-Za-z])",
    shape="[1-6][0-9]{10}",
    gate=Gate(digits=11),
    header=("isikukood", "isiku kood", "ik kood", "estonian personal code"),
    hints=("personal code", "national id"),
    kinds=("text", "integer"),
    locales=("EE",),
    examples=("39001010000", "48512319995"),
    counter_examples=("39001010001", "39013010000"),
)  # fmt: skip
