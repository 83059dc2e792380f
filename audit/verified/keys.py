"""In which keys do two documents differ?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from audit.core.values import Json, canonical

MOST = 5
_FIRST = ("overall", "exit_code", "headline", "reason", "policy", "datasets", "model", "roles", "rules", "findings", "metrics")
_LONGEST = 60
_NAMES: tuple[tuple[str, ...], ...] = (
    ("fingerprint",),
    ("id",),
    ("rule",),
    ("name",),
    ("dataset", "column", "entity"),
    ("dataset", "metric", "attribute", "group", "by"),
)
"""What tells the entries of a list apart, in this order: the first that no two of them share."""
_ABSENT = object()


def differences(old: Json, new: Json, most: int = MOST) -> tuple[str, ...]:
    """Return one text per key that differs, `path: old, now new`, what matters most first.

    Of each part of the document no more than `most` are listed, and how many more there are.
    """
    parts: dict[str, list[str]] = {}
    for part, text in _walk("", old, new):
        parts.setdefault(part, []).append(text)
    shown: list[str] = []
    for part in sorted(parts, key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)):
        texts = parts[part]
        shown += texts[:most]
        shown += [f"{part}: and {len(texts) - most:,} more"] if len(texts) > most else []
    return tuple(shown)


def _walk(path: str, old: object, new: object) -> Iterator[tuple[str, str]]:
    """Yield the part of the document and the text of every difference below a path."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in sorted({*old, *new}):
            yield from _walk(f"{path}.{key}" if path else str(key), old.get(key, _ABSENT), new.get(key, _ABSENT))
    elif isinstance(old, list | tuple) and isinstance(new, list | tuple):
        yield from _lists(path, old, new)
    elif type(old) is not type(new) or old != new:
        yield path.partition(".")[0].partition("[")[0], f"{path}: {_said(old)}, now {_said(new)}"


def _lists(path: str, old: Sequence[Json], new: Sequence[Json]) -> Iterator[tuple[str, str]]:
    """Yield the differences of two lists: entry by entry by name, or else by place; another order is one too."""
    name = next((names for names in _NAMES if _tell_apart(names, old) and _tell_apart(names, new)), None)
    if name is None:
        for place, (one, other) in enumerate(zip_longest(old, new, fillvalue=_ABSENT)):
            yield from _walk(f"{path}[{place}]", one, other)
        return
    before, after = _by(name, old), _by(name, new)
    for key in dict.fromkeys([*before, *after]):
        one, other = before.get(key, _ABSENT), after.get(key, _ABSENT)
        yield from _walk(f"{path}[{_called(one if other is _ABSENT else other, key)}]", one, other)
    if before.keys() == after.keys() and list(before) != list(after):
        yield path.partition(".")[0], f"{path}: in another order"


def _tell_apart(names: Sequence[str], entries: Sequence[Json]) -> bool:
    """Tell whether every entry has these keys, and no two the same texts in them."""
    if not all(isinstance(one, Mapping) and all(isinstance(one.get(name), str) for name in names) for one in entries):
        return False
    return len(_by(names, entries)) == len(entries)


def _by(names: Sequence[str], entries: Sequence[Json]) -> dict[str, Json]:
    """Return entries by what they are called."""
    return {" ".join(str(one[name]) for name in names): one for one in entries if isinstance(one, Mapping)}


def _called(entry: object, key: str) -> str:
    """Return what a reader calls an entry: a finding by rule, target and metric, not by its fingerprint."""
    known = isinstance(entry, Mapping) and {"rule", "target", "metric"} <= entry.keys()
    return " ".join(str(entry[name]) for name in ("rule", "target", "metric")) if known and isinstance(entry, Mapping) else key


def _said(value: object) -> str:
    """Return a value as a short text."""
    if value is _ABSENT:
        return "absent"
    if isinstance(value, Mapping):
        return f"{len(value)} keys"
    if isinstance(value, list | tuple):
        return f"{len(value)} entries"
    text = canonical(value).strip() if isinstance(value, str | bool | int | float | None) else type(value).__name__
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 4]}...{text[-1]}"
