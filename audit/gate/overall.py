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


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one rule stands; `judged` tells whether it judged a value of a group that is large enough."""

    rule: str
    severity: Severity
    verdict: Verdict
    reason: str
    judged: bool


def answer(rulings: Sequence[Ruling], severities: Mapping[str, Severity], terms: Terms) -> Answer:
    """Answer from the rulings on the rules that were in scope."""
    return answer_of([Standing(r.rule, severities[r.rule], r.verdict, r.reason, _judged(r)) for r in rulings], terms)


def answer_of(standings: Sequence[Standing], terms: Terms) -> Answer:
    """Answer from where every rule stands.

    A rule that broke, judged nothing at all, or is unsure where the policy forbids it, cannot
    lead to PASS; neither can fewer judged rules than the policy's minimum.
    """
    gating = [one for one in standings if one.severity.at_least(terms.fail_on)]
    failed = [one.rule for one in gating if _fails(one, terms)]
    if failed:
        verb = "fails" if len(failed) == 1 else "fail"
        return Answer(Overall.FAIL, f"{_count(len(failed))} {verb} at {terms.fail_on} or above ({', '.join(failed)})")
    doubts = [doubt for one in gating if (doubt := _doubt(one, terms))]
    judged = sum(one.judged for one in standings)
    if judged < terms.min_rules:
        doubts.append(f"only {_count(judged)} judged, the policy asks for {terms.min_rules}")
    if doubts:
        return Answer(Overall.NOT_ASSURED, "; ".join(doubts))
    return Answer(Overall.PASS, f"no rule fails at {terms.fail_on} or above")


def _judged(ruling: Ruling) -> bool:
    """Tell whether a rule judged anything at all: a value, on a group that is large enough."""
    return any(f.measurement.value is not None and not f.measurement.small for f in ruling.findings)


def _fails(one: Standing, terms: Terms) -> bool:
    """Tell whether a gating rule fails the gate."""
    if one.verdict is Verdict.NOT_RUN:
        return terms.on_not_run == "fail"
    if one.verdict is Verdict.UNSURE:
        return terms.on_unsure == "fail"
    return one.verdict is Verdict.FAIL


def _doubt(one: Standing, terms: Terms) -> str:
    """Return why a gating rule leaves the answer open, or nothing."""
    if one.verdict is Verdict.NOT_RUN:
        return f"{one.rule} did not run: {one.reason}"
    if not one.judged:
        return f"{one.rule} judged nothing: {one.reason}"
    if one.verdict is Verdict.UNSURE and terms.on_unsure == "not_assured":
        return f"{one.rule} is unsure: {one.reason}"
    return ""


def _count(rules: int) -> str:
    """Return `1 rule` or `3 rules`."""
    return f"{rules} rule" if rules == 1 else f"{rules} rules"
