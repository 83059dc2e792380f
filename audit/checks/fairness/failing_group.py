"""Is there a group, however defined by the protected attributes, that the model fails?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Difference, Measurement, Rate
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, fairness_lines
from audit.metrics.compared import pooled
from audit.observe.outcomes import Group, Outcomes
from audit.observe.parts import Parts
from audit.statistics.proportions import variance_of
from audit.statistics.significance import two_proportion_p

CARRIED = 3
"""How many candidates are carried over to be confirmed: each of them widens the intervals of all."""
MISSED, ALARMED = "true_positive_rate_shortfall", "false_positive_rate_excess"

RULE = Rule(
    name="failing-group",
    asks="Is there no group or intersection that the model fails, by more than 10 points against everybody else?",
    why="A model can treat every attribute evenly and still fail where two of them meet. Whoever looks at many groups finds "
    "a bad one by luck: so it is searched for on one part of the rows, and measured on the other.",
    blind="It sees groups made of up to three protected attributes, with at least 30 people of its own in both parts; "
    "a group that nobody declared is not looked for.",
    step="Look at the group that is named: how many rows it had in training, and which inputs mean something else there.",
    limit=Limit.at_most(0.10),
    limit_source=fairness_lines.NO_FAILING_GROUP,
    related_law=(eu.AI_ACT_10_2_F, eu.AI_ACT_15_1),
    risk=Risk.UNEQUAL,
    severity=Severity.MEDIUM,
    metric=f"{MISSED}, {ALARMED}",
    family="fairness",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A group with one kind of error: its rate of it, and that of everybody else."""

    metric: str
    attribute: str
    group: str
    inside: Rate
    outside: Rate

    @property
    def gap(self) -> float:
        """Return how much worse the group is off than everybody else."""
        gap = self.inside.hits / self.inside.of - self.outside.hits / self.outside.of
        return -gap if self.metric == MISSED else gap

    @property
    def surprise(self) -> float:
        """Return the gap in standard errors: how likely a candidate is to be confirmed."""
        return self.gap / sqrt(variance_of(self.inside) + variance_of(self.outside))


@check(RULE, reads=(Parts,))
def failing_group(parts: Parts, ask: Ask) -> Iterator[Measurement]:
    """Yield the three groups that did worst on the first part, as they do on the second.

    Candidates are fixed by their counts alone: all groups of one, two or three attributes with enough positives
    (or negatives) in both parts.
    """
    found = {(one.metric, one.attribute, one.group): one for one in _candidates(parts.search, ask)}
    again = {(one.metric, one.attribute, one.group): one for one in _candidates(parts.confirm, ask)}
    both = sorted(found.keys() & again.keys())
    if not both:
        why = f"no group has {ask.min_group} rows with or without the event in both parts"
        yield Measurement.undefined(Target(parts.dataset), MISSED, 0, why)
    worst = sorted(both, key=lambda key: (-found[key].surprise, key))[:CARRIED]
    for key in worst:
        yield _measured(parts.dataset, again[key], len(both))


def _measured(dataset: str, one: Candidate, searched: int) -> Measurement:
    """Return a candidate as it shows on the second part."""
    first, second = (one.outside, one.inside) if one.metric == MISSED else (one.inside, one.outside)
    return Measurement(
        Target(dataset, one.attribute, one.group),
        one.metric,
        one.gap,
        Difference(first, second),
        int(one.inside.of),
        detail=f"against everybody else, on rows that it was not found on; {searched:,} candidates were searched",
        p=two_proportion_p(one.inside, one.outside),
        against="everybody else",
    )


def _candidates(outcomes: Outcomes, ask: Ask) -> Iterator[Candidate]:
    """Yield every group that is large enough, with both kinds of error."""
    everybody = outcomes.everybody()
    for attribute, groups in outcomes.by(ask.by):
        for group in groups if len(groups) > 1 else ():
            if not pooled(attribute, group.name):
                yield from _errors(attribute, group, everybody, ask.min_group)


def _errors(attribute: str, group: Group, everybody: Group, least: int) -> Iterator[Candidate]:
    """Yield both kinds of error of one group, where its own and the others' rows are enough."""
    for metric, hits, rest in ((MISSED, "tp", "fn"), (ALARMED, "fp", "tn")):
        inside, whole = (Rate(getattr(one, hits), getattr(one, hits) + getattr(one, rest)) for one in (group, everybody))
        outside = Rate(whole.hits - inside.hits, whole.of - inside.of)
        if min(inside.of, outside.of) >= least:
            yield Candidate(metric, attribute, group.name, inside, outside)
