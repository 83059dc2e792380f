"""Which columns hold plain hashes, and how many of those are hashes of something that can be guessed?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.core.fact import Fact, Facts, Key
from audit.observe.counts import AT_ONCE
from audit.observe.engines.draw import draw_distinct
from audit.observe.personal.guesses import guesses
from audit.observe.personal.hashes import HASHES, LENGTHS, Form, form_of
from audit.observe.registry import SetWork
from audit.observe.scene import Scene
from audit.observe.watch import watched

if TYPE_CHECKING:
    import narwhals as nw

NAME = "pseudonyms"
MOST_DISTINCT = 200_000
"""Distinct values of a column that are looked at, or tried as what a hash was made of."""
MOST_VALUES = 4_000_000
"""Values of all other columns together that are tried."""
_READ = 1_000
"""Distinct values from which it is told whether a column holds hashes."""
MEASURES = ("distinct", "looked", "tried", "recovered")


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact:
    """Find columns of plain hashes; where attacks are authorised, count those that were made of guessable texts.

    Nothing that is recovered is kept: only how many distinct hashes it were, of how many looked at.
    """
    distinct = {str(keys[1]): numbers[2] for keys, numbers in before["profile"].rows.items()}
    forms = dict(_forms(scene, distinct))
    attack = _attack(scene, forms, distinct) if forms and scene.settings.attacks else {}
    rows: list[tuple[tuple[Key, ...], tuple[int, ...]]] = [
        ((name, form.says), (distinct[name], *attack.get(name, (0, 0, 0)))) for name, form in forms.items()
    ]
    return Fact.of(NAME, scene.source.name, ("column", "form"), MEASURES, rows)


PSEUDONYMS = SetWork(NAME, _make, after=("profile",), tells=True)


def _forms(scene: Scene, distinct: Mapping[str, int]) -> Iterator[tuple[str, Form]]:
    """Yield the columns that hold hashes; only texts of the right lengths are read."""
    texts = [one.name for one in scene.source.columns if one.kind == "text" and distinct[one.name]]
    likely = [name for start in range(0, len(texts), AT_ONCE) for name in _long_enough(scene, texts[start : start + AT_ONCE])]
    for name in likely:
        form = form_of(draw_distinct(scene.source, name, min(_READ, scene.settings.distinct_cap), scene.settings.seed, distinct[name]))
        if form is not None:
            yield name, form


def _long_enough(scene: Scene, names: Sequence[str]) -> Iterator[str]:
    """Yield the columns where at least half of the values are as long as some hash."""
    import narwhals as nw

    def counted(value: nw.Expr) -> nw.Expr:
        return nw.when(value.str.len_chars().is_in(LENGTHS)).then(nw.lit(1)).otherwise(nw.lit(0)).sum().cast(nw.Int64)

    columns = [scene.source.col(name) for name in names]
    hits = [counted(value).alias(f"__hits{place}") for place, value in enumerate(columns)]
    present = [value.count().cast(nw.Int64).alias(f"__present{place}") for place, value in enumerate(columns)]
    row = scene.source.frame().select(*hits, *present).collect("pyarrow").to_native().to_pylist()[0]
    yield from (name for place, name in enumerate(names) if 2 * (row[f"__hits{place}"] or 0) >= max(1, row[f"__present{place}"] or 0))


def _attack(scene: Scene, forms: Mapping[str, Form], distinct: Mapping[str, int]) -> dict[str, tuple[int, int, int]]:
    """Return, by column, how many distinct hashes were looked at, how many texts were tried, and how many hashes were met."""
    seed, most = scene.settings.seed, MOST_DISTINCT
    wanted = {name: form.digests(draw_distinct(scene.source, name, most, seed, distinct[name])) for name, form in forms.items()}
    by_size: dict[int, set[bytes]] = {}
    for name, form in forms.items():
        by_size.setdefault(form.size, set()).update(wanted[name])
    met: set[bytes] = set()
    tried = 0
    with watched(scene, f"{scene.source.name}: {NAME}"):
        for text in guesses(_values(scene, forms, distinct)):
            data, tried = text.encode("utf-8", "replace"), tried + 1
            for size, digests in by_size.items():
                digest = HASHES[size](data, usedforsecurity=False).digest()
                if digest in digests:
                    met.add(digest)
    return {name: (len(digests), tried, len(digests & met)) for name, digests in wanted.items()}


def _values(scene: Scene, forms: Mapping[str, Form], distinct: Mapping[str, int]) -> Iterator[str]:
    """Yield the values of the other columns: an address may stand hashed beside itself."""
    names = [one.name for one in scene.source.columns if one.name not in forms and one.kind not in {"boolean", "timestamp"}]
    most = min(MOST_DISTINCT, MOST_VALUES // max(1, len(names)))
    for name in names:
        yield from draw_distinct(scene.source, name, most, scene.settings.seed, distinct[name]) if distinct[name] else ()


@dataclass(frozen=True, slots=True)
class Hashed:
    """A column of plain hashes: distinct ones, those looked at, texts tried (0: not authorised), hashes recovered."""

    column: str
    form: str
    distinct: int
    looked: int
    tried: int
    recovered: int


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """The columns of a dataset that have the form of plain hashes."""

    absent = "no column has the form of a plain hash"

    dataset: str
    columns: tuple[Hashed, ...]

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Pseudonyms | None:
        """Return the view, or None where no column holds hashes."""
        fact = facts.find(NAME, dataset)
        if fact is None or not fact.rows:
            return None
        return cls(dataset, tuple(Hashed(str(keys[0]), str(keys[1]), *numbers) for keys, numbers in fact.rows.items()))
