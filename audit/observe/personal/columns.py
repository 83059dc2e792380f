"""Is a column personal data, and of which kind? Judged from counts alone, as a careful person would."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from audit.observe.personal.catalogue import recogniser_of
from audit.observe.personal.explain import explain
from audit.observe.personal.header_words import Support, support
from audit.observe.personal.judge import THRESHOLD, Hits
from audit.observe.personal.recogniser import Category, Recogniser

Basis = Literal["pattern", "header", "both"]

_SUPPORTED = 0.5
"""A pattern that the column name supports needs half the share: other values may be damaged."""
_TEXT_SHARE = 0.01
"""An unproven pattern inside sentences is reported from one text in a hundred on, in two texts at least."""


@dataclass(frozen=True, slots=True)
class ColumnEntity:
    """One entity of one column. `score` is between 0 and 1 and is no probability; no value is in `why`."""

    entity: str
    category: Category
    basis: Basis
    score: float
    matched: int
    full: int
    examined: int
    distinct: int
    why: str


@dataclass(frozen=True, slots=True)
class _Case:
    """One entity in one column, with everything the decision needs."""

    one: Recogniser
    said: Support
    hits: Hits
    examined: int

    @property
    def share(self) -> float:
        """Return the share of distinct values that are the entity."""
        return self.hits.full / self.examined

    @property
    def mean(self) -> float:
        """Return the mean of the best scores."""
        return self.hits.score_sum_permille / 1000 / self.hits.matched

    @property
    def proven(self) -> bool:
        """Tell whether checksums or structure speak, not only the shape."""
        return self.one.decisive and self.mean >= THRESHOLD

    @property
    def basis(self) -> Basis:
        """Return what the verdict rests on: the values, the name of the column, or both.

        Below the threshold on average, values have the shape only, and what passes a checksum does so by chance.
        """
        if self.said <= Support.NONE:
            return "pattern"
        return "header" if self.mean < THRESHOLD else "both"

    @property
    def needed(self) -> float:
        """Return the share of distinct values that must be the entity."""
        if self.basis == "header":
            return self.one.share if self.one.needs_header else max(self.one.share, 0.5)
        return self.one.share * (_SUPPORTED if self.basis == "both" else 1.0)


def classify(column: str, kind: str, examined: int, distinct: int, rows: int, hits: Sequence[Hits]) -> tuple[ColumnEntity, ...]:
    """Return the entities of a column, the surest first.

    `examined` distinct values of `distinct` were read; the table has `rows` rows; `kind` is the
    column's declared type. An entity is the column's when it covers enough of the distinct values;
    it is found inside (`freetext`) when it occurs in sentences, or when proof of it occurs at all.
    """
    cases = [case for case in _cases(column, examined, hits) if _plausible(case, distinct, rows)]
    whole = _settle([case for case in cases if case.share >= case.needed])
    inside = [case for case in cases if case not in whole and kind == "text" and _occurs_inside(case)]
    found = [_verdict(case, case.one.category, case.share, distinct) for case in whole]
    found += [_verdict(case, "freetext", case.hits.matched / case.examined, distinct) for case in inside]
    return tuple(sorted(found, key=lambda one: (-one.score, one.entity)))


def _cases(column: str, examined: int, hits: Sequence[Hits]) -> Iterator[_Case]:
    """Yield what there is to decide."""
    for hit in hits:
        one = recogniser_of(hit.entity)
        if one is not None and examined > 0 and hit.matched > 0:
            yield _Case(one, support(one, column), hit, examined)


def _plausible(case: _Case, distinct: int, rows: int) -> bool:
    """Tell whether a column of so many different values can be the entity: few sexes, many names."""
    most = case.one.most_distinct
    return (most is None or distinct <= most) and distinct >= min(case.one.least_distinct, max(rows // 2, 1))


def _settle(cases: Sequence[_Case]) -> list[_Case]:
    """Keep what is proven, what the column name supports and, when that is nothing, the best of the rest.

    A social security number has digits like a phone number: a value is one of the two.
    """
    proven = [case for case in cases if case.proven]
    plain = [case for case in cases if case.said is Support.PLAIN and case not in proven]
    rest = [case for case in cases if case not in proven and case not in plain]
    best = sorted(rest, key=lambda case: (-case.said, -case.share * case.mean, case.one.entity))[:1]
    return [*proven, *(_plainest(plain) or ([] if proven else best))]


def _plainest(cases: Sequence[_Case]) -> list[_Case]:
    """Drop cases known by shape alone where another one is known by its pattern."""
    matched = [case for case in cases if case.basis != "header"]
    return matched or list(cases)


def _occurs_inside(case: _Case) -> bool:
    """Tell whether a column of something else holds the entity."""
    if case.one.needs_header or case.mean < THRESHOLD or not case.one.presidio:
        return False
    inside = case.hits.matched - case.hits.full
    return case.proven or (inside >= 2 and inside >= _TEXT_SHARE * case.examined)


def _verdict(case: _Case, category: Category, share: float, distinct: int) -> ColumnEntity:
    """Return the verdict with its sentence."""
    hits, basis = case.hits, case.basis
    why = explain(case.one.entity, category, basis, case.examined, distinct, hits.matched, hits.full)
    score = _score(case, share)
    return ColumnEntity(case.one.entity, category, basis, score, hits.matched, hits.full, case.examined, distinct, why)


def _score(case: _Case, share: float) -> float:
    """Return how sure the verdict is: the share of values, weighed with the scores and the column name."""
    named = {Support.PLAIN: 0.9, Support.HINT: 0.6}.get(case.said, 0.0)
    return round(min(1.0, share * max(case.mean, named)), 3)
