"""Are templates and policies found in a wheel and in a checkout?"""

from __future__ import annotations

from pathlib import Path

import pytest

from audit import resources
from audit.core.errors import BadInput


def _laid_out(root: Path, *files: str) -> Path:
    """Lay out empty files and return the folder of the package."""
    package = root / "site" / "audit"
    package.mkdir(parents=True)
    for name in files:
        path = root / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return package


def test_a_wheel_carries_them_inside(tmp_path: Path) -> None:
    """Inside wins over beside: beside a wheel lies somebody else's folder."""
    package = _laid_out(tmp_path, "audit/_data/policies/in.yml", "policies/beside.yml")

    assert package / "_data" / "policies" == resources.folder("policies", package)
    assert resources.names("policies", ".yml", package) == ("in",)


def test_a_checkout_has_them_beside(tmp_path: Path) -> None:
    """An editable install cannot see package data that lies at the root."""
    package = _laid_out(tmp_path, "templates/report.html.j2", "policies/b.yml", "policies/a.yml", "policies/note.txt")

    assert package.parent / "templates" == resources.folder("templates", package)
    assert resources.names("policies", ".yml", package) == ("a", "b")


def test_a_broken_installation_says_so(tmp_path: Path) -> None:
    """One line with the next step."""
    package = _laid_out(tmp_path)

    with pytest.raises(BadInput) as caught:
        resources.folder("templates", package)

    assert str(caught.value) == ("templates: the installation lacks this folder. Install equigate again: pip install equigate")


def test_this_installation_has_both() -> None:
    """The default is the package the code runs from."""
    assert "release" in resources.names("policies", ".yml")
    assert resources.folder("templates").is_dir()
