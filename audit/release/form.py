"""In which form does the release leave: the one its data came in, unless its name says another?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from audit.core.errors import BadInput
from audit.load.address import address_of
from audit.load.dialect import find_dialect
from audit.load.encoding import find_encoding
from audit.load.files import File, find
from audit.load.place import Place
from audit.load.subject_types import Dataset

_PARQUET = frozenset({".parquet", ".pq"})
_TABBED = frozenset({".tsv", ".tab"})
_DELIMITED = frozenset({".csv", ".txt", ".data", ".dat", ""}) | _TABBED
_LINES = 1_000


@dataclass(frozen=True, slots=True)
class Form:
    """A format; CSV with its delimiter, always UTF-8, with a header, quoted only where a cell needs it."""

    format: Literal["csv", "parquet"]
    delimiter: str = ""


def form_of(data: str, output: Path, delimiter: str | None = None) -> Form:
    """Return the form of the output; raises BadInput where data or output cannot be read or written.

    The output's suffix decides; without one, and for `.txt` and the like, the form is that of the data. CSV keeps
    the delimiter of the data, or `delimiter`.
    """
    if address_of("DATA", data) is not None:
        step = "Export the table to CSV or Parquet first"
        raise BadInput.one("DATA", "a plan is applied to a file, not to a table of an engine", step)
    file = find(Place("DATA", data), Path(data))
    suffix = output.suffix.lower()
    packed = file.format in {"parquet", "folder", "arrow"}
    if suffix in _PARQUET or (suffix == "" and packed):
        return Form("parquet")
    if suffix not in _DELIMITED or (packed and suffix not in {".csv", *_TABBED}):
        step = "Name it *.parquet or *.csv" if packed else "Name it *.csv or *.parquet"
        raise BadInput.one("-o", f"{output}: a release is written as CSV or Parquet", step)
    if suffix in _TABBED:
        return Form("csv", "\t")
    return Form("csv", delimiter or ("," if packed or file.format == "jsonl" else _delimiter(file)))


def _delimiter(file: File) -> str:
    """Return the delimiter that the first lines of a file have."""
    lines: Sequence[str] = list(islice(find_encoding(file, None).lines(), _LINES))
    return find_dialect(lines, None, file.suffix).delimiter


def dataset_of(role: str, path: Path, delimiter: str) -> Dataset:
    """Return how a release is read again: nothing about a CSV that we wrote is left to be found out."""
    if not delimiter:
        return Dataset(role, str(path))
    return Dataset(role, str(path), header=True, delimiter=delimiter, encoding="utf-8")


def same_file(output: Path, inputs: Sequence[Path]) -> bool:
    """Tell whether an output would replace one of the inputs."""
    return output.resolve() in {one.resolve() for one in inputs}
