"""The first look of the hook: what it names, what it leaves alone, what it never shows, and that Presidio stays away."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from command_line import Equigate, environment, offline

from audit.observe.personal.catalogue import recognisers
from audit.observe.personal.quick import Cells, Quick, quick_readers, speaking_names
from audit.observe.personal.quick_forms import QUICK
from audit.observe.personal.readers import Checked, Value
from audit.observe.scene import Settings
from audit.quick_scan import NOTE, look, render

if TYPE_CHECKING:
    from command_line import Ended

BUDGET = 2.0
STAYS_AWAY = ("fairlearn", "presidio_analyzer", "sklearn", "spacy", "weasyprint")
EMAILS = [f"person{n}@example.org" for n in range(40)]


@pytest.fixture(scope="module")
def quick() -> Quick:
    """Return what looks, made ready once."""
    return Quick(Settings(judged_cap=60), recognisers())


def named(quick: Quick, name: str, values: Sequence[str], kind: str = "text") -> set[str]:
    """Return the entities of a column."""
    return {one.one.entity for one in quick.look(Cells(name, kind, values, len(values)))}


def luhn(n: int) -> str:
    """Return a card number that its check digit fits."""
    from stdnum.luhn import calc_check_digit

    body = f"4{n * 7919 % 10**14:014d}"
    return body + str(calc_check_digit(body))


@pytest.mark.parametrize(
    ("name", "values", "entity"),
    [
        ("email", EMAILS, "EMAIL_ADDRESS"),
        ("x", EMAILS, "EMAIL_ADDRESS"),
        (
            "remark",
            [
                *(f"row {n} is fine, nothing to see" for n in range(60)),
                "please write to anna@example.com about it",
                "or ask bob@example.com, he knows more",
            ],
            "EMAIL_ADDRESS",
        ),
        ("x", ["DE89370400440532013000", "GB29NWBK60161331926819", "FR1420041010050500013M02606"], "IBAN_CODE"),
        ("x", [luhn(n) for n in range(1, 60)], "CREDIT_CARD"),
        ("phone", [f"+49 30 9018{n:02}" for n in range(20, 60)], "PHONE_NUMBER"),
        ("ssn", [f"{n:03}-{n % 90 + 10}-{1000 + n}" for n in range(101, 140)], "US_SSN"),
        ("steuer_id", ["65929970489", "26954371827"], "DE_TAX_ID"),
        ("first_name", ["Anna", "Bernd", "Carla", "Dieter", "Eva", "Frank"], "PERSON"),
        ("diagnosis", ["diabetes", "asthma", "depression", "hypertension", "HIV", "epilepsy"], "HEALTH"),
    ],
    ids=["e-mail", "e-mail unnamed", "e-mail in text", "iban", "card", "phone", "ssn", "tax", "name", "health"],
)
def test_it_names_what_is_about_a_person(name: str, values: list[str], entity: str, quick: Quick) -> None:
    """Find it by name, form or check digit."""
    assert entity in named(quick, name, values)


@pytest.mark.parametrize(
    ("name", "values", "kind"),
    [
        ("amount", [str(n * 37 % 1000) for n in range(200)], "integer"),
        ("id", [str(n) for n in range(10_000, 10_200)], "integer"),
        ("sku", [f"AB-{n:05}" for n in range(200)], "text"),
        ("icon", [f"icon{n}@2x.png" for n in range(40)], "text"),
        ("petal_width", [f"{n / 7:.3f}" for n in range(100)], "number"),
        ("status", ["open", "closed", "pending"], "text"),
        ("date", [f"2024-01-{n:02}" for n in range(1, 29)], "text"),
        ("hash", [f"{n * 2654435761:032x}" for n in range(1, 60)], "text"),
    ],
    ids=["amount", "running number", "code", "file name", "measure", "word", "date", "hash"],
)
def test_it_leaves_the_rest_alone(name: str, values: list[str], kind: str, quick: Quick) -> None:
    """Stop no commit for numbers and words of things."""
    direct = {
        one.one.entity for one in quick.look(Cells(name, kind, values, len(values))) if one.category in {"direct", "special", "freetext"}
    }

    assert direct == set()


@pytest.mark.parametrize("entity", sorted(QUICK))
def test_every_form_takes_the_examples_of_its_entity(entity: str) -> None:
    """Agree with what the recogniser itself gives as examples: one at least, and all but a few forms of writing."""
    one = next(one for one in recognisers() if one.entity == entity)
    reader = next(
        reader for reader in quick_readers(one, one.entity, ()) if isinstance(reader, Checked) and reader.entity == f"quick:{entity}"
    )

    taken = [example for example in one.examples if any(reader.read(Value.of(example)))]

    assert 2 * len(taken) >= len(one.examples)


def test_every_form_is_of_an_entity_that_presidio_judges() -> None:
    """Keep no form for an entity that is gone."""
    judged = {one.entity for one in recognisers() if one.presidio}

    assert set(QUICK) <= judged


def test_names_of_columns_that_are_about_a_person_are_not_shown(tmp_path: Path) -> None:
    """Say which column it is by its place."""
    pd.DataFrame({"anna@example.com": [1, 2], "age": [2, 3]}).to_parquet(tmp_path / "d.parquet")

    found = look([str(tmp_path / "d.parquet")])

    assert [one.column for one in found if one.entity == "PERSON"] == ["column 1"]
    assert "anna" not in render(found, "text", ["d.csv"]) + render(found, "json", ["d.csv"])
    assert speaking_names(["age", "anna@example.com", "Anna Beispiel"]) >= {"anna@example.com"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["people.csv"], 0),
        (["--fail", "people.csv"], 1),
        (["--fail", "things.csv"], 0),
        (["--fail", "gone.csv"], 2),
        (["--fail", "bad.csv"], 2),
    ],
    ids=["says", "fails", "nothing", "no file", "not readable"],
)
def test_the_exit_code(arguments: list[str], code: int, here: Callable[..., Ended], tmp_path: Path) -> None:
    """Exit 1 only where --fail is given and something is found; a file that cannot be read is no clean file."""
    pd.DataFrame({"email": EMAILS, "n": range(40)}).to_csv(tmp_path / "people.csv", index=False)
    pd.DataFrame({"n": range(40)}).to_csv(tmp_path / "things.csv", index=False)
    (tmp_path / "bad.csv").write_text("a,b\n1,2,3\n", encoding="utf-8")

    ended = here("scan", "--fast", *arguments)

    assert ended.code == code
    assert ended.last.startswith(f"exit {code}: ")
    assert (NOTE in ended.out) == (code != 2)


@pytest.mark.parametrize(
    "arguments", [["--format", "art30"], ["--format", "csv"], ["--exhaustive"], ["--quasi-identifiers", "n"]], ids=lambda words: words[-1]
)
def test_what_only_a_close_look_can_do_is_refused(arguments: list[str], here: Callable[..., Ended], tmp_path: Path) -> None:
    """Ignore no flag in silence."""
    (tmp_path / "d.csv").write_text("n\n1\n", encoding="utf-8")

    assert here("scan", "--fast", *arguments, "d.csv").code == 2


def test_json_has_the_form_of_a_scan(here: Callable[..., Ended], tmp_path: Path) -> None:
    """Hold columns, files, risk and what was not checked; and no value."""
    pd.DataFrame({"email": EMAILS}).to_csv(tmp_path / "d.csv", index=False)

    document = json.loads(here("scan", "--fast", "--format", "json", "d.csv").out)

    assert set(document) == {"columns", "files", "not_checked", "risk"}
    assert [(one["column"], one["entity"], one["basis"]) for one in document["columns"]] == [("email", "EMAIL_ADDRESS", "value")]
    assert "person1" not in json.dumps(document)


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl"])
def test_it_is_fast_and_without_presidio(form: str, tmp_path: Path) -> None:
    """Cost less than two seconds of CPU on a small file, after the first run has compiled its patterns."""
    rows = pd.DataFrame(
        {"email": EMAILS, "name": ["Anna Beispiel"] * 40, "n": range(40), "note": [f"call +49 30 90182{n}" for n in range(10, 50)]}
    )
    path = tmp_path / f"d.{form}"
    {
        "csv": lambda: rows.to_csv(path, index=False),
        "parquet": lambda: rows.to_parquet(path),
        "jsonl": lambda: rows.to_json(path, orient="records", lines=True),
    }[form]()
    code = (
        "import sys; from audit.cli import main; main(['scan', '--fast', sys.argv[1]]); "
        f"print([n for n in {STAYS_AWAY!r} if n in sys.modules], file=sys.stderr)"
    )
    best = float("inf")
    for _ in range(4):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, "-c", code, str(path)], env=environment(), capture_output=True, text=True, timeout=60, check=True
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        if best < BUDGET:
            break

    assert done.stderr.splitlines()[-1] == "[]"
    assert "EMAIL_ADDRESS" in done.stdout
    assert best < BUDGET


def test_it_reaches_for_nothing(tmp_path: Path) -> None:
    """Look without a connection, and try none."""
    (tmp_path / "d.csv").write_text("email,phone\nanna@example.com,+49 30 901820\nbob@example.org,+49 30 901821\n", encoding="utf-8")
    front, env, trace = offline(tmp_path)

    ended = Equigate(tmp_path)("scan", "--fast", "d.csv", env=env, front=front)

    assert ended.code == 0
    assert "PHONE_NUMBER" in ended.out
    assert not trace.exists()
