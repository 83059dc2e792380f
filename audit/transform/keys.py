"""Which secret key does a step mean, and is it one that nobody could guess?"""

from __future__ import annotations

import base64
import binascii
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from audit.core.errors import BadInput
from audit.core.values import Json

LEAST = 16
"""Bytes of a key: 128 bits."""
_LEAST_DISTINCT = 10
_MOST_BYTES = 1 << 16
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2})+")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]+={0,2}")
_NAME = re.compile("[A-Z_a-z]+[0-9]{0,3}([A-Z_a-z]+[0-9]{0,3}){0,3}")
"""Names that are printed when nothing is found under them: somebody may have written the key itself there."""
_PRINTABLE = range(0x20, 0x7F)
_MAKE = "Make one with: openssl rand -hex 32"
PUBLISHED = (
    bytes.fromhex("000102030405060708090a0b0c0d0e0f"),  # FIPS 197, appendix C.1
    bytes.fromhex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"),  # FIPS 197, appendix C.3
    bytes.fromhex("2b7e151628aed2a6abf7158809cf4f3c"),  # FIPS 197, appendix B
    bytes.fromhex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"),  # SP 800-38A, F.1.5
    bytes([0x0B]) * 20,  # RFC 4231, case 1
    bytes(range(1, 26)),  # RFC 4231, case 4
    bytes([0xAA]) * 131,  # RFC 4231, case 6
)
"""Keys printed in standards, which everybody knows."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Where keys come from: the environment, and files beside the plan. No key is ever kept here, printed or written."""

    folder: Path = field(default_factory=Path)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)

    def key(self, said: Json, where: str) -> bytes:
        """Return the key of a step that says `{env: NAME}` or `{file: PATH}`; a path is relative to the plan.

        A key is hexadecimal or base64 text, or the bytes of a file: at least 128 random bits. Raises BadInput for
        a key that is not there, too short, published, or plainly not random; the message never shows any of it.
        """
        if not isinstance(said, Mapping) or len(said) != 1 or not {"env", "file"} & set(said):
            raise BadInput.one(where, "a key is named, never written into a plan", "Write {env: NAME} or {file: PATH}")
        ((source, name),) = said.items()
        if not isinstance(name, str) or not name:
            raise BadInput.one(where, f"the key's {source} has no name")
        written = self._from_environment(name, where) if source == "env" else self._from_file(name, where)
        named = f"the key in {'environment variable' if source == 'env' else 'file'} {name}"
        key = _bytes(written, f"{where}: {named}", may_be_raw=source == "file")
        problem = weakness(key)
        if problem:
            raise BadInput.one(where, f"{named} {problem}", _MAKE)
        return key

    def _from_environment(self, name: str, where: str) -> bytes:
        """Return what an environment variable holds."""
        if not self.environment.get(name):
            shown = name if _NAME.fullmatch(name) else "that is named"
            raise BadInput.one(where, f"environment variable {shown} is not set", f"It holds the key. {_MAKE}")
        return self.environment[name].strip().encode("utf-8", "surrogateescape")

    def _from_file(self, name: str, where: str) -> bytes:
        """Return what a file holds, without the line end of a text."""
        path = self.folder / Path(name).expanduser()
        try:
            with path.open("rb") as stream:
                return stream.read(_MOST_BYTES)
        except OSError:
            shown = f"{name} " if "/" in name or "." in name else ""
            raise BadInput.one(where, f"key file {shown}cannot be read", f"Check the path. {_MAKE}") from None


def _bytes(written: bytes, where: str, *, may_be_raw: bool) -> bytes:
    """Return the bytes that a text of a key stands for; a passphrase is none."""
    text = written.strip()
    if _HEX.fullmatch(text):
        return bytes.fromhex(text.decode("ascii"))
    if _BASE64.fullmatch(text) and (decoded := _decoded(text)):
        return decoded
    if may_be_raw and not all(byte in _PRINTABLE for byte in text):
        return written
    raise BadInput.one(where, "is neither hexadecimal nor base64", _MAKE)


def _decoded(text: bytes) -> bytes:
    """Return base64 as bytes, nothing where it is none; letters of one case only are a word, not base64."""
    if text.lower() == text or text.upper() == text:
        return b""
    plain = text.rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
    try:
        return base64.b64decode(plain + b"=" * (-len(plain) % 4), validate=True)
    except binascii.Error:
        return b""


def weakness(key: bytes) -> str:
    """Return what is wrong with a key, nothing if no sign of it is seen.

    That a key is random cannot be seen: what is refused is what random bytes are not in a billion years of trying.
    """
    if len(key) < LEAST:
        return f"has {8 * len(key)} bits, fewer than 128"
    steps = {(other - one) % 256 for one, other in pairwise(key)}
    period = any(key[size:] == key[:-size] for size in range(1, len(key) // 2 + 1))
    if key in PUBLISHED or key in {key_bytes[: len(key)] for key_bytes in PUBLISHED}:
        return "is printed in a standard"
    if period or len(set(key)) < _LEAST_DISTINCT or len(steps) < _LEAST_DISTINCT // 2:
        return "is not random: it repeats itself"
    if all(byte in _PRINTABLE for byte in key):
        return "is not random: it is a text"
    return ""
