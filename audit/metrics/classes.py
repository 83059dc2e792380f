"""How often is each of several classes found, and taken for another one, in every group?

Each class against the rest: `by` of a value says which class it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING

from audit.core.fact import Facts
from audit.core.measurement import Estimate, Exact, Rate, Spread
from audit.core.metric import Metric, Value
from audit.metrics.compared import ALONE, Compared, pooled
from audit.metrics.registry import Family
from audit.observe.classes import OTHER_RARE, RARE_CLASS, Classes, Confusion
from audit.observe.outcomes import intersections
from audit.statistics.resample import standard_error

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

POOLED_CLASS = "rare classes are counted together here, each is smaller"


@dataclass(frozen=True, slots=True)
class OneClass:
    """A class against the rest in one group; `selected` of `rows` are predicted to be it, labelled or not."""

    tp: int
    fp: int
    fn: int
    tn: int
    selected: int
    rows: int


def one_class(group: Confusion, name: str) -> OneClass:
    """Return the counts of a class against the rest."""
    cells = group.labelled()
    tp = cells.get((name, name), 0)
    actual = sum(n for (label, _), n in cells.items() if label == name)
    called = sum(n for (_, predicted), n in cells.items() if predicted == name)
    selected = sum(n for (_, predicted), n in group.cells.items() if predicted == name)
    return OneClass(tp, called - tp, actual - tp, sum(cells.values()) - actual - called + tp, selected, group.rows)


@dataclass(frozen=True, slots=True)
class ClassRate:
    """How a rate of a class is counted, and what an empty denominator lacks."""

    of: Callable[[OneClass], Rate]
    lacks: str


CLASS_RATES: Mapping[str, ClassRate] = {
    "class_recall": ClassRate(lambda one: Rate(one.tp, one.tp + one.fn), "no row of the class"),
    "class_false_positive_rate": ClassRate(lambda one: Rate(one.fp, one.fp + one.tn), "no row of another class"),
    "class_precision": ClassRate(lambda one: Rate(one.tp, one.tp + one.fp), "nobody is predicted to be it"),
    "class_selection_rate": ClassRate(lambda one: Rate(one.selected, one.rows), "no row has a prediction"),
}


def accuracy(group: Confusion) -> Rate:
    """Return how many rows are predicted as labelled."""
    cells = group.labelled()
    return Rate(sum(n for (label, predicted), n in cells.items() if label == predicted), sum(cells.values()))


def _rated(metric: str, attribute: str, group: Confusion, rate: Rate, why: str, by: str | None = None) -> Value:
    """Return a rate of a group."""
    if not rate.of:
        return Value(metric, attribute, group.name, None, Exact(), 0, f"not estimable: {why} (n={group.rows:,})", by=by)
    return Value(metric, attribute, group.name, rate.hits / rate.of, rate, int(rate.of), by=by)


def _macro(attribute: str, group: Confusion) -> Iterator[Value]:
    """Yield the means over classes, with errors from a multinomial bootstrap of the group's whole table.

    As in scikit-learn, recall is over the classes that the group has rows of, F1 over those it has labels or
    predictions of: `detail` says how many that are. Without a table there is no value.
    """
    import numpy as np

    cells = group.labelled()
    names = sorted({name for pair in cells for name in pair})
    rows = sum(cells.values())
    table = np.array([[cells.get((label, predicted), 0) for predicted in names] for label in names], dtype=np.int64)
    for metric, formula in (("recall_macro", _recall), ("f1_macro", _f1)):
        if RARE_CLASS in names or not rows:
            why = POOLED_CLASS if rows else f"not estimable: no row has both label and prediction (n={group.rows:,})"
            yield Value(metric, attribute, group.name, None, Exact(), rows, why)
            continue
        value = float(formula(table[None, :, :])[0])
        error = standard_error(table.reshape(-1), _flat(formula, len(names)))
        over = int((table.sum(axis=1) > 0).sum()) if formula is _recall else len(names)
        detail = f"over {over} classes"
        assert isfinite(value)  # noqa: S101 - some row has a label
        yield Value(metric, attribute, group.name, value, Estimate(error, 0.0, 1.0), rows, detail=detail)


def _flat(formula: Callable[[NDArray[np.int64]], NDArray[np.float64]], size: int) -> Callable[[NDArray[np.int64]], NDArray[np.float64]]:
    """Return a formula of square tables as one of flat ones."""
    return lambda drawn: formula(drawn.reshape(-1, size, size))


def _recall(tables: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the mean recall of tables (draws, label, prediction), over labels that occur."""
    import numpy as np

    right, rows = np.einsum("dii->di", tables), tables.sum(axis=2)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.nanmean(np.where(rows > 0, right / rows, np.nan), axis=1), dtype=np.float64)


def _f1(tables: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the mean F1 of tables, over classes that are labelled or predicted."""
    import numpy as np

    right, seen = np.einsum("dii->di", tables), tables.sum(axis=2) + tables.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.nanmean(np.where(seen > 0, 2 * right / seen, np.nan), axis=1), dtype=np.float64)


def gap(metric: str, attribute: str, groups: Sequence[Confusion], rates: Sequence[Rate], why: str, compared: Compared) -> Value:
    """Return the largest rate minus the smallest, among groups with enough rows; a large group without a denominator leaves it open."""
    name = f"{metric}_difference"
    usable = [
        (group, rate)
        for group, rate in zip(groups, rates, strict=True)
        if not pooled(attribute, group.name) and group.rows >= compared.min_group
    ]
    rows = sum(int(rate.of) for _, rate in usable)
    empty = next((group.name for group, rate in usable if not rate.of), None)
    reason = f"not estimable: {empty}: {why}" if empty is not None else ""
    if len(usable) < 2:
        reason = ALONE if len(groups) == 1 else f"fewer than two groups have {compared.min_group} rows"
    if reason:
        return Value(name, attribute, "", None, Exact(), rows, reason, over=("*",))
    values = [rate.hits / rate.of for _, rate in usable]
    few = len(groups) - len(usable)
    detail = f"{few} small groups are left out" if few else ""
    return Value(
        name, attribute, "", max(values) - min(values), Spread(tuple(rate for _, rate in usable)), rows, detail=detail, over=("*",)
    )


def _of_groups(view: Classes, attribute: str, groups: Sequence[Confusion], compared: Compared) -> Iterator[Value]:
    """Yield every number of the groups of one attribute, or of everybody."""
    named = [name for name in view.names() if name != OTHER_RARE]
    for name in named:
        by = f"class = {name}"
        counts = [one_class(group, name) for group in groups]
        for metric, kind in CLASS_RATES.items():
            rates = [kind.of(one) for one in counts]
            found = [_rated(metric, attribute, group, rate, kind.lacks, by) for group, rate in zip(groups, rates, strict=True)]
            if attribute:
                found.append(replace(gap(metric, attribute, groups, rates, kind.lacks, compared), by=by))
            yield from (replace(one, detail=POOLED_CLASS) if name == RARE_CLASS else one for one in found)
    rates = [accuracy(group) for group in groups]
    lacks = "no row has both label and prediction"
    for group, rate in zip(groups, rates, strict=True):
        yield _rated("multiclass_accuracy", attribute, group, rate, lacks)
        yield from _macro(attribute, group)
    if attribute:
        yield gap("multiclass_accuracy", attribute, groups, rates, lacks, compared)


def _measure(facts: Facts, dataset: str, compared: Compared) -> Iterator[Value]:
    """Yield what is found of a dataset with several classes."""
    view = Classes.of(facts, dataset)
    if view is None:
        return
    yield from _of_groups(view, "", [view.everybody()], compared)
    wanted = tuple(name for name in compared.by if all(part in view.attributes for part in name.split(" & ")))
    for attribute, groups in view.by(tuple(dict.fromkeys((*intersections(view.attributes), *wanted)))) if view.attributes else ():
        yield from _of_groups(view, attribute, groups, compared)


def _metric(name: str, says: str, formula: str, *elsewhere: tuple[str, str]) -> Metric:
    """Return the words of a metric of classes."""
    return Metric(name, "classes", says, formula, "a share from 0 to 1; no reference group", elsewhere)


def _gap(name: str, of: str) -> Metric:
    """Return the words of a gap."""
    sign = "0 is parity; no sign"
    return Metric(f"{name}_difference", "classes", f"The largest {of} of a group minus the smallest.", f"max {name} - min {name}", sign)


FAMILY = Family(
    "classes",
    (
        _metric("class_recall", "Share of a class's rows that are predicted to be it: its true positive rate, one class against the rest.",
                "TP / (TP + FN) of the class", ("scikit-learn", "recall_score(average=None)"), ("fairlearn", "true_positive_rate")),
        _metric("class_false_positive_rate", "Share of the other classes' rows that are predicted to be the class.",
                "FP / (FP + TN) of the class", ("fairlearn", "false_positive_rate")),
        _metric("class_precision", "Share of the rows predicted to be a class that are of it.", "TP / (TP + FP) of the class",
                ("scikit-learn", "precision_score(average=None)")),
        _metric("class_selection_rate", "Share of all rows with a prediction that are predicted to be the class.",
                "predicted to be the class / n", ("fairlearn", "selection_rate")),
        _metric("multiclass_accuracy", "Share of rows predicted as labelled.", "sum of the diagonal / labelled n",
                ("scikit-learn", "accuracy_score")),
        _metric("recall_macro", "Mean recall over the classes that the group has rows of.", "mean over classes of class_recall",
                ("scikit-learn", "balanced_accuracy_score")),
        _metric("f1_macro", "Mean F1 over the classes that the group has labels or predictions of.",
                "mean over classes of 2 TP / (2 TP + FP + FN)", ("scikit-learn", "f1_score(average='macro')")),
        _gap("class_recall", "recall of a class"),
        _gap("class_false_positive_rate", "false positive rate of a class"),
        _gap("class_precision", "precision of a class"),
        _gap("class_selection_rate", "selection rate of a class"),
        _gap("multiclass_accuracy", "accuracy"),
    ),
    _measure,
)  # fmt: skip
