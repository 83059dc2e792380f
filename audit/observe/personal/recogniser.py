"""What does one kind of personal data look like, in its values and in the name of its column?"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

Category = Literal["direct", "special", "criminal", "child", "quasi", "freetext", "pseudonym", "thing", "dismissed"]
"""A `thing` is no personal data by itself; `dismissed` is a match that the verdict does not accept."""

STATISTICS = (
    "rate", "ratio", "pct", "percent", "percentage", "avg", "average", "mean", "median", "proportion", "share",
    "index", "std", "stddev", "variance", "anteil", "quote", "taux", "moyenne", "porcentaje", "promedio", "percentuale",
)  # fmt: skip
"""Words in a column name that make it a statistic about people, not about one person."""
COUNTS = ("count", "cnt", "total", "num", "sum", "anzahl", "nombre total", "conteo", "conteggio", "aantal", "liczba")
"""Words in a column name that make it a number of things."""
THINGS = (
    "file", "product", "company", "school", "team", "event", "table", "column", "field", "device", "city", "country",
    "state", "brand", "model", "station", "store", "shop", "project", "organization", "organisation", "institution",
    "storm", "server", "domain", "class", "category", "type", "income", "education", "housing", "source", "item",
    "song", "album", "movie", "club", "region", "food",
)  # fmt: skip
"""Words in a column name that make it the name of a thing, not of a person."""


class Support(IntEnum):
    """How far a column name supports an entity."""

    AGAINST = -1
    NONE = 0
    HINT = 1
    PLAIN = 2


@dataclass(frozen=True, slots=True)
class Gate:
    """What every match must have, so that a value without it need not be read.

    `digits` is the least number of decimal digits, `needs` an expression that every match
    contains. A gate may let too much through, never too little: tested against reading everything.
    """

    digits: int = 0
    needs: str = ""

    def passes(self, value: str, digits: int) -> bool:
        """Tell whether a value with so many digits could match."""
        if digits < self.digits:
            return False
        return not self.needs or re.search(self.needs, value, re.IGNORECASE | re.DOTALL) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recogniser:
    """One kind of personal data.

    `presidio` names the Presidio classes that judge spans of a value; `pattern` is our own, and must
    cover the whole value; `shape` is what a value may look like when the column name already says
    what it is. `stdnum` names modules of python-stdnum (`fr.nir`), one of which must accept what `form` finds
    anywhere in a value; with `structure_only` there is no check digit, and a match is no proof.
    `together` looks at the values of a column at once and tells which of them are the entity.

    `header` lists phrases of a column name that say it plainly, `hints` phrases that only support a
    pattern, `not_header` phrases that speak against it. `needs_beside` are phrases of which the name of
    another column must have one; with `pairs`, a column `first` is plain beside a column `last`.

    Without support of the column name only spans of `sure_form` count; inside a sentence those of
    `text_form` do, too. `decisive`: a whole match is proof (checksum or structure), nothing else is
    looked for in that value. `share` of the distinct values must match.
    """

    entity: str
    category: Category
    says: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    presidio: tuple[str, ...] = ()
    stdnum: tuple[str, ...] = ()
    form: str = ""
    structure_only: bool = False
    together: Callable[[Sequence[str], Support], tuple[bool, ...]] | None = None
    pattern: str = ""
    shape: str = ""
    sure_form: str = ""
    text_form: str = ""
    gate: Gate = Gate()
    header: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    not_header: tuple[str, ...] = ()
    needs_header: bool = False
    needs_beside: tuple[str, ...] = ()
    pairs: bool = False
    numeric_ok: bool = False
    decisive: bool = False
    share: float = 0.5
    least_distinct: int = 1
    most_distinct: int | None = None
    kinds: tuple[str, ...] = ("text",)
    locales: tuple[str, ...] = ()

    def serves(self, locales: tuple[str, ...]) -> bool:
        """Tell whether it is looked for in these countries (none named: in all)."""
        return not locales or not self.locales or bool({code.upper() for code in locales} & set(self.locales))
