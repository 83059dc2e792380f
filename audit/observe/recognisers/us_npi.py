"""Is it a US number of a health care provider?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="US_NPI",
    category="direct",
    says="US numbers of health care providers",
    presidio=("UsNpiRecognizer",),
    gate=Gate(digits=10),
    needs_header=True,
    header=("npi", "npi number", "national provider identifier"),
    hints=("provider id", "provider"),
    kinds=("text", "integer"),
    locales=("US",),
    examples=("1234-567-893", "1000000004"),
    counter_examples=("1234567894", "12345"),
)  # fmt: skip
