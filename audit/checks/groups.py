"""Which groups can be compared, and with which one?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from audit.core.measurement import Rate
from audit.observe.outcomes import JOIN, Group, joined


def reference(
    groups: Sequence[Group],
    attribute: str,
    named: Mapping[str, str],
    rank: Callable[[Group], float],
    min_group: int,
    of: Callable[[Group], Rate],
) -> Group | None:
    """Return the group that others are held against, or None if none is large enough.

    A named reference counts only if it is itself large enough; otherwise the group with the
    highest rank among those with at least `min_group` rows in the metric's own denominator.
    Ties go to the first name.
    """
    large = [group for group in groups if of(group).of >= min_group]
    parts = attribute.split(JOIN)
    if all(part in named for part in parts):
        wanted = joined([named[part] for part in parts])
        return next((group for group in large if group.name == wanted), None)
    return max(sorted(large, key=lambda group: group.name), key=rank, default=None)
