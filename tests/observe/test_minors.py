"""Are people under 18 counted to the day?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from audit.core.fact import Fact
from audit.observe import minors
from audit.observe.minors import AGE, BORN, MINORS, Minors
from audit.observe.scene import Settings
from tests.observe import scenes
from tests.observe.identified import identified


def _made(monkeypatch: pytest.MonkeyPatch, frame: Any, entities: dict[str, str], as_of: str = "2026-02-28") -> dict[Any, Any]:
    """Return the rows of the fact where the columns were found to be these entities."""
    found = tuple(identified(column, entity, "quasi") for column, entity in entities.items())
    monkeypatch.setattr(minors, "found_before", lambda _before: found)
    with scenes.scene(frame, Settings(as_of=as_of)) as one:
        fact = MINORS.make(one, {})
    assert fact is not None
    return dict(fact.rows)


def test_ages_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """17, 0 and 17.9 are under 18; 18 and -1 are not; a gap is no value."""
    frame = pd.DataFrame({"age": [17, 18, 0, -1, 90], "years": [17.9, 18.0, None, float("nan"), 3.0]})

    actual = _made(monkeypatch, frame, {"age": AGE, "years": AGE})

    assert actual == {("age", AGE): (2, 5), ("years", AGE): (2, 3)}


@pytest.mark.parametrize(
    ("born", "as_of", "expected"),
    [
        pytest.param(date(2008, 2, 28), "2026-02-28", 0, id="the 18th birthday"),
        pytest.param(date(2008, 3, 1), "2026-02-28", 1, id="the day before it"),
        pytest.param(date(2008, 2, 29), "2026-02-28", 1, id="born on a leap day, on 28 February"),
        pytest.param(date(2008, 2, 29), "2026-03-01", 0, id="born on a leap day, on 1 March"),
        pytest.param(date(2010, 2, 28), "2028-02-29", 0, id="counted on a leap day"),
        pytest.param(date(2026, 2, 28), "2026-02-28", 1, id="born today"),
        pytest.param(date(2026, 3, 1), "2026-02-28", 0, id="born tomorrow is a mistake"),
        pytest.param(date(1900, 1, 1), "2026-02-28", 0, id="long ago"),
    ],
)
@pytest.mark.parametrize("kind", [pa.date32(), pa.timestamp("us")], ids=["date", "timestamp"])
def test_birth_dates_to_the_day(monkeypatch: pytest.MonkeyPatch, kind: pa.DataType, born: date, as_of: str, expected: int) -> None:
    frame = pa.table({"born": pa.array([born, None], pa.date32()).cast(kind)})

    assert _made(monkeypatch, frame, {"born": BORN}, as_of) == {("born", BORN): (expected, 1)}


@pytest.mark.parametrize(
    ("values", "entity", "as_of"),
    [
        pytest.param(["12", "under 18"], AGE, "2026-02-28", id="ages in words"),
        pytest.param(["1.2.2010", "soon"], BORN, "2026-02-28", id="birth dates in words"),
        pytest.param([date(2010, 1, 1)], BORN, "", id="no day to count from"),
        pytest.param([12, 30], "HEIGHT", "2026-02-28", id="something else"),
    ],
)
def test_what_cannot_be_counted_has_no_row(monkeypatch: pytest.MonkeyPatch, values: list[Any], entity: str, as_of: str) -> None:
    """The rule says that it was not counted."""
    assert _made(monkeypatch, pa.table({"a": pa.array(values)}), {"a": entity}, as_of) == {}


def test_more_columns_than_one_query_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """45 columns of ages, each with its own number of children."""
    frame = pd.DataFrame({f"age {place}": [17] * place + [40] * (45 - place) for place in range(45)})

    actual = _made(monkeypatch, frame, dict.fromkeys(frame.columns, AGE))

    assert {(f"age {place}", AGE): (place, 45) for place in range(45)} == actual


def test_the_view_is_there_without_the_fact() -> None:
    """Whoever reads facts of before is told that nothing was counted."""
    assert Minors.of(scenes.facts_of(), "test") == Minors("test")


def test_the_view_knows_the_day_and_the_fewest_that_are_said() -> None:
    fact = Fact.of("minors", "test", ("column", "entity"), ("minors", "present"), [(("a", AGE), (4, 90))])
    view = Minors.of(scenes.facts_of(fact, as_of="2026-11-20", min_cell=5), "test")

    assert view == Minors("test", {"a": (4, 90)}, 5, "2026-11-20")
    assert view.said("a") == "fewer than 5 of 90"
