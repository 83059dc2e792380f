"""What a measurement is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DOUBLE = re.compile(":(?=:)")


@dataclass(frozen=True, slots=True, order=True)
class Target:
    r"""A dataset, a column (or an intersection `sex & race`) in it, and a group of its rows.

    Its text is `dataset::column::group`; a `::` inside a name is written `:\:`.
    """

    dataset: str
    column: str = ""
    group: str = ""

    def __str__(self) -> str:
        """Return `dataset::column::group`, without the parts that are empty at the end."""
        parts = [self.dataset, self.column, self.group]
        while len(parts) > 1 and not parts[-1]:
            parts.pop()
        return "::".join(_DOUBLE.sub(r":\\", part) for part in parts)
