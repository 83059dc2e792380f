"""Is a column personal data, and of which kind? Judged from counts, as a careful person would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from audit.observe.personal.chance import lift
from audit.observe.personal.column import Column
from audit.observe.personal.evidence import Counted, Evidence
from audit.observe.personal.header_words import Support, support
from audit.observe.personal.judge import THRESHOLD
from audit.observe.personal.recogniser import Category, Recogniser
from audit.observe.personal.things import Thing, is_numeric, thing_in

Basis = Literal["pattern", "header", "both", "name", "declared", "none"]

_SUPPORTED = 0.5
"""A pattern that the column name supports needs half the share: other values may be damaged."""
_HALF = 0.5
_ABOVE_CHANCE = 0.5
"""So far above chance, of the way to all, must the share of bare digits that pass a check be."""
_NEARLY_ALL = 0.9
_LOOSE = 0.1
"""Of the values that fit a shape, so many at most may fit with their characters in another order."""
_TEXT_SHARE = 0.01
"""An unproven pattern inside sentences is reported from one text in a hundred on, in two texts at least."""
_NAMED = {Support.PLAIN: 0.9, Support.HINT: 0.6}
_FLAG = 2
_CHECKED = frozenset({Thing.BOOKS, Thing.GOODS, Thing.PERIODICALS})
"""Things whose own check digit explains what passes."""
_COUNTED = frozenset({Thing.ROWS, Thing.TIMES, Thing.HASHES})
"""Things that pass a check that lets most numbers pass."""


@dataclass(frozen=True, slots=True)
class ColumnEntity:
    """One entity of one column. `score` is between 0 and 1 and is no probability.

    `share` of the distinct values are it (of free text: hold it); `counted` is what that rests on: judged
    candidates where it was `checked`, of which there are `candidates` rows with `distinct` values, else the
    values read. `chance` is the share of made-up digits that would pass.
    """

    one: Recogniser
    category: Category
    basis: Basis
    score: float
    share: float
    counted: Counted
    candidates: int
    distinct: int
    checked: bool
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    """One entity in one column, with everything the decision needs."""

    evidence: Evidence
    thing: Thing | None
    numeric: bool

    @property
    def one(self) -> Recogniser:
        """Return what is looked for."""
        return self.evidence.one

    @property
    def direct(self) -> bool:
        """Tell whether it would name a person by itself."""
        return self.one.category == "direct"

    @property
    def above_chance(self) -> bool:
        """Tell whether a check says more than chance, and the digits are not those of a thing."""
        seen = self.evidence
        # Written as numbers are written for people, nearly all pass: that is not by chance even where many would.
        written = not seen.bare and seen.checked.share >= _NEARLY_ALL
        weak = seen.chance is not None and seen.chance >= _HALF
        another = self.thing in _CHECKED or (self.thing in _COUNTED and weak)
        return (written or lift(seen.checked.share, seen.chance) >= _ABOVE_CHANCE) and not another

    @property
    def checked(self) -> float:
        """Return the share of distinct values that a check calls the entity."""
        return self.evidence.could * self.evidence.checked.share if self.above_chance else 0.0

    @property
    def by_value(self) -> tuple[float, Counted]:
        """Return the share that the values themselves speak for, and its counts."""
        seen = self.evidence
        formed = seen.formed.share if seen.formed.share - seen.loose[0] >= min(_ABOVE_CHANCE, seen.formed.share) else 0.0
        return max((self.checked, seen.checked), (formed, seen.formed), key=lambda pair: pair[0])

    @property
    def proven(self) -> bool:
        """Tell whether checksums or structure speak, not only the shape."""
        return self.one.decisive and self.checked > 0 and self.evidence.checked.mean >= THRESHOLD

    @property
    def basis(self) -> Basis:
        """Return what a verdict on the whole column rests on: `none` if it is not the entity."""
        said, (share, _) = self.evidence.said, self.by_value
        enough = self.one.share * (_SUPPORTED if said > Support.NONE else 1.0)
        # What looks at all values at once has decided how many are enough.
        by_value = share > 0 and (share >= enough or (self.one.together is not None and self.evidence.formed.full > 0))
        needed = self.one.share if self.one.needs_header else max(self.one.share, _HALF)
        by_name = said is Support.PLAIN and self.evidence.shaped.share >= needed and self.shape_tells
        # Where the values confirm only some, what the name says of nearly all of them is the better answer.
        if by_name and (not by_value or (share < _HALF and self.evidence.shaped.share >= _NEARLY_ALL)):
            return "header"
        return ("both" if said > Support.NONE else "pattern") if by_value else "none"

    @property
    def shape_tells(self) -> bool:
        """Tell whether a shape can confirm the name of the column: digits and codes that fit in any order confirm nothing."""
        telling = self.evidence.loose[1] <= _LOOSE or not (self.numeric or self.thing)
        return not self.direct or telling or bool(self.one.needs_beside)

    @property
    def share(self) -> float:
        """Return the share of distinct values that the verdict rests on."""
        return self.evidence.shaped.share if self.basis == "header" else self.by_value[0]

    @property
    def counted(self) -> Counted:
        """Return the counts that the verdict rests on."""
        return self.evidence.shaped if self.basis == "header" else self.by_value[1]

    @property
    def score(self) -> float:
        """Return how sure the verdict is: two independent voices, the values and the name of the column."""
        named = _NAMED.get(self.evidence.said, 0.0)
        by_value = self.counted.mean * lift(self.counted.share, self.evidence.chance)
        return round(min(1.0, self.share * (1.0 - (1.0 - by_value) * (1.0 - named))), 3)


def classify(column: Column, evidence: Sequence[Evidence]) -> tuple[ColumnEntity, ...]:
    """Return what a column holds, the surest first; then what was seen of it and is not accepted.

    An entity is the column's when it covers enough of the distinct values; it is found inside
    (`freetext`) when it occurs in sentences, or when proof of it occurs at all.
    """
    thing, numeric = thing_in(column.values), is_numeric(column.values)
    every = [_Case(one, thing, numeric) for one in evidence]
    cases = [case for case in every if case.evidence.candidates or case.evidence.formed.matched or case.evidence.shaped.matched]
    able = [case for case in cases if case.evidence.said is not Support.AGAINST and _plausible(case.one, column)]
    whole = _settle([case for case in able if case.basis != "none"])
    inside = [case for case in able if case not in whole and column.kind == "text" and _occurs_inside(case)]
    found = [_whole(case, column) for case in whole if case.one.category != "thing"] + [_inside(case, column) for case in inside]
    named = [] if found else _named(column, every)
    rest = [_dismissed(case, column) for case in cases if case not in whole and case not in inside and _seen_by_presidio(case)]
    return (*sorted(found, key=lambda one: (-one.score, one.one.entity)), *named, *sorted(rest, key=lambda one: one.one.entity))


def _plausible(one: Recogniser, column: Column) -> bool:
    """Tell whether a column of so many different values can be the entity: few sexes, many names."""
    enough = column.distinct >= min(one.least_distinct, max(column.rows // 2, 1))
    return (one.most_distinct is None or column.distinct <= one.most_distinct) and enough


def _settle(cases: Sequence[_Case]) -> list[_Case]:
    """Keep what is proven, what the column name supports and, when that is nothing, the best of the rest.

    A social security number has digits like a phone number: a value is one of the two.
    """
    proven = [case for case in cases if case.proven]
    plain = [case for case in cases if case.evidence.said is Support.PLAIN and case not in proven]
    rest = [case for case in cases if case not in proven and case not in plain]
    best = sorted(rest, key=lambda case: (-case.evidence.said, -case.share * case.counted.mean, case.one.entity))[:1]
    return [*proven, *(_plainest(plain) or ([] if proven else best))]


def _plainest(cases: Sequence[_Case]) -> list[_Case]:
    """Drop cases known by shape alone where another one of its category is known by its pattern."""
    matched = {case.one.category for case in cases if case.basis != "header"}
    return [case for case in cases if case.basis != "header" or case.one.category not in matched]


def _occurs_inside(case: _Case) -> bool:
    """Tell whether a column of something else holds the entity."""
    checked = case.evidence.checked
    if case.one.needs_header or case.one.category == "thing" or checked.matched == 0 or checked.mean < THRESHOLD or not case.above_chance:
        return False
    several = case.evidence.could / checked.looked
    inside = checked.matched - checked.full
    mixed = not case.evidence.bare and checked.share >= _NEARLY_ALL and checked.full >= 2 and several * checked.full >= _TEXT_SHARE
    return case.proven or mixed or (inside >= 2 and several * inside >= _TEXT_SHARE)


def _whole(case: _Case, column: Column) -> ColumnEntity:
    """Return the verdict on an entity that the column is."""
    return _verdict(case, column, case.one.category, case.basis, case.score, case.share, case.counted)


def _inside(case: _Case, column: Column) -> ColumnEntity:
    """Return the verdict on an entity that some values hold, or that some values are."""
    checked = case.evidence.checked
    share, score = case.evidence.could * checked.matched / checked.looked, round(min(1.0, checked.mean), 3)
    category: Category = "freetext" if 2 * checked.full <= checked.matched else case.one.category
    return _verdict(case, column, category, "pattern", score, share, checked)


def _dismissed(case: _Case, column: Column) -> ColumnEntity:
    """Return a match of Presidio's that says nothing of the column."""
    checked = case.evidence.checked
    return _verdict(case, column, "dismissed", "none", 0.0, case.evidence.could * checked.share, checked)


def _verdict(case: _Case, column: Column, category: Category, basis: Basis, score: float, share: float, counted: Counted) -> ColumnEntity:
    """Return a verdict with the counts it rests on."""
    seen, checked = case.evidence, counted is case.evidence.checked
    distinct = _distinct(case, column) if checked else column.distinct
    return ColumnEntity(case.one, category, basis, score, share, counted, seen.candidates, distinct, checked, seen.chance)


def _distinct(case: _Case, column: Column) -> int:
    """Return how many distinct values are candidates; of rows that mostly differ, how many rows."""
    return case.evidence.candidates if column.swept.distinct is None else round(case.evidence.could * column.distinct)


def _seen_by_presidio(case: _Case) -> bool:
    """Tell whether Presidio looked at values of the column."""
    return bool(case.one.presidio and case.evidence.candidates)


def _named(column: Column, cases: Sequence[_Case]) -> list[ColumnEntity]:
    """Return the direct identifier that the name of a column says plainly and no value confirms; none for a yes or no about it."""
    if column.distinct <= _FLAG:
        return []
    says = (case.one for case in cases if case.direct and column.kind in case.one.kinds and support(case.one, column.name) is Support.PLAIN)
    one = next(says, None)
    read = Counted(len(column.values))
    return [ColumnEntity(one, "direct", "name", 0.0, 0.0, read, 0, column.distinct, checked=False)] if one else []
