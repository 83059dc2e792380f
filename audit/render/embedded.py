"""Which evidence is inside a report in PDF?

The reports are read as this product writes them: one embedded file, stored as a stream of its own. What is found is
only ever used beside a comparison of the whole file, so that a file which readers see otherwise is not believed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from audit.core.errors import BadInput

MAGIC = b"%PDF-"
MOST = 256 * 1024 * 1024
"""No evidence unpacks to more bytes than this."""
_STREAM = re.compile(rb"/Type\s*/EmbeddedFile\b([^\x00]{0,1000}?)>>\s*stream\r?\n")
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)\b")
_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b([^\x00]{0,1000}?)>>\s*stream\r?\n")
_FONT = re.compile(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([^\s/<>\[\]()]+)")
_STEP = "Take the file evidence.json out (pdfdetach -saveall) and give that"


def is_pdf(data: bytes) -> bool:
    """Tell whether bytes begin as a PDF does."""
    return data.startswith(MAGIC)


def evidence_in(data: bytes, where: str) -> str:
    """Return the text of the evidence inside a report; raises BadInput if there is none, or more than one."""
    found = [text for text in map(_text, _streams(_STREAM, data)) if text.lstrip().startswith("{")]
    if not found:
        raise BadInput.one(where, "no evidence can be read from this PDF: it has none, or another program wrote it again", _STEP)
    if len(found) > 1:
        raise BadInput.one(where, f"this PDF holds {len(found)} pieces of evidence, and one report has one", _STEP)
    return found[0]


def fonts_in(data: bytes) -> frozenset[str]:
    """Return the names of the fonts that a report of ours is set in."""
    packed = b"\n".join([data, *_streams(_OBJECTS, data)])
    return frozenset(name.decode("latin-1") for name in _FONT.findall(packed))


def _streams(pattern: re.Pattern[bytes], data: bytes) -> Iterator[bytes]:
    """Yield the content of the streams of one kind; what is damaged or of another make is left out."""
    for match in pattern.finditer(data):
        length = _LENGTH.search(match[1])
        if length is None:
            continue
        raw = data[match.end() : match.end() + int(length[1])]
        unpacked = _unpacked(raw) if b"/FlateDecode" in match[1] else raw
        if unpacked is not None:
            yield unpacked


def _unpacked(raw: bytes) -> bytes | None:
    """Return what a compressed stream holds, None if it is damaged or too much."""
    reader = zlib.decompressobj()
    try:
        data = reader.decompress(raw, MOST)
    except zlib.error:
        return None
    return data if reader.eof else None


def _text(data: bytes) -> str:
    """Return bytes as text, empty if they are none."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
