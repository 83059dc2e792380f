"""Do the action, the hooks and the container recipe say what runs, and does the action's script do what it says?"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

SHA = re.compile(r"[\w./-]+@[0-9a-f]{40}")
ECHO = '#!/bin/sh\nfor word in "$@"; do printf "%s\\n" "$word"; done > "$CALLED"\nexit "${CODE:-0}"\n'


def read(path: Path) -> Any:
    """Return a YAML document."""
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def action(repo: Path) -> Any:
    """Return the action."""
    return read(repo / "action.yml")


def test_the_action_pins_what_it_uses_by_its_hash(action: Any) -> None:
    """A tag can be moved; a hash cannot."""
    used = [step["uses"] for step in action["runs"]["steps"] if "uses" in step]

    assert used
    assert [one for one in used if not SHA.fullmatch(one)] == []


def test_no_input_stands_inside_a_script(action: Any) -> None:
    """Inputs come as variables: what is written in them is no command."""
    scripts = [step["run"] for step in action["runs"]["steps"] if "run" in step]

    assert len(scripts) == 2
    assert [script for script in scripts if "${{" in script] == []


def test_every_input_is_used_and_none_is_made_up(action: Any) -> None:
    """A misspelt input would be ignored in silence."""
    wanted = set(re.findall(r"inputs\.([\w-]+)", str(action["runs"])))

    assert wanted == set(action["inputs"])


def called(action: Any, folder: Path, inputs: dict[str, str], code: int = 0) -> tuple[int, list[str], dict[str, str]]:
    """Run the action's own script with something in the place of equigate; return its exit code, what was called, and its outputs."""
    step = next(step for step in action["runs"]["steps"] if step.get("id") == "check")
    front = folder / "equigate" / "bin"
    front.mkdir(parents=True)
    (front / "equigate").write_text(ECHO, encoding="utf-8")
    (front / "equigate").chmod(0o755)
    given = {name: inputs.get(name, spec.get("default", "")) for name, spec in action["inputs"].items()}
    filled = {name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: given[match[1]], text) for name, text in step["env"].items()}
    env = {
        **os.environ,
        **filled,
        "RUNNER_TEMP": str(folder),
        "GITHUB_OUTPUT": str(folder / "outputs"),
        "CALLED": str(folder / "called"),
        "CODE": str(code),
    }
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=folder, env=env, check=False, timeout=60
    )
    read_back = [
        (folder / name).read_text(encoding="utf-8").splitlines() if (folder / name).exists() else [] for name in ("called", "outputs")
    ]
    return done.returncode, read_back[0], dict(line.split("=", 1) for line in read_back[1])


OUTPUTS = ["--output=json=equigate-report/evidence.json", "--output=sarif=equigate-report/report.sarif", "--"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({}, ["check", "--format=github", *OUTPUTS]),
        ({"subjects": "a.yml\n\n  b c.yml\r\n"}, ["check", "--format=github", *OUTPUTS, "a.yml", "b c.yml"]),
        (
            {"policy": "strict\nhouse.yml", "fail-on": "low", "strict": "true", "arguments": "--reuse", "format": "text"},
            ["check", "--format=text", "--reuse", "--policy=strict", "--policy=house.yml", "--fail-on=low", "--strict", *OUTPUTS],
        ),
        (
            {"subjects": "$(touch hit); `touch hit` --exit-zero"},
            ["check", "--format=github", *OUTPUTS, "$(touch hit); `touch hit` --exit-zero"],
        ),
        ({"subjects": "--exit-zero"}, ["check", "--format=github", *OUTPUTS, "--exit-zero"]),
    ],
    ids=["nothing", "lines", "flags", "injection", "a flag is no subject"],
)
def test_the_action_calls_check(inputs: dict[str, str], words: list[str], action: Any, tmp_path: Path) -> None:
    """Pass every line as one word, and run nothing of what stands in it."""
    code, heard, outputs = called(action, tmp_path, inputs)

    assert (code, heard) == (0, words)
    assert outputs == {"exit-code": "0"}, "no output is named that nobody wrote"
    assert not (tmp_path / "hit").exists()


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
def test_the_action_names_what_was_written_and_not_what_lay_there(action: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Absolute paths: a later step may stand in another folder; an old file of an earlier step is gone."""
    monkeypatch.setitem(globals(), "ECHO", ECHO.replace("exit", "touch equigate-report/report.sarif\nexit"))
    (tmp_path / "equigate-report").mkdir()
    (tmp_path / "equigate-report" / "evidence.json").write_text("old", encoding="utf-8")
    _, _, outputs = called(action, tmp_path, {})

    assert outputs == {"exit-code": "0", "sarif": str(tmp_path / "equigate-report" / "report.sarif")}


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
@pytest.mark.parametrize("code", [1, 2, 3, 130])
def test_the_action_ends_as_check_does(code: int, action: Any, tmp_path: Path) -> None:
    """Swallow no exit code, and tell it."""
    ended, _, outputs = called(action, tmp_path, {}, code)

    assert (ended, outputs["exit-code"]) == (code, str(code))


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
def test_the_action_refuses_a_strict_that_is_neither(action: Any, tmp_path: Path) -> None:
    """`strict: yes` must not mean no."""
    code, heard, _ = called(action, tmp_path, {"strict": "yes"})

    assert (code, heard) == (2, [])


@pytest.fixture(scope="module")
def hooks(repo: Path) -> dict[str, Any]:
    """Return the hooks by their ids."""
    return {hook["id"]: hook for hook in read(repo / ".pre-commit-hooks.yaml")}


@pytest.mark.parametrize(
    ("hook", "path", "taken"),
    [
        ("equigate-policy", "policies/house.yml", True),
        ("equigate-policy", "ml/policies/house.yaml", True),
        ("equigate-policy", "policies/policy.schema.json", False),
        ("equigate-policy", "equigate.yml", False),
        ("equigate-personal-data", "data/people.csv", True),
        ("equigate-personal-data", "data/people.csv.gz", True),
        ("equigate-personal-data", "data/people.parquet", True),
        ("equigate-personal-data", "src/people.py", False),
        ("equigate-personal-data", "package.json", False),
    ],
)
def test_a_hook_takes_the_files_that_are_its_own(hook: str, path: str, taken: bool, hooks: dict[str, Any]) -> None:
    """Match as pre-commit does: anywhere in the path."""
    assert (re.search(hooks[hook]["files"], path) is not None) == taken


@pytest.mark.parametrize(
    ("hook", "files", "code"),
    [
        ("equigate-policy", {"good.yml": "version: 1\nname: good\nextends: [release]\n"}, 0),
        ("equigate-policy", {"a.yml": "version: 1\nname: a\nextends: [release]\n", "b.yml": "version: 1\nname: b\nrulez: {}\n"}, 2),
        ("equigate-personal-data", {"n.csv": "n,m\n1,2\n3,4\n"}, 0),
        ("equigate-personal-data", {"n.csv": "n,m\n1,2\n", "p.csv": "email\nanna@example.com\nbob@example.org\n"}, 1),
        ("equigate-personal-data", {"bad.csv": "a,b\n1,2,3\n"}, 2),
    ],
    ids=["a policy", "one bad policy", "no person", "a person", "not readable"],
)
def test_a_hook_runs_and_leaves_its_files_as_they_were(
    hook: str, files: dict[str, str], code: int, hooks: dict[str, Any], installed: Path, tmp_path: Path
) -> None:
    """Run the entry with the names of the files, as pre-commit does."""
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    entry = hooks[hook]["entry"].split()
    command = [sys.executable, str(installed / entry[0]), *entry[1:], *files]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)

    assert done.returncode == code, done.stderr
    assert {name: (tmp_path / name).read_text(encoding="utf-8") for name in files} == files


def test_the_container_is_pinned_and_runs_as_nobody_special(repo: Path) -> None:
    """Pin the base by digest and the libraries by hash; have no root and no network at run time."""
    recipe = (repo / "Dockerfile").read_text(encoding="utf-8")
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", recipe, re.MULTILINE)
    wanted = {name for line in copied for name in line.split()}
    let_in = {line[1:] for line in (repo / ".dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")}

    assert re.search(r"^ARG BASE=python:[\d.]+-slim-bookworm@sha256:[0-9a-f]{64}$", recipe, re.MULTILINE)
    assert set(re.findall(r"^FROM (\S+)", recipe, re.MULTILINE)) == {"${BASE}"}
    assert "--require-hashes -r /source/requirements.lock" in recipe
    assert recipe.index("USER equigate") < recipe.index("ENTRYPOINT")
    assert wanted == let_in
    assert [name for name in wanted if not (repo / name).exists()] == []
