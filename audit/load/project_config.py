"""What does a repository audit when nobody says? `equigate.yml`, or `[tool.equigate]` in `pyproject.toml`.

The closest folder that has either wins, up to the root of the repository; nothing is merged. `policies` there are those of
subjects that name none.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from audit.core.errors import BadInput, Problem, did_you_mean
from audit.load.subject_types import Subject

SUBJECT = "equigate.yml"
PROJECT = "pyproject.toml"
TABLE = "tool.equigate"
_KEYS = ("policies", "subjects")
_PLACE = re.compile(r"line (\d+), column (\d+)")


@dataclass(frozen=True, slots=True)
class Project:
    """What a project names: files of subjects, and policies (names, or paths from its folder)."""

    folder: Path
    origin: str
    subjects: tuple[Path, ...]
    policies: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()

    def place(self, key: str) -> str:
        """Return where a key was set."""
        return dict(self.places).get(key, self.origin)


def project_of(start: Path) -> Project | None:
    """Return the project of the closest folder that has one; raises BadInput if it cannot be read or contradicts itself."""
    for folder in _upwards(start):
        table = _table(folder)
        if table is not None:
            return _checked(table)
        if (folder / SUBJECT).is_file():
            return Project(folder, str(_shown(folder / SUBJECT)), (folder / SUBJECT,))
    return None


def with_policies(subject: Subject) -> Subject:
    """Return the subject with the policies of the closest `[tool.equigate]`, where it names none itself."""
    if subject.policies:
        return subject
    table = next((found for folder in _upwards(subject.folder) if (found := _table(folder)) is not None), None)
    if table is None or not table.policies:
        return subject
    own = subject.folder.absolute()
    policies = tuple(_from(own, table.folder, name) for name in table.policies)
    return replace(subject, policies=policies, places={**subject.places, "policies": table.place("policies")})


def _from(own: Path, folder: Path, name: str) -> str:
    """Return a policy's name, or its path from another folder."""
    if not (name.endswith((".yml", ".yaml")) or "/" in name) or Path(name).is_absolute():
        return name
    return Path(os.path.relpath(folder.absolute() / name, own)).as_posix()


def _upwards(start: Path) -> Iterator[Path]:
    """Yield a folder and those it is in, up to the root of its repository; outside of one, nobody's file above counts."""
    here = start.absolute()
    root = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)
    yield from (folder for folder in (here, *here.parents) if folder.is_relative_to(root))


def _table(folder: Path) -> Project | None:
    """Return what `[tool.equigate]` of a folder says, None where there is no such table; raises BadInput."""
    path = folder / PROJECT
    if not path.is_file():
        return None
    shown = str(_shown(path))
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput.one(shown, f"cannot be read ({type(error).__name__})", "Save it as UTF-8, or name a subject") from None
    # Somebody else's mistake in somebody else's table is no reason not to audit.
    if "equigate" not in text:
        return None
    tool = _parsed(text, shown).get("tool")
    table = tool.get("equigate") if isinstance(tool, dict) else None
    if table is None:
        return None
    return _read(folder, shown, table, text)


def _parsed(text: str, shown: str) -> dict[str, Any]:
    """Return the document; raises BadInput with line and column."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.search(str(error))
        where = f"{shown}:{found[1]}:{found[2]}" if found else f"{shown}:{text.count(chr(10)) + 1}:1"
        raise BadInput.one(where, "not valid TOML", f"Mend it, or name a subject: equigate check {SUBJECT}") from None


def _read(folder: Path, shown: str, table: object, text: str) -> Project:
    """Return the table as a project; raises BadInput with every mistake in it."""
    places = {key: f"{shown}:{line}:{column}" for key, (line, column) in _lines(text).items()}
    head = places.get("", shown)
    if not isinstance(table, dict):
        raise BadInput.one(head, f"[{TABLE}] must be a table", f'Write [{TABLE}] and below it subjects = ["{SUBJECT}"]')
    problems = [
        Problem(places.get(key, head), f"unknown key {key!r} in [{TABLE}]", did_you_mean(key, _KEYS)) for key in table if key not in _KEYS
    ]
    problems += [
        Problem(places.get(key, head), f"{key!r} must be a list of texts, with one at least", f'Write {key} = ["..."]')
        for key in _KEYS
        if key in table and not _texts(table[key])
    ]
    if problems:
        raise BadInput(problems)
    given = tuple((key, places.get(key, head)) for key in table)
    return Project(folder, shown, tuple(folder / name for name in table.get("subjects", ())), tuple(table.get("policies", ())), given)


def _texts(value: object) -> bool:
    """Tell whether a value is a list of texts that are not empty."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) and one for one in value)


def _checked(project: Project) -> Project:
    """Return a project with the files its patterns mean; raises BadInput where one means none, or `equigate.yml` is not among them."""
    beside = project.folder / SUBJECT
    wanted = project.subjects or (beside,)
    found = {pattern: _files(project.folder, pattern) for pattern in wanted}
    missing = [
        Problem(project.place("subjects"), f"there is no subject {_within(project, one)!r}", _STEP)
        for one, files in found.items()
        if not files
    ]
    if missing:
        raise BadInput(missing)
    files = tuple(dict.fromkeys(file for several in found.values() for file in several))
    if beside.is_file() and beside not in files:
        what = f"[{TABLE}] leaves out the {SUBJECT} beside it"
        raise BadInput.one(project.place("subjects"), what, f"Add it to subjects, move it, or name what you mean: equigate check {SUBJECT}")
    return replace(project, subjects=files)


_STEP = "Name files that are there, from the folder of pyproject.toml; * stands for any name"


def _within(project: Project, path: Path) -> str:
    """Return a path as the project wrote it."""
    return path.relative_to(project.folder).as_posix() if path.is_relative_to(project.folder) else path.as_posix()


def _files(folder: Path, pattern: Path) -> tuple[Path, ...]:
    """Return the files that a path or a pattern means, sorted."""
    if pattern.is_file():
        return (pattern,)
    inside = _inside(folder, pattern)
    return tuple(sorted(path for path in folder.glob(inside) if path.is_file())) if inside else ()


def _inside(folder: Path, pattern: Path) -> str:
    """Return a pattern from the folder, empty where it leads out of it or has no star."""
    text = pattern.relative_to(folder).as_posix() if pattern.is_relative_to(folder) else ""
    return text if "*" in text and ".." not in pattern.parts else ""


def _lines(text: str) -> Mapping[str, tuple[int, int]]:
    """Return line and column of the table (under `""`) and of the keys below it, as far as they are plainly written."""
    found: dict[str, tuple[int, int]] = {}
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if bare.startswith("["):
            inside = bare.split("#")[0].replace(" ", "") == f"[{TABLE}]"
            found |= {"": (number, line.index("[") + 1)} if inside else {}
        elif inside and (key := re.match(r"\s*[\"']?([A-Za-z0-9_-]+)[\"']?\s*=", line)):
            found.setdefault(key[1], (number, key.start(1) + 1))
    return found


def _shown(path: Path) -> Path:
    """Return a path from here where that is shorter."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
