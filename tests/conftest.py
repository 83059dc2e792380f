"""What many tests need: the shared data, the command line, the demo."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from command_line import ROOT, Demo, Ended, Equigate, offline

pytest_plugins = ["pytester"]
_PATTERNS = TemporaryDirectory(prefix="equigate-patterns-")
# Compiled patterns are kept from test to test, and nothing is left in the home of whoever runs them.
os.environ.setdefault("EQUIGATE_CACHE", _PATTERNS.name)
# Where tests run in a job of GitHub, its summary is not theirs.
os.environ.pop("GITHUB_STEP_SUMMARY", None)


@pytest.fixture(scope="session")
def repo() -> Path:
    """Return the root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of the public datasets; skip where it is absent."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the public datasets (../shared/data) are not here")
    return folder


@pytest.fixture
def run(tmp_path: Path) -> Equigate:
    """Return what runs `python -m audit` in the test's own folder."""
    return Equigate(tmp_path)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Return what runs the same command line inside this process, in the test's own folder."""
    from audit.cli import main

    def command(*arguments: object) -> Ended:
        monkeypatch.chdir(tmp_path)
        capsys.readouterr()
        code = main([str(one) for one in arguments])
        printed = capsys.readouterr()
        return Ended(code, printed.out, printed.err)

    return command


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Run `equigate demo` once, with every connection refused."""
    work = tmp_path_factory.mktemp("demonstration")
    front, env, trace = offline(work)
    ended = Equigate(work)("demo", "made", env=env, front=front)
    tried = trace.read_text(encoding="utf-8") if trace.exists() else ""
    return Demo(work / "made", ended, tried)
