"""Do intervals cover the truth where rows carry weights, and where persons repeat? Rows that count alike would say they do not.

1,000 datasets per design, two groups each; intervals of 95 %. Facts are made of arrays here; that they are those of the real
fact functions is a test of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import erf, sqrt
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest

from audit.core.fact import Fact, Facts
from audit.core.measurement import Rate, Ratio
from audit.metrics.decisions import rate_of
from audit.observe.outcomes import OUTCOMES, Group, decisions
from audit.observe.persons import PERSONS_WORK
from audit.observe.rows import counted
from audit.observe.scene import Settings
from audit.observe.worth import PERSON_KEYS, PERSON_MEASURES
from audit.statistics.interval import interval_of
from tests.observe import scenes

DATASETS = 1_000
LEAST = 0.925
GROUPS = "ab"
RATE = "selection_rate"


class Rows(NamedTuple):
    """One group: who is selected, what each row weighs, whose it is."""

    selected: Any
    weight: Any
    person: Any


Draw = Callable[[np.random.Generator, int], Rows]


def _outcomes(groups: Sequence[Rows], *, weighted: bool) -> Fact:
    """Return the counts of two groups, weights in millionths of the mean."""
    mean = sum(one.weight.sum() for one in groups) / sum(len(one.weight) for one in groups)
    lines = []
    for name, one in zip(GROUPS, groups, strict=True):
        for chosen in (0, 1):
            weight = one.weight[one.selected == chosen] / mean
            numbers = (len(weight), *((round(weight.sum() * 1e6), round((weight**2).sum() * 1e6)) if weighted else ()))
            lines.append(((name, None, chosen), numbers))
    measures = ("n", "w", "w2") if weighted else ("n",)
    return Fact.of("outcomes", "test", ("sex", "actual", "predicted"), measures, [line for line in lines if line[1][0]])


def _persons(groups: Sequence[Rows], scale: float) -> Fact:
    """Return the sums over persons of two groups, weights as whole numbers."""
    lines = []
    for name, one in zip(GROUPS, groups, strict=True):
        mass = np.floor(one.weight * scale + 0.5)
        each = [np.bincount(one.person, sums) for sums in (mass * one.selected, mass)]
        hits, of = each[0][each[1] > 0], each[1][each[1] > 0]
        persons = len(np.unique(one.person))
        sums = (hits.sum(), of.sum(), (mass**2 * one.selected).sum(), (mass**2).sum(), (hits**2).sum(), (hits * of).sum(), (of**2).sum())
        lines.append((("sex", name, RATE), [len(mass), persons, *map(int, sums)]))
    return Fact.of("persons", "test", PERSON_KEYS, PERSON_MEASURES, lines)


def _facts(groups: Sequence[Rows], *, weighted: bool, repeated: bool) -> Facts:
    """Return what is known of a dataset."""
    return scenes.facts_of(_outcomes(groups, weighted=weighted), *([_persons(groups, 1_000 if weighted else 1)] if repeated else []))


def _groups(facts: Facts) -> tuple[Group, Group]:
    """Return both groups."""
    view = decisions(facts, "test")
    assert view is not None
    ((_, (one, other)),) = view.by()
    return one, other


def _weighted(rows: int, low: tuple[float, float]) -> tuple[Draw, tuple[float, float]]:
    """Return lognormal weights of which heavy rows are selected more often, and the share of all weight that is selected."""

    def draw(source: np.random.Generator, group: int) -> Rows:
        weight = source.lognormal(0, 1, rows)
        chance = np.where(weight > 1, low[group] + 0.3, low[group])
        return Rows((source.random(rows) < chance).astype(int), weight, np.arange(rows))

    heavy = 0.5 * (1 + erf(1 / sqrt(2)))
    return draw, (low[0] + 0.3 * heavy, low[1] + 0.3 * heavy)


def _repeated(persons: int, rates: tuple[float, float], *, weighted: bool = False) -> tuple[Draw, tuple[float, float]]:
    """Return persons with one to eight rows that are alike by an intraclass correlation of .3, and the rates they come from."""
    spread = 1 / 0.3 - 1

    def draw(source: np.random.Generator, group: int) -> Rows:
        liked = source.beta(rates[group] * spread, (1 - rates[group]) * spread, persons)
        person = np.repeat(np.arange(persons), source.integers(1, 9, persons))
        weight = source.lognormal(0, 0.7, len(person)) if weighted else np.ones(len(person))
        return Rows((source.random(len(person)) < liked[person]).astype(int), weight, person)

    return draw, rates


def _covered(draw: Draw, truth: tuple[float, float], **known: bool) -> dict[str, float]:
    """Return how often intervals cover the truth: those with effective rows, and those that take each row for one."""
    hits = dict.fromkeys(("rate", "ratio", "rate, naive", "ratio, naive"), 0)
    for number in range(DATASETS):
        source = np.random.default_rng([number, 20261120])
        groups = _groups(_facts([draw(source, 0), draw(source, 1)], **known))
        one, other = (rate_of(RATE, group) for group in groups)
        naive = [Rate(rate.hits / rate.of * group.rows, group.rows) for rate, group in zip((one, other), groups, strict=True)]
        for says, (first, second) in {"": (one, other), ", naive": (naive[0], naive[1])}.items():
            for name, counts, value in (("rate", first, truth[0]), ("ratio", Ratio(first, second), truth[0] / truth[1])):
                span = interval_of(counts, value, 0.95)
                hits[f"{name}{says}"] += span is not None and span.low <= value <= span.high
    return {name: number / DATASETS for name, number in hits.items()}


DESIGNS: dict[str, tuple[tuple[Draw, tuple[float, float]], dict[str, bool]]] = {
    "100-weighted-rows": (_weighted(100, (0.1, 0.3)), {"weighted": True, "repeated": False}),
    "800-weighted-rows": (_weighted(800, (0.1, 0.1)), {"weighted": True, "repeated": False}),
    "40-persons": (_repeated(40, (0.3, 0.4)), {"weighted": False, "repeated": True}),
    "200-persons": (_repeated(200, (0.2, 0.4)), {"weighted": False, "repeated": True}),
    "150-persons-with-weights": (_repeated(150, (0.3, 0.4), weighted=True), {"weighted": True, "repeated": True}),
}


@pytest.mark.parametrize(("design", "known"), DESIGNS.values(), ids=DESIGNS)
def test_intervals_cover_the_truth_and_naive_ones_do_not(design: tuple[Draw, tuple[float, float]], known: dict[str, bool]) -> None:
    """At least 92.5 % for a rate and a ratio; below 85 % where each row counts as one."""
    found = _covered(*design, **known)

    assert min(found["rate"], found["ratio"]) >= LEAST, found
    assert max(found["rate, naive"], found["ratio, naive"]) < 0.85, found


@pytest.mark.parametrize("name", ["800-weighted-rows", "200-persons", "150-persons-with-weights"])
def test_facts_made_here_are_those_of_the_real_functions(name: str) -> None:
    """One dataset of each kind through the engine: the same rates and effective rows."""
    (draw, _), known = DESIGNS[name]
    source = np.random.default_rng(1)
    groups = [draw(source, place) for place in (0, 1)]
    parts = [
        pd.DataFrame({"sex": group, "predicted": one.selected, "weight": one.weight, "person": [f"{group}{name}" for name in one.person]})
        for group, one in zip(GROUPS, groups, strict=True)
    ]
    flags = {"prediction": "predicted", "favourable": "1", "protected": "sex"}
    flags |= ({"weight": "weight"} if known["weighted"] else {}) | ({"subject_id": "person"} if known["repeated"] else {})
    with scenes.scene(pd.concat(parts), Settings(min_cell=0), **flags) as one:
        (outcomes,) = counted(one, [OUTCOMES])
        persons = PERSONS_WORK.make(one, {"outcomes": outcomes})
    made = scenes.facts_of(
        *(fact for fact in (outcomes, persons) if fact is not None), roles={"positive": "1", "favourable": "1", "prediction": "predicted"}
    )
    expected = [rate_of(RATE, group) for group in _groups(_facts(groups, **known))]

    actual = [rate_of(RATE, group) for group in _groups(made)]

    assert [one.of for one in actual] == pytest.approx([one.of for one in expected], rel=1e-3)
    assert [one.hits for one in actual] == pytest.approx([one.hits for one in expected], rel=1e-3)
