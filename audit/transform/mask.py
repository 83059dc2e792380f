"""Keep the ends of a text and hide the rest, its length too."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from audit.core.plan import Step
from audit.load.canonical import canonical
from audit.transform import said
from audit.transform.registry import Applied, Parameter, Reading, Transformation
from audit.transform.rewrite import as_kind, changed, mapped

if TYPE_CHECKING:
    import pyarrow as pa

HIDDEN = "***"


def _prepare(step: Step, reading: Reading) -> Applied:
    """Mask texts, and other values as they are written."""
    mask = partial(masked, said.whole(step, "keep_first"), said.whole(step, "keep_last"))

    def apply(batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the batch with masked values."""
        return changed(batch, {name: mapped(batch.column(name), mask) for name in step.columns if name in batch.schema.names})

    return Applied(as_kind(reading.columns, step.columns, "text"), (), apply)


def masked(first: int, last: int, value: Any) -> str | None:
    """Return the first and last characters with `***` between; a value with nothing to hide between them is hidden whole."""
    if value is None:
        return None
    text = canonical(value)
    if len(text) <= first + last:
        return HIDDEN
    return f"{text[:first]}{HIDDEN}{text[len(text) - last :]}"


MASK = Transformation(
    "mask",
    "Only the ends of each value are kept; what is between becomes ***, however long it was.",
    (
        Parameter("keep_first", "whole", "how many characters stay at the beginning: none where nothing is said", low=0),
        Parameter("keep_last", "whole", "how many characters stay at the end: none where nothing is said", low=0),
    ),
    _prepare,
)
