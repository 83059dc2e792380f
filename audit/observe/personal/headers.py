"""Do the names of the columns look like a row of people?"""

from __future__ import annotations

from collections.abc import Sequence

from audit.observe.personal.catalogue import recogniser_of
from audit.observe.personal.judge import judge_values


def personal_names(names: Sequence[str], locales: tuple[str, ...]) -> frozenset[str]:
    """Return the column names that are themselves personal data: an address, a number, a full name.

    Only names that are wholly such a thing, or hold proof of one, are returned; patterns decide,
    so a rare name of a person is not seen.
    """
    return frozenset(name for name in names if _personal(name, locales))


def _personal(name: str, locales: tuple[str, ...]) -> bool:
    """Tell whether one column name is personal data by itself."""
    for hit in judge_values([name], "", locales):
        one = recogniser_of(hit.entity)
        if one is not None and one.category == "direct" and (hit.full or one.decisive):
            return True
    return False
