"""Are published tables read as a person would read them?"""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.load.engine import Engine
from audit.load.source import Source, open_source

DATA = Path(__file__).resolve().parents[2] / "../shared/data"
ADULT = (
    "age:integer workclass:text fnlwgt:integer education:text education-num:integer marital-status:text occupation:text "
    "relationship:text race:text sex:text capital-gain:integer capital-loss:integer hours-per-week:integer native-country:text"
)
COMPAS = (
    "sex:text age:integer age_cat:text race:text juv_fel_count:integer juv_misd_count:integer juv_other_count:integer "
    "priors_count:integer days_b_screening_arrest:integer c_charge_degree:text is_recid:integer decile_score:integer "
    "score_text:text two_year_recid:integer"
)


def _open(engine: Engine, name: str) -> Source:
    path = DATA / name
    if not path.exists():
        pytest.skip("the evaluation data is not here")
    return open_source(engine, "train", path)


def _kinds(source: Source) -> str:
    return " ".join(f"{column.name}:{column.kind}" for column in source.columns)


@pytest.mark.parametrize(
    ("name", "rows", "kinds", "notes"),
    [
        ("fairness/adult-train.csv", 32_561, ADULT + " income-per-year:text", ()),
        ("fairness/adult-test.csv", 16_281, ADULT + " classification:text", ("Outer blanks removed in 14 columns.",)),
        ("fairness/ricci.csv", 118, "Position:text Oral:number Written:integer Race:text Combine:number", ()),
        (
            "anonymisation/adult.csv",
            30_162,
            "sex:text age:integer race:text marital-status:text education:text native-country:text workclass:text occupation:text salary-class:text",
            ("Delimiter ';' found.",),
        ),
        (
            "fairness/compas-two-years.csv",
            7_214,
            COMPAS,
            (),
        ),
    ],
)
def test_tables(shared_engine: Engine, name: str, rows: int, kinds: str, notes: tuple[str, ...]) -> None:
    source = _open(shared_engine, name)

    assert (rows, kinds, notes) == (source.rows, _kinds(source), source.notes)


def test_values_of_adult_are_stripped(shared_engine: Engine) -> None:
    source = _open(shared_engine, "fairness/adult-test.csv")
    sexes = {value for batch in source.batches(["sex"]) for value in batch.column(0).to_pylist()}

    assert sexes == {"Male", "Female"}


@pytest.mark.parametrize("name", sorted(str(path.relative_to(DATA)) for path in DATA.rglob("*.csv")) or ["none.csv"])
def test_every_table_is_read_and_its_header_found(shared_engine: Engine, name: str) -> None:
    source = _open(shared_engine, name)
    headless = "hierarchy" in name
    numbered = [column for column in source.names() if column.startswith("column_")]

    assert source.rows > 0
    assert (len(numbered) == len(source.columns)) == headless
    assert sum(batch.num_rows for batch in source.batches(source.names())) == source.rows
