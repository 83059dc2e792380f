"""How does a plan become a file: batch after batch, and which rows of the source are in it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from audit.core.errors import BadInput
from audit.observe.scene import Progress
from audit.release.form import Form
from audit.release.writers import Written, write_release
from audit.transform.apply import Prepared
from audit.transform.registry import ROW

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Ints = npt.NDArray[np.int64]


@dataclass(slots=True)
class _Passing:
    """Batches on their way into the file: the position of every row is remembered, 8 bytes each, and taken off."""

    prepared: Prepared
    progress: Progress
    positions: list[Ints] = field(default_factory=list)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield the batches as they are written."""
        total, done = self.prepared.source.rows, 0
        for batch in self.prepared.batches([column.name for column in self.prepared.columns]):
            rows = batch.column(ROW).to_numpy()
            self.positions.append(rows)
            done = int(rows[-1]) + 1 if len(rows) else done
            yield batch.drop_columns([ROW])
            self.progress("writing", done, total)


def write_plan(prepared: Prepared, form: Form, path: Path, name: str, progress: Progress) -> tuple[Written, Ints]:
    """Write what a plan leaves of a source; return what was written, and the positions in the source of its rows.

    Raises BadInput where no row is left: an empty file cannot be measured.
    """
    import numpy as np

    passing = _Passing(prepared, progress)
    batches = passing.batches()
    first = next(batches)
    written = write_release(path, form, first.schema, chain([first], batches))
    if not written.rows:
        raise BadInput.one(f"plan {name}", "it leaves no row, so there is nothing to release", "Ask for less, or allow coarser steps")
    return written, np.concatenate(passing.positions)
