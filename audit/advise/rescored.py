"""What do decisions as they are come to on the rows that a plan releases, where no model can be trained again?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.advise.decided import Decided, decided
from audit.advise.retrial import kept_in_hand, keys_of, measured
from audit.anonymity.coded import Coded
from audit.core.advice import CannotTry, Held
from audit.observe.coarse_values import Placed, placed
from audit.observe.scene import Scene

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rescored:
    """Rows in hand with their decisions, and where each stands among the quasi-identifiers."""

    coded: Coded
    rows: Decided
    places: Mapping[str, Placed]
    min_group: int

    @classmethod
    def of(cls, scene: Scene, coded: Coded, min_group: int) -> Rescored:
        """Read the rows once; raises CannotTry where nothing is decided about them, or no label says what was right."""
        rows = decided(scene, tuple(coded.columns))
        known = rows.only(rows.labelled)
        if not known.rows:
            raise CannotTry(f"{scene.source.name}: no row has both a label and a decision")
        return cls(coded, known, {name: placed(scene, known.batch, name) for name in coded.columns}, min_group)

    def held(self, levels: Mapping[str, int], kept: Bools) -> tuple[Held, ...]:
        """Return every number over all rows and over those that a plan keeps: one dataset, so no splits and no interval."""
        import numpy as np

        rows, stays = self.rows, kept_in_hand(self.coded, self.places, levels, kept)
        every = np.ones(rows.rows, dtype=bool)
        if not stays.any():
            return ()
        before, after = (
            measured(rows.groups, some, rows.actual[some], rows.predicted[some], rows.scene, self.min_group) for some in (every, stays)
        )
        return tuple(Held(*key, "", before.get(key), after.get(key), None, None, 0) for key in keys_of([before, after]))
