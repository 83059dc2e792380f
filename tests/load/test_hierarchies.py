"""Hierarchy files in ARX's form: whose they are, that they are trees, and what is said where they are not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from audit.core.errors import BadInput
from audit.load.hierarchies import hierarchies, read

ADULT = Path(__file__).resolve().parents[2] / "../shared/data/anonymisation"
HEIGHTS = {
    "age": 4,
    "education": 3,
    "marital-status": 2,
    "native-country": 2,
    "occupation": 2,
    "race": 1,
    "salary-class": 1,
    "sex": 1,
    "workclass": 2,
}


def _file(folder: Path, text: str, name: str = "age.csv") -> Path:
    """Write a hierarchy file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_adults_files_are_trees() -> None:
    """Nine columns by the ends of their names; heights as ARX has them."""
    if not ADULT.exists():
        pytest.skip("ARX's Adult data is not here")
    found = hierarchies(ADULT, list(HEIGHTS))

    actual = {column: tree.height for column, tree in found.items()}

    assert actual == HEIGHTS
    assert len(found["age"].levels) == 100
    assert found["education"].levels["Bachelors"] == ("Bachelors", "Undergraduate", "Higher education", "*")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1;low;*\n2;low;*\n3;high;*\n", id="semicolons"),
        pytest.param("1,low,*\r\n2,low,*\r\n3,high,*\r\n", id="commas"),
        pytest.param('"1";"low";*\n\n2;low;"*"\n3;high;*', id="quotes-and-blank-lines"),
        pytest.param("\ufeff1.0;low;*\n2;low;*\n3;high;*\n", id="a-mark-and-a-useless-digit"),
    ],
)
def test_both_delimiters_are_read(tmp_path: Path, text: str) -> None:
    """Whatever gives every line the same levels and ends them with `*`."""
    actual = read(_file(tmp_path, text)).levels

    assert actual == {"1": ("1", "low", "*"), "2": ("2", "low", "*"), "3": ("3", "high", "*")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("a;x;*\nb;x\n", "line 2 has 2 levels where the first line has 3", id="ragged"),
        pytest.param("a;x;*\nb;y;z\n", "line 2: its last level is not *", id="no-star"),
        pytest.param("a;x;*\nb;y;*\na;y;*\n", "line 3 is about a value that another line is about", id="twice"),
        pytest.param("1;x;*\n1.0;x;*\n", "line 2 is about a value that another line is about", id="twice-as-numbers"),
        pytest.param("a;x;u;*\nb;y;u;*\nc;x;v;*\n", "line 3: what it is at level 1 becomes something else at level 2", id="no-tree"),
        pytest.param("a\nb\n", "it has no levels", id="one-column"),
        pytest.param('a;"x;*\nb;x;*\n', "line", id="broken-quotes"),
        pytest.param("\n\n", "it has no levels", id="blank-lines"),
        pytest.param("", "the file is empty", id="empty"),
    ],
)
def test_what_is_no_tree_is_refused_by_its_line(tmp_path: Path, text: str, said: str) -> None:
    """The file and the line, never a value."""
    with pytest.raises(BadInput) as caught:
        read(_file(tmp_path, text.replace("x", "SECRET")))

    actual = str(caught.value)

    assert said in actual
    assert "age.csv" in actual
    assert "SECRET" not in actual


def test_values_that_the_file_lacks_are_counted(tmp_path: Path) -> None:
    """How many, never which; a missing value need not be there."""
    tree = read(_file(tmp_path, "1;low;*\n2;low;*\n"))
    tree.check("age", [1, 2.0, "1", None])

    with pytest.raises(BadInput) as caught:
        tree.check("age", [1, 77, 78, None])

    assert "it lacks 2 distinct values of column 'age'" in str(caught.value)
    assert "77" not in str(caught.value)


def test_days_are_found_as_they_are_written(tmp_path: Path) -> None:
    """ISO 8601, as everywhere."""
    tree = read(_file(tmp_path, "2024-02-29;2024;*\n"))

    tree.check("day", [date(2024, 2, 29)])


def test_a_file_belongs_to_the_column_with_the_longest_name(tmp_path: Path) -> None:
    """`work_class.csv` is not about `class` where `work_class` is a column."""
    for name in ("adult_age.csv", "work_class.csv", "x_class.csv", "notes.csv", "age.txt"):
        _file(tmp_path, f"{name};*\n", name)
    found = hierarchies(tmp_path, ["age", "class", "work_class", "sex"])

    actual = {column: next(iter(tree.levels)) for column, tree in found.items()}

    assert actual == {"age": "adult_age.csv", "class": "x_class.csv", "work_class": "work_class.csv"}


def test_the_very_name_wins_and_two_others_are_refused(tmp_path: Path) -> None:
    """Nobody has to guess which was meant."""
    for name in ("a_age.csv", "b_age.csv"):
        _file(tmp_path, f"{name};*\n", name)
    with pytest.raises(BadInput, match=r"a_age\.csv and b_age\.csv are both for column 'age'"):
        hierarchies(tmp_path, ["age"])
    _file(tmp_path, "age.csv;*\n", "age.csv")

    actual = next(iter(hierarchies(tmp_path, ["age"])["age"].levels))

    assert actual == "age.csv"


def test_a_folder_has_to_be_there(tmp_path: Path) -> None:
    """A wrong path is no empty folder."""
    with pytest.raises(BadInput, match="no such folder"):
        hierarchies(tmp_path / "nowhere", ["age"])
