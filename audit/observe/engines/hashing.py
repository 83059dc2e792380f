"""How does an engine hash a text, so that a sample is the same wherever it is drawn?"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import narwhals as nw


def hashed(frame: nw.LazyFrame[Any], text: str, name: str) -> nw.LazyFrame[Any]:
    """Return the frame with one more column: the MD5 of the UTF-8 text of a column, as 32 hexadecimal digits.

    It spreads rows evenly and says nothing to anybody; every engine has it.
    """
    import narwhals as nw

    engine: Any = frame.implementation
    native: Any = nw.to_native(frame)
    if engine.is_duckdb():
        made = native.project(f'*, md5("{text}") AS "{name}"')
    elif engine.is_pyspark() or engine.is_pyspark_connect():
        made = native.selectExpr("*", f"md5(`{text}`) AS `{name}`")
    else:
        made = native.mutate(**{name: _md5()(native[text])})
    lazily: nw.LazyFrame[Any] = nw.from_native(made)
    return lazily


@cache
def _md5() -> Any:
    """Return the md5 that a database has by that name."""
    import ibis

    return ibis.udf.scalar.builtin(name="md5", signature=(("string",), "string"))(_declared)


def _declared(text: str) -> str:
    """Stand for what the database does."""
    raise NotImplementedError
