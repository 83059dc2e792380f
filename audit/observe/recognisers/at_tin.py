"""Is it an Austrian tax number (Abgabenkontonummer)?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="AT_TIN",
    category="direct",
    says="Austrian tax numbers",
    stdnum=("at.tin",),
    form="(?<![0-9A-Za-z])[0-9]{2}-?[0-9]{3}/?[0-9]{4}(?![0-9A-Za-z])",
    shape="[0-9]{2}-?[0-9]{3}/?[0-9]{4}",
    gate=Gate(digits=9),
    needs_header=True,
    header=("abgabenkontonummer", "steuernummer", "steuer nr", "austrian tax number"),
    hints=("tax id", "tax number", "tin"),
    kinds=("text", "integer"),
    locales=("AT",),
    examples=("59-119/9013", "030000004"),
    counter_examples=("59-119/9014", "12/345"),
)  # fmt: skip
