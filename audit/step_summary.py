"""Appends the page of the audit to the step summary of GitHub, where there is one."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from audit.core.evidence import Evidence
from audit.render.markdown import MOST, page

VARIABLE = "GITHUB_STEP_SUMMARY"
LEAST = 8_000
"""Bytes under which a page says too little to be worth its place."""


def append_step_summary(made: Sequence[Evidence], environment: Mapping[str, str] = os.environ) -> str:
    """Append one page of all subjects to the file that the variable names, and return what went wrong, or nothing.

    GitHub refuses a summary of 1 MiB or more as a whole, so what other commands of the step wrote before is counted.
    It changes no exit code: nobody asked for this file by name, and the answer is the same without it.
    """
    named = environment.get(VARIABLE, "")
    if not named or not made:
        return ""
    path = Path(named)
    try:
        if path.exists() and not path.is_file():
            return f"{VARIABLE}: {path} is no file; the step summary was not written"
        size = path.stat().st_size if path.exists() else 0
        if MOST - size < LEAST:
            return f"{VARIABLE}: {size:,} bytes are in it already; the step summary was not written, to keep it below 1 MiB"
        with path.open("ab") as stream:
            # What stands before may not end its line, and a heading needs an empty one.
            stream.write(f"\n\n{page(made, MOST - size - 2)}".encode() if size else page(made, MOST).encode("utf-8"))
    except OSError as error:
        return f"{VARIABLE}: {path} cannot be written ({type(error).__name__}); the step summary is missing"
    return ""
