"""The flags that several commands share, and how a time is read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import typer

from audit.core.errors import BadInput

DEFAULT_SUBJECT = Path("equigate.yml")
SUBJECTS = typer.Argument(metavar="[SUBJECT]...", help="Subject files; none: equigate.yml of this repository.", show_default=False)
OUTPUT = typer.Option(
    "--output", "-o", metavar="FORMAT=PATH", help="Write html, pdf, json, text, inventory or art30 to a file; repeat.", show_default=False
)
NOW = typer.Option(metavar="TIME", help="The time to record (ISO 8601), for runs that must repeat.", show_default=False)
MEMORY = typer.Option(metavar="SIZE", help="The engine's memory cap, such as 4GB.", show_default=False)
THREADS = typer.Option(metavar="N", min=1, help="The engine's threads.", show_default=False)


def moment(text: str | None) -> datetime:
    """Return the time to record; raises BadInput if it cannot be read."""
    if text is None:
        return datetime.now(UTC)
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput.one("--now", f"{text!r} is not a time", "Write it as 2026-11-20T12:00:00Z") from None
    return given.replace(tzinfo=UTC) if given.tzinfo is None else given.astimezone(UTC)
