"""What is audited when nobody says: the closest equigate.yml or [tool.equigate], and every mistake in it with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audit.core.errors import BadInput
from audit.load.project_config import project_of, with_policies
from audit.load.subject import read_subject

if TYPE_CHECKING:
    from command_line import Ended

SUBJECT = "version: 1\nname: {name}\ndata: {{test: {{path: d.csv}}}}\n{more}"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository's root that is the current folder."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def subject(folder: Path, name: str = "equigate.yml", more: str = "") -> Path:
    """Write a subject file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(SUBJECT.format(name=Path(name).stem, more=more), encoding="utf-8")
    return folder / name


def table(folder: Path, text: str, before: str = "") -> None:
    """Write a pyproject.toml with the table."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pyproject.toml").write_text(f"{before}[tool.equigate]\n{text}", encoding="utf-8")


def test_nothing_is_no_project(root: Path) -> None:
    """Find none, and look no further than the root of the repository."""
    inside = root / "inside"
    (inside / ".git").mkdir(parents=True)
    subject(root)

    assert project_of(inside) is None


def test_the_closest_folder_wins(root: Path) -> None:
    """Find the file of the folder before the table of the one above."""
    subject(root / "a")
    subject(root, "other.yml")
    table(root, 'subjects = ["other.yml"]')

    inner, outer = project_of(root / "a" / "b"), project_of(root)

    assert inner is not None
    assert outer is not None
    assert (inner.subjects, outer.subjects) == ((root / "a" / "equigate.yml",), (root / "other.yml",))


def test_somebody_elses_pyproject_is_passed_over(root: Path) -> None:
    """Look further up where pyproject.toml has no table of ours."""
    subject(root)
    (root / "a").mkdir()
    (root / "a" / "pyproject.toml").write_text("[tool.equigated]\nsubjects = 1\n", encoding="utf-8")

    project = project_of(root / "a")

    assert project is not None
    assert project.subjects == (root / "equigate.yml",)


def test_a_pattern_means_several(root: Path) -> None:
    """Return them sorted, each once."""
    paths = [subject(root / "audits", f"{name}.yml") for name in "ba"]
    table(root, 'subjects = ["audits/a.yml", "audits/*.yml"]')

    project = project_of(root)

    assert project is not None
    assert project.subjects == tuple(sorted(paths))


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("subjects = []", "pyproject.toml:2:1", "'subjects' must be a list of texts, with one at least"),
        ('subjects = "a.yml"', "pyproject.toml:2:1", "'subjects' must be a list of texts, with one at least"),
        ('policies = ["release", 5]', "pyproject.toml:2:1", "'policies' must be a list of texts, with one at least"),
        ('\nsubjets = ["a.yml"]', "pyproject.toml:3:1", "unknown key 'subjets' in [tool.equigate]"),
        ('subjects = ["gone.yml"]', "pyproject.toml:2:1", "there is no subject 'gone.yml'"),
        ('subjects = ["gone/*.yml"]', "pyproject.toml:2:1", "there is no subject 'gone/*.yml'"),
        ('subjects = ["../*.yml"]', "pyproject.toml:2:1", "there is no subject '../*.yml'"),
        ('policies = ["release"]', "pyproject.toml", "there is no subject 'equigate.yml'"),
        ("subjects = [", "pyproject.toml:", "not valid TOML"),
    ],
    ids=["empty", "text", "number", "unknown key", "no file", "no match", "leads out", "no subject", "syntax"],
)
def test_a_mistake_says_where_it_is(text: str, place: str, what: str, root: Path) -> None:
    """Raise with file, line and column, and never audit nothing in silence."""
    table(root, text)

    with pytest.raises(BadInput) as caught:
        project_of(root)

    assert caught.value.problems[0].what == what
    assert caught.value.problems[0].where.startswith(place)


def test_a_table_that_is_none(root: Path) -> None:
    """Refuse `equigate = 1`."""
    (root / "pyproject.toml").write_text("[tool]\nequigate = 1\n", encoding="utf-8")

    with pytest.raises(BadInput, match="must be a table"):
        project_of(root)


def test_a_subject_beside_a_table_is_not_left_out(root: Path) -> None:
    """Refuse a table that names others and not the equigate.yml beside it."""
    subject(root)
    subject(root, "other.yml")
    table(root, 'subjects = ["other.yml"]')

    with pytest.raises(BadInput, match=r"leaves out the equigate\.yml beside it"):
        project_of(root)


@pytest.mark.parametrize(
    ("more", "expected"),
    [("", ("gdpr", "../house.yml")), ("policies: [strict]\n", ("strict",))],
    ids=["of the project", "its own"],
)
def test_policies_of_a_project_are_for_subjects_that_name_none(more: str, expected: tuple[str, ...], root: Path) -> None:
    """Name them from the subject's folder, and say where they were set."""
    path = subject(root / "a", more=more)
    table(root, 'policies = ["gdpr", "house.yml"]\nsubjects = ["a/equigate.yml"]')

    found = with_policies(read_subject(path.relative_to(root)))

    assert found.policies == expected
    assert found.place("policies").startswith("a/equigate.yml:" if more else "pyproject.toml:2:1")


def test_a_flag_wins_over_the_project(here: Callable[..., Ended], root: Path) -> None:
    """Use the policy of the command line, and complain about the project's only where it is used."""
    subject(root)
    (root / "d.csv").write_text("a\n1\n", encoding="utf-8")
    table(root, 'policies = ["no-such-policy"]\nsubjects = ["equigate.yml"]')

    of_project, of_flag = here("check"), here("check", "--policy", "other-policy")

    assert (of_project.code, of_flag.code) == (2, 2)
    assert "pyproject.toml:2:1" in of_project.err
    assert "no-such-policy" in of_project.err
    assert "no-such-policy" not in of_flag.err
    assert "using pyproject.toml: 1 subject" in of_project.err


def test_every_subject_of_a_project_is_audited(here: Callable[..., Ended], root: Path) -> None:
    """Say how many; none of them is forgotten because another one cannot be read."""
    for name in ("a.yml", "b.yml"):
        subject(root, name)
    table(root, 'subjects = ["*.yml"]')

    ended = here("check")

    assert ended.code == 2
    assert ended.err.startswith("using pyproject.toml: 2 subjects\n")
