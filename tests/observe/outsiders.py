"""Facts about what outsiders find, without all the others: each test makes what it needs."""

from __future__ import annotations

from typing import Any

from audit.core.fact import Fact, Facts
from audit.observe.cells import CELLS
from audit.observe.combinations import COMBINATIONS
from audit.observe.identifiers import PERSONAL
from audit.observe.population import POPULATION_UNIQUENESS
from audit.observe.profile import PROFILE
from audit.observe.quasi_identifiers import QUASI_IDENTIFIERS
from audit.observe.registry import SetWork
from audit.observe.scene import Settings
from audit.observe.stage import roles_json
from audit.observe.tails import TAILS
from audit.observe.uniqueness import UNIQUENESS
from tests.observe import scenes

KNOWN = (PROFILE, PERSONAL, QUASI_IDENTIFIERS)
ALL = {"uniqueness": (PROFILE, UNIQUENESS), "proposal": KNOWN, "combinations": (PROFILE, COMBINATIONS), "proposed": (*KNOWN, COMBINATIONS)}
ALL |= {"tails": (PROFILE, TAILS), "ages": (PROFILE, PERSONAL, TAILS), "population": (PROFILE, CELLS, POPULATION_UNIQUENESS)}


def made(what: str, data: Any, settings: Settings | None = None, **flags: Any) -> Facts:
    """Return a fact with those that it reads."""
    with scenes.scene(data, settings, **flags) as one:
        before: dict[str, Fact] = {}
        for maker in ALL[what]:
            assert isinstance(maker, SetWork)
            fact = maker.make(one, before)
            if fact is not None:
                before[maker.name] = fact
        return Facts(tuple(before.values()), scenes.about(roles=roles_json(one.roles)))
