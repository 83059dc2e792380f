"""What is counted inside PostgreSQL is what the embedded engine counts of the same rows, to the last integer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audit.core.fact import Facts
from audit.load.subject import override
from audit.observe.run import observe
from audit.observe.scene import Settings
from audit.observe.stage import InHand, described, staged
from tests.database.people import FLAGS
from tests.database.server import Server
from tests.observe.scenes import MEANS

DESIGN = {"weight": "Größe in %(cm)s", "subject_id": "phone"}


def facts_of(path: str, **flags: str) -> Facts:
    """Return every fact of a dataset by its path or address."""
    about = override(None, data=(path,), **{**FLAGS, **DESIGN, **flags})
    about = replace(about, roles=replace(about.roles, strata=("a.b",)))
    with staged(about, InHand(), Settings(), MEANS) as scenes:
        return observe(scenes, described(about, scenes))


@pytest.fixture(scope="module")
def local(parquet: Path) -> Facts:
    """Return the facts that the embedded engine makes."""
    return facts_of(str(parquet))


@pytest.fixture(scope="module")
def inside(server: Server) -> Facts:
    """Return the facts that PostgreSQL makes, for a user who may only SELECT."""
    return facts_of(f"{server.address}#people")


@pytest.mark.parametrize(
    "name",
    [
        "profile",
        "ranges",
        "cells",
        "personal",
        "outcomes",
        "strata",
        "persons",
        "scores",
        "uniqueness",
        "quasi_identifiers",
        "tails",
    ],
)
def test_every_fact_is_the_same(name: str, local: Facts, inside: Facts) -> None:
    expected = local.find(name, "test")
    actual = inside.find(name, "test")

    assert expected is not None
    assert expected.rows
    assert expected.to_json() == actual.to_json()
