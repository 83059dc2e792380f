"""Replace personal data inside texts by the name of what it was."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from audit.core.plan import Step
from audit.observe.personal.spans import spans_in
from audit.observe.scene import Settings
from audit.transform import said
from audit.transform.registry import Applied, Parameter, Reading, Transformation
from audit.transform.rewrite import changed, mapped

if TYPE_CHECKING:
    import pyarrow as pa


def _prepare(step: Step, reading: Reading) -> Applied:
    """Look for what the settings look for; raises BadInput for columns that hold no text."""
    odd = next((name for name in step.columns if reading.kind(name) != "text"), None)
    if odd is not None:
        raise reading.bad(f"column {odd!r} holds no text", "Drop it, or make it coarser")
    locales = said.names(step, "locales")
    settings = replace(reading.settings, locales=locales) if locales else reading.settings
    hide = partial(redacted, settings, frozenset(said.names(step, "entities")))

    def apply(batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the batch with redacted texts."""
        return changed(batch, {name: mapped(batch.column(name), hide) for name in step.columns if name in batch.schema.names})

    return Applied(reading.columns, (), apply)


def redacted(settings: Settings, entities: frozenset[str], value: Any) -> str | None:
    """Return a text with `[ENTITY]` in place of what Presidio's recognisers find; with `entities`, of those only."""
    if value is None:
        return None
    text, parts, end = str(value), [], 0
    for place in spans_in(text, settings):
        if (entities and place.entity not in entities) or place.start < end:
            continue
        parts += [text[end : place.start], f"[{place.entity}]"]
        end = place.end
    return "".join([*parts, text[end:]])


REDACT = Transformation(
    "redact",
    "What is recognised as personal data inside a text is replaced by the name of what it was. What nobody recognises stays.",
    (
        Parameter("entities", "names", "only these entities; all that are found where nothing is said"),
        Parameter("locales", "names", "whose formats to look for, such as DE, FR"),
    ),
    _prepare,
)
