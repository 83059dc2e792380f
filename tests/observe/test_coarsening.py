"""A step's name says what it does: the same labels in ladders, plans and releases."""

from __future__ import annotations

import itertools
import math
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.core.errors import BadInput
from audit.observe.coarsening import OTHERS, Seen, Wrong, coarsener
from audit.observe.codes import encode
from audit.observe.countries import COUNTRIES, REGIONS, region_of
from audit.observe.ladders import file_ladder, ladder_of
from audit.observe.scene import Settings
from tests.observe import scenes

ADULT = Path(__file__).resolve().parents[2] / "../shared/data/anonymisation"
LEAP = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("step", "kind", "value", "expected"),
    [
        pytest.param("bands of 10", "integer", 39, "30-39", id="band"),
        pytest.param("bands of 10", "integer", 40, "40-49", id="band-edge"),
        pytest.param("bands of 5", "integer", -1, "-5 to -1", id="band-below-zero"),
        pytest.param("bands of 1", "integer", 7, "7", id="band-of-one"),
        pytest.param("bands of 1e+06", "integer", 1_500_000, "1000000-1999999", id="band-of-a-million"),
        pytest.param("bands of 0.5", "integer", 3, "[3, 3.5)", id="band-finer-than-whole"),
        pytest.param("bands of 10", "number", 39.99, "[30, 40)", id="band-of-numbers"),
        pytest.param("bands of 0.1", "number", 0.3, "[0.3, 0.4)", id="a-number-is-as-written"),
        pytest.param("bands of 0.5", "number", -0.25, "[-0.5, 0)", id="number-below-zero"),
        pytest.param("bands of 1e-05", "number", 0.000123, "[0.00012, 0.00013)", id="no-exponents"),
        pytest.param("bands of 10", "number", math.inf, "inf", id="infinite"),
        pytest.param("day", "timestamp", datetime(2024, 2, 29, 23, 59), "2024-02-29", id="day"),  # noqa: DTZ001
        pytest.param("month", "date", LEAP, "2024-02", id="month"),
        pytest.param("quarter", "date", LEAP, "2024-Q1", id="quarter"),
        pytest.param("quarter", "date", date(2024, 12, 31), "2024-Q4", id="last-quarter"),
        pytest.param("year", "date", date(812, 1, 1), "0812", id="year"),
        pytest.param("decade", "date", LEAP, "2020s", id="decade"),
        pytest.param("first 3 characters", "text", "10115", "101*", id="prefix"),
        pytest.param("first 1 character", "text", "10115", "1*", id="short-prefix"),
        pytest.param("first 5 characters", "text", "10115", "10115", id="prefix-of-all"),
        pytest.param("/24", "text", "192.0.2.77", "192.0.2.0/24", id="network"),
        pytest.param("/16", "text", "::ffff:192.0.2.77", "192.0.0.0/16", id="mapped-address"),
        pytest.param("/24", "text", "2001:db8::1", "*", id="ipv6-without-bits"),
        pytest.param("/24, IPv6 /48", "text", "2001:db8:1:2::1", "2001:db8:1::/48", id="ipv6"),
        pytest.param("/24, IPv6 /48", "text", "::1", "::/48", id="ipv6-of-small-numbers"),
        pytest.param("/24", "text", "localhost", "*", id="no-address"),
        pytest.param("region", "text", "Puerto-Rico", "Americas", id="region"),
        pytest.param("subregion", "text", "DEU", "Western Europe", id="subregion-of-a-code"),
        pytest.param("subregion", "text", "viet nam", "South-eastern Asia", id="any-case"),
        pytest.param("region", "text", "Atlantis", OTHERS, id="no-country"),
        pytest.param("as given", "number", 40.0, "40", id="as-given"),
        pytest.param("*", "boolean", True, "*", id="nothing-left"),
    ],
)  # fmt: skip
def test_a_step_makes_a_label(step: str, kind: str, value: Any, expected: str) -> None:
    """What people read in a release."""
    actual = coarsener(step, kind)(value)

    assert expected == actual


@pytest.mark.parametrize(
    "step", ["as given", "bands of 10", "month", "first 2 characters", "/24", "region", "values of at least 5% of rows, others together"]
)
def test_missing_stays_missing_until_nothing_is_left(step: str) -> None:
    """At `*` nobody can tell who was missing."""
    kind = "integer" if "bands" in step else "date" if step == "month" else "text"

    assert coarsener(step, kind)(None) is None
    assert coarsener("*", kind)(None) == "*"


@pytest.mark.parametrize(
    ("step", "kind", "said"),
    [
        pytest.param("band of 10", "integer", "unknown step 'band of 10'", id="misspelt"),
        pytest.param("bands of 0", "integer", "a width above 0", id="no-width"),
        pytest.param("bands of 10", "text", "is for columns of kind integer or number, not text", id="band-of-texts"),
        pytest.param("month", "text", "is for columns of kind date or timestamp, not text", id="month-of-a-text"),
        pytest.param("first 2 characters", "integer", "is for columns of kind text, not integer", id="prefix-of-a-number"),
        pytest.param("/33", "text", "more bits than an address has", id="too-many-bits"),
        pytest.param("level 1 of hierarchy file", "text", "needs a hierarchy file", id="no-file"),
        pytest.param("first 0 characters", "text", "unknown step", id="no-prefix"),
    ],
)
def test_a_step_that_cannot_be_taken_says_so(step: str, kind: str, said: str) -> None:
    """Before any value is seen."""
    with pytest.raises(Wrong, match=said):
        coarsener(step, kind)


def test_common_values_stay_and_others_go_together() -> None:
    """What is common is found in the column."""
    make = coarsener("values of at least 5% of rows, others together", "text", Seen(common=frozenset({"often"})))

    actual = [make(value) for value in ("often", "rare", "rarer", None)]

    assert actual == ["often", OTHERS, OTHERS, None]


def test_a_level_that_the_file_does_not_have_is_refused() -> None:
    """The last level is said."""
    seen = Seen(levels={"a": ("a", "x", "*")})

    assert coarsener("level 1 of hierarchy file", "text", seen)("a") == "x"
    with pytest.raises(Wrong, match="the file's last level is 2"):
        coarsener("level 3 of hierarchy file", "text", seen)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.floats(-1e6, 1e6), st.integers(-(10**6), 10**6).map(lambda number: number / 10)), min_size=2, max_size=30))
def test_bands_of_numbers_are_nested(values: list[float]) -> None:
    """Whatever two values share, they share in bands of any multiple of the width, however the numbers round."""
    for fine, coarse in itertools.pairwise(["bands of 0.1", "bands of 0.5", "bands of 1", "bands of 5"]):
        finer, coarser = coarsener(fine, "number"), coarsener(coarse, "number")
        parents: dict[str | None, str | None] = {}

        assert all(parents.setdefault(finer(value), coarser(value)) == coarser(value) for value in values)


def test_regions_are_those_of_the_united_nations() -> None:
    """Every subregion has a region; no two countries share a name or code; all current codes are there."""
    entries = [entry.split(maxsplit=2) for listed in COUNTRIES.values() for entry in listed.split(";")]
    codes = [two for two, _, _ in entries] + [three for _, three, _ in entries]

    assert sorted(COUNTRIES) == sorted(part for parts in REGIONS.values() for part in parts)
    assert len(codes) == len(set(codes))
    assert all(code.isupper() for code in codes)
    assert all(len(two) == 2 and len(three) == 3 for two, three, _ in entries)
    assert len(entries) == 250
    assert all(region_of(name) for _, _, names in entries for name in names.split("|"))


def test_country_names_mean_what_phone_numbers_say() -> None:
    """Every region that has phone numbers is a country that is known."""
    from phonenumbers import SUPPORTED_REGIONS

    actual = sorted(code for code in SUPPORTED_REGIONS if region_of(code) is None)

    assert actual == ["AC", "TA"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([f"192.0.{a}.{b}" for a in range(4) for b in range(9)] + ["198.51.100.7"], ("/24", "/16"), id="addresses"),
        pytest.param(["192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2", "2001:db8:1::2"], ("/24, IPv6 /48", "/16, IPv6 /32"), id="both-kinds"),
        pytest.param(["France", "Germany", "Spain", "Japan", "China", "Chile", "Atlantis"], ("subregion", "region"), id="countries"),
        pytest.param(["FR", "DE", "ES", "IT", "JP", "CN", "CL"], ("subregion", "region"), id="country-codes"),
        pytest.param(["AL", "CA", "WA", "TX", "OH", "DE"], ("values of at least 5% of rows, others together",), id="states-are-no-countries"),
    ],
)  # fmt: skip
def test_text_gets_the_steps_of_what_it_is(values: list[str], expected: tuple[str, ...]) -> None:
    """Addresses, countries; anything else by its frequency."""
    codes = np.repeat(np.arange(len(values)), [1 if value in {"OH", "DE"} else 20 for value in values])

    actual = ladder_of(sorted(values), codes, "text").steps[1:-1]

    assert expected == actual


def test_a_file_gives_its_levels_and_its_leaves() -> None:
    """A leaf that no row has counts in the shares; a missing value that the file lacks is one more."""
    levels = {"a": ("a", "x", "*"), "b": ("b", "x", "*"), "c": ("c", "y", "*"), "d": ("d", "x", "*")}
    ladder = file_ladder(["a", "b", "c", None], levels)

    assert ladder.steps == ("as given", "level 1 of hierarchy file", "*")
    assert [one.tolist() for one in ladder.maps] == [[0, 1, 2, 3], [0, 0, 1, 2], [0, 0, 0, 0]]
    assert [one.tolist() for one in ladder.shares] == [[0.2] * 4, [0.6, 0.6, 0.2, 0.2], [1.0] * 4]
    assert ladder.leaves == 5


def test_a_file_may_know_missing_values() -> None:
    """An empty first cell is what they are."""
    ladder = file_ladder(["a", None], {"a": ("a", "x", "*"), "": ("", "x", "*")})

    assert ladder.maps[1].tolist() == [0, 0]
    assert ladder.leaves == 2


def test_codes_take_the_files_of_the_folder(tmp_path: Path) -> None:
    """A column with a file gets its levels, another ours."""
    (tmp_path / "x_zip.csv").write_text("10115;Berlin;*\n10117;Berlin;*\n80331;Munich;*\n", encoding="utf-8")
    data = pa.table({"zip": ["10115", "10117", "80331"] * 10, "age": list(range(20, 50))})
    with scenes.scene(data, Settings(hierarchies=str(tmp_path)), quasi_identifiers="zip,age") as one:
        found = encode(one).hierarchies

    assert found["zip"].steps == ("as given", "level 1 of hierarchy file", "*")
    assert found["zip"].maps[1].tolist() == [0, 0, 1]
    assert found["age"].steps == ("as given", "bands of 5", "bands of 10", "*")


def test_codes_refuse_a_file_that_lacks_values(tmp_path: Path) -> None:
    """Counted, not named."""
    (tmp_path / "zip.csv").write_text("10115;*\n", encoding="utf-8")
    data = pa.table({"zip": ["10115", "10117"]})
    with (
        scenes.scene(data, Settings(hierarchies=str(tmp_path)), quasi_identifiers="zip") as one,
        pytest.raises(BadInput, match="it lacks 1 distinct value of column 'zip'"),
    ):
        encode(one)


def test_adult_has_the_lattice_of_the_published_plans() -> None:
    """720 nodes over six columns, 12,960 over nine."""
    if not ADULT.exists():
        pytest.skip("ARX's Adult data is not here")
    names = "sex,age,race,marital-status,education,native-country,workclass,occupation,salary-class"
    with scenes.scene(str(ADULT / "adult.csv"), Settings(hierarchies=str(ADULT)), quasi_identifiers=names) as one:
        found = encode(one).hierarchies
    six = ("age", "education", "marital-status", "race", "sex", "native-country")

    assert math.prod(len(found[name].steps) for name in six) == 720
    assert math.prod(len(one.steps) for one in found.values()) == 12_960
    assert found["age"].leaves == 100
