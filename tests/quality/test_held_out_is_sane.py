"""Are the columns put aside as many, as long and as repeatable as they say?"""

from __future__ import annotations

from collections import Counter

from tests.quality.columns import ROWS
from tests.quality.held_out_columns import held_out_alikes, held_out_special


def test_sixty_of_each_of_300_values_the_same_at_every_call() -> None:
    special, alikes = held_out_special(), held_out_alikes()

    assert [len({(one.language, one.name) for one in table}) for table in (special, alikes)] == [60, 60]
    assert {ROWS} == {len(one.values) for one in special + alikes}
    assert ({"special", "criminal", "child"}, {"none"}) == ({one.truth for one in special}, {one.truth for one in alikes})
    assert Counter(one.note for one in special) == {"both": 30, "header only": 15, "value only": 15}
    assert (special, alikes) == (held_out_special(), held_out_alikes())
