"""Which dates, ages and places tell too much, and how many people live where codes begin alike?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from audit.core.fact import Fact, Facts
from audit.observe.fine_values import DATE, FINE_VALUES, OLD, PLACE, Fine, FineValues, age_told, coarse_date
from audit.observe.identifiers import PERSONAL
from audit.observe.people_by_place import place_in
from audit.observe.profile import PROFILE
from audit.observe.scene import Settings
from audit.observe.stage import InHand, described, staged
from tests.observe import scenes

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1984", True),
        ("1984.0", True),
        ("1984-01-01", True),
        ("1984-01-01 00:00:00", True),
        ("1980-1989", True),
        ("1980 to 1989", True),
        ("1980s", True),
        ("before 1960", True),
        ("*", True),
        ("1984-03-29", False),
        ("29.03.1984", False),
        ("3/29/84", False),
        ("19840329", False),
        ("2024-Q1", False),
        ("Mar 1984", False),
        ("1984-03", False),
        ("1984-01-01 08:30:00", False),
        ("7", False),
    ],
)
def test_a_year_is_coarse_and_a_day_or_a_quarter_is_not(text: str, expected: bool) -> None:
    actual = coarse_date(text)

    assert expected == actual


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("42", (42, 42)),
        ("90+", (90, 90)),
        ("90 and older", (90, 90)),
        (">89", (90, 90)),
        ("over 89", (90, 90)),
        (">=85", (85, 85)),
        ("85-94", (85, 94)),
        ("1930", (96, 96)),
        ("1930-1939", (87, 96)),
        ("999", None),
        ("unknown", None),
    ],
)
def test_ages_are_read_from_numbers_bands_and_years(text: str, expected: tuple[float, float] | None) -> None:
    actual = age_told(text, TODAY)

    assert expected == actual


@pytest.mark.parametrize(
    ("code", "expected"),
    [("12345", "12345"), ("123**", "123"), ("123", "123"), ("036.0", "036"), ("36", "036"), ("000", ""), ("123xx", "123")],
)
def test_a_masked_postcode_tells_what_is_left_of_it(code: str, expected: str) -> None:
    actual = place_in(code)

    assert expected == actual


def looked_at(population: pd.DataFrame | None = None, **columns: Any) -> Facts:
    """Return what is found in a table beside a population file: the facts that the rules read, and no others."""
    about = scenes.subject()
    frames = {"test": pd.DataFrame(columns), **({} if population is None else {"population": population})}
    with staged(about, InHand(frames), Settings(as_of=TODAY.isoformat()), scenes.MEANS) as found:
        made: dict[str, Fact] = {}
        for maker in (PROFILE, PERSONAL, FINE_VALUES):
            fact = maker.make(found[0], made)
            made |= {maker.name: fact} if fact else {}
        return Facts(tuple(made.values()), {**described(about, found), "roles": scenes.about()["roles"]})


def _looked(what: str, facts: Facts) -> tuple[Fine, ...]:
    """Return what was looked at for one question."""
    view = FineValues.of(facts, "test")
    return view.columns[what] if view else ()


@pytest.mark.parametrize(
    ("ages", "finer"),
    [
        pytest.param(["30", "90"], 0, id="one code for 90 and more"),
        pytest.param(["30", "90+"], 0, id="one open category"),
        pytest.param(["30", "85+"], 0, id="an open category below"),
        pytest.param(["30", "91"], 1, id="an age above"),
        pytest.param(["30", "90", "93"], 2, id="two ages"),
        pytest.param(["30", "85-94"], 1, id="a band that tells them from older ones"),
    ],
)
def test_all_over_89_have_to_be_one_category(ages: list[str], finer: int) -> None:
    facts = looked_at(age=ages * 30, sex=["F", "M"] * (15 * len(ages)))

    (actual,) = _looked(OLD, facts)

    assert Fine("age", len(ages), len(ages), finer, 0) == actual


def test_typed_dates_count_unless_they_are_said_to_be_of_things() -> None:
    days = pd.to_datetime(["1984-03-29", "1990-01-01"] * 30)
    facts = looked_at(admitted=days, birth_year=[1984, 1990] * 30)

    actual = {one.column: (one.examined, one.finer) for one in _looked(DATE, facts)}

    assert actual == {"admitted": (2, 1), "birth_year": (2, 0)}


CODES = ["100", "200", "300", "400"]
CENSUS = pd.DataFrame({"zip": ["10001", "10002", "20001", "30001"], "population": [15_000, 6_000, 20_000, 20_001]})
PEOPLE = pd.DataFrame({"zip": ["10001"] * 20_001 + ["20001"] * 20_000})


@pytest.mark.parametrize(
    ("population", "finer", "unknown"),
    [
        pytest.param(None, 0, 4, id="no file"),
        # 100: 15,000 + 6,000 are more than 20,000; 200: 20,000 are not; 300: 20,001 are; 400 is not in it.
        pytest.param(CENSUS, 1, 1, id="people by code"),
        pytest.param(PEOPLE, 1, 2, id="one row per person"),
        pytest.param(CENSUS[["zip"]], 0, 4, id="codes without people"),
    ],
)
def test_three_characters_need_more_than_20_000_people_by_the_users_file(population: pd.DataFrame | None, finer: int, unknown: int) -> None:
    (actual,) = _looked(PLACE, looked_at(population, zip=CODES * 20, age=[30, 40] * 40))

    assert Fine("zip", 4, 4, finer, unknown) == actual


def test_a_whole_postcode_tells_too_much_whatever_the_file() -> None:
    (actual,) = _looked(PLACE, looked_at(CENSUS, zip=["30001", "000"] * 20, age=[30, 40] * 20))

    assert Fine("zip", 2, 2, 1, 0) == actual
