"""Does being in the data let a sensitive value be guessed?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.anonymity.attacks.risk import Success, residual
from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Estimate, Measurement
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import anonymity_lines, eu
from audit.observe.inference import Guessed, Inference
from audit.statistics.normal import critical

METRIC = "inference_risk"
FEWEST = 30
"""People attacked, and held out, below which nothing is said."""

RULE = Rule(
    name="inferable-attribute",
    asks="Can a sensitive column be guessed hardly better of people in the data than of people who are not?",
    why="Who knows the quasi-identifiers of a person looks up the nearest rows, or fits a model to all, and guesses the rest. What "
    "holds for everybody can be guessed of everybody; what is guessed better of those inside was given away by their own rows "
    "(normalised risk, Giomi et al. 2023).",
    blind="It tries two ways on a sample, in which more rows are alone than in all of the data, and knows only the declared columns. "
    "Guesses that work on everybody count as no risk here and can still harm a person: read the share of right guesses.",
    step="See the plans that were tried: larger and more mixed classes (k, l and t), or leave the sensitive column out of the release.",
    limit=Limit.at_most(0.10),
    limit_source=anonymity_lines.LITTLE_INFERRED,
    related_law=(eu.GDPR_RECITAL_26, eu.WP216, eu.GDPR_9),
    risk=Risk.INFERENCE,
    severity=Severity.MEDIUM,
    metric=METRIC,
    family="privacy",
)


@check(RULE, reads=(Inference,))
def inferable_attribute(inference: Inference, ask: Ask) -> Iterator[Measurement]:
    """Yield the normalised risk of every sensitive column, with the error that follows from both rates."""
    for one in inference.columns:
        target, attack = Target(inference.dataset, one.column), one.attack
        people = int(attack.success.of)
        if attack.control is None or min(people, attack.control.of) < FEWEST:
            yield Measurement.undefined(target, METRIC, people, f"fewer than {FEWEST} people to attack, or to hold out")
            continue
        level = ask.confidence
        value, error = residual(Success.of(attack.success, level), Success.of(attack.control, level))
        inside = min(1.0, max(0.0, value))
        yield Measurement(target, METRIC, inside, Estimate(error / critical(level), 0.0, 1.0), people, detail=_said(one))


def _said(one: Guessed) -> str:
    """Return the three rates in words."""
    attack, control = one.attack, one.attack.control
    other = control.hits / control.of if control else 0.0
    return (
        f"by {one.says()}: {attack.success.hits / attack.success.of:.1%} guessed right of {int(attack.success.of):,} people in the data, "
        f"{other:.1%} at best of people who are not, {attack.guess.hits / attack.guess.of:.1%} by always the same guess; "
        f"from {one.rows:,} rows of a sample"
    )
