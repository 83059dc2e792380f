"""What JSON can hold, and its one canonical text."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"


def canonical(value: Json) -> str:
    """Return sorted, indented, UTF-8 JSON with shortest floats and a final newline.

    Raises ValueError for NaN or an infinity: a number that cannot be said is None with a reason.
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n"


def digest(text: str | bytes) -> str:
    """Return `sha256:...` of a text or of bytes."""
    data = text.encode("utf-8") if isinstance(text, str) else text
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def finite(value: float | None) -> float | None:
    """Return the number, or None where JSON could not say it."""
    return None if value is None or not math.isfinite(value) else float(value)
