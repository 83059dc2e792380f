"""Where are compiled patterns kept between two runs? They say what is looked for, never what was found."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

VARIABLE = "EQUIGATE_CACHE"
"""Names the folder; empty: nothing is kept."""
_MARK = b"equigate patterns 1\n"
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def folder() -> Path | None:
    """Return the folder of the cache, which need not exist; None where there is none."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    with suppress(RuntimeError):
        return _usual() / "equigate"
    return None


def _usual() -> Path:
    """Return where the system keeps what can be made again; raises RuntimeError where there is no home."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    named = os.environ.get("XDG_CACHE_HOME", "")
    return Path(named) if Path(named).is_absolute() else Path.home() / ".cache"


def key(*parts: str) -> str:
    """Return a name for what these texts decide."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def read(name: str) -> bytes | None:
    """Return what was kept under a key; None if nothing was, or if it may be somebody else's or is damaged."""
    place = folder()
    if place is None:
        return None
    try:
        with (place / name).open("rb") as stream:
            data = stream.read() if _ours(os.fstat(stream.fileno())) else b""
    except OSError:
        return None
    head, content = data[: len(_MARK) + hashlib.sha256().digest_size], data[len(_MARK) + hashlib.sha256().digest_size :]
    return content if head == _MARK + hashlib.sha256(name.encode() + content).digest() else None


def write(name: str, content: bytes) -> None:
    """Keep something under a key, whole or not at all, for this user alone; where that cannot be done, nothing is kept."""
    place = folder()
    if place is None:
        return
    with suppress(OSError):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Made with 0600, and beside its place: the move cannot be seen half done.
        number, part = tempfile.mkstemp(dir=place, prefix=".part-")
        try:
            with os.fdopen(number, "wb") as stream:
                stream.write(_MARK + hashlib.sha256(name.encode() + content).digest() + content)
            Path(part).replace(place / name)
        except OSError:
            with suppress(OSError):
                Path(part).unlink()


def _ours(found: os.stat_result) -> bool:
    """Tell whether nobody else could have written a file: a compiled pattern is run, not only read."""
    if sys.platform == "win32":
        return True
    return found.st_uid == os.getuid() and not found.st_mode & _OTHERS_WRITE
