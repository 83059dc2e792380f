"""Does the inventory say what the facts say, with the words of the law, and what was not looked for?"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from audit.claims.personal_data import INFERRED, NO_MODEL, column_claims, dismissed_claims, personal_not_checked, words_for
from audit.core.fact import Fact, Facts
from audit.law.personal_kinds import kinds_of
from audit.observe.identifiers import NAME
from audit.observe.personal.fact_rows import KEYS, MEASURES
from tests.observe.scenes import facts_of

READ = ("", "", "", "aaa@aaa.aa"), (1000, 5000, 0, 0, 0, 0, 5100, 0, 0, 0, 0, 0)
MAIL = ("EMAIL_ADDRESS", "direct", "both", ""), (200, 5000, 190, 189, 980, 950_000, 5100, 4900, 0, 4655, 4500, 4750)
NOT_A_CARD = ("US_SSN", "dismissed", "none", ""), (200, 5000, 2, 2, 10, 10_000, 5100, 900, 100, 9, 3, 30)


def _facts(*rows: tuple[tuple[str, str, str, str], tuple[int, ...]], **about: Any) -> Facts:
    """Return facts about one column."""
    table: list[Any] = [(("mail", *keys), counts) for keys, counts in rows]
    return facts_of(Fact.of(NAME, "test", KEYS, MEASURES, table), **about)


def test_one_row_per_column_and_entity() -> None:
    """Every count of the contract, the shape of the column, and what the law calls it."""
    (row,) = column_claims(_facts(READ, MAIL, NOT_A_CARD))
    assert isinstance(row, dict)
    why = row.pop("why")

    assert row == {
        "dataset": "test", "column": "mail", "entity": "EMAIL_ADDRESS", "what": "e-mail addresses", "category": "direct", "score": 0.98,
        "share": 0.95, "shape": "aaa@aaa.aa", "examined": 200, "distinct": 5000, "hits": 190, "cells": 5100, "candidates": 4900,
        "judged": 200, "confirmed": 190, "rows_touched": 4655, "rows_low": 4500, "rows_high": 4750,
        "law": [asdict(kind) for kind in kinds_of("EMAIL_ADDRESS", "direct")],
    }  # fmt: skip
    assert "e-mail addresses" in str(why)
    assert "GDPR" in {kind["system"] for kind in row["law"]}


def test_a_match_that_was_not_accepted_is_listed_apart() -> None:
    """It is in no inventory, and not lost."""
    (row,) = dismissed_claims(_facts(READ, MAIL, NOT_A_CARD))

    assert isinstance(row, dict)
    assert (row["entity"], row["candidates"], row["category"]) == ("US_SSN", 900, "dismissed")
    assert row["why"]


@pytest.mark.parametrize(
    ("entity", "expected"),
    [("EMAIL_ADDRESS", "e-mail addresses"), ("ORGANIZATION", "organisations"), ("OUR_BADGE", "our badge")],
)
def test_words(entity: str, expected: str) -> None:
    """An entity of the user's own is called by its name."""
    assert expected == words_for(entity)


SPECIAL = ("RELIGION", "special", "both", ""), (4, 4, 4, 4, 900, 1_000_000, 5100, 0, 0, 5100, 5100, 5100)
NOTHING = f"No special category was found by name or value. {INFERRED}"
ELSEWHERE = "National numbers of other countries than DE, FR were not looked for."
CAPPED = (
    "In columns with many candidates at most 200 distinct ones of each kind were judged, drawn by a keyed hash; "
    "the counts of candidates are exact."
)
OPEN = {
    "facts of before": ([READ], None, [NO_MODEL, NOTHING]),
    "no model": ([READ], {"nlp": False, "judged_cap": 200}, [NO_MODEL, NOTHING]),
    "a model": ([READ], {"nlp": True}, [NOTHING]),
    "countries": ([READ], {"nlp": True, "locales": ["DE", "FR"]}, [ELSEWHERE, NOTHING]),
    "a draw of the candidates": ([READ, MAIL], {"nlp": True, "judged_cap": 200}, [CAPPED, NOTHING]),
    "fewer candidates than the cap": ([READ, MAIL], {"nlp": True, "judged_cap": 500}, [NOTHING]),
    "all candidates": ([READ, MAIL], {"nlp": True, "judged_cap": None}, [NOTHING]),
    "a special category": ([READ, SPECIAL], {"nlp": True}, [INFERRED]),
}


@pytest.mark.parametrize(("rows", "how", "expected"), OPEN.values(), ids=OPEN)
def test_what_was_not_checked(rows: list[Any], how: dict[str, Any] | None, expected: list[str]) -> None:
    """Names without a model, other countries, what was drawn; and always what cannot be seen."""
    assert expected == personal_not_checked(_facts(*rows, **({} if how is None else {"personal": how})))


def test_without_a_dataset_nothing_is_said() -> None:
    """There was nothing to look at."""
    assert personal_not_checked(facts_of()) == []
