"""Does every command do its work, print only its result, and end with a reason?"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

if TYPE_CHECKING:
    from command_line import Ended, Equigate

STORED = ("--label", "hired", "--favourable", "yes", "--protected", "sex", "--prediction", "guess")
NOW = ("--now", "2026-11-20T12:00:00Z")


@pytest.fixture(autouse=True)
def data(tmp_path: Path) -> Path:
    """Write a table that passes the default policy."""
    place = pd.Series(range(480))
    rows = pd.DataFrame(
        {
            "sex": place.map(lambda n: "Female" if n % 2 else "Male"),
            "age": 20 + place % 8 * 5,
            "email": place.map(lambda n: f"person{n}@example.org"),
            "hired": place.map(lambda n: "yes" if n % 4 < 2 else "no"),
            "guess": place.map(lambda n: "yes" if n % 4 < 2 else "no"),
        }
    )
    rows.to_csv(tmp_path / "d.csv", index=False)
    rows.drop(columns="email").to_csv(tmp_path / "clean.csv", index=False)
    return tmp_path / "d.csv"


def test_a_pass_exits_0(run: Equigate) -> None:
    """Print the result on stdout, the reason last on stderr, and nothing else: no leak reports of the engine."""
    ended = run("check", "--data", "clean.csv", *STORED)

    assert ended.code == 0
    assert ended.out.startswith("PASS")
    assert "not a legal finding" in ended.out
    assert ended.err.splitlines() == ["exit 0: no rule fails at high or above"]


def test_a_failure_exits_1(here: Callable[..., Ended]) -> None:
    """Name the rules in the reason."""
    ended = here("check", "--data", "d.csv", *STORED)

    assert ended.code == 1
    assert ended.last == "exit 1: 1 rule fails at high or above (direct-identifier)"


def test_exit_zero_keeps_the_answer(here: Callable[..., Ended]) -> None:
    """Exit 0 and still say what failed."""
    ended = here("check", "--data", "d.csv", *STORED, "--exit-zero")

    assert ended.code == 0
    assert ended.out.startswith("FAIL")
    assert ended.last.startswith("exit 0: --exit-zero; 1 rule fails")


def test_too_little_is_not_assured(here: Callable[..., Ended], tmp_path: Path) -> None:
    """Exit 3 where fewer rules were judged than the policy asks for."""
    pd.DataFrame({"a": range(50)}).to_csv(tmp_path / "a.csv", index=False)

    ended = here("check", "--data", "a.csv")

    assert ended.code == 3
    assert ended.out.startswith("NOT ASSURED")


def test_strict_does_not_pass_what_is_unsure(here: Callable[..., Ended], tmp_path: Path) -> None:
    """Exit 3 where the interval crosses the limit and the gate is strict."""
    rows = pd.read_csv(tmp_path / "clean.csv").head(120)
    rows["guess"] = ["yes" if n % 12 < 5 else "no" for n in range(120)]
    rows.to_csv(tmp_path / "few.csv", index=False)

    plain = here("check", "--data", "few.csv", *STORED, "--fail-on", "critical")
    strict = here("check", "--data", "few.csv", *STORED, "--strict")

    assert plain.code == 0
    assert strict.code in {1, 3}


def test_json_on_stdout_is_the_evidence(here: Callable[..., Ended], tmp_path: Path) -> None:
    """Print the document that `-o json=` writes."""
    ended = here("check", "--data", "clean.csv", *STORED, *NOW, "--format", "json", "-o", "json=e.json")

    assert ended.out == (tmp_path / "e.json").read_text("utf-8")
    assert json.loads(ended.out)["claims"]["overall"] == "PASS"


def test_outputs_repeat_and_report_renders_the_same_bytes(here: Callable[..., Ended], tmp_path: Path) -> None:
    """Write several formats at once; from the evidence alone come the same HTML and text."""
    made = here("check", "--data", "clean.csv", *STORED, "-o", "json=e.json", "-o", "html=a.html", "-o", "text=a.txt")
    (tmp_path / "clean.csv").unlink()
    again = here("report", "e.json", "-o", "html=b.html", "-o", "text=b.txt")

    assert (made.code, again.code) == (0, 0)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert (tmp_path / "a.txt").read_bytes() == (tmp_path / "b.txt").read_bytes()
    assert again.last == "exit 0: 2 written; the verdict in the evidence is PASS"
    assert again.out == ""


def test_several_subjects_end_with_the_worst(here: Callable[..., Ended], tmp_path: Path) -> None:
    """Write one evidence per subject and exit with the worst code."""
    roles = "roles: {label: hired, prediction: guess, favourable: 'yes', protected: [sex]}\n"
    for name, file in (("good", "clean.csv"), ("bad", "d.csv")):
        (tmp_path / f"{name}.yml").write_text(f"version: 1\nname: {name}\ndata: {{test: {file}}}\n{roles}", encoding="utf-8")

    ended = here("check", "good.yml", "bad.yml", "-o", "json=e.json")
    overall = {path.name: json.loads(path.read_text("utf-8"))["claims"]["overall"] for path in tmp_path.glob("e*.json")}

    assert ended.code == 1
    assert overall == {"e-good.json": "PASS", "e-bad.json": "FAIL"}
    assert ended.out.count("not a legal finding") == 2


def test_the_subject_of_the_repository_is_found(here: Callable[..., Ended], run: Equigate, tmp_path: Path) -> None:
    """Without an argument, read equigate.yml of this folder or of the repository it is in."""
    roles = "roles: {label: hired, prediction: guess, favourable: 'yes', protected: [sex]}\n"
    (tmp_path / "equigate.yml").write_text(f"version: 1\nname: mine\ndata: {{test: clean.csv}}\n{roles}", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / "deep").mkdir()

    assert here("check").code == 0
    assert run("check", cwd=tmp_path / "deep").code == 0


def test_scan_prints_text(here: Callable[..., Ended]) -> None:
    """Name the columns, why, and the risk."""
    ended = here("scan", "d.csv", "--quasi-identifiers", "sex,age")

    assert ended.code == 0
    assert "email" in ended.out
    assert "e-mail addresses" in ended.out
    assert "k = 60 over sex, age" in ended.out
    assert ended.last == "exit 0: 1 column names a person or holds special, criminal or child data"


def test_scan_prints_json(here: Callable[..., Ended]) -> None:
    """Print columns and risk in the form of the evidence."""
    document = json.loads(here("scan", "d.csv", "--quasi-identifiers", "sex,age", "--format", "json").out)

    assert {(one["column"], one["entity"]) for one in document["columns"]} >= {("email", "EMAIL_ADDRESS")}
    assert (document["risk"]["k"], document["risk"]["rows"], document["risk"]["classes"]) == (60, 480, 8)
    assert set(document["columns"][0]) >= {"dataset", "column", "entity", "category", "score", "share", "why"}


def test_scan_fails_if_asked_to(here: Callable[..., Ended]) -> None:
    """Exit 1 with --fail where a column names a person."""
    assert here("scan", "d.csv", "--fail").code == 1
    assert here("scan", "clean.csv", "--fail").code == 0


def test_scan_takes_several_files(here: Callable[..., Ended]) -> None:
    """Scan each."""
    ended = here("scan", "d.csv", "clean.csv")

    assert "d.csv: 480 rows" in ended.out
    assert "clean.csv: 480 rows" in ended.out


def test_check_takes_what_init_wrote(here: Callable[..., Ended], tmp_path: Path) -> None:
    """Write a subject that can be checked as it is, every role marked as a guess."""
    written = here("init", "d.csv")
    text = (tmp_path / "equigate.yml").read_text("utf-8")
    checked = here("check")

    assert written.code == 0
    assert "equigate.yml written" in written.last
    assert text.startswith("# yaml-language-server: $schema=equigate.schema.json\n")
    assert json.loads((tmp_path / "equigate.schema.json").read_text("utf-8"))["title"] == "equigate subject"
    assert "# guess" in text
    assert '"sex"' in next(line for line in text.splitlines() if "protected:" in line)
    assert checked.code in {0, 1, 3}, checked.err


def test_init_replaces_only_if_told(here: Callable[..., Ended], tmp_path: Path) -> None:
    """Keep a file that is there."""
    here("init", "d.csv", "-o", "s.yml")
    before = (tmp_path / "s.yml").read_text("utf-8")

    assert here("init", "clean.csv", "-o", "s.yml").code == 2
    assert (tmp_path / "s.yml").read_text("utf-8") == before
    assert here("init", "clean.csv", "-o", "s.yml", "--force").code == 0
    assert (tmp_path / "s.yml").read_text("utf-8") != before


def test_init_names_the_data_from_where_the_subject_is(here: Callable[..., Ended], run: Equigate, tmp_path: Path) -> None:
    """Write a path that holds from the subject's own folder."""
    (tmp_path / "deep").mkdir()

    written = here("init", "clean.csv", "-o", "deep/equigate.yml")
    checked = here("check", "deep/equigate.yml")

    assert written.code == 0
    assert checked.code in {0, 1, 3}, checked.err


def test_a_model_may_stand_beside_a_score(here: Callable[..., Ended], tmp_path: Path) -> None:
    """Take the model's decisions where a score column is declared too."""
    import sys

    (tmp_path / "scoring.py").write_text("def predict(rows):\n    return ['yes', 'no'] * (len(rows) // 2)\n", encoding="utf-8")
    sys.modules.pop("scoring", None)
    rows = pd.read_csv(tmp_path / "clean.csv").assign(score=0.25)
    rows.to_csv(tmp_path / "scored.csv", index=False)
    flags = ("--label", "hired", "--favourable", "yes", "--protected", "sex", "--score", "score")

    ended = here("check", "--data", "scored.csv", *flags, "--predict-with", "scoring:predict", "-o", "json=e.json")
    claims = json.loads((tmp_path / "e.json").read_text("utf-8"))["claims"]
    overall = next(one["value"] for one in claims["metrics"] if (one["metric"], one["attribute"]) == ("selection_rate", ""))

    assert ended.code == 1, ended.err
    assert overall == 0.5


def test_policy_commands(here: Callable[..., Ended], tmp_path: Path) -> None:
    """List, resolve, validate, and give the schema."""
    (tmp_path / "p.yml").write_text("version: 1\nname: house\nextends: [release]\ngate: {min_rules: 7}\n", encoding="utf-8")

    names = here("policy", "show").out.split()
    shown = here("policy", "show", "p.yml")
    valid = here("policy", "validate", "p.yml", "strict")
    schema = json.loads(here("policy", "schema").out)

    assert {"release", "strict", "gdpr", "four-fifths"} <= set(names)
    assert "min_rules: 7" in shown.out
    assert "p.yml:4" in shown.out
    assert valid.code == 0
    assert valid.last.startswith("exit 0: valid: ")
    assert schema["type"] == "object"


def test_every_policy_that_comes_along_is_valid(here: Callable[..., Ended]) -> None:
    """Validate each by its name."""
    for name in here("policy", "show").out.split():
        assert here("policy", "validate", name).code == 0, name


def test_rules_are_listed_and_explained(here: Callable[..., Ended]) -> None:
    """Explain every rule that is listed."""
    names = [line.split()[1] for line in here("rules").out.splitlines()]

    assert len(names) >= 10
    for name in names:
        assert here("explain", name).out.startswith(name)


def test_doctor_finds_everything(here: Callable[..., Ended]) -> None:
    """Show the versions and Pango."""
    ended = here("doctor")

    assert "pango" in ended.out
    assert "duckdb" in ended.out
    assert ended.last.startswith("exit ")


def test_version(here: Callable[..., Ended]) -> None:
    """Print it and nothing else."""
    ended = here("--version")

    assert ended.code == 0
    assert ended.out.startswith("equigate ")


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",), ("check", "-h"), ("policy", "--help")])
def test_help(words: tuple[str, ...], here: Callable[..., Ended]) -> None:
    """Answer with the usage."""
    ended = here(*words)

    assert "Usage:" in ended.out + ended.err
    assert "Traceback" not in ended.err


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    """End quietly where the reader of stdout has gone."""
    import subprocess
    import sys

    from command_line import environment

    line = f"{sys.executable} -m audit rules | head -n 1"
    done = subprocess.run(line, shell=True, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)  # noqa: S602 - a pipe is the test

    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
