"""Does the shell complete commands and flags?"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ASK = 'eval "$(equigate --show-completion bash)"; COMP_WORDS=({line}); COMP_CWORD={place}; _equigate_completion equigate; printf "%s\\n" "${{COMPREPLY[@]}}"'


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
@pytest.mark.parametrize(
    ("line", "place", "expected"),
    [
        ("equigate ch", 1, {"check"}),
        ("equigate policy ''", 2, {"validate", "show"}),
        ("equigate check --fail", 2, {"--fail-on"}),
    ],
    ids=["command", "of policy", "flag"],
)
def test_bash_completes(line: str, place: int, expected: set[str], installed: Path, tmp_path: Path) -> None:
    """Install the completion in a bash of its own, and ask it."""
    env = {**os.environ, "PATH": f"{installed}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path)}

    done = subprocess.run(
        ["bash", "--norc", "-c", ASK.format(line=line, place=place)], env=env, capture_output=True, text=True, timeout=60, check=True
    )

    assert expected <= set(done.stdout.split())
    assert list(tmp_path.glob(".*")) == []
