"""In which encoding is a file written, from its first byte to its last?"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.load.files import File

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}
_UNDEFINED_IN_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f]")
_CONTROL_SHARE = 0.01
_LONGEST_LINE = 1 << 24
_SPOKEN = {"utf-16-le": "UTF-16 (little endian)", "utf-16-be": "UTF-16 (big endian)", "utf-32-le": "UTF-32",
           "utf-32-be": "UTF-32", "latin-1": "latin-1", "utf-8": "UTF-8"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """A text file whose encoding holds to its last byte; it opens as UTF-8, as often as needed."""

    file: File
    codec: str
    mark: int
    notes: tuple[str, ...] = ()

    def blocks(self) -> Iterator[bytes]:
        """Yield the text as UTF-8 bytes, without a byte order mark."""
        blocks = _after(self.file.blocks(), self.mark)
        return blocks if self.codec == "utf-8" else _transcoded(blocks, self.codec)

    def open(self) -> io.BufferedReader:
        """Return a stream of UTF-8 bytes."""
        return io.BufferedReader(_Stream(self.blocks()), 1 << 20)

    def lines(self) -> Iterator[str]:
        """Yield the lines with their own ends: LF, CRLF or CR; raises BadInput for one without an end."""
        with io.TextIOWrapper(self.open(), encoding="utf-8", newline="") as stream:
            number = 0
            while line := stream.readline(_LONGEST_LINE):
                number += 1
                if len(line) == _LONGEST_LINE:
                    raise self.file.place.bad(f"line {number} is longer than {_LONGEST_LINE:,} characters", "Is it a table?")
                yield line


def find_encoding(file: File, declared: str | None = None) -> Text:
    """Find the encoding and hold the whole file against it, as a stream.

    A mark decides, then what was declared, then UTF-16 by its zero bytes, then UTF-8; what is none
    of these is cp1252, or latin-1 where a byte has no meaning in cp1252. Raises BadInput for text
    that is damaged UTF-8, cannot be decoded, holds NUL bytes, or is no text.
    """
    head = next(file.blocks(), b"")
    mark, codec = next(((len(mark), codec) for mark, codec in _MARKS if head.startswith(mark)), (0, ""))
    codec = codec or _known(file, declared) or _wide_without_mark(head)
    if not codec:
        codec = "utf-8" if _is_utf8(file) else _single_byte(file)
    text = Text(file, codec, mark, _notes(codec, mark, declared))
    _validate(text)
    return text


class _Stream(io.RawIOBase):
    """A readable file over blocks of bytes."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        """Keep what is left of the last block."""
        self._blocks = blocks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, target: WriteableBuffer, /) -> int:
        """Fill the target with what comes next; 0 at the end."""
        if not self._rest:
            self._rest = memoryview(next(filter(None, self._blocks), b""))
        view = memoryview(target).cast("B")
        size = min(len(view), len(self._rest))
        view[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def _after(blocks: Iterator[bytes], mark: int) -> Iterator[bytes]:
    """Yield the blocks without the first bytes."""
    yield next(blocks, b"")[mark:]
    yield from blocks


def _transcoded(blocks: Iterable[bytes], codec: str) -> Iterator[bytes]:
    """Yield the blocks as UTF-8; a character may straddle two blocks."""
    decoder = codecs.getincrementaldecoder(codec)()
    for block in blocks:
        if text := decoder.decode(block):
            yield text.encode("utf-8")
    if text := decoder.decode(b"", final=True):
        yield text.encode("utf-8")


def _known(file: File, declared: str | None) -> str:
    """Return Python's name of a declared encoding, or nothing if none was declared."""
    if declared is None:
        return ""
    try:
        name = codecs.lookup(declared).name
        " ".encode(name)
    except (LookupError, ValueError, TypeError):
        raise file.place.bad(f"unknown encoding {declared!r}", "Use utf-8, cp1252, latin-1 or utf-16") from None
    return _WIDE.get(name, name)


def _wide_without_mark(head: bytes) -> str:
    """Recognise UTF-16 without a mark: the zero bytes of its ASCII letters all fall on one side.

    A stray zero byte in other text shows by the line ends, which then do not decode to line ends.
    """
    pairs = len(head) // 2
    even, odd = head[: pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    most, least = max(even, odd), min(even, odd)
    if most * 33 < pairs or least * 20 > most or most == 0:
        return ""
    codec = "utf-16-le" if odd > even else "utf-16-be"
    text = head[: pairs * 2].decode(codec, "replace")
    ends = sum(text.count(end) for end in "\n\r")
    return codec if 2 * ends > sum(head.count(end) for end in b"\n\r") else ""


def _is_utf8(file: File) -> bool:
    """Tell whether every byte of the file is part of UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in file.blocks():
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _single_byte(file: File) -> str:
    """Choose cp1252 or latin-1; raises BadInput where it is UTF-8 with some damaged bytes.

    Text in cp1252 has hardly ever a valid UTF-8 sequence in it, so more whole sequences than broken
    ones are damage, and reading on would turn every umlaut into two letters.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    whole = broken = line = lines = 0
    codec = "cp1252"
    for block in file.blocks():
        text = decoder.decode(block)
        bad = text.count("\ufffd")
        if bad and not line:
            line = lines + text[: text.index("\ufffd")].count("\n") + 1
        lines += text.count("\n")
        broken += bad
        whole += len(text) - len(text.encode("ascii", "ignore")) - bad
        codec = "latin-1" if _UNDEFINED_IN_CP1252.search(block) else codec
    if whole > max(broken, 1):
        raise file.place.bad(f"it is UTF-8 with damaged bytes, the first near line {line}", "Export it again, or set its encoding")
    return codec


def _validate(text: Text) -> None:
    """Raise BadInput where the text cannot be decoded, holds NUL bytes, or is full of control characters."""
    place = text.file.place
    lines = size = 0
    try:
        for block in _transcoded(_after(text.file.blocks(), text.mark), text.codec):
            if (nul := block.find(b"\0")) >= 0:
                line = lines + block.count(b"\n", 0, nul) + 1
                raise place.bad(f"line {line} holds NUL bytes", "It may not be text: export it as CSV again")
            if size == 0 and len(_CONTROL.findall(block)) > len(block) * _CONTROL_SHARE:
                raise place.bad("it is not text: it is full of control characters", "Export it as CSV")
            lines += block.count(b"\n")
            size += len(block)
    except UnicodeDecodeError as error:
        line = lines + error.object[: error.start].decode(text.codec, "ignore").count("\n") + 1
        spoken = _SPOKEN.get(text.codec, text.codec)
        raise place.bad(f"line {line} cannot be read as {spoken}", "Set its encoding, or export it as UTF-8") from None
    if size == 0:
        raise place.bad("the file is empty", "Export the data again")


def _notes(codec: str, mark: int, declared: str | None) -> tuple[str, ...]:
    """Say how it is read, unless that is plain UTF-8."""
    if codec == "utf-8":
        return ()
    spoken = _SPOKEN.get(codec, codec)
    if mark or declared or codec.startswith("utf"):
        return (f"Read as {spoken}.",)
    return (f"Read as {spoken}, because it is not UTF-8: set `encoding` if it is another one.",)
