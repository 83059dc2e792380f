"""Which techniques may a policy permit, and what does Table 6 of WP216 say of the family of each?

The table is quoted as text. It is about families of techniques, never about a file: no answer in it clears a release.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """A row of the table: is there still a risk of each kind?"""

    name: str
    singling_out: str
    linkability: str
    inference: str


PSEUDONYMS = Family("pseudonymisation", "yes", "yes", "yes")
NOISE = Family("noise addition", "yes", "may not", "may not")
PRIVACY = Family("differential privacy", "may not", "may not", "may not")
CLASSES = Family("aggregation or k-anonymity", "no", "yes", "yes")
TABLE_6 = (
    PSEUDONYMS,
    NOISE,
    Family("substitution", "yes", "yes", "may not"),
    CLASSES,
    Family("l-diversity", "no", "yes", "may not"),
    PRIVACY,
    Family("hashing or tokenisation", "yes", "yes", "may not"),
)
TECHNIQUES: Mapping[str, Family | None] = {
    "date_shift": NOISE,
    "drop": None,
    "generalise": CLASSES,
    "mask": None,
    "microaggregate": CLASSES,
    "noise": NOISE,
    "pseudonymise": PSEUDONYMS,
    "private_counts": PRIVACY,
    "recode_locally": CLASSES,
    "redact": None,
    "suppress_cells": CLASSES,
    "suppress_rows": CLASSES,
    "top_bottom": CLASSES,
}
"""What is done to data before it is released; None where the table has no such family."""
_ALSO = {"suppress": "suppress_rows"}


def not_permitted(used: Iterable[str], permitted: Sequence[str] | None) -> tuple[str, ...]:
    """Return what is used of the techniques for data and is not permitted; None permits everything."""
    if permitted is None:
        return ()
    named = dict.fromkeys(_ALSO.get(one, one) for one in used)
    return tuple(one for one in named if one in TECHNIQUES and one not in permitted)
