"""Which columns can an outsider know of a person? A proposal, with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audit.core.fact import Fact, Facts
from audit.core.roles import Roles
from audit.observe.found import found_before
from audit.observe.identifiers import Identifier
from audit.observe.registry import SetWork
from audit.observe.scene import Scene

NAME = "quasi_identifiers"
MOST_PROPOSED = 12
"""Columns that are proposed at most: combinations of more are no list that a person reads."""
KEYS = ("column", "entity", "reason")
MEASURES = ("proposed", "prior", "place")
"""Whether it is proposed (1 or 0), how likely it is that an outsider knows it (permille), and where the column stands."""

SEEN, RECORDED, TOLD, DATED, NAMED = "seen", "recorded", "told", "dated", "named"
CONSTANT, WEIGHT, OUTCOME, IDENTIFIER, PRIVATE, TEXT, UNKNOWN, MANY = (
    "constant", "weight", "outcome", "identifier", "private", "text", "unknown", "many",
)  # fmt: skip
REASONS: Mapping[str, str] = {
    SEEN: "whoever meets a person can know it",
    RECORDED: "it stands in public records, profiles and address books",
    TOLD: "neighbours, colleagues and relatives know it",
    DATED: "a day on which something happened to a person can be known to those who were there",
    NAMED: "the column is named like something that neighbours, colleagues and relatives know",
    CONSTANT: "all rows have the same value: it tells nobody apart",
    WEIGHT: "a weight is worked out for the sample; an outsider does not have it",
    OUTCOME: "it is what is predicted or decided here; declare it where an outsider can know it",
    IDENTIFIER: "it names a person or stands for one by itself: see direct-identifier",
    PRIVATE: "few people know it of somebody; declare it where an outsider can, or as sensitive",
    TEXT: "it is written freely: see personal-free-text",
    UNKNOWN: "nothing here says whether an outsider can know it; declare it where one can",
    MANY: "it could be known, but more columns are proposed than combinations can be read of; declare what applies",
}
"""Why a column is proposed, or is not. What is not proposed is not cleared: nothing here says that a column does no harm."""

_PRIOR: Mapping[str, tuple[str, int]] = {
    "DATE_OF_BIRTH": (RECORDED, 950), "GENDER": (SEEN, 950), "POSTCODE": (RECORDED, 950), "CITY": (RECORDED, 950),
    "AGE": (SEEN, 900), "ETHNICITY": (SEEN, 900), "STATE": (RECORDED, 900), "COUNTRY_OF_RESIDENCE": (RECORDED, 900),
    "GEO": (RECORDED, 900), "NATIONALITY": (TOLD, 850), "OCCUPATION": (RECORDED, 850), "MARITAL_STATUS": (TOLD, 850),
    "EDUCATION": (RECORDED, 800), "FAMILY_SIZE": (TOLD, 750), "CHILD_DATA": (TOLD, 700), "RELIGION": (TOLD, 600),
    "TRADE_UNION": (TOLD, 500), "HOUSING_TENURE": (TOLD, 600),
}  # fmt: skip
"""Of each kind of data, who can know it, and how likely that is: an order of ours, not a measurement."""
_DAY, _WORDS = 600, 500
_KNOWN_WORDS = frozenset({
    "relationship", "family role", "householder", "household", "class of worker", "work class", "employment", "employment type",
    "industry", "branch of industry", "job type", "school", "university", "language", "mother tongue", "neighbourhood",
    "neighborhood", "district", "county", "borough", "region", "nationality", "citizenship", "birthplace", "place of birth",
    "branche", "beschaftigung", "schule", "sprache", "muttersprache", "stadtteil", "landkreis", "bezirk", "haushalt",
    "quartier", "departement", "langue", "ecole", "metier", "barrio", "provincia", "idioma", "escuela", "quartiere", "lingua",
})  # fmt: skip
"""What columns are called that hold what people know of each other; compared as whole phrases, without accents."""
_IDENTIFIERS = frozenset({"direct", "pseudonym"})
_DAYS = frozenset({"date", "timestamp"})
_ALMOST_ALL = 0.9
"""Of the rows that have a value, so many have one of their own in a column that numbers or times the rows."""


def _make(scene: Scene, before: Mapping[str, Fact]) -> Fact:
    """Give every column a reason for or against: what it was found to hold, what it is called, how it splits the rows.

    What is known to hold a person's traits is proposed even if it splits little: race, sex and country
    matter in combination. What splits much is not proposed for that alone: a weight does, and no outsider has it.
    """
    # Where the search for personal data says nothing, the words of the column's name decide.
    holds: dict[str, list[Identifier]] = {}
    for one in found_before(before):
        holds.setdefault(one.column, []).append(one)
    said = []
    for keys, (rows, missing, distinct) in before["profile"].rows.items():
        column = _Column(str(keys[1]), str(keys[2]), rows - missing, distinct + (missing > 0), tuple(holds.get(str(keys[1]), ())))
        said.append((column.name, *_verdict(column, scene.roles)))
    return Fact.of(NAME, scene.source.name, KEYS, MEASURES, _rows(said))


QUASI_IDENTIFIERS = SetWork(NAME, _make, after=("profile", "personal"))


@dataclass(frozen=True, slots=True)
class _Column:
    """What is known of a column: its values that are there, how many differ, and what they were found to be."""

    name: str
    kind: str
    present: int
    values: int
    holds: tuple[Identifier, ...]


def _rows(said: Sequence[tuple[str, str, str, int]]) -> Iterator[tuple[tuple[str, str, str], tuple[int, int, int]]]:
    """Yield the rows of the fact; beyond the most that are proposed, the likeliest to be known stay."""
    likely = sorted((-prior, place) for place, (_, _, _, prior) in enumerate(said) if prior)
    kept = {place for _, place in likely[:MOST_PROPOSED]}
    for place, (column, entity, reason, prior) in enumerate(said):
        yield (column, entity, MANY if prior and place not in kept else reason), (int(place in kept), prior, place)


def _verdict(column: _Column, roles: Roles) -> tuple[str, str, int]:
    """Return the entity that decided, the reason, and how likely an outsider knows it: 0 where it is not proposed."""
    against = _by_role(column, roles)
    if against:
        return "", against, 0
    known = [(prior, one.entity, reason) for one in column.holds for reason, prior in [_PRIOR.get(one.entity, ("", 0))] if prior]
    barred = next((one for one in column.holds if one.category in _IDENTIFIERS), None)
    if barred is not None:
        return barred.entity, IDENTIFIER, 0
    if known:
        prior, entity, reason = max(known)
        return entity, reason, prior
    if column.holds:
        return column.holds[0].entity, TEXT if column.holds[0].category == "freetext" else PRIVATE, 0
    return "", *_by_name(column)


def _by_role(column: _Column, roles: Roles) -> str:
    """Return what speaks against a column whatever it holds."""
    if column.values < 2:
        return CONSTANT
    if column.name == roles.weight:
        return WEIGHT
    if column.name == roles.subject_id:
        return IDENTIFIER
    return OUTCOME if column.name in {roles.label, roles.prediction, roles.score} else ""


def _by_name(column: _Column) -> tuple[str, int]:
    """Return the reason of a column in which nothing personal was found."""
    from audit.observe.personal.header_words import phrases

    if column.kind in _DAYS:
        # A time that every row has for itself is the clock of the machine that wrote it.
        return (UNKNOWN, 0) if column.kind == "timestamp" and column.values >= _ALMOST_ALL * column.present else (DATED, _DAY)
    if column.kind == "text" and column.values < _ALMOST_ALL * column.present and phrases(column.name) & _spelled():
        return NAMED, _WORDS
    return UNKNOWN, 0


def _spelled() -> frozenset[str]:
    """Return the phrases as they are compared: their words joined."""
    return frozenset(phrase.replace(" ", "") for phrase in _KNOWN_WORDS)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One column: whether an outsider can be expected to know it, of which kind it is, and why.

    `prior` is how likely that is, from 0 to 1: an order of ours, not a measurement.
    """

    column: str
    entity: str
    reason: str
    proposed: bool
    prior: float

    @property
    def why(self) -> str:
        """Return the reason in a sentence."""
        return REASONS.get(self.reason, REASONS[UNKNOWN])


@dataclass(frozen=True, slots=True)
class Proposal:
    """Every column of a dataset with what speaks for an outsider knowing it, and the columns that are declared."""

    absent = "no dataset was read"

    dataset: str
    candidates: tuple[Candidate, ...]
    declared: tuple[str, ...]

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Proposal | None:
        """Return the view, or None where no column was looked at."""
        fact = facts.find(NAME, dataset)
        if fact is None or not fact.rows:
            return None
        ordered = sorted(fact.rows.items(), key=lambda item: item[1][2])
        found = tuple(Candidate(str(k[0]), str(k[1]), str(k[2]), bool(n[0]), n[1] / 1000) for k, n in ordered)
        roles = facts.about.get("roles")
        names = roles.get("quasi_identifiers") if isinstance(roles, Mapping) else None
        return cls(dataset, found, tuple(str(name) for name in names) if isinstance(names, Sequence) else ())

    @property
    def proposed(self) -> tuple[Candidate, ...]:
        """Return what is proposed, the likeliest to be known first."""
        return tuple(sorted((one for one in self.candidates if one.proposed), key=lambda one: (-one.prior, one.column)))

    @property
    def undeclared(self) -> tuple[Candidate, ...]:
        """Return what is proposed and not declared: all of it where nothing is."""
        return tuple(one for one in self.proposed if one.column not in self.declared)


def proposed_before(before: Mapping[str, Fact]) -> tuple[str, ...]:
    """Return the columns that are proposed, in the dataset's order, for facts that are made after this one."""
    fact = before.get(NAME)
    rows = sorted(fact.rows.items(), key=lambda item: item[1][2]) if fact else []
    return tuple(str(keys[0]) for keys, numbers in rows if numbers[0])
