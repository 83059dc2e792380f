"""The flags that several commands share, and how a time is read."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import typer

from audit.core.errors import BadInput

DEFAULT_SUBJECT = Path("equigate.yml")
SUBJECTS = typer.Argument(metavar="[SUBJECT]...", help="Subject files; none: equigate.yml of this repository.", show_default=False)
OUTPUT = typer.Option(
    "--output",
    "-o",
    metavar="FORMAT=PATH",
    help="Write html, pdf, json, markdown, sarif, junit, csv, ... to a file; repeat.",
    show_default=False,
)
PRINT_AS = typer.Option("--format", "-f", metavar="FORMAT", help="What to print: text, markdown, json, sarif, github, junit, ...")
NOW = typer.Option(metavar="TIME", help="The time to record (ISO 8601), for runs that must repeat.", show_default=False)
MEMORY = typer.Option(metavar="SIZE", help="The engine's memory cap, such as 4GB.", show_default=False)
THREADS = typer.Option(metavar="N", min=1, help="The engine's threads.", show_default=False)


BASELINE = typer.Option(
    metavar="FILE", help="Adopted findings; none: equigate-baseline.json beside the subject, if it is there.", show_default=False
)
EPOCH = "SOURCE_DATE_EPOCH"


def moment(text: str | None, environment: Mapping[str, str] = os.environ) -> datetime:
    """Return the time to record: the text, else the seconds in SOURCE_DATE_EPOCH, else now; raises BadInput if it cannot be read."""
    if text is None:
        if not environment.get(EPOCH):
            return datetime.now(UTC)
        given = _since_epoch(environment[EPOCH])
        # It can lie in the past, where a waiver was in force that is not today.
        sys.stderr.write(f"using {EPOCH}: the time of this run is {given:%Y-%m-%d %H:%M} UTC\n")
        return given
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput.one("--now", f"{text!r} is not a time", "Write it as 2026-11-20T12:00:00Z") from None
    return given.replace(tzinfo=UTC) if given.tzinfo is None else given.astimezone(UTC)


def _since_epoch(text: str) -> datetime:
    """Return the time so many seconds after 1970; raises BadInput if it is no such number."""
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError):
        raise BadInput.one(EPOCH, f"{text[:40]!r} is not a number of seconds", "Unset it, or set it as `date +%s` does") from None
