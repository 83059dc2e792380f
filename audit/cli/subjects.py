"""Which subjects do the arguments mean?"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from audit.cli.options import DEFAULT_SUBJECT
from audit.core.errors import BadInput

if TYPE_CHECKING:
    from audit.load.project_config import Project
    from audit.load.subject import Flags, Subject


def subjects_of(files: Sequence[Path] | None, **flags: Unpack[Flags]) -> tuple[Subject, ...]:
    """Return the subjects of the files, of flags alone, or of the project this folder is in; raises BadInput."""
    from audit.load.project_config import project_of, with_policies
    from audit.load.subject import override

    if files:
        return tuple(with_policies(one) for one in _read(files, flags))
    project = project_of(Path.cwd())
    if project is not None:
        _say(project, data=bool(flags.get("data")))
        return tuple(with_policies(one) for one in _read(project.subjects, flags))
    if flags.get("data") or not flags.get("need_data", True):
        return (override(None, **flags),)
    what = f"there is no {DEFAULT_SUBJECT} here, and no data was named"
    raise BadInput.one("", what, "Name a file (equigate check --data FILE), or write a subject (equigate init FILE)")


def _read(files: Sequence[Path], flags: Flags) -> list[Subject]:
    """Read subjects, the flags on top."""
    from audit.load.subject import override, read_subject
    from audit.observe.wanted import known_entities

    entities = known_entities()
    return [override(read_subject(_near(file), entities=entities), **flags) for file in files]


def _near(file: Path) -> Path:
    """Return a path from here where the file is below this folder: messages and evidence name no place of anybody's machine."""
    here = Path.cwd()
    return file.relative_to(here) if file.is_absolute() and file.is_relative_to(here) else file


def _say(project: Project, *, data: bool) -> None:
    """Say on stderr what was found, where that is not what everybody expects."""
    if len(project.subjects) == 1 and project.origin.endswith(DEFAULT_SUBJECT.name):
        if data:
            sys.stderr.write(f"using {project.subjects[0]}, with the flags on top\n")
        return
    from audit.render.clean import unheeded

    count = len(project.subjects)
    on_top = ", with the flags on top" if data else ""
    said = f"using {project.origin}: {count} {'subject' if count == 1 else 'subjects'}{on_top}"
    sys.stderr.write(f"{unheeded(said)}\n")
