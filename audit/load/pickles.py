"""Is a model file one that runs code when it is loaded, and may it?"""

from __future__ import annotations

import io
import pickletools
import struct
import zipfile
from typing import Literal

from audit.core.errors import BadInput

Format = Literal["skops", "joblib", "pickle"]
_ZIP = b"PK\x03\x04"
# What joblib compresses with: zlib at its four levels; gzip, bzip2, xz, lzma, lz4.
_ZLIB = (b"x\x01", b"x^", b"x\x9c", b"x\xda")
_COMPRESSED = (*_ZLIB, b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x5d\x00\x00", b"\x04\x22\x4d\x18")
_OLDEST_MARKED, _NEWEST = 2, 5
_GLANCE = 50


def kind_of(data: bytes, where: str) -> Format:
    """Tell what a model file is by its content, never by its name; raises BadInput if it is nothing we read."""
    if not data:
        raise BadInput.one(where, "the file is empty", "Save the model again")
    if data.startswith(_ZIP):
        return _zipped(data, where)
    if data.startswith(_COMPRESSED):
        return "joblib"
    if _pickled(data):
        return "joblib" if b"joblib.numpy_pickle" in data else "pickle"
    step = "Ask a model of another format with --predict-with MODULE:FUNCTION"
    raise BadInput.one(where, "this is no skops, joblib or pickle file", step)


def refuse_untrusted(kind: Format, found: str, trust: str | None, where: str) -> None:
    """Raise BadInput unless the subject trusts exactly this file.

    `found` is the hash of the bytes that will be loaded. A file that runs code needs a `trust`; any
    file that has one must agree with it.
    """
    if trust is None and kind != "skops":
        what = f"a {kind} file runs its maker's code when it is loaded, and the subject does not trust it"
        raise BadInput.one(where, f"{what}. {_hash(found)}", _two_ways(kind, found, where))
    if trust is not None and f"sha256:{trust.strip().lower().removeprefix('sha256:')}" != found:
        what = f"the subject trusts another file than this one. {_hash(found)}"
        raise BadInput.one(where, what, "Find out who changed it before you change model.trust")


def _hash(found: str) -> str:
    """Return the sentence that tells the hash."""
    return f"Its hash is {found}"


def _two_ways(kind: Format, found: str, where: str) -> str:
    """Return how to go on: convert where the maker is trusted, or declare the trust."""
    reader = "joblib" if kind == "joblib" else "pickle"
    read = f"joblib.load({where!r})" if kind == "joblib" else f"pickle.load(open({where!r}, 'rb'))"
    target = f"{where.rsplit('.', 1)[0]}.skops"
    return (
        "Convert it once, where you may run its code:\n"
        f"    import {reader}, skops.io\n"
        f"    skops.io.dump({read}, {target!r})\n"
        "or, if you know who made it, let it run here, under model: in the subject:\n"
        f"    trust: {found}"
    )


def _zipped(data: bytes, where: str) -> Format:
    """Tell whether a zip file is a skops file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
        what = "the file is damaged: its list of contents cannot be read"
        raise BadInput.one(where, what, "Save the model again") from None
    if "schema.json" in names:
        return "skops"
    raise BadInput.one(where, "this is a zip file, but not a skops file", "Save the model with skops.io.dump")


def _pickled(data: bytes) -> bool:
    """Tell whether the bytes read as a pickle; nothing is run."""
    if data[0] == 0x80 and len(data) > 1:
        return _OLDEST_MARKED <= data[1] <= _NEWEST
    try:
        for place, (code, _, _) in enumerate(pickletools.genops(io.BytesIO(data))):
            if place >= _GLANCE or code.name == "STOP":
                return True
    except (ValueError, UnicodeDecodeError, IndexError, struct.error):
        return False
    return False
