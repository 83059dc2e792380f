"""Is it a German tax number of a tax office?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="DE_TAX_NUMBER",
    category="direct",
    says="German tax numbers",
    presidio=("DeTaxNumberRecognizer",),
    shape="[0-9]{2,3} ?/ ?[0-9]{3,4} ?/ ?[0-9]{4,5}|[0-9]{10,13}",
    gate=Gate(digits=9),
    needs_header=True,
    header=("steuernummer", "steuer nr", "steuernr", "st nr", "elster"),
    hints=("tax number",),
    kinds=("text", "integer"),
    locales=("DE",),
    examples=("181/815/08155", "0112345678901"),
    counter_examples=("1/2/3", "12345", "keine"),
)  # fmt: skip
