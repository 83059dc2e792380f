"""How often is a column's personal data found, and how often is a harmless column accused?

    PYTHONPATH=. python benchmarks/personal_columns.py ../shared/data/personal [--list]

Reads the labelled columns of `truth.csv` (uncertain and disputed labels do not count) and prints
recall and false alarms by class, with the column names and with names hidden.
"""

from __future__ import annotations

import ast
import csv
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from audit.observe.personal.fact_rows import column_rows

LIMIT = 1000
CATEGORIES = ("direct", "special", "criminal", "quasi", "pseudonym", "freetext")


class Column(NamedTuple):
    """One labelled column."""

    table: str
    name: str
    header: str
    truth: str
    entity: str
    sure: bool
    values: list[str]


def main(arguments: list[str]) -> int:
    """Print the tables; return 0."""
    folder = Path(arguments[0])
    columns = list(read(folder))
    for title, hidden in (("with column names", False), ("names hidden", True)):
        start = time.process_time()
        found = [(column, judged("" if hidden else column.header, column.values)) for column in columns]
        print(f"\n{title}: {len(columns)} columns, {time.process_time() - start:.1f} s CPU")
        report(found, detail="--list" in arguments)
    generated(folder / "presidio-research" / "FakeNameGenerator.com_3000.csv")
    return 0


def read(folder: Path) -> Iterator[Column]:
    """Yield every labelled column with its values."""
    web = {row["column"]: row for row in table(folder / "webcolumns" / "columns.csv")}
    tables: dict[str, list[dict[str, str]]] = {}
    for label in table(folder / "truth.csv"):
        name, of = label["column"], label["table"]
        if of == "webcolumns":
            header, values = web[name]["semantic_type"], [str(value) for value in ast.literal_eval(web[name]["values"])]
        else:
            rows = tables.setdefault(of, table(folder / "datahub" / f"{of}.csv"))
            header, values = name, [row[name] or "" for row in rows]
        yield Column(of, name, header, label["class"], label["entity"], label["sure"] == "y", values)


def table(path: Path) -> list[dict[str, str]]:
    """Read a CSV file."""
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def judged(header: str, values: list[str]) -> list[tuple[str, str]]:
    """Return entity and category of what is found in a column."""
    distinct = list(dict.fromkeys(value for value in values if value.strip()))
    rows = column_rows(header, kind(distinct), distinct[:LIMIT], len(distinct), len(values), ())
    return [(key[1], key[2]) for key, _ in rows]


def kind(values: list[str]) -> str:
    """Return the declared type a loader would give."""
    for name, cast in (("integer", int), ("number", float)):
        try:
            [cast(value) for value in values]
        except ValueError:
            continue
        return name if values and not any(value.strip()[:1] == "0" and value.strip()[1:2].isdigit() for value in values) else "text"
    return "text"


def report(found: list[tuple[Column, list[tuple[str, str]]]], *, detail: bool) -> None:
    """Print recall by class and entity, false alarms, and on request every error."""
    by_class: dict[str, list[tuple[Column, list[tuple[str, str]]]]] = defaultdict(list)
    for column, entities in found:
        if column.sure or column.truth == "special":
            by_class[column.truth].append((column, entities))
    for truth in sorted(by_class):
        cases = by_class[truth]
        said = Counter(category for _, entities in cases for category in {category for _, category in entities})
        named = sum(any(entity == column.entity for entity, _ in entities) for column, entities in cases)
        shares = ", ".join(f"{category} {said[category]} ({said[category] / len(cases):.1%})" for category in CATEGORIES if said[category])
        print(f"  {truth:10} {len(cases):4} columns; right entity {named}; flagged {shares or 'nothing'}")
    direct = [(column, any(c == "direct" for _, c in entities)) for column, entities in found if column.sure and column.truth != "disputed"]
    right = sum(flag for column, flag in direct if column.truth == "direct")
    print(f"  direct: precision {right}/{sum(flag for _, flag in direct)}, recall {right}/{sum(c.truth == 'direct' for c, _ in direct)}")
    if detail:
        errors(by_class)


def errors(by_class: dict[str, list[tuple[Column, list[tuple[str, str]]]]]) -> None:
    """Print the columns judged otherwise than labelled, by name only."""
    for truth, cases in by_class.items():
        for column, entities in cases:
            wrong = (
                entities
                if truth in {"none", "org"}
                else []
                if any(column.entity == e for e, _ in entities)
                else [("missed", column.entity), *entities]
            )
            if wrong:
                print(f"    {truth:8} {column.table}/{column.name} [{column.header}] {wrong}")


def generated(path: Path) -> None:
    """Print what is found in the table of generated people."""
    rows = table(path)
    print(f"\n{path.name}:")
    for name in rows[0]:
        print(f"  {name:22} {judged(name, [row[name] or '' for row in rows])}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
