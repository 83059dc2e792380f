"""What do the labelled columns of the shared tables hold, and what does the scanner say of a column?"""

from __future__ import annotations

import ast
import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from audit.observe.personal.column import of_values
from audit.observe.personal.fact_rows import MEASURES, NAMED, NOTHING, rows_of
from audit.observe.scene import Settings

CAP = Settings().distinct_cap
CHECKABLE = frozenset({"CREDIT_CARD", "EMAIL_ADDRESS", "IBAN_CODE", "IP_ADDRESS", "PHONE_NUMBER", "US_SSN"})
"""Direct identifiers of the labels that have a pattern or a checksum."""


class Truth(NamedTuple):
    """One labelled column: its table, name and values, and what two readers called it."""

    table: str
    column: str
    header: str
    truth: str
    entity: str
    sure: bool
    values: tuple[str, ...]
    beside: tuple[str, ...]


class Found(NamedTuple):
    """One entity of a column, as the scanner says; `score` is 0 to 1."""

    entity: str
    category: str
    basis: str
    score: float


def labelled(folder: Path) -> Iterator[Truth]:
    """Yield every labelled column of `truth.csv`."""
    web = {row["column"]: row for row in table(folder / "webcolumns" / "columns.csv")}
    for label in table(folder / "truth.csv"):
        name, of = label["column"], label["table"]
        if of == "webcolumns":
            header, values = web[name]["semantic_type"], tuple(str(value) for value in ast.literal_eval(web[name]["values"]))
            beside: tuple[str, ...] = ()
        else:
            rows = table(folder / "datahub" / f"{of}.csv")
            header, values = name, tuple(row[name] or "" for row in rows)
            beside = tuple(other for other in rows[0] if other != name)
        yield Truth(of, name, header, label["class"], label["entity"], label["sure"] == "y", values, beside)


@cache
def table(path: Path) -> tuple[dict[str, str], ...]:
    """Read a CSV file."""
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return tuple(csv.DictReader(stream))


def scanned(
    header: str,
    values: Sequence[str],
    *,
    kind: str | None = None,
    beside: tuple[str, ...] = (),
    settings: Settings | None = None,
) -> tuple[Found, ...]:
    """Return what a column is said to hold; what is only left open by its name is not among it."""
    used = settings or Settings()
    distinct = list(dict.fromkeys(value for value in values if value.strip()))
    some = distinct if used.exhaustive else distinct[:CAP]
    column = of_values(header, kind or kind_of(distinct), some, used, distinct=len(distinct), rows=len(values), beside=beside)
    score = MEASURES.index("score_permille")
    found = [Found(key[1], key[2], key[3], numbers[score] / 1000) for key, numbers in rows_of(column, used) if key[1] != NOTHING]
    return tuple(one for one in found if one.category != "dismissed" and one.basis != NAMED)


def kind_of(values: Iterable[str]) -> str:
    """Return the type a loader would give: whole numbers, numbers, or text."""
    texts = list(values)
    for name, cast in (("integer", int), ("number", float)):
        try:
            [cast(value) for value in texts]
        except ValueError:
            continue
        padded = any(value.strip()[:1] == "0" and value.strip()[1:2].isdigit() for value in texts)
        return name if texts and not padded else "text"
    return "text"


def categories(found: Iterable[Found]) -> frozenset[str]:
    """Return the categories of what was found."""
    return frozenset(one.category for one in found)


def entities(found: Iterable[Found]) -> frozenset[str]:
    """Return the entities of what was found."""
    return frozenset(one.entity for one in found)
