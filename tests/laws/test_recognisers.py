"""Every recogniser finds its examples, accuses none of its counter-examples, and says what it is."""

from __future__ import annotations

import re

import pytest

from audit.observe.personal.catalogue import recogniser_of, recognisers
from audit.observe.personal.columns import classify
from audit.observe.personal.header_words import Support, support
from audit.observe.personal.judge import Hits, judge_values
from audit.observe.personal.recogniser import Recogniser

EVERY = [pytest.param(one, id=one.entity) for one in recognisers()]
EXAMPLES = [pytest.param(one, text, id=f"{one.entity}-{place}") for one in recognisers() for place, text in enumerate(one.examples)]
COUNTER = [pytest.param(one, text, id=f"{one.entity}-{place}") for one in recognisers() for place, text in enumerate(one.counter_examples)]
RESERVED_MAIL = re.compile(r"@(?:[\w-]+\.)*example\.(?:com|org|net|de|co\.uk)$")


def _hits(one: Recogniser, text: str) -> list[Hits]:
    """Return what is found of one entity in a column that says what it is, if it must."""
    header = one.header[0] if one.needs_header else ""
    kind = "text" if "text" in one.kinds else one.kinds[0]
    return [hit for hit in judge_values([text], header, (), kind) if hit.entity == one.entity]


@pytest.mark.parametrize(("one", "text"), EXAMPLES)
def test_every_example_is_found_whole(one: Recogniser, text: str) -> None:
    """An example is the whole value."""
    actual = [(hit.matched, hit.full) for hit in _hits(one, text)]

    assert actual == [(1, 1)]


@pytest.mark.parametrize(("one", "text"), COUNTER)
def test_no_counter_example_is_found(one: Recogniser, text: str) -> None:
    """A counter-example is nothing, under the same column name as the examples."""
    actual = _hits(one, text)

    assert actual == []


@pytest.mark.parametrize("one", EVERY)
def test_a_column_of_its_examples_is_recognised(one: Recogniser) -> None:
    """A column of examples under a plain name gets the entity and the category."""
    values = [f"{text}" for text in one.examples]
    header = one.header[0]
    kind = "text" if "text" in one.kinds else one.kinds[0]
    hits = judge_values(values, header, (), kind)
    many = 1000
    scaled = [Hits(h.entity, h.matched * many, h.full * many, h.score_sum_permille * many) for h in hits]
    distinct = min(len(values) * many, one.most_distinct or len(values) * many)
    found = classify(header, kind, len(values) * many, distinct, len(values) * many, scaled)

    actual = [(verdict.entity, verdict.category) for verdict in found]

    assert (one.entity, one.category) in actual


@pytest.mark.parametrize("one", EVERY)
def test_its_words_are_complete_and_do_not_contradict_each_other(one: Recogniser) -> None:
    """Each plain phrase supports the entity; it says what it is and how it is found."""
    unsupported = [phrase for phrase in one.header if support(one, phrase) is not Support.PLAIN]
    hinted = [phrase for phrase in one.hints if support(one, phrase) is Support.NONE]
    found_by = bool(one.presidio or one.pattern or one.shape)
    expected: tuple[list[str], list[str], bool, bool] = ([], [], True, True)

    actual = (unsupported, hinted, found_by, bool(one.says and one.header and one.examples and one.counter_examples))

    assert expected == actual


@pytest.mark.parametrize("one", EVERY)
def test_examples_are_synthetic(one: Recogniser) -> None:
    """E-mail examples use the reserved domains; addresses and networks are documentation ranges."""
    mails = [text for text in one.examples if "@" in text]
    actual = [text for text in mails if not RESERVED_MAIL.search(text)]

    assert actual == []


def test_entities_are_unique_and_can_be_looked_up() -> None:
    """One recogniser per entity."""
    expected = [one.entity for one in recognisers()]

    actual = [found.entity for found in (recogniser_of(entity) for entity in dict.fromkeys(expected)) if found is not None]

    assert expected == actual
