"""Are the tables that measure the scanner as large, as varied and as repeatable as they say?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from tests.quality.adversarial_columns import adversarial_columns
from tests.quality.columns import ROWS, Labelled
from tests.quality.damage import damaged
from tests.quality.personal_columns import personal_columns
from tests.quality.special_columns import look_alikes, special_columns

Table = Callable[[], tuple[Labelled, ...]]
TABLES = [
    pytest.param(special_columns, 60, {"special", "criminal", "child"}, id="special"),
    pytest.param(look_alikes, 60, {"none"}, id="look-alikes"),
    pytest.param(adversarial_columns, 200, {"none"}, id="adversarial"),
    pytest.param(personal_columns, 120, {"direct", "quasi", "pseudonym"}, id="personal"),
]


@pytest.mark.parametrize(("table", "size", "truths"), TABLES)
def test_table_has_its_size_and_classes(table: Table, size: int, truths: set[str]) -> None:
    columns = table()

    assert (size, size, truths) == (len(columns), len({(one.language, one.name) for one in columns}), {one.truth for one in columns})


@pytest.mark.parametrize(("table", "size", "truths"), TABLES)
def test_every_column_has_300_values_few_of_them_blank(table: Table, size: int, truths: set[str]) -> None:
    odd = [one.name for one in table() if len(one.values) != ROWS or one.values.count("") > ROWS // 4 or len(set(one.values)) < 2]

    assert odd == []


@pytest.mark.parametrize(("table", "size", "truths"), TABLES)
def test_table_is_the_same_at_every_call(table: Table, size: int, truths: set[str]) -> None:
    assert table() == table()


def test_signs_of_special_columns_are_spread() -> None:
    signs = Counter(one.note.split(":")[0] for one in special_columns())

    assert signs == {"both": 23, "weak values": 19, "header only": 10, "value only": 8}


def test_half_of_the_adversarial_headers_are_hostile() -> None:
    tones = Counter(one.note for one in adversarial_columns())

    assert tones == {"neutral header": 100, "hostile header": 100}


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 1.0])
def test_damage_reaches_no_more_than_its_share(share: float) -> None:
    values = personal_columns()[0].values
    harmed = damaged(values, share, seed=7)
    changed = sum(before != after for before, after in zip(values, harmed, strict=True))

    assert harmed == damaged(values, share, seed=7)
    assert share * ROWS * 0.8 <= changed <= share * ROWS
