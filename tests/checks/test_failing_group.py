"""The worst group is found on one part and confirmed on the other: rarely by luck, mostly where it is there."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest

from audit.checks.registry import checks
from audit.core.ask import Ask
from audit.core.fact import Facts
from audit.core.finding import Finding
from audit.core.words import Severity, Verdict
from audit.judge import Asked, judge_family
from audit.observe.parts import Parts
from audit.statistics.interval import interval_of
from audit.statistics.simultaneous import simultaneous_level
from tests.observe import scenes

ROWS, AUDITS = 10_000, 200
SHARES = ((0.5, 0.5), (0.5, 0.2, 0.1, 0.1, 0.1), (0.25, 0.25, 0.25, 0.25))
PLACES = list(product(*(range(len(part)) for part in SHARES)))
WEIGHTS = np.array([np.prod([part[one] for part, one in zip(SHARES, place, strict=True)]) for place in PLACES])
NAMES = [tuple(f"{name}{one}" for name, one in zip(("sex", "race", "age"), place, strict=True)) for place in PLACES]
PLANTED = ("sex0", "race2")
"""Half of everybody, a tenth of them: 5 % of the rows."""


def _audit(seed: int, *, gap: float = 0.0, every: float = 0.0) -> list[Finding]:
    """Return what the rule finds on simulated decisions: events 40 %, TPR .75, FPR .2.

    `gap` is missing from the TPR of the planted slice; `every` of that of race0, half of all rows: a true gap to
    the rest that is exactly at a limit of the same size.
    """
    draw = np.random.default_rng(seed)
    sizes = draw.multinomial(ROWS, WEIGHTS)
    rows: list[Any] = []
    for name, size in zip(NAMES, sizes, strict=True):
        events = draw.binomial(size, 0.4)
        rate = 0.75 - (gap if name[:2] == PLANTED else 0.0) - (every if name[1] == "race0" else 0.0)
        tp, fp = draw.binomial(events, rate), draw.binomial(size - events, 0.2)
        cells = (((1, 1), tp), ((0, 1), fp), ((1, 0), events - tp), ((0, 0), size - events - fp))
        rows += [((*name, *part), int(n)) for part, n in cells]
    return _judged(scenes.facts_of(scenes.outcome_fact(("sex", "race", "age"), rows), seed=seed))


def _judged(facts: Facts, **settings: Any) -> list[Finding]:
    """Return the findings of the rule, judged alone."""
    check = checks()["failing-group"]
    ask = Ask("failing-group", **{"limit": check.rule.limit, "severity": Severity.HIGH, **settings})
    parts = Parts.of(facts, "test")
    (ruling,) = judge_family([Asked(ask, tuple(check.measure(parts, ask)))], Severity.HIGH, interval_of, simultaneous_level)
    return list(ruling.findings)


def _fails(found: list[Finding]) -> list[Finding]:
    """Return the findings that fail."""
    return [one for one in found if one.verdict is Verdict.FAIL]


@pytest.mark.parametrize("every", [pytest.param(0.0, id="fair"), pytest.param(0.1, id="every-gap-at-the-limit")])
def test_a_false_alarm_is_rare(every: float) -> None:
    """At most 5 % of audits, with nothing wrong, and with a true gap exactly at its limit."""
    alarms = sum(bool(_fails(_audit(seed, every=every))) for seed in range(AUDITS))

    assert alarms <= 0.05 * AUDITS


def test_a_planted_slice_is_found() -> None:
    """5 % of the rows with a true positive rate .25 lower: named, itself or a part of it, in at least 80 % of audits."""
    hits = 0
    for seed in range(AUDITS):
        groups = [set(one.measurement.target.group.split(" & ")) for one in _fails(_audit(1_000 + seed, gap=0.25))]
        hits += any(set(PLANTED) <= group for group in groups)

    assert hits >= 0.80 * AUDITS


def test_the_parts_add_up_and_do_not_change() -> None:
    """Every row is in one of them, and the same seed gives the same parts."""
    rows = [*scenes.cells("F", 50, 30, 20, 100), *scenes.cells("M", 40, 40, 20, 200)]
    facts = scenes.facts_of(scenes.outcome_fact(("sex",), rows), seed=3)
    one, two = Parts.of(facts, "test"), Parts.of(facts, "test")

    assert one is not None
    assert one == two
    assert one.search.fact.merge(one.confirm.fact).rows == facts.tables[0].rows
    assert 150 < one.search.everybody().rows < 250


def test_groups_too_small_for_both_parts_are_no_candidates() -> None:
    """Nothing to search: said, and never a pass."""
    rows = [*scenes.cells("F", 5, 3, 2, 10), *scenes.cells("M", 4, 4, 2, 20)]
    (found,) = _judged(scenes.facts_of(scenes.outcome_fact(("sex",), rows)))

    assert (found.verdict, found.measurement.value) == (Verdict.UNSURE, None)
    assert found.reason == "no group has 30 rows with or without the event in both parts"
