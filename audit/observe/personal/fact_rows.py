"""How does the verdict on a column travel? As rows of integer counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from audit.observe.personal.explain import explain

if TYPE_CHECKING:
    from audit.observe.personal.columns import ColumnEntity

__all__ = ["KEYS", "MEASURES", "NAMED", "column_rows", "explain", "name_rows"]

KEYS = ("column", "entity", "category", "basis")
MEASURES = ("examined", "distinct", "matched", "full", "score_permille")
NAMED = "name"
"""The basis of a row that rests on the name of the column alone: no value has the form."""
_FLAG = 2
Counts: TypeAlias = "tuple[int, int, int, int, int]"
Row: TypeAlias = "tuple[tuple[str, str, str, str], Counts]"
_WHOLE = re.compile(r"(-?\d+)\.0*")


def column_rows(
    column: str,
    kind: str,
    values: Sequence[str],
    distinct: int,
    rows: int,
    locales: tuple[str, ...],
) -> list[Row]:
    """Return the rows of one column for a fact with `KEYS` and `MEASURES`; none if nothing was found.

    Where only the name of the column says that it identifies people, one row with basis `name` and no match.

    `values` are distinct values as text, at most as many as the caller drew; `distinct` and `rows`
    count the whole column and table; `kind` is `text`, `integer`, `number`, `boolean`, `date` or `timestamp`.
    """
    # Rules read what is written here, and load none of the patterns for it.
    from audit.observe.personal.columns import classify
    from audit.observe.personal.judge import judge_values

    texts = [value for value in _plain(values, kind) if value.strip()]
    hits = judge_values(texts, column, locales, kind)
    found = classify(column, kind, len(texts), max(distinct, len(texts)), rows, hits)
    rows_found = [(_key(column, one), _counts(one)) for one in found]
    return rows_found or name_rows(column, kind, len(texts), max(distinct, len(texts)), locales)


def name_rows(column: str, kind: str, examined: int, distinct: int, locales: tuple[str, ...]) -> list[Row]:
    """Return a row for the direct identifier that the name of a column says plainly; none for a yes or no about it."""
    from audit.observe.personal.catalogue import recognisers
    from audit.observe.personal.header_words import Support, support

    says = (
        one.entity
        for one in recognisers()
        if one.category == "direct" and kind in one.kinds and one.serves(locales) and support(one, column) is Support.PLAIN
    )
    entity = next(says, None) if distinct > _FLAG else None
    return [((column, entity, "direct", NAMED), (examined, distinct, 0, 0, 0))] if entity else []


def _key(column: str, one: ColumnEntity) -> tuple[str, str, str, str]:
    """Return the keys of one row."""
    return column, one.entity, one.category, one.basis


def _counts(one: ColumnEntity) -> Counts:
    """Return the measures of one row."""
    return one.examined, one.distinct, one.matched, one.full, round(one.score * 1000)


def _plain(values: Sequence[str], kind: str) -> Iterable[str]:
    """Return values as a person writes them: a whole number stored with decimals loses them."""
    if kind not in {"number", "text"}:
        return values
    whole = [_WHOLE.fullmatch(value) for value in values]
    # One real decimal and the column is a quantity: it stays as it is.
    return [match[1] if match else value for match, value in zip(whole, values, strict=True)] if all(whole) else values
