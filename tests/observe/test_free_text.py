"""Which columns are sentences, and how many of their rows does a sample of the candidates speak for?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.observe.personal.free_text import Spans, Touched, is_free_text, missed_at_most, tally, touched

SENTENCE = "The customer called and asked for a copy."
COLUMNS = {
    "sentences": ([SENTENCE, "Please write to me at home about it."], True),
    "half of them": ([SENTENCE, "none"], True),
    "fewer than half": ([SENTENCE, "none", "n/a"], False),
    "blanks do not count": ([SENTENCE, "", "  ", "\t"], True),
    "names": (["Alexandra Konstantinopolous", "Maximilian Oberhauser"], False),
    "streets": (["Hauptstrasse 12, 10115 Berlin", "Lindenallee 3, 50667 Cologne"], False),
    "short": (["a b c d", "to be or not"], False),
    "numbers": (["1 2 3 4 5 6 7 8 9 10 11 12", "42"], False),
    "nothing": ([], False),
}


@pytest.mark.parametrize(("values", "expected"), COLUMNS.values(), ids=COLUMNS)
def test_which_columns_are_sentences(values: list[str], expected: bool) -> None:
    """At least half of what is not blank is prose of four words or more."""
    assert expected == is_free_text(values)


TOUCHED = {
    "all judged, all true": ((300, 40, 40, 40), Touched(300, 300, 300)),
    "all judged, none true": ((300, 40, 40, 0), Touched(0, 0, 0)),
    "every candidate once and judged": ((40, 40, 40, 13), Touched(13, 13, 13)),
    "none judged": ((300, 40, 0, 0), Touched(0, 0, 300)),
    "nothing to judge": ((0, 0, 0, 0), Touched(0, 0, 0)),
    # Wilson for 150 of 200 at 0.95: 0.6857 to 0.8049 (Newcombe 1998, method 3).
    "a sample": ((10_000, 9_000, 200, 150), Touched(7_500, 6_857, 8_049)),
    # 0 of 200: at most 3.84 / 203.84 = 1.88 %.
    "a sample without a hit": ((10_000, 9_000, 200, 0), Touched(0, 0, 188)),
    # What was judged is known: 2 of the 4 are it, so neither 0 nor all of 5 rows can be.
    "a small sample": ((5, 5, 4, 2), Touched(2, 2, 3)),
}


@pytest.mark.parametrize(("counts", "expected"), TOUCHED.values(), ids=TOUCHED)
def test_rows_touched(counts: tuple[int, int, int, int], expected: Touched) -> None:
    """Candidates are exact; what was not judged is an interval."""
    assert expected == touched(*counts)


@given(st.integers(0, 500), st.data())
def test_the_interval_holds_what_is_known(candidates: int, data: st.DataObject) -> None:
    """Low, estimate and high rise, between the rows known to hold it and those not known to be free of it."""
    distinct = data.draw(st.integers(min(candidates, 1), candidates))
    judged = data.draw(st.integers(0, distinct))
    confirmed = data.draw(st.integers(0, judged))

    found = touched(candidates, distinct, judged, confirmed)

    assert confirmed <= found.low <= found.rows <= found.high <= candidates - (judged - confirmed) or judged == 0


@pytest.mark.parametrize("counts", [(1, 2, 1, 1), (5, 4, 5, 1), (5, 4, 3, 4), (5, 4, 3, -1)])
def test_counts_that_cannot_be(counts: tuple[int, int, int, int]) -> None:
    """More confirmed than judged, judged than distinct, distinct than rows."""
    with pytest.raises(ValueError, match="must rise"):
        touched(*counts)


def test_what_may_be_missed() -> None:
    """No hit in 200 draws leaves 1.49 % (0.05^(1/200)), none in 59 leaves 4.95 %, no draw leaves everything."""
    actual = [round(missed_at_most(judged), 4) for judged in (200, 59, 0)]

    assert actual == [0.0149, 0.0495, 1.0]


def test_tally() -> None:
    """Texts are counted once per entity, spans every time."""
    found = [("PERSON", "PERSON", "LOCATION"), (), ("PERSON",)]

    assert tally(found) == {"LOCATION": Spans(1, 1), "PERSON": Spans(2, 3)}
