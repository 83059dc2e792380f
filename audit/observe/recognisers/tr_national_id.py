"""Is it a Turkish identity number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="TR_NATIONAL_ID",
    category="direct",
    says="Turkish identity numbers",
    presidio=("TrNationalIdRecognizer",),
    gate=Gate(digits=11),
    needs_header=True,
    header=("tckn", "tc kimlik", "tc kimlik no", "tc no", "kimlik no", "kimlik numarasi", "turkish id"),
    hints=("national id",),
    kinds=("text", "integer"),
    locales=("TR",),
    examples=("10000000146",),
    counter_examples=("10000000147", "12345"),
)  # fmt: skip
