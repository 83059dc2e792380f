"""Is what is seen in every cell of a table of PostgreSQL what is seen of the same rows in a file?"""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.load.engine import Engine
from audit.load.source import open_source
from audit.load.subject import override
from audit.observe.engines.sweeping import sweep
from audit.observe.personal.sieve.sweep import Swept
from audit.observe.scene import Settings
from audit.observe.stage import InHand, staged
from tests.database.people import FLAGS, ROWS
from tests.database.server import Server
from tests.observe.scenes import MEANS

ASKED = Settings(locales=("US", "DE"), judged_cap=20)
DISTINCT = {"sex": 4, "origin": 4, "age": 90, "zip": 500, "email": ROWS}


@pytest.fixture(scope="module")
def expected(parquet: Path) -> dict[str, Swept]:
    """Return what is seen in the file."""
    with Engine.open(memory="512MiB", threads=1) as engine:
        source = open_source(engine, "test", parquet)
        return sweep(source, source.names(), ASKED, distinct=DISTINCT)


@pytest.mark.parametrize("batch", [700, 65_536])
def test_a_database_says_the_same(batch: int, server: Server, expected: dict[str, Swept]) -> None:
    """For a user who may only SELECT; rows come in batches, values that come often are told apart inside."""
    about = override(None, data=(f"{server.address}#people",), **FLAGS)
    asked = Settings(locales=ASKED.locales, judged_cap=ASKED.judged_cap, batch_rows=batch)
    with staged(about, InHand(), asked, MEANS) as (scene,):
        actual = sweep(scene.source, scene.source.names(), asked, distinct=DISTINCT)

    assert expected == actual
    assert expected["email"].candidates["EmailRecognizer"] > 0
