"""Which groups can be compared, and with which one?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from audit.core.measurement import Rate
from audit.observe.outcomes import JOIN, Group, joined
from audit.observe.tally import RARE, UNKNOWN

POOLED = "rare groups are counted together here, each is smaller"
"""Why a pool of rare groups is not judged."""
ALONE = "only one group: nothing to compare"


@dataclass(frozen=True, slots=True)
class Compared:
    """With whom groups are compared: named reference groups, and the rows that make one large enough.

    `by` lists attributes and intersections to look at besides the usual ones.
    """

    named: Mapping[str, str] = field(default_factory=dict)
    min_group: int = 30
    by: tuple[str, ...] = ()


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
    Ties go to the first name. Pooled rare groups are never the reference; unknown is only by name.
    """
    large = [group for group in groups if of(group).of >= min_group and not pooled(attribute, group.name)]
    wanted = named_reference(attribute, named)
    if wanted is not None:
        return next((group for group in large if group.name == wanted), None)
    known = [group for group in large if UNKNOWN not in _parts(attribute, group.name)]
    return max(sorted(known, key=lambda group: group.name), key=rank, default=None)


def named_reference(attribute: str, named: Mapping[str, str]) -> str | None:
    """Return the group that is named for an attribute: as a whole, its parts in any order, else part by part."""
    parts = attribute.split(JOIN)
    whole = next((key for key in (attribute, *sorted(named)) if key in named and set(key.split(JOIN)) == set(parts)), None)
    if whole is not None and len(parts) > 1:
        # Whoever writes a whole name may or may not double a `&` inside a part.
        found = dict(zip(whole.split(JOIN), named[whole].replace("&&", "&").split(JOIN), strict=False))
        return joined([found.get(part, "") for part in parts])
    return joined([named[part] for part in parts]) if all(part in named for part in parts) else None


def pooled(attribute: str, group: str) -> bool:
    """Tell whether a group, or a part of it, is many rare groups under one name."""
    return RARE in _parts(attribute, group)


def _parts(attribute: str, group: str) -> list[str]:
    """Return the parts of a group's name, one per column of its attribute."""
    return group.split(JOIN) if JOIN in attribute else [group]
