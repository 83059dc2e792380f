"""Does every mistake end in one clear message with the next step, exit code 2, and nothing half-written?"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from command_line import Ended, Equigate, environment

ROWS = 240
COMMON = ("--label", "hired", "--favourable", "yes", "--protected", "sex")
STORED = (*COMMON, "--prediction", "guess")
CHECK = ("check", "--data", "d.csv")
OLD = "what was there before"


def frame(rows: int = ROWS) -> pd.DataFrame:
    """Return a table that can be audited."""
    place = pd.Series(range(rows))
    return pd.DataFrame(
        {
            "sex": place.map(lambda n: "Female" if n % 2 else "Male"),
            "age": 20 + place % 40,
            "ident": place,
            "hired": place.map(lambda n: "yes" if n % 3 else "no"),
            "guess": place.map(lambda n: "yes" if n % 5 else "no"),
            "score": (place % 10) / 10,
        }
    )


def with_columns(**columns: object) -> Callable[[Path], None]:
    """Return what writes the table with some columns replaced."""
    return lambda folder: frame().assign(**columns).to_csv(folder / "d.csv", index=False)


def with_file(name: str, content: str | bytes) -> Callable[[Path], None]:
    """Return what writes one more file, or another in place of the table."""
    data = content.encode() if isinstance(content, str) else content

    def write(folder: Path) -> None:
        (folder / name).write_bytes(data)

    return write


def truncated_parquet(folder: Path) -> None:
    """Write the first half of a Parquet file."""
    frame().to_parquet(folder / "d.parquet")
    data = (folder / "d.parquet").read_bytes()
    (folder / "d.parquet").write_bytes(data[: len(data) // 2])


def ragged(folder: Path) -> None:
    """Give line 5 one field too many."""
    lines = (folder / "d.csv").read_text("utf-8").splitlines()
    lines[4] += ",more"
    (folder / "d.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def saved_model(label: Callable[[pd.DataFrame], pd.Series], columns: tuple[str, ...] = ("age",)) -> Callable[[Path], None]:
    """Return what saves a model for some label."""

    def save(folder: Path) -> None:
        import skops.io
        from sklearn.linear_model import LogisticRegression

        rows = frame().rename(columns={"age": columns[0]})
        skops.io.dump(LogisticRegression().fit(rows[list(columns)], label(frame())), folder / "m.skops")

    return save


def forest(folder: Path) -> None:
    """Save a model that holds a type nobody trusts."""
    import skops.io
    from sklearn.ensemble import RandomForestClassifier

    skops.io.dump(RandomForestClassifier(n_estimators=2).fit(frame()[["age"]], frame()["hired"]), folder / "m.skops")


def pickled(folder: Path) -> None:
    """Save a pickle."""
    import joblib
    from sklearn.linear_model import LogisticRegression

    joblib.dump(LogisticRegression().fit(frame()[["age"]], frame()["hired"]), folder / "m.joblib")


def facts_of_other_data(folder: Path) -> None:
    """Observe, then change the data."""
    from audit.cli import main

    assert main(["observe", "--data", str(folder / "d.csv"), *STORED, "-o", str(folder / "facts.json")]) == 0
    frame(ROWS + 10).to_csv(folder / "d.csv", index=False)


def nothing(_: Path) -> None:
    """Change nothing: the mistake is in the arguments."""


RAISING = "def predict(rows):\n    raise ValueError('no')\n\ndef few(rows):\n    return ['yes']\n\ndef other(rows):\n    return ['maybe'] * len(rows)\n"
SUBJECT = "version: 1\nname: s\ndata: {test: d.csv}\nroles: {label: hired, prediction: guess, favourable: 'yes', protected: [sex]}\n"
CASES: dict[str, tuple[Callable[[Path], None], tuple[str, ...], tuple[str, ...]]] = {
    # The data
    "missing file": (nothing, ("check", "--data", "dd.csv", *STORED), ("dd.csv", "no such file", "'d.csv'")),
    "no data at all": (nothing, ("check",), ("equigate.yml", "equigate init")),
    "empty file": (with_file("d.csv", ""), (*CHECK, *STORED), ("d.csv", "empty", "again")),
    "zero rows": (with_file("d.csv", "sex,hired,guess\n"), (*CHECK, *STORED), ("d.csv", "no rows")),
    "truncated Parquet": (truncated_parquet, ("check", "--data", "d.parquet", *STORED), ("d.parquet", "damaged")),
    "wrong encoding": (with_file("d.csv", b"sex,hired\n" + b"\xff\xfe\x00\xd8\x81\x8d" * 50), (*CHECK, *STORED), ("d.csv", "NUL")),
    "ragged CSV": (ragged, (*CHECK, *STORED), ("d.csv", "line 5", "7 cells")),
    "duplicate column names": (with_file("d.csv", "sex,sex,hired\na,b,yes\nc,d,no\n"), (*CHECK, *STORED), ("'sex'", "twice")),
    "spreadsheet": (with_file("d.xlsx", b"PK\x03\x04aaaa"), ("check", "--data", "d.xlsx", *STORED), ("spreadsheet", "CSV")),
    "folder without parts": (lambda f: (f / "parts").mkdir(), ("check", "--data", "parts", *STORED), ("parts",)),
    "unknown role of data": (nothing, ("check", "--data", "tset=d.csv", *STORED), ("tset", "'test'")),
    "an address": (nothing, ("check", "--data", "https://example.org/d.csv", *STORED), ("this machine", "Download")),
    # The columns
    "label with one class": (with_columns(hired="yes"), (*CHECK, *STORED), ("'hired'", "one class", "other class")),
    "label with three classes": (
        with_columns(hired=["yes", "no", "maybe"] * (ROWS // 3)), (*CHECK, *STORED), ("'hired'", "3 values", "task: multiclass")),
    "label of numbers": (nothing, (*CHECK, "--label", "ident", "--favourable", "1", "--protected", "sex"), ("'ident'", "values")),
    "label all null": (with_columns(hired=None), (*CHECK, *STORED), ("'hired'",)),
    "label is the prediction": (nothing, (*CHECK, *COMMON, "--prediction", "hired"), ("'hired'", "label and prediction")),
    "label is protected": (nothing, (*CHECK, *STORED, "--protected", "hired"), ("'hired'", "protected")),
    "favourable value that does not occur": (
        nothing, (*CHECK, "--label", "hired", "--prediction", "guess", "--favourable", "Yes", "--protected", "sex"), ("'Yes'", "'yes'")),
    "no favourable value": (
        nothing, (*CHECK, "--label", "hired", "--prediction", "guess", "--protected", "sex"), ("favourable", "--favourable")),
    "prediction of other values": (with_columns(guess=["1", "0"] * (ROWS // 2)), (*CHECK, *STORED), ("'guess'", "'hired'")),
    "protected column all null": (with_columns(sex=None), (*CHECK, *STORED), ("'sex'", "no value at all")),
    "protected column with many values": (
        lambda f: frame(5_000).to_csv(f / "d.csv", index=False), (*CHECK, *STORED, "--protected", "ident"), ("'ident'", "5,000", "bands")),
    "score beyond one": (nothing, (*CHECK, *COMMON, "--score", "age"), ("'age'", "probability", "--prediction")),
    "score of words": (nothing, (*CHECK, *COMMON, "--score", "guess"), ("'guess'", "number")),
    "unknown label": (nothing, (*CHECK, *STORED, "--label", "hried"), ("'hried'", "'hired'")),
    "unknown prediction": (nothing, (*CHECK, *COMMON, "--prediction", "gess"), ("'gess'", "'guess'")),
    "unknown score": (nothing, (*CHECK, *COMMON, "--score", "scroe"), ("'scroe'", "'score'")),
    "unknown protected": (nothing, (*CHECK, *STORED, "--protected", "sexx"), ("'sexx'", "'sex'")),
    "unknown quasi-identifier": (nothing, (*CHECK, *STORED, "--quasi-identifiers", "agee"), ("'agee'", "'age'")),
    "unknown subject id": (nothing, (*CHECK, *STORED, "--subject-id", "idnet"), ("'idnet'", "'ident'")),
    "a weight of words": (nothing, (*CHECK, *STORED, "--weight", "sex"), ("--weight", "'sex'", "no numbers")),
    "a weight below zero": (with_columns(w=-1.5), (*CHECK, *STORED, "--weight", "w"), ("--weight", "negative", "240 rows")),
    "two unknown columns at once": (
        nothing, (*CHECK, *STORED, "--protected", "sexx", "--quasi-identifiers", "agee"), ("'sexx'", "'agee'")),
    "reference of no protected column": (nothing, (*CHECK, *STORED, "--reference", "age=20"), ("'age'", "protected")),
    "reference group that does not occur": (nothing, (*CHECK, *STORED, "--reference", "sex=Mael"), ("'Mael'",)),
    # The model
    "missing model": (nothing, (*CHECK, *COMMON, "--model", "m.skops"), ("m.skops", "no such model file")),
    "model that is none": (with_file("m.skops", "hello"), (*CHECK, *COMMON, "--model", "m.skops"), ("m.skops",)),
    "model of another label": (
        saved_model(lambda rows: rows["guess"].map({"yes": "good", "no": "bad"})), (*CHECK, *COMMON, "--model", "m.skops"),
        ("'yes'", "2 classes")),
    "model of other columns": (
        saved_model(lambda rows: rows["hired"], ("agee",)), (*CHECK, *COMMON, "--model", "m.skops"), ("agee", "'age'")),
    "model with an untrusted type": (forest, (*CHECK, *COMMON, "--model", "m.skops"), ("sklearn.tree._tree.Tree", "trusted:")),
    "pickle": (pickled, (*CHECK, *COMMON, "--model", "m.joblib"), ("sha256:", "trust", "skops")),
    "model that raises": (with_file("raising.py", RAISING), (*CHECK, *COMMON, "--predict-with", "raising:predict"), ("ValueError", "raised")),
    "model with too few answers": (with_file("raising.py", RAISING), (*CHECK, *COMMON, "--predict-with", "raising:few"), ("240 rows",)),
    "model that answers something else": (
        with_file("raising.py", RAISING), (*CHECK, *COMMON, "--predict-with", "raising:other"), ("'hired'", "own values")),
    "module that is not there": (nothing, (*CHECK, *COMMON, "--predict-with", "rasing:predict"), ("'rasing'", "module")),
    # Subject and policy
    "missing subject": (nothing, ("check", "equigat.yml"), ("equigat.yml",)),
    "typo in the subject": (with_file("equigate.yml", SUBJECT + "polices: [release]\n"), ("check",), ("equigate.yml:5:1", "'policies'")),
    "unknown column in the subject": (with_file("equigate.yml", SUBJECT.replace("[sex]", "[sxe]")), ("check",), ("'sxe'", "'sex'")),
    "subject that is no YAML": (with_file("equigate.yml", "a: [b\n"), ("check",), ("equigate.yml:",)),
    "key given twice": (with_file("equigate.yml", SUBJECT + "name: t\n"), ("check",), ("equigate.yml:5:1", "'name'")),
    "unknown policy": (nothing, (*CHECK, *STORED, "--policy", "relaese"), ("relaese", "'release'")),
    "typo in a policy": (
        with_file("p.yml", "version: 1\nname: p\nrules:\n  thin-group: {limt: '>= 3'}\n"), (*CHECK, *STORED, "--policy", "p.yml"),
        ("p.yml:4:16", "'limt'", "'limit'")),
    "unknown rule": (
        with_file("p.yml", "version: 1\nname: p\nrules:\n  thin-grup: {limit: '>= 3'}\n"), (*CHECK, *STORED, "--policy", "p.yml"),
        ("p.yml:4:3", "'thin-grup'", "'thin-group'")),
    # Facts
    "facts of other data": (facts_of_other_data, (*CHECK, *STORED, "--facts", "facts.json"), ("facts.json", "other data", "observe")),
    "missing facts": (nothing, ("check", *STORED, "--facts", "fcts.json"), ("fcts.json", "no such facts", "observe")),
    "facts that are no JSON": (with_file("facts.json", "{"), ("check", *STORED, "--facts", "facts.json"), ("facts.json", "observe")),
    "facts that are something else": (with_file("facts.json", "[1]"), ("check", *STORED, "--facts", "facts.json"), ("facts.json", "observe")),
    "facts of another version": (
        with_file("facts.json", '{"schema_version": "9.0", "about": {}, "facts": []}'), ("check", *STORED, "--facts", "facts.json"),
        ("facts.json", "version")),
    # Outputs and arguments
    "unknown format": (nothing, (*CHECK, *STORED, "-o", "htlm=r.html"), ("'htlm'", "'html'")),
    "output without a format": (nothing, (*CHECK, *STORED, "-o", "r.html"), ("FORMAT=PATH", "html=")),
    "output folder missing": (nothing, (*CHECK, *STORED, "-o", "html=there/r.html"), ("there", "no such folder")),
    "output is a folder": (lambda f: (f / "r").mkdir(), (*CHECK, *STORED, "-o", "html=r"), ("r is a folder", "r/report.html")),
    "one output twice": (nothing, (*CHECK, *STORED, "-o", "html=r", "-o", "json=r"), ("twice",)),
    "facts into a folder that is not there": (nothing, ("observe", "--data", "d.csv", *STORED, "-o", "there/f.json"), ("there", "folder")),
    "unknown flag": (nothing, (*CHECK, *STORED, "--polcy", "release"), ("--polcy", "--policy")),
    "unknown command": (nothing, ("chekc",), ("chekc",)),
    "unknown print format": (nothing, (*CHECK, *STORED, "--format", "pdf"), ("'pdf'", "--format")),
    "unknown severity": (nothing, (*CHECK, *STORED, "--fail-on", "huge"), ("huge", "critical")),
    "a time that is none": (nothing, (*CHECK, *STORED, "--now", "today"), ("'today'", "2026-")),
    "memory that is none": (nothing, (*CHECK, *STORED, "--memory", "lots"), ("memory", "4GB")),
    "report on what is no evidence": (nothing, ("report", "d.csv", "-o", "html=r.html"), ("d.csv", "evidence")),
    "report without an output": (with_file("x.json", "{}"), ("report", "x.json"), ("-o", "html=")),
    "report of nothing": (nothing, ("report", "x.json", "-o", "html=r.html"), ("x.json", "no such file")),
    "report on evidence that is cut": (
        with_file("x.json", '{"schema_version": "1.0", "claims": {}, "run": {}}'), ("report", "x.json", "-o", "html=r.html"), ("evidence",)),
    "unknown rule to explain": (nothing, ("explain", "thin-grup"), ("'thin-grup'", "'thin-group'")),
    "init over a subject": (with_file("equigate.yml", OLD), ("init", "d.csv"), ("equigate.yml", "--force")),
    "scan of nothing": (nothing, ("scan", "dd.csv"), ("dd.csv", "'d.csv'")),
    "scan with an unknown column": (nothing, ("scan", "d.csv", "--quasi-identifiers", "agee"), ("'agee'", "'age'")),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_ends_in_a_message(case: str, tmp_path: Path, here: Callable[..., Ended]) -> None:
    """Say what is wrong, where, and what to do; leave the old output as it was and write no other."""
    damage, arguments, words = CASES[case]
    frame().to_csv(tmp_path / "d.csv", index=False)
    sys.modules.pop("raising", None)
    damage(tmp_path)
    (tmp_path / "old.json").write_text(OLD, encoding="utf-8")
    outputs = ("-o", "json=old.json") if arguments[0] == "check" and "-o" not in arguments else ()
    before = {path.name for path in tmp_path.iterdir()}

    ended = here(*arguments, *outputs)
    lines = ended.err.splitlines()

    assert ended.code == 2, ended.err
    assert [word for word in words if word not in ended.err] == [], ended.err
    assert lines[-1].startswith("exit 2: ")
    assert len(lines) >= 2
    assert "Traceback" not in ended.err
    assert "internal error" not in ended.err
    assert ended.out == ""
    assert (tmp_path / "old.json").read_text("utf-8") == OLD
    assert {path.name for path in tmp_path.iterdir()} - {"__pycache__"} == before


def test_an_output_that_cannot_be_written_leaves_the_others(
    tmp_path: Path, here: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Write what can be written, name what cannot, leave the old one, and exit 2."""
    frame().to_csv(tmp_path / "d.csv", index=False)
    (tmp_path / "old.html").write_text(OLD, encoding="utf-8")
    replace = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if Path(target).name == "old.html":
            raise PermissionError
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refuse)

    ended = here(*CHECK, *STORED, "-o", "html=old.html", "-o", "json=e.json")

    assert ended.code == 2
    assert "old.html: cannot be written (PermissionError)" in ended.err
    assert (tmp_path / "old.html").read_text("utf-8") == OLD
    assert {path.name for path in tmp_path.iterdir()} == {"d.csv", "old.html", "e.json"}


SLOW = "import time\n\ndef predict(rows):\n    open('started', 'w').close()\n    time.sleep(60)\n    return ['yes'] * len(rows)\n"


def test_an_interrupted_run_leaves_nothing(tmp_path: Path) -> None:
    """End with 130, keep the old output, and remove every temporary file."""
    frame().to_csv(tmp_path / "d.csv", index=False)
    (tmp_path / "slow.py").write_text(SLOW, encoding="utf-8")
    (tmp_path / "e.json").write_text(OLD, encoding="utf-8")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = [sys.executable, "-m", "audit", *CHECK, *COMMON, "--predict-with", "slow:predict", "-o", "json=e.json", "-o", "html=e.html"]
    env = environment({"TMPDIR": str(scratch), "PYTHONDONTWRITEBYTECODE": "1"})

    with subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        until = time.monotonic() + 60
        while not (tmp_path / "started").exists() and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)

    assert process.returncode == 130, err
    assert out == ""
    assert err.splitlines()[-1].startswith("exit 130: interrupted")
    assert "Traceback" not in err
    assert (tmp_path / "e.json").read_text("utf-8") == OLD
    assert {path.name for path in tmp_path.iterdir()} == {"d.csv", "slow.py", "e.json", "started", "scratch"}
    assert list(scratch.iterdir()) == []


def test_an_interrupted_query_is_an_interruption(tmp_path: Path, here: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch) -> None:
    """End with 130 where Ctrl-C reached the engine, which says so in an error of its own."""

    def interrupted(*_: object) -> None:
        raise RuntimeError("Query interrupted")

    frame().to_csv(tmp_path / "d.csv", index=False)
    monkeypatch.setattr("audit.pipeline.observe", interrupted)

    ended = here(*CHECK, *STORED, "-o", "json=e.json")

    assert ended.code == 130
    assert not (tmp_path / "e.json").exists()


NO_PANGO = '''\
"""Makes WeasyPrint fail to import as it does where Pango is missing; a small demo is enough."""

import sys


class Missing:
    def find_spec(self, name, path=None, target=None):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return None


sys.meta_path.insert(0, Missing())
'''
SMALL_DEMO = "import sys, functools; from audit.demo import files; import audit.demonstration as d; "
SMALL_DEMO += "d.write_demo = functools.partial(files.write_demo, rows=60); from audit.cli import main; sys.exit(main())"


@pytest.fixture
def no_pango(tmp_path: Path) -> Path:
    """Return a folder that, first on the path, takes Pango away."""
    folder = tmp_path / "no-pango"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(NO_PANGO, encoding="utf-8")
    return folder


def test_without_pango_the_other_outputs_are_written(tmp_path: Path, run: Equigate, no_pango: Path) -> None:
    """Name the package to install, write the rest, and exit 2 because the PDF was asked for."""
    frame().to_csv(tmp_path / "d.csv", index=False)
    (tmp_path / "r.pdf").write_text(OLD, encoding="utf-8")

    ended = run(*CHECK, *STORED, "-o", "pdf=r.pdf", "-o", "html=r.html", "-o", "json=r.json", front=no_pango)

    assert ended.code == 2, ended.err
    assert "libpango-1.0-0" in ended.err
    assert ended.last.startswith("exit 2: ")
    assert (tmp_path / "r.pdf").read_text("utf-8") == OLD
    assert (tmp_path / "r.html").read_text("utf-8").startswith("<!")
    assert (tmp_path / "r.json").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_without_pango_the_demo_ends_well_and_says_so(tmp_path: Path, no_pango: Path) -> None:
    """Leave everything but the PDF and exit 0."""
    command = [sys.executable, "-c", SMALL_DEMO, "demo", "made"]

    done = subprocess.run(command, cwd=tmp_path, env=environment(front=no_pango), capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "libpango-1.0-0" in done.stdout
    assert {path.name for path in (tmp_path / "made").iterdir()} == {
        "data.csv", "model.skops", "equigate.yml", "report.html", "evidence.json"
    }  # fmt: skip
