"""Which group are numbers other than rates held against?"""

from __future__ import annotations

from collections.abc import Mapping

from audit.core.measurement import Rate
from audit.metrics.compared import Compared, reference
from audit.observe.outcomes import Group


def sized(name: str, rows: int) -> Group:
    """Return a group of which nothing but its size is known."""
    return Group(name, rows, 0, 0, 0, 0, 0)


def largest(sizes: Mapping[str, int], attribute: str, compared: Compared) -> str | None:
    """Return the named group, else the largest, among those with enough rows; None if there is none."""

    def rows(group: Group) -> Rate:
        return Rate(group.rows, group.rows)

    groups = [sized(name, n) for name, n in sizes.items()]
    found = reference(groups, attribute, compared.named, lambda group: float(group.rows), compared.min_group, rows)
    return None if found is None else found.name


def nobody(min_group: int, of: str) -> str:
    """Return why there is no group to compare with."""
    return f"no known group, or not the named reference, has {min_group} rows with {of}"
