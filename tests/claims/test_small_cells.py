"""No small count can be had from what is shown: neither directly nor by adding and subtracting."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from audit.claims.small_cells import LARGE, Shown
from audit.core.fact import Keys
from audit.metrics.decisions import group_rates
from audit.observe.outcomes import JOIN, Outcomes, decisions
from tests.observe import scenes

MIN = 10
COUNT = st.one_of(st.just(0), st.integers(1, 9), st.integers(10, 60), st.integers(900, 4000))
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
Table = dict[tuple[str, ...], int]


def _view(table: Table, attributes: tuple[str, ...]) -> Outcomes:
    """Return decisions: every row is predicted and labelled."""
    rows: list[tuple[Keys, int]] = [((*groups, 1, 1), n) for groups, n in table.items() if n]
    view = decisions(scenes.facts_of(scenes.outcome_fact(attributes, rows)), "test")
    assert view is not None
    return view


@st.composite
def _tables(draw: st.DrawFn, *sizes: int, dense: bool) -> Table:
    """Draw a table of counts with that many groups at most along each attribute."""
    names = ["abcdef"[: draw(st.integers(1, size))] for size in sizes]
    count = COUNT.filter(bool) if dense else COUNT
    table = {groups: draw(count) for groups in product(*names)}
    if not any(table.values()):
        table[next(iter(table))] = 50
    return table


def _followed(table: Table, attributes: tuple[str, ...], shown: Shown, asked: tuple[str, ...] = ()) -> list[str]:
    """Return the small counts that are a combination of shown ones, by the rank of what is known.

    Written apart from the product: the unknowns are the cells of the full table, what is shown is a
    sum of them; a small count follows if adding it to the known sums adds no rank.
    """
    view = _view(table, attributes)
    tables = {name: {group.name: group.rows for group in groups} for name, groups in view.by((*view.names(), *asked))}
    atoms = [groups for groups in table if all(_in(tables, name, attributes, groups) for name in tables)]
    known, secret = [np.ones(len(atoms))], {}
    for name, groups in tables.items():
        for group, rows in groups.items():
            line = np.array([float(_named(name, attributes, atom) == group) for atom in atoms])
            if 0 < rows < MIN:
                secret[f"{name}={group}"] = line
            elif shown.count(name, group, rows)[1] == f"{rows:,}":
                known.append(line)
    rank = np.linalg.matrix_rank(np.array(known))
    return [name for name, line in secret.items() if np.linalg.matrix_rank(np.array([*known, line])) == rank]


def _named(name: str, attributes: tuple[str, ...], groups: tuple[str, ...]) -> str:
    """Return the group of an attribute or intersection that a cell belongs to."""
    return JOIN.join(groups[attributes.index(part)] for part in name.split(JOIN))


def _in(tables: dict[str, dict[str, int]], name: str, attributes: tuple[str, ...], groups: tuple[str, ...]) -> bool:
    """Tell whether a cell can hold anybody: a group that is not listed holds nobody."""
    return _named(name, attributes, groups) in tables[name]


def _hideable(table: Table) -> bool:
    """Tell whether hiding can help at all: who is alone in an attribute is everybody, and their number is shown."""
    return sum(table.values()) >= MIN


@QUICK
@given(table=_tables(2, 5, dense=False))
@example(table={("a", "a"): 5, ("a", "b"): 40, ("b", "a"): 40, ("b", "b"): 40})
@example(table={("a", "a"): 5, ("a", "b"): 4000, ("b", "a"): 40, ("b", "b"): 3000})
def test_nothing_small_follows_from_two_attributes(table: Table) -> None:
    """Each attribute and their intersection are shown together."""
    shown = Shown.of(_view(table, ("sex", "race")), MIN)

    actual = _followed(table, ("sex", "race"), shown) if _hideable(table) else []

    assert actual == []


@QUICK
@given(table=_tables(5, 5, dense=True))
def test_nothing_small_follows_from_a_larger_table(table: Table) -> None:
    """Cycles of withheld cells joined by a bridge give the bridge away."""
    shown = Shown.of(_view(table, ("sex", "race")), MIN)

    actual = _followed(table, ("sex", "race"), shown) if _hideable(table) else []

    assert actual == []


@QUICK
@given(table=_tables(2, 3, 2, dense=True), triple=st.booleans())
def test_nothing_small_follows_from_three_attributes(table: Table, triple: bool) -> None:
    """Three attributes, their three intersections, and all three together where a policy asks for it."""
    names, asked = ("sex", "race", "age"), ("race & age & sex",) if triple else ()
    shown = Shown.of(_view(table, names), MIN, asked)

    actual = _followed(table, names, shown, asked) if _hideable(table) else []

    assert actual == []


@QUICK
@given(counts=st.lists(COUNT.filter(bool), min_size=8, max_size=8))
def test_nothing_small_follows_where_groups_are_nested(counts: list[int]) -> None:
    """Regions that make up a country: the country's counts are the sums of theirs."""
    places = (("r1", "A"), ("r2", "A"), ("r3", "B"), ("r4", "C"))
    table = {
        (region, country, sex): counts[2 * at + other] for at, (region, country) in enumerate(places) for other, sex in enumerate("FM")
    }
    shown = Shown.of(_view(table, ("region", "country", "sex")), MIN)

    actual = _followed(table, ("region", "country", "sex"), shown)

    assert actual == []


@QUICK
@given(table=_tables(2, 5, dense=False))
def test_nothing_is_withheld_where_nothing_is_small(table: Table) -> None:
    """Suppression costs nothing where it is not needed."""
    large = {groups: n + MIN if n else 0 for groups, n in table.items()}
    view = _view(large, ("sex", "race"))
    shown = Shown.of(view, MIN)

    assert (frozenset(), frozenset()) == (shown.hidden, shown.blurred)


def test_one_small_group_takes_one_partner_with_it() -> None:
    """The smallest other group is withheld, the rest is shown."""
    shown = Shown.of(_view({("a",): 5, ("b",): 90, ("c",): 40}, ("race",)), MIN)

    actual = {group: shown.count("race", group, rows) for group, rows in (("a", 5), ("b", 90), ("c", 40))}

    assert actual == {"a": (None, "<10"), "b": (90, "90"), "c": (None, "withheld")}


def test_three_stray_rows_do_not_take_a_group_of_600_away() -> None:
    """Its rows become tens, its values two digits: too coarse to compute the three from, and still an answer."""
    shown = Shown.of(_view({("f",): 604, ("m",): 598, ("x",): 3}, ("sex",)), MIN)

    actual = {group: shown.count("sex", group, rows) for group, rows in (("f", 604), ("m", 598), ("x", 3))}

    assert actual == {"f": (600, "about 600"), "m": (598, "598"), "x": (None, "<10")}
    assert shown.value("sex", 0.1234567) == 0.12


def test_a_large_partner_is_blurred_instead() -> None:
    """4,321 rows become about 4,320, and values of the attribute lose their last digits."""
    shown = Shown.of(_view({("a",): 5, ("b",): 4321, ("c",): LARGE - 1}, ("race",)), MIN)

    assert tuple(shown.count("race", group, rows) for group, rows in (("b", 4321), ("a", 5), ("c", 999))) == (
        (4320, "about 4,320"),
        (None, "<10"),
        (999, "999"),
    )
    assert (shown.value("race", 0.1234567), shown.value("race", None)) == (0.123, None)
    assert shown.value("sex", 0.1234567) == 0.1234567


def test_cells_do_not_give_a_withheld_group_away() -> None:
    """`c` is withheld to protect `a`; so is a part of it in every intersection that would add up to it."""
    table = {("F", "a"): 5, ("M", "b"): 45, ("F", "b"): 45, ("M", "c"): 20, ("F", "c"): 25}
    shown = Shown.of(_view(table, ("sex", "race")), MIN)

    actual = [shown.hides("sex & race", f"{sex} & c") for sex in "FM"]

    assert shown.hides("race", "c")
    assert any(actual)


def test_a_value_with_an_ampersand_is_one_group() -> None:
    """Names of intersections split where they were joined, whatever the values hold."""
    table = {("F", "x & y"): 5, ("M", "x & y"): 40, ("F", "z"): 40, ("M", "z"): 40}
    shown = Shown.of(_view(table, ("sex", "race")), MIN)

    actual = [shown.hides("sex & race", name) for name in ("F & x && y", "M & x && y", "F & z")]

    assert actual == [True, True, True]


@pytest.mark.parametrize("rows", [1, 9])
def test_a_small_denominator_of_a_large_group_is_withheld(rows: int) -> None:
    """40 rows, but few with the event."""
    shown = Shown.of(_view({("a",): 40, ("b",): 200}, ("race",)), MIN)

    actual = (shown.count("race", "a", rows), shown.count("race", "a", 0), shown.count("", "", rows), shown.count("income", "", 9))

    assert actual == ((None, "<10"), (0, "0"), (None, "<10"), (None, "<10"))


# ------------------------------------------------------------------------------- denominators

PARTS = tuple(product((1, 0), (1, 0)))
"""Label and prediction of the four cells."""
Cells = dict[tuple[str, str], tuple[int, int, int, int]]
FOUR = st.tuples(*[st.one_of(st.just(0), st.integers(1, 9), st.integers(10, 40), st.integers(900, 3000))] * 4)


def _decided(cells: Cells) -> Outcomes:
    """Return decisions with labels of two attributes."""
    rows: list[tuple[Keys, int]] = [
        ((*groups, *part), n) for groups, four in cells.items() for part, n in zip(PARTS, four, strict=True) if n
    ]
    view = decisions(scenes.facts_of(scenes.outcome_fact(("sex", "race"), rows)), "test")
    assert view is not None
    return view


ADDS_UP = {"true_positive_rate": (1, 0), "false_positive_rate": (0, 1), "accuracy": (1, 1), "selection_rate": (1, 1)}
"""Which rows of one group a denominator counts: with the event, and without it (every row here has a label)."""


def _denominators_that_follow(view: Outcomes, shown: Shown) -> list[str]:
    """Return small denominators that are a combination of the shown ones of the same group."""
    found = []
    rates = [rate for rate in group_rates(view) if rate.metric in ADDS_UP]
    for rate in rates:
        if not 0 < rate.rows < MIN:
            continue
        beside = [one for one in rates if (one.attribute, one.group) == (rate.attribute, rate.group)]
        open_ones = [one for one in beside if shown.count(one.attribute, one.group, one.rows, one.metric)[0] is not None]
        known = np.array([(0, 0), *(ADDS_UP[one.metric] for one in open_ones)])
        if np.linalg.matrix_rank(np.vstack([known, ADDS_UP[rate.metric]])) == np.linalg.matrix_rank(known):
            found.append(f"{rate.metric} {rate.attribute}={rate.group}")
    return found


@QUICK
@given(
    cells=st.dictionaries(st.tuples(st.sampled_from("FM"), st.sampled_from("abc")), FOUR, min_size=2),
)
@example(cells={("F", "a"): (1, 10, 2, 27), ("M", "a"): (40, 40, 40, 40), ("M", "b"): (50, 50, 50, 50)})
@example(cells={("F", "a"): (900, 900, 2, 1), ("F", "b"): (900, 900, 900, 900), ("M", "a"): (1000, 1000, 1000, 1000)})
def test_no_small_denominator_follows_within_its_group(cells: Cells) -> None:
    """Rows with and without the event add up to the group."""
    if sum(map(sum, cells.values())) == 0:
        return
    view = _decided(cells)

    actual = _denominators_that_follow(view, Shown.of(view, MIN))

    assert actual == []


def test_the_other_label_of_a_thin_one_is_withheld() -> None:
    """40 rows, 3 with the event: 37 would tell, so every rate over labels goes; the selection rate stays."""
    cells: Cells = {("F", "a"): (1, 2, 10, 27), ("M", "b"): (40, 40, 40, 40), ("M", "c"): (50, 50, 50, 50)}
    shown = Shown.of(_decided(cells), MIN)
    wanted = (("true_positive_rate", 3), ("false_positive_rate", 37), ("accuracy", 40), ("precision", 11), ("selection_rate", 40))

    actual = [shown.count("race", "a", rows, metric)[1] for metric, rows in wanted]

    assert actual == ["<10", "withheld", "withheld", "withheld", "40"]
    assert shown.count("race", "a", 37)[1] == "withheld"


def test_few_missing_values_of_a_protected_column_are_withheld() -> None:
    """They are the rows of its group `unknown`."""
    shown = Shown.of(_view({("F",): 40, ("M",): 50, ("unknown",): 4}, ("sex",)), MIN)

    actual = (shown.missing("sex", 4), shown.missing("income", 4), shown.missing("sex", 0))

    assert actual == (None, 4, None)
