"""Which waivers are there, and which of them hold on a day?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from audit.checks.registry import checks
from audit.core.errors import BadInput
from audit.core.evidence import Evidence
from audit.gate.waivers import days_left
from audit.load.documents import Table, read_document
from audit.load.policy import Policy, Waiver, read_policy
from audit.load.project_config import with_policies
from audit.load.subject import Subject, read_subject
from audit.pipeline import policy_for

_OF_A_SUBJECT = frozenset({"data", "roles", "policies", "model"})


@dataclass(frozen=True, slots=True)
class Held:
    """A waiver on a day: `word` is in force, due, early, expired or unused; only the last two need mending."""

    waiver: Waiver
    word: str
    left: int

    @property
    def wrong(self) -> bool:
        """Tell whether it has to be renewed, corrected or taken out."""
        return self.word in {"expired", "unused"}

    @property
    def line(self) -> str:
        """Return it as one line of a list: when it ends first, then what it excuses, and who answers for it."""
        one = self.waiver
        days = abs(self.left)
        ends = f"{'ended' if self.left < 0 else 'ends'} {one.expires}"
        counted = f"{days} {'day' if days == 1 else 'days'} {'ago' if self.left < 0 else 'left'}"
        begins = f", begins {one.created}" if self.word == "early" else ""
        return f"{one.origin}: {one.id}  {self.word}  {ends}, {counted}{begins}  {one.rule}  {one.target}  {one.owner}"


def policies_of(names: Sequence[str], folder: Path) -> tuple[Policy, ...]:
    """Return the policies that are meant by subject files, policy files or names of policies; raises BadInput."""
    known = tuple(checks())
    subjects = [(name, _subject(name, folder)) for name in names]
    return tuple(policy_for(with_policies(one)) if one else read_policy((name,), known, folder) for name, one in subjects)


def _subject(name: str, folder: Path) -> Subject | None:
    """Return the subject of a file, None where the name means a policy."""
    path = folder / name
    if path.suffix not in {".yml", ".yaml"} or not path.is_file():
        return None
    root = read_document(path, name).root
    keys = {key.text for key, _ in root.entries} if isinstance(root, Table) else set()
    return read_subject(path, name) if keys & _OF_A_SUBJECT else None


def held(policies: Sequence[Policy], day: date, evidence: Evidence | None = None) -> list[Held]:
    """Return every waiver once, the one that ends first first; evidence tells which excuse nothing."""
    unused = _unused(evidence)
    found: dict[Waiver, Held] = {}
    for policy in policies:
        found |= {one: Held(one, _word(one, day, policy.gate.due_days, unused), days_left(one, day)) for one in policy.waivers}
    return sorted(found.values(), key=lambda one: (one.waiver.expires, one.waiver.id))


def _unused(evidence: Evidence | None) -> frozenset[str]:
    """Return the waivers that excused nothing in evidence; raises BadInput if it does not say."""
    if evidence is None:
        return frozenset()
    try:
        return frozenset(_unused_in(evidence.claims))
    except (KeyError, TypeError):
        raise BadInput.one("--evidence", "it does not list its waivers", "Give evidence of this version") from None


def _unused_in(claims: Mapping[str, Any]) -> Iterator[str]:
    """Yield the ids of waivers that were in force and excused nothing."""
    yield from (one["id"] for one in claims["waivers"] if one["state"] == "unused")


def _word(waiver: Waiver, day: date, due_days: int, unused: frozenset[str]) -> str:
    """Return where a waiver stands on a day; its first and its last day are in it."""
    if day > waiver.expires:
        return "expired"
    if day < waiver.created:
        return "early"
    if waiver.id in unused:
        return "unused"
    return "due" if days_left(waiver, day) <= due_days else "in force"
