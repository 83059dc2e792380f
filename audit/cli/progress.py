"""Shows long work on stderr, where there is somebody to see it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from audit.observe.scene import Progress, silent


@contextmanager
def shown() -> Iterator[Progress]:
    """Yield what steps are reported to: a bar on a terminal, silence in a pipe or in CI."""
    if not sys.stderr.isatty() or os.environ.get("CI"):
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,}/{task.total:,}"), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("start", total=None)

        def report(step: str, done: int, total: int) -> None:
            bar.update(task, description=step.replace("[", "\\["), completed=done, total=total)

        yield report
