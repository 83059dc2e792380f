"""Who is attacked, and who is held out? Two halves of a sample, where the subject authorises attacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from audit.anonymity.attacks.points import Points
from audit.observe.encoded import Encoded, encoded
from audit.observe.sampled import in_hand
from audit.observe.scene import Scene

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

MOST_ROWS = 50_000
"""Rows that are drawn: half of them are attacked, the other half are people like them."""
MOST_ATTACKED = 2_000
NOT_ATTACKED = frozenset({"population", "public"})
"""Parts that stand beside the data: nobody releases them."""
UNAUTHORISED = "attacks were not authorised (attacks: {authorised_by: ..., scope: ...} in the subject)"


@dataclass(frozen=True, slots=True)
class Halves:
    """The quasi-identifiers and the sensitive columns of a sample, and the rows of its two halves.

    Both halves have as many rows but for those of a person, which are all in one of them.
    """

    names: tuple[str, ...]
    points: Points
    secrets: Mapping[str, Encoded]
    released: Ints
    others: Ints

    @property
    def rows(self) -> int:
        """Return the rows of the sample."""
        return self.points.rows

    def even(self) -> tuple[Points, Points]:
        """Return as many rows of each half."""
        most = min(len(self.released), len(self.others))
        return self.points.take(self.released[:most]), self.points.take(self.others[:most])


def attackable(scene: Scene) -> bool:
    """Tell whether a dataset may be attacked and its rows be brought here."""
    return scene.settings.attacks and scene.source.name not in NOT_ATTACKED and scene.source.table.home != "database"


def halves(scene: Scene, secrets: Sequence[str] = ()) -> Halves | None:
    """Draw rows and deal them into two halves, all rows of a person into one; None with too little to deal."""
    roles = scene.roles
    known, person = roles.quasi_identifiers, (roles.subject_id,) if roles.subject_id else ()
    # No model is asked here: how many rows it is asked about does not matter.
    whole = replace(scene, settings=replace(scene.settings, sample=None))
    batch = in_hand(whole, (*known, *secrets, *roles.attributes, *person), MOST_ROWS) if known else None
    if batch is None:
        return None
    columns = {name: encoded(batch.column(name)) for name in (*known, *secrets)}
    persons = encoded(batch.column(person[0])).codes if person else None
    released, others = _dealt(batch.num_rows, persons, scene.settings.seed)
    if not len(released) or not len(others):
        return None
    return Halves(known, points_of([columns[name] for name in known]), {name: columns[name] for name in secrets}, released, others)


def points_of(columns: Sequence[Encoded]) -> Points:
    """Return columns as points; numbers and days have an order."""
    import numpy as np

    codes = np.stack([one.codes for one in columns], axis=1)
    return Points(codes, tuple(one.size for one in columns), tuple(one.numbers is not None for one in columns))


def _dealt(rows: int, persons: Ints | None, seed: int) -> tuple[Ints, Ints]:
    """Return the rows of both halves in the order of the draw: the first ones are some of them, by chance."""
    import numpy as np

    draw = np.random.default_rng(seed)
    units = rows if persons is None else int(persons.max(initial=-1)) + 1
    place = draw.permutation(units)[np.arange(rows) if persons is None else persons]
    order = np.argsort(place, kind="stable").astype(np.int64)
    first = place[order] < (units + 1) // 2
    return order[first], order[~first]
