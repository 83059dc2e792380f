"""How do JSON lines become a staged table?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from audit.load.encoding import Text
from audit.load.engine import Engine, parquet
from audit.load.formats.nested import json_text
from audit.load.formats.stage import ROWS, stored_names, text_schema, write
from audit.load.formats.text import TextTable, stage_typed
from audit.load.kinds import ANY, TextColumn
from audit.load.names import safe_names
from audit.load.place import Place
from audit.load.staged import Kind, Staged

if TYPE_CHECKING:
    import pyarrow as pa

_MOST_COLUMNS = 10_000
_MAY_BE: Mapping[frozenset[type], frozenset[Kind]] = {
    frozenset({bool}): frozenset({"boolean"}),
    frozenset({int}): frozenset({"integer", "number"}),
    frozenset({float}): frozenset({"number"}),
    frozenset({int, float}): frozenset({"number"}),
    # JSON has no dates, so they come as strings; a number in quotes was meant as text.
    frozenset({str}): frozenset({"date", "timestamp"}),
    frozenset(): ANY,
}


@dataclass(slots=True)
class _Found:
    """The keys met so far, in order, with the types of their values."""

    place: Place
    types: dict[str, set[type]] = field(default_factory=dict)
    rows: int = 0

    def add(self, row: Mapping[str, object], line: int) -> None:
        """Remember the keys and types of one row."""
        self.rows += 1
        for key, value in row.items():
            kinds = self.types.setdefault(key, set())
            if value is not None:
                kinds.add(type(value))
        if len(self.types) > _MOST_COLUMNS:
            raise self.place.bad(f"more than {_MOST_COLUMNS:,} different keys by line {line}", "Is every line a row of one table?")


class _Nested(str):
    """A list or an object, as JSON."""

    __slots__ = ()


class _Twice(ValueError):  # noqa: N818 - reads as what it says in a raise
    """A key stands twice in one object."""


def stage_jsonl(engine: Engine, text: Text) -> Staged:
    """Stage JSON lines, one object per row; a key that is absent is missing.

    Raises BadInput, with the line, for what is no JSON object, for a key used twice, and for no rows.
    """
    found = _Found(text.file.place)
    paths: list[Path] = []
    for rows in _chunks(text, found):
        path = engine.fresh()
        width = len(found.types)
        write(path, text_schema(width), [_batch(rows, list(found.types))])
        paths.append(path)
    place = text.file.place
    if not found.rows:
        raise place.bad("it holds no rows", "Export the data again")
    names, naming = safe_names(place, list(found.types))
    columns = list(zip(names, stored_names(len(names)), found.types.values(), strict=True))
    read = [TextColumn(name, stored, _may_be(kinds)) for name, stored, kinds in columns]
    relation = parquet(tuple(paths), by_name=True)
    return stage_typed(engine, TextTable(relation, read, found.rows, text.file.fingerprint(), (*text.notes, *naming)))


def _may_be(kinds: set[type]) -> frozenset[Kind]:
    """Return what the text of a column may stand for; mixed types are text."""
    return _MAY_BE.get(frozenset(kinds), frozenset())


def _chunks(text: Text, found: _Found) -> Iterator[list[Mapping[str, object]]]:
    """Yield the rows, as many at a time as a row group holds."""
    rows: list[Mapping[str, object]] = []
    for number, line in enumerate(text.lines(), 1):
        if not line.strip():
            continue
        row = _parse(found.place, number, line)
        found.add(row, number)
        rows.append(row)
        if len(rows) == ROWS:
            yield rows
            rows = []
    if rows:
        yield rows


def _parse(place: Place, number: int, line: str) -> Mapping[str, object]:
    """Return one row."""
    step = "Write one JSON object per line (jq -c '.[]' turns an array into lines)"
    try:
        row = json.loads(line, object_pairs_hook=_once, parse_constant=_no_number)
        row = _flat(row) if isinstance(row, dict) else row
    except _Twice:
        raise place.bad(f"line {number} has a key twice", "Give each key its own name") from None
    except (ValueError, RecursionError):
        raise place.bad(f"line {number} is not a JSON object", step) from None
    if "\\ud" in line.lower() and not _whole(row):
        raise place.bad(f"line {number} holds half a letter", "Write text as UTF-8")
    if not isinstance(row, dict) or not row:
        raise place.bad(f"line {number} is not a JSON object with keys", step)
    return row


def _flat(row: dict[str, object]) -> dict[str, object]:
    """Return a row in which lists and objects are JSON."""
    if not any(isinstance(value, dict | list) for value in row.values()):
        return row
    return {key: _Nested(json_text(value)) if isinstance(value, dict | list) else value for key, value in row.items()}


def _whole(row: object) -> bool:
    """Tell whether text written as escapes has no lone surrogate."""
    try:
        json.dumps(row, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """Return an object; raises _Twice where a key comes again."""
    row = dict(pairs)
    if len(row) != len(pairs):
        raise _Twice
    return row


def _no_number(_: str) -> None:
    """Read NaN and Infinity as missing: JSON has no such numbers."""
    return


def _batch(rows: Sequence[Mapping[str, object]], keys: Sequence[str]) -> pa.RecordBatch:
    """Return rows as columns of text."""
    import pyarrow as pa

    columns = [pa.array([_written(row.get(key)) for row in rows], pa.string()) for key in keys]
    return pa.RecordBatch.from_arrays(columns, schema=text_schema(len(keys)))


def _written(value: object) -> str | None:
    """Return a value as text; empty text is missing."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, int | float) else None
