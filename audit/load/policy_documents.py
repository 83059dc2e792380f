"""Which policy documents are needed, and do they read?"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from audit.core.errors import BadInput, Problem, did_you_mean
from audit.load.documents import Spot, ordered, places, read_document, shown
from audit.load.policy_form import EXTENDS, policy_form, rules_field, waivers_field
from audit.load.policy_types import Waiver
from audit.load.shape import Filled, Log
from audit.resources import folder as resource_folder
from audit.resources import names as resource_names

MAX_CHAIN = 20
SUFFIX = ".yml"


def policy_names() -> tuple[str, ...]:
    """Return the names of the policies that come with the product."""
    return resource_names("policies", SUFFIX)


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """One file: how it is called, what it set and where, and what it extends."""

    called: str
    path: Path
    filled: Filled
    places: Mapping[str, Spot]
    rules: Mapping[str, Filled]
    waivers: tuple[Waiver, ...]
    parents: tuple[PolicyDocument, ...]


@dataclass
class Shelf:
    """The documents fetched so far, each once and after what it extends, and what was wrong with them."""

    rule_names: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)
    documents: dict[Path, PolicyDocument | None] = field(default_factory=dict)

    def in_order(self) -> tuple[PolicyDocument, ...]:
        """Return the documents in the order in which they apply."""
        return tuple(document for document in self.documents.values() if document is not None)

    def fetch(self, name: str, folder: Path, where: str, chain: tuple[Path, ...] = (), called: str = "") -> PolicyDocument | None:
        """Return the document of a name or path (`called` in messages); None after noting what is wrong."""
        # Evidence holds how a policy is called: no place of anybody's machine.
        found = self._locate(name, folder, where, called or (Path(name).name if Path(name).is_absolute() else name))
        if found is None:
            return None
        path, called = found
        if path in chain or len(chain) >= MAX_CHAIN:
            what = "the policy extends itself" if path in chain else f"more than {MAX_CHAIN} policies extend each other"
            self.problems.append(Problem(where, f"{what}: {_names((*chain, path))}", "Take one 'extends' away"))
            return None
        if path not in self.documents:
            # Parents enter the table first: its order is the order of application.
            self.documents[path] = self._read(path, called, where, chain)
        return self.documents[path]

    def _locate(self, name: str, folder: Path, where: str, called: str) -> tuple[Path, str] | None:
        """Return the file of a name, and how messages call it."""
        if name.endswith((SUFFIX, ".yaml")) or "/" in name or "\\" in name:
            return _absolute(folder / name), called
        known = policy_names()
        if name in known:
            return _absolute(resource_folder("policies") / f"{name}{SUFFIX}"), f"{name}{SUFFIX}"
        hint = did_you_mean(name, known)
        step = f"{hint}{'' if hint.endswith('?') else '.'} A policy file of your own needs its path: ./{name}{SUFFIX}"
        self.problems.append(Problem(where, f"unknown policy {shown(name)}", step))
        return None

    def _read(self, path: Path, called: str, where: str, chain: tuple[Path, ...]) -> PolicyDocument | None:
        """Return a document with everything it extends."""
        try:
            document = read_document(path, called)
        except BadInput as error:
            self.problems.extend(_wanted_by(where, called, problem) for problem in error.problems)
            return None
        log = Log(list(document.problems))
        filled = policy_form(self.rule_names).read(document.root, "", log)
        self.problems.extend(ordered(log.problems))
        if filled is None:
            return None
        spots = places(document.root)
        parents = []
        for name in filled.get(EXTENDS):
            spot = spots.get(f"extends.{name}", spots["extends"])
            below = Path(called).parent / name
            parents.append(self.fetch(name, path.parent, str(spot), (*chain, path), below.as_posix()))
        rules = filled.get(rules_field(self.rule_names))
        waivers = filled.get(waivers_field(self.rule_names))
        return PolicyDocument(called, path, filled, spots, rules, waivers, tuple(item for item in parents if item))


def _wanted_by(where: str, called: str, problem: Problem) -> Problem:
    """Return the problem of a whole file as one of the line that named it; others as they are."""
    return replace(problem, where=where, what=f"{called}: {problem.what}") if problem.where == called else problem


def _absolute(path: Path) -> Path:
    """Return the one spelling of a path, by which a document is known; links are not followed."""
    return Path(os.path.normpath(path.absolute()))


def _names(paths: tuple[Path, ...]) -> str:
    """Return the files of a chain, in order."""
    return " > ".join(path.name for path in paths)
