"""Which findings does a waiver cover, and is it in force on a day?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from audit.core.target import Target
from audit.gate.rows import Row
from audit.load.policy_types import Waiver

State = Literal["applied", "due", "expired", "early", "unused", "ignored"]
IN_FORCE: frozenset[State] = frozenset({"applied", "due"})
_ESCAPED = re.compile(r":\\(?=:)")


@dataclass(frozen=True, slots=True)
class WaiverState:
    """One waiver on a day: `findings` are those it covers, or would cover; `days_left` is below 0 after its last day."""

    waiver: Waiver
    state: State
    findings: int
    days_left: int

    @property
    def said(self) -> str:
        """Return what is to be said of it where it does not hold, or nothing."""
        if self.state == "expired":
            return f"waiver {self.waiver.id} ended on {self.waiver.expires}"
        return f"waiver {self.waiver.id} begins on {self.waiver.created}" if self.state == "early" else ""


@dataclass(frozen=True, slots=True)
class Waived:
    """What the waivers come to: by fingerprint the one that holds, and those that no longer or do not yet hold.

    `covered` are all findings that a waiver in force is about, passing ones too: whatever they came to, they could not fail.
    """

    held: Mapping[str, WaiverState]
    lapsed: Mapping[str, WaiverState]
    states: tuple[WaiverState, ...]
    covered: frozenset[str] = frozenset()


def waive(rows: Sequence[Row], waivers: Iterable[Waiver], day: date, due_days: int, *, ignored: bool = False) -> Waived:
    """Return what the waivers do to the findings on a day; of two that cover one finding, that which ends later holds it."""
    held: dict[str, WaiverState] = {}
    lapsed: dict[str, WaiverState] = {}
    states = []
    covered: set[str] = set()
    for waiver in sorted(waivers, key=lambda one: (one.expires, one.id)):
        about = [row for row in rows if covers(waiver, row)]
        found = [row for row in about if row.open]
        state = WaiverState(waiver, "ignored" if ignored else _state(waiver, day, due_days, len(found)), len(found), days_left(waiver, day))
        states.append(state)
        covered |= {row.fingerprint for row in about if state.state in IN_FORCE}
        put = held if state.state in IN_FORCE else lapsed if state.said else {}
        put.update({row.fingerprint: state for row in found})
    ordered = tuple(sorted(states, key=lambda one: one.waiver.id))
    return Waived(held, {name: one for name, one in lapsed.items() if name not in held}, ordered, frozenset(covered))


def days_left(waiver: Waiver, day: date) -> int:
    """Return how many days a waiver holds after a day: 0 on its last one."""
    return (waiver.expires - day).days


def covers(waiver: Waiver, row: Row) -> bool:
    """Tell whether a waiver is about a finding."""
    return waiver.rule == row.rule and matches(waiver.target, row.target)


def matches(pattern: str, target: Target) -> bool:
    r"""Tell whether `dataset::column::group` names a target: `*` stands for any text in a part.

    A part left out stands for none, after a `*` at the end for any: `test::sex` is the column, `test::sex*` its groups too.
    `::` inside a name is written `:\:`, as in the evidence.
    """
    parts = [_ESCAPED.sub(":", part) for part in pattern.split("::")]
    names = (target.dataset, target.column, target.group)
    padded = [*parts, *["*" if pattern.endswith("*") else ""] * (len(names) - len(parts))]
    return len(parts) <= len(names) and all(_glob(part, name) for part, name in zip(padded, names, strict=True))


def _glob(pattern: str, name: str) -> bool:
    """Tell whether a pattern is a name; nothing but `*` is special, since groups have names such as `[18, 25)`."""
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), name, re.DOTALL) is not None


def _state(waiver: Waiver, day: date, due_days: int, found: int) -> State:
    """Return where a waiver stands on a day; its first and its last day are in it."""
    if day > waiver.expires:
        return "expired"
    if day < waiver.created:
        return "early"
    if not found:
        return "unused"
    return "due" if days_left(waiver, day) <= due_days else "applied"
