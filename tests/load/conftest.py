"""One engine for the tests of loading."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from audit.load.engine import Engine


@pytest.fixture(scope="module")
def shared_engine() -> Iterator[Engine]:
    """Yield an engine that the tests of one file share."""
    with Engine.open(memory="1GiB", threads=2) as engine:
        yield engine
