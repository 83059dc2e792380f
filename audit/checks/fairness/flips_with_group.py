"""Does a decision depend on the protected attribute itself?"""

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
from audit.law.fairness_lines import NO_FLIPS
from audit.metrics.individuals import flip_rate
from audit.observe.flips import ANY, Flip, Flips

METRIC = "flip_rate"

RULE = Rule(
    name="flips-with-group",
    asks="Do at most 1 % of decisions change when nothing but the protected attribute is changed?",
    why="A person who would be decided otherwise as a member of another group, all else equal, is treated by that group.",
    blind="Everything else stays as it is, also what would not be the same in the other group: a model that never sees the "
    "attribute changes no decision and can still use a stand-in for it. A column that repeats the attribute in another form "
    "(a dummy column, a title) is not changed with it.",
    step="Leave the attribute out of the model, train again, and look at what stands in for it.",
    limit=Limit.at_most(0.01),
    limit_source=NO_FLIPS,
    related_law=(eu.AI_ACT_10_2_F, eu.AI_ACT_10_2_G),
    risk=Risk.UNEQUAL,
    severity=Severity.MEDIUM,
    metric=METRIC,
    family="fairness",
)


@check(RULE, reads=(Flips,))
def flips_with_group(flips: Flips, ask: Ask) -> Iterator[Measurement]:
    """Yield, for every group, the share of its decisions that some other group changes; 0 for an attribute that is not read."""
    for attribute in flips.attributes:
        found = [one for one in flips.found if one.attribute == attribute]
        for one in found:
            if one.to in {ANY, ""}:
                yield _group(flips.dataset, one, found, ask)


def _group(dataset: str, one: Flip, found: list[Flip], ask: Ask) -> Measurement:
    """Return the share of one group, with those of each other group where there are several."""
    value = flip_rate(one)
    target = Target(dataset, one.attribute, one.group)
    small = bool(one.group) and one.rows < ask.min_group
    if value.value is None:
        return Measurement.undefined(target, METRIC, one.rows, value.reason, small=small)
    pairs = [other for other in found if other.group == one.group and other.to != ANY and other.rows]
    listed = ", ".join(f"{other.flipped / other.rows:.3f} as {other.to}" for other in pairs) if len(pairs) > 1 else ""
    detail = value.detail + (f"; {listed}" if listed else "")
    return Measurement(target, METRIC, value.value, value.counts, one.rows, detail=detail, small=small, against=value.against)
