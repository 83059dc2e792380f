"""The evidence: everything a report is rendered from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from audit.core.values import Json, canonical

SCHEMA_VERSION = "1.0"


@dataclass(frozen=True, slots=True)
class Evidence:
    """`claims` are the same bytes for the same inputs and versions; `run` is about this run only."""

    claims: Mapping[str, Json]
    run: Mapping[str, Json]

    @property
    def overall(self) -> str:
        """Return `PASS`, `FAIL` or `NOT ASSURED`."""
        return str(self.claims["overall"])

    @property
    def exit_code(self) -> int:
        """Return the exit code of the gate: 0, 1 or 3."""
        return int(cast("int", self.claims["exit_code"]))

    def to_json(self) -> str:
        """Return the canonical text of the whole document."""
        return canonical({"schema_version": SCHEMA_VERSION, "claims": self.claims, "run": self.run})

    @classmethod
    def from_json(cls, text: str) -> Evidence:
        """Read a document; raises ValueError or KeyError if it is not evidence of this schema."""
        document = json.loads(text)
        if not isinstance(document, dict) or "claims" not in document or "run" not in document:
            message = "not an evidence document"
            raise ValueError(message)
        if str(document.get("schema_version", "")).partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
            message = "another schema version"
            raise ValueError(message)
        return cls(document["claims"], document["run"])
