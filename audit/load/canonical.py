"""How is a label or a class written, wherever it comes from?"""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import Decimal

_JAVA = re.compile(r"-?[0-9][.][0-9]+E-?[0-9]+")
"""How Spark writes a number from ten million on, and below a thousandth."""
_WHOLE = re.compile(r"(-?[0-9]+)\.0+")
_FLAGS = {"True": "true", "False": "false"}


def canonical(value: object) -> str:
    """Return the one text of a value: `1` for 1, 1.0 and "1.0", `true` for True and "True", else the text itself.

    A column of a file, a class of a model and a setting of the subject name the same thing only if
    they are written alike; texts are read like values because engines write 1.0 and True in their own
    way. Raises ValueError for a missing value (None, NaN, NaT, pandas.NA).
    """
    plain = _plain(value)
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, float | Decimal):
        return _number(plain)
    if isinstance(plain, date):
        return plain.isoformat()
    text = plain.decode("utf-8", "replace") if isinstance(plain, bytes) else str(plain)
    if _JAVA.fullmatch(text):
        return _number(float(text))
    whole = _WHOLE.fullmatch(text)
    if whole:
        return whole[1] if whole[1].strip("-0") else "0"
    return _FLAGS.get(text, text)


def _plain(value: object) -> object:
    """Return a numpy scalar as the Python value it stands for; raises ValueError if nothing is there."""
    item = getattr(value, "item", None)
    plain = item() if callable(item) and not isinstance(value, str) else value
    if plain is None or type(plain).__name__ in {"NAType", "NaTType"}:
        message = "a missing value has no text"
        raise ValueError(message)
    return plain


def _number(value: float | Decimal) -> str:
    """Return a number without a useless `.0`; raises ValueError for NaN."""
    if math.isnan(value):
        message = "a missing value has no text"
        raise ValueError(message)
    if math.isfinite(value) and value == int(value):
        return str(int(value))
    return repr(value) if isinstance(value, float) else format(value.normalize(), "f")
