"""Which file is meant, and what is it: by its first bytes, then by its suffix?"""

from __future__ import annotations

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, Protocol

from audit.core.errors import BadInput
from audit.load.place import Place

Format = Literal["delimited", "jsonl", "parquet", "arrow", "folder"]
BLOCK = 1 << 20
_HEAD = 1 << 16

_PACKED = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}
_BINARY: dict[bytes, Format] = {b"PAR1": "parquet", b"ARROW1": "arrow", b"\xff\xff\xff\xff": "arrow"}
_FOREIGN = {
    b"PK\x03\x04": "a zip archive or a spreadsheet",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet",
    b"PARE": "an encrypted Parquet file",
    b"FEA1": "a Feather file of version 1",
    b"%PDF": "a PDF",
    b"SQLite format 3": "a SQLite database",
    b"BZh": "compressed with bzip2",
    b"\xfd7zXZ": "compressed with xz",
    b"\x89HDF": "an HDF5 file",
    b"Obj\x01": "an Avro file",
    b"ORC": "an ORC file",
    b"\x80\x04\x95": "a pickle",
    b"\x80\x05\x95": "a pickle",
}
_SUFFIXES: dict[str, Format] = {
    ".csv": "delimited", ".tsv": "delimited", ".tab": "delimited", ".txt": "delimited", ".data": "delimited",
    ".dat": "delimited", "": "delimited", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl",
    ".parquet": "parquet", ".pq": "parquet", ".arrow": "arrow", ".feather": "arrow", ".ipc": "arrow",
}  # fmt: skip
_PACKING_SUFFIXES = (".gz", ".zst", ".zstd", ".gzip")
_READ = "Use CSV, TSV, JSON lines, Parquet, Arrow or Feather (CSV and JSON lines also as .gz or .zst)"


class Readable(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, none at the end."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


@dataclass(frozen=True, slots=True)
class File:
    """A file that is there and can be read: its format, packing and suffix, the packing's left out."""

    place: Place
    path: Path
    format: Format
    packing: str = ""
    suffix: str = ""

    def blocks(self) -> Iterator[bytes]:
        """Yield the unpacked bytes; raises BadInput where the packing is damaged."""
        stream = _unpacked(self.path, self.packing)
        try:
            while block := stream.read(BLOCK):
                yield block
        except (OSError, EOFError, zlib.error):
            what = f"its {self.packing} data is truncated or damaged" if self.packing else "it cannot be read to its end"
            raise self.place.bad(what, "Copy or export the file again") from None
        finally:
            stream.close()

    def fingerprint(self) -> str:
        """Return `sha256:...` of the bytes as they are on disk; raises BadInput where they cannot be read."""
        try:
            with self.path.open("rb") as stream:
                return f"sha256:{hashlib.file_digest(stream, 'sha256').hexdigest()}"
        except OSError:
            raise no_permission(self.place) from None


def find(place: Place, data: str | Path) -> File:
    """Return the file or folder meant; raises BadInput if it is missing, empty, unreadable or not a table."""
    # A path that was joined to a folder has lost the second slash of an address.
    if re.search("(^|/)[A-Za-z][A-Za-z0-9+.-]+:/", str(data)):
        raise place.bad("only files of this machine are read", "Download it first")
    path = Path(data).expanduser()
    try:
        if path.is_dir():
            return File(place, path, "folder")
        if not path.exists():
            raise place.bad("no such file", _neighbour(path))
        if not path.is_file():
            raise place.bad("it is neither a file nor a folder")
        return _recognise(place, path)
    except OSError:
        raise no_permission(place) from None


def no_permission(place: Place) -> BadInput:
    """Return the error for what is there and cannot be opened."""
    return place.bad("no permission to read it, or it cannot be opened", "Check its permissions")


def _recognise(place: Place, path: Path) -> File:
    """Tell the format of a file that exists, from its unpacked first bytes and its suffix."""
    with path.open("rb") as stream:
        head = stream.read(8)
    packing = next((name for magic, name in _PACKED.items() if head.startswith(magic)), "")
    suffix = _suffix(path)
    if packing:
        head = next(File(place, path, "delimited", packing).blocks(), b"")[:_HEAD]
    else:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    if not head:
        raise place.bad("the file is empty", "Export the data again")
    return File(place, path, _format(place, head, suffix, packing), packing, suffix)


def _format(place: Place, head: bytes, suffix: str, packing: str) -> Format:
    """Decide the format: content first, suffix second."""
    binary = next((kind for magic, kind in _BINARY.items() if head.startswith(magic)), None)
    if binary is not None:
        if packing:
            raise place.bad(f"{binary.capitalize()} inside {packing} is not read", f"Unpack it first ({binary} is compact already)")
        return binary
    foreign = next((words for magic, words in _FOREIGN.items() if head.startswith(magic)), None)
    if foreign is not None:
        raise place.bad(f"it is {foreign}, which is not read", _READ)
    known = _SUFFIXES.get(suffix)
    if known is None:
        raise place.bad(f"files named *{suffix} are not read", _READ)
    if known in ("parquet", "arrow"):
        raise place.bad(f"it is not a {known.capitalize()} file: its first bytes are others", "Export the file again, or rename it")
    return "jsonl" if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{"') else known


def _suffix(path: Path) -> str:
    """Return the suffix in lower case, without that of a packing."""
    name = path.name.lower()
    for packed in _PACKING_SUFFIXES:
        name = name.removesuffix(packed)
    return Path(name).suffix


def _unpacked(path: Path, packing: str) -> Readable:
    """Open a file through its packing."""
    if packing == "gzip":
        return gzip.open(path, "rb")
    if packing == "zstd":
        import pyarrow as pa

        stream: Readable = pa.CompressedInputStream(pa.OSFile(str(path)), "zstd")
        return stream
    return path.open("rb")


def _neighbour(path: Path) -> str:
    """Propose the file of the same folder and suffix that is spelt alike, if there is one."""
    try:
        stems = sorted(other.stem for other in path.parent.iterdir() if other.suffix == path.suffix and other.is_file())
    except OSError:
        return "Check the path"
    close = get_close_matches(path.stem, stems, n=1, cutoff=0.6)
    return f"Did you mean {str(path.with_name(close[0] + path.suffix))!r}?" if close else "Check the path"
