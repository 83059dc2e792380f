"""What does the terminal say? The verdict, every rule's worst finding, what to do: one screen of 80 columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

from audit.core.evidence import Evidence
from audit.core.words import NOT_ASKED
from audit.render.clean import unheeded
from audit.render.findings import WORDS, badness, by_weight, left_of, own_limit, where, whole
from audit.render.fit import Reading, read
from audit.render.numbers import counted, number, plain
from audit.render.registry import Format
from audit.render.several import answers, worst_first

WIDTH = 80
VERDICT = 8
RULE = 23
NUMBER = 7
ANSWER = 11
MOST_RULES = 14
MOST_SKIPPED = 3


def to_bytes(evidence: Evidence) -> bytes:
    """Return the summary as UTF-8 text without colour; raises BadInput if the evidence does not fit."""
    return summary(read(evidence)).encode("utf-8")


def together(made: Sequence[Evidence]) -> bytes:
    """Return the screens of several subjects and, at the end, where the eye is, who came to what; in UTF-8."""
    parts = [summary(read(one)) for one in made]
    return "\n".join([*parts, _answers(made)] if len(made) > 1 else parts).encode("utf-8")


def _answers(made: Sequence[Evidence]) -> str:
    """Return one line of the screen per subject, the worst first, under a line that counts the answers."""
    lines = [*_wrapped(answers(made)), "", padded("answer", ANSWER) + padded("subject", RULE) + "why"]
    for one in worst_first(made):
        claims = read(one).claims
        head = padded(claims["overall"], ANSWER) + padded(claims["subject"]["name"], RULE)
        lines += _wrapped(claims["reason"] or "no reason is given", head, " " * columns(head))
    return "\n".join(map(unheeded, lines)) + "\n"


def summary(reading: Reading) -> str:
    """Return the lines of the screen; nothing in them can move the cursor or set a colour."""
    claims = reading.claims
    lines = [
        *_wrapped(f"{claims['overall']}  {claims['subject']['name']}: {claims['headline']}"),
        *_wrapped(claims["count_line"], most=6),
    ]
    lines += _rules(claims) + _todo(claims["todo"]) + _skipped(claims["not_checked"])
    return "\n".join(map(unheeded, lines)) + "\n"


def columns(text: str) -> int:
    """Return how many terminal cells a text takes: wide signs take two, combining ones none."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(unicodedata.combining(sign) > 0 for sign in text)


def fitted(text: str, most: int) -> str:
    """Return a text of at most `most` cells; what was cut off shows as `...`."""
    if columns(text) <= most:
        return text
    while text and columns(text) > most - 3:
        text = text[:-1]
    return text + "..."


def padded(text: str, width: int) -> str:
    """Return a text in exactly `width` cells and a gap."""
    text = fitted(text, width)
    return text + " " * (width - columns(text) + 2)


def _wrapped(text: str, first: str = "", rest: str = "", most: int = 3) -> list[str]:
    """Return a text in lines of the screen, at most a few of them."""
    lines = wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, max_lines=most, placeholder=" ...")
    return [fitted(line, WIDTH) for line in lines]


def _rules(claims: Mapping[str, Any]) -> list[str]:
    """Return one line per rule, the worst first, with the finding that decides it; what is excused decides nothing."""
    rules = sorted((left_of(rule, claims["findings"])[0] for rule in claims["rules"]), key=by_weight)
    if not rules:
        return []
    lines = [
        "",
        padded("verdict", VERDICT) + padded("rule", RULE) + padded("worst", NUMBER) + padded("limit", NUMBER) + "where",
    ]
    for rule in rules[:MOST_RULES]:
        head = padded(WORDS.get(rule["verdict"]) or str(rule["verdict"]), VERDICT) + padded(rule["rule"], RULE)
        lines.append(head + fitted(_worst(rule, claims["findings"]), WIDTH - columns(head)))
    hidden = len(rules) - MOST_RULES
    return [*lines, f"and {counted(hidden, 'more rule')}"] if hidden > 0 else lines


def _worst(rule: Mapping[str, Any], findings: Sequence[Mapping[str, Any]]) -> str:
    """Return the finding furthest on the wrong side of its limit: value, limit, place."""
    own = left_of(rule, findings)[1]
    if rule["verdict"] == "excused":
        return f"{counted(rule['excused'], 'finding')} waived or adopted"
    if not own:
        return str(rule["reason"]) or "nothing was measured"
    row = min(own, key=badness)
    limit = own_limit(row)
    value = number(row["value"], limit.value if limit else None, whole=whole(row, limit))
    head = plain(padded(value if row["value"] is not None else "-", NUMBER) + padded(row["limit"], NUMBER))
    return head + _place(row, WIDTH - VERDICT - RULE - 2 * NUMBER - 8)


def _place(row: Mapping[str, Any], most: int) -> str:
    """Return what a finding is about; where the room is short, the group without its attribute."""
    place = where(row)
    return place if columns(place) <= most or not row["group"] else str(row["group"])


def _todo(items: Sequence[str]) -> list[str]:
    """Return the things to do first."""
    lines = [line for place, item in enumerate(items, 1) for line in _wrapped(item, f" {place}. ", "    ", 2)]
    return ["", "do first", *lines] if lines else []


def _skipped(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return what was not checked, and why: first what somebody can do something about."""
    rows = sorted(rows, key=lambda row: row["reason"] == NOT_ASKED)
    lines = [line for row in rows[:MOST_SKIPPED] for line in _wrapped(f"{row['rule']}: {row['reason']}", " - ", "   ", 2)]
    hidden = len(rows) - MOST_SKIPPED
    more = [f"   and {counted(hidden, 'more rule')}"] if hidden > 0 else []
    return ["", "not checked", *lines, *more] if lines else []


FORMAT = Format("text", ".txt", to_bytes, binary=False, together=together)
