"""Is it an Indian goods and services tax number?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="IN_GSTIN",
    category="pseudonym",
    says="Indian goods and services tax numbers",
    presidio=("InGstinRecognizer",),
    gate=Gate(digits=2),
    needs_header=True,
    header=("gstin", "gst number", "gst no", "gst registration"),
    locales=("IN",),
    examples=("22AAAAA0000A1Z5",),
    counter_examples=("22AAAAA", "12345"),
)  # fmt: skip
