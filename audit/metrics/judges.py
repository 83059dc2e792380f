"""What do fairlearn and scikit-learn say of a table of counts? They define the usual rates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from audit.observe.outcomes import Group

if TYPE_CHECKING:
    import pandas as pd

Judge = Callable[..., float]
Line = tuple[int, int, int]


def judged(groups: Sequence[Group], wanted: Sequence[str]) -> dict[tuple[str, int], float]:
    """Return rate and place of the group to value: one MetricFrame of the count table, counts as sample weights.

    A group without rows is left out. A rate without a denominator is whatever they make of 0/0: callers look first.
    Complements (a false negative rate beside a true positive rate) are not asked for again.
    """
    judges = _judges()
    selected = _frame({"selection_rate": judges["selection_rate"]}, groups, _selection_rows)
    labelled = {name: judges[name] for name in wanted if name in judges and name != "selection_rate"}
    return {**selected, **(_frame(labelled, groups, _label_rows) if labelled else {})}


def _selection_rows(group: Group) -> list[Line]:
    """Return (label, favourable prediction, rows) of a group, label unknown."""
    return [(0, 1, group.selected), (0, 0, group.rows - group.selected)]


def _label_rows(group: Group) -> list[Line]:
    """Return (label, prediction, rows) of a group's four cells."""
    return [(1, 1, group.tp), (0, 1, group.fp), (1, 0, group.fn), (0, 0, group.tn)]


def _frame(judges: Mapping[str, Judge], groups: Sequence[Group], table: Callable[[Group], list[Line]]) -> dict[tuple[str, int], float]:
    """Return what a MetricFrame says of each group."""
    import numpy as np
    from fairlearn.metrics import MetricFrame
    from sklearn import config_context

    rows = [(place, *cells) for place, group in enumerate(groups) for cells in table(group) if cells[-1] > 0]
    if not rows:
        return {}
    places, labels, predictions, weights = np.array(rows, dtype=np.int64).T
    # What is checked here again and again has just been made: integers, and nothing missing.
    with config_context(skip_parameter_validation=True, assume_finite=True):
        frame = MetricFrame(
            metrics=dict(judges),
            y_true=labels,
            y_pred=predictions,
            sensitive_features=places,
            sample_params={name: {"sample_weight": weights} for name in judges},
        )
    by_group: pd.DataFrame = frame.by_group
    table_of: dict[str, Any] = {metric: by_group[metric].to_dict() for metric in judges}
    return {(metric, int(place)): float(value) for metric, column in table_of.items() for place, value in column.items()}


def _judges() -> dict[str, Judge]:
    """Return the judges of each rate: fairlearn's, and scikit-learn's accuracy and precision."""
    from fairlearn import metrics as fair
    from sklearn.metrics import accuracy_score, precision_score

    def rate(judge: Judge) -> Judge:
        return lambda y_true, y_pred, sample_weight: float(judge(y_true, y_pred, sample_weight=sample_weight, pos_label=1))

    return {
        "selection_rate": rate(fair.selection_rate),
        "accuracy": lambda y_true, y_pred, sample_weight: float(accuracy_score(y_true, y_pred, sample_weight=sample_weight)),
        "true_positive_rate": rate(fair.true_positive_rate),
        "false_positive_rate": rate(fair.false_positive_rate),
        "precision": rate(lambda *rows, **words: precision_score(*rows, **words, zero_division=0)),
    }
