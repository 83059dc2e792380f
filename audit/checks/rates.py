"""What are the usual rates of every group? fairlearn and scikit-learn define and compute them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.core.measurement import Rate
from audit.observe.outcomes import Group, Outcomes

if TYPE_CHECKING:
    import pandas as pd

MOST_JUDGED = 200
"""With more groups of intersections than this, theirs are divided here: fairlearn takes 15 ms for each."""
NEEDS_LABEL = ("accuracy", "true_positive_rate", "false_positive_rate", "true_negative_rate", "false_negative_rate", "precision")


@dataclass(frozen=True, slots=True)
class GroupRate:
    """One rate of one group; the value is None where its denominator is empty."""

    metric: str
    attribute: str
    group: str
    value: float | None
    counts: Rate


def counts_of(metric: str, group: Group) -> Rate:
    """Return the integer counts a rate is made of, in the group's own denominator."""
    cells = {
        "selection_rate": (group.selected, group.rows),
        "accuracy": (group.right, group.labelled),
        "true_positive_rate": (group.tp, group.tp + group.fn),
        "false_negative_rate": (group.fn, group.tp + group.fn),
        "false_positive_rate": (group.fp, group.fp + group.tn),
        "true_negative_rate": (group.tn, group.fp + group.tn),
        "precision": (group.tp, group.tp + group.fp),
    }
    return Rate(*cells[metric])


def group_rates(outcomes: Outcomes) -> Iterator[GroupRate]:
    """Yield every rate of everybody, of each group and of each intersection of two.

    fairlearn's MetricFrame gets the count table with counts as sample weights, which equals
    feeding it the rows; all attributes go in at once, each of their groups as a group of its own.
    It turns 0/0 into a number, so a rate without a denominator is None here. The groups of
    intersections, where they are many, are divided from their counts: the same values to 1e-12.
    """
    single = [("", outcomes.everybody()), *_places(outcomes, outcomes.attributes)]
    pairs = [(attribute, group) for attribute, group in _places(outcomes, _pairs(outcomes)) if group.rows]
    wanted = ("selection_rate", *NEEDS_LABEL) if outcomes.labelled else ("selection_rate",)
    many = len(pairs) > MOST_JUDGED
    yield from _judged(single if many else [*single, *pairs], wanted)
    yield from _divided(pairs if many else [], wanted)


def _pairs(outcomes: Outcomes) -> tuple[str, ...]:
    """Return every intersection of two attributes."""
    return outcomes.names()[len(outcomes.attributes) :]


def _places(outcomes: Outcomes, names: Sequence[str]) -> Iterator[tuple[str, Group]]:
    """Yield every group of these attributes; no name stands for no attribute."""
    for attribute, groups in outcomes.by(names) if names else ():
        yield from ((attribute, group) for group in groups)


def _divided(places: Sequence[tuple[str, Group]], wanted: Sequence[str]) -> Iterator[GroupRate]:
    """Yield rates as hits over rows."""
    for attribute, group in places:
        for metric in wanted:
            counts = counts_of(metric, group)
            yield GroupRate(metric, attribute, group.name, counts.hits / counts.of if counts.of else None, counts)


def _judged(places: Sequence[tuple[str, Group]], wanted: Sequence[str]) -> Iterator[GroupRate]:
    """Yield rates as fairlearn and scikit-learn compute them."""
    judges = _metrics()
    groups = [group for _, group in places]
    selected = _metric_frame({"selection_rate": judges["selection_rate"]}, groups, _selection_rows)
    others = _metric_frame({name: judges[name] for name in wanted[1:]}, groups, _label_rows) if wanted[1:] else {}
    for place, (attribute, group) in enumerate(places):
        for metric in wanted:
            counts = counts_of(metric, group)
            value = (selected if metric == "selection_rate" else others).get((metric, place))
            usable = counts.of > 0 and value is not None and math.isfinite(value)
            yield GroupRate(metric, attribute, group.name, value if usable else None, counts)


def _selection_rows(group: Group) -> list[tuple[int, int, int]]:
    """Return (label, favourable prediction, rows) of a group, label unknown."""
    return [(0, 1, group.selected), (0, 0, group.rows - group.selected)]


def _label_rows(group: Group) -> list[tuple[int, int, int]]:
    """Return (label, prediction, rows) of a group's four cells."""
    return [(1, 1, group.tp), (0, 1, group.fp), (1, 0, group.fn), (0, 0, group.tn)]


def _metric_frame(
    metrics: dict[str, Callable[..., float]],
    groups: Sequence[Group],
    table: Callable[[Group], list[tuple[int, int, int]]],
) -> dict[tuple[str, int], float]:
    """Return metric and place of the group to value, as fairlearn computes it."""
    from fairlearn.metrics import MetricFrame

    rows = [(place, *cells) for place, group in enumerate(groups) for cells in table(group) if cells[-1] > 0]
    if not rows:
        return {}
    places, labels, predictions, weights = (list(column) for column in zip(*rows, strict=True))
    frame = MetricFrame(
        metrics=metrics,
        y_true=labels,
        y_pred=predictions,
        sensitive_features=places,
        sample_params={name: {"sample_weight": weights} for name in metrics},
    )
    by_group: pd.DataFrame = frame.by_group
    return {(metric, int(place)): float(by_group.loc[place, metric]) for metric in metrics for place in by_group.index}


def _metrics() -> dict[str, Callable[..., float]]:
    """Return the judges of each rate: fairlearn's, and scikit-learn's accuracy and precision."""
    from fairlearn import metrics as fair
    from sklearn.metrics import accuracy_score, precision_score

    def precision(y_true: object, y_pred: object, sample_weight: object) -> float:
        return float(precision_score(y_true, y_pred, sample_weight=sample_weight, pos_label=1, zero_division=0))

    def rate(judge: Callable[..., float]) -> Callable[..., float]:
        return lambda y_true, y_pred, sample_weight: float(judge(y_true, y_pred, sample_weight=sample_weight, pos_label=1))

    return {
        "selection_rate": lambda y_true, y_pred, sample_weight: float(
            fair.selection_rate(y_true, y_pred, pos_label=1, sample_weight=sample_weight)
        ),
        "accuracy": lambda y_true, y_pred, sample_weight: float(accuracy_score(y_true, y_pred, sample_weight=sample_weight)),
        "true_positive_rate": rate(fair.true_positive_rate),
        "false_positive_rate": rate(fair.false_positive_rate),
        "true_negative_rate": rate(fair.true_negative_rate),
        "false_negative_rate": rate(fair.false_negative_rate),
        "precision": precision,
    }
