"""Does any value of the data get out: into an output, a message, a log or an exception?

Every planted value carries a mark. Only a path that the user typed may come back, in a message.
"""

from __future__ import annotations

import io
import logging
import shutil
import subprocess
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from command_line import Ended

from audit import BadInput, audit

MARK = "qzxjvw"
NUMBER = "7310459"
PHONE = "5550177"
MARKS = (MARK, NUMBER, PHONE)
EMAIL_COLUMN, PHONE_COLUMN = f"anna.{MARK}@example.org", f"+49 170 {PHONE}"
ROWS = 400
DECIDED = ("--label", "hired", "--favourable", "yes", "--protected", "sex,origin", "--quasi-identifiers", "zip,born")
STORED = (*DECIDED, "--prediction", "guess")


def table() -> pd.DataFrame:
    """Return people whose every value without a role, and every rare value with one, is marked."""
    draw = np.random.default_rng(7)
    place = np.arange(ROWS)
    frame = pd.DataFrame(
        {
            "sex": draw.choice(["Female", "Male"], ROWS),
            "origin": draw.choice(["north", "south"], ROWS),
            "zip": draw.choice(["10115", "80331"], ROWS),
            "born": draw.choice([1980, 1990], ROWS),
            "hired": draw.choice(["yes", "no"], ROWS),
            "guess": draw.choice(["yes", "no"], ROWS),
            "name": [f"Anna {MARK.title()}{n}" for n in place],
            "email": [f"anna{n}@{MARK}.example.org" for n in place],
            "token": [f"{MARK}{n:08x}" for n in place],
            "note": [f"call Anna {MARK.title()} at anna.{MARK}{n}@example.org or +49 170 {PHONE}" for n in place],
            "constant": f"{MARK} everywhere",
            "income": draw.normal(40_000, 5_000, ROWS).round(2),
            "visits": draw.integers(1, 9, ROWS),
            EMAIL_COLUMN: draw.integers(1, 9, ROWS),
            PHONE_COLUMN: draw.integers(1, 9, ROWS),
        }
    )
    frame.loc[:1, "sex"] = f"{MARK}-rare"
    frame.loc[2:3, "origin"] = f"{MARK}-folk"
    frame.loc[4:5, "zip"] = f"{MARK}77"
    frame.loc[6, "born"] = int(NUMBER)
    frame.loc[[7, 8], "income"] = float(NUMBER) + 0.25
    frame.loc[9, "visits"] = -int(NUMBER)
    return frame


@dataclass
class Watched:
    """Everything that came out so far, by where it came out; `typed` are paths that messages may repeat."""

    folder: Path
    typed: list[str] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)

    def add(self, where: str, text: str) -> None:
        """Keep a text, without the paths that were typed."""
        for path in sorted(self.typed, key=len, reverse=True):
            text = text.replace(path, "PATH")
        self.seen[where] = self.seen.get(where, "") + text

    def add_file(self, path: Path) -> None:
        """Keep a file, and the text of a PDF."""
        self.add(path.name, path.read_bytes().decode("utf-8", "replace"))
        if path.suffix == ".pdf":
            done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
            self.add(f"{path.name} as text", done.stdout.decode())

    def leaks(self) -> list[str]:
        """Return where a mark is, with what stands around it."""
        found = []
        for where, text in self.seen.items():
            low = text.lower()
            found += [f"{where}: ...{text[max(0, low.find(m) - 60) : low.find(m) + 40]}..." for m in MARKS if m in low]
        return found


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    """Yield what came out, with the log of every library at DEBUG and every warning added at the end."""
    watch, stream, root = Watched(tmp_path), io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(stream), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    with warnings.catch_warnings(record=True) as given:
        warnings.simplefilter("always")
        yield watch
    root.removeHandler(handler)
    root.setLevel(level)
    watch.add("log", stream.getvalue())
    watch.add("warnings", "\n".join(str(one.message) for one in given))

    assert watch.leaks() == []


@pytest.fixture
def told(watched: Watched, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Return what runs the command line with `-v` and keeps all it prints, file descriptors included."""
    from audit.cli import main

    def command(*arguments: object) -> Ended:
        monkeypatch.chdir(watched.folder)
        words = ["-v", *map(str, arguments)]
        watched.typed += [str(one) for one in arguments if MARK in str(one) and "." in str(one)]
        capfd.readouterr()
        code = main(words)
        printed = capfd.readouterr()
        watched.add(f"stdout of {words[1]}", printed.out)
        watched.add(f"stderr of {words[1]}", printed.err)
        return Ended(code, printed.out, printed.err)

    return command


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Write the people to a file whose name is marked too."""
    path = tmp_path / f"anna_{MARK}.csv"
    table().to_csv(path, index=False)
    return path


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Save a pipeline that has seen the rare values, in a file whose name is marked too."""
    import skops.io
    from sklearn.compose import ColumnTransformer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder

    frame, texts = table(), ["sex", "origin", "zip"]
    columns = ColumnTransformer([("texts", OneHotEncoder(handle_unknown="ignore"), texts), ("rest", "passthrough", ["visits"])])
    path = tmp_path / f"model_{MARK}.skops"
    skops.io.dump(make_pipeline(columns, LogisticRegression()).fit(frame[[*texts, "visits"]], frame["hired"]), path)
    return path


def outputs(folder: Path, kind: str) -> list[str]:
    """Return `-o` for every format; one PDF is enough."""
    return [
        word
        for name in ("json", "html", "text", *(("pdf",) if kind == "csv" else ()))
        for word in ("-o", f"{name}={folder / f'out.{name}'}")
    ]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_nothing_gets_out_of_a_check(kind: str, people: Path, model: Path, told: Callable[..., Ended], watched: Watched) -> None:
    """Audit data and model whose names are marked, in every format, then render again from the evidence."""
    if kind == "parquet":
        marked = {f"{MARK}-key": f"{MARK}-value", "comment": f"made by Anna {MARK}"}
        arrow = pa.Table.from_pandas(table(), preserve_index=False).replace_schema_metadata(marked)
        people = people.with_suffix(".parquet")
        pq.write_table(arrow, people)

    ended = told("check", "--data", people, "--model", model, *DECIDED, *outputs(watched.folder, kind))
    again = told("report", watched.folder / "out.json", "-o", f"html={watched.folder / 'again.html'}")
    for path in sorted(watched.folder.glob("out.*")):
        watched.add_file(path)
    watched.add_file(watched.folder / "again.html")

    assert (ended.code, again.code) == (1, 0), ended.err
    assert "column_14" in watched.seen["out.json"]
    assert "rare group" in watched.seen["out.json"]
    assert (watched.folder / "out.html").read_bytes() == (watched.folder / "again.html").read_bytes()


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("check", *STORED, "--format", "json"), id="check with stored predictions"),
        pytest.param(("observe", *STORED, "-o", "out.json"), id="observe"),
        pytest.param(("scan", "--quasi-identifiers", "zip,born"), id="scan"),
        pytest.param(("scan", "--format", "json"), id="scan json"),
        pytest.param(("init", "-o", "out.yml"), id="init"),
    ],
)
def test_nothing_gets_out_of(arguments: tuple[str, ...], people: Path, told: Callable[..., Ended], watched: Watched) -> None:
    """Run every other command that reads the data."""
    command, *rest = arguments
    named = ["--data", people.name] if command in {"check", "observe"} else [people.name]

    ended = told(command, *named, *rest)
    for path in watched.folder.glob("out.*"):
        watched.typed.append(people.name)
        watched.add_file(path)

    assert ended.code in {0, 1}, ended.err


def test_the_first_row_of_a_file_without_a_header_is_nobody(told: Callable[..., Ended], watched: Watched) -> None:
    """Do not make the first person into column names."""
    path = watched.folder / "people.csv"
    table().drop(columns=[EMAIL_COLUMN, PHONE_COLUMN]).to_csv(path, index=False, header=False)

    ended = told("scan", path.name)
    told("scan", path.name, "--format", "json")
    told("init", path.name, "-o", "out.yml")
    watched.add_file(watched.folder / "out.yml")

    assert ended.code == 0, ended.err
    assert "column_8" in ended.out


BROKEN = """\
import logging, os, sys, warnings

def predict(frame):
    row = frame.iloc[0].to_dict()
    {}
"""


@pytest.mark.parametrize(
    ("code", "line"),
    [
        pytest.param(2, "raise ValueError(f'cannot use {row}')", id="raises"),
        pytest.param(2, "raise KeyError(row['token']) from ValueError(str(row))", id="raises with a cause"),
        pytest.param(2, "print(row); sys.exit(str(row))", id="exits"),
        pytest.param(2, "return [row['token']] * len(frame)", id="answers with values"),
        pytest.param(2, "return list(frame['name'])", id="answers with names"),
        pytest.param(1, "print(row); print(row, file=sys.stderr); return ['yes'] * len(frame)", id="prints"),
        pytest.param(1, "os.write(1, str(row).encode()); os.write(2, b'qzx'); return ['yes'] * len(frame)", id="writes to the descriptors"),
        pytest.param(1, "sys.__stdout__.write(str(row)); return ['yes'] * len(frame)", id="writes to the original stdout"),
        pytest.param(1, "os.system('echo qzx'); return ['yes'] * len(frame)", id="starts a process that prints"),
        pytest.param(1, "warnings.warn(str(row)); return ['yes'] * len(frame)", id="warns"),
    ],
)
def test_nothing_gets_out_of_a_function_of_the_user(
    code: int, line: str, people: Path, told: Callable[..., Ended], watched: Watched, request: pytest.FixtureRequest
) -> None:
    """Let the user's own code try to tell."""
    module = f"own_{abs(hash(request.node.name))}"
    (watched.folder / f"{module}.py").write_text(BROKEN.format(line), encoding="utf-8")

    ended = told("check", "--data", people.name, *DECIDED, "--predict-with", f"{module}:predict")

    assert ended.code == code, ended.err


def ragged(path: Path) -> None:
    """Add a line with one field too many."""
    path.write_text(path.read_text("utf-8") + f"Anna {MARK}," * 20 + "\n", encoding="utf-8")


def third_value(path: Path) -> None:
    """Write a label that only two people have."""
    frame = table()
    frame.loc[:1, "hired"] = f"{MARK}-label"
    frame.to_csv(path, index=False)


def third_guess(path: Path) -> None:
    """Write a prediction that only two people have."""
    frame = table()
    frame.loc[:1, "guess"] = f"{MARK}-guess"
    frame.to_csv(path, index=False)


def wrong_bytes(path: Path) -> None:
    """Write bytes that no one encoding explains."""
    path.write_bytes(path.read_bytes() + f"Anna {MARK},".encode() + b"\xff\x00\x81\x8d" * 9 + b"\n")


def open_quote(path: Path) -> None:
    """Open a quotation mark that never closes."""
    path.write_text(path.read_text("utf-8") + f'"Anna {MARK}, and no end\n', encoding="utf-8")


def many_labels(path: Path) -> None:
    """Make the label a value of its own in every row."""
    frame = table()
    frame["hired"] = frame["token"]
    frame.to_csv(path, index=False)


@pytest.mark.parametrize("damage", [ragged, third_value, third_guess, wrong_bytes, open_quote, many_labels])
def test_nothing_gets_out_of_a_broken_table(
    damage: Callable[[Path], None], people: Path, told: Callable[..., Ended], watched: Watched
) -> None:
    """Say what is wrong without quoting what is wrong."""
    damage(people)

    ended = told("check", "--data", people, *STORED)

    assert ended.code == 2
    assert "Traceback" not in ended.err
    assert watched.typed


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.jsonl", f'{{"a": "Anna {MARK}"}}\n{{"a": "{MARK}", \n', id="broken JSON line"),
        pytest.param("a.jsonl", f'{{"a": 1}}\n["Anna {MARK}"]\n', id="a line that is no object"),
        pytest.param("a.parquet", f"PAR1 Anna {MARK} PAR1", id="damaged Parquet"),
        pytest.param("a.csv", f"a,A\n{MARK},{MARK}\n", id="names used twice"),
        pytest.param("a.csv.gz", f"\x1f{MARK}", id="damaged gzip"),
        pytest.param("a.csv", f"Anna {MARK}\n", id="one line"),
    ],
)
def test_nothing_gets_out_of_a_damaged_file(name: str, content: str, told: Callable[..., Ended], watched: Watched) -> None:
    """Read files that cannot be read."""
    (watched.folder / name).write_text(content, encoding="utf-8")

    ended = told("scan", name)

    assert ended.code in {0, 2}
    assert "internal error" not in ended.err


@pytest.mark.parametrize("column", ["note", "income", "token", "visits"])
def test_nothing_gets_out_of_a_wrong_role(column: str, people: Path, told: Callable[..., Ended], watched: Watched) -> None:
    """Declare columns for what they are not."""
    common = ("check", "--data", people.name, "--label", "hired", "--favourable", "yes")

    codes = {
        told(*common, "--protected", column, "--prediction", "guess").code,
        told(*common, "--protected", "sex", "--prediction", column).code,
        told(*common, "--protected", "sex", "--score", column).code,
        told("check", "--data", people.name, "--label", column, "--favourable", "yes", "--prediction", "guess").code,
    }

    assert codes <= {0, 1, 2, 3}
    assert watched.seen["stderr of check"].count("internal error") == 0


def test_nothing_gets_out_of_an_internal_error(people: Path, told: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the type and the place of an error nobody foresaw, never its message."""

    def breaks(*_: object) -> None:
        raise RuntimeError(f"row: Anna {MARK}") from KeyError(MARK)

    monkeypatch.setattr("audit.pipeline.observe", breaks)

    ended = told("check", "--data", people.name, *STORED)

    assert ended.code == 2
    assert "internal error RuntimeError" in ended.last


def test_nothing_gets_out_of_a_rule_that_breaks(people: Path, told: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch) -> None:
    """Name the rule and the type of the error."""

    def breaks(*_: object) -> None:
        raise ValueError(f"Anna {MARK}")

    monkeypatch.setattr("audit.checks.fairness.unequal_selection._judged_groups", breaks, raising=False)
    monkeypatch.setattr("audit.metrics.decisions.rate_of", breaks)

    assert told("check", "--data", people.name, *STORED).code in {1, 2, 3}


def test_nothing_gets_out_of_a_model_fitted_on_a_personal_name(people: Path, told: Callable[..., Ended], watched: Watched) -> None:
    """A feature whose name is an address is missing under that name, and stays unnamed."""
    import skops.io
    from sklearn.linear_model import LogisticRegression

    frame = table()
    path = watched.folder / "model.skops"
    skops.io.dump(LogisticRegression().fit(frame[["visits", EMAIL_COLUMN, PHONE_COLUMN]], frame["hired"]), path)

    ended = told("check", "--data", people.name, *DECIDED, "--model", path)

    assert ended.code == 2
    assert "fitted on" in ended.err


def test_nothing_gets_out_of_an_exception(watched: Watched) -> None:
    """From Python, an exception and all that hangs on it name no value."""
    frame = table()
    frame.loc[:1, "hired"] = f"{MARK}-label"

    class Raising:
        """A model that tells."""

        def fit(self) -> None:
            """Do nothing."""

        def predict(self, rows: pd.DataFrame) -> list[str]:
            """Raise with a row in the message."""
            raise ValueError(str(rows.iloc[0].to_dict()))

    settings = {"label": "hired", "favourable": "yes", "protected": "sex"}
    for number, (data, extra) in enumerate([(frame, {"prediction": "guess"}), (table(), {"model": Raising()})]):
        with pytest.raises(BadInput) as caught:
            audit(data, **settings, **extra)
        watched.add(f"exception {number}", "".join(traceback.format_exception(caught.value)))


def test_facts_hold_no_rare_value(people: Path, told: Callable[..., Ended], watched: Watched) -> None:
    """No text in the facts is a value of fewer than `min_cell` rows, of any column."""
    import json

    told("observe", "--data", people.name, *STORED, "-o", "facts.json")
    document = json.loads((watched.folder / "facts.json").read_text("utf-8"))
    frame = table()
    rare = {str(value) for column in frame for value, rows in frame[column].value_counts().items() if rows < 10}
    keys = {str(key) for fact in document["facts"] for row in fact["rows"] for key in row if isinstance(key, str)}

    assert keys & rare == set()
