"""What do the classes of a table leave open about a sensitive column? Every number of the field at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audit.anonymity.classes import Crosstab, class_sizes, classes, crosstab
from audit.anonymity.closeness import equal_distance, ordered_distance
from audit.anonymity.coded import Coded, Sensitive
from audit.anonymity.diversity import distinct, entropy, most_frequent, recursive
from audit.anonymity.likeness import disclosures, enhanced, gains

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Columns = Sequence[tuple[Ints, int]]

NO_ROWS = "there are no rows"
ONE_VALUE = "some class holds one value: no c is large enough"
NO_BETA = "some class makes a value likelier by more than -ln of its share: no beta is large enough"


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of one sensitive column over all classes, each the worst class's; None where undefined, see `why`.

    `t_closeness` is the ordered distance where values have an order, else the equal one; both are there.
    `recursive_c` is for `recursive_l`: classes are (c, l)-diverse for every c above it. `alpha` belongs to
    (alpha, k)-anonymity. `delta_disclosure` is over the values that a class holds.
    """

    rows: int
    classes: int
    k: int | None = None
    distinct_l_diversity: int | None = None
    entropy_l_diversity: float | None = None
    recursive_c: float | None = None
    recursive_l: int = 2
    t_closeness: float | None = None
    t_equal: float | None = None
    t_ordered: float | None = None
    delta_disclosure: float | None = None
    basic_beta_likeness: float | None = None
    enhanced_beta_likeness: float | None = None
    alpha: float | None = None
    why: Mapping[str, str] = field(default_factory=dict)


def measures(columns: Columns, sensitive: Sensitive, rows: int, totals: Ints | None = None) -> Measures:
    """Return all measures of one sensitive column in the classes of the columns.

    Each column is a code per row, shape (rows,), and a number above its largest code. `totals` are the rows per
    value of another table to compare with, for instance the one before rows were suppressed.
    """
    if not rows:
        return Measures(0, 0, why={"k": NO_ROWS})
    return tabulated(crosstab(classes(columns, rows), sensitive, totals))


def tabulated(table: Crosstab) -> Measures:
    """Return all measures of a table of classes and values that has rows."""
    fewest = int(distinct(table).min())
    ratio = float(recursive(table, max(2, fewest)).max())
    equal, ordered = (float(one(table).max()) for one in (equal_distance, ordered_distance))
    beta = enhanced(table)
    return Measures(
        rows=int(table.sizes.sum()),
        classes=len(table.sizes),
        k=int(table.sizes.min()),
        distinct_l_diversity=fewest,
        entropy_l_diversity=float(entropy(table).min()),
        recursive_c=ratio if fewest > 1 else None,
        recursive_l=max(2, fewest),
        t_closeness=ordered if table.ordered else equal,
        t_equal=equal,
        t_ordered=ordered if table.ordered else None,
        delta_disclosure=float(disclosures(table).max()),
        basic_beta_likeness=float(gains(table).max()),
        enhanced_beta_likeness=beta,
        alpha=float(most_frequent(table).max()),
        why={**({} if fewest > 1 else {"recursive_c": ONE_VALUE}), **({} if beta is not None else {"enhanced_beta_likeness": NO_BETA})},
    )


@dataclass(frozen=True, slots=True)
class Risks:
    """k by rows or persons, and the measures of each sensitive column: in the classes, and in those that the others add."""

    k: int | None
    classes: int
    alone: Mapping[str, Measures]
    within: Mapping[str, Measures]

    def of(self, column: str) -> tuple[Measures, ...]:
        """Return both readings of a sensitive column; one where no other column is sensitive."""
        return tuple(found[column] for found in (self.alone, self.within) if column in found)

    def l(self, column: str) -> int | None:  # noqa: E743 - the name of the measure
        """Return the worse distinct l."""
        return min((one.distinct_l_diversity for one in self.of(column) if one.distinct_l_diversity is not None), default=None)

    def t(self, column: str) -> float | None:
        """Return the worse t."""
        return max((one.t_closeness for one in self.of(column) if one.t_closeness is not None), default=None)


def risks(coded: Coded, levels: Mapping[str, int] | None = None) -> Risks:
    """Return k and all measures of coded rows whose quasi-identifiers are coarser by `levels`; raw where none is given."""
    columns = at_levels(coded, levels or {})
    others = {name: [(one.codes, one.size) for key, one in coded.sensitive.items() if key != name] for name in coded.sensitive}
    alone = {name: measures(columns, one, coded.rows) for name, one in coded.sensitive.items()}
    several = len(coded.sensitive) > 1
    within = {name: measures([*columns, *others[name]], one, coded.rows) for name, one in coded.sensitive.items()} if several else {}
    sizes = class_sizes(columns, coded.rows, coded.subjects)
    return Risks(int(sizes.min()) if coded.rows else None, len(sizes), alone, within)


def at_levels(coded: Coded, levels: Mapping[str, int]) -> list[tuple[Ints, int]]:
    """Return the quasi-identifiers at levels of their hierarchies, ready to be labelled."""
    pairs = [(coded.hierarchies[name], codes, levels.get(name, 0)) for name, codes in coded.columns.items()]
    return [(tree.maps[level][codes], tree.sizes[level]) for tree, codes, level in pairs]
