"""The rules about stand-ins and flips against facts made by hand, and on real data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from audit.checks.registry import checks
from audit.core.ask import Ask
from audit.core.fact import Fact, Keys
from audit.core.finding import Ruling
from audit.core.limit import Limit
from audit.core.measurement import Estimate, Exact, Measurement, Rate
from audit.core.words import Severity, Verdict
from audit.judge import Asked, judge_family
from audit.load.models import model_in_hand
from audit.metrics.compared import ALONE
from audit.observe import flips, proxies
from audit.observe.flips import FLIPS
from audit.observe.proxies import PROXIES
from audit.statistics.interval import interval_of
from audit.statistics.simultaneous import simultaneous_level
from tests.observe import scenes

Line = tuple[Keys, tuple[int, int, int, int]]


def _ask(rule: str, **settings: Any) -> Ask:
    """Return the settings of a rule alone."""
    return Ask(rule, **{"limit": checks()[rule].rule.limit, "severity": Severity.HIGH, **settings})


def _ruling(rule: str, fact: Fact | None, **settings: Any) -> Ruling:
    """Return what a rule comes to on one fact."""
    ask = _ask(rule, **settings)
    assert fact is not None
    check = checks()[rule]
    measured = tuple(check.measure(*(view.of(scenes.facts_of(fact), "test") for view in check.reads), ask))
    (ruling,) = judge_family([Asked(ask, measured)], Severity.HIGH, interval_of, simultaneous_level)
    return ruling


def _measured(rule: str, fact: Fact | None, **settings: Any) -> dict[str, Measurement]:
    """Return the measurements of a rule by target."""
    return {str(one.measurement.target): one.measurement for one in _ruling(rule, fact, **settings).findings}


def _proxies(*rows: Line) -> Fact:
    """Return hand-made areas."""
    return Fact.of("proxies", "test", proxies.KEYS, proxies.MEASURES, rows)


def _flips(*rows: Line) -> Fact:
    """Return hand-made flips."""
    return Fact.of("flips", "test", flips.KEYS, flips.MEASURES, rows)


def _two(feature: str, auc: int, error: int) -> tuple[Line, Line]:
    """Return a feature that tells one of two groups from the other, seen from both."""
    return (("sex", "F", feature), (1000, 400, auc, error)), (("sex", "M", feature), (1000, 600, auc, error))


# --------------------------------------------------------------------------------- proxy-feature


@pytest.mark.parametrize(
    ("auc", "error", "expected"),
    [
        (950_000, 5_000, Verdict.FAIL), (810_000, 20_000, Verdict.UNSURE), (790_000, 20_000, Verdict.UNSURE), (500_000, 20_000, Verdict.PASS),
    ],
)  # fmt: skip
def test_the_whole_interval_of_an_area_is_judged(auc: int, error: int, expected: Verdict) -> None:
    assert _ruling("proxy-feature", _proxies(*_two("title", auc, error))).verdict is expected


def test_two_groups_are_each_others_rest_and_said_once() -> None:
    actual = _measured("proxy-feature", _proxies(*_two("title", 900_000, 5_000), *_two("*", 950_000, 5_000)))

    assert list(actual) == ["test::title::sex = F"]
    assert actual["test::title::sex = F"].counts == Estimate(0.005, 0.0, 1.0)
    assert actual["test::title::sex = F"].detail == "F against the rest of sex; all features together: 0.95"


def test_the_group_told_best_is_judged_and_every_other_that_could_fail() -> None:
    """Of three groups b is told best; c could be beyond the limit, a could not at any level."""
    fact = _proxies(
        (("race", "a", "zip"), (1000, 500, 600_000, 20_000)), (("race", "b", "zip"), (1000, 300, 790_000, 5_000)),
        (("race", "c", "zip"), (1000, 200, 750_000, 12_000)),
    )  # fmt: skip

    assert list(_measured("proxy-feature", fact)) == ["test::zip::race = b", "test::zip::race = c"]
    assert list(_measured("proxy-feature", fact, limit=Limit.at_most(0.9))) == ["test::zip::race = b"]


def test_a_small_group_is_listed_and_never_judged() -> None:
    """Twenty people told perfectly decide nothing, and are not passed over in silence."""
    fact = _proxies(
        (("race", "a", "zip"), (1000, 680, 550_000, 9_000)), (("race", "b", "zip"), (1000, 20, 990_000, 5_000)),
        (("race", "c", "zip"), (1000, 300, 600_000, 5_000)),
    )  # fmt: skip

    assert {key: one.small for key, one in _measured("proxy-feature", fact).items()} == {
        "test::zip::race = c": False,
        "test::race::b": True,
    }


def test_only_small_groups_are_unsure() -> None:
    ruling = _ruling(
        "proxy-feature", _proxies((("sex", "F", "title"), (40, 12, 600_000, 90_000)), (("sex", "M", "title"), (40, 28, 600_000, 90_000)))
    )

    assert ruling.verdict is Verdict.UNSURE
    assert all(finding.measurement.small for finding in ruling.findings)


def test_one_group_cannot_be_told_from_a_rest() -> None:
    fact = _proxies((("sex", "F", "title"), (500, 500, 0, 0)), (("sex", "F", "*"), (500, 500, 0, 0)))

    actual = _measured("proxy-feature", fact)

    assert {key: (one.value, one.reason, one.rows) for key, one in actual.items()} == {"test::sex": (None, ALONE, 500)}
    assert _ruling("proxy-feature", fact).verdict is Verdict.UNSURE


def test_a_column_has_its_own_limit() -> None:
    fact = _proxies(*_two("title", 900_000, 5_000))

    assert _ruling("proxy-feature", fact, columns={"title": Limit.at_most(0.95)}).verdict is Verdict.PASS


# ------------------------------------------------------------------------------ flips-with-group


def _any(flipped: int, rows: int = 4000) -> tuple[Line, ...]:
    """Return two groups of which one flips so many decisions."""
    one, other = (rows, flipped, flipped, 0), (rows, 0, 0, 0)
    return tuple(
        ((("sex", name, to, "given"), numbers))
        for name, other_name, numbers in (("F", "M", one), ("M", "F", other))
        for to in (other_name, "*")
    )


@pytest.mark.parametrize(("flipped", "expected"), [(0, Verdict.PASS), (40, Verdict.UNSURE), (400, Verdict.FAIL)])
def test_the_share_of_changed_decisions_is_judged(flipped: int, expected: Verdict) -> None:
    assert _ruling("flips-with-group", _flips(*_any(flipped))).verdict is expected


def test_a_group_is_one_measurement_with_both_directions_named() -> None:
    actual = _measured("flips-with-group", _flips(*_any(400)))

    assert list(actual) == ["test::sex::F", "test::sex::M"]
    assert (actual["test::sex::F"].counts, actual["test::sex::F"].against) == (Rate(400, 4000), "any other group")
    assert actual["test::sex::F"].detail == "400 would gain, 0 would lose the favourable decision"


def test_several_other_groups_are_each_named() -> None:
    fact = _flips(
        (("race", "a", "b", "given"), (1000, 20, 20, 0)), (("race", "a", "c", "given"), (1000, 5, 0, 5)), (("race", "a", "*", "given"), (1000, 25, 20, 5)),
    )  # fmt: skip

    assert _measured("flips-with-group", fact)["test::race::a"].detail.endswith("; 0.020 as b, 0.005 as c")


def test_a_model_that_does_not_read_the_attribute_flips_exactly_nothing() -> None:
    actual = _measured("flips-with-group", _flips((("sex", "", "", "not given"), (900, 0, 0, 0))))["test::sex"]

    assert (actual.value, actual.counts, actual.detail, actual.rows) == (0.0, Exact(), "the model does not read it", 900)


@pytest.mark.parametrize(
    ("given", "rows"), [(("sex", "F", "*", "refused"), 900), (("sex", "", "", "alone"), 900), (("sex", "F", "*", "given"), 12)],
    ids=["refused", "one-group", "small"],
)  # fmt: skip
def test_what_could_not_be_asked_is_no_pass(given: tuple[str, str, str, str], rows: int) -> None:
    assert _ruling("flips-with-group", _flips((given, (rows, 0, 0, 0)))).verdict is Verdict.UNSURE


# ---------------------------------------------------------------------------------- on real data


@pytest.fixture(scope="module")
def adult(shared_data: Path) -> pd.DataFrame:
    """Return the training rows of Adult."""
    return pd.read_csv(shared_data / "fairness" / "adult-train.csv")


def test_adult_has_stand_ins_for_sex_and_for_race(adult: pd.DataFrame) -> None:
    """Husband and wife say the sex; a country says Asian; together they say nearly all. No name of a column does: values do."""
    with scenes.scene(adult, label="income-per-year", favourable=">50K", protected="sex,race") as one:
        fact = PROXIES.make(one, {})
    ruling = _ruling("proxy-feature", fact)
    verdicts = {str(finding.measurement.target): finding.verdict for finding in ruling.findings}
    values = {key: one.value or 0.0 for key, one in _measured("proxy-feature", fact).items()}

    assert verdicts["test::relationship::sex = Female"] is Verdict.FAIL
    assert values["test::relationship::sex = Female"] == pytest.approx(0.867, abs=0.005)
    assert verdicts["test::native-country::race = Asian-Pac-Islander"] is Verdict.FAIL
    assert verdicts["test::education::sex = Female"] is Verdict.PASS
    assert verdicts["test::hours-per-week::sex = Female"] is Verdict.PASS
    assert "together: 0.9" in _measured("proxy-feature", fact)["test::relationship::sex = Female"].detail


def test_a_model_that_is_given_sex_flips_decisions_on_adult_and_one_that_is_not_cannot(adult: pd.DataFrame) -> None:
    from sklearn.compose import make_column_transformer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    numbers, facts = ["age", "education-num", "hours-per-week"], {}
    with scenes.scene(adult, label="income-per-year", favourable=">50K", protected="sex") as one:
        for texts in (["sex"], ["relationship"]):
            columns = make_column_transformer((OneHotEncoder(), texts), (StandardScaler(), numbers))
            fitted = make_pipeline(columns, LogisticRegression()).fit(adult[[*texts, *numbers]], adult["income-per-year"])
            facts[texts[0]] = FLIPS.make(replace(one, model=model_in_hand(fitted, ">50K")), {})
    reads, blind = (_ruling("flips-with-group", facts[name]) for name in ("sex", "relationship"))

    assert (reads.verdict, blind.verdict) == (Verdict.FAIL, Verdict.PASS)
    assert [one.measurement.detail for one in blind.findings] == ["the model does not read it"]
    assert all((one.measurement.value or 0) > 0.05 for one in reads.findings)
