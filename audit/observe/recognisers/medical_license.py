"""Is it a US licence number of a doctor?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="MEDICAL_LICENSE",
    category="direct",
    says="US medical licence numbers",
    presidio=("MedicalLicenseRecognizer",),
    needs_header=True,
    gate=Gate(digits=7),
    header=("medical license", "medical licence", "dea", "dea number", "prescriber"),
    locales=("US",),
    examples=("BB1388568",),
    counter_examples=("BB1388569", "BB13885", "active"),
)
