"""What personal data is in the written file, and which of its hashes are made of texts that anybody can guess?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from audit.claims.personal_data import column_claims, personal_not_checked
from audit.core.fact import Fact, Facts
from audit.core.roles import Roles
from audit.core.values import Json
from audit.load.source import Source
from audit.observe.personal.headers import personal_names
from audit.observe.pseudonyms import Pseudonyms
from audit.observe.registry import SetWork, makers
from audit.observe.scene import Progress, Scene, Settings

_WANTED = ("personal", "pseudonyms")
_NAMING = frozenset({"direct", "freetext"})


@dataclass(frozen=True, slots=True)
class Rescanned:
    """What each column holds in the form of the evidence, hashes that were guessed (looked at, recovered), what is left open."""

    columns: list[dict[str, Any]]
    guessed: dict[str, tuple[int, int]]
    headers: tuple[str, ...]
    not_checked: list[str]

    @property
    def naming(self) -> tuple[tuple[str, str], ...]:
        """Return the columns that name or reach a person, whole or inside text, with what they hold."""
        held = [(str(row["column"]), str(row["what"])) for row in self.columns if row["category"] in _NAMING]
        return (*dict.fromkeys(held), *((f"column {place}", "its name is personal data") for place in self.headers))


def rescan(released: Source, settings: Settings, progress: Progress) -> Rescanned:
    """Look at every cell of a written file for personal data; hashes are attacked: who holds a release may do that too."""
    odd = personal_names(released.names(), settings.locales)
    places = [str(place) for place, name in enumerate(released.names(), 1) if name in odd]
    names = {name: f"column_{place}" for place, name in enumerate(released.names(), 1) if name in odd}
    scene = Scene(released.renamed(names), Roles(), settings, None, progress)
    about: dict[str, Json] = {"columns": {}, "personal": _how(settings)}
    facts = Facts(tuple(_facts(scene)), about)
    found = Pseudonyms.of(facts, released.name)
    hashes = {one.column: (one.looked, one.recovered) for one in (found.columns if found else ())}
    columns = [cast("dict[str, Any]", row) for row in column_claims(facts)]
    return Rescanned(columns, hashes, tuple(places), personal_not_checked(facts))


def _how(settings: Settings) -> Json:
    """Return how personal data is looked for."""
    return {
        "locales": list(settings.locales),
        "judged_cap": None if settings.exhaustive else settings.judged_cap,
        "nlp": bool(settings.personal.nlp),
    }


def _facts(scene: Scene) -> Iterator[Fact]:
    """Yield the facts that are wanted, and those they read."""
    before: dict[str, Fact] = {}
    for maker in _needed():
        fact = maker.make(scene, before)
        if fact is not None:
            before[maker.name] = fact
            yield fact


def _needed() -> list[SetWork]:
    """Return the makers of the wanted facts, in an order in which each finds what it reads."""
    works = [one for one in makers() if isinstance(one, SetWork)]
    wanted = set(_WANTED)
    for one in reversed(works):
        wanted |= set(one.after) if one.name in wanted else set()
    return [one for one in works if one.name in wanted]
