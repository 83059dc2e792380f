"""Several subjects: one evidence each, one summary, the worst exit code; and evidence rendered again, printed or written."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from audit.core.evidence import Evidence
from audit.render.several import closing
from audit.step_summary import append_step_summary
from tests.render import sample

if TYPE_CHECKING:
    from command_line import Ended

ROLES = "roles: {label: hired, prediction: guess, favourable: 'yes', protected: [sex]}\n"
ANSWERS = {0: "PASS", 1: "FAIL", 3: "NOT ASSURED"}


@pytest.fixture
def subjects(tmp_path: Path) -> Path:
    """Write one subject that passes and one that fails."""
    lines = [("Female" if n % 2 else "Male", "yes" if n % 4 < 2 else "no", n) for n in range(480)]
    for name, head, cut in (("good", "sex,hired,guess", slice(0, 3)), ("bad", "sex,hired,guess,email", slice(0, 4))):
        rows = [",".join((sex, label, label, f"person{n}@example.org")[cut]) for sex, label, n in lines]
        (tmp_path / f"{name}.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        (tmp_path / f"{name}.yml").write_text(f"version: 1\nname: {name}\ndata: {{test: {name}.csv}}\n{ROLES}", encoding="utf-8")
    return tmp_path


def evidence(name: str, code: int) -> Evidence:
    """Return made-up evidence of a subject that came to a code."""
    made = sample.empty()
    about: dict[str, Any] = {**sample.empty().claims, "exit_code": code, "overall": ANSWERS[code], "reason": f"because of {name}"}
    about["subject"] = {**about["subject"], "name": name}
    return Evidence(about, made.run)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Write evidence: one subject with much to say, one with nothing."""
    (tmp_path / "full.json").write_text(sample.full().to_json(), encoding="utf-8")
    (tmp_path / "empty.json").write_text(sample.empty().to_json(), encoding="utf-8")
    return tmp_path


def test_each_has_its_evidence_and_all_have_one_summary(
    here: Callable[..., Ended], subjects: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Evidence per subject; the named file holds all of them where the format can; the screen ends with the answers."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(subjects / "summary.md"))

    ended = here("check", "good.yml", "bad.yml", "-o", "json=e.json", "-o", "markdown=m.md", "-o", "csv=f.csv")
    overall = {path.name: json.loads(path.read_text("utf-8"))["claims"]["overall"] for path in subjects.glob("e*.json")}
    lines = list(csv.DictReader((subjects / "f.csv").open(newline="")))

    assert ended.code == 1
    assert ended.last == "exit 1: 2 subjects: 1 FAIL, 1 PASS; bad: 1 rule fails at high or above (direct-identifier)"
    assert overall == {"e-good.json": "PASS", "e-bad.json": "FAIL"}
    assert "2 subjects: 1 FAIL, 1 PASS" in ended.out.splitlines()[-6:]
    assert {line["subject"] for line in lines} == {"good", "bad"}
    assert (subjects / "m.md").read_text("utf-8").startswith("## 2 subjects: 1 FAIL, 1 PASS\n")
    assert (subjects / "m-good.md").read_text("utf-8").startswith("## PASS: good\n")
    assert (subjects / "summary.md").read_bytes() == (subjects / "m.md").read_bytes()


def test_a_format_without_a_form_for_several_is_refused_before_anything_is_read(here: Callable[..., Ended], subjects: Path) -> None:
    """Two JSON documents in a row are no JSON document."""
    ended = here("check", "good.yml", "bad.yml", "--format", "json", "-o", "json=e.json")

    assert ended.code == 2
    assert "json of 2 subjects is not one document. Write a file each, such as -o json=report.json, or print " in ended.err
    assert ended.out == ""
    assert list(subjects.glob("e*.json")) == []


@pytest.mark.parametrize(
    ("outputs", "names", "said"),
    [
        pytest.param(["text=bad.csv"], ("good", "bad"), "bad.csv is an input of this audit", id="the file of all"),
        pytest.param(["html=d.csv"], ("a", "b"), "d-a.csv is an input of this audit", id="the file of one"),
        pytest.param(["json=e.json"], ("a b", "a-b"), "two subjects have the same name", id="names that are alike in a file"),
        pytest.param(["json=e.json"], ("Credit", "credit"), "two subjects have the same name", id="names that differ in capitals"),
        pytest.param(["json=e.json", "text=E-B.json"], ("a", "b"), "two outputs go to", id="files that differ in capitals"),
        pytest.param(["json=e.json", "text=e-b.json"], ("a", "b"), "two outputs go to e-b.json", id="the file of all and the file of one"),
    ],
)
def test_no_output_replaces_an_input_or_another_output(
    outputs: list[str], names: tuple[str, str], said: str, here: Callable[..., Ended], subjects: Path
) -> None:
    """Whatever is named, before anything is read."""
    (subjects / "d-a.csv").write_bytes((subjects / "good.csv").read_bytes())
    data = {names[0]: "d-a.csv", names[1]: "bad.csv"}
    for place, name in enumerate(names):
        (subjects / f"{place}.yml").write_text(f"version: 1\nname: {name}\ndata: {{test: {data[name]}}}\n{ROLES}", encoding="utf-8")

    ended = here("check", "0.yml", "1.yml", *(word for output in outputs for word in ("-o", output)))

    assert ended.code == 2
    assert said in ended.err


@pytest.mark.parametrize(
    ("codes", "worst", "said"),
    [
        pytest.param((0, 1, 3), 1, "3 subjects: 1 FAIL, 1 NOT ASSURED, 1 PASS; s1: because of s1", id="a failure is worst"),
        pytest.param((0, 3, 0), 3, "3 subjects: 1 NOT ASSURED, 2 PASS; s1: because of s1", id="then what is not assured"),
        pytest.param((0, 0), 0, "2 subjects: 2 PASS; s0: because of s0", id="all pass"),
        pytest.param((3,), 3, "because of s0", id="alone"),
    ],
)
def test_the_worst_code_ends(codes: tuple[int, ...], worst: int, said: str) -> None:
    """A failure outweighs what is not assured, and that a pass."""
    made = [evidence(f"s{place}", code) for place, code in enumerate(codes)]

    assert closing(made) == (worst, said)


def test_no_subject_is_no_pass() -> None:
    """There is no worst of nothing."""
    with pytest.raises(ValueError, match="no subject"):
        closing([])


def test_the_screen_holds_the_answers_of_all(here: Callable[..., Ended], files: Path) -> None:
    """At the end, the worst first, within 80 columns."""
    ended = here("report", "empty.json", "full.json", "-f", "text")
    end = ended.out[ended.out.index("2 subjects: 1 FAIL, 1 NOT ASSURED") :].splitlines()

    assert ended.code == 0
    assert [line.split()[0] for line in end[3:] if not line.startswith(" ")] == ["FAIL", "NOT"]
    assert max(map(len, ended.out.splitlines())) <= 80


@pytest.mark.parametrize("name", ["text", "json", "markdown", "csv", "cyclonedx", "html", "sarif", "junit", "gitlab", "github"])
def test_evidence_is_rendered_again_on_the_screen(name: str, here: Callable[..., Ended], files: Path) -> None:
    """The bytes are those of the file."""
    printed = here("report", "full.json", "-f", name)
    written = here("report", "full.json", "-o", f"{name}=out")

    assert (printed.code, written.code) == (0, 0)
    assert printed.out.encode("utf-8") == (files / "out").read_bytes() == sample.rendered(name, "full")
    assert printed.last == "exit 0: 0 written; the verdict in the evidence is FAIL"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("full.json",), "-o: no output was named", id="nothing is asked for"),
        pytest.param(("full.json", "-f", "pdf"), "'pdf' cannot be printed", id="a format that is no text"),
        pytest.param(("full.json", "-f", "markdwon"), "Did you mean 'markdown'?", id="a misspelt format"),
        pytest.param(("full.json", "empty.json", "-f", "html"), "html of 2 subjects is not one document", id="a format for one"),
        pytest.param(("full.json", "-o", "text=full.json"), "full.json is what is rendered", id="its own input"),
        pytest.param(("full.json", "full.json", "-o", "json=e.json"), "two outputs go to e-credit-pre-scoring.json", id="twice the same"),
        pytest.param(("gone.json", "-f", "text"), "gone.json: there is no such file", id="no file"),
    ],
)
def test_what_cannot_be_rendered_is_said(arguments: tuple[str, ...], said: str, here: Callable[..., Ended], files: Path) -> None:
    """Exit 2, and the evidence is untouched."""
    ended = here("report", *arguments)

    assert ended.code == 2
    assert said in ended.err
    assert (files / "full.json").read_text("utf-8") == sample.full().to_json()


def test_one_output_that_cannot_be_written_keeps_no_other_back(here: Callable[..., Ended], files: Path) -> None:
    """All others of all subjects are there, and the exit code says that one is not."""
    (files / "x-empty.txt").mkdir()

    ended = here("report", "full.json", "empty.json", "-o", "text=x.txt", "-o", "json=x.json")

    assert ended.code == 2
    assert "x-empty.txt: cannot be written" in ended.err
    assert sorted(path.name for path in files.glob("x*") if path.is_file()) == [
        "x-credit-pre-scoring.json", "x-credit-pre-scoring.txt", "x-empty.json", "x.txt",
    ]  # fmt: skip


def test_a_step_summary_is_appended(tmp_path: Path) -> None:
    """What stands there stays, and a heading begins its own line."""
    path = tmp_path / "summary.md"
    path.write_text("before", encoding="utf-8")

    said = append_step_summary([sample.empty()], {"GITHUB_STEP_SUMMARY": str(path)})

    assert said == ""
    assert path.read_bytes() == b"before\n\n" + sample.rendered("markdown", "empty")


@pytest.mark.parametrize("before", [0, 500_000, 990_000, 999_999, 1_048_575, 2_000_000])
def test_a_step_summary_stays_below_its_limit(before: int, tmp_path: Path) -> None:
    """What other commands wrote is counted; where no room is left nothing is written, and that is said."""
    path = tmp_path / "summary.md"
    path.write_bytes(b"x" * before)
    rows = [{**row, "group": "g" * 300} for row in sample.full().claims["findings"]] * 60

    said = append_step_summary(
        [Evidence({**sample.full().claims, "findings": rows}, sample.full().run)], {"GITHUB_STEP_SUMMARY": str(path)}
    )
    after = path.stat().st_size

    assert (after == before) == bool(said)
    assert after < 1024 * 1024 or after == before
    assert bool(said) == (before > 992_000)


@pytest.mark.parametrize("kind", ["absent", "empty", "a folder", "no folder"])
def test_a_step_summary_that_is_not_there_stops_nothing(kind: str, tmp_path: Path) -> None:
    """Without the variable nothing happens; a path that cannot be written is said."""
    environment = {
        "absent": {},
        "empty": {"GITHUB_STEP_SUMMARY": ""},
        "a folder": {"GITHUB_STEP_SUMMARY": str(tmp_path)},
        "no folder": {"GITHUB_STEP_SUMMARY": str(tmp_path / "gone" / "summary.md")},
    }[kind]

    said = append_step_summary([sample.empty()], environment)

    assert bool(said) == (kind in {"a folder", "no folder"})
    assert list(tmp_path.iterdir()) == []
