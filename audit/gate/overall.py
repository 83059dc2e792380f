"""Answers for the whole subject: pass, fail or not assured, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.core.words import Overall, Severity, Verdict
from audit.gate.terms import Terms

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
class Standing:
    """Where one rule stands over its findings that are not excused.

    `judged` tells whether it judged a value of a group that is large enough, excused or not; `kept` whether one of
    those is neither excused nor something that a waiver would have excused. `excused` findings were left out.
    """

    rule: str
    severity: Severity
    verdict: Verdict
    reason: str
    judged: bool
    kept: bool = True
    excused: int = 0


def answer_of(standings: Sequence[Standing], terms: Terms, doubts: Sequence[str] = (), said: Sequence[str] = ()) -> Answer:
    """Answer from where every rule stands.

    A rule that broke, judged nothing at all, or is unsure where the policy forbids it, cannot lead to PASS; neither can
    fewer judged rules than the policy's minimum, none that could close the gate, further `doubts`, or excuses for
    everything that was judged. What is `said` is added to the reason of any other answer.
    """
    gating = [one for one in standings if one.severity.at_least(terms.fail_on)]
    failed = [one.rule for one in gating if _fails(one, terms)]
    if failed:
        verb = "fails" if len(failed) == 1 else "fail"
        found = f"{_count(len(failed))} {verb} at {terms.fail_on} or above ({', '.join(failed)})"
        return Answer(Overall.FAIL, "; ".join([found, *said]))
    doubts = [*(doubt for one in gating if (doubt := _doubt(one, terms))), *doubts, *_too_little(standings, gating, terms)]
    if doubts:
        return Answer(Overall.NOT_ASSURED, "; ".join([*doubts, *said]))
    return Answer(Overall.PASS, f"no rule fails at {terms.fail_on} or above")


def _too_little(standings: Sequence[Standing], gating: Sequence[Standing], terms: Terms) -> Iterator[str]:
    """Yield why what was judged is not enough to rest an answer on."""
    judged = sum(one.judged for one in standings)
    if gating and any(one.excused for one in gating) and not any(one.kept for one in gating):
        yield f"everything that was judged at {terms.fail_on} or above is waived or adopted"
        return
    # A rule of which everything is excused was judged, and says nothing for a release.
    rested = sum(one.judged and (one.kept or not one.excused) for one in standings)
    if rested < terms.min_rules:
        left = " without waiver or baseline" if rested < judged else ""
        yield f"only {_count(rested)} judged{left}, the policy asks for {terms.min_rules}"
    if judged and not gating:
        yield f"no rule is judged at {terms.fail_on} or above, so none could fail"


def _fails(one: Standing, terms: Terms) -> bool:
    """Tell whether a gating rule fails the gate."""
    if one.verdict is Verdict.NOT_RUN:
        return terms.on_not_run == "fail"
    if one.verdict is Verdict.UNSURE:
        return terms.unsure_at(one.severity) == "fail"
    return one.verdict is Verdict.FAIL


def _doubt(one: Standing, terms: Terms) -> str:
    """Return why a gating rule leaves the answer open, or nothing."""
    if one.verdict is Verdict.NOT_RUN:
        return f"{one.rule} did not run: {one.reason}"
    if not one.judged:
        return f"{one.rule} judged nothing: {one.reason}"
    if one.verdict is Verdict.UNSURE and terms.unsure_at(one.severity) == "not_assured":
        return f"{one.rule} is unsure: {one.reason}"
    return ""


def _count(rules: int) -> str:
    """Return `1 rule` or `3 rules`."""
    return f"{rules} rule" if rules == 1 else f"{rules} rules"
