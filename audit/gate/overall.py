"""Answers for the whole subject: pass, fail or not assured, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from audit.core.finding import Ruling
from audit.core.words import Overall, Severity, Verdict

OnUnsure = Literal["warn", "not_assured", "fail"]
OnNotRun = Literal["not_assured", "fail"]
_EXIT = {Overall.PASS: 0, Overall.FAIL: 1, Overall.NOT_ASSURED: 3}


@dataclass(frozen=True, slots=True)
class Answer:
    """The gate's answer with its reason; `exit_code` is 0, 1 or 3."""

    overall: Overall
    reason: str

    @property
    def exit_code(self) -> int:
        """Return the exit code that a pipeline reads."""
        return _EXIT[self.overall]


@dataclass(frozen=True, slots=True)
class Terms:
    """What the policy's gate asks for."""

    fail_on: Severity
    on_unsure: OnUnsure
    on_not_run: OnNotRun
    min_rules: int


def answer(rulings: Sequence[Ruling], severities: Mapping[str, Severity], terms: Terms) -> Answer:
    """Answer from the verdicts of the rules that were in scope.

    A rule that broke, judged nothing at all, or is unsure where the policy forbids it, cannot
    lead to PASS; neither can fewer judged rules than the policy's minimum.
    """
    gating = [ruling for ruling in rulings if severities[ruling.rule].at_least(terms.fail_on)]
    failed = [ruling.rule for ruling in gating if _fails(ruling, terms)]
    if failed:
        return Answer(Overall.FAIL, f"{_count(failed, 'rule')} fail at {terms.fail_on} or above ({', '.join(failed)})")
    doubts = [doubt for ruling in gating if (doubt := _doubt(ruling, terms))]
    judged = sum(_judged(ruling) for ruling in rulings)
    if judged < terms.min_rules:
        doubts.append(f"only {_count(judged, 'rule')} judged, the policy asks for {terms.min_rules}")
    if doubts:
        return Answer(Overall.NOT_ASSURED, "; ".join(doubts))
    return Answer(Overall.PASS, f"no rule fails at {terms.fail_on} or above")


def _fails(ruling: Ruling, terms: Terms) -> bool:
    """Tell whether a gating rule fails the gate."""
    if ruling.verdict is Verdict.NOT_RUN:
        return terms.on_not_run == "fail"
    if ruling.verdict is Verdict.UNSURE:
        return terms.on_unsure == "fail"
    return ruling.verdict is Verdict.FAIL


def _judged(ruling: Ruling) -> bool:
    """Tell whether a rule judged anything at all: a value, on a group that is large enough."""
    return any(f.measurement.value is not None and not f.measurement.small for f in ruling.findings)


def _doubt(ruling: Ruling, terms: Terms) -> str:
    """Return why a gating rule leaves the answer open, or nothing."""
    if ruling.verdict is Verdict.NOT_RUN:
        return f"{ruling.rule} did not run: {ruling.reason}"
    if not _judged(ruling):
        return f"{ruling.rule} judged nothing: {ruling.reason}"
    if ruling.verdict is Verdict.UNSURE and terms.on_unsure == "not_assured":
        return f"{ruling.rule} is unsure: {ruling.reason}"
    return ""


def _count(items: Sequence[str] | int, noun: str) -> str:
    """Return `1 rule` or `3 rules`."""
    number = items if isinstance(items, int) else len(items)
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
