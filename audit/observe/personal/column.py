"""What is known of one column before it is judged?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.observe.personal.sieve.prefilter import Prefilter
    from audit.observe.personal.sieve.sweep import Swept
    from audit.observe.scene import Personal, Settings


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table of `rows` rows, with `distinct` different values.

    `values` are distinct values as text, those with the smallest keyed hashes; `swept` says which cells
    could hold what, of all of them; `beside` are the names of the other columns. `kind` is the
    declared type: `text`, `integer`, `number`, `boolean`, `date` or `timestamp`.
    """

    name: str
    kind: str
    values: tuple[str, ...]
    distinct: int
    rows: int
    swept: Swept
    beside: tuple[str, ...] = ()


_WHOLE = re.compile(r"(-?[0-9]+)\.0*")


def plain(values: Sequence[str], kind: str) -> tuple[str, ...]:
    """Return values as a person writes them, blank ones left out: a whole number stored with decimals loses them."""
    texts = [value for value in values if value.strip()]
    whole = [_WHOLE.fullmatch(value) for value in texts] if kind in {"number", "text"} else []
    # One real decimal and the column is a quantity: it stays as it is.
    return tuple(match[1] for match in whole if match) if whole and all(whole) else tuple(texts)


def of_values(
    name: str,
    kind: str,
    values: Sequence[str],
    settings: Settings,
    *,
    distinct: int | None = None,
    rows: int | None = None,
    beside: tuple[str, ...] = (),
) -> Column:
    """Return a column of which only these distinct values are known; every one of them is swept.

    `distinct` and `rows` count the whole column and its table, where that is more.
    """
    import pyarrow as pa

    from audit.observe.personal.sieve.sweep import Sieve

    texts = plain(values, kind)
    cap = None if settings.exhaustive else settings.judged_cap
    sieve = Sieve(_prefilter(settings.locales, settings.personal), settings.seed, cap, once=True)
    sieve.add(pa.array(texts, pa.string()))
    most = max(distinct or 0, len(texts))
    return Column(name, kind, texts, most, max(rows or 0, most), sieve.swept(), beside)


@cache
def _prefilter(locales: tuple[str, ...], personal: Personal) -> Prefilter:
    """Return what sweeps for everything that is looked for."""
    from audit.observe.personal.sieve.prefilter import Prefilter
    from audit.observe.personal.sieve.probes import probes

    return Prefilter(probes(locales, personal))
