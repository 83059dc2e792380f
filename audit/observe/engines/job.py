"""What does a process that asks the model have to know, and in which words do the two talk?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from audit.core.roles import Protected, Roles
from audit.core.values import Json
from audit.load.models import Recipe
from audit.observe.scene import Counting, Scale, Settings

MARK = b"\x1e"
"""Stands before every message (RFC 7464): JSON never holds it, so nothing else on the line is taken for one."""


@dataclass(frozen=True, slots=True)
class Job:
    """How to load the model, the `sha256:...` that its file must have, what to count, and the facts by name.

    `path` is where Python looks for modules, absolute and in order.
    """

    recipe: Recipe
    sha256: str | None
    counting: Counting
    works: tuple[str, ...]
    path: tuple[str, ...]

    def to_json(self) -> dict[str, Json]:
        """Return what `from_json` reads."""
        counting = self.counting
        roles = {**asdict(counting.roles), "reference": dict(counting.roles.reference)}
        return {
            "recipe": asdict(self.recipe),
            "sha256": self.sha256,
            "dataset": counting.dataset,
            "roles": roles,
            "settings": {name: value for name, value in asdict(counting.settings).items() if name != "personal"},
            "scale": asdict(counting.scale) if counting.scale else None,
            "works": list(self.works),
            "path": list(self.path),
        }

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> Job:
        """Read a job; raises KeyError or TypeError if it is none."""
        roles = dict(document["roles"])
        protected = tuple(Protected(one["column"], tuple(one["bands"])) for one in roles.pop("protected"))
        counting = Counting(
            document["dataset"],
            Roles(protected=protected, **_tuples(roles)),
            _settings(document["settings"]),
            Scale(**document["scale"]) if document["scale"] else None,
        )
        recipe = Recipe(**_tuples(document["recipe"]))
        return cls(recipe, document["sha256"], counting, tuple(document["works"]), tuple(document["path"]))


def message(content: Mapping[str, Json]) -> bytes:
    """Return one line that says this."""
    return MARK + json.dumps(content).encode("ascii") + b"\n"


def heard(line: bytes) -> dict[str, Any] | None:
    """Return what a line says, None if it is not a whole message: somebody else's, or cut off."""
    _, mark, text = line.rpartition(MARK)
    if not (mark and text.endswith(b"\n")):
        return None
    said: dict[str, Any] = json.loads(text)
    return said


def _settings(fields: Mapping[str, Any]) -> Settings:
    """Read the settings; workers ask a model and need nothing of what is said about personal data."""
    return Settings(**_tuples({name: value for name, value in fields.items() if name != "personal"}))


def _tuples(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields with the lists of JSON as the tuples they were."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
