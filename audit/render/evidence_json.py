"""Where is the whole evidence, for machines? The canonical document every other format is made from."""

from __future__ import annotations

from audit.core.evidence import Evidence
from audit.render.registry import Format


def to_bytes(evidence: Evidence) -> bytes:
    r"""Return the canonical document in UTF-8; raises ValueError for NaN or an infinity.

    A lone surrogate has no UTF-8 form: it is written `\ud800`, which JSON reads back as the same text.
    """
    return evidence.to_json().encode("utf-8", "backslashreplace")


FORMAT = Format("json", ".json", to_bytes, binary=False)
