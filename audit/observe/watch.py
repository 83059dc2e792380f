"""How far is an engine with a step of its own?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from audit.observe.scene import Scene, silent

EVERY = 0.5
"""Seconds between two looks."""


@contextmanager
def watched(scene: Scene, step: str) -> Iterator[None]:
    """Report the rows an engine has worked through, while it is at it; nothing where nobody listens."""
    scene.progress(step, 0, scene.source.rows)
    if scene.progress is silent:
        yield
        return
    over = Event()
    watcher = Thread(target=_watch, args=(scene, step, over), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def _watch(scene: Scene, step: str, over: Event) -> None:
    """Look now and then; an engine with several queries for one step starts again with each."""
    while not over.wait(EVERY):
        share = scene.source.table.done()
        if share is not None:
            scene.progress(step, int(share * scene.source.rows), scene.source.rows)
