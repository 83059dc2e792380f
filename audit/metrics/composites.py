"""Which numbers are made of several rates of one group?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

from audit.core.fact import Facts
from audit.core.measurement import Estimate, Exact
from audit.core.metric import Metric, Value
from audit.metrics.compared import Compared
from audit.metrics.decisions import lacking, rate_of
from audit.metrics.registry import Family
from audit.observe.outcomes import Group, decisions
from audit.statistics.effective import equivalent_rate
from audit.statistics.proportions import variance_of
from audit.statistics.resample import standard_error

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Draws = NDArray[np.int64]
    Numbers = NDArray[np.float64]

CELLS = ("tp", "fp", "fn", "tn")


def balanced_accuracy(attribute: str, group: Group) -> Value:
    """Return the mean of true positive and true negative rate; it needs both classes."""
    name, rates = "balanced_accuracy", [rate_of(metric, group) for metric in ("true_positive_rate", "true_negative_rate")]
    for metric, rate in zip(("true_positive_rate", "true_negative_rate"), rates, strict=True):
        if not rate.of:
            return Value(name, attribute, group.name, None, Exact(), group.labelled, lacking(metric, group))
    error = sqrt(sum(variance_of(rate) for rate in rates)) / 2
    value = sum(rate.hits / rate.of for rate in rates) / 2
    return Value(name, attribute, group.name, value, equivalent_rate(value, error), group.labelled)


def f1_score(attribute: str, group: Group) -> Value:
    """Return 2 TP / (2 TP + FP + FN); undefined where nobody is positive and nobody predicted so."""
    name = "f1_score"
    if group.labelled and not group.tp + group.fp + group.fn:
        why = f"not estimable: no positives, and nobody is predicted positive (n={group.rows:,})"
        return Value(name, attribute, group.name, None, Exact(), group.labelled, why)
    if not group.labelled:
        return Value(name, attribute, group.name, None, Exact(), 0, lacking("accuracy", group))
    tp, fp, fn = (group.weight(cell) for cell in ("tp", "fp", "fn"))
    value = 2 * tp / (2 * tp + fp + fn)
    return Value(name, attribute, group.name, value, equivalent_rate(value, _error(group, _f1)), group.labelled)


@dataclass(frozen=True, slots=True)
class Quotient:
    """Some cells over some others, and what an empty denominator lacks."""

    name: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    lacks: str


QUOTIENTS = (
    Quotient("false_negatives_per_false_positive", ("fn",), ("fp",), "no false positives"),
    Quotient("positives_per_predicted_positive", ("tp", "fn"), ("tp", "fp"), "nobody is predicted positive"),
    Quotient("negatives_per_predicted_negative", ("fp", "tn"), ("fn", "tn"), "nobody is predicted negative"),
)


def quotient(attribute: str, group: Group, of: Quotient) -> Value:
    """Return some cells of a group over some others; undefined where there is nothing to divide by."""
    above, below = (sum(group.weight(cell) for cell in cells) for cells in (of.above, of.below))
    rows = sum(getattr(group, cell) for cell in {*of.above, *of.below})
    if not below:
        return Value(of.name, attribute, group.name, None, Exact(), rows, f"not estimable: {of.lacks} (n={group.rows:,})")

    def divided(cells: Draws) -> Numbers:
        places = [[CELLS.index(cell) for cell in some] for some in (of.above, of.below)]
        return _divided(*(cells[:, some].sum(axis=1) for some in places))

    return Value(of.name, attribute, group.name, above / below, Estimate(_error(group, divided), 0.0), rows)


def _error(group: Group, statistic: Any) -> float:
    """Return the bootstrap standard error of a number of the four cells, widened where weights make rows worth less."""
    rate, rows = rate_of("accuracy", group), group.labelled
    return standard_error([getattr(group, cell) for cell in CELLS], statistic) * sqrt(max(1.0, rows / rate.of) if rate.of else 1.0)


def _f1(cells: Draws) -> Numbers:
    """Return F1 of each draw of (tp, fp, fn, tn)."""
    return _divided(2 * cells[:, 0], 2 * cells[:, 0] + cells[:, 1] + cells[:, 2])


def _divided(above: Draws, below: Draws) -> Numbers:
    """Return the quotient of each draw, NaN where there is nothing to divide by."""
    import numpy as np

    result: Numbers = np.where(below > 0, above / np.maximum(below, 1), np.nan)
    return result


def _measure(facts: Facts, dataset: str, _: Compared) -> Iterator[Value]:
    """Yield the composites of everybody, of each group and of each intersection of two."""
    outcomes = decisions(facts, dataset)
    if outcomes is None or not outcomes.labelled:
        return
    depth = len(outcomes.attributes)
    names = outcomes.names()[: depth + depth * (depth - 1) // 2]
    places = [("", outcomes.everybody()), *((name, group) for name, groups in (outcomes.by(names) if names else ()) for group in groups)]
    for attribute, group in places:
        yield balanced_accuracy(attribute, group)
        yield f1_score(attribute, group)
        yield from (quotient(attribute, group, one) for one in QUOTIENTS)


FAMILY = Family(
    "composites",
    (
        Metric("balanced_accuracy", "composites", "The mean of true positive and true negative rate.", "(TPR + TNR) / 2",
               "a share from 0 to 1; no reference group", (("scikit-learn", "balanced_accuracy_score"),)),
        Metric("f1_score", "composites", "The harmonic mean of precision and true positive rate.", "2 TP / (2 TP + FP + FN)",
               "a share from 0 to 1; no reference group", (("scikit-learn", "f1_score"),)),
        Metric("false_negatives_per_false_positive", "composites", "Misses for each false alarm (treatment equality).",
               "FN / FP", "above 1: more misses than false alarms; no reference group",
               (("Clarify", "TE, as a difference of groups"), ("OxonFair", "treatment_equality, upside down: FP / FN"))),
        Metric("positives_per_predicted_positive", "composites", "Rows with the event for each row it is predicted for.",
               "(TP + FN) / (TP + FP)", "above 1: predicted too rarely; no reference group",
               (("Clarify", "DCA, as a difference of groups, where the event is the favourable outcome"),)),
        Metric("negatives_per_predicted_negative", "composites", "Rows without the event for each row it is not predicted for.",
               "(FP + TN) / (FN + TN)", "above 1: predicted too often; no reference group",
               (("Clarify", "DCR, as a difference of groups, where the event is the favourable outcome"),)),
    ),
    _measure,
)  # fmt: skip
