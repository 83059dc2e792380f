"""Too many distinct scores for one by one: PostgreSQL cuts them into the bins that the embedded engine does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from audit.core.fact import Fact
from audit.load.subject import override
from audit.observe import scores
from audit.observe.places import BIN
from audit.observe.rows import counted
from audit.observe.scene import Settings
from audit.observe.scores import SCORES
from audit.observe.stage import InHand, staged
from tests.database.people import FLAGS
from tests.database.server import Server
from tests.observe.scenes import MEANS

if TYPE_CHECKING:
    import pytest


def _counted(path: str) -> Fact:
    """Return the scores of a dataset by its path or address."""
    with staged(override(None, data=(path,), **FLAGS), InHand(), Settings(), MEANS) as scenes:
        return next(counted(scenes[0], [SCORES]))


def test_bins_are_the_same(parquet: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """To the last integer."""
    monkeypatch.setattr(scores, "MOST", 10)
    expected = _counted(str(parquet)).to_json()

    actual = _counted(f"{server.address}#people").to_json()

    assert expected == actual
    assert {keys[-2] for keys in Fact.from_json(actual).rows} == {BIN}
