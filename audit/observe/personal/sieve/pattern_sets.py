"""Which patterns are looked for together, and in which texts? Worked out and compiled once, and kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any, NamedTuple

from audit.observe.personal.sieve import hyperscan_door, pattern_cache
from audit.observe.personal.sieve.hyperscan_door import Expression
from audit.observe.personal.sieve.needs import Needs, foreign, needs
from audit.observe.personal.sieve.rewritten import rewritten
from audit.observe.personal.sieve.shapes import Level, level, reaches_ascii

_TOGETHER = {Level.SHAPE: 16, Level.LETTERS: 16, Level.EVERYTHING: 40}
"""Patterns per database: compiling takes longer than in proportion, and each database is one more call per text."""
_KNOWN_FLAGS = re.IGNORECASE | re.MULTILINE | re.DOTALL | re.UNICODE
_FORM = "2"
"""Changes with how patterns are put together and rewritten."""


class Database(NamedTuple):
    """Compiled patterns; a match carries the expression's place. What they tell apart, and what each of them needs."""

    level: Level
    needs: Needs
    built: Any


class PatternSets(NamedTuple):
    """Compiled databases, and the places of the expressions that none of them holds."""

    databases: tuple[Database, ...]
    left: tuple[int, ...]


def is_installed() -> bool:
    """Tell whether hyperscan can be used here."""
    return hyperscan_door.hyperscan() is not None


def compiled(expressions: Sequence[Expression]) -> PatternSets:
    """Return databases that match every ASCII text in which an expression matches, and maybe more texts.

    A pattern whose ASCII matches could hang on other letters or on another library is left.
    """
    if not is_installed():
        return PatternSets((), tuple(range(len(expressions))))
    shared = [place for place, one in enumerate(expressions) if not one.private]
    name = pattern_cache.key(
        hyperscan_door.form(), _FORM, *(f"{place} {expressions[place].flags} {expressions[place].regex}" for place in shared)
    )
    found = _read(pattern_cache.read(name))
    if found is None:
        found = _made(expressions, shared)
        pattern_cache.write(name, _written(found))
    own = _made(expressions, [place for place, one in enumerate(expressions) if one.private])
    return PatternSets(found.databases + own.databases, tuple(sorted(found.left + own.left)))


def _written(sets: PatternSets) -> bytes:
    """Return databases as bytes: a line of JSON that says what each is, and then each."""
    parts = [hyperscan_door.dumped(one.built) for one in sets.databases]
    said = [[one.level, one.needs.digits, one.needs.length, sorted(one.needs.characters)] for one in sets.databases]
    head = {"left": sets.left, "databases": said, "sizes": [len(part) for part in parts]}
    return b"\n".join([json.dumps(head).encode("ascii"), b"".join(parts)])


def _read(data: bytes | None) -> PatternSets | None:
    """Return what was written, None if it is something else."""
    line, _, rest = (data or b"").partition(b"\n")
    try:
        head = json.loads(line)
        said = [(Level(apart), Needs(digits, length, frozenset(signs))) for apart, digits, length, signs in head["databases"]]
        sizes, left = [int(size) for size in head["sizes"]], tuple(int(place) for place in head["left"])
    except (ValueError, KeyError, TypeError):
        return None
    starts = [sum(sizes[:number]) for number in range(len(sizes))]
    built = [hyperscan_door.loaded(rest[start : start + size]) for start, size in zip(starts, sizes, strict=True)]
    if any(one is None for one in built) or len(built) != len(said):
        return None
    return PatternSets(tuple(Database(apart, needed, one) for (apart, needed), one in zip(said, built, strict=True)), left)


def _made(expressions: Sequence[Expression], places: Sequence[int]) -> PatternSets:
    """Compile the expressions at some places."""
    left = [place for place in places if not _fits(expressions[place])]
    databases: list[Database] = []
    for (apart, _, _), chosen in sorted(_groups(expressions, [place for place in places if place not in left]).items()):
        for start in range(0, len(chosen), _TOGETHER[apart]):
            some = chosen[start : start + _TOGETHER[apart]]
            built, refused = hyperscan_door.build(expressions, some)
            needed = reduce(Needs.either, (_needs(expressions[place]) for place in some))
            databases += [Database(apart, needed, built)] if built is not None else []
            left += refused
    return PatternSets(tuple(databases), tuple(sorted(left)))


def _groups(expressions: Sequence[Expression], places: Iterable[int]) -> dict[tuple[Level, bool, str], list[int]]:
    """Return places by what their patterns tell apart and need, those that need the fewest digits first."""
    groups: dict[tuple[Level, bool, str], list[int]] = {}
    for place in sorted(places, key=lambda one: (_needs(expressions[one]).digits, one)):
        one, needed = expressions[place], _needs(expressions[place])
        character = "" if needed.digits else min(needed.characters, default="")
        groups.setdefault((level(rewritten(one.regex), one.flags), needed.digits > 0, character), []).append(place)
    return groups


def _needs(one: Expression) -> Needs:
    """Return what every match of an expression holds."""
    return needs(one.regex, one.flags)


def _fits(one: Expression) -> bool:
    """Tell whether hyperscan's bytes mean on ASCII texts what the pattern does, or more."""
    return not (one.flags & ~_KNOWN_FLAGS or foreign(one.regex) or reaches_ascii(one.regex, one.flags))
