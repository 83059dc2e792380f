"""Is it a day or a time?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Gate, Recogniser

RECOGNISER = Recogniser(
    entity="DATE_TIME",
    category="thing",
    says="days or times",
    presidio=("DateRecognizer",),
    gate=Gate(digits=1),
    needs_header=True,
    header=("datetime", "date time", "timestamp", "created at", "updated at", "event date"),
    not_header=("birth", "dob", "born", "birthday"),
    kinds=("text", "date", "timestamp"),
    examples=("2015-10-14T10:00:00Z", "10/14/2015"),
    counter_examples=("12", "soon"),
)  # fmt: skip
