"""The command as it is called when it is installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

FRONT = """#!{python}
import sys
sys.path.insert(0, {root!r})
sys.argv[0] = "equigate"
from audit.cli import main
sys.exit(main())
"""


@pytest.fixture
def installed(tmp_path: Path, repo: Path) -> Path:
    """Return a folder with a command `equigate`, to be put on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "equigate").write_text(FRONT.format(python=sys.executable, root=str(repo)), encoding="utf-8")
    (folder / "equigate").chmod(0o755)
    return folder
