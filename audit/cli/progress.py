"""Shows long work on stderr, where there is somebody to see it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from audit.observe.scene import Progress, silent

if TYPE_CHECKING:
    from rich.progress import Progress as Bar


@contextmanager
def shown() -> Iterator[Progress]:
    """Yield what steps are reported to: a bar on a terminal, silence in a pipe or in CI."""
    if not sys.stderr.isatty() or os.environ.get("CI"):
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    count = TextColumn("{task.completed:,.0f}/{task.total:,.0f}")
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), count, TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _reporter(bar)


def _reporter(bar: Bar) -> Progress:
    """Return what moves the bar; each step starts it anew, so that its estimate is its own."""
    task = bar.add_task("start", total=1)
    seen = [""]

    def report(step: str, done: int, total: int) -> None:
        if step != seen[0]:
            seen[0] = step
            bar.reset(task, description=step, total=total)
        bar.update(task, completed=done)

    return report
