"""What may a step demand of every class of rows?"""

from __future__ import annotations

from audit.anonymity.demand import Demand
from audit.core.plan import Step
from audit.transform import said
from audit.transform.registry import Parameter


def demand_of(step: Step) -> Demand:
    """Return what a step demands of a class."""
    return Demand(
        k=said.whole(step, "k", 1),
        l={name: int(least) for name, least in said.numbers(step, "l").items()},
        entropy_l=said.numbers(step, "entropy_l"),
        t=said.numbers(step, "t"),
    )


def sensitive_of(step: Step, demand: Demand) -> list[str]:
    """Return the sensitive columns: those something is demanded of, and the others that the step names."""
    return sorted({*demand.sensitive, *said.names(step, "sensitive")})


DEMANDS = (
    Parameter("k", "whole", "the fewest rows of a class, or persons where the plan names subject_id", required=True, low=1),
    Parameter("l", "wholes", "the fewest distinct values of a sensitive column in a class, by column", low=1),
    Parameter("entropy_l", "numbers", "the logarithm of this is the least entropy of a sensitive column in a class, by column", low=1),
    Parameter("t", "numbers", "the largest distance of a sensitive column in a class from the same in all rows, by column", low=0, high=1),
    Parameter("sensitive", "names", "more sensitive columns: what is demanded of one also holds within the classes the others add"),
)
