"""Does every protected group score above the median equally often?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.checks.compare import looked_at
from audit.checks.registry import check
from audit.checks.scored import judged
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Measurement
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, fairness_lines, us
from audit.metrics.against import nobody
from audit.metrics.compared import ALONE, Compared
from audit.metrics.scoring import RATIO, best_of, scored_apart, scoring_ratio
from audit.observe.scored import Scored
from audit.observe.scores import GroupScores, Scores

RULE = Rule(
    name="unequal-scoring",
    asks="Does every group score above the median at least 80 % as often as the group that does so most often?",
    why="A score works before any decision is made with it: who is below the median is read later, called later, or not at all. "
    "New York City has the scoring rate published for tools that score applicants.",
    blind="It sees which side of the median a score is on, and not how far: read unequal-scores beside it. A gap can have a "
    "lawful reason, which this number does not see. Where the favourable outcome belongs to the low score, it counts the "
    "scores below the median, which Local Law 144 does not foresee.",
    step="Look at which inputs carry the gap. Do not move single groups' scores: different scales per group are unlawful in some fields.",
    limit=Limit.at_least(0.80),
    limit_source=fairness_lines.EQUAL_SCORING,
    related_law=(us.NYC_LL144, us.FOUR_FIFTHS, eu.AI_ACT_10_2_F),
    risk=Risk.UNEQUAL,
    severity=Severity.MEDIUM,
    metric=RATIO,
    family="fairness",
)


@check(RULE, reads=(GroupScores,))
def unequal_scoring(scores: Scores, ask: Ask) -> Iterator[Measurement]:
    """Yield each other group's scoring rate over the highest one, whoever is named as the reference (6 RCNY 5-301)."""
    everybody = scores.everybody()
    for attribute, groups in scores.by(looked_at(scores.attributes, ask)):
        yield from _compare(scores, Target(scores.dataset, attribute), groups, everybody, ask)


def _compare(scores: Scores, target: Target, groups: Sequence[Scored], everybody: Scored, ask: Ask) -> Iterator[Measurement]:
    """Yield the ratios of one attribute."""
    if len(groups) == 1:
        yield Measurement.undefined(target, RATIO, groups[0].rows, ALONE)
        return
    counted = scored_apart(scores, groups, everybody)
    best, among = best_of(target.column, tuple(counted.values()), Compared(min_group=ask.min_group))
    if best is None:
        yield Measurement.undefined(target, RATIO, 0, nobody(ask.min_group, "a score"))
        return
    for group in groups:
        if group.name != best.name:
            value = scoring_ratio(scores, target.column, counted[group.name], best, among, everybody)
            yield judged(target, value, group, group.rows, everybody, ask)
