"""Is it a Portuguese tax number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="PT_NIF",
    category="direct",
    says="Portuguese tax numbers",
    stdnum=("pt.nif",),
    form="(?<![0-9A-Za-z])[1-35689][0-9]{2} ?[0-9]{3} ?[0-9]{3}(?![0-9A-Za-z])",
    shape="[0-9]{3} ?[0-9]{3} ?[0-9]{3}",
    gate=Gate(digits=9),
    needs_header=True,
    header=(
        "numero de contribuinte", "contribuinte", "nif", "numero de identificacao fiscal", "numero fiscal",
        "portuguese tax number",
    ),
    hints=("tax id", "tax number", "tin"),
    kinds=("text", "integer"),
    locales=("PT",),
    examples=("123456789", "299 999 998"),
    counter_examples=("123456780", "12345678", "X1234567L"),
)  # fmt: skip
