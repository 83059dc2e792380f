"""Is a line in force on a day, and is a repealed one never shown as law?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.core.rule import Citation
from audit.core.words import Status
from audit.law import all_citations, eu, us
from audit.law.standing import STATUSES, Line, Standing, day_of, served

AUDITED = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("law", "day", "expected"),
    [
        pytest.param(us.REG_B, date(2026, 7, 20), "in force", id="last day of the effects test"),
        pytest.param(us.REG_B, date(2026, 7, 21), "repealed, in force until 2026-07-20", id="effects test removed"),
        pytest.param(eu.AI_ACT_10_2_F, AUDITED, "adopted, applies from 2027-12-02", id="high-risk duties not yet"),
        pytest.param(eu.AI_ACT_10_2_F, date(2027, 12, 1), "adopted, applies from 2027-12-02", id="the day before"),
        pytest.param(eu.AI_ACT_10_2_F, date(2027, 12, 2), "in force", id="high-risk duties begin"),
        pytest.param(us.COLORADO_ADMT, date(2026, 12, 31), "adopted, applies from 2027-01-01", id="Colorado not yet"),
        pytest.param(us.COLORADO_ADMT, date(2027, 1, 1), "in force", id="Colorado"),
        pytest.param(us.COLORADO_AI_ACT, AUDITED, "repealed, in force until 2026-05-13", id="Colorado's first act"),
        pytest.param(eu.AI_ACT_10_5, date(2026, 7, 26), "in force", id="Art. 10(5) on its last day"),
        pytest.param(eu.AI_ACT_4A, date(2026, 7, 26), "adopted, applies from 2026-07-27", id="Art. 4a the day before"),
        pytest.param(eu.AI_ACT_10_5, date(2026, 7, 27), "repealed, in force until 2026-07-26", id="Art. 10(5) is gone"),
        pytest.param(eu.AI_ACT_4A, date(2026, 7, 27), "in force", id="Art. 4a in its place"),
        pytest.param(us.FOUR_FIFTHS, AUDITED, "in force", id="rescission is only on the agenda"),
        pytest.param(us.REG_B, None, "in force", id="no day, nothing written"),
    ],
)
def test_words_of_a_source(law: Citation, day: date | None, expected: str) -> None:
    """Before, on and after the days on which it turns."""
    assert expected == Line.of(law).words(day)


START, UNTIL = date(2026, 1, 1), date(2026, 6, 30)


@pytest.mark.parametrize(
    ("line", "day", "expected"),
    [
        (Line("in force"), AUDITED, "in force"),
        (Line("in force", until=UNTIL), AUDITED, "repealed, in force until 2026-06-30"),
        (Line("law", until=UNTIL), UNTIL, "in force"),
        (Line("repealed"), AUDITED, "repealed"),
        (Line("repealed", START), AUDITED, "repealed"),
        (Line("repealed", until=UNTIL), date(2026, 3, 1), "in force"),
        (Line("repealed", until=UNTIL), None, "repealed, in force until 2026-06-30"),
        (Line("adopted"), AUDITED, "adopted, does not apply yet"),
        (Line("adopted", until=date(2030, 1, 1)), AUDITED, "adopted, does not apply yet"),
        (Line("adopted", START), date(2025, 12, 31), "adopted, applies from 2026-01-01"),
        (Line("adopted", START), START, "in force"),
        (Line("adopted", START), None, "adopted, applies from 2026-01-01"),
        (Line("proposed"), AUDITED, "proposed, not in force"),
        (Line("proposed", START), AUDITED, "proposed, not in force"),
        (Line("guidance"), AUDITED, "in force"),
    ],
)
def test_what_is_written_holds_until_a_date_tells_otherwise(line: Line, day: date | None, expected: str) -> None:
    """The date overrules the word it belongs to; a proposal becomes law by nobody's calendar."""
    assert expected == line.words(day)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (Line("law"), "law"),
        (Line("in force"), "in force"),
        (Line("law", until=UNTIL), "repealed, in force until 2026-06-30"),
        (Line("guidance", until=UNTIL), "guidance; repealed, in force until 2026-06-30"),
        (Line("ours", date(2027, 12, 2)), "ours; adopted, applies from 2027-12-02"),
        (Line("adopted"), "adopted, does not apply yet"),
    ],
)
def test_status(line: Line, expected: str) -> None:
    """Who stands behind it stays; that it is law does not."""
    assert expected == line.status(AUDITED)


DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(written=st.sampled_from(STATUSES), start=st.none() | DAYS, until=st.none() | DAYS, day=DAYS)
def test_only_what_is_in_force_is_called_law(written: str, start: date | None, until: date | None, day: date) -> None:
    """For every status and all dates."""
    line = Line(written, start, until)
    in_force = line.on(day) is Standing.IN_FORCE

    assert in_force or line.status(day).partition(";")[0] not in {"law", "in force"}
    assert not in_force or ((start is None or start <= day) and (until is None or day <= until))


@given(day=DAYS)
def test_a_citation_in_force_says_so_both_ways(day: date) -> None:
    """`Citation.in_force` and its line agree on every day."""
    laws = all_citations().values()

    assert [law.in_force(day) for law in laws] == [Line.of(law).on(day) is Standing.IN_FORCE for law in laws]


def test_what_is_served() -> None:
    """Repealed lines are dropped, those to come are marked, without a day nothing is known."""
    laws = (us.REG_B, us.FOUR_FIFTHS, eu.AI_ACT_10_2_F)

    assert served(laws, AUDITED) == ("29 CFR 1607.4(D)", "AI Act Art. 10(2)(f) (adopted, applies from 2027-12-02)")
    assert tuple(map(str, laws)) == served(laws, None)


def test_no_gap_between_what_replaces_each_other() -> None:
    """Art. 4a begins on the day after the last one of Art. 10(5)."""
    assert eu.AI_ACT_10_5.until is not None
    assert eu.AI_ACT_4A.start == eu.AI_ACT_10_5.until + timedelta(days=1)


def test_a_day_is_read_or_absent() -> None:
    """An empty text, as in facts without a day, is no day."""
    assert [date(2026, 11, 20), None, None] == [day_of("2026-11-20"), day_of(""), day_of(None)]


def test_statuses_of_a_policy() -> None:
    """Who stands behind a number, or where its line is in its life."""
    assert {*Status, "in force", "adopted", "repealed", "proposed"} == set(STATUSES)
