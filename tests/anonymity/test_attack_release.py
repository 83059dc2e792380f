"""Attacks find what there is to find: everything in a copy, nothing in rows of other people."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.anonymity.attacks.inference import Known, inferred
from audit.anonymity.attacks.linkability import linked, sides_of
from audit.anonymity.attacks.points import UNIT, Points, nearest
from audit.anonymity.attacks.release import Attacks, attack_release
from audit.anonymity.attacks.risk import Attack, Risk
from audit.anonymity.attacks.scale import TOLERANCE, Scale
from audit.anonymity.attacks.singling_out import IS, LEAST, MOST, Predicates, about, isolating, met, searched, some_columns
from audit.anonymity.coded import Coded, Sensitive

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

WIDE = (70, 2, 5, 7, 16, 41, 90)
"""Values per column: nearly every row is alone in all of them."""


def points(rows: Sequence[tuple[int, ...]], ordered: tuple[bool, ...] | None = None, sizes: tuple[int, ...] | None = None) -> Points:
    """Return rows of codes."""
    codes = np.array(rows, np.int64).reshape(len(rows), -1)
    width = codes.shape[1]
    return Points(codes, sizes or tuple(int(size) + 1 for size in codes.max(axis=0)), ordered or (False,) * width)


def people(rows: int, seed: int) -> Coded:
    """Return people whose `job` depends on what is known of them, and whose `pay`, a number, a little."""
    draw = np.random.default_rng(seed)
    columns = {f"c{place}": draw.integers(0, size, rows) for place, size in enumerate(WIDE)}
    job = (columns["c2"] + draw.integers(0, 4, rows)) % 6
    pay = np.clip((columns["c0"] * 5 + draw.normal(0, 90, rows)).astype(np.int64), 0, 499)
    return Coded("d", rows, columns, {}, (), {"job": Sensitive(job, 6), "pay": Sensitive(pay, 500, ordered=True)})


# ------------------------------------------------------------------------------------- a release


@pytest.fixture(scope="module")
def copied() -> Attacks:
    """Attack a copy of people, beside other people of the same kind."""
    return attack_release(people(1_500, 1), people(1_500, 1), people(1_500, 2), seed=4)


def _low(attack: Attack) -> float:
    """Return the lower end of the risk."""
    risk = attack.risk()
    assert risk is not None
    return risk.low


def test_a_copy_singles_out(copied: Attacks) -> None:
    """Of what there is to win nearly all is won, with predicates of three conditions and of all columns."""
    actual = {width: _low(attack) >= 0.95 for width, attack in copied.singling_out.items() if width > 1}

    assert {3: True, len(WIDE): True} == actual


def test_a_copy_lets_secrets_be_read(copied: Attacks) -> None:
    """A name and a number."""
    actual = {secret: _low(one.attack) >= 0.95 for secret, one in copied.inference.items()}

    assert actual == {"job": True, "pay": True}


def test_the_same_seed_finds_the_same(copied: Attacks) -> None:
    """Nothing else is drawn from."""
    actual = attack_release(people(1_500, 1), people(1_500, 1), people(1_500, 2), seed=4)

    assert copied == actual


def _risks(attacks: Attacks) -> list[Risk]:
    """Return all risks."""
    link = [attacks.linkability] if attacks.linkability else []
    found = [*attacks.singling_out.values(), *link, *(one.attack for one in attacks.inference.values())]
    return [risk for risk in (attack.risk() for attack in found) if risk is not None]


def _other_people(seed: int) -> Attacks:
    """Attack people through a release of others."""
    made, released, held_out = (people(400, 10 * seed + n) for n in range(3))
    return attack_release(made, released, held_out, seed)


def test_rows_of_other_people_give_nothing_away() -> None:
    """The interval contains 0, nearly always: the risk is of what the release was made of, and it was not made of them."""
    risks = [risk for seed in range(6) for risk in _risks(_other_people(seed))]

    outside = [risk for risk in risks if risk.low > 0]

    assert len(risks) == 6 * 6
    assert len(outside) <= 2


def test_a_smaller_control_is_no_smaller_risk() -> None:
    """Fewer others stand alone less often: that is allowed for."""
    risks = [_risks(attack_release(people(1_200, 7), people(1_200, 8), people(300, 9), seed))[:3] for seed in range(3)]

    outside = [risk for some in risks for risk in some if risk.low > 0]

    assert outside == []


def test_a_release_in_which_nobody_is_alone_singles_nobody_out() -> None:
    """All predicates that were tried are tries without success, and the interval is narrow."""
    base = people(300, 1)
    columns = {"c1": base.columns["c1"], "c2": base.columns["c2"]}
    coarse = Coded("d", 300, columns, {}, (), base.sensitive)

    actual = attack_release(coarse, coarse, coarse, seed=0).singling_out[2]

    risk = actual.risk()
    assert risk is not None
    assert (actual.success.hits, risk.value, risk.high < 0.001) == (0, 0.0, True)


def test_without_a_control_there_is_an_advantage_only() -> None:
    """Nobody held out: no risk, and the comparison with guessing."""
    one = people(300, 1)

    actual = attack_release(one, one, None, seed=0)

    assert _risks(actual) == []
    assert actual.linkability is not None
    assert actual.linkability.advantage() is not None


def test_only_what_was_released_is_attacked() -> None:
    """A sensitive column or a quasi-identifier that is left out of the release cannot be used; with nothing left, nothing is."""
    one = people(300, 1)
    less = Coded("d", 300, {"c0": one.columns["c0"]}, {}, (), {"job": one.sensitive["job"]})

    some = attack_release(one, less, None, seed=0)
    none = attack_release(one, Coded("d", 300, {}, {}), None, seed=0)

    assert (list(some.singling_out), some.linkability, list(some.inference)) == ([1], None, ["job"])
    assert Attacks() == none


# ---------------------------------------------------------------------------------- linkability


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([(0, 0), (0, 1), (1, 0), (1, 1), (2, 2)], 4 * 1 / 4 + 1, id="four that share each half with one more, one alone"),
        pytest.param([(0, 0), (0, 0), (1, 1)], 2 * 2 / 4 + 1, id="two of a kind are picked by chance"),
        pytest.param([(0, 0)] * 5, 5 * 5 / 25, id="all alike"),
        pytest.param([(0, 0), (0, 1), (0, 2)], 3 * 1 / 3, id="one half tells nothing"),
    ],
)
def test_links_of_a_copy_are_those_counted_by_hand(rows: list[tuple[int, ...]], expected: float) -> None:
    """Rows in both picks, over the rows of one pick times those of the other."""
    actual = linked(points(rows), points(rows), ((0,), (1,)))

    assert expected == pytest.approx(actual)


def test_halves_meet_at_the_nearest_row_where_none_is_the_same() -> None:
    """The half (1, 9) is nearest to the first row, (7,) to the second: they do not meet. (1, 9) and (6,) do."""
    released = points([(1, 8, 6), (2, 7, 7)], sizes=(9, 10, 8))

    actual = [linked(points([target], sizes=(9, 10, 8)), released, ((0, 1), (2,))) for target in [(1, 9, 7), (1, 9, 6)]]

    assert actual == [0.0, 1.0]


def test_columns_are_dealt_by_what_they_tell() -> None:
    """Most values first, to one and the other in turn."""
    assert sides_of([40, 90, 2, 7]) == ((1, 3), (0, 2))


# ----------------------------------------------------------------------------------- predicates


ROWS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), st.integers(0, 9)), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, seed=st.integers(0, 99), width=st.integers(1, 3))
def test_bits_count_what_a_loop_counts(rows: list[tuple[int, ...]], seed: int, width: int) -> None:
    """Any conditions, on any rows; a row meets the predicate that was made of it."""
    table, draw = points(rows, ordered=(False, True, True)), np.random.default_rng(seed)
    targets = np.arange(len(rows))
    made = about(table, targets, some_columns(len(rows), table, width, draw))
    expected = [sum(_holds(row, made, place) for row in rows) for place in range(len(made))]

    actual = met(made, table).tolist()

    assert expected == actual
    assert min(actual) >= 1


def _holds(row: tuple[int, ...], made: Predicates, place: int) -> bool:
    """Tell whether a row meets a predicate."""
    parts = zip(*(part[place].tolist() for part in (made.columns, made.ways, made.values)), strict=True)
    holds = {IS: int.__eq__, LEAST: int.__ge__, MOST: int.__le__}
    return all(holds[way](row[column], value) for column, way, value in parts)


def test_single_values_are_found_and_the_ends_of_an_order() -> None:
    """In the column with an order, 9 and 0 stand alone at its ends, 5 within; in the other one 2 does."""
    table = points([(0, 0), (0, 5), (1, 9), (1, 4), (2, 4)], ordered=(False, True))
    expected = {(0, IS, 2), (1, MOST, 0), (1, IS, 5), (1, LEAST, 9)}

    found = searched(table, 1, 100, 100, np.random.default_rng(0))

    parts = (found.columns, found.ways, found.values)
    assert expected == set(zip(*(part[:, 0].tolist() for part in parts), strict=True))


def test_a_search_brings_no_predicate_twice() -> None:
    """One that was drawn again would count twice, and make the interval too narrow."""
    table = points([(a, b) for a in range(6) for b in range(6)])

    found = searched(table, 2, 1_000, 5_000, np.random.default_rng(0))

    assert len(found) == 36
    assert len({tuple(key) for key in found.keys().tolist()}) == 36


def test_fewer_others_are_counted_up_to_as_many() -> None:
    """Predicates that one in 500 meets: of 500 rows one meets 37 % of them, of 250 only 30 %, of 125 20 %."""
    chance = [comb(250, met_by) * 0.002**met_by * 0.998 ** (250 - met_by) for met_by in range(8)]
    counts = np.repeat(np.arange(8), np.round(np.array(chance) * 4_000).astype(int))

    same, more, less = (isolating(counts, 250, wanted) for wanted in (250, 500, 125))

    assert (same.hits / same.of, more.hits / more.of, less.hits / less.of) == pytest.approx((0.304, 0.368, 0.195), abs=0.01)
    assert more.of == 2_000


# ----------------------------------------------------------------------------------- inference


def test_the_nearest_rows_are_those_with_the_fewest_differences() -> None:
    """Two that tie are both nearest."""
    known = points([(0, 0, 0), (1, 1, 0), (0, 1, 1)])

    (_, mask), *_ = nearest(points([(0, 0, 1)], sizes=(2, 2, 2)), known)

    assert mask.tolist() == [[True, False, True]]


def test_in_an_order_the_next_value_is_nearer_than_the_last() -> None:
    """Without an order both differ as much."""
    rows, target = [(1, 0), (9, 0)], [(2, 0)]

    masks = [next(nearest(points(target, sizes=(10, 1)), points(rows, (has, False), (10, 1))))[1].tolist() for has in (True, False)]

    assert masks == [[[True, False]], [[True, True]]]
    assert UNIT > 2**16


def _number(seed: int) -> Ints:
    """Return the codes of a number without ties."""
    return np.random.default_rng(seed).permutation(1_000).astype(np.int64)


def test_a_negative_guess_is_not_always_right() -> None:
    """A tolerance taken over the guess makes every negative guess right; this one is of ranks, whatever the sign.

    The lowest guess (the most negative number) is right of the lowest numbers only: within five in a hundred of it.
    """
    codes = _number(1)
    scale = Scale.of(codes, 1_000, ordered=True)

    lowest = scale.right(np.zeros(1_000, np.int64), codes)

    # The lowest slice is that of the ranks 0 to 24, in the middle of which 12.5 in a thousand lie below: 12.5 + 50.
    assert list(range(63)) == sorted(codes[lowest].tolist())
    assert TOLERANCE == 0.05


@given(st.permutations(list(range(60))))
def test_turning_the_sign_of_a_number_changes_nothing(codes: list[int]) -> None:
    """Guesses of -x are right where those of x are."""
    plain, turned = np.array(codes), 59 - np.array(codes)
    one, other = (Scale.of(part, 60, ordered=True) for part in (plain, turned))
    guesses = one.classes[plain]

    actual = other.right(other.classes[59 - plain], turned)

    assert one.right(guesses, plain).tolist() == actual.tolist()


def test_a_number_is_guessed_by_chance_as_often_as_its_tolerance_says() -> None:
    """Secrets that have nothing to do with what is known: one in ten, in the data as outside of it."""
    draw = np.random.default_rng(3)
    table = Points(draw.integers(0, 3, (900, 2)), (3, 3), (False, False))
    out, targets, others = (Known(table.take(np.arange(n, n + 300)), draw.integers(0, 1_000, 300)) for n in (0, 300, 600))
    scale = Scale.of(targets.secret, 1_000, ordered=True)

    found = inferred(scale, out, targets, others, seed=0)

    assert found is not None
    assert found.attack.success.hits / found.attack.success.of < 0.2


def test_few_ordered_values_have_to_be_named() -> None:
    """Up to 20 values the next one is wrong; a name is right where it is the same."""
    scale = Scale.of(np.repeat(np.arange(20), 5), 20, ordered=True)
    guesses = scale.classes[np.array([3, 3])]

    actual = scale.right(guesses, np.array([3, 4])).tolist()

    assert actual == [True, False]


@pytest.mark.parametrize("nobody", ["targets", "released"])
def test_nobody_to_attack_is_no_attack(nobody: str) -> None:
    """Neither is a release of values too rare to be guessed."""
    table, secret = Points(np.zeros((9, 1), np.int64), (1,), (False,)), np.zeros(9, np.int64)
    full: dict[str, Any] = {name: Known(table, secret) for name in ("released", "targets")}
    empty = full | {nobody: full[nobody].take(np.arange(0))}

    actual = inferred(Scale.of(secret, 1, ordered=False), empty["released"], empty["targets"], None, 0)

    assert actual is None
