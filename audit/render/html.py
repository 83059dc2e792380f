"""What does a reviewer open in a browser? One file: no script, no request, verdict on the first screen."""

from __future__ import annotations

from audit.core.evidence import Evidence
from audit.render.page import page
from audit.render.registry import Format


def to_bytes(evidence: Evidence) -> bytes:
    """Return the report as one HTML file; raises BadInput if the evidence does not fit its schema."""
    return page(evidence).encode("utf-8")


FORMAT = Format("html", ".html", to_bytes, binary=False)
