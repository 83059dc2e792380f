"""How does a folder of hierarchy files say how the values of columns are made coarser?

The form is ARX's: a file `COLUMN.csv` or `*_COLUMN.csv`, `;` or `,` between its cells, no header, a row per value: the value,
what it becomes at level 1, at level 2 and so on, and `*` at the last level. An empty first cell stands for a missing value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from audit.load.canonical import canonical
from audit.load.encoding import find_encoding
from audit.load.files import find, no_permission
from audit.load.formats.records import Dialect, Malformed, Record, records
from audit.load.kinds import counted
from audit.load.place import Place

STAR = "*"
ROLE = "hierarchy"
_DELIMITERS = (";", ",")


@dataclass(frozen=True)
class Tree:
    """The levels of a column by value: `levels[value][0]` is the value as canonical text, the last label is `*`.

    What shares a label at one level shares one at every later level. The key of a missing value is the empty text.
    """

    place: Place
    levels: Mapping[str, tuple[str, ...]]

    @cached_property
    def height(self) -> int:
        """Return the last level."""
        return len(next(iter(self.levels.values()))) - 1

    def check(self, column: str, values: Iterable[object]) -> None:
        """Raise BadInput where values of a column are not in the file: how many, never which. Missing ones need not be."""
        unknown = sum(value is not None and canonical(value) not in self.levels for value in values)
        if unknown:
            what = f"it lacks {counted(unknown, 'distinct value')} of column {column!r}"
            raise self.place.bad(what, "Add a line for each value of the data")


def hierarchies(folder: str | Path, columns: Collection[str]) -> dict[str, Tree]:
    """Return the trees of those columns that the folder has a file for.

    A file belongs to the column with the longest name that fits its own. Raises BadInput for a folder that is none,
    for two files of one column, and for a file that is no tree.
    """
    found: dict[str, list[Path]] = {}
    for path in _files(folder):
        owner = _owner(path.stem, columns)
        if owner is not None:
            found.setdefault(owner, []).append(path)
    return {column: read(_one(folder, column, found[column])) for column in columns if column in found}


def _files(folder: str | Path) -> list[Path]:
    """Return the CSV files of a folder, by name."""
    place = Place("hierarchies", str(folder))
    root = Path(folder).expanduser()
    if not root.is_dir():
        raise place.bad("no such folder", "It holds files COLUMN.csv or *_COLUMN.csv")
    try:
        return sorted(path for path in root.iterdir() if path.suffix.lower() == ".csv" and path.is_file())
    except OSError:
        raise no_permission(place) from None


def _owner(stem: str, columns: Collection[str]) -> str | None:
    """Return the column that a file is about: the longest name that its own is, or ends with after `_`."""
    return max((name for name in columns if stem == name or stem.endswith(f"_{name}")), key=len, default=None)


def _one(folder: str | Path, column: str, paths: Sequence[Path]) -> Path:
    """Return the file of a column: the one with its very name before any other."""
    exact = [path for path in paths if path.stem == column]
    if len(exact or paths) > 1:
        named = " and ".join(path.name for path in (exact or paths)[:2])
        raise Place("hierarchies", str(folder)).bad(f"{named} are both for column {column!r}", f"Keep one of them, or call it {column}.csv")
    return (exact or paths)[0]


def read(path: Path) -> Tree:
    """Read one hierarchy file and hold it to be a tree; raises BadInput with the line, never with what it says."""
    place = Place(ROLE, str(path))
    rows = _rows(place, path)
    width = len(rows[0].cells)
    for row in rows:
        if len(row.cells) != width:
            raise place.bad(f"line {row.line} has {counted(len(row.cells), 'level')} where the first line has {width}")
        if row.cells[-1] != STAR:
            raise place.bad(f"line {row.line}: its last level is not *", "End each line with the level that leaves nothing: *")
    levels: dict[str, tuple[str, ...]] = {}
    for row in rows:
        key = canonical(row.cells[0])
        if key in levels:
            raise place.bad(f"line {row.line} is about a value that another line is about, too", "Keep one of them")
        levels[key] = (key, *row.cells[1:])
    _hold_tree(place, rows, width)
    return Tree(place, levels)


def _rows(place: Place, path: Path) -> list[Record]:
    """Return the records of a file, cut at the delimiter that gives every line the levels of the first."""
    text = find_encoding(find(place, path))
    tried: list[list[Record]] = []
    for delimiter in _DELIMITERS:
        try:
            tried.append([row for row in records(text.lines(), Dialect(delimiter)) if not row.blank])
        except Malformed as error:
            problem = place.bad(f"line {error.line}: {error.what}", "Quote cells, double quotes inside them")
            continue
        if tried[-1] and all(len(row.cells) == len(tried[-1][0].cells) > 1 and row.cells[-1] == STAR for row in tried[-1]):
            return tried[-1]
    if not tried:
        raise problem
    widest = max(tried, key=lambda rows: max((len(row.cells) for row in islice(rows, 1)), default=0))
    if not widest or len(widest[0].cells) < 2:
        raise place.bad("it has no levels", "A line is a value, its coarser values, and *, with ; or , between them")
    return widest


def _hold_tree(place: Place, rows: Sequence[Record], width: int) -> None:
    """Raise BadInput where what is together at one level comes apart at the next."""
    for level in range(1, width - 1):
        parents: dict[str, str] = {}
        for row in rows:
            if parents.setdefault(row.cells[level], row.cells[level + 1]) != row.cells[level + 1]:
                what = f"line {row.line}: what it is at level {level} becomes something else at level {level + 1} than in a line before"
                raise place.bad(what, "Each value of a level belongs to one value of the next")
