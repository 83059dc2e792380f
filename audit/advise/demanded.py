"""What do the rules that a policy asks demand of classes?"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from audit.anonymity.demand import Demand
from audit.core.ask import Ask
from audit.core.limit import Limit

MOST_LOST = 0.05
"""The share of all rows that a plan may leave out."""
MOST_OF_A_GROUP = 0.05
"""The share of the rows of any protected group that a plan may leave out to be chosen."""
K, L, T = "k", "distinct_l_diversity", "t_closeness"
ABOUT_CLASSES = frozenset({K, L, T})
"""The metrics that classes of rows are held to, and that a plan for all of them at once can reach."""


def demand_of(asks: Mapping[str, Ask], sensitive: tuple[str, ...]) -> Demand:
    """Return what is demanded together, from what a policy sets for each metric: one plan has to keep all of it."""
    k = asks[K].limit.value if K in asks and asks[K].limit.sense == ">=" else 1.0
    return Demand(
        k=max(1, ceil(k)),
        l={name: ceil(limit.value) for name, limit in _limits(asks, L, ">=", sensitive).items()},
        t={name: limit.value for name, limit in _limits(asks, T, "<=", sensitive).items()},
        max_suppression=MOST_LOST,
        min_group=max((one.min_group for one in asks.values()), default=Demand().min_group),
    )


def _limits(asks: Mapping[str, Ask], metric: str, sense: str, sensitive: tuple[str, ...]) -> dict[str, Limit]:
    """Return the limit of each sensitive column, of those that bound a metric from the side that protects."""
    found = {name: asks[metric].limit_for(name) for name in sensitive} if metric in asks else {}
    return {name: limit for name, limit in found.items() if limit.sense == sense}
