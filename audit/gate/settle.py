"""What do waivers and a baseline leave of the findings, and how does the gate answer to that?

Settling is done on what the evidence shows, so that the same function settles a fresh run and evidence that is
verified. It changes no verdict: an excused finding still fails; the gate no longer fails for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from audit.core.baseline import Baseline
from audit.core.words import Verdict
from audit.gate.adoption import Adopted, Adoption, EntryState, adopt
from audit.gate.overall import Answer, Standing, answer_of
from audit.gate.rows import Row, Ruled
from audit.gate.terms import Terms
from audit.gate.waivers import Waived, WaiverState, waive
from audit.load.policy_types import Waiver

__all__ = ["Excuses", "Row", "Ruled", "Settled", "Terms", "settle"]

_MOST_SAID = 3


@dataclass(frozen=True, slots=True)
class Excuses:
    """What may excuse a finding on a day (UTC); what is ignored is listed and excuses nothing."""

    day: date
    waivers: tuple[Waiver, ...] = ()
    baseline: Baseline | None = None
    ignore_waivers: bool = False
    ignore_baseline: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """The answer, and by fingerprint which waiver holds a finding, where it stands in the baseline, and the sentence on both.

    `adopted` is empty where no baseline is in use; a finding that passes is in none of them.
    """

    answer: Answer
    waived: Mapping[str, str] = field(default_factory=dict)
    adopted: Mapping[str, Adopted] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    waivers: tuple[WaiverState, ...] = ()
    entries: tuple[EntryState, ...] = ()
    day: date = date.min

    def excuses(self, fingerprint: str) -> bool:
        """Tell whether a finding no longer counts: it is waived, or adopted and no worse."""
        return fingerprint in self.waived or self.adopted.get(fingerprint) == "unchanged"

    @property
    def oldest_days(self) -> int | None:
        """Return for how many days the oldest entry that still holds has been adopted."""
        held = [one.entry.adopted for one in self.entries if one.state == "unchanged"]
        return (self.day - min(held)).days if held else None

    @property
    def tail(self) -> str:
        """Return what neither headline nor reason may lose: `; 40 adopted, oldest 12 days; 2 waived`."""
        days, number = self.oldest_days, sum(state == "unchanged" for state in self.adopted.values())
        adopted = f"; {number:,} adopted, oldest {days} {'day' if days == 1 else 'days'}" if number else ""
        return adopted + (f"; {len(self.waived):,} waived" if self.waived else "")


def settle(rows: Sequence[Row], rules: Sequence[Ruled], excuses: Excuses, terms: Terms) -> Settled:
    """Settle the findings: which are excused, where every rule stands without them, and the answer of the gate."""
    waived = waive(rows, excuses.waivers, excuses.day, terms.due_days, ignored=excuses.ignore_waivers)
    used = excuses.baseline is not None and not excuses.ignore_baseline
    adoption = adopt(rows, excuses.baseline, excuses.day, terms) if excuses.baseline is not None and used else Adoption({}, ())
    excused = frozenset(waived.held) | {name for name, state in adoption.findings.items() if state == "unchanged"}
    standings = [_standing(rule, [row for row in rows if row.rule == rule.rule], excused, waived.covered) for rule in rules]
    doubts = [f"waiver {one.waiver.id} is unused" for one in waived.states if one.state == "unused" and terms.on_unused != "warn"]
    gating = [row for row in rows if row.severity.at_least(terms.fail_on) and row.open and row.fingerprint not in excused]
    answer = answer_of(standings, terms, doubts, _said(gating, waived, adoption))
    settled = Settled(
        answer,
        {name: one.waiver.id for name, one in waived.held.items()},
        adoption.findings,
        dict(_notes(rows, waived, adoption)),
        waived.states,
        adoption.states,
        excuses.day,
    )
    return replace(settled, answer=replace(answer, reason=answer.reason + settled.tail))


def _standing(rule: Ruled, rows: Sequence[Row], excused: frozenset[str], covered: frozenset[str]) -> Standing:
    """Return where a rule stands over its findings that are not excused; it keeps those that no waiver is about."""
    kept = [row for row in rows if not row.small and row.fingerprint not in excused]
    left_out = sum(not row.small for row in rows) - len(kept)
    judged = any(row.judged for row in rows)
    verdict, reason = rule.verdict, rule.reason
    if left_out and verdict is not Verdict.NOT_RUN:
        failed, unsure = (sum(row.verdict is word for row in kept) for word in (Verdict.FAIL, Verdict.UNSURE))
        verdict = Verdict.FAIL if failed else Verdict.UNSURE if unsure else Verdict.PASS
        reason = f"{failed} beyond the limit and {unsure} unsure beside {left_out} excused"
    free = any(row.judged and row.fingerprint not in covered for row in kept)
    return Standing(rule.rule, rule.severity, verdict, reason, judged, free, left_out)


def _said(rows: Sequence[Row], waived: Waived, adoption: Adoption) -> list[str]:
    """Return why findings count again that somebody may think excused."""
    said = list(dict.fromkeys(waived.lapsed[row.fingerprint].said for row in rows if row.fingerprint in waived.lapsed))
    for state, words in (("worse", "worse than adopted"), ("ended", "no longer adopted")):
        number = sum(adoption.findings.get(row.fingerprint) == state for row in rows)
        said += [f"{number:,} {words}"] if number else []
    more = len(said) - _MOST_SAID
    return said if more <= 0 else [*said[:_MOST_SAID], f"and {more} more such notes"]


def _notes(rows: Sequence[Row], waived: Waived, adoption: Adoption) -> Iterator[tuple[str, str]]:
    """Yield the sentence on every finding that a waiver or the baseline is about."""
    entries = {one.entry.fingerprint: one for one in adoption.states}
    for name in sorted({row.fingerprint for row in rows if row.open}):
        words = []
        if name in waived.held:
            waiver = waived.held[name].waiver
            words.append(f"waived by {waiver.id} until {waiver.expires}")
        elif name in waived.lapsed:
            words.append(waived.lapsed[name].said)
        if name in entries:
            words.append(_entry_words(entries[name]))
        if words:
            yield name, "; ".join(words)


def _entry_words(one: EntryState) -> str:
    """Return what is to be said of an adopted finding."""
    entry = one.entry
    if one.state == "ended":
        return f"its adoption ended on {one.ends}"
    if one.state == "refused":
        return "it is in the baseline, and cannot be adopted"
    worse = ", and worse since" if one.state == "worse" else ""
    return f"adopted on {entry.adopted} until {one.ends}{worse}"
