"""Too many distinct scores for one by one: Spark cuts them into the bins that the embedded engine does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from audit.core.fact import Fact
from audit.load.opener import Opener
from audit.load.subject_types import Dataset
from audit.observe import scores
from audit.observe.places import BIN
from audit.observe.rows import counted
from audit.observe.scene import Scene, Settings
from audit.observe.scores import SCORES
from tests.spark.scenario import STORED


def _counted(address: str, folder: Path) -> Fact:
    """Return the scores of the table at an address."""
    with Opener.start(folder) as opener:
        scene = Scene(opener.source(Dataset("test", address)), STORED, Settings())
        return next(counted(scene, [SCORES]))


@pytest.mark.parametrize("most", [10, 65_536], ids=["in-bins", "one-by-one"])
def test_scores_are_the_same(most: int, session: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To the last integer."""
    monkeypatch.setattr(scores, "MOST", most)
    expected = _counted(str(folder / "people.parquet"), folder).to_json()

    actual = _counted(f"local[2]#{folder / 'people.parquet'}", folder).to_json()

    assert expected == actual
    assert ({keys[-2] for keys in Fact.from_json(actual).rows} == {BIN}) is (most == 10)
