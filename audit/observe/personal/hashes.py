"""Does a column of texts hold plain hashes, and of which length?"""

from __future__ import annotations

import binascii
import hashlib
import re
from base64 import urlsafe_b64decode
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

HASHES: dict[int, Callable[..., Any]] = {16: hashlib.md5, 20: hashlib.sha1, 32: hashlib.sha256, 64: hashlib.sha512}
"""The usual function of every length in bytes."""
_NAMES = {16: "MD5", 20: "SHA-1", 32: "SHA-256", 64: "SHA-512"}
_HEX = re.compile(r"[0-9A-Fa-f]+")
_BASE64 = re.compile(r"[0-9A-Za-z+/_-]+={1,2}")
_HEX_SIZES = {2 * size: size for size in HASHES}
_BASE64_SIZES = {4 * -(-size // 3): size for size in HASHES}
LENGTHS = sorted({*_HEX_SIZES, *_BASE64_SIZES})
"""How long the text of a hash can be."""
_ENOUGH = 0.9


@dataclass(frozen=True, slots=True)
class Form:
    """How a column writes its hashes: `size` in bytes."""

    size: int
    writing: Literal["hexadecimal", "base64"]

    @property
    def says(self) -> str:
        """Return the form in words, with the function that usually has this length."""
        return f"{8 * self.size} bits in {self.writing}, as {_NAMES[self.size]} has"

    def digests(self, texts: Sequence[str]) -> set[bytes]:
        """Return the bytes of the values that have this form."""
        return {digest for text in texts if (digest := self._read(text.strip())) is not None}

    def _read(self, text: str) -> bytes | None:
        """Return the bytes of one value, None if it has another form."""
        if _form(text) != self:
            return None
        return bytes.fromhex(text) if self.writing == "hexadecimal" else _decoded(text)


def form_of(texts: Sequence[str]) -> Form | None:
    """Return the form that nine of ten distinct values have, None if there is no such form.

    Digits alone are a number, however long.
    """
    written = [text.strip() for text in texts]
    counted = Counter(form for text in written if (form := _form(text)) is not None)
    if not counted:
        return None
    form, times = counted.most_common(1)[0]
    letters = any(not text.isdigit() for text in written if _form(text) == form)
    return form if times >= _ENOUGH * len(written) and letters else None


def _form(text: str) -> Form | None:
    """Return the form of one value."""
    if len(text) in _HEX_SIZES and _HEX.fullmatch(text):
        return Form(_HEX_SIZES[len(text)], "hexadecimal")
    size = _BASE64_SIZES.get(len(text))
    if size is not None and _BASE64.fullmatch(text):
        data = _decoded(text)
        return Form(size, "base64") if data is not None and len(data) == size else None
    return None


def _decoded(text: str) -> bytes | None:
    """Return what base64 says, in either alphabet."""
    try:
        return urlsafe_b64decode(text.replace("+", "-").replace("/", "_"))
    except binascii.Error:
        return None
