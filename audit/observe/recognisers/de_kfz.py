"""Is it a German number plate?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="DE_KFZ",
    category="direct",
    says="German number plates",
    presidio=("DeKfzRecognizer",),
    gate=Gate(digits=1),
    needs_header=True,
    header=("kfz kennzeichen", "kennzeichen", "nummernschild", "amtliches kennzeichen"),
    hints=("license plate", "licence plate", "number plate", "kfz"),
    not_header=("landerkennzeichen", "lander", "status"),
    locales=("DE",),
    examples=("B-AB 1234", "M XY 999"),
    counter_examples=("1234", "B", "weiss"),
)  # fmt: skip
