"""Does every protected group carry the favourable label equally often, before any model has learnt from it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from audit.checks.compare import looked_at, measurement
from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import AbsoluteDifference, Difference, Measurement
from audit.core.metric import Value
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, fairness_lines
from audit.metrics.against import largest, nobody, sized
from audit.metrics.compared import ALONE, Compared
from audit.metrics.labels import LABEL_GAP, label_gap
from audit.observe.label_margins import FavourableLabels, LabelMargins, Margin

RULE = Rule(
    name="biased-labels",
    asks="Do groups carry the favourable label equally often, within 10 points?",
    why="A model learns what the labels say. Where they record past decisions, or harm that was looked for in one group "
    "more than in another, a gap in them comes back as the model's own.",
    blind="A gap in the labels can be the truth: it says where to ask how they came about, not that they are wrong. "
    "Equal labels can still be wrong for single people.",
    step="Find out who set the labels, and how, in that group; compare again after reweighing the training data.",
    limit=Limit.at_most(0.10),
    limit_source=fairness_lines.UNBIASED_LABELS,
    related_law=(eu.AI_ACT_10_2_F, eu.AI_ACT_10_3),
    risk=Risk.UNEQUAL,
    severity=Severity.MEDIUM,
    metric=LABEL_GAP,
    family="fairness",
)


@check(RULE, reads=(FavourableLabels,))
def biased_labels(labels: LabelMargins, ask: Ask) -> Iterator[Measurement]:
    """Yield how far each group's share of favourable labels is from the reference group's, per attribute and intersection."""
    for attribute, groups in labels.by(looked_at(labels.attributes, ask)):
        yield from _compare(Target(labels.dataset, attribute), groups, labels, ask)


def _compare(target: Target, groups: Sequence[Margin], labels: LabelMargins, ask: Ask) -> Iterator[Measurement]:
    """Yield the distances of one attribute; a named reference group, else the largest."""
    if len(groups) == 1:
        yield Measurement.undefined(target, LABEL_GAP, groups[0].rows, ALONE)
        return
    sizes = {group.name: group.rows for group in groups}
    name = largest(sizes, target.column, Compared(ask.reference, ask.min_group))
    base = next((group for group in groups if group.name == name), None)
    if base is None:
        yield Measurement.undefined(target, LABEL_GAP, 0, nobody(ask.min_group, "a label"))
        return
    for group in groups:
        if group is not base:
            value = _distance(label_gap(group, base, target.column, labels.favourable))
            yield measurement(target, sized(group.name, group.rows), value, "selection_rate", ask, sum(sizes.values()))


def _distance(value: Value) -> Value:
    """Return the same, whichever group has more."""
    counts = value.counts
    if value.value is None or not isinstance(counts, Difference):
        return value
    return replace(value, value=abs(value.value), counts=AbsoluteDifference(counts.group, counts.reference))
