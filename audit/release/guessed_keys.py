"""Can a pseudonym be made again by whoever knows a value: with no key, an empty, a published or a short one?

The attack is given pairs of a value and its pseudonym, as somebody has who knows one person in the release. A key that makes
one of them makes all: then every value that can be thought of can be looked for.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice, product
from typing import TYPE_CHECKING, Any, cast

from audit.core.plan import Plan, Step
from audit.load.canonical import canonical
from audit.load.source import Source
from audit.observe.personal.hashes import HASHES, Form, form_of
from audit.transform.keys import PUBLISHED
from audit.transform.pseudonymise import pseudonym

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Ints = npt.NDArray[np.int64]

ROWS = 20_000
"""Released rows from which pairs are taken."""
_MOST_COLUMNS = 8
_WORDS = (
    "secret", "key", "password", "salt", "pepper", "changeme", "test", "admin", "default", "123456", "12345678", "password123",
    "hmac", "mykey", "my_secret_key", "supersecret", "secretkey", "secret_key", "pseudonym", "anonymous", "gdpr", "equigate",
)  # fmt: skip

Pair = tuple[bytes, bytes]
Make = Callable[[bytes, bytes], bytes]


@dataclass(frozen=True, slots=True)
class Guessed:
    """A column of pseudonyms: distinct ones looked at, keys tried, distinct ones that could be made again, and with which key."""

    column: str
    looked: int
    tried: int
    recovered: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class _Way:
    """A way of making pseudonyms of the values of one column of the source, and pairs to try it on."""

    pairs: tuple[Pair, ...]
    make: Make


def guess_keys(source: Source, released: Source, kept: Ints, plan: Plan) -> tuple[Guessed, ...]:
    """Return what became of every released column of pseudonyms: those the plan makes, and those that look like plain hashes.

    `kept` are the positions in the source of the released rows. No value and no key is kept.
    """
    made = {name: step for step in plan.steps if step.technique == "pseudonymise" for name in step.columns}
    texts = [column.name for column in released.columns if column.kind == "text"]
    shown = _first(released, texts)
    forms = {name: form_of(list(dict.fromkeys(value for value in shown[name] if value))[:1_000]) for name in texts}
    wanted = [name for name in texts if name in made or forms[name] is not None]
    if not wanted:
        return ()
    known = _known(source, kept)
    return tuple(_guessed(name, shown[name], known, made.get(name), forms[name]) for name in wanted)


def _first(source: Source, names: Sequence[str]) -> dict[str, list[str | None]]:
    """Return the first values of some columns as canonical text."""
    found: dict[str, list[str | None]] = {name: [] for name in names}
    for batch in islice(source.batches(names), 1) if names else ():
        for name in names:
            found[name] += _texts(batch.column(name).slice(0, ROWS))
    return found


def _texts(column: pa.Array) -> list[str | None]:
    """Return values as the text of which pseudonyms are made."""
    return [None if value is None else canonical(value) for value in column.to_pylist()]


def _known(source: Source, kept: Ints) -> dict[str, list[str | None]]:
    """Return the values of the source that the first released rows had."""
    names, wanted, start = source.names(), kept[:ROWS], 0
    found: dict[str, list[str | None]] = {name: [] for name in names}
    for batch in source.batches(names):
        here = wanted[(wanted >= start) & (wanted < start + batch.num_rows)] - start
        for name in names:
            found[name] += _texts(batch.column(name).take(_array(here)))
        start += batch.num_rows
        if not len(wanted) or start > int(wanted[-1]):
            return found
    return found


def _array(rows: Ints) -> Any:
    """Return positions as Arrow takes them."""
    import pyarrow as pa

    return pa.array(rows)


def _guessed(
    name: str, shown: Sequence[str | None], known: Mapping[str, Sequence[str | None]], step: Step | None, form: Form | None
) -> Guessed:
    """Try every key on the pairs of a column, in every way that could have made it."""
    looked, tried = len({value for value in shown if value}), 0
    for way in _ways(name, shown, known, step, form):
        for called, key in _keys() if way.pairs else ():
            tried += 1
            value, made = way.pairs[0]
            if way.make(key, value) == made:
                return Guessed(name, looked, tried, _met(way, key), called)
    return Guessed(name, looked, tried)


def _met(way: _Way, key: bytes) -> int:
    """Return how many distinct pseudonyms a key makes again."""
    return len({made for value, made in way.pairs if way.make(key, value) == made})


def _ways(
    name: str, shown: Sequence[str | None], known: Mapping[str, Sequence[str | None]], step: Step | None, form: Form | None
) -> Iterator[_Way]:
    """Yield the ways in which a column may have been made: ours, and the usual ones with a hash of that length."""
    beside = [name] if step is not None else [other for other in known if other != name]
    for other in beside[:_MOST_COLUMNS]:
        met = dict.fromkeys((value, made) for value, made in zip(known[other], shown, strict=False) if value and made)
        pairs = [(value.encode("utf-8", "replace"), made) for value, made in met]
        if step is not None:
            domain, join = str(step.parameters.get("domain", "")), str(step.parameters.get("join") or name)
            yield _Way(tuple((value, made.encode()) for value, made in pairs), partial(_ours, domain, join))
        if form is not None:
            yield from (_Way(tuple((value, _read(form, made)) for value, made in pairs), make) for make in _usual(form.size))


def _ours(domain: str, column: str, key: bytes, value: bytes) -> bytes:
    """Return the pseudonym that a plan would make with a key."""
    return pseudonym(key, domain, column, value.decode("utf-8")).encode("ascii")


def _read(form: Form, made: str) -> bytes:
    """Return a hash as bytes, however it is written."""
    return next(iter(form.digests([made])), b"")


def _usual(size: int) -> tuple[Make, ...]:
    """Return the usual ways with a hash of so many bytes: keyed, and with the key before or behind the value."""
    made = HASHES[size]
    name = made().name

    def keyed(key: bytes, value: bytes) -> bytes:
        return hmac.digest(key, value, name)

    def before(key: bytes, value: bytes) -> bytes:
        return cast("bytes", made(key + value, usedforsecurity=False).digest())

    def behind(key: bytes, value: bytes) -> bytes:
        return cast("bytes", made(value + key, usedforsecurity=False).digest())

    return keyed, before, behind


def _keys() -> Iterator[tuple[str, bytes]]:
    """Yield the keys that are tried, with what they are called: none or an empty one, published ones, all of one and two bytes."""
    yield "no key or an empty one", b""
    yield from (("a published key", key) for key in PUBLISHED)
    yield from (("a published key", word.encode()) for word in _WORDS)
    yield from (("a key of one byte", bytes([one])) for one in range(256))
    yield from (("a key of two bytes", bytes(two)) for two in product(range(256), repeat=2))
