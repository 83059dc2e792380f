"""How do groups compare among people who are alike in the declared strata?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from math import inf, sqrt
from typing import TYPE_CHECKING, cast

from audit.core.fact import Facts
from audit.core.measurement import Counts, Estimate, Exact, Rate
from audit.core.metric import Metric, Value
from audit.metrics.compared import POOLED, Compared, pooled, reference
from audit.metrics.decisions import lacking, rate_of
from audit.metrics.registry import Family
from audit.observe.outcomes import JOIN, Group, Outcomes
from audit.observe.strata import Strata
from audit.observe.tally import RARE
from audit.statistics.resample import DRAWS, replicates
from audit.statistics.stratified import mantel_haenszel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = "selection_rate"
DISPARITY, LABEL_DISPARITY = "conditional_demographic_disparity", "conditional_demographic_disparity_in_labels"
RATIO, DIFFERENCE = "mantel_haenszel_selection_rate_ratio", "mantel_haenszel_selection_rate_difference"
NEVER_COMPARED = "not estimable: in no stratum is somebody accepted and somebody else rejected (n={rows:,})"
NEVER_TOGETHER = "not estimable: no stratum has rows of both groups (n={rows:,})"
Table = Mapping[str, Mapping[str, Group]]
"""Groups by stratum and name."""


def _measure(facts: Facts, dataset: str, compared: Compared) -> Iterator[Value]:
    """Yield the numbers of every attribute, within each column of strata and within all of them together."""
    strata = Strata.of(facts, dataset)
    if strata is None:
        return
    asked = [name for name in compared.by if all(part in strata.attributes for part in name.split(JOIN))]
    for attribute in dict.fromkeys((*strata.attributes, *asked)):
        for columns in strata.sets():
            by, decided = strata.named(columns), table_of(strata, attribute, columns)
            yield from disparities(DISPARITY, attribute, by, decided)
            yield from disparities(LABEL_DISPARITY, attribute, by, table_of(strata, attribute, columns, labels=True))
            yield from adjusted(attribute, by, decided, strata.decided, compared)
            if len(columns) == 1:
                yield from rates(attribute, by, decided, cast("int", facts.about.get("min_cell") or 0))


def table_of(strata: Strata, attribute: str, columns: Sequence[str], *, labels: bool = False) -> Table:
    """Return the groups of an attribute in every stratum that has decisions (or labels); groups without any are left out."""
    table: dict[str, dict[str, Group]] = {}
    for name, outcomes in strata.within(columns, labels=labels):
        found = {group.name: group for _, groups in outcomes.cells((attribute,)) for group in groups if group.rows}
        if found:
            table[name] = found
    return table


# ------------------------------------------------------------------------------------ disparity


def disparities(metric: str, attribute: str, by: str, table: Table) -> Iterator[Value]:
    """Yield conditional demographic disparity: the share of a group among the rejected less that among the accepted, per stratum.

    Strata are weighted by their rows. One in which nobody is accepted or nobody rejected compares nothing and is left out.
    The standard error is the bootstrap's, of the table's counts; weights and repeated persons widen it as they do a rate.
    """
    names = sorted({name for groups in table.values() for name in groups})
    if len(names) < 2:
        return
    values, errors, left_out = _disparity(table, names)
    for name, value, error in zip(names, values, errors, strict=True):
        rows = sum(groups[name].rows for groups in table.values() if name in groups)
        if value is None:
            yield Value(metric, attribute, name, None, Exact(), rows, NEVER_COMPARED.format(rows=rows), by=by, over=("*",))
        else:
            detail = f"{left_out:,} rows are in strata where nobody is accepted or nobody rejected" if left_out else ""
            detail = "; ".join(part for part in (POOLED if pooled(attribute, name) else "", detail) if part)
            yield Value(metric, attribute, name, value, Estimate(error, -1.0, 1.0), rows, by=by, detail=detail, over=("*",))


def _disparity(table: Table, names: Sequence[str]) -> tuple[list[float | None], list[float], int]:
    """Return every group's disparity with its standard error, and the rows that compare nothing."""
    import numpy as np

    empty = Group("", 0, 0, 0, 0, 0, 0)
    cells = [[groups.get(name, empty) for name in names] for groups in table.values()]
    counts = np.array([[(one.rows - one.selected, one.selected) for one in line] for line in cells], np.int64)
    weights = np.array([[(one.weight("rows") - one.weight("selected"), one.weight("selected")) for one in line] for line in cells])
    each = np.divide(weights, counts, out=np.zeros_like(weights), where=counts > 0)
    values = _gaps(weights[None])[0]
    drawn = _gaps(replicates(counts.ravel(), DRAWS).reshape(-1, *counts.shape) * each)
    usable = drawn[~np.isnan(drawn[:, 0])]
    errors = usable.std(axis=0, ddof=1) if len(usable) > 1 else np.full(len(names), np.inf)
    sides = counts.sum(axis=1)
    shown = [None if np.isnan(one) else float(one) for one in values]
    wider = [_wider([groups[name] for groups in table.values() if name in groups]) for name in names]
    return shown, [float(one) * by for one, by in zip(errors, wider, strict=True)], int(sides[(sides == 0).any(axis=1)].sum())


def _gaps(cells: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the disparity of every group, shape (tables, groups), of tables (tables, strata, groups, rejected and accepted)."""
    import numpy as np

    sides = cells.sum(axis=2, keepdims=True)
    shares = np.divide(cells, sides, out=np.zeros_like(cells), where=sides > 0)
    used = (sides > 0).all(axis=3)
    rows = np.where(used, sides.sum(axis=3), 0.0)
    gaps = ((shares[..., 0] - shares[..., 1]) * rows).sum(axis=1)
    total = rows.sum(axis=1)
    shown: NDArray[np.float64] = np.divide(gaps, total, out=np.full(gaps.shape, np.nan), where=total > 0)
    return shown


def _wider(groups: Sequence[Group]) -> float:
    """Return how many times a standard error is as large with weights and repeated persons as with rows that count alike."""
    effective = sum(rate_of(RATE, group).of for group in groups)
    return sqrt(max(1.0, sum(group.rows for group in groups) / effective)) if effective else 1.0


# ----------------------------------------------------------------------------- Mantel-Haenszel


def adjusted(attribute: str, by: str, table: Table, decided: Outcomes | None, compared: Compared) -> Iterator[Value]:
    """Yield the common ratio and difference of selection rates of each group and the reference, over strata.

    The reference is the named group, else the largest: nothing about its rate picked it.
    """
    for _, groups in decided.by((attribute,)) if decided else ():
        base = reference(groups, attribute, compared.named, lambda group: group.rows, compared.min_group, partial(rate_of, RATE))
        if base is not None:
            others = (group for group in groups if group.rows and group is not base and not pooled(attribute, group.name))
            yield from (value for group in others for value in _common(attribute, by, table, group, base.name))


def _common(attribute: str, by: str, table: Table, group: Group, base: str) -> Iterator[Value]:
    """Yield the common ratio and difference of one group and the reference."""
    both = [(groups[group.name], groups[base]) for groups in table.values() if group.name in groups and base in groups]
    rows = sum(one.rows for one, _ in both)
    pooled_strata = mantel_haenszel([_two(*(rate_of(RATE, one) for one in pair)) for pair in both])
    ratio, log_error, difference, error = pooled_strata

    def value(metric: str, number: float | None, counts: Counts, why: str) -> Value:
        undefined = number is None
        return Value(
            metric, attribute, group.name, number, Exact() if undefined else counts, rows, why if undefined else "",
            against=base, by=by, over=(base,),
        )  # fmt: skip

    together = NEVER_TOGETHER.format(rows=group.rows)
    never = f"not estimable: nobody of the reference is selected (n={rows:,})" if both else together
    yield value(RATIO, ratio, Estimate(inf if log_error is None else log_error, 0.0, log=True), never)
    yield value(DIFFERENCE, difference, Estimate(error or 0.0, -1.0, 1.0), together)


def _two(group: Rate, base: Rate) -> tuple[float, float, float, float]:
    """Return what two rates are made of, in the order of a stratum's table."""
    return min(group.hits, group.of), group.of, min(base.hits, base.of), base.of


# -------------------------------------------------------------------------------------- rates


def rates(attribute: str, by: str, table: Table, least: int) -> Iterator[Value]:
    """Yield every group's selection rate in every stratum; strata in which it has fewer rows than `least` are one.

    A single small one follows from the others and the group's rows: it takes the next smallest along.
    """
    for name in sorted({name for groups in table.values() for name in groups}):
        own = {stratum: groups[name] for stratum, groups in table.items() if name in groups}
        small = _small({stratum: group.rows for stratum, group in own.items()}, least)
        yield from (_rate(attribute, f"{by} = {stratum}", [group]) for stratum, group in own.items() if stratum not in small)
        if small:
            yield _rate(attribute, f"{by} = {RARE}", [own[stratum] for stratum in small])


def _small(rows: Mapping[str, int], least: int) -> tuple[str, ...]:
    """Return the strata that are shown together."""
    ordered = sorted(rows, key=lambda stratum: (rows[stratum], stratum))
    count = sum(number < least for number in rows.values())
    while 0 < count < len(ordered) and sum(rows[stratum] for stratum in ordered[:count]) < least:
        count += 1
    return tuple(ordered[:count])


def _rate(attribute: str, by: str, groups: Sequence[Group]) -> Value:
    """Return one group's selection rate in one stratum, or in some together."""
    parts = [rate_of(RATE, group) for group in groups]
    counts, rows = Rate(sum(part.hits for part in parts), sum(part.of for part in parts)), sum(group.rows for group in groups)
    if not counts.of:
        return Value(RATE, attribute, groups[0].name, None, Exact(), rows, lacking(RATE, groups[0]), by=by)
    return Value(RATE, attribute, groups[0].name, counts.hits / counts.of, counts, rows, by=by)


_OVER = "per stratum i with n_i rows: sum(n_i DD_i) / sum(n_i), DD_i = share of g among the rejected - share of g among the accepted"
FAMILY = Family(
    "strata",
    (
        Metric(
            DISPARITY, "strata", "How much larger a group's share is among the rejected than among the accepted, at equal strata.", _OVER,
            "positive: the group is rejected more than it is accepted; no reference group, everybody in the stratum counts",
            (("Clarify", "CDDPL"),), "Wachter, Mittelstadt and Russell 2021 (conditional demographic disparity)",
        ),
        Metric(
            LABEL_DISPARITY, "strata", "The same of the labels, before any model: favourable labels for accepted ones.", _OVER,
            "positive: the group has more unfavourable labels than favourable ones; no reference group",
            (("Clarify", "CDDL"),), "Wachter, Mittelstadt and Russell 2021 (conditional demographic disparity)",
        ),
        Metric(
            RATIO, "strata", "The ratio of a group's selection rate to the reference's that is common to all strata.",
            "sum(a_i N_ri / N_i) / sum(b_i N_gi / N_i), a_i and b_i the selected of g and r in stratum i, N their rows",
            "below 1: the group is selected less often than the reference at equal strata; the reference is named, else the largest group",
            (), "Mantel and Haenszel 1959; Greenland and Robins 1985 (variance)",
        ),
        Metric(
            DIFFERENCE, "strata", "The difference of a group's selection rate and the reference's that is common to all strata.",
            "sum((a_i N_ri - b_i N_gi) / N_i) / sum(N_gi N_ri / N_i)",
            "negative: the group is selected less often than the reference at equal strata; the reference is named, else the largest group",
            (), "Mantel and Haenszel 1959; Greenland and Robins 1985 (variance)",
        ),
    ),
    _measure,
)  # fmt: skip
