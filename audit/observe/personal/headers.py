"""Do the names of the columns look like a row of people?"""

from __future__ import annotations

from collections.abc import Sequence

from audit.observe.personal.column import of_values
from audit.observe.personal.evidence import evidence_of
from audit.observe.personal.judge import THRESHOLD
from audit.observe.personal.person_names import is_full_name
from audit.observe.scene import Settings


def personal_names(names: Sequence[str], locales: tuple[str, ...]) -> frozenset[str]:
    """Return the column names that are themselves personal data: an address, a number, a full name.

    Only names that are wholly such a thing are returned, or hold proof of one; a rare name of a person is not seen.
    """
    candidates = of_values("", "text", names, Settings(locales=locales)).swept.sample.values()
    could = {name for sample in candidates for name in sample}
    return frozenset(name for name in names if is_full_name(name) or (name.strip() in could and _personal(name, locales)))


def _personal(name: str, locales: tuple[str, ...]) -> bool:
    """Tell whether one column name is personal data by itself."""
    settings = Settings(locales=locales)
    for one in evidence_of(of_values("", "text", [name], settings), locales, settings.personal):
        checked = one.checked
        if one.one.category == "direct" and checked.mean >= THRESHOLD and (checked.full or (one.one.decisive and checked.matched)):
            return True
    return False
