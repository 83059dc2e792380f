"""Do facts from where the data lives give the answer that the data itself would have given?"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

if TYPE_CHECKING:
    from command_line import Ended

SUBJECT = """\
version: 1
name: split
data: {train: train.csv, test: test.csv}
model: model.skops
roles: {label: hired, favourable: "yes", protected: [sex, origin], quasi_identifiers: [sex, origin, age]}
"""
ONLY_WITH_DATA = ("advice", "not_checked")
SETTINGS = ("--locales", "US,DE", "--as-of", "2026-01-31", "--seed", 3)


@pytest.fixture(autouse=True)
def subject(tmp_path: Path) -> Path:
    """Write two datasets, a model and the subject."""
    import skops.io
    from sklearn.linear_model import LogisticRegression

    place = pd.Series(range(600))
    rows = pd.DataFrame(
        {
            "sex": place.map(lambda n: "Female" if n % 2 else "Male"),
            "origin": place.map(lambda n: "far" if n < 4 else ("north", "south")[n % 3 // 2]),
            "age": 20 + place % 9 * 5,
            "points": place % 50,
            "email": place.map(lambda n: f"person{n}@example.org"),
            "hired": place.map(lambda n: "yes" if n % 50 > 20 else "no"),
        }
    )
    rows.to_csv(tmp_path / "test.csv", index=False)
    rows.sample(frac=1, random_state=1).head(500).to_csv(tmp_path / "train.csv", index=False)
    skops.io.dump(LogisticRegression(max_iter=500).fit(rows[["points"]], rows["hired"]), tmp_path / "model.skops")
    (tmp_path / "equigate.yml").write_text(SUBJECT, encoding="utf-8")
    return tmp_path


def claims(path: Path) -> dict[str, Any]:
    """Return the claims of an evidence file."""
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))["claims"]
    return found


def test_facts_give_the_same_claims(subject: Path, here: Callable[..., Ended]) -> None:
    """Agree in everything but the plans, which need the data to be tried on; the data may be far away."""
    direct = here("check", "-o", "json=direct.json")
    observed = here("observe", "-o", "facts.json")
    for name in ("train.csv", "test.csv", "model.skops"):
        (subject / name).unlink()
    split = here("check", "--facts", "facts.json", "-o", "json=split.json")
    expected, actual = claims(subject / "direct.json"), claims(subject / "split.json")

    assert (direct.code, observed.code, split.code) == (1, 0, 1), split.err
    assert {name: value for name, value in actual.items() if name not in ONLY_WITH_DATA} == {
        name: value for name, value in expected.items() if name not in ONLY_WITH_DATA
    }
    assert expected["advice"] != []
    assert actual["advice"] == []
    assert "advice" in {one["rule"] for one in actual["not_checked"]}


@pytest.mark.parametrize("name", ["train.csv", "test.csv", "model.skops"])
def test_facts_of_something_else_are_refused(name: str, subject: Path, here: Callable[..., Ended]) -> None:
    """Compare the hashes of what is here, and name the part that differs."""
    here("observe", "-o", "facts.json")
    with (subject / name).open("ab") as stream:
        stream.write(b"\n")

    ended = here("check", "--facts", "facts.json", "-o", "json=e.json")

    assert ended.code == 2
    assert "facts are of" in ended.err
    assert (name.removesuffix(".csv") if name.endswith(".csv") else "model") in ended.err
    assert not (subject / "e.json").exists()


@pytest.mark.parametrize(
    ("made", "asked", "said"),
    [
        ((), ("--locales", "DE"), "other locales than the subject declares: none, not 'DE'"),
        (("--as-of", "2026-01-31"), ("--as-of", "2026-02-01"), "ages from the day '2026-01-31', --as-of says '2026-02-01'"),
        (("--seed", 3), ("--seed", 4), "with the seed 3, the subject or --seed says 4"),
        (SETTINGS, ("--locales", "DE,US", *SETTINGS[2:]), ""),
        (SETTINGS, (), ""),
    ],
    ids=["locales", "day", "seed", "the same", "none named"],
)
def test_facts_made_under_other_settings_are_refused(
    made: tuple[Any, ...], asked: tuple[Any, ...], said: str, subject: Path, here: Callable[..., Ended]
) -> None:
    """Who names countries, a day or a seed gets them, or is told; what is not named is as in the facts."""
    here("observe", *made, "-o", "facts.json")

    ended = here("check", "--facts", "facts.json", *asked, "-o", "json=e.json")

    assert (ended.code == 2, said in ended.err, "equigate observe" in ended.err) == (bool(said), True, bool(said)), ended.err
    assert (subject / "e.json").exists() == (not said)


def test_facts_say_the_locales_of_the_subject(subject: Path, here: Callable[..., Ended]) -> None:
    """A subject file that names a country refuses facts of another; facts whose countries are no list are none."""
    here("observe", "--locales", "US", "-o", "facts.json")
    path = subject / "equigate.yml"
    path.write_text(path.read_text("utf-8") + "locales: [DE]\n", encoding="utf-8")
    other = here("check", "--facts", "facts.json")
    document = json.loads((subject / "facts.json").read_text("utf-8"))
    document["about"]["subject"]["locales"] = 7
    (subject / "facts.json").write_text(json.dumps(document), encoding="utf-8")
    broken = here("check", "--facts", "facts.json")

    assert (other.code, "other locales" in other.err) == (2, True)
    assert (broken.code, "not a facts file" in broken.err) == (2, True)


def test_facts_are_canonical(subject: Path, here: Callable[..., Ended]) -> None:
    """Give the same bytes again."""
    here("observe", "-o", "a.json")
    here("observe", "-o", "b.json")

    assert (subject / "a.json").read_bytes() == (subject / "b.json").read_bytes()


def test_facts_show_no_person(subject: Path, here: Callable[..., Ended]) -> None:
    """Hold integers and names; no value that fewer than ten rows have, and no e-mail address."""
    here("observe", "-o", "facts.json")
    text = (subject / "facts.json").read_text("utf-8")
    document = json.loads(text)
    numbers = [number for fact in document["facts"] for row in fact["rows"] for number in row[len(fact["keys"]) :]]

    assert "@example" not in text
    assert '"far"' not in text
    assert "rare group 1" in text
    assert document["about"]["restricted"] is True
    assert all(isinstance(number, int) for number in numbers)


def test_facts_need_no_subject_with_data(subject: Path, here: Callable[..., Ended]) -> None:
    """Judge facts by flags alone."""
    here("observe", "-o", "facts.json")
    (subject / "equigate.yml").unlink()

    ended = here("check", "--facts", "facts.json", "--policy", "strict")

    assert ended.code in {1, 3}, ended.err
