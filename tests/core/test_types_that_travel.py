"""Limits, targets, words and evidence: what they allow, how they are written, what they refuse."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.core.errors import BadInput, CannotWrite, EquigateError, Problem, did_you_mean
from audit.core.evidence import Evidence
from audit.core.fact import Fact, Facts
from audit.core.finding import Finding
from audit.core.limit import Limit
from audit.core.measurement import Exact, Measurement
from audit.core.roles import Protected, Roles
from audit.core.rule import Citation
from audit.core.target import Target
from audit.core.values import canonical, digest, finite
from audit.core.words import Severity, Status, Verdict

NUMBERS = st.floats(min_value=0, max_value=1e9, allow_nan=False)


@given(value=NUMBERS, sense=st.sampled_from([">=", "<="]))
def test_a_limit_reads_back_as_it_is_written(value: float, sense: str) -> None:
    """`>= 0.8` and back."""
    limit = Limit(sense, value)  # type: ignore[arg-type]

    actual = Limit.parse(str(limit))

    assert limit == actual


@pytest.mark.parametrize("text", ["0.8", "> 0.8", ">= x", "", ">= 0.8 and more", "=> 0.8", ">= -1", ">= 1.2.3", ">= nan"])
def test_anything_else_is_no_limit(text: str) -> None:
    """A sense and a number, nothing more."""
    with pytest.raises(ValueError, match="a limit is"):
        Limit.parse(text)


@pytest.mark.parametrize(
    ("limit", "value", "expected"),
    [(">= 0.8", 0.8, True), (">= 0.8", 0.799, False), ("<= 0.05", 0.05, True), ("<= 0.05", 0.051, False), ("<= 0", float("nan"), False)],
)
def test_the_bound_itself_is_allowed(limit: str, value: float, expected: bool) -> None:
    """Allowed means on the good side, or on the line; NaN is never allowed."""
    actual = Limit.parse(limit).allows(value)

    assert expected is actual


def test_the_stricter_limit_allows_less() -> None:
    """More is asked of `>=`, less is allowed by `<=`; a limit is not stricter than itself."""
    actual = [
        Limit.at_least(0.9).stricter_than(Limit.at_least(0.8)),
        Limit.at_most(0.1).stricter_than(Limit.at_most(0.2)),
        Limit.at_least(0.8).stricter_than(Limit.at_least(0.8)),
    ]

    assert actual == [True, True, False]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (Target("test"), "test"),
        (Target("test", "sex"), "test::sex"),
        (Target("test", "sex", "F"), "test::sex::F"),
        (Target("test", "", "F"), "test::::F"),
        (Target("test", "a::b", "c"), "test::a:\\:b::c"),
    ],
    ids=str,
)
def test_a_target_is_written_in_parts(target: Target, expected: str) -> None:
    """Empty parts at the end fall away, `::` inside a name is escaped."""
    actual = str(target)

    assert expected == actual


@given(names=st.lists(st.text(alphabet="a:\\", max_size=4), min_size=3, max_size=3))
def test_two_targets_seldom_share_a_text(names: list[str]) -> None:
    """A `::` between parts never comes from inside one."""
    target = Target(f"d{names[0]}d", f"c{names[1]}c", f"g{names[2]}g")

    actual = len(str(target).split("::"))

    assert actual == 3


def test_a_fingerprint_knows_rule_target_and_metric_only() -> None:
    """The value may change, the finding stays the same."""
    one = Finding("r", Severity.HIGH, Measurement(Target("t"), "m", 1.0, Exact(), 5), Limit.at_least(1), Verdict.PASS)
    other = Finding("r", Severity.LOW, Measurement(Target("t"), "m", 0.0, Exact(), 9), Limit.at_least(2), Verdict.FAIL)
    third = Finding("r", Severity.HIGH, Measurement(Target("t"), "n", 1.0, Exact(), 5), Limit.at_least(1), Verdict.PASS)

    assert one.fingerprint == other.fingerprint
    assert one.fingerprint != third.fingerprint
    assert len(one.fingerprint) == 16


def test_severities_are_ordered() -> None:
    """Critical matters most."""
    actual = [severity for severity in Severity if severity.at_least(Severity.MEDIUM)]

    assert actual == [Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM]


def test_canonical_text_is_sorted_and_finite() -> None:
    """Keys in order, UTF-8, a final newline; NaN is refused."""
    actual = canonical({"b": 0.1, "a": "ü"})

    assert actual == '{\n "a": "ü",\n "b": 0.1\n}\n'
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))


def test_only_finite_numbers_are_said() -> None:
    """What JSON cannot say is None."""
    actual = [finite(number) for number in (1.0, None, float("inf"), float("nan"), 0.0)]

    assert actual == [1.0, None, None, None, 0.0]


def test_a_digest_is_that_of_the_bytes() -> None:
    """Text is hashed as UTF-8."""
    assert digest("ü") == digest("ü".encode())
    assert digest("").startswith("sha256:e3b0c442")


def test_evidence_reads_back() -> None:
    """The document is the same bytes again."""
    evidence = Evidence({"overall": "FAIL", "exit_code": 1}, {"time": "now"})

    actual = Evidence.from_json(evidence.to_json())

    assert evidence == actual
    assert (actual.overall, actual.exit_code) == ("FAIL", 1)


@pytest.mark.parametrize(
    "document",
    ["[]", "{}", '{"claims": {}}', '{"claims": {}, "run": {}}', '{"claims": {}, "run": {}, "schema_version": "2.0"}'],
)
def test_what_is_no_evidence_is_refused(document: str) -> None:
    """Another document, or another version."""
    with pytest.raises(ValueError, match=r"evidence|version"):
        Evidence.from_json(document)


def test_problems_are_all_shown() -> None:
    """One line each: where, what, next step."""
    error = BadInput([Problem("data.csv", "it is empty", "Export it again"), Problem("", "no data")])

    actual = str(error)

    assert actual == "data.csv: it is empty. Export it again\nno data"
    assert isinstance(CannotWrite.one("out", "full"), EquigateError)


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [("tset", ["test", "train"], "Did you mean 'test'?"), ("zzz", ["b", "a"], "Known: a, b"), ("x", [], "")],
)
def test_a_typo_gets_a_hint(word: str, known: list[str], expected: str) -> None:
    """The closest word, else all of them."""
    actual = did_you_mean(word, known)

    assert expected == actual


def test_bands_are_named_from_below_to_above() -> None:
    """Two edges make three bands."""
    actual = (Protected("age", (18, 65)).labels(), Protected("sex").labels())

    assert actual == (("<18", "18 to <65", ">=65"), ())


def test_declared_columns_are_all_that_have_a_role() -> None:
    """Every role counts."""
    roles = Roles(label="y", protected=(Protected("sex"),), quasi_identifiers=("age",), weight="w", strata=("s",), sensitive=("z",))

    assert roles.declared() == frozenset({"y", "sex", "age", "w", "s", "z"})


def test_a_law_is_in_force_between_its_days() -> None:
    """Both ends belong to it; an open end never ends."""
    law = Citation("Law", "1", "says", Status.LAW, start=date(2026, 1, 1), until=date(2026, 12, 31))
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]

    actual = [law.in_force(day) for day in days]

    assert actual == [False, True, True, False]
    assert Citation("Law", "", "says", Status.LAW).in_force(date.min)
    assert str(Citation("Law", "", "says", Status.LAW)) == "Law"


def test_a_fact_sorts_numbers_texts_and_unknown() -> None:
    """Equal facts are equal texts: rows with one key are added."""
    rows = [((None,), (1,)), (("b",), (1,)), ((3,), (1,)), (("a",), (1,)), (("b",), (2,)), ((1,), (1,))]

    actual = Fact.of("f", "test", ("k",), ("n",), rows).to_json()["rows"]

    assert json.dumps(actual) == '[[1, 1], [3, 1], ["a", 1], ["b", 3], [null, 1]]'


def test_facts_are_found_by_name_and_dataset() -> None:
    """A fact that was not made is None."""
    fact = Fact.of("f", "test", ("k",), ("n",), [])
    facts = Facts((fact, Fact.of("f", "train", ("k",), ("n",), [])), {})

    assert (fact, None) == (facts.find("f", "test"), facts.find("g", "test"))
    assert facts.datasets() == ("test", "train")


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.8, "0.8"), (5, "5"), (1e-7, "1e-07"), (0.8000001, "0.8000001"), (1234567.0, "1234567.0"), (1 / 3, "0.3333333333333333")],
)
def test_a_limit_is_written_without_losing_a_digit(value: float, text: str) -> None:
    """Evidence is judged again from what is printed."""
    actual = str(Limit.at_least(value))

    assert actual == f">= {text}"
    assert Limit.parse(actual).value == value
