"""The rules about personal data against arithmetic done by hand."""

from __future__ import annotations

from typing import Any

import pytest

from audit.checks.categories import NOT_EXCLUDED
from audit.checks.privacy.personal_free_text import personal_free_text
from audit.checks.registry import checks
from audit.core.ask import Ask
from audit.core.fact import Fact, Facts
from audit.core.limit import Limit
from audit.core.measurement import Exact, Measurement, Rate
from audit.core.words import Severity, Verdict
from audit.judge import Asked, judge_family
from audit.observe.grounds import Grounds
from audit.observe.identifiers import Identifier, Identifiers
from audit.observe.importance import MEASURES as IMPORTANCE
from audit.observe.minors import Minors
from audit.observe.pseudonyms import MEASURES as PSEUDONYMS
from audit.statistics.interval import interval_of
from audit.statistics.simultaneous import simultaneous_level
from tests.observe import scenes
from tests.observe.identified import identified


def _ask(rule: str, **settings: Any) -> Ask:
    """Return the settings of a rule alone."""
    return Ask(rule, **{"limit": checks()[rule].rule.limit, "severity": Severity.HIGH, **settings})


def _measured(rule: str, *views: Any, **settings: Any) -> list[Measurement]:
    """Return what a rule measures of these views."""
    return list(checks()[rule].measure(*views, _ask(rule, **settings)))


def _verdict(rule: str, *views: Any, **settings: Any) -> Verdict:
    """Return what a rule comes to."""
    ask = _ask(rule, **settings)
    (ruling,) = judge_family([Asked(ask, tuple(_measured(rule, *views, **settings)))], Severity.HIGH, interval_of, simultaneous_level)
    return ruling.verdict


def _view(*found: Identifier, **notes: dict[str, str]) -> Identifiers:
    """Return what was found in the columns a to d."""
    return Identifiers("test", found, dict.fromkeys("abcd", (40, 40)), notes)


ETHNICITY = identified("a", "ETHNICITY", "special")
CHARGE = identified("b", "CRIMINAL_RECORD", "criminal")
AGE = identified("a", "AGE", "quasi")
BORN = identified("a", "DATE_OF_BIRTH", "quasi")
ALLOWED = {"special": "allowed", "ground": "Penal Code s. 3"}
NOTHING = Grounds("test")


# ------------------------------------------------------------------ special, criminal, their grounds


def test_criminal_data_is_no_special_category() -> None:
    """Art. 9 and Art. 10 are two rules: each counts its own columns."""
    view = _view(ETHNICITY, CHARGE)

    special = [(one.target.column, one.value) for one in _measured("special-category", view)]
    criminal = [(one.target.column, one.value) for one in _measured("criminal-data", view, NOTHING)]

    assert special == [("a", 1.0)]
    assert criminal == [("b", 1.0)]


@pytest.mark.parametrize(
    ("rule", "views"),
    [("special-category", ()), ("criminal-data", (NOTHING,)), ("child-data", (Minors("test"),)), ("undeclared-ground", (NOTHING,))],
)
def test_nothing_found_says_what_is_not_excluded(rule: str, views: tuple[Any, ...]) -> None:
    """0 of the dataset; inference, proxies and free text stay open."""
    (found,) = _measured(rule, _view(identified("a", "EMAIL_ADDRESS", "direct")), *views)

    assert (str(found.target), found.value, found.counts, found.rows) == ("test", 0.0, Exact(), 4)
    assert NOT_EXCLUDED in found.detail
    assert all(word in NOT_EXCLUDED for word in ("inferred", "proxies", "free text"))


@pytest.mark.parametrize(
    ("grounds", "notes", "expected"),
    [
        pytest.param(NOTHING, {}, (1.0, Verdict.FAIL), id="nothing declared"),
        pytest.param(Grounds("test", law="BDSG s. 26"), {}, (0.0, Verdict.PASS), id="a law for the audit"),
        pytest.param(NOTHING, {"b": ALLOWED}, (0.0, Verdict.PASS), id="a ground for the column"),
        pytest.param(Grounds("test", basis="6(1)(c)", condition="9(2)(g)"), {}, (1.0, Verdict.FAIL), id="Art. 9 is no law for offences"),
        pytest.param(NOTHING, {"a": ALLOWED}, (1.0, Verdict.FAIL), id="a ground for another column"),
    ],
)
@pytest.mark.parametrize("rule", ["criminal-data", "undeclared-ground"])
def test_data_on_offences_needs_a_law(rule: str, grounds: Grounds, notes: dict[str, Any], expected: tuple[float, Verdict]) -> None:
    view = _view(CHARGE, **notes)
    (found,) = _measured(rule, view, grounds)

    assert expected == (found.value, _verdict(rule, view, grounds))


BOTH = Grounds("test", "6(1)(c)", "9(2)(g)")


@pytest.mark.parametrize(
    ("grounds", "ground", "value", "verdict", "said"),
    [
        pytest.param(NOTHING, "", 1.0, Verdict.FAIL, "no basis in Art. 6(1) is declared", id="nothing"),
        pytest.param(Grounds("test", "6(1)(f)"), "", 1.0, Verdict.FAIL, "no condition of Art. 9(2) is declared", id="basis only"),
        pytest.param(Grounds("test", "", "9(2)(g)"), "", 1.0, Verdict.FAIL, "no basis in Art. 6(1) is declared", id="condition only"),
        pytest.param(BOTH, "", 0.0, Verdict.PASS, "declared, not verified: Art. 6(1)(c) and Art. 9(2)(g)", id="both"),
        pytest.param(BOTH, "Art. 9(2)(j), bias audit", 0.0, Verdict.PASS, "Art. 6(1)(c) and Art. 9(2)(j)", id="the column's own comes first"),
        pytest.param(Grounds("test", "6(1)(e)"), "Art. 9(2)(j)", 0.0, Verdict.PASS, "Art. 6(1)(e) and Art. 9(2)(j)", id="one each"),
        pytest.param(NOTHING, "6(1)(a) and 9(2)(a)", 0.0, Verdict.PASS, "Art. 6(1)(a) and Art. 9(2)(a)", id="both for the column"),
        pytest.param(Grounds("test", "6(1)(e)", "our lawyer says so"), "", None, Verdict.UNSURE, "names no condition of Art. 9(2): our lawyer says so", id="unreadable condition"),
        pytest.param(Grounds("test", "not applicable", "9(2)(j)"), "", None, Verdict.UNSURE, "names no basis in Art. 6(1): not applicable", id="unreadable basis"),
        pytest.param(Grounds("test", "not applicable"), "", 1.0, Verdict.FAIL, "no condition of Art. 9(2) is declared", id="absent before unreadable"),
    ],
)  # fmt: skip
def test_a_special_category_needs_both(grounds: Grounds, ground: str, value: float | None, verdict: Verdict, said: str) -> None:
    """A basis in Art. 6(1) and a condition of Art. 9(2); what names no point of either is said, not judged."""
    view = _view(ETHNICITY, **({"a": {"special": "allowed", "ground": ground}} if ground else {}))
    (found,) = _measured("undeclared-ground", view, grounds)

    assert (value, verdict) == (found.value, _verdict("undeclared-ground", view, grounds))
    assert said in (found.detail or found.reason)


@pytest.mark.parametrize("subject", [{}, {"declared": {}}, {"declared": {"legal_basis": None}}], ids=["nothing", "none", "an empty one"])
def test_who_declares_nothing_has_declared_no_ground(subject: Any) -> None:
    """Facts of any age are read."""
    assert Grounds.of(scenes.facts_of(subject=subject), "test") == NOTHING


def test_grounds_are_read_from_the_subject() -> None:
    declared = {"legal_basis": "6(1)(c)", "art9_condition": "9(2)(g)", "art10_law": "BDSG s. 26"}

    actual = Grounds.of(scenes.facts_of(subject={"declared": declared}), "test")

    assert Grounds("test", "6(1)(c)", "9(2)(g)", "BDSG s. 26") == actual


# --------------------------------------------------------------------------------------- child data


@pytest.mark.parametrize(
    ("counts", "value", "said"),
    [
        pytest.param((0, 200), 0.0, "none of 200 rows with a value are under 18", id="adults"),
        pytest.param((3, 200), 1.0, "fewer than 10 of 200 rows", id="too few to be counted aloud"),
        pytest.param((9, 200), 1.0, "fewer than 10 of 200 rows", id="nine are few"),
        pytest.param((10, 200), 1.0, "10 of 200 rows", id="ten are not"),
        pytest.param((195, 200), 1.0, "all but fewer than 10 of 200 rows", id="few adults are not counted either"),
        pytest.param((200, 200), 1.0, "200 of 200 rows", id="a school"),
    ],
)
def test_rows_under_18_are_counted(counts: tuple[int, int], value: float, said: str) -> None:
    """One child is enough; how many is said from `min_cell` on."""
    (found,) = _measured("child-data", _view(AGE), Minors("test", {"a": counts}, 10, "2026-11-20"))

    assert (value, 200, Exact()) == (found.value, found.rows, found.counts)
    assert found.detail.startswith(said)


def test_birth_dates_are_counted_as_of_a_day() -> None:
    (found,) = _measured("child-data", _view(BORN), Minors("test", {"a": (40, 200)}, 10, "2026-11-20"))

    assert found.detail == "40 of 200 rows with a value are under 18 on 2026-11-20"


def test_ages_that_were_not_counted_are_no_pass() -> None:
    """Text, codes, or no day to count from."""
    (found,) = _measured("child-data", _view(AGE), Minors("test"))

    assert (found.value, found.small, "not counted" in found.reason) == (None, False, True)


def test_a_column_of_ages_without_a_value_is_no_pass() -> None:
    (found,) = _measured("child-data", _view(AGE), Minors("test", {"a": (0, 0)}))

    assert (found.value, found.rows) == (None, 0)


@pytest.mark.parametrize(
    ("note", "value"),
    [({}, 1.0), ({"personal": "allowed", "ground": "a school"}, 0.0), ({"special": "allowed", "ground": "a school"}, 0.0)],
)
def test_a_column_about_children_needs_a_ground(note: dict[str, str], value: float) -> None:
    (found,) = _measured("child-data", _view(identified("a", "SCHOOL_GRADE", "child"), a=note), Minors("test"))

    assert value == found.value


# -------------------------------------------------------------------------------- personal free text


@pytest.mark.parametrize(
    ("low", "high", "matched", "counts"),
    [
        pytest.param(50, 50, 40, Exact(), id="all were judged"),
        pytest.param(30, 70, 40, Rate(40, 160), id="40 confirmed stand for 50 of 200 rows"),
    ],
)
def test_the_share_of_texts_that_are_touched(low: int, high: int, matched: int, counts: Any) -> None:
    """A quarter of the notes holds an address."""
    one = identified("a", "EMAIL_ADDRESS", "freetext", touched=50, touched_low=low, touched_high=high, matched=matched)
    (found,) = _measured("personal-free-text", _view(one))

    assert (0.25, counts, 200) == (found.value, found.counts, found.rows)
    assert _verdict("personal-free-text", _view(one)) is Verdict.FAIL


def test_the_entity_that_touches_most_decides_and_all_are_said() -> None:
    few, many = (
        identified("a", entity, "freetext", touched=n, touched_low=n, touched_high=n)
        for entity, n in (("IBAN_CODE", 5), ("PHONE_NUMBER", 20))
    )
    (found,) = _measured("personal-free-text", _view(few, many))

    assert found.value == 0.1
    assert found.detail == "IBAN_CODE in 5 of 200 texts; PHONE_NUMBER in 20 of 200 texts"


def test_a_policy_may_accept_some_touched_texts() -> None:
    """With a limit of 30 %, a quarter passes where it was counted and is unsure where it was estimated from few."""
    exact = identified("a", "EMAIL_ADDRESS", "freetext", touched=50, touched_low=50, touched_high=50)
    rough = identified("a", "EMAIL_ADDRESS", "freetext", touched=50, touched_low=30, touched_high=70, matched=10)
    limit = Limit.at_most(0.3)

    actual = [_verdict("personal-free-text", _view(one), limit=limit) for one in (exact, rough)]

    assert actual == [Verdict.PASS, Verdict.UNSURE]


def test_no_personal_text_says_what_was_not_looked_for() -> None:
    (found,) = _measured("personal-free-text", _view(identified("a", "EMAIL_ADDRESS", "direct")))

    assert (found.value, "language model" in found.detail) == (0.0, True)
    assert personal_free_text.rule.name == "personal-free-text"


def test_texts_that_may_hold_it_are_declared() -> None:
    one = identified("a", "EMAIL_ADDRESS", "freetext")
    (found,) = _measured("personal-free-text", _view(one, a={"personal": "allowed", "ground": "a help desk"}))

    assert (found.value, found.detail) == (0.0, "declared as allowed: a help desk")


# ------------------------------------------------------------------------------- unused personal data


def _needs(*rows: tuple[tuple[str, str, str], tuple[int, ...]]) -> Any:
    """Return the view on what a model needs."""
    facts = scenes.facts_of(Fact.of("importance", "test", ("column", "category", "given"), IMPORTANCE, rows))
    return checks()["unused-personal-data"].reads[0].of(facts, "test")


@pytest.mark.parametrize(
    ("moved", "changed", "verdict"),
    [
        pytest.param(1000, 0, Verdict.FAIL, id="no decision of a thousand"),
        pytest.param(10_000, 50, Verdict.FAIL, id="one in two hundred"),
        pytest.param(100, 0, Verdict.UNSURE, id="too few rows to tell"),
        pytest.param(1000, 12, Verdict.UNSURE, id="too close to tell"),
        pytest.param(1000, 300, Verdict.PASS, id="three in ten"),
    ],
)
def test_a_column_is_unused_if_decisions_stay(moved: int, changed: int, verdict: Verdict) -> None:
    """The whole interval of the share lies below one in a hundred."""
    view = _needs((("age", "quasi", "given"), (moved + 5, moved, changed, moved, moved // 2, moved // 4)))
    (found,) = _measured("unused-personal-data", view)

    assert (changed / moved, Rate(changed, moved), moved) == (found.value, found.counts, found.rows)
    assert found.detail.endswith("accuracy 0.500, shuffled 0.250")
    assert _verdict("unused-personal-data", view) is verdict


def test_columns_the_model_does_not_read_are_named_and_not_judged() -> None:
    """Without them the rule passes: a column of a table is no column of the model."""
    view = _needs(
        (("age", "quasi", "given"), (1000, 1000, 300, 0, 0, 0)),
        (("email", "direct", "not given"), (0,) * 6),
        (("name", "direct", "shown"), (1000, 990, 0, 0, 0, 0)),
        (("zip", "quasi", "given"), (1000, 900, 300, 0, 0, 0)),
    )
    found = {one.target.column: one.detail.partition("; not read by the model: ")[2] for one in _measured("unused-personal-data", view)}

    assert found == {"age": "email, name", "zip": ""}
    assert _verdict("unused-personal-data", view) is Verdict.PASS


def test_a_function_that_reads_a_column_is_judged_on_it() -> None:
    """It is shown the whole table; where decisions change it reads."""
    view = _needs((("age", "quasi", "shown"), (10_000, 10_000, 5, 0, 0, 0)))

    assert _verdict("unused-personal-data", view) is Verdict.FAIL


@pytest.mark.parametrize(("given", "said"), [("given", "the same value"), ("refused", "raised an error")])
def test_a_column_that_cannot_be_shuffled_is_unsure(given: str, said: str) -> None:
    """It holds one value only, or the model refuses rows that nobody ever was."""
    view = _needs((("sex", "quasi", given), (1000, 0, 0, 0, 0, 0)))
    (found,) = _measured("unused-personal-data", view)

    assert (found.value, found.small, said in found.reason) == (None, False, True)


@pytest.mark.parametrize("given", ["not given", "shown"])
def test_a_model_without_personal_columns_is_out_of_scope(given: str) -> None:
    assert _needs((("email", "direct", given), (0,) * 6)) is None


# ------------------------------------------------------------------------------------- stale records


def _ages(rows: dict[Any, int]) -> Any:
    """Return the view on the ages of rows."""
    roles = {"event_date": "seen", "reference": {}}
    facts = scenes.facts_of(Fact.of("row_ages", "test", ("months",), ("rows",), [((key,), (n,)) for key, n in rows.items()]), roles=roles)
    return checks()["stale-records"].reads[0].of(facts, "test")


OLD = {"dated": 1000, None: 7, 0: 900, 12: 400, 24: 40, 30: 0}
"""400 of 1,000 rows are older than a year, 40 older than two, none older than two and a half."""


@pytest.mark.parametrize(
    ("rows", "months", "value", "verdict", "said"),
    [
        pytest.param(OLD, 24, 30.0, Verdict.FAIL, "40 of 1,000 rows are older than 24 months; 7 rows have no date", id="forty too old"),
        pytest.param(OLD, 30, 30.0, Verdict.PASS, "none of 1,000 rows", id="exactly as old as allowed"),
        pytest.param(OLD, 36, 30.0, Verdict.PASS, "none of 1,000 rows", id="younger"),
        pytest.param(OLD, 12, 30.0, Verdict.FAIL, "400 of 1,000 rows", id="four hundred too old"),
        pytest.param(OLD, 18, 30.0, Verdict.FAIL, "between 40 and 400 of 1,000 rows", id="between two steps"),
        pytest.param({"dated": 1000, 0: 900, 600: 12}, 36, 601.0, Verdict.FAIL, "between 12 and 900 of", id="older than fifty years"),
        pytest.param({"dated": 1000, 0: 900, 15: 12, 24: 0}, 12, 24.0, Verdict.FAIL, "between 12 and 900 of", id="few in the oldest month, surely too old"),
        pytest.param({"dated": 4, 24: 0}, 12, 24.0, Verdict.FAIL, "up to 4 of 4 rows", id="a handful, one of them between one and two years old"),
    ],
)  # fmt: skip
def test_rows_older_than_the_retention_fail(rows: dict[Any, int], months: float, value: float, verdict: Verdict, said: str) -> None:
    """The value is the age that no row exceeds; a policy's limit is the months that rows may be kept."""
    (found,) = _measured("stale-records", _ages(rows), limit=Limit.at_most(months))

    assert (value, "seen") == (found.value, found.target.column)
    assert found.detail.startswith(said)
    assert _verdict("stale-records", _ages(rows), limit=Limit.at_most(months)) is verdict


@pytest.mark.parametrize(
    ("rows", "months"),
    [
        pytest.param({"dated": 1000, 0: 900, 15: 12, 24: 0}, 18, id="the oldest are too few to be told apart"),
        pytest.param({"dated": 0, None: 50, 0: 0}, 18, id="no date at all"),
        pytest.param({"dated": 1000, 0: 900, 600: 12}, 700, id="longer than ages are counted"),
    ],
)
def test_what_cannot_be_told_of_ages_is_unsure(rows: dict[Any, int], months: float) -> None:
    assert _verdict("stale-records", _ages(rows), limit=Limit.at_most(months)) is Verdict.UNSURE


def test_a_policy_may_set_the_months_of_one_column() -> None:
    (found,) = _measured("stale-records", _ages(OLD), columns={"seen": Limit.at_most(12)})

    assert found.detail.startswith("400 of 1,000 rows are older than 12 months")


# ------------------------------------------------------------------------------------ weak pseudonyms


def _hashes(*numbers: tuple[int, int, int, int]) -> Facts:
    """Return facts on columns of hashes: distinct, looked, tried, recovered."""
    rows = [((f"h{place}", "128 bits"), one) for place, one in enumerate(numbers)]
    return scenes.facts_of(Fact.of("pseudonyms", "test", ("column", "form"), PSEUDONYMS, rows))


@pytest.mark.parametrize(
    ("numbers", "value", "counts", "verdict"),
    [
        pytest.param((500, 500, 900, 125), 0.25, Exact(), Verdict.FAIL, id="a quarter met again"),
        pytest.param((500, 200, 900, 1), 0.005, Exact(), Verdict.FAIL, id="one is there, however little was looked at"),
        pytest.param((500, 500, 900, 0), 0.0, Exact(), Verdict.PASS, id="none of all"),
        pytest.param((500, 200, 900, 0), 0.0, Rate(0, 200), Verdict.UNSURE, id="none of some"),
    ],
)
def test_hashes_that_were_met_again(numbers: tuple[int, int, int, int], value: float, counts: Any, verdict: Verdict) -> None:
    view = checks()["weak-pseudonym"].reads[0].of(_hashes(numbers), "test")
    (found,) = _measured("weak-pseudonym", view)

    assert (value, counts) == (found.value, found.counts)
    assert _verdict("weak-pseudonym", view) is verdict


def test_without_authorisation_nothing_is_tried_and_that_is_said() -> None:
    """A column in the form of hashes is unsure; without one the rule is out of scope."""
    view = checks()["weak-pseudonym"].reads[0].of(_hashes((500, 0, 0, 0)), "test")
    (found,) = _measured("weak-pseudonym", view)

    assert (found.value, "was not authorised" in found.reason) == (None, True)
    assert checks()["weak-pseudonym"].reads[0].of(_hashes(), "test") is None
