"""Does a feature stand in for a protected attribute?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Measurement
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu
from audit.law.fairness_lines import NO_PROXY
from audit.metrics.compared import ALONE
from audit.metrics.proxies import ALONE as METRIC
from audit.metrics.proxies import attribute_auc
from audit.observe.proxies import EVERY, Proxies, Proxy

NEAR = 5.0
"""Standard errors below the limit from which a group is not listed beside the one that is told best: it passes at any level."""

RULE = Rule(
    name="proxy-feature",
    asks="Does no feature tell a protected group from everybody else with an AUC above 0.80?",
    why="A model that is not given a protected attribute can still use it through a feature that says nearly the same, "
    "and leaving the attribute out then changes little.",
    blind="It looks at each feature alone; several weak ones can add up to the attribute, which the area of all features "
    "together, printed beside it, shows. Values that few rows share can tell more than is seen here. It does not "
    "see whether the model uses the feature, nor whether there is a good reason to.",
    step="Ask what the feature is needed for; leave it out or make it coarser, train again, and compare errors by group.",
    limit=Limit.at_most(0.80),
    limit_source=NO_PROXY,
    related_law=(eu.AI_ACT_10_2_F, eu.AI_ACT_10_2_G),
    risk=Risk.UNEQUAL,
    severity=Severity.MEDIUM,
    metric=METRIC,
    family="fairness",
)


@check(RULE, reads=(Proxies,))
def proxy_feature(proxies: Proxies, ask: Ask) -> Iterator[Measurement]:
    """Yield, for every attribute and feature, the area of the group it tells best, and of others near or beyond the limit.

    So the largest area over an attribute's groups is judged, with intervals that hold together: every group that could
    fail is a measurement of its own. Groups below the minimum are listed once.
    """
    for attribute in proxies.attributes():
        whole = proxies.of_feature(attribute, EVERY)
        features = proxies.features(attribute)
        if not features or all(one.auc is None for feature in features for one in proxies.of_feature(attribute, feature)):
            rows = max((one.rows for one in whole), default=0)
            yield Measurement.undefined(Target(proxies.dataset, attribute), METRIC, rows, ALONE if rows else "no row has a known group")
            continue
        for feature in features:
            yield from _feature(proxies, attribute, feature, ask)
        for one in proxies.of_feature(attribute, features[0]):
            if one.positives < ask.min_group:
                yield Measurement.undefined(Target(proxies.dataset, attribute, one.group), METRIC, one.positives, "", small=True)


def _feature(proxies: Proxies, attribute: str, feature: str, ask: Ask) -> Iterator[Measurement]:
    """Yield what is worth saying of one feature; of groups below the minimum only the best told, where there is no other."""
    groups = _once([one for one in proxies.of_feature(attribute, feature) if one.auc is not None])
    large = [one for one in groups if one.fewer >= ask.min_group]
    ranked = sorted(large or groups, key=lambda one: (-(one.auc or 0.0), one.group))
    limit = ask.limit_for(feature)
    for place, one in enumerate(ranked):
        if place == 0 or (large and not limit.allows((one.auc or 0.0) + NEAR * (one.error or 0.0))):
            yield _judged(proxies, one, len(ranked), ask)


def _once(groups: list[Proxy]) -> list[Proxy]:
    """Return the groups; of two that are each other's rest only the first."""
    mirrored = len(groups) == 2 and sum(one.positives for one in groups) == groups[0].rows
    return groups[:1] if mirrored else groups


def _judged(proxies: Proxies, one: Proxy, among: int, ask: Ask) -> Measurement:
    """Return the area of one group, with that of all features together."""
    value = attribute_auc(one)
    whole = next((other.auc for other in proxies.of_feature(one.attribute, EVERY) if other.group == one.group), None)
    detail = f"{one.group} against the rest of {one.attribute}" + (f", one of {among} groups" if among > 1 else "")
    detail += "" if whole is None else f"; all features together: {whole:.2f}"
    target = Target(proxies.dataset, one.feature, f"{one.attribute} = {one.group}")
    return Measurement(target, METRIC, value.value, value.counts, one.rows, detail=detail, small=one.fewer < ask.min_group)
