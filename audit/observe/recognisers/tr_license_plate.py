"""Is it a Turkish number plate?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="TR_LICENSE_PLATE",
    category="direct",
    says="Turkish number plates",
    presidio=("TrLicensePlateRecognizer",),
    gate=Gate(digits=4),
    needs_header=True,
    header=("plaka", "arac plakasi", "plaka numarasi", "turkish plate"),
    hints=("license plate", "licence plate", "number plate"),
    locales=("TR",),
    examples=("34 ABC 123", "06 A 1234"),
    counter_examples=("99 A 1234", "araba"),
)  # fmt: skip
