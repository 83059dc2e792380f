"""Does the model need the personal data that it reads?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Measurement, Rate
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, ours
from audit.observe.importance import Importance, Need

METRIC = "changed_decisions"
_REFUSED = "the model raised an error when it was asked with the values shuffled"
_CONSTANT = "every row looked at holds the same value: shuffling changes nothing"

RULE = Rule(
    name="unused-personal-data",
    asks="Does at least one decision in a hundred change when the values of a personal column are shuffled?",
    why="A personal column that changes no decision is collected, kept and copied for nothing, and can still leak.",
    blind="Shuffling breaks one column at a time: of two columns that say the same, each looks needless alone, and one that "
    "stands in for another stays. A column can move scores without a decision, and need is more than use by this model.",
    step="Leave the column out, train again, and compare; of columns that say the same, start with one.",
    limit=Limit.at_least(0.01),
    limit_source=ours.NEEDED_SHARE,
    related_law=(eu.GDPR_5_1_C, eu.GDPR_25),
    risk=Risk.LINKABILITY,
    severity=Severity.MEDIUM,
    metric=METRIC,
    family="privacy",
)


@check(RULE, reads=(Importance,))
def unused_personal_data(importance: Importance, ask: Ask) -> Iterator[Measurement]:
    """Yield the share of decisions that change, of the rows that got another value, of every column that the model reads.

    The first one also names the columns that it does not read: it needs them for nothing.
    """
    unread = _unread(importance.needs)
    for place, need in enumerate(one for one in importance.needs if one.judged):
        target, aside = Target(importance.dataset, need.column), unread if place == 0 else ""
        if need.moved == 0:
            yield Measurement.undefined(target, METRIC, need.rows, (_REFUSED if need.given == "refused" else _CONSTANT) + aside)
        else:
            yield _judged(target, need, ask, aside)


def _judged(target: Target, need: Need, ask: Ask, aside: str) -> Measurement:
    """Return the share of one column, with what shuffling it does to accuracy."""
    share = Rate(need.changed, need.moved)
    detail = f"{need.category}; {need.changed:,} decisions changed in {need.moved:,} rows with another value"
    if need.labelled:
        before, after = need.right / need.labelled, need.right_shuffled / need.labelled
        detail += f"; accuracy {before:.3f}, shuffled {after:.3f}"
    small = need.moved < ask.min_group
    return Measurement(target, METRIC, share.hits / share.of, share, need.moved, detail=detail + aside, small=small)


def _unread(needs: Sequence[Need]) -> str:
    """Return which personal columns the model does not read: those it never sees, and those of a table that change nothing."""
    names = [need.column for need in needs if not need.judged]
    return f"; not read by the model: {', '.join(names)}" if names else ""
