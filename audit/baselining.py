"""What goes into a baseline, what does it become when the findings change, and what is said of it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from audit.core.baseline import Baseline, Entry
from audit.core.errors import BadInput
from audit.core.limit import Limit
from audit.core.target import Target
from audit.core.words import Severity, Verdict
from audit.gate.adoption import EntryState, adopt, adoptable, ends, worse
from audit.gate.rows import Row, rows_of
from audit.gate.sides import further
from audit.gate.terms import Terms
from audit.load.baseline_file import sorted_baseline
from audit.render.clean import clean

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """What evidence shows: findings, the terms of its gate, the day (UTC), and what it judged at all.

    `waived` are fingerprints; `judged` are the rules that ran, `datasets` the first parts of targets.
    """

    rows: tuple[Row, ...]
    terms: Terms
    day: date
    waived: frozenset[str]
    judged: frozenset[str]
    datasets: frozenset[str]


@dataclass(frozen=True, slots=True)
class Adopter:
    """Who answers for what is adopted, and until when; None keeps what an entry says, or takes the longest the policy allows."""

    owner: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Revised:
    """The baseline as it would be written, what changed, and what keeps it from being written."""

    baseline: Baseline
    said: tuple[str, ...]
    refused: tuple[str, ...] = ()


def seen_in(claims: Mapping[str, Any]) -> Seen:
    """Return what evidence shows of its findings; raises BadInput if it lacks what a baseline is made from."""
    try:
        rules, findings = claims["rules"], claims["findings"]
        return Seen(
            rows_of(findings, rules),
            Terms.of(claims["policy"]["gate"]),
            date.fromisoformat(claims["settled_on"]),
            frozenset(one["fingerprint"] for one in findings if one["waiver"] is not None),
            frozenset(one["rule"] for one in rules if one["verdict"] != Verdict.NOT_RUN and one["judged"]),
            frozenset([*(one["name"] for one in claims["datasets"]), *(one["dataset"] for one in findings)]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"lacks what a baseline is made from ({type(error).__name__})"
        raise BadInput.one("evidence", what, "Write it again with `equigate check -o json=evidence.json`") from None


def created(seen: Seen, adopter: Adopter) -> Revised:
    """Return the first baseline: every finding that may be adopted; raises BadInput for an end that the policy does not allow."""
    entries = [_entry(row, seen, adopter, "") for row in _candidates(seen).values()]
    return Revised(sorted_baseline(entries), (*_listed("+", entries), *_left_out(seen)))


def updated(old: Baseline, seen: Seen, adopter: Adopter, *, accept_worse: bool, renew: bool) -> Revised:
    """Return the baseline with new findings and better values; days of what is no worse stay.

    What got worse keeps the file from being written unless it is accepted; what ended stays ended unless it is
    renewed: both are adopted again from the day of the evidence. Raises BadInput where nobody answers for a new finding.
    """
    found = _candidates(seen)
    kept, said, refused = list[Entry](), list[str](), list[str]()
    for state in _states(old, seen):
        row = found.pop(state.entry.fingerprint, None)
        entry, line, barred = _again(state, row, seen, adopter, (accept_worse, renew))
        kept.append(entry)
        (refused if barred else said).extend([line] if line else [])
    new = [_entry(row, seen, adopter, "") for row in found.values()]
    lines = (*_listed("+", new), *said, *_left_out(seen))
    return Revised(sorted_baseline([*kept, *new], old.called), lines, tuple(refused))


def pruned(old: Baseline, seen: Seen, known: Sequence[str]) -> Revised:
    """Return the baseline without what is gone: findings that were judged and are no more, and entries of unknown rules.

    A finding that could not be judged this time is not gone.
    """
    kept, said = list[Entry](), list[str]()
    for state in _states(old, seen):
        entry = state.entry
        why = "there is no such rule" if entry.rule not in known else _gone(entry, seen) if state.state == "gone" else ""
        if why:
            said.append(f"- {_named(entry)}: {why}")
            continue
        kept.append(entry)
        said += [f"  {_named(entry)}: kept, it was not judged here"] if state.state == "gone" else []
    return Revised(sorted_baseline(kept, old.called), tuple(said))


def _states(old: Baseline, seen: Seen) -> tuple[EntryState, ...]:
    """Return where every entry stands."""
    return adopt(seen.rows, old, seen.day, seen.terms).states


def _candidates(seen: Seen) -> dict[str, Row]:
    """Return by fingerprint the findings that may be adopted and are not waived; of several with one identity, the worst."""
    found: dict[str, list[Row]] = {}
    for row in seen.rows:
        if row.open and row.fingerprint not in seen.waived:
            found.setdefault(row.fingerprint, []).append(row)
    return {name: max(rows, key=_badness) for name, rows in found.items() if all(adoptable(row, seen.terms) for row in rows)}


def _badness(row: Row) -> tuple[bool, float]:
    """Return the sort key of findings with one identity: what fails, then how far it is on the wrong side."""
    value = row.value or 0.0
    return row.verdict is Verdict.FAIL, -value if row.limit.startswith(">=") else value


def _entry(row: Row, seen: Seen, adopter: Adopter, owner: str) -> Entry:
    """Return a finding adopted on the day of the evidence; raises BadInput if nobody answers for it, or for too long."""
    owner = adopter.owner or owner
    if not owner.strip():
        what = f"nobody answers for {row.rule} at {clean(str(row.target))}"
        raise BadInput.one("--owner", what, "Name a person or a team: --owner team@example.org")
    return Entry(
        fingerprint=row.fingerprint,
        rule=row.rule,
        target=str(row.target),
        metric=row.metric,
        verdict=row.verdict,
        value=row.value,
        limit=row.limit,
        owner=owner.strip(),
        adopted=seen.day,
        until=_until(seen, adopter.until),
    )


def _until(seen: Seen, wanted: date | None) -> date:
    """Return the last day of an adoption; raises BadInput unless it lies within what the policy allows."""
    most = seen.day + min(timedelta(seen.terms.max_baseline_days), date.max - seen.day)
    if wanted is None:
        return most
    if not seen.day <= wanted <= most:
        what = f"{wanted} is not from {seen.day} to {most}"
        raise BadInput.one("--until", what, f"The policy adopts for {seen.terms.max_baseline_days:,} days at most (gate.max_baseline_days)")
    return wanted


def _again(state: EntryState, row: Row | None, seen: Seen, adopter: Adopter, allowed: tuple[bool, bool]) -> tuple[Entry, str, bool]:
    """Return an entry as it goes on, what is said of it, and whether it keeps the file from being written."""
    entry, (accept_worse, renew) = state.entry, allowed
    if row is None or state.state in {"gone", "refused"}:
        return entry, _idle(state, seen), False
    beyond = worse(entry, row)
    if state.state == "ended" and not renew:
        return entry, f"  {_named(entry)}: ended on {ends(entry, seen.terms)}; --renew adopts it again", False
    if beyond and not accept_worse:
        return entry, f"! {_named(entry)}: {_change(entry, row)}", True
    if beyond or state.state == "ended":
        word = "worse, adopted again" if beyond else "adopted again"
        return _entry(row, seen, adopter, entry.owner), f"~ {_named(entry)}: {word}, {_change(entry, row)}", False
    return _tightened(entry, row)


def _tightened(entry: Entry, row: Row) -> tuple[Entry, str, bool]:
    """Return an entry that is no worse, with the better value; its days stay."""
    better = row.verdict is not entry.verdict or further(Limit.parse(row.limit), entry.value or 0.0, row.value or 0.0)
    if better:
        entry_now = replace(entry, value=row.value, verdict=row.verdict, limit=row.limit)
        return entry_now, f"~ {_named(entry)}: better, {_change(entry, row)}", False
    return replace(entry, limit=row.limit), "", False


def _idle(state: EntryState, seen: Seen) -> str:
    """Return what is said of an entry that excuses nothing now."""
    name = _named(state.entry)
    if state.state == "refused":
        return f"  {name}: is no finding that can be adopted, and counts"
    if state.state != "gone":
        return ""
    return f"  {name}: gone; `equigate baseline prune` takes it out" if _gone(state.entry, seen) else f"  {name}: was not judged here"


def _gone(entry: Entry, seen: Seen) -> str:
    """Return why a finding is gone, or nothing where this evidence cannot tell."""
    if entry.rule not in seen.judged or entry.target.split("::")[0] not in {str(Target(name)) for name in seen.datasets}:
        return ""
    rows = [row for row in seen.rows if row.fingerprint == entry.fingerprint]
    if any(row.verdict is not Verdict.PASS for row in rows):
        return ""
    return "it passes" if rows else "it is no longer measured"


def _left_out(seen: Seen) -> Iterator[str]:
    """Yield what counts and could not be adopted, and why."""
    rows = [row for row in seen.rows if row.open and (row.verdict is Verdict.FAIL or seen.terms.unsure_at(row.severity) != "warn")]
    waived = [row for row in rows if row.fingerprint in seen.waived]
    rest = [row for row in rows if row.fingerprint not in seen.waived]
    grave = [row for row in rest if row.family == "privacy" and row.severity.at_least(Severity.HIGH)]
    unseen = [row for row in rest if row.value is None and row not in grave]
    for left, why in (
        (waived, "waived already"),
        (grave, "privacy findings at high or above: mend or waive them"),
        (unseen, "without a value"),
    ):
        if left:
            names = [f"{row.rule} at {clean(str(row.target))}" for row in left[:_MOST_NAMED]]
            more = [f"and {len(left) - _MOST_NAMED} more"] if len(left) > _MOST_NAMED else []
            yield f"  not adopted, {why}: {', '.join([*names, *more])}"


def _listed(sign: str, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield one line per entry, sorted as in the file."""
    for one in sorted_baseline(entries).entries:
        yield f"{sign} {_named(one)}: {one.verdict} with {one.value:.6g} ({one.limit}), {one.owner} until {one.until}"


def _named(entry: Entry) -> str:
    """Return what an entry is about."""
    return clean(f"{entry.rule} at {entry.target} ({entry.metric})")


def _change(entry: Entry, row: Row) -> str:
    """Return what an entry said and what is so now."""
    then, now = (f"{verdict} with {value:.6g} ({limit})" for verdict, value, limit in _both(entry, row))
    return f"{then} became {now}"


def _both(entry: Entry, row: Row) -> tuple[tuple[Verdict, float, str], ...]:
    """Return verdict, value and limit of then and now."""
    return (entry.verdict, entry.value or 0.0, entry.limit), (row.verdict, row.value or 0.0, row.limit)
