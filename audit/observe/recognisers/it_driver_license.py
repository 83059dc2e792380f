"""Is it the number of an Italian driving licence?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Recogniser

RECOGNISER = Recogniser(
    entity="IT_DRIVER_LICENSE",
    category="direct",
    says="numbers of Italian driving licences",
    presidio=("ItDriverLicenseRecognizer",),
    shape="(?=.*[0-9].*[0-9].*[0-9])[0-9a-z]{8,11}",
    needs_header=True,
    header=("patente di guida", "numero patente", "patente", "italian driving licence"),
    hints=("driving licence", "driving license", "driver license"),
    locales=("IT",),
    examples=("AA0000001A", "U1B000000A"),
    counter_examples=("si", "12", "B"),
)  # fmt: skip
