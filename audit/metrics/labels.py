"""Are the labels themselves spread unevenly over the groups, before any model has learnt from them?

The names, formulas and signs are those of Amazon SageMaker Clarify's pre-training metrics: a is the reference group,
d the other one. CDDL, its metric by stratum, stands with the other metrics by stratum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf, isfinite, log, sqrt
from typing import TYPE_CHECKING

from audit.core.fact import Facts, Key
from audit.core.measurement import AbsoluteDifference, Counts, Difference, Estimate, Exact
from audit.core.metric import Metric, Value
from audit.metrics.against import largest
from audit.metrics.compared import POOLED, Compared, pooled
from audit.metrics.registry import Family
from audit.observe.label_margins import LabelMargins, Margin, label_margins
from audit.observe.outcomes import intersections
from audit.statistics.resample import replicates
from audit.statistics.significance import two_proportion_p

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LABEL_GAP = "difference_in_proportions_of_labels"
DISTANCES = ("kl_divergence", "js_divergence", "lp_norm", "total_variation_distance", "ks_of_labels")
_HIGHEST = {"js_divergence": log(2.0), "lp_norm": sqrt(2.0), "total_variation_distance": 1.0, "ks_of_labels": 1.0}
"""The largest value that two distributions can have; the Kullback-Leibler divergence has none."""


def label_gap(group: Margin, base: Margin, attribute: str, favourable: Key) -> Value:
    """Return DPL: the share of favourable labels in the reference group minus that in a group; undefined without labels."""
    here, there = group.rate(favourable), base.rate(favourable)
    why = _unusable(attribute, group, base)
    if why:
        return Value(LABEL_GAP, attribute, group.name, None, Exact(), group.rows, why, base.name, over=(base.name,))
    value, p = there.hits / there.of - here.hits / here.of, two_proportion_p(here, there)
    return Value(LABEL_GAP, attribute, group.name, value, Difference(there, here), group.rows, "", base.name, p=p, over=(base.name,))


def imbalance(group: Margin, base: Margin, attribute: str) -> Value:
    """Return CI: the reference group's rows minus the group's, over both together, with the binomial error of a share."""
    rows = base.rows + group.rows
    share = base.rows / rows
    counts = Estimate(2.0 * sqrt(share * (1.0 - share) / rows), -1.0, 1.0)
    name, value = "class_imbalance", (base.rows - group.rows) / rows
    return Value(name, attribute, group.name, value, counts, group.rows, "", base.name, over=(base.name,))


def distances(group: Margin, base: Margin, attribute: str, labels: Sequence[Key]) -> Iterator[Value]:
    """Yield how far a group's labels are from the reference's, as distributions.

    With two labels the last two are the distance of two rates, and have its interval; the other errors come from
    a multinomial bootstrap of both groups' counts.
    """
    import numpy as np

    why = _unusable(attribute, group, base)
    if why:
        undefined = (Value(name, attribute, group.name, None, Exact(), group.rows, why, base.name, over=(base.name,)) for name in DISTANCES)
        yield from undefined
        return
    worth = np.array([[one.worth.get(label, 0.0) for label in labels] for one in (base, group)])
    drawn = replicates(np.rint(worth.reshape(-1)).astype(np.int64)).reshape(-1, 2, len(labels))
    seen, replicated = _measured(worth[None, :, :]), _measured(drawn)
    for name in DISTANCES:
        value = float(seen[name][0])
        if not isfinite(value):
            why = f"not estimable: a label of {base.name} never occurs in {group.name} (n={group.rows:,})"
            yield Value(name, attribute, group.name, None, Exact(), group.rows, why, base.name, over=(base.name,))
            continue
        usable = replicated[name][np.isfinite(replicated[name])]
        error = float(usable.std(ddof=1)) if usable.size > 1 else inf
        counts: Counts = Estimate(error, 0.0, _HIGHEST.get(name, inf))
        if len(labels) == 2 and name in DISTANCES[3:]:
            counts = AbsoluteDifference(group.rate(labels[0]), base.rate(labels[0]))
        yield Value(name, attribute, group.name, value, counts, group.rows, "", base.name, over=(base.name,))


def _measured(counts: NDArray[np.generic]) -> dict[str, NDArray[np.float64]]:
    """Return every distance of tables of counts, shape (tables, 2, labels), the reference first; NaN or infinite where undefined."""
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.asarray(counts, dtype=np.float64) / np.asarray(counts, dtype=np.float64).sum(axis=2, keepdims=True)
        base, group = shares[:, 0], shares[:, 1]
        middle, gap = (base + group) / 2.0, np.abs(base - group)
        return {
            "kl_divergence": _divergence(base, group),
            "js_divergence": (_divergence(base, middle) + _divergence(group, middle)) / 2.0,
            "lp_norm": np.sqrt((gap**2).sum(axis=1)),
            "total_variation_distance": gap.sum(axis=1) / 2.0,
            "ks_of_labels": gap.max(axis=1),
        }


def _divergence(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the Kullback-Leibler divergence in nats; a share of 0 adds nothing."""
    import numpy as np

    terms = np.where(one > 0.0, one * np.log(one / other), 0.0)
    return np.asarray(terms.sum(axis=1), dtype=np.float64)


def _unusable(attribute: str, group: Margin, base: Margin) -> str:
    """Return why two groups' labels cannot be compared, or nothing."""
    if pooled(attribute, group.name):
        return POOLED
    return next((f"not estimable: no labels in {one.name}" for one in (group, base) if not one.rows), "")


def _of_attribute(view: LabelMargins, attribute: str, groups: Sequence[Margin], compared: Compared) -> Iterator[Value]:
    """Yield every number of one attribute or intersection."""
    for group in groups if view.favourable is not None else ():
        yield _rate(group, attribute, view.favourable)
    name = largest({group.name: group.rows for group in groups}, attribute, compared)
    base = next((group for group in groups if group.name == name), None)
    for group in groups if base is not None else ():
        if base is None or group is base:
            continue
        yield imbalance(group, base, attribute)
        if view.favourable is not None:
            yield label_gap(group, base, attribute, view.favourable)
        yield from distances(group, base, attribute, view.labels())


def _rate(group: Margin, attribute: str, favourable: Key) -> Value:
    """Return a group's share of favourable labels."""
    counts = group.rate(favourable)
    if not counts.of:
        return Value("label_rate", attribute, group.name, None, Exact(), 0, "not estimable: no labels (n=0)")
    return Value("label_rate", attribute, group.name, counts.hits / counts.of, counts, group.rows)


def _measure(facts: Facts, dataset: str, compared: Compared) -> Iterator[Value]:
    """Yield what labels say of a dataset with labels and groups."""
    view = label_margins(facts, dataset)
    if view is not None:
        wanted = tuple(name for name in compared.by if all(part in view.attributes for part in name.split(" & ")))
        for attribute, groups in view.by(tuple(dict.fromkeys((*intersections(view.attributes), *wanted)))):
            yield from _of_attribute(view, attribute, groups, compared)


def _metric(name: str, says: str, formula: str, sign: str, *elsewhere: tuple[str, str], source: str = "") -> Metric:
    """Return the words of a metric of labels."""
    return Metric(name, "labels", says, formula, sign, elsewhere, source)


_NO_SIGN = "0 is alike; no sign"
_CLARIFY = "Das et al. 2021, Amazon SageMaker Clarify [not verified]"

FAMILY = Family(
    "labels",
    (
        _metric("label_rate", "Share of favourable labels among the rows with a label: the base rate.", "favourable labels / labelled n",
                "a share from 0 to 1; no reference group", ("AIF360", "base_rate"), ("aequitas", "prev, of the event")),
        _metric("class_imbalance", "How much smaller a group is than the reference group, over both together.",
                "(n_r - n_g) / (n_r + n_g)", "above 0: the group is smaller than the reference",
                ("Clarify", "CI"), ("AIF360", "class_imbalance, with the opposite sign"), source=_CLARIFY),
        _metric(LABEL_GAP, "The reference group's share of favourable labels minus the group's.", "label_rate(r) - label_rate(g)",
                "above 0: the group has fewer favourable labels than the reference (the opposite of the decision differences)",
                ("Clarify", "DPL"), ("AIF360", "mean_difference of a dataset, with the opposite sign"), source=_CLARIFY),
        _metric("kl_divergence", "How far the group's labels are from the reference's: Kullback-Leibler divergence, in nats.",
                "sum over labels of P_r ln(P_r / P_g)", _NO_SIGN, ("Clarify", "KL"), ("AIF360", "kl_divergence")),
        _metric("js_divergence", "The same to the mean of both, averaged: Jensen-Shannon divergence, in nats.",
                "(KL(P_r, P) + KL(P_g, P)) / 2, P = (P_r + P_g) / 2", _NO_SIGN, ("Clarify", "JS")),
        _metric("lp_norm", "The Euclidean distance of the two distributions of labels.", "sqrt(sum over labels of (P_r - P_g)^2)",
                _NO_SIGN, ("Clarify", "LP (p = 2)")),
        _metric("total_variation_distance", "The largest difference in the share of any set of labels.",
                "sum over labels of |P_r - P_g| / 2", _NO_SIGN, ("Clarify", "TVD")),
        _metric("ks_of_labels", "The largest difference in the share of a single label.", "max over labels of |P_r - P_g|",
                _NO_SIGN, ("Clarify", "KS")),
    ),
    _measure,
)  # fmt: skip
