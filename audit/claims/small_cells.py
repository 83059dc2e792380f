"""Which counts of people are too small to be shown, and which others would give them away?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from audit.observe.outcomes import JOIN, Outcomes

LARGE = 1_000
"""From this many rows on, rounding a count to tens hides a small partner without hurting anyone."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown of one dataset's groups.

    `hidden` groups lose every number. In an attribute of `blurred` groups, their own rows are
    rounded to tens and every value to three significant digits: no small partner can be computed
    from what is left.
    """

    min_cell: int
    rows: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    hidden: frozenset[tuple[str, str]] = frozenset()
    blurred: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, outcomes: Outcomes, min_cell: int) -> Shown:
        """Decide for every attribute and intersection of a dataset."""
        rows = {attribute: {group.name: group.rows for group in groups} for attribute, groups in outcomes.by()}
        hidden = {(a, g) for a, groups in rows.items() for g, n in groups.items() if 0 < n < min_cell}
        blurred: set[tuple[str, str]] = set()
        while found := next(_exposed(rows, hidden, blurred), None):
            target, hide = found
            (hidden if hide else blurred).add(target)
        return cls(min_cell, rows, frozenset(hidden), frozenset(blurred))

    def hides(self, attribute: str, group: str) -> bool:
        """Tell whether a group's numbers are withheld."""
        return (attribute, group) in self.hidden

    def coarse(self, attribute: str) -> bool:
        """Tell whether an attribute's values are rounded."""
        return any(name == attribute for name, _ in self.blurred)

    def count(self, attribute: str, group: str, rows: int) -> tuple[int | None, str]:
        """Return a count and its text: None and `<10` or `withheld` where it may not be shown."""
        own = self.rows.get(attribute, {}).get(group, rows)
        if self.hides(attribute, group):
            return None, f"<{self.min_cell}" if own < self.min_cell else "withheld"
        if 0 < rows < self.min_cell:
            return None, f"<{self.min_cell}"
        if (attribute, group) in self.blurred:
            return round(rows, -1), f"about {round(rows, -1):,}"
        return rows, f"{rows:,}"

    def value(self, attribute: str, value: float | None) -> float | None:
        """Return a value to the grain its attribute allows."""
        return float(f"{value:.3g}") if value is not None and self.coarse(attribute) else value


def _exposed(
    rows: Mapping[str, Mapping[str, int]], hidden: set[tuple[str, str]], blurred: set[tuple[str, str]]
) -> Iterator[tuple[tuple[str, str], bool]]:
    """Yield a group that must be withheld (or blurred) because a single hidden one could be computed.

    A line is what adds up to a number that is shown: an attribute's groups, or the groups of an
    intersection that share one part. One hidden group in a line is the rest of the line.
    """
    for attribute, line in _lines(rows):
        covered = [name for name in line if (attribute, name) in hidden or (attribute, name) in blurred]
        if len(covered) != 1 or (attribute, covered[0]) in blurred:
            continue
        open_groups = sorted((rows[attribute][name], name) for name in line if name not in covered and rows[attribute][name] > 0)
        if not open_groups:
            continue
        largest, name = open_groups[-1]
        yield ((attribute, name), False) if largest >= LARGE else ((attribute, open_groups[0][1]), True)


def _lines(rows: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, list[str]]]:
    """Yield every set of groups whose total is shown."""
    for attribute, groups in rows.items():
        if JOIN not in attribute:
            yield attribute, list(groups)
            continue
        for place in range(len(attribute.split(JOIN))):
            yield from ((attribute, line) for line in _shared(groups, place))


def _shared(groups: Iterable[str], place: int) -> list[list[str]]:
    """Return the groups of an intersection by the part at one place."""
    lines: dict[str, list[str]] = {}
    for name in groups:
        lines.setdefault(name.split(JOIN)[place], []).append(name)
    return list(lines.values())
