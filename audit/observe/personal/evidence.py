"""What speaks for each kind of personal data in one column? Counts of values, and what chance would give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from audit.observe.personal.catalogue import recognisers
from audit.observe.personal.chance import by_chance, by_shuffling, is_bare
from audit.observe.personal.column import Column
from audit.observe.personal.header_words import Support, beside, support
from audit.observe.personal.judge import THRESHOLD, Best, Judge, accepts
from audit.observe.personal.presidio_door import silence
from audit.observe.personal.readers import OWN_SCORE, Checked, Own, Pattern, Phone, Reader, Value, readers
from audit.observe.personal.recogniser import Recogniser
from audit.observe.personal.subject_words import own_readers

if TYPE_CHECKING:
    from audit.observe.scene import Personal

Reading: TypeAlias = Callable[[Recogniser, str, tuple[str, ...]], tuple[Reader, ...]]


class Counted(NamedTuple):
    """Of `looked` distinct values, `matched` are the entity or hold it in a sentence, `full` are it and nothing else.

    `score` is the sum of the best scores, in thousandths.
    """

    looked: int = 0
    matched: int = 0
    full: int = 0
    score: int = 0

    def plus(self, best: Best | None) -> Counted:
        """Return the counts with one more value looked at."""
        if best is None:
            return self._replace(looked=self.looked + 1)
        return Counted(self.looked + 1, self.matched + 1, self.full + best.full, self.score + round(best.score * 1000))

    @property
    def share(self) -> float:
        """Return the share of the values that are the entity."""
        return self.full / self.looked if self.looked else 0.0

    @property
    def mean(self) -> float:
        """Return the mean of the best scores, 0 to 1."""
        return self.score / 1000 / self.matched if self.matched else 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one entity in one column.

    `candidates` of the column's rows could hold it, and so could the share `could` of its distinct values. `checked`
    counts what Presidio or a check digit says of the candidates judged, `formed` what our own pattern says of
    the values read, `shaped` what at least fits a shape that only the column name gives a meaning.
    `chance` is the share of made-up digits that would pass as well, None where the values are more than digits;
    `bare` tells that the values are mostly bare digits. `loose` is the share of the values that a pattern, and
    that a shape, would still fit with their characters in another order.
    """

    one: Recogniser
    said: Support
    candidates: int
    could: float
    checked: Counted
    formed: Counted
    shaped: Counted
    chance: float | None = None
    loose: tuple[float, float] = (0.0, 0.0)
    bare: bool = False


def evidence_of(column: Column, locales: tuple[str, ...], personal: Personal, reading: Reading = readers) -> tuple[Evidence, ...]:
    """Return the evidence for every entity looked for, those whose match is proof first.

    `locales` are country codes (none: all), `reading` says what reads an entity in a column. A value that is wholly an
    entity whose match is proof is nothing else.
    """
    judges = judges_of(column, locales, personal, reading)
    with silence():
        values = [value for value in map(Value.of, column.values) if value.text]
        proof = _Proof([judge for judge in judges if judge.one.decisive and _candidates(judge, column)[0]])
        found = [_evidence(judge, column, values, proof) for judge in judges]
    return tuple(found)


def judges_of(column: Column, locales: tuple[str, ...], personal: Personal, reading: Reading = readers) -> list[Judge]:
    """Return everything that is looked for, the subject's own last."""
    allow = frozenset(personal.allow)
    own = [Judge(one, support(one, column.name), (reader,), allow=allow) for one, reader in own_readers(personal)]
    return [*(_judge(one, column, reading(one, column.name, locales), allow) for one in recognisers() if one.serves(locales)), *own]


class _Proof:
    """Tells whether a value is wholly an entity whose match is proof."""

    def __init__(self, judges: Sequence[Judge]) -> None:
        """Ask these; each value once."""
        self._judges = judges
        self._known: dict[str, str] = {}

    def of(self, value: Value) -> str:
        """Return the entity, or nothing."""
        if value.text not in self._known:
            self._known[value.text] = next(filter(None, (self._says(judge, value) for judge in self._judges)), "")
        return self._known[value.text]

    @staticmethod
    def _says(judge: Judge, value: Value) -> str:
        """Return the entity of one judge if the value is wholly that."""
        best = judge.best(value, judge.checks)
        return judge.one.entity if best is not None and best.full and best.score >= THRESHOLD else ""


def _judge(one: Recogniser, column: Column, every: Sequence[Reader], allow: frozenset[str]) -> Judge:
    """Return a recogniser with its readers; where the column's name or type rules it out, that is what is said."""
    said = beside(one, support(one, column.name), column.name, column.beside)
    wanted = column.kind in one.kinds and (said > Support.NONE or not (one.needs_header or (column.kind != "text" and not one.numeric_ok)))
    own = [reader for reader in every if isinstance(reader, Own)]
    checks = tuple(reader for reader in every if isinstance(reader, Pattern | Phone | Checked))
    forms, shapes = tuple(one for one in own if not one.shape), tuple(one for one in own if one.shape)
    return Judge(one, said if wanted else Support.AGAINST, checks, forms, shapes, allow)


def _candidates(judge: Judge, column: Column) -> tuple[int, float]:
    """Return how many rows could hold the entity, and which share of the distinct values (of the rows, where those differ mostly)."""
    swept = column.swept
    rows = max((swept.candidates.get(reader.probe, 0) for reader in judge.checks), default=0)
    if swept.distinct is None:
        return rows, rows / swept.cells if swept.cells else 0.0
    most = max((swept.distinct.get(reader.probe, 0) for reader in judge.checks), default=0)
    return rows, most / column.distinct if column.distinct else 0.0


def _evidence(judge: Judge, column: Column, values: Sequence[Value], proof: _Proof) -> Evidence:
    """Return what speaks for one entity."""
    one, (candidates, could) = judge.one, _candidates(judge, column)
    if judge.said is Support.AGAINST:
        return Evidence(one, judge.said, candidates, could, Counted(), Counted(), Counted())
    checked, full = _checked(judge, column, proof)
    formed = _formed(judge, values, proof)
    by = (*judge.forms, *judge.shapes)
    shaped = _counted(judge, values, by, proof) if judge.shapes else Counted()
    chance = by_chance(full, lambda text: accepts(judge, text, judge.checks)) if full else None
    loose = (_loose(judge, values, judge.forms, formed), _loose(judge, values, by, shaped))
    return Evidence(one, judge.said, candidates, could, checked, formed, shaped, chance, loose, is_bare(full))


def _checked(judge: Judge, column: Column, proof: _Proof) -> tuple[Counted, list[str]]:
    """Judge the candidates that were kept; return the counts and the values that are the entity."""
    cells = dict.fromkeys(cell for reader in judge.checks for cell in column.swept.sample.get(reader.probe, ()))
    counted, full = Counted(), []
    for value in map(Value.of, cells):
        best = _settled(judge, judge.best(value, judge.checks), value, proof)
        counted = counted.plus(best)
        if best is not None and best.full:
            full.append(value.text)
    return counted, full


def _formed(judge: Judge, values: Sequence[Value], proof: _Proof) -> Counted:
    """Count the values of our own pattern, or what they look like together."""
    if judge.one.together is None:
        return _counted(judge, values, judge.forms, proof) if judge.forms else Counted()
    tells = judge.one.together([value.text for value in values], judge.said)
    return Counted(len(values), sum(tells), sum(tells), sum(tells) * round(OWN_SCORE * 1000))


def _counted(judge: Judge, values: Sequence[Value], by: Sequence[Own], proof: _Proof) -> Counted:
    """Count the values that our own expressions cover."""
    counted = Counted()
    for value in values:
        counted = counted.plus(_settled(judge, judge.best(value, by), value, proof))
    return counted


def _settled(judge: Judge, best: Best | None, value: Value, proof: _Proof) -> Best | None:
    """Return a match, or None where the value is proved to be something else."""
    if best is None or proof.of(value) in {"", judge.one.entity} or judge.one.decisive:
        return best
    return None


def _loose(judge: Judge, values: Sequence[Value], by: Sequence[Own], counted: Counted) -> float:
    """Return the share of values that fit in another order of their characters; asked only where it could matter."""
    if not by or not counted.full or judge.one.category != "direct":
        return 0.0
    return by_shuffling([value.text for value in values], lambda text: accepts(judge, text, by))
