"""Move all dates of a person by the same number of days: intervals stay, days do not."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from audit.core.plan import Step
from audit.load.canonical import canonical
from audit.transform import said
from audit.transform.randomness import framed, fresh_key
from audit.transform.registry import ROW, Applied, Parameter, Reading, Transformation
from audit.transform.rewrite import changed

if TYPE_CHECKING:
    import pyarrow as pa

MOST_DAYS = 183
_DAYS = frozenset({"date", "timestamp"})
_PURPOSE, _ROW_PURPOSE = "equigate date shift 1", "equigate date shift of a row 1"


def _prepare(step: Step, reading: Reading) -> Applied:
    """Take the key of the step, or draw one that is never kept; raises BadInput for columns that hold no dates."""
    odd = next((name for name in step.columns if reading.kind(name) not in _DAYS), None)
    if odd is not None:
        raise reading.bad(f"column {odd!r} holds no dates", "Name columns of kind date or timestamp")
    subject = said.text(step, "subject") or reading.subject_id or ""
    if subject:
        reading.kind(subject)
    key = reading.keys.key(step.parameters["key"], reading.where) if "key" in step.parameters else fresh_key()
    days = partial(shift, key, said.whole(step, "days", MOST_DAYS))

    def apply(batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the batch with its dates moved; missing ones stay missing."""
        here = [name for name in step.columns if name in batch.schema.names]
        moved = _shifts(batch, subject, days) if here else None
        return changed(batch, {name: _moved(batch.column(name), moved) for name in here})

    return Applied(reading.columns, (subject,) if subject else (), apply)


def shift(key: bytes, most: int, purpose: str, who: str) -> int:
    """Return a number of days from -most to most, never 0: HMAC-SHA-256 of whom it is for."""
    drawn = int.from_bytes(hmac.digest(key, framed(purpose, who), "sha256"), "big") % (2 * most)
    return drawn - most if drawn < most else drawn - most + 1


def _shifts(batch: pa.RecordBatch, subject: str, days: Callable[[str, str], int]) -> Any:
    """Return the days of each row: one number per person, and per row where nobody is named."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = batch.column(ROW)
    if not subject:
        return pa.array([days(_ROW_PURPOSE, str(row)) for row in rows.to_pylist()], pa.int64())
    encoded = batch.column(subject).dictionary_encode()
    known = pa.array([days(_PURPOSE, canonical(value)) for value in encoded.dictionary.to_pylist()], pa.int64())
    found = known.take(encoded.indices)
    if not found.null_count:
        return found
    return pc.coalesce(found, pa.array([days(_ROW_PURPOSE, str(row)) for row in rows.to_pylist()], pa.int64()))


def _moved(column: Any, days: Any) -> Any:
    """Return dates or timestamps moved by days; the time of day stays."""
    import pyarrow as pa
    import pyarrow.compute as pc

    seconds = pc.multiply(days, pa.scalar(86_400, pa.int64())).cast(pa.duration("s"))
    if pa.types.is_date(column.type):
        return pc.add(column.cast(pa.timestamp("s")), seconds).cast(pa.date32()).cast(column.type)
    return pc.add(column, seconds.cast(pa.duration(column.type.unit)))


DATE_SHIFT = Transformation(
    "date_shift",
    "All dates of a person move by the same secret number of days, never by none: who knows one true date of a person knows them all.",
    (
        Parameter("days", "whole", f"the most days in either direction: {MOST_DAYS} where nothing is said", low=1, high=36_500),
        Parameter("subject", "column", "the column that says whose row it is, where it is not the plan's subject_id"),
        Parameter("key", "key", "a key for the same shifts in several files; without one it is drawn and never kept"),
    ),
    _prepare,
    perturbs=True,
)
