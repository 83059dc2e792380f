"""Is it a German tax identification number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="DE_TAX_ID",
    category="direct",
    says="German tax identification numbers",
    presidio=("DeTaxIdRecognizer",),
    gate=Gate(digits=11),
    numeric_ok=True,
    header=(
        "steuer id", "steueridentifikationsnummer", "steuer identifikationsnummer", "idnr", "steueridnr", "steuerid",
        "tax id",
    ),
    kinds=("text", "integer"),
    locales=("DE",),
    examples=("65929970489", "26954371827"),
    counter_examples=("65929970480", "1234567890", "12345678901"),
)  # fmt: skip
