"""Would one other decision turn the comparison over?"""

from __future__ import annotations

from audit.core.measurement import Rate
from audit.statistics.proportions import check


def turned_over(group: Rate, reference: Rate) -> bool:
    """Tell whether one place going to the group instead of its reference makes the group's rate the higher one.

    False where the group's rate is not lower to begin with, or a group has no rows. Counts are whole
    decisions, not effective ones. Raises ValueError for impossible counts.
    Source: EEOC, Uniform Guidelines Questions and Answers (1979), no. 21 ("the selection of one
    different person for one job would shift the result"; the number from memory [not verified]).
    """
    check(group.hits, group.of)
    check(reference.hits, reference.of)
    if not group.of or not reference.of:
        return False
    # Cross-multiplied: whole numbers are compared exactly.
    lower = group.hits * reference.of < reference.hits * group.of
    return lower and (group.hits + 1) * reference.of > (reference.hits - 1) * group.of
