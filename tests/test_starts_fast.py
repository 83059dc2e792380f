"""Does the command line answer before anybody has to wait?"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import environment

HEAVY = ("duckdb", "fairlearn", "jinja2", "narwhals", "numpy", "pandas", "presidio_analyzer", "pyarrow", "sklearn", "skops", "weasyprint")
TRIES = 6


def seconds(*command: str, cwd: Path, enough: float) -> float:
    """Return the CPU seconds (user and system) of a process, the best of some tries: other work on the machine only adds to them.

    Stops at less than `enough`. Byte code is there, as after an installation.
    """
    best = float("inf")
    env = {**environment(), "PYTHONPYCACHEPREFIX": str(cwd.parent / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    for _ in range(TRIES):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([sys.executable, *command], cwd=cwd, env=env, capture_output=True, timeout=60, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)

        assert done.returncode == 0, done.stderr.decode()
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        if best < enough:
            break
    return best


def test_importing_the_package_is_fast(tmp_path: Path) -> None:
    """Cost less than 50 ms of CPU beyond Python itself."""
    bare = seconds("-c", "pass", cwd=tmp_path, enough=0)

    assert seconds("-c", "import audit", cwd=tmp_path, enough=bare + 0.03) - bare < 0.05


def test_importing_every_check_loads_no_library(tmp_path: Path) -> None:
    """Know every rule from the standard library alone."""
    code = f"import sys; from audit.checks.registry import checks; checks(); print([n for n in {HEAVY!r} if n in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment(), capture_output=True, check=True)

    assert done.stdout.decode().strip() == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        "--help",
        "--version",
        "check --help",
        "advise --help",
        "anonymize --help",
        "plan --help",
        "waiver --help",
        "observe --help",
        "scan --help",
        "report --help",
        "rules --help",
        "verify --help",
        "sign --help",
        "baseline --help",
        "baseline create --help",
        "diff --help",
        "init --help",
        "demo --help",
        "doctor --help",
        "explain --help",
        "policy --help",
        "policy validate --help",
        "explain unequal-errors",
        "rules",
        "policy validate release",
        "policy show release",
    ],
)
def test_a_question_about_the_tool_is_answered_at_once(arguments: str, tmp_path: Path) -> None:
    """Cost less than 0.4 s of CPU."""
    assert seconds("-m", "audit", *arguments.split(), cwd=tmp_path, enough=0.4) < 0.4


def test_every_command_has_its_help_timed() -> None:
    """Name every command above; a new one comes with its own budget."""
    commands = {path.stem for path in (Path(__file__).parents[1] / "audit" / "cli").glob("*.py") if "\nCOMMAND" in path.read_text("utf-8")}
    marks = test_a_question_about_the_tool_is_answered_at_once.pytestmark  # type: ignore[attr-defined]
    timed = {case.split()[0] for case in marks[0].args[1] if case.endswith("--help") and not case.startswith("--")}

    assert commands == timed
