"""The whole interval is judged, over the whole family, and nothing passes for lack of rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.core.ask import Ask
from audit.core.finding import Interval, Ruling
from audit.core.limit import Limit
from audit.core.measurement import Counts, Exact, Measurement, Rate, Ratio
from audit.core.target import Target
from audit.core.words import Severity, Verdict
from audit.judge import Asked, judge, judge_family
from audit.statistics.interval import interval_of
from audit.statistics.simultaneous import simultaneous_level

AT_LEAST, AT_MOST = Limit.at_least(0.8), Limit.at_most(0.1)
ASK = Ask("a-rule", AT_LEAST, Severity.HIGH)


def _rate(hits: int, of: int, *, small: bool = False, group: str = "g") -> Measurement:
    """Return a rate of a group."""
    return Measurement(Target("test", "sex", group), "rate", hits / of, Rate(hits, of), of, small=small)


def _exact(value: float) -> Measurement:
    """Return a number that nothing was sampled for."""
    return Measurement(Target("test"), "k", value, Exact(), 100)


def _one(*measurements: Measurement, ask: Ask = ASK) -> Ruling:
    """Judge one rule."""
    (ruling,) = judge_family([Asked(ask, measurements)], Severity.HIGH, interval_of, simultaneous_level)
    return ruling


def _levels(asked: list[Asked], fail_on: Severity = Severity.HIGH) -> list[float]:
    """Return the level each rule's intervals were asked at."""
    seen: list[float] = []

    def spy(counts: Counts, value: float | None, level: float) -> Interval | None:
        seen.append(level)
        return interval_of(counts, value, level)

    judge_family(asked, fail_on, spy, simultaneous_level)
    return sorted({round(level, 12) for level in seen})


@pytest.mark.parametrize(
    ("low", "high", "limit", "expected"),
    [
        pytest.param(0.85, 0.95, AT_LEAST, Verdict.PASS, id="inside"),
        pytest.param(0.80, 0.95, AT_LEAST, Verdict.PASS, id="touches-from-inside"),
        pytest.param(0.79, 0.95, AT_LEAST, Verdict.UNSURE, id="crosses"),
        pytest.param(0.60, 0.80, AT_LEAST, Verdict.UNSURE, id="touches-from-beyond"),
        pytest.param(0.60, 0.79, AT_LEAST, Verdict.FAIL, id="beyond"),
        pytest.param(0.80, 0.80, AT_LEAST, Verdict.PASS, id="a-point-on-the-limit"),
        pytest.param(0.5, float("inf"), AT_LEAST, Verdict.UNSURE, id="open-upwards"),
        pytest.param(0.9, float("inf"), AT_LEAST, Verdict.PASS, id="open-and-inside"),
        pytest.param(0.00, 0.05, AT_MOST, Verdict.PASS, id="at-most-inside"),
        pytest.param(0.05, 0.15, AT_MOST, Verdict.UNSURE, id="at-most-crosses"),
        pytest.param(0.11, 0.15, AT_MOST, Verdict.FAIL, id="at-most-beyond"),
        pytest.param(0.0, 1.0, AT_MOST, Verdict.UNSURE, id="knows-nothing"),
    ],
)
def test_the_whole_interval_is_judged(low: float, high: float, limit: Limit, expected: Verdict) -> None:
    """Pass when wholly inside, fail when wholly beyond, else unsure."""
    actual = judge(Interval(low, high, 0.95), limit)

    assert expected == actual


@pytest.mark.parametrize(
    ("measurements", "expected", "reason"),
    [
        pytest.param([_rate(990, 1000)], Verdict.PASS, "within the limit", id="one-passes"),
        pytest.param([_rate(990, 1000), _rate(980, 1000)], Verdict.PASS, "all 2 within the limit", id="all-pass"),
        pytest.param([_rate(990, 1000), _rate(100, 1000)], Verdict.FAIL, "1 of 2 beyond the limit", id="one-fails"),
        pytest.param([_rate(100, 1000), _rate(8, 10)], Verdict.FAIL, "1 of 2 beyond the limit", id="a-failure-outweighs-doubt"),
        pytest.param([_rate(990, 1000), _rate(8, 10)], Verdict.UNSURE, "1 of 2 cannot be told", id="one-unsure"),
        pytest.param([_rate(9, 9, small=True)], Verdict.UNSURE, "nothing was large enough to be judged", id="only-small"),
        pytest.param([], Verdict.UNSURE, "nothing was large enough to be judged", id="nothing"),
        pytest.param([_rate(990, 1000), _rate(0, 9, small=True)], Verdict.PASS, "within the limit", id="a-small-group-is-listed-only"),
        pytest.param(
            [_rate(990, 1000), Measurement.undefined(Target("test"), "rate", 40, "0/0")],
            Verdict.UNSURE,
            "1 of 2 cannot be told",
            id="an-undefined-value-is-no-pass",
        ),
    ],
)
def test_a_rule_comes_to_its_worst_judged_measurement(measurements: list[Measurement], expected: Verdict, reason: str) -> None:
    """Any failure fails; a pass needs every judged group."""
    ruling = _one(*measurements)

    assert (expected, reason) == (ruling.verdict, ruling.reason)
    assert len(measurements) == len(ruling.findings)


def test_a_small_group_is_never_a_pass_even_where_it_is_perfect() -> None:
    """Its finding says unsure, whatever its value, with an interval to look at."""
    (finding,) = _one(_rate(29, 29, small=True)).findings

    assert (finding.verdict, finding.reason) == (Verdict.UNSURE, "fewer than 30 rows: listed, not judged")
    assert finding.interval is not None


@pytest.mark.parametrize("decide_on", ["interval", "point"])
@pytest.mark.parametrize("population", ["sample", "all"])
def test_no_setting_makes_a_small_or_undefined_measurement_pass(decide_on: str, population: str) -> None:
    """Deciding on the point, or knowing everybody, does not help a group that is too small."""
    ask = replace(ASK, decide_on=decide_on, population=population)
    ruling = _one(_rate(29, 29, small=True), Measurement.undefined(Target("test"), "rate", 0, "0/0"), ask=ask)

    actual = [finding.verdict for finding in ruling.findings]

    assert actual == [Verdict.UNSURE, Verdict.UNSURE]


def test_the_reason_of_an_undefined_value_is_kept() -> None:
    """0/0 says why."""
    (finding,) = _one(Measurement.undefined(Target("test"), "rate", 40, "nobody is selected")).findings

    assert (finding.verdict, finding.reason, finding.interval) == (Verdict.UNSURE, "nobody is selected", None)


def test_an_exact_number_is_judged_as_it_is() -> None:
    """K has no interval: one below the limit fails, however many rows there are."""
    ask = replace(ASK, limit=Limit.at_least(5))

    actual = [_one(_exact(k), ask=ask).verdict for k in (4.0, 5.0)]

    assert actual == [Verdict.FAIL, Verdict.PASS]


def test_all_decisions_leave_nothing_to_estimate() -> None:
    """With `population: all` the value decides: 8 of 10 is exactly four fifths."""
    ask = replace(ASK, population="all")
    found = [_one(_rate(hits, 10), ask=ask).findings[0] for hits in (8, 7)]

    actual = [(one.verdict, one.interval.low, one.interval.high) for one in found if one.interval]

    assert actual == [(Verdict.PASS, 0.8, 0.8), (Verdict.FAIL, 0.7, 0.7)]


def test_deciding_on_the_point_keeps_the_interval_beside_it() -> None:
    """A policy may ask for the point; the interval is still printed."""
    ask = replace(ASK, decide_on="point")
    (finding,) = _one(_rate(8, 10), ask=ask).findings

    assert (finding.verdict, finding.reason) == (Verdict.PASS, "decided on the point")
    assert finding.interval is not None
    assert finding.interval.low < 0.8 < finding.interval.high


def test_the_limit_of_a_column_wins() -> None:
    """A policy may allow one column more than the others."""
    ask = replace(ASK, limit=AT_MOST, columns={"income": Limit.at_most(0.5)})
    income = Measurement(Target("test", "income"), "missing_share", 0.3, Exact(), 100)
    age = Measurement(Target("test", "age"), "missing_share", 0.3, Exact(), 100)

    actual = [finding.verdict for finding in _one(income, age, ask=ask).findings]

    assert actual == [Verdict.PASS, Verdict.FAIL]


FOUR = tuple(_rate(900, 1000, group=name) for name in "abcd")


@pytest.mark.parametrize(
    ("asked", "fail_on", "size"),
    [
        pytest.param([Asked(ASK, FOUR)], Severity.HIGH, 4, id="all-of-one-rule"),
        pytest.param([Asked(ASK, FOUR), Asked(replace(ASK, rule="b"), FOUR[:2])], Severity.HIGH, 6, id="two-rules"),
        pytest.param([Asked(ASK, FOUR), Asked(replace(ASK, rule="b", severity=Severity.LOW), FOUR)], Severity.HIGH, 4, id="no-low-rule"),
        pytest.param([Asked(ASK, FOUR), Asked(replace(ASK, rule="b", severity=Severity.LOW), FOUR)], Severity.LOW, 8, id="fail-on-low"),
        pytest.param([Asked(ASK, (*FOUR, _exact(9.0)))], Severity.HIGH, 4, id="exact-does-not-count"),
        pytest.param([Asked(ASK, (*FOUR, _rate(1, 9, small=True)))], Severity.HIGH, 4, id="small-does-not-count"),
        pytest.param(
            [Asked(ASK, (*FOUR, Measurement.undefined(Target("test"), "rate", 0, "0/0")))], Severity.HIGH, 4, id="undefined-does-not-count"
        ),
        pytest.param([Asked(replace(ASK, severity=Severity.INFO), FOUR)], Severity.HIGH, 1, id="no-gating-rule"),
        pytest.param([Asked(ASK, FOUR), Asked(replace(ASK, rule="b", decide_on="point"), FOUR)], Severity.HIGH, 4, id="the-point-has-none"),
    ],
)
def test_intervals_hold_together_over_the_family(asked: list[Asked], fail_on: Severity, size: int) -> None:
    """The family is what gating rules judge by an interval; Bonferroni shares the error among it."""
    expected = [round(1 - 0.05 / size, 12)]

    actual = _levels(asked, fail_on)

    assert expected == actual


def test_a_larger_family_is_more_careful() -> None:
    """What one group alone would show, a hundred groups together do not."""
    close = Measurement(Target("test", "sex", "g"), "ratio", 0.744, Ratio(Rate(372, 1000), Rate(500, 1000)), 1000)
    ask = replace(ASK, limit=Limit.at_least(0.85))

    alone = _one(close, ask=ask).findings[0].verdict
    among = _one(close, *[_rate(990, 1000)] * 99, ask=ask).findings[0].verdict

    assert (alone, among) == (Verdict.FAIL, Verdict.UNSURE)
