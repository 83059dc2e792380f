"""What does a GitHub job annotate? The worst findings as workflow commands, at the lines that set their limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.core.evidence import Evidence
from audit.render.fit import Reading, read
from audit.render.numbers import counted
from audit.render.registry import Format
from audit.render.reported import Item, Weight, gate_item, reported, tally, weighing

MOST = 10
"""Annotations of one level that a step may have; the rest is dropped without a word."""
LEVELS = {
    "error": (Weight.CLOSES, Weight.DOUBTS),
    "warning": (Weight.NOTED,),
    "notice": (Weight.EXCUSED,),
}
_WORDS = {
    Weight.CLOSES: "closes the gate",
    Weight.DOUBTS: "is in doubt",
    Weight.NOTED: "does not close the gate",
    Weight.EXCUSED: "is waived or adopted",
}


def to_bytes(evidence: Evidence) -> bytes:
    """Return the commands, one a line, the gate's answer first; raises BadInput if the evidence does not fit."""
    return together([evidence])


def together(made: Sequence[Evidence]) -> bytes:
    """Return the commands of several subjects: they share what one step may have, so the worst of all come first."""
    readings = [read(evidence) for evidence in made]
    return "".join(f"{line}\n" for line in _lines(readings)).encode("utf-8")


def command(level: str, words: str, **properties: str) -> str:
    """Return a workflow command; nothing in it can end it, add a property or begin another one."""
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{level} {said}::{_data(words)}"


def _lines(readings: Sequence[Reading]) -> Iterator[str]:
    """Yield the answer for each subject, then the findings of each level, the worst first."""
    found = [reported(reading) for reading in readings]
    answers = sorted(zip(map(gate_item, readings), readings, found, strict=True), key=lambda one: one[0].weight)
    firsts = [(_first(answer), answer, reading, items) for answer, reading, items in answers]
    # Hosts count by level, and the answers take their places first.
    items = sorted((item for own in found for item in own), key=lambda item: item.rank)
    told = [level for level, *_ in firsts]
    kept = {level: list(weighing(items, *LEVELS[level]))[: max(0, MOST - told.count(level))] for level in LEVELS}
    hidden = len(list(weighing(items, *_WORDS))) - sum(len(some) for some in kept.values())
    rest = _rest(hidden, sum(max(0, told.count(level) - MOST) for level in LEVELS))
    for level, answer, reading, own in firsts:
        title = f"equigate: {reading.claims['overall']}, {reading.claims['subject']['name']}"
        yield _command(level, answer, title, f"{answer.words} {tally(own)}.{rest}")
    for level, some in kept.items():
        for item in some:
            yield _command(level, item, f"{item.name} {_WORDS[item.weight]}", item.words)


def _rest(findings: int, subjects: int) -> str:
    """Return what a host drops, or nothing; of subjects too, where one step audits more than it may annotate."""
    said = [counted(findings, "finding")] if findings else []
    said += [counted(subjects, "subject")] if subjects else []
    return f" {' and '.join(said)} not annotated here: a step has {MOST} annotations of a level." if said else ""


def _first(answer: Item) -> str:
    """Return the level of the gate's answer."""
    return "notice" if answer.weight is Weight.PASSES else "error"


def _command(level: str, item: Item, title: str, words: str) -> str:
    """Return the command of one item."""
    return command(level, words, file=item.place.path, line=str(item.place.line), title=title)


def _data(text: str) -> str:
    """Return a text as the data of a command; the runner's older form of commands is broken up too."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A").replace("##[", "## [")


def _property(text: str) -> str:
    """Return a text as a property of a command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMAT = Format("github", ".txt", to_bytes, binary=False, together=together)
