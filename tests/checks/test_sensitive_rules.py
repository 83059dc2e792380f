"""The rules about what classes give away, against facts made by hand and on Adult."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from audit.checks.privacy.skewed_cells import BOUND, UNKNOWN
from audit.checks.registry import checks
from audit.core.ask import Ask
from audit.core.fact import Fact
from audit.core.finding import Ruling
from audit.core.limit import Limit
from audit.core.measurement import Measurement
from audit.core.words import Severity, Verdict
from audit.judge import Asked, judge_family
from audit.observe import diversity, sensitive_classes
from audit.observe.sensitive_classes import ALONE, WITHIN
from audit.statistics.interval import interval_of
from audit.statistics.simultaneous import simultaneous_level
from tests.observe import scenes

FILE = Path(__file__).resolve().parents[2] / "../shared/data/anonymisation/adult.csv"
MILLION = 1_000_000


def _classes(*within: str, t: float = 0.4, fewest: int = 2) -> Fact:
    """Return one column with ten classes of ten rows in each kind of classes, one of them with the fewest values and at t."""
    rows = []
    for one in within:
        rows += [(("wage", one, "l", fewest), (1, 10)), (("wage", one, "l", 5), (9, 90))]
        rows += [(("wage", one, "t", round(t * 100)), (1, 10)), (("wage", one, "t", 3), (9, 90))]
        extremes = {"t_equal": t, "alpha": 0.6, "ratio": 3.0, "inverse": 2.0}
        rows += [(("wage", one, name, round(value * MILLION)), (0, 0)) for name, value in extremes.items()]
    return Fact.of(sensitive_classes.NAME, "test", sensitive_classes.KEYS, sensitive_classes.MEASURES, rows)


def _codes(**measures: float) -> Fact:
    """Return what was measured on codes, missing values read as values."""
    rows = [(("wage", ALONE, "values", name), (round(value * MILLION),)) for name, value in measures.items()]
    return Fact.of(diversity.NAME, "test", diversity.KEYS, diversity.MEASURES, rows)


def _profile(kind: str) -> Fact:
    """Return the kind of the column."""
    return Fact.of("profile", "test", ("place", "column", "kind"), ("rows", "missing", "distinct"), [((0, "wage", kind), (100, 0, 5))])


def _judged(rule: str, *facts: Fact, **settings: Any) -> tuple[Ruling, Measurement]:
    """Return what a rule comes to on one column, and its measurement."""
    check = checks()[rule]
    ask = Ask(rule, **{"limit": check.rule.limit, "severity": Severity.MEDIUM, **settings})
    measured = tuple(check.measure(*(view.of(scenes.facts_of(*facts), "test") for view in check.reads), ask))
    (ruling,) = judge_family([Asked(ask, measured)], Severity.MEDIUM, interval_of, simultaneous_level)
    (one,) = ruling.findings
    return ruling, one.measurement


@pytest.mark.parametrize(
    ("fewest", "limit", "verdict", "below"),
    [(2, 2, Verdict.PASS, 0), (1, 2, Verdict.FAIL, 10), (2, 3, Verdict.FAIL, 10), (5, 3, Verdict.PASS, 0)],
)
def test_the_class_with_the_fewest_values_decides(fewest: int, limit: int, verdict: Verdict, below: int) -> None:
    """The rows of all classes below the limit are counted."""
    ruling, one = _judged("uniform-cells", _classes(ALONE, fewest=fewest), limit=Limit.at_least(limit))

    assert (verdict, float(fewest)) == (ruling.verdict, one.value)
    assert one.detail.startswith(f"{below} of 100 rows are in classes with fewer than {limit} values")


def test_the_worse_kind_of_classes_decides() -> None:
    """Two values in the classes of the quasi-identifiers, one once another sensitive column is known."""
    both = Fact.merge(_classes(ALONE), _classes(WITHIN, fewest=1))

    ruling, one = _judged("uniform-cells", both)

    assert (ruling.verdict, one.value) == (Verdict.FAIL, 1.0)
    assert WITHIN in one.detail


@pytest.mark.parametrize(("t", "verdict"), [(0.4, Verdict.PASS), (0.5, Verdict.PASS), (0.51, Verdict.FAIL)])
def test_the_class_furthest_from_the_table_decides(t: float, verdict: Verdict) -> None:
    """The line itself is allowed."""
    ruling, one = _judged("skewed-cells", _profile("text"), _classes(ALONE, t=t))

    assert (verdict, t) == (ruling.verdict, one.value)
    assert ("10 of 100" if t > 0.5 else "0 of 100") in one.detail


def test_numbers_are_judged_by_the_ordered_distance() -> None:
    """A neighbour is nearer: .6 by one distance is .2 by the other."""
    ruling, one = _judged("skewed-cells", _profile("integer"), _classes(ALONE, t=0.6), _codes(t_ordered=0.2))

    assert (ruling.verdict, one.value) == (Verdict.PASS, 0.2)


def test_an_unknown_ordered_distance_can_pass_by_the_equal_one_and_never_fails_by_it() -> None:
    """The equal distance is never below: inside a database, or of very many rows, nothing else is counted."""
    passed, one = _judged("skewed-cells", _profile("number"), _classes(ALONE, t=0.4))
    unsure, other = _judged("skewed-cells", _profile("number"), _classes(ALONE, t=0.6))

    assert (passed.verdict, one.value) == (Verdict.PASS, 0.4)
    assert BOUND in one.detail
    assert (unsure.verdict, other.value, other.reason) == (Verdict.UNSURE, None, UNKNOWN)


def test_adult_gives_occupations_and_salaries_away() -> None:
    """As published: over six quasi-identifiers l is 1, and t of occupation .9997."""
    if not FILE.exists():
        pytest.skip("ARX's Adult file is not here")
    frame = pd.read_csv(FILE, sep=";", skipinitialspace=True)
    flags = {"quasi_identifiers": "age,education,marital-status,race,sex,native-country", "sensitive": "occupation"}
    with scenes.scene(frame, **flags) as one:
        profile = scenes.facts_of(_profile("text")).tables[0]
        made = (sensitive_classes.SENSITIVE_CLASSES.make(one, {"profile": _counts(one)}), diversity.DIVERSITY.make(one, {}))
    facts = [profile, *(fact for fact in made if fact)]

    uniform, skewed = _judged("uniform-cells", *facts), _judged("skewed-cells", *facts)

    assert (uniform[0].verdict, uniform[1].value) == (Verdict.FAIL, 1.0)
    assert uniform[1].detail.startswith("5,650 of 30,162 rows")
    assert (skewed[0].verdict, skewed[1].value) == (Verdict.FAIL, 0.999702)


def _counts(one: Any) -> Fact:
    """Return the profile of a scene."""
    from audit.observe.profile import PROFILE

    fact = PROFILE.make(one, {})
    assert fact is not None
    return fact
