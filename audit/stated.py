"""What would a rule have measured? The numbers that a test of a policy states, played to the judge in place of data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf
from typing import ClassVar, NoReturn

from audit.checks.registry import Check
from audit.core.ask import Ask
from audit.core.fact import Fact, Facts
from audit.core.measurement import AbsoluteDifference, Counts, Estimate, Exact, Measurement, Rate, Ratio
from audit.core.roles import Roles
from audit.core.target import Target
from audit.core.values import Json
from audit.load.policy_test_types import Case, Counted, Stated
from audit.observe.stage import roles_json

_STAGE = "test"


def stage_for(case: Case) -> Facts:
    """Return facts of one empty dataset: what the test states is played on it."""
    about: dict[str, Json] = {"roles": roles_json(Roles()), "population": case.population, "columns": {}, "datasets": [], "model": None}
    return Facts((Fact.of("stated", _STAGE, (), (), ()),), {**about, "subject": {"name": case.name}, "as_of": None})


class _There:
    """A view that every dataset has."""

    @classmethod
    def of(cls, _: Facts, __: str) -> _There:
        """Return it."""
        return cls()


class _Absent:
    """A view that no dataset has."""

    absent: ClassVar[str] = "the test does not measure it"

    @classmethod
    def of(cls, _: Facts, __: str) -> None:
        """Return that it is not there."""


def played(case: Case, checks: Mapping[str, Check]) -> dict[str, Check]:
    """Return the checks, each measuring what the test states for it."""
    return {name: _as_stated(check, [one for one in case.stated if one.rule == name], case.others) for name, check in checks.items()}


def _as_stated(check: Check, stated: Sequence[Stated], others: str | None) -> Check:
    """Return a check that measures what is stated; out of scope if nothing is, unless all others pass."""
    if any(one.breaks for one in stated):
        return replace(check, reads=(_There,), measure=_break)
    if stated:
        return replace(check, reads=(_There,), measure=lambda _, ask: [_measured(one, check.rule.metric, ask) for one in stated])
    if others is None:
        return replace(check, reads=(_Absent,))
    return replace(check, reads=(_There,), measure=lambda _, ask: [_at_limit(check.rule.metric, ask)])


def _break(_: object, ask: Ask) -> NoReturn:
    """Break, as a rule does that cannot run."""
    raise RuntimeError


def _at_limit(metric: str, ask: Ask) -> Measurement:
    """Return a value that is just allowed."""
    return Measurement(Target(_STAGE), metric, ask.limit.value, Exact(), ask.min_group)


def _measured(one: Stated, metric: str, ask: Ask) -> Measurement:
    """Return what is stated as the rule would have measured it."""
    value, counts = _value(one, metric)
    rows, small, why = _size(one, ask)
    if value is None:
        return Measurement.undefined(one.target, metric, rows, why or "0/0 is not an answer", small=small)
    return Measurement(one.target, metric, value, counts, rows, reason=why, small=small)


def _size(one: Stated, ask: Ask) -> tuple[int, bool, str]:
    """Return the rows of a measurement, and whether they are too few to be judged; counts tell it of groups only."""
    of = [counted.of for counted in (one.counted, one.reference) if counted]
    rows = one.rows if one.rows is not None else min(of, default=ask.min_group)
    thin = one.share is not None and one.share < ask.min_share
    why = f"less than {ask.min_share:.3g} of all rows: listed, not judged" if thin else ""
    return rows, thin or ((one.rows is not None or bool(one.target.group)) and rows < ask.min_group), why


def _value(one: Stated, metric: str) -> tuple[float | None, Counts]:
    """Return the value, None for 0/0, with what its interval follows from."""
    if one.counted is None:
        # Of an error that is not known an interval is everything that is possible: what the test says is possible.
        return one.value, Exact() if one.interval is None else Estimate(inf, *one.interval)
    rate = _rate(one.counted)
    share = one.counted.hits / one.counted.of if one.counted.of else None
    if one.reference is None or share is None:
        return share, rate
    other = one.reference.hits / one.reference.of if one.reference.of else None
    if metric.endswith("ratio"):
        return share / other if other else None, Ratio(rate, _rate(one.reference), one.reference.among)
    return None if other is None else abs(share - other), AbsoluteDifference(rate, _rate(one.reference), one.reference.among)


def _rate(counted: Counted) -> Rate:
    """Return counts as a rate."""
    return Rate(counted.hits, counted.of)
