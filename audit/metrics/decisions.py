"""How often is a group selected, and how often is the model right or wrong about it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from audit.core.fact import Facts
from audit.core.measurement import Exact, Rate
from audit.core.metric import Metric, Value
from audit.metrics.compared import Compared
from audit.metrics.judges import judged
from audit.metrics.registry import Family
from audit.observe.outcomes import JOIN, Group, Outcomes, decisions

MOST_JUDGED = 60
"""With more groups of intersections than this, theirs are divided here: fairlearn takes milliseconds for each."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a rate is counted: hits and denominator in a group, and what an empty denominator lacks."""

    hits: tuple[str, ...]
    of: tuple[str, ...]
    lacks: str


_EVENTS, _OTHERS = ("tp", "fn"), ("fp", "tn")
_CALLED, _UNCALLED = ("tp", "fp"), ("fn", "tn")
_ALL = ("tp", "fp", "fn", "tn")
KINDS: Mapping[str, Kind] = {
    "selection_rate": Kind(("selected",), ("rows",), "no row has a prediction"),
    "accuracy": Kind(("tp", "tn"), _ALL, "no row has both label and prediction"),
    "true_positive_rate": Kind(("tp",), _EVENTS, "no positives"),
    "false_negative_rate": Kind(("fn",), _EVENTS, "no positives"),
    "false_positive_rate": Kind(("fp",), _OTHERS, "no negatives"),
    "true_negative_rate": Kind(("tn",), _OTHERS, "no negatives"),
    "precision": Kind(("tp",), _CALLED, "nobody is predicted positive"),
    "false_discovery_rate": Kind(("fp",), _CALLED, "nobody is predicted positive"),
    "negative_predictive_value": Kind(("tn",), _UNCALLED, "nobody is predicted negative"),
    "false_omission_rate": Kind(("fn",), _UNCALLED, "nobody is predicted negative"),
}
COMPLEMENTS: Mapping[str, str] = {
    "false_negative_rate": "true_positive_rate",
    "true_negative_rate": "false_positive_rate",
    "false_discovery_rate": "precision",
    "false_omission_rate": "negative_predictive_value",
}
DEEP = frozenset({"selection_rate", "true_positive_rate", "false_positive_rate", "precision", "accuracy"})
"""What is measured where three attributes meet: there are many such groups."""
NEEDS_LABEL = tuple(name for name in KINDS if name != "selection_rate")


def rate_of(metric: str, group: Group) -> Rate:
    """Return what a rate is made of in a group: its rows, or what they are worth with weights and repeated persons."""
    if metric in group.effective:
        return group.effective[metric]
    other = group.effective.get(COMPLEMENTS.get(metric, ""))
    if other is not None:
        return Rate(other.of - other.hits, other.of)
    kind = KINDS[metric]
    return Rate(sum(getattr(group, part) for part in kind.hits), rows_of(metric, group))


def rows_of(metric: str, group: Group) -> int:
    """Return the rows of a rate's denominator."""
    return sum(int(getattr(group, part)) for part in KINDS[metric].of)


def lacking(metric: str, group: Group) -> str:
    """Return why a rate of a group cannot be estimated."""
    return f"not estimable: {KINDS[metric].lacks} (n={group.rows:,})"


def wanted(outcomes: Outcomes) -> tuple[str, ...]:
    """Return the rates that can be measured with what is there."""
    return tuple(KINDS) if outcomes.labelled else ("selection_rate",)


def group_rates(outcomes: Outcomes, by: Sequence[str] = ()) -> Iterator[Value]:
    """Yield every rate of everybody, of each group and of each intersection of two or three.

    Values of single attributes, and of intersections unless they are many, come from fairlearn's MetricFrame,
    fed the count table with counts as sample weights. It turns 0/0 into a number: here that has no value.
    """
    single = [("", outcomes.everybody()), *_places(outcomes, outcomes.attributes)]
    names = tuple(dict.fromkeys((*outcomes.names(), *by)))[len(outcomes.attributes) :]
    crossed = [(attribute, group) for attribute, group in _places(outcomes, names) if group.rows]
    many = len(crossed) > MOST_JUDGED
    places = single if many else [*single, *crossed]
    values = judged([group for _, group in places], wanted(outcomes))
    for place, (attribute, group) in enumerate([*places, *(crossed if many else ())]):
        deep = attribute.count(JOIN) > 1
        for metric in (name for name in wanted(outcomes) if not deep or name in DEEP):
            yield _value(metric, attribute, group, values.get((metric, place)))


def _places(outcomes: Outcomes, names: Sequence[str]) -> Iterator[tuple[str, Group]]:
    """Yield every group of these attributes; no name stands for no attribute."""
    for attribute, groups in outcomes.by(names) if names else ():
        yield from ((attribute, group) for group in groups)


def _value(metric: str, attribute: str, group: Group, seen: float | None) -> Value:
    """Return one rate; rows that carry weights were divided here, not by fairlearn."""
    counts, rows = rate_of(metric, group), rows_of(metric, group)
    if not rows or not counts.of:
        return Value(metric, attribute, group.name, None, Exact(), rows, lacking(metric, group))
    plain = not group.effective and seen is not None and isfinite(seen)
    return Value(metric, attribute, group.name, seen if plain else counts.hits / counts.of, counts, rows)


def _measure(facts: Facts, dataset: str, compared: Compared) -> Iterator[Value]:
    """Yield the rates of a dataset with decisions."""
    outcomes = decisions(facts, dataset)
    if outcomes is not None:
        asked = tuple(name for name in compared.by if all(part in outcomes.attributes for part in name.split(JOIN)))
        yield from group_rates(outcomes, asked)


def _metric(name: str, says: str, formula: str, *elsewhere: tuple[str, str]) -> Metric:
    """Return the words of a rate."""
    return Metric(name, "decisions", says, formula, "a share from 0 to 1; no reference group", elsewhere)


FAMILY = Family(
    "decisions",
    (
        _metric("selection_rate", "Share of favourable decisions among all rows with a decision.", "favourable predictions / n",
                ("fairlearn", "selection_rate"), ("aequitas", "pprev"), ("Clarify", "part of DPPL")),
        _metric("accuracy", "Share of rows predicted as labelled.", "(TP + TN) / (TP + FP + FN + TN)",
                ("scikit-learn", "accuracy_score"), ("Clarify", "part of AD")),
        _metric("true_positive_rate", "Share of the positives that are predicted positive.", "TP / (TP + FN)",
                ("fairlearn", "true_positive_rate"), ("scikit-learn", "recall_score"), ("aequitas", "tpr")),
        _metric("false_negative_rate", "Share of the positives that are missed.", "FN / (TP + FN)",
                ("fairlearn", "false_negative_rate"), ("aequitas", "fnr")),
        _metric("false_positive_rate", "Share of the negatives that are predicted positive.", "FP / (FP + TN)",
                ("fairlearn", "false_positive_rate"), ("aequitas", "fpr")),
        _metric("true_negative_rate", "Share of the negatives that are predicted negative.", "TN / (FP + TN)",
                ("fairlearn", "true_negative_rate"), ("aequitas", "tnr"), ("Clarify", "specificity, part of SD")),
        _metric("precision", "Share of the predicted positives that are positive.", "TP / (TP + FP)",
                ("scikit-learn", "precision_score"), ("aequitas", "precision"), ("AIF360", "positive_predictive_value")),
        _metric("false_discovery_rate", "Share of the predicted positives that are not positive.", "FP / (TP + FP)",
                ("aequitas", "fdr"), ("AIF360", "false_discovery_rate")),
        _metric("negative_predictive_value", "Share of the predicted negatives that are negative.", "TN / (FN + TN)",
                ("aequitas", "npv"), ("AIF360", "negative_predictive_value")),
        _metric("false_omission_rate", "Share of the predicted negatives that are positive.", "FN / (FN + TN)",
                ("aequitas", "for"), ("AIF360", "false_omission_rate")),
    ),
    _measure,
)  # fmt: skip
