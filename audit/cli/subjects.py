"""Which subjects do the arguments mean?"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from audit.cli.options import DEFAULT_SUBJECT
from audit.core.errors import BadInput

if TYPE_CHECKING:
    from audit.load.subject import Flags, Subject


def subjects_of(files: Sequence[Path] | None, **flags: Unpack[Flags]) -> tuple[Subject, ...]:
    """Return the subjects of the files, of flags alone, or of `equigate.yml`; raises BadInput."""
    from audit.load.subject import override, read_subject
    from audit.observe.wanted import known_entities

    if files:
        return tuple(override(read_subject(file, entities=known_entities()), **flags) for file in files)
    found = _default()
    if found is not None:
        if flags.get("data"):
            sys.stderr.write(f"using {found}, with the flags on top\n")
        return (override(read_subject(found, entities=known_entities()), **flags),)
    if flags.get("data") or not flags.get("need_data", True):
        return (override(None, **flags),)
    what = f"there is no {DEFAULT_SUBJECT} here, and no data was named"
    raise BadInput.one("", what, "Name a file (equigate check --data FILE), or write a subject (equigate init FILE)")


def _default() -> Path | None:
    """Return `equigate.yml` of this folder, or of the repository it is in."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / DEFAULT_SUBJECT).is_file():
            return folder / DEFAULT_SUBJECT
        if (folder / ".git").exists():
            return None
    return None
