"""How often is each label met by each prediction in every protected group, among people alike in the declared strata?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from audit.core.errors import Problem
from audit.core.fact import Fact, Facts, Keys
from audit.core.roles import Roles
from audit.observe.counts import counts_of
from audit.observe.outcomes import JOIN, OUTCOMES, Outcomes, closed, decisions, joined
from audit.observe.registry import RowWork
from audit.observe.scene import Counting, Scene, nowhere
from audit.observe.tally import LABEL, PREDICTION, counted, group_name, stratum_name
from audit.observe.weights import measures
from audit.observe.worth import PERSONS, Effects, effects_of

if TYPE_CHECKING:
    import narwhals as nw

    from audit.load.source import Source

NAME = "strata"
MOST_STRATA = 100


def _count(frame: nw.LazyFrame[Any], counting: Counting) -> Fact:
    """Count rows per group, stratum, label and prediction as they are written."""
    roles = counting.roles
    groups = [group_name(place) for place in range(len(roles.protected))]
    strata = [stratum_name(place) for place in range(len(roles.strata))]
    keys = (*roles.attributes, *roles.strata, "actual", "predicted")
    lines = counted(frame, [*groups, *strata, LABEL, PREDICTION], counting.scale)
    return Fact.of(NAME, counting.dataset, keys, measures(counting.scale), lines)


def _close(fact: Fact, scene: Scene) -> Fact:
    """Pool rare groups and rare values of strata, and say of each label and prediction only whether it is the event."""
    return closed(fact, scene, len(scene.roles.protected) + len(scene.roles.strata))


STRATA = RowWork(NAME, _count, _close, applies=lambda scene: bool(scene.roles.strata and scene.roles.protected and OUTCOMES.applies(scene)))


def strata_problems(source: Source, roles: Roles, place: Callable[[str], str] = nowhere) -> Iterator[Problem]:
    """Yield a problem per column that makes no strata: nobody is alike in it, or nothing is there."""
    for column, (present, distinct) in counts_of(source, roles.strata).items():
        where = place(f"roles.strata.{column}") or source.name
        if JOIN in column:
            step = f"Rename it: {JOIN.strip()!r} between blanks stands between the parts of several columns"
            yield Problem(where, f"the column {column!r} of strata cannot be told from several", step)
        elif not present:
            yield Problem(where, f"the column {column!r} of strata holds no value at all", "Declare another, or fill it")
        elif distinct > MOST_STRATA:
            step = "Declare a column with few values, such as bands of it"
            yield Problem(where, f"the column {column!r} of strata has {distinct:,} different values", step)


@dataclass(frozen=True, slots=True)
class Strata:
    """Decisions, and labels, of protected groups within strata. `outcomes` are of all rows; None without predictions."""

    absent = "no strata, or no protected column, is declared"

    dataset: str
    attributes: tuple[str, ...]
    columns: tuple[str, ...]
    decided: Outcomes | None
    labels: Outcomes | None
    fact: Fact = field(repr=False)

    @classmethod
    def of(cls, facts: Facts, dataset: str) -> Strata | None:
        """Return the view, or None without strata."""
        fact, about = facts.find(NAME, dataset), cast("dict[str, Any]", facts.about["roles"])
        if fact is None or not fact.rows:
            return None
        width = len(fact.keys) - 2 - len(about["strata"])
        decided, labels = decisions(facts, dataset), None
        if any(keys[-2] is not None for keys in fact.rows):
            effects = effects_of(facts.find(PERSONS, dataset))
            own: Effects = {place: {"selection_rate": rates.get("base_rate", 1.0)} for place, rates in effects.items()}
            favours, least = about["positive"] == about["favourable"], cast("int", facts.about.get("min_cell") or 0)
            # A label is taken for a decision that is always right.
            labels = Outcomes(dataset, fact.keys[:width], favours, True, _table(fact, width, _as_labelled), least, own)  # noqa: FBT003
        return cls(dataset, fact.keys[:width], fact.keys[width:-2], decided, labels, fact)

    def sets(self) -> tuple[tuple[str, ...], ...]:
        """Return the columns that are held fixed: each alone, and all of them together."""
        return (*((column,) for column in self.columns), *((self.columns,) if len(self.columns) > 1 else ()))

    def within(self, columns: Sequence[str], *, labels: bool = False) -> Iterator[tuple[str, Outcomes]]:
        """Yield each stratum by the name of its values, with its decisions, or its labels as if they were decisions."""
        view = self.labels if labels else self.decided
        if view is None:
            return
        places = [self.fact.keys.index(column, len(self.attributes)) for column in columns]
        strata: dict[str, list[tuple[Keys, Sequence[int]]]] = {}
        for keys, numbers in self.fact.rows.items():
            strata.setdefault(joined([str(keys[place]) for place in places]), []).append((keys, numbers))
        for name, lines in sorted(strata.items()):
            part = Fact.of(self.fact.name, self.dataset, self.fact.keys, self.fact.measures, lines)
            yield name, replace(view, fact=_table(part, len(self.attributes), _as_labelled if labels else _as_predicted))

    def named(self, columns: Sequence[str]) -> str:
        """Return the name of columns that are held fixed."""
        return JOIN.join(columns)


def _table(fact: Fact, width: int, outcome: Any) -> Fact:
    """Return the lines of all strata together, as a table of outcomes."""
    keys = (*fact.keys[:width], *fact.keys[-2:])
    return Fact.of(fact.name, fact.dataset, keys, fact.measures, [((*one[:width], *outcome(one)), n) for one, n in fact.rows.items()])


def _as_predicted(keys: Keys) -> Keys:
    """Return label and prediction."""
    return keys[-2:]


def _as_labelled(keys: Keys) -> Keys:
    """Return the label twice."""
    return keys[-2], keys[-2]
