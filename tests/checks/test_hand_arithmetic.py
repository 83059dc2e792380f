"""Every rule against arithmetic done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from audit.checks.registry import checks
from audit.core.ask import Ask
from audit.core.fact import Fact, Facts
from audit.core.limit import Limit
from audit.core.measurement import AbsoluteDifference, Exact, Measurement, PairedDifference, Rate, Ratio
from audit.core.target import Target
from audit.core.words import Severity
from audit.observe.personal.fact_rows import KEYS, MEASURES
from audit.statistics.significance import two_proportion_p
from tests.observe import scenes

TWO = [*scenes.cells("F", 20, 10, 20, 50), *scenes.cells("M", 60, 30, 20, 90)]
"""F: 100 rows, 30 selected, FPR 10/60, FNR 20/40. M: 200 rows, 90 selected, FPR 30/120, FNR 20/80."""


def _measure(rule: str, facts: Facts, **settings: Any) -> list[Measurement]:
    """Return what one rule measures of the dataset `test`."""
    check = checks()[rule]
    ask = Ask(rule, **{"limit": check.rule.limit, "severity": Severity.HIGH, **settings})
    views = [view.of(facts, "test") for view in check.reads]
    assert None not in views
    return list(check.measure(*views, ask))


def _decisions(rows: Any, *attributes: str, **about: Any) -> Facts:
    """Return facts with decisions."""
    return scenes.facts_of(scenes.outcome_fact(attributes or ("sex",), rows), **about)


def _columns(*rows: tuple[tuple[str, str, str, str], tuple[int, ...]], **about: Any) -> Facts:
    """Return facts about what columns hold: examined, distinct, matched, full and the score; every value is in one row."""
    made = []
    for keys, (examined, distinct, matched, full, score) in rows:
        share = 1_000_000 * full // examined if examined else 0
        made.append(((*keys, ""), (examined, distinct, matched, full, score, share, distinct, matched, 0, matched, matched, matched)))
    return scenes.facts_of(Fact.of("personal", "test", KEYS, MEASURES, made), **about)


# ------------------------------------------------------------------------------- unequal-selection


def test_the_highest_rate_is_the_reference_of_selection() -> None:
    """30 % over 45 % is two thirds."""
    (found,) = _measure("unequal-selection", _decisions(TWO))
    counts = Ratio(Rate(30, 100), Rate(90, 200))
    expected = Measurement(
        Target("test", "sex", "F"), "selection_rate_ratio", 0.3 / 0.45, counts, 100,
        detail="against M", p=two_proportion_p(counts.group, counts.reference), against="M",
    )  # fmt: skip

    assert expected == found


def test_a_named_reference_wins_even_with_a_lower_rate() -> None:
    """45 % over 30 % is one and a half; how the reference fares against the best is a measurement of its own."""
    found, _ = _measure("unequal-selection", _decisions(TWO), reference={"sex": "F"})

    assert (found.target.group, round(found.value or 0, 12), found.detail) == ("M", 1.5, "against F")


def test_favourable_may_be_that_the_event_is_not_predicted() -> None:
    """In a recidivism score the benefit is the low score: F 70 of 100, M 110 of 200."""
    roles = {**scenes.about()["roles"], "favourable": "0"}  # type: ignore[dict-item]
    (found,) = _measure("unequal-selection", _decisions(TWO, roles=roles))

    assert ("M", Ratio(Rate(110, 200), Rate(70, 100))) == (found.target.group, found.counts)


@pytest.mark.parametrize("rule", ["unequal-selection", "unequal-errors"])
@pytest.mark.parametrize("name", ["X", "tiny"])
def test_a_reference_that_is_absent_or_too_small_is_said(rule: str, name: str) -> None:
    """No other group takes its place."""
    rows = [*TWO, *scenes.cells("tiny", 2, 2, 2, 2)]

    actual = [
        (one.value, one.small, "not the named reference" in one.reason) for one in _measure(rule, _decisions(rows), reference={"sex": name})
    ]

    assert actual == [(None, False, True)] * (1 if rule == "unequal-selection" else 2)


def test_a_small_group_with_the_highest_rate_is_no_reference() -> None:
    """8 of 8 selected is luck; the group is measured and marked small."""
    found = _measure("unequal-selection", _decisions([*TWO, *scenes.cells("tiny", 8, 0, 0, 0)]))

    actual = {one.target.group: (one.detail, one.small) for one in found}

    assert actual == {"F": ("against M", False), "tiny": ("against M", True)}


def test_ties_go_to_the_first_name() -> None:
    """Two groups with one rate: the first by name is the reference."""
    rows = [*scenes.cells("b", 20, 20, 20, 20), *scenes.cells("a", 10, 10, 10, 10)]

    actual = [(one.target.group, one.detail) for one in _measure("unequal-selection", _decisions(rows))]

    assert actual == [("b", "against a")]


def test_intersections_are_groups_of_their_own() -> None:
    """Two attributes give three comparisons: each, and both together; a named reference may be made of both."""
    rows = [((sex, race, 1, predicted), 40) for sex in "FM" for race in "ab" for predicted in (0, 1)]

    plain = {one.target.column for one in _measure("unequal-selection", _decisions(rows, "sex", "race"))}
    both = _measure("unequal-selection", _decisions(rows, "sex", "race"), by=("sex & race",), reference={"sex": "M", "race": "b"})

    assert {"sex", "race", "sex & race"} == plain
    assert {("F & a", "against M & b"), ("F & b", "against M & b"), ("M & a", "against M & b")} == {
        (o.target.group, o.detail) for o in both
    }


def test_a_group_name_with_an_ampersand_stays_one_group() -> None:
    """`a & b` is a value here, not an intersection; a reference made of it is found."""
    rows = [((sex, race, 1, predicted), 40) for sex in "FM" for race in ("a", "a & b") for predicted in (0, 1)]
    found = _measure("unequal-selection", _decisions(rows, "sex", "race"), by=("sex & race",), reference={"sex": "M", "race": "a & b"})

    actual = sorted((one.target.group, one.detail) for one in found)

    assert actual == [("F & a", "against M & a && b"), ("F & a && b", "against M & a && b"), ("M & a", "against M & a && b")]


# ---------------------------------------------------------------------------------- unequal-errors


def test_errors_are_held_against_the_largest_group() -> None:
    """FPR 10/60 against 30/120, FNR 20/40 against 20/80: 8.3 and 25 points, each with its own denominator."""
    found = _measure("unequal-errors", _decisions(TWO))
    expected = [
        ("false_positive_rate_difference", abs(10 / 60 - 30 / 120), AbsoluteDifference(Rate(10, 60), Rate(30, 120)), 60),
        ("false_negative_rate_difference", abs(20 / 40 - 20 / 80), AbsoluteDifference(Rate(20, 40), Rate(20, 80)), 40),
    ]

    actual = [(one.metric, one.value, one.counts, one.rows) for one in found]

    assert expected == actual


def test_a_group_is_small_by_the_metric_s_own_denominator() -> None:
    """100 rows, but only 20 with the event: its misses are listed, not judged."""
    rows = [*scenes.cells("F", 10, 10, 10, 70), *scenes.cells("M", 60, 30, 20, 90)]

    actual = {one.metric.split("_")[1]: (one.rows, one.small) for one in _measure("unequal-errors", _decisions(rows))}

    assert actual == {"positive": (80, False), "negative": (20, True)}


def test_a_group_without_the_event_has_no_misses() -> None:
    """0/0 is no rate."""
    rows = [*scenes.cells("F", 0, 10, 0, 70), *scenes.cells("M", 60, 30, 20, 90)]
    found = next(one for one in _measure("unequal-errors", _decisions(rows)) if one.metric.startswith("false_negative"))

    assert (found.value, found.small, found.reason) == (None, True, "not estimable: no positives (n=80)")


# -------------------------------------------------------------------------------------- thin-group


def test_groups_are_counted_by_their_decisions() -> None:
    """Rows without a prediction do not count; intersections only where a policy names them."""
    rows = [(("F", "a", 1, 1), 12), (("M", "a", 1, 0), 50), (("M", "b", 1, None), 7)]

    actual = [(str(one.target), one.value) for one in _measure("thin-group", _decisions(rows, "sex", "race"))]
    both = [(one.target.group, one.value) for one in _measure("thin-group", _decisions(rows, "sex", "race"), by=("sex & race",))]

    assert actual == [("test::sex::F", 12.0), ("test::sex::M", 50.0), ("test::race::a", 62.0), ("test::race::b", 0.0)]
    assert both == [("F & a", 12.0), ("M & a", 50.0), ("M & b", 0.0)]


def test_pooled_rare_groups_do_not_make_a_large_one() -> None:
    """Six groups of nine rows are 54 together, and each of them is thin."""
    pooled, also = (_measure("thin-group", _decisions([(("rare group 1", 1, 1), rows), (("M", 1, 0), 99)]))[1] for rows in (54, 9))

    assert (pooled.value, pooled.rows) == (None, 54)
    assert also.value == 9.0


# ----------------------------------------------------------------------------------------- quality


def test_missing_values_are_counted_over_all_rows() -> None:
    """5 of 40 are one eighth, exactly."""
    rows = [((0, "a", "text"), (40, 5, 3)), ((1, "b", "integer"), (40, 0, 40))]
    facts = scenes.facts_of(Fact.of("profile", "test", ("place", "column", "kind"), ("rows", "missing", "distinct"), rows))

    actual = [(one.target.column, one.value, one.counts, one.rows) for one in _measure("missing-values", facts)]

    assert actual == [("a", 0.125, Exact(), 40), ("b", 0.0, Exact(), 40)]


@pytest.mark.parametrize(("rows", "small"), [(25, True), (250, False)])
def test_the_rarer_outcome_is_a_share_of_the_labels(rows: int, small: bool) -> None:
    """One in five of the labelled rows; rows without a label do not count."""
    facts = _decisions([(("F", 1, 1), rows // 5), (("F", 0, 0), rows - rows // 5), (("F", None, 1), 500)])
    (found,) = _measure("class-imbalance", facts)

    assert (0.2, Rate(rows // 5, rows), rows, small) == (found.value, found.counts, found.rows, found.small)


# ------------------------------------------------------------------------------------------- model


@pytest.mark.parametrize(
    ("tp", "fp", "fn", "tn", "first", "second"),
    [
        pytest.param(60, 20, 10, 30, 30, 10, id="event-is-frequent"),
        pytest.param(20, 10, 15, 75, 20, 10, id="event-is-rare"),
        pytest.param(100, 50, 0, 0, 0, 0, id="the-constant-answer-itself"),
        pytest.param(0, 0, 40, 80, 0, 0, id="the-other-constant-answer"),
        pytest.param(0, 80, 40, 0, 0, 80, id="always-wrong"),
    ],
)
def test_the_gain_is_paired_on_the_same_rows(tp: int, fp: int, fn: int, tn: int, first: int, second: int) -> None:
    """Accuracy minus the share of the most frequent label, from the rows where only one of both is right."""
    (found,) = _measure("no-better-than-baseline", _decisions(scenes.cells("F", tp, fp, fn, tn)))
    rows = tp + fp + fn + tn
    expected = (tp + tn) / rows - max(tp + fn, fp + tn) / rows

    assert PairedDifference(first, second, rows) == found.counts
    assert found.value == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("form", "expected"), [("skops", 0.0), ("joblib", 1.0), ("pickle", 1.0)])
def test_a_file_that_runs_code_is_unsafe(form: str, expected: float) -> None:
    """Joblib and pickle run what they hold."""
    fact = Fact.of("artefact", "test", ("format",), ("listed_types", "runs_code"), [((form,), (0, int(expected)))])
    (found,) = _measure("unsafe-serialisation", scenes.facts_of(fact))

    assert (expected, Exact(), f"stored as {form}") == (found.value, found.counts, found.detail)


@pytest.mark.parametrize("form", ["function", "estimator"])
def test_a_model_that_is_no_file_is_out_of_scope(form: str) -> None:
    """Nothing is opened."""
    fact = Fact.of("artefact", "test", ("format",), ("listed_types", "runs_code"), [((form,), (0, 0))])

    actual = checks()["unsafe-serialisation"].reads[0].of(scenes.facts_of(fact), "test")

    assert actual is None


# ----------------------------------------------------------------------------------------- privacy


def test_k_is_the_smallest_class() -> None:
    """Two classes of 3 and one of 10: k is 3, and 6 of 16 rows are below 5."""
    fact = Fact.of("cells", "test", ("size",), ("classes", "rows"), [((3,), (2, 6)), ((10,), (1, 10))])
    (found,) = _measure("small-cells", scenes.facts_of(fact))

    assert (3.0, Exact(), 16) == (found.value, found.counts, found.rows)
    assert found.detail == "6 of 16 rows are in classes below 5, over age, zip"


def test_an_identifier_is_the_share_of_the_values_read() -> None:
    """The surest entity counts: 40 of 50 values; what is seen is there, however little was read."""
    facts = _columns(
        (("c", "", "", ""), (50, 900, 0, 0, 0)),
        (("c", "EMAIL_ADDRESS", "direct", "value"), (50, 900, 40, 40, 900)),
        (("c", "PHONE_NUMBER", "direct", "value"), (50, 900, 4, 4, 900)),
    )
    (found,) = _measure("direct-identifier", facts)

    assert (0.8, Exact(), 50) == (found.value, found.counts, found.rows)
    assert found.detail.startswith("EMAIL_ADDRESS:")


@pytest.mark.parametrize(
    ("judged", "candidates", "counts"),
    [(50, 50, Exact()), (0, 0, Exact()), (200, 900, Rate(0, 200))],
    ids=["every candidate", "no candidate", "some of the candidates"],
)
def test_nothing_found_is_certain_only_where_every_candidate_was_judged(judged: int, candidates: int, counts: object) -> None:
    """Candidates for an account number that were not judged leave an interval."""
    column = (("c", "", "", ""), (200, 900, 0, 0, 0))
    iban = (("c", "IBAN_CODE", "dismissed", "none", ""), (judged, 900, 0, 0, 0, 0, 900, candidates, 0, 0, 0, candidates - judged))
    whole = _columns(column)
    fact = whole.tables[-1]
    facts = scenes.facts_of(Fact.of("personal", "test", KEYS, MEASURES, [*fact.rows.items(), iban]))
    (found,) = _measure("direct-identifier", facts)

    assert (0.0, counts) == (found.value, found.counts)


def test_a_column_without_values_is_not_measured() -> None:
    """Nothing was read, nothing is said."""
    actual = _measure("direct-identifier", _columns((("c", "", "", ""), (0, 0, 0, 0, 0))))

    assert actual == []


def test_a_declared_ground_is_printed_not_verified() -> None:
    """Allowed personal and special columns are 0, with the ground beside them."""
    notes = {"c": {"special": "allowed", "personal": "allowed", "ground": "Art. 9(2)(j)"}}
    rows = ((("c", "", "", ""), (50, 50, 0, 0, 0)), (("c", "ETHNICITY", "special", "header"), (50, 50, 50, 50, 900)))
    facts = _columns(*rows, columns=notes)

    special, direct = (_measure(rule, facts)[0] for rule in ("special-category", "direct-identifier"))

    assert (special.value, special.detail) == (0.0, "declared, not verified: Art. 9(2)(j)")
    assert (direct.value, direct.detail) == (0.0, "declared as allowed: Art. 9(2)(j)")


def test_a_special_column_without_ground_is_one() -> None:
    """One column with a category and no ground; a column without a category is not listed."""
    rows = [
        (("c", "", "", ""), (50, 50, 0, 0, 0)),
        (("c", "ETHNICITY", "special", "header"), (50, 50, 50, 50, 900)),
        (("d", "", "", ""), (50, 50, 0, 0, 0)),
    ]

    actual = [(str(one.target), one.value) for one in _measure("special-category", _columns(*rows))]

    assert actual == [("test::c", 1.0)]


def test_no_special_column_is_said_of_the_dataset() -> None:
    """0 of 2 columns."""
    rows = [(("c", "", "", ""), (50, 50, 0, 0, 0)), (("d", "", "", ""), (0, 0, 0, 0, 0))]
    (found,) = _measure("special-category", _columns(*rows))

    assert (str(found.target), found.value, found.rows) == ("test", 0.0, 1)


def test_the_limit_of_a_policy_is_in_the_words() -> None:
    """`>= 10` counts rows below ten."""
    fact = Fact.of("cells", "test", ("size",), ("classes", "rows"), [((7,), (2, 14)), ((10,), (1, 10))])
    (found,) = _measure("small-cells", scenes.facts_of(fact), limit=Limit.at_least(10))

    assert found.detail.startswith("14 of 24 rows are in classes below 10")
