"""How are patterns compiled to be looked for at once? The one place that imports hyperscan."""

from __future__ import annotations

import platform
import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from audit.observe.personal.sieve.rewritten import rewritten


class Expression(NamedTuple):
    """One pattern with the flags of `re`; `private` ones are never kept on disk."""

    regex: str
    flags: int
    private: bool = False


@cache
def hyperscan() -> Any:
    """Return hyperscan, or None where it is not installed or does not run."""
    try:
        import hyperscan as engine
    except ImportError:
        return None
    return engine


def build(expressions: Sequence[Expression], places: Sequence[int]) -> tuple[Any, list[int]]:
    """Compile the expressions at some places into one database (None: nothing compiles), and return those left out.

    A match carries the place. Bytes are matched, and what hyperscan does not have is left out of a pattern, so
    that it matches more (PREFILTER).
    """
    engine = hyperscan()
    try:
        return _compiled(expressions, places), []
    except engine.error:
        fine = [place for place in places if _compiles(expressions, place)]
    return (_compiled(expressions, fine) if fine else None), [place for place in places if place not in fine]


def _compiles(expressions: Sequence[Expression], place: int) -> bool:
    """Tell whether an expression compiles by itself."""
    try:
        _compiled(expressions, [place])
    except hyperscan().error:
        return False
    return True


def _compiled(expressions: Sequence[Expression], places: Sequence[int]) -> Any:
    """Compile one database; raises hyperscan's error."""
    engine = hyperscan()
    always = engine.HS_FLAG_SINGLEMATCH | engine.HS_FLAG_PREFILTER | engine.HS_FLAG_ALLOWEMPTY
    said = {re.IGNORECASE: engine.HS_FLAG_CASELESS, re.DOTALL: engine.HS_FLAG_DOTALL, re.MULTILINE: engine.HS_FLAG_MULTILINE}
    flags = [always | sum(theirs for ours, theirs in said.items() if expressions[place].flags & ours) for place in places]
    database = engine.Database(mode=engine.HS_MODE_BLOCK)
    texts = [rewritten(expressions[place].regex).encode() for place in places]
    database.compile(expressions=texts, ids=list(places), elements=len(places), flags=flags)
    return database


def dumped(database: Any) -> bytes:
    """Return a database as bytes, for this version of hyperscan and processors like this one."""
    return bytes(hyperscan().dumpb(database))


def loaded(data: bytes) -> Any:
    """Return a database from its bytes, or None if they are none."""
    engine = hyperscan()
    try:
        database = engine.loadb(data, mode=engine.HS_MODE_BLOCK)
        database.scratch = engine.Scratch(database)
    except (engine.error, ValueError):
        return None
    return database


@cache
def form() -> str:
    """Return what decides the bytes of a database: the version of hyperscan and what this processor can do."""
    info = _compiled([Expression("a", 0)], [0]).info()
    return f"hyperscan {platform.machine()} {info.decode() if isinstance(info, bytes) else info}"
