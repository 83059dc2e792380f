"""Which findings did a baseline adopt, and which are new, worse or gone since?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from audit.core.baseline import Baseline, Entry
from audit.core.finding import fingerprint_of
from audit.core.limit import Limit
from audit.core.words import Severity, Verdict
from audit.gate.rows import Row
from audit.gate.terms import Terms

Adopted = Literal["unchanged", "worse", "new", "ended"]
EntryWord = Literal["unchanged", "worse", "gone", "ended", "refused"]
SLACK = 1e-9
"""How much of a value, relative to it, is no change."""


@dataclass(frozen=True, slots=True)
class EntryState:
    """One entry of a baseline, held against what the evidence shows now; `ends` is its last day under the policy."""

    entry: Entry
    state: EntryWord
    ends: date


@dataclass(frozen=True, slots=True)
class Adoption:
    """What a baseline comes to: by fingerprint where a finding stands, and every entry with its state."""

    findings: Mapping[str, Adopted]
    states: tuple[EntryState, ...]


def adoptable(row: Row, terms: Terms) -> bool:
    """Tell whether a finding may be adopted: it closes or could close a gate, has a value, and is no grave privacy finding."""
    counts = row.verdict is Verdict.FAIL or (row.verdict is Verdict.UNSURE and terms.unsure_at(row.severity) != "warn")
    grave = row.family == "privacy" and row.severity.at_least(Severity.HIGH)
    return row.open and counts and row.value is not None and not grave


def adopt(rows: Sequence[Row], baseline: Baseline, day: date, terms: Terms) -> Adoption:
    """Hold a baseline against the findings of a day; a value that got worse counts as new."""
    entries = {entry.fingerprint: entry for entry in baseline.entries}
    found: dict[str, list[Row]] = {name: [] for name in entries}
    for row in rows:
        found.get(row.fingerprint, []).append(row)
    states = {name: _state(entry, found[name], day, terms) for name, entry in entries.items()}
    findings: dict[str, Adopted] = {}
    for row in rows:
        state = states.get(row.fingerprint)
        if row.open and (state in {"unchanged", "worse", "ended"}):
            findings[row.fingerprint] = state
        elif row.open and (row.verdict is Verdict.FAIL or terms.unsure_at(row.severity) != "warn"):
            findings[row.fingerprint] = "new"
    ordered = sorted(entries.items(), key=_place)
    return Adoption(findings, tuple(EntryState(entry, states[name], ends(entry, terms)) for name, entry in ordered))


def ends(entry: Entry, terms: Terms) -> date:
    """Return the last day of an adoption: its own, or an earlier one where the policy does not allow it as long."""
    most = date.max - entry.adopted
    return min(entry.until, entry.adopted + min(timedelta(terms.max_baseline_days), most))


def _place(item: tuple[str, Entry]) -> tuple[str, str, str]:
    """Return the sort key of an entry."""
    entry = item[1]
    return entry.rule, entry.target, entry.metric


def _state(entry: Entry, rows: Sequence[Row], day: date, terms: Terms) -> EntryWord:
    """Return where an entry stands; of several findings with one identity the worst counts."""
    found = [row for row in rows if row.open]
    if not found:
        return "gone"
    own = entry.fingerprint == fingerprint_of(entry.rule, entry.target, entry.metric) and entry.adopted <= day
    if not own or entry.value is None or not all(adoptable(row, terms) or _waits(row, terms) for row in found):
        return "refused"
    if day > ends(entry, terms):
        return "ended"
    return "worse" if any(worse(entry, row) for row in found) else "unchanged"


def _waits(row: Row, terms: Terms) -> bool:
    """Tell whether a finding is unsure where that only warns: there is nothing to adopt, and the entry is not gone."""
    return row.verdict is Verdict.UNSURE and row.value is not None and terms.unsure_at(row.severity) == "warn"


def worse(entry: Entry, row: Row) -> bool:
    """Tell whether a finding is worse than adopted: further on the wrong side, fails where it was unsure, or cannot be compared."""
    now, then = _limit(row.limit), _limit(entry.limit)
    if now is None or then is None or now.sense != then.sense or row.value is None or entry.value is None:
        return True
    if row.verdict is Verdict.FAIL and entry.verdict is not Verdict.FAIL:
        return True
    slack = SLACK * max(abs(row.value), abs(entry.value))
    further = entry.value - row.value if now.sense == ">=" else row.value - entry.value
    return further > slack


def _limit(text: str) -> Limit | None:
    """Return a limit, None where the text is none."""
    try:
        return Limit.parse(text)
    except ValueError:
        return None
