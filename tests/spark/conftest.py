"""What the tests of Spark share: a table, a model of it, and one session per kind, because starting one takes seconds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from audit.load.spark_session import spark_session
from tests.spark import people

REPOSITORY = Path(__file__).resolve().parents[2]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs Spark where there is none."""
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in here if not (find_spec("pyspark") and which("java")) else ():
        item.add_marker(pytest.mark.skip(reason="needs PySpark and Java"))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the table and its model."""
    made = tmp_path_factory.mktemp("spark")
    people.write(made)
    people.model(made)
    return made


@pytest.fixture(scope="session")
def session() -> Iterator[Any]:
    """Yield a classic session on this machine."""
    with spark_session("local[2]") as one:
        yield one


@pytest.fixture(scope="session")
def apart(folder: Path) -> Callable[..., dict[str, Any]]:
    """Return what runs a scenario in a process of its own, whose workers inherit no path to the package."""

    def run(address: str, what: str, **environment: str) -> dict[str, Any]:
        script = Path(__file__).with_name("scenario.py")
        words = [sys.executable, str(script), str(REPOSITORY), address, str(folder), what]
        # On the path of the driver alone, in any case: this is what is proven.
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | environment
        done = subprocess.run(words, env=inherited, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
        # A server of Connect is started by the test, and not quietly.
        assert (done.returncode, done.stderr if address != "connect" else "") == (0, "")
        return dict(json.loads(done.stdout))

    return run
