"""Is it an entry in the German commercial register?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="DE_HANDELSREGISTER",
    category="pseudonym",
    says="entries in the German commercial register",
    presidio=("DeHandelsregisterRecognizer",),
    gate=Gate(digits=1),
    needs_header=True,
    header=("handelsregister", "handelsregisternummer", "hrb", "hra", "hr nummer"),
    kinds=("text", "integer"),
    locales=("DE",),
    examples=("HRB 12345", "HRA 1"),
    counter_examples=("12345", "HRX 12"),
)  # fmt: skip
