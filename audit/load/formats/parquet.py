"""How is Parquet read in place, one file or a folder of parts?"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from audit.core.values import digest
from audit.load.engine import Engine, parquet
from audit.load.files import File, no_permission
from audit.load.formats.native import native_fields
from audit.load.names import safe_names
from audit.load.place import Place
from audit.load.staged import Staged

if TYPE_CHECKING:
    import pyarrow as pa

_SUFFIXES = (".parquet", ".pq")


def stage_parquet(engine: Engine, file: File) -> Staged:
    """Read one Parquet file in place; raises BadInput if it is truncated, damaged or has no rows."""
    return _stage(engine, file.place, (file.path,), file.fingerprint())


def stage_folder(engine: Engine, folder: File) -> Staged:
    """Read a folder of Parquet parts in the order of their names.

    Raises BadInput without parts, for parts that differ in columns or types, and for folders named
    `column=value`, because those columns are not in the files.
    """
    paths, places = _parts(folder)
    return _stage(engine, folder.place, paths, _fingerprint(paths, places))


def folder_fingerprint(folder: File) -> str:
    """Return the `sha256:...` of a folder: of the sorted hashes of its parts; raises BadInput as `stage_folder` does."""
    return _fingerprint(*_parts(folder))


def _fingerprint(paths: Sequence[Path], places: Sequence[Place]) -> str:
    """Return the hash of the sorted hashes of parts."""
    hashes = [File(one, path, "parquet").fingerprint() for one, path in zip(places, paths, strict=True)]
    return digest("\n".join(sorted(hashes)))


def _parts(folder: File) -> tuple[tuple[Path, ...], list[Place]]:
    """Return the parts of a folder in the order of their names, with what messages call them."""
    place = folder.place
    if not os.access(folder.path, os.R_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
        raise no_permission(place)
    found = (path for path in folder.path.rglob("*") if path.suffix.lower() in _SUFFIXES and path.is_file())
    paths = tuple(sorted(path for path in found if not path.name.startswith(("_", "."))))
    if not paths:
        raise place.bad("it is a folder without Parquet parts", "Name a file, or a folder of *.parquet files")
    if any("=" in part for path in paths for part in path.relative_to(folder.path).parts[:-1]):
        raise place.bad("its folder names hold columns (column=value), which are not read", "Write the columns into the files")
    return paths, [place.part(number, len(paths)) for number in range(1, len(paths) + 1)]


def _stage(engine: Engine, place: Place, paths: Sequence[Path], fingerprint: str) -> Staged:
    """Check every footer and describe the columns."""
    import duckdb

    many = len(paths) > 1
    footers = [_footer(place.part(number, len(paths)) if many else place, path) for number, path in enumerate(paths, 1)]
    schema = footers[0][0]
    for number, (other, _) in enumerate(footers, 1):
        _same(place.part(number, len(paths)), schema, other)
    rows = sum(count for _, count in footers)
    if not rows:
        raise place.bad("it has columns and no rows" if len(schema) else "it has no columns", "Export the data again")
    names, naming = safe_names(place, schema.names)
    relation = parquet(tuple(path.resolve() for path in paths))
    try:
        fields, notes = native_fields(engine.connection, relation, names)
    except duckdb.Error:
        raise place.bad("its pages are damaged or of a kind that is not read", "Export the file again") from None
    return Staged(fields, relation, relation, rows, fingerprint, (*naming, *notes))


def _footer(place: Place, path: Path) -> tuple[pa.Schema, int]:
    """Return the schema without its metadata, and the number of rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            return file.schema_arrow.remove_metadata(), int(file.metadata.num_rows)
    except (pa.ArrowException, OSError):
        raise place.bad("the Parquet file is truncated or damaged", "Copy or export it again") from None


def _same(place: Place, first: pa.Schema, other: pa.Schema) -> None:
    """Raise BadInput where a part has other columns or types than the first one."""
    step = "All parts of a folder must be of one table"
    if first.names != other.names:
        raise place.bad("it has other columns than part 1", step)
    different = [one.name for one, two in zip(first, other, strict=True) if one.type != two.type]
    if different:
        raise place.bad(f"column {different[0]} has another type than in part 1", step)
