"""By how much do predicted numbers miss the true ones in each group, and in which direction?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import inf, sqrt

from audit.core.fact import Facts
from audit.core.measurement import Counts, Estimate, Exact
from audit.core.metric import Metric, Value
from audit.metrics.against import largest
from audit.metrics.compared import ALONE, POOLED, Compared, pooled
from audit.metrics.registry import Family
from audit.observe.outcomes import intersections
from audit.observe.residuals import Errors, Residuals
from audit.statistics.means import difference_of, mean_of
from audit.statistics.normal import critical, two_sided
from audit.statistics.selected import pairwise_level

GAP = "mean_residual_difference"
_USUAL = 0.95
_NO_ROWS = "not estimable: no row has both label and prediction (n={:,})"


def mean_residual(one: Errors) -> tuple[float, float] | None:
    """Return the mean of prediction minus label and its standard error; None without rows."""
    return mean_of(one.n, one.e, one.e2)


def mean_absolute_error(one: Errors) -> tuple[float, float] | None:
    """Return the mean of the absolute errors and its standard error: their squares are those of the errors."""
    return mean_of(one.n, one.absolute, one.e2)


def root_mean_squared_error(one: Errors) -> tuple[float, float] | None:
    """Return the root of the mean squared error and its standard error, by the delta method; None without rows."""
    found = _mean_squared_error(one)
    if found is None:
        return None
    root = sqrt(found[0])
    return root, found[1] / (2.0 * root) if root else 0.0


def r2_score(one: Errors) -> tuple[float, float] | None:
    """Return 1 minus squared errors over squared distances from the mean, and its error given the labels; None where they are all one."""
    found = _mean_squared_error(one)
    if found is None or one.spread <= 0.0:
        return None
    return 1.0 - one.e2 / one.spread, found[1] * one.n / one.spread


def _mean_squared_error(one: Errors) -> tuple[float, float] | None:
    """Return the mean squared error and its standard error: at least that of normal errors, for the fourth power is seen coarsely.

    The variance of a square is that of a normal's times (excess kurtosis + 2) / 2; the excess is corrected for its
    bias in small samples (G2 of Joanes and Gill 1998 [not verified]).
    """
    n = one.n
    if not n:
        return None
    mean = one.e2 / n
    if n <= 3 or not mean:
        return mean, 0.0 if n > 3 else inf
    excess = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (one.e4 / n / (mean * mean) - 3.0) + 6.0)
    return mean, mean * sqrt((max(excess, 0.0) + 2.0) / (n - 3))


def residual_gap(group: Errors, base: Errors, attribute: str) -> Value:
    """Return a group's mean residual minus the reference's, in units of the label; undefined without rows."""
    why = POOLED if pooled(attribute, group.name) else next((_NO_ROWS.format(one.rows) for one in (group, base) if not one.n), "")
    found = None if why else difference_of((group.n, group.e, group.e2), (base.n, base.e, base.e2))
    if found is None:
        return Value(GAP, attribute, group.name, None, Exact(), group.n, why, base.name, over=(base.name,))
    p = two_sided(found[0] / found[1]) if 0.0 < found[1] < inf else None
    return Value(GAP, attribute, group.name, found[0], Estimate(found[1]), group.n, "", base.name, p=p, over=(base.name,))


def base_of(groups: Sequence[Errors], attribute: str, compared: Compared) -> Errors | None:
    """Return the group that others are held against: the named one, else the largest."""
    name = largest({group.name: group.n for group in groups}, attribute, compared)
    return next((group for group in groups if group.name == name), None)


_OF_GROUP: Mapping[str, tuple[Callable[[Errors], tuple[float, float] | None], float, float]] = {
    "mean_residual": (mean_residual, -inf, inf),
    "mean_absolute_error": (mean_absolute_error, 0.0, inf),
    "root_mean_squared_error": (root_mean_squared_error, 0.0, inf),
    "r2_score": (r2_score, -inf, 1.0),
}
"""How each number of a group is computed, and where it can lie."""


def _of_group(attribute: str, group: Errors) -> Iterator[Value]:
    """Yield every number of one group."""
    for name, (formula, low, high) in _OF_GROUP.items():
        found = formula(group)
        if found is None:
            why = f"not estimable: every label is the same number (n={group.n:,})" if group.n else _NO_ROWS.format(group.rows)
            yield Value(name, attribute, group.name, None, Exact(), group.n, why)
        else:
            yield Value(name, attribute, group.name, found[0], Estimate(found[1], low, high), group.n)


def group_loss(attribute: str, groups: Sequence[Errors], compared: Compared) -> Value:
    """Return the largest mean absolute error of a group minus the smallest, among groups with enough rows.

    The extremes were picked by looking at all groups: their error is widened as the studentised range of so many
    groups is (Tukey-Kramer), at 95 %; the interval holds 0 unless that pair differs.
    """
    name = "group_loss_difference"
    usable = [group for group in groups if group.n >= compared.min_group and not pooled(attribute, group.name)]
    rows = sum(group.n for group in usable)
    if len(usable) < 2:
        why = ALONE if len(groups) == 1 else f"fewer than two groups have {compared.min_group} rows with label and prediction"
        return Value(name, attribute, "", None, Exact(), rows, why, over=("*",))
    found = sorted(mean for mean in map(mean_absolute_error, usable) if mean is not None)
    low, high = found[0], found[-1]
    wider = critical(pairwise_level(_USUAL, len(usable))) / critical(_USUAL)
    counts: Counts = Estimate(wider * sqrt(max(error for _, error in found) ** 2 * 2.0), 0.0, inf)
    few = len(groups) - len(usable)
    return Value(name, attribute, "", high[0] - low[0], counts, rows, detail=f"{few} small groups are left out" if few else "", over=("*",))


def _measure(facts: Facts, dataset: str, compared: Compared) -> Iterator[Value]:
    """Yield what errors say of a dataset with predicted numbers."""
    view = Residuals.of(facts, dataset)
    if view is None:
        return
    yield from _of_group("", view.everybody())
    wanted = tuple(name for name in compared.by if all(part in view.attributes for part in name.split(" & ")))
    for attribute, groups in view.by(tuple(dict.fromkeys((*intersections(view.attributes), *wanted)))) if view.attributes else ():
        for group in groups:
            yield from _of_group(attribute, group)
        yield group_loss(attribute, groups, compared)
        base = base_of(groups, attribute, compared)
        for group in groups if base is not None else ():
            if base is not None and group is not base:
                yield residual_gap(group, base, attribute)


def _metric(name: str, says: str, formula: str, sign: str, *elsewhere: tuple[str, str], source: str = "") -> Metric:
    """Return the words of a metric of errors."""
    return Metric(name, "residuals", says, formula, sign, elsewhere, source)


_UNIT = "in units of the label; no reference group"
_DELTA = "standard error by the delta method, at least that of normal errors"

FAMILY = Family(
    "residuals",
    (
        _metric("mean_residual", "How much too high the predicted numbers are on average.", "mean of p - y",
                f"above 0: predicted too high; {_UNIT}", ("statistics", "bias, mean error")),
        _metric(GAP, "A group's mean residual minus the reference group's.", "mean_residual(g) - mean_residual(r)",
                "above 0: predicted higher for the group than for the reference, beside what happened"),
        _metric("mean_absolute_error", "How far predicted numbers are from the true ones on average.", "mean of |p - y|",
                f"0 is no error; {_UNIT}", ("scikit-learn", "mean_absolute_error")),
        _metric("root_mean_squared_error", "The same, with large errors counting more.", "sqrt(mean of (p - y)^2)",
                f"0 is no error; {_UNIT}", ("scikit-learn", "root_mean_squared_error"), source=_DELTA),
        _metric("r2_score", "How much of the spread of the true numbers in the group is predicted; 0 is no better than the group's mean.",
                "1 - sum (p - y)^2 / sum (y - mean y)^2", "1 is no error; below 0: worse than the mean; no reference group",
                ("scikit-learn", "r2_score"), source=f"{_DELTA}, given the labels"),
        _metric("group_loss_difference", "The largest mean absolute error of a group minus the smallest.",
                "max mean_absolute_error - min mean_absolute_error", "0 is parity; no sign; in units of the label",
                ("fairlearn", "difference of MetricFrame(mean_absolute_error)"),
                source="Agarwal, Dudik and Wu 2019, bounded group loss [not verified]"),
    ),
    _measure,
)  # fmt: skip
