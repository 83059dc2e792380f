"""What passes a check by chance, and what digits of things look like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean, isbn, luhn

from audit.observe.personal.chance import by_chance, by_shuffling, is_bare, lift
from audit.observe.personal.things import Thing, thing_in


def _isbn10(group: int, place: int) -> str:
    """Return a book number of ten digits."""
    body = f"{group}{place * 7_919_993 % 10**8:08}"
    return body + isbn._calc_isbn10_check_digit(body)


def _ean(place: int, prefix: str = "40") -> str:
    """Return an article number of thirteen digits."""
    body = f"{prefix}{place * 7_919_993 % 10 ** (12 - len(prefix)):0{12 - len(prefix)}}"
    return body + ean.calc_check_digit(body)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([_isbn10(place % 4, place) for place in range(200)], Thing.BOOKS, id="books of several languages"),
        pytest.param([_isbn10(7, place) for place in range(200)], Thing.CODES, id="ten digits that may be of a health service"),
        pytest.param([_ean(place) for place in range(200)], Thing.GOODS, id="article numbers"),
        pytest.param([_ean(place, "756") for place in range(200)], Thing.CODES, id="Swiss social security numbers"),
        pytest.param([str(1_600_000_000 + 86_399 * place) for place in range(200)], Thing.TIMES, id="seconds"),
        pytest.param([str(1_600_000_000_000 + 86_399_001 * place) for place in range(200)], Thing.TIMES, id="milliseconds"),
        pytest.param([str(500 + place) for place in range(200)], Thing.ROWS, id="row numbers"),
        pytest.param([f"{place * 2_654_435_761 % 2**128:032x}" for place in range(1, 200)], Thing.HASHES, id="hashes"),
        pytest.param([f"ORD-2024-{place * 37:06}" for place in range(200)], Thing.CODES, id="orders"),
        pytest.param([f"{place * 7_919 % 10**6}.{place % 100:02}" for place in range(200)], None, id="amounts of any length"),
        pytest.param(["Anna Muster", "Karl Beispiel"] * 50, None, id="words"),
        pytest.param([], None, id="nothing"),
    ],
)
def test_things(values: list[str], expected: Thing | None) -> None:
    """Numbers and codes of things, and what they are not."""
    actual = thing_in(values)

    assert expected == actual


def test_a_tenth_of_all_numbers_passes_a_check_digit() -> None:
    """Luhn by chance."""
    values = [f"{place * 7_919_993 % 10**8:08}1" for place in range(20_000_000, 20_002_000, 31)]

    actual = by_chance([value for value in values if value[0] != "0"], luhn.is_valid, tried=400)

    assert actual is not None
    assert 0.05 <= actual <= 0.16


def test_numbers_that_begin_alike_are_compared_with_such_numbers() -> None:
    """All ten digits that begin with 6 are accepted: what begins so passes by chance."""
    values = [f"6{place * 7_919_993 % 10**9:09}" for place in range(1, 80)]

    actual = by_chance(values, lambda text: len(text) == 10 and text[0] == "6")

    assert actual == 1.0


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param(["12345678", "87654321"], True, id="digits"),
        pytest.param(["01234567", "07654321"], False, id="zeros in front"),
        pytest.param(["123-45-6789"], False, id="signs"),
        pytest.param([], False, id="nothing"),
    ],
)
def test_bare_digits(values: list[str], *, expected: bool) -> None:
    """Digits that begin with no zero."""
    actual = is_bare(values)

    assert expected == actual


def test_letters_have_no_chance() -> None:
    """A value with letters is not compared with digits."""
    actual = by_chance(["DE89370400440532013000"] * 5, lambda _: True)

    assert actual is None


@pytest.mark.parametrize(
    ("share", "chance", "expected"),
    [
        pytest.param(1.0, None, 1.0, id="nothing to compare with"),
        pytest.param(1.0, 0.1, 1.0, id="all"),
        pytest.param(0.1, 0.1, 0.0, id="as by chance"),
        pytest.param(0.55, 0.1, 0.5, id="half the way"),
        pytest.param(0.05, 0.1, 0.0, id="below chance"),
        pytest.param(1.0, 1.0, 0.0, id="everything passes"),
    ],
)
def test_lift(share: float, chance: float | None, expected: float) -> None:
    """(share - chance) / (1 - chance)."""
    actual = lift(share, chance)

    assert actual == pytest.approx(expected)


@given(st.lists(st.from_regex(r"\A[+(]?[0-9][0-9 ()./+-]{3,18}\Z"), min_size=1, max_size=8))
def test_made_up_numbers_keep_the_form(values: list[str]) -> None:
    """Length, signs and zeros in front stay; the same numbers in every run."""
    seen: list[str] = []
    by_chance(values, lambda text: bool(seen.append(text)) or True)
    again: list[str] = []
    by_chance(values, lambda text: bool(again.append(text)) or True)

    assert seen == again
    for value, made in zip(values, seen, strict=False):
        assert len(made) == len(value)
        assert [sign for sign in made if not sign.isdecimal()] == [sign for sign in value if not sign.isdecimal()]


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        pytest.param(["4111-1111-1111-1112", "5500-0000-0000-0005"] * 20, 0.0, 0.1, id="groups of four"),
        pytest.param(["1234567890"] * 20, 1.0, 1.0, id="bare digits fit in any order"),
    ],
)
def test_shuffled_values(values: list[str], low: float, high: float) -> None:
    """A form that says something is lost when characters change places."""
    import re

    form = re.compile(r"[0-9]{4}(?:-[0-9]{4}){3}|[0-9]{10}")

    actual = by_shuffling(values, lambda text: form.fullmatch(text) is not None)

    assert low <= actual <= high
