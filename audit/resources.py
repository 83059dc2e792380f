"""Where are the templates and the policies that come with the product?

A wheel carries them inside the package (`audit/_data`); in a checkout, and so in an editable
install, they lie beside it, at the root of the repository.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from audit.core.errors import BadInput

Kind = Literal["templates", "policies"]


def folder(kind: Kind, package: Path | None = None) -> Path:
    """Return the folder of one kind; raises BadInput if the installation lacks it.

    `package` is the folder of the package `audit`, by default the one this file is in.
    """
    home = Path(__file__).parent if package is None else package
    for place in (home / "_data" / kind, home.parent / kind):
        if place.is_dir():
            return place
    raise BadInput.one(kind, "the installation lacks this folder", "Install equigate again: pip install equigate")


def names(kind: Kind, suffix: str, package: Path | None = None) -> tuple[str, ...]:
    """Return the names, without the suffix, of the files of one kind, sorted."""
    return tuple(sorted(path.name.removesuffix(suffix) for path in folder(kind, package).glob(f"*{suffix}")))
