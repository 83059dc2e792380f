"""Is it a Nigerian national identification number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="NG_NIN",
    category="direct",
    says="Nigerian national identification numbers",
    presidio=("NgNinRecognizer",),
    gate=Gate(digits=11),
    needs_header=True,
    header=("nin", "nimc", "nigerian nin", "nigerian identification"),
    hints=("national identification number", "national identity number", "national id"),
    kinds=("text", "integer"),
    locales=("NG",),
    examples=("10000000008", "00000000005"),
    counter_examples=("10000000009", "12345"),
)  # fmt: skip
