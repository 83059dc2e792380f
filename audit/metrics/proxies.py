"""How well do features tell a protected group from the rest?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.core.fact import Facts
from audit.core.measurement import Estimate, Exact
from audit.core.metric import Metric, Value
from audit.metrics.compared import Compared
from audit.metrics.registry import Family
from audit.observe.proxies import EVERY, Proxies, Proxy

ALONE, TOGETHER = "attribute_auc", "attribute_auc_all"


def attribute_auc(one: Proxy) -> Value:
    """Return the area with which one feature, or all together, tell a group from the rest; undefined without a rest."""
    metric, feature = (TOGETHER, None) if one.feature == EVERY else (ALONE, one.feature)
    if one.auc is None or one.error is None:
        why = f"not estimable: no row of another group (n={one.rows:,})" if one.positives else f"not estimable: no row (n={one.rows:,})"
        return Value(metric, one.attribute, one.group, None, Exact(), one.rows, why, by=feature)
    return Value(metric, one.attribute, one.group, one.auc, Estimate(one.error, 0.0, 1.0), one.rows, by=feature, over=(EVERY,))


def _measure(facts: Facts, dataset: str, _: Compared) -> Iterator[Value]:
    """Yield the areas of every group, for all features together and for each."""
    proxies = Proxies.of(facts, dataset)
    yield from (attribute_auc(one) for one in (proxies.found if proxies else ()))


_AREA = "0.5: no better than chance, 1: tells the group from the rest without error; the rest is everybody else whose group is known"
FAMILY = Family(
    "proxies",
    (
        Metric(ALONE, "proxies",
               "How well a feature alone tells a protected group from the rest: how often, of one person of each, the right one is picked.",
               "AUC of the share of g among rows of other folds with the same value (numbers: in nested bins), within each of 5 folds, "
               "weighted by their pairs", _AREA,
               (("deepchecks", "FeatureLabelCorrelation with the attribute as label, as PPS"),),
               "standard error: DeLong within folds, after LeDell, Petersen and van der Laan 2015 [not verified]"),
        Metric(TOGETHER, "proxies",
               "How well all features together tell a protected group from the rest.",
               "AUC of gradient boosting (scikit-learn, 50 rounds, 15 leaves) within each of 3 folds, fitted on the others", _AREA,
               source="the same standard error"),
    ),
    _measure,
)  # fmt: skip
