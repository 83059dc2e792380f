"""A long step says how many rows it has worked through, and nothing where nobody listens."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from audit.load.engine import Engine
from audit.load.local import LocalTable
from audit.observe import watch
from audit.observe.scene import silent
from tests.observe import scenes

if TYPE_CHECKING:
    import pytest


class _Table:
    """A table whose engine is a quarter further with each look."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.looks = 0

    def done(self) -> float | None:
        """Return a share, and once that it is not known."""
        self.looks += 1
        return None if self.looks == 2 else min(1.0, self.looks / 4)


def test_rows_done_are_told_while_an_engine_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only numbers that an engine gave, out of the rows of the dataset; the first is zero."""
    monkeypatch.setattr(watch, "EVERY", 0.01)
    told: list[tuple[str, int, int]] = []
    with scenes.scene(scenes.people(), **scenes.FLAGS) as one:
        table: Any = _Table()
        scene = replace(one, source=replace(one.source, table=table), progress=lambda *said: told.append(said))
        with watch.watched(scene, "test: profile"):
            while table.looks < 5:
                time.sleep(0.01)

    assert [("test: profile", rows, 240) for rows in (0, 60, 180, 240)] == told[:4]


def test_nobody_looks_where_nobody_listens() -> None:
    """No thread is started for silence."""
    with scenes.scene(scenes.people(), **scenes.FLAGS) as one:
        before = threading.active_count()
        with watch.watched(replace(one, progress=silent), "test: profile"):
            assert threading.active_count() == before


def test_a_real_engine_says_how_far_it_is() -> None:
    """Shares of a query in another thread rise from 0 to 1."""
    with Engine.open(memory="1GB", threads=1) as engine:
        table = LocalTable(engine, (), "", "", written=False)
        query = "SELECT count(*) FROM (SELECT hash(range) % 500000 AS k, count(*) FROM range(6000000) GROUP BY k)"
        worker = threading.Thread(target=lambda: engine.connection.execute(query).fetchall())
        worker.start()
        seen = set()
        while worker.is_alive():
            seen.add(table.done())
            time.sleep(0.005)
        worker.join()

    shares = sorted(share for share in seen if share is not None)

    assert shares
    assert 0 <= shares[0] <= shares[-1] <= 1
