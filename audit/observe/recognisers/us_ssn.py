"""Is it a US social security number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="US_SSN",
    category="direct",
    says="US social security numbers",
    presidio=("UsSsnRecognizer",),
    shape=r"\d{3}[- .]?\d{2}[- .]?\d{4}",
    sure_form=r"\d{3}[- .]\d{2}[- .]\d{4}",
    gate=Gate(digits=9),
    header=("ssn", "ssns", "social security", "social security number", "social security no"),
    kinds=("text", "integer"),
    locales=("US",),
    examples=("219-09-9998", "219 09 9999", "219.09.9998"),
    counter_examples=("000-12-3456", "21-909-9998", "219-09-99"),
)
