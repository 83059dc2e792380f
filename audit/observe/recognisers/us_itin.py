"""Is it a US taxpayer number of a person without a social security number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="US_ITIN",
    category="direct",
    says="US individual taxpayer numbers",
    presidio=("UsItinRecognizer",),
    sure_form=r"9\d{2}[- ]\d{2}[- ]\d{4}",
    gate=Gate(digits=9),
    header=("itin", "taxpayer id", "taxpayer number", "individual taxpayer", "tax id"),
    locales=("US",),
    examples=("912-70-1234", "900 80 4321"),
    counter_examples=("812-70-1234", "912-49-1234", "912701"),
)
