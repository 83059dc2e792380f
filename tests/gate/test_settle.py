"""What is excused, what counts again, and how the gate answers: tables over findings as the evidence shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.core.baseline import Baseline, Entry
from audit.core.finding import fingerprint_of
from audit.core.target import Target
from audit.core.words import Overall, Severity, Verdict
from audit.gate.rows import Row, Ruled
from audit.gate.settle import Excuses, Settled, settle
from audit.gate.terms import Terms
from audit.load.policy_types import Waiver

DAY = date(2026, 11, 20)
P, F, U, N = Verdict.PASS, Verdict.FAIL, Verdict.UNSURE, Verdict.NOT_RUN
HIGH, MEDIUM = Severity.HIGH, Severity.MEDIUM
TERMS = Terms(HIGH, "warn", "not_assured", 1)
LIMITS = {"gap": "<= 0.1", "rate": ">= 0.8"}


def row(rule: str = "gap", verdict: Verdict = F, value: float | None = 0.2, column: str = "sex", **parts: object) -> Row:
    """Return a finding."""
    target = Target("test", column)
    name = fingerprint_of(rule, str(target), "m")
    made = Row(rule, "fairness", target, "m", name, HIGH, verdict, value, LIMITS[rule], small=False, withheld=False)
    return replace(made, **parts)  # type: ignore[arg-type]


GOOD = row("rate", P, 0.9, "race")


def entry(of: Row, **parts: object) -> Entry:
    """Return the finding as it was adopted twelve days before, for half a year."""
    adopted = DAY - timedelta(12)
    name = str(of.target)
    made = Entry(of.fingerprint, of.rule, name, "m", of.verdict, of.value, of.limit, "o", adopted, DAY + timedelta(180))
    return replace(made, **parts)  # type: ignore[arg-type]


def waiver(rule: str = "gap", target: str = "test::sex", last: date = date(2026, 12, 31), name: str = "W-1") -> Waiver:
    """Return a waiver in force."""
    return Waiver(name, rule, target, "Accepted for this release.", "o", "a", "", date(2026, 11, 1), last, "p.yml:3")


def settled(
    rows: list[Row], entries: list[Entry] | None = None, waivers: tuple[Waiver, ...] = (), terms: Terms = TERMS, day: date = DAY
) -> Settled:
    """Settle the findings of rules that came to what their findings say."""
    ruled = []
    for name in dict.fromkeys(one.rule for one in rows):
        verdicts = {one.verdict for one in rows if one.rule == name and not one.small}
        worst = next((word for word in (F, U, P) if word in verdicts), U)
        severity = min((one.severity for one in rows if one.rule == name), key=lambda one: one.rank)
        ruled.append(Ruled(name, severity, worst, "its reason"))
    baseline = None if entries is None else Baseline(tuple(entries))
    return settle(rows, ruled, Excuses(day, waivers, baseline), terms)


# ---------------------------------------------------------------------------- one entry against one finding

ON = replace(TERMS, on_unsure="not_assured")
ENTRIES: dict[str, tuple[Row, dict[str, object], Terms, str, str | None]] = {
    "the same": (row(), {}, TERMS, "unchanged", "unchanged"),
    "better": (row(value=0.15), {"value": 0.2}, TERMS, "unchanged", "unchanged"),
    "worse": (row(value=0.21), {"value": 0.2}, TERMS, "worse", "worse"),
    "worse by what rounding may do": (row(value=0.2 * (1 + 5e-10)), {"value": 0.2}, TERMS, "unchanged", "unchanged"),
    "worse by more than rounding": (row(value=0.2 * (1 + 5e-9)), {"value": 0.2}, TERMS, "worse", "worse"),
    "worse where less is worse": (row("rate", value=0.6), {"value": 0.7}, TERMS, "worse", "worse"),
    "better where less is worse": (row("rate", value=0.75), {"value": 0.7}, TERMS, "unchanged", "unchanged"),
    "a stricter limit and the same value": (row(), {"limit": "<= 0.15"}, TERMS, "unchanged", "unchanged"),
    "a limit the other way round": (row(), {"limit": ">= 0.1"}, TERMS, "worse", "worse"),
    "a limit that is none": (row(), {"limit": "low"}, TERMS, "worse", "worse"),
    "it passes now": (row(verdict=P, value=0.05), {"value": 0.2, "verdict": F}, TERMS, "gone", None),
    "its group is too small now": (row(verdict=U, small=True), {"verdict": F}, TERMS, "gone", None),
    "it fails where it was unsure": (row(), {"verdict": U}, ON, "worse", "worse"),
    "it is unsure where it failed": (row(verdict=U), {"verdict": F}, ON, "unchanged", "unchanged"),
    "unsure where that only warns": (row(verdict=U), {}, TERMS, "unchanged", "unchanged"),
    "its last day": (row(), {"until": DAY}, TERMS, "unchanged", "unchanged"),
    "the day after": (row(), {"until": DAY - timedelta(1)}, TERMS, "ended", "ended"),
    "longer than the policy allows": (row(), {"adopted": DAY - timedelta(366)}, TERMS, "ended", "ended"),
    "as long as the policy allows": (row(), {"adopted": DAY - timedelta(365)}, TERMS, "unchanged", "unchanged"),
    "adopted tomorrow": (row(), {"adopted": DAY + timedelta(1)}, TERMS, "refused", "new"),
    "without a value": (row(), {"value": None}, TERMS, "refused", "new"),
    "a finding without a value": (row(verdict=U, value=None), {"value": 0.2}, ON, "refused", "new"),
    "a finding that is withheld": (row(value=None, withheld=True), {"value": 0.2}, TERMS, "refused", "new"),
    "privacy at high": (row(family="privacy"), {}, TERMS, "refused", "new"),
    "privacy at medium": (row(family="privacy", severity=MEDIUM), {}, TERMS, "unchanged", "unchanged"),
    "the fingerprint of another finding": (row(), {"target": "test::race"}, TERMS, "refused", "new"),
}


@pytest.mark.parametrize(("found", "changes", "terms", "state", "word"), ENTRIES.values(), ids=ENTRIES)
def test_an_entry_is_held_against_its_finding(found: Row, changes: dict[str, object], terms: Terms, state: str, word: str | None) -> None:
    """Its state, what the finding says, and whether the finding still counts."""
    made = settled([found, GOOD], [entry(found, **changes)], terms=terms)

    assert state == made.entries[0].state
    assert word == made.adopted.get(found.fingerprint)
    assert made.excuses(found.fingerprint) is (word == "unchanged")
    counts = found.verdict is F and word != "unchanged" and found.severity is HIGH
    assert (made.answer.overall is Overall.FAIL) is counts


def test_of_two_findings_with_one_identity_the_worse_one_counts() -> None:
    """An entry does not hide a second finding behind the first."""
    made = settled([row(value=0.2), row(value=0.4), GOOD], [entry(row(value=0.2))])

    assert (made.answer.overall, made.entries[0].state) == (Overall.FAIL, "worse")


def test_without_a_baseline_nothing_is_new() -> None:
    """New is what a baseline does not hold."""
    assert settled([row(), GOOD]).adopted == {}
    assert settled([row(), GOOD], []).adopted == {row().fingerprint: "new"}


def test_what_only_warns_is_not_new() -> None:
    """Nobody has to adopt it."""
    assert settled([row(verdict=U), GOOD], []).adopted == {}
    assert settled([row(verdict=U), GOOD], [], terms=ON).adopted == {row().fingerprint: "new"}


# ---------------------------------------------------------------------------- the answer

BAD, WORST = row(), row(column="age")
ANSWERS: dict[str, tuple[Settled, Overall, str]] = {
    "a waiver": (settled([BAD, GOOD], waivers=(waiver(),)), Overall.PASS, "no rule fails at high or above; 1 waived"),
    "a baseline": (settled([BAD, GOOD], [entry(BAD)]), Overall.PASS, "no rule fails at high or above; 1 adopted, oldest 12 days"),
    "one of two": (settled([BAD, WORST, GOOD], waivers=(waiver(),)), Overall.FAIL, "1 rule fails at high or above (gap); 1 waived"),
    "both of two": (
        settled([BAD, WORST, GOOD], [entry(WORST)], (waiver(),)), Overall.PASS,
        "no rule fails at high or above; 1 adopted, oldest 12 days; 1 waived"),
    "everything waived": (
        settled([BAD], waivers=(waiver(),)), Overall.NOT_ASSURED, "everything that was judged at high or above is waived or adopted; 1 waived"),
    "everything adopted": (
        settled([BAD], [entry(BAD)]), Overall.NOT_ASSURED,
        "everything that was judged at high or above is waived or adopted; 1 adopted, oldest 12 days"),
    "everything is what a waiver is about": (
        settled([BAD, row(verdict=P, value=0.0, column="age")], waivers=(waiver(target="test::*"),)), Overall.NOT_ASSURED,
        "everything that was judged at high or above is waived or adopted; 1 waived"),
    "what is left is below the line": (
        settled([BAD, replace(GOOD, severity=MEDIUM)], waivers=(waiver(),)), Overall.NOT_ASSURED,
        "everything that was judged at high or above is waived or adopted; 1 waived"),
    "an expired waiver": (
        settled([BAD, GOOD], waivers=(waiver(last=DAY - timedelta(1)),)), Overall.FAIL,
        "1 rule fails at high or above (gap); waiver W-1 ended on 2026-11-19"),
    "a waiver that begins later": (
        settled([BAD, GOOD], waivers=(replace(waiver(), created=DAY + timedelta(1)),)), Overall.FAIL,
        "1 rule fails at high or above (gap); waiver W-1 begins on 2026-11-21"),
    "a worse value": (
        settled([BAD, GOOD], [entry(BAD, value=0.1)]), Overall.FAIL, "1 rule fails at high or above (gap); 1 worse than adopted"),
    "an adoption that ended": (
        settled([BAD, GOOD], [entry(BAD, until=DAY - timedelta(1))]), Overall.FAIL,
        "1 rule fails at high or above (gap); 1 no longer adopted"),
    "an unused waiver": (settled([GOOD], waivers=(waiver(),)), Overall.PASS, "no rule fails at high or above"),
    "an unused waiver under strict": (
        settled([GOOD], waivers=(waiver(),), terms=replace(TERMS, on_unused="not_assured")), Overall.NOT_ASSURED, "waiver W-1 is unused"),
    "unsure is waived where it is not enough": (
        settled([row(verdict=U), GOOD], waivers=(waiver(),), terms=ON), Overall.PASS, "no rule fails at high or above; 1 waived"),
    "one of two unsure is waived": (
        settled([row(verdict=U), row(verdict=U, column="age"), GOOD], waivers=(waiver(),), terms=ON), Overall.NOT_ASSURED,
        "gap is unsure: 0 beyond the limit and 1 unsure beside 1 excused; 1 waived"),
    "what has no value is no judgement, waived or not": (
        settled([row(verdict=U, value=None), GOOD], waivers=(waiver(),)), Overall.NOT_ASSURED,
        "gap judged nothing: 0 beyond the limit and 0 unsure beside 1 excused; 1 waived"),
    "excused rules do not count as judged": (
        settled([BAD, GOOD], waivers=(waiver(),), terms=replace(TERMS, min_rules=2)), Overall.NOT_ASSURED,
        "only 1 rule judged without waiver or baseline, the policy asks for 2; 1 waived"),
}  # fmt: skip


@pytest.mark.parametrize(("made", "overall", "reason"), ANSWERS.values(), ids=ANSWERS)
def test_the_answer(made: Settled, overall: Overall, reason: str) -> None:
    """FAIL, NOT ASSURED or PASS, with the whole reason."""
    assert (overall, reason) == (made.answer.overall, made.answer.reason)


def test_a_rule_that_did_not_run_is_never_excused() -> None:
    """What it found before it broke may be waived; that it broke may not."""
    ruled = [Ruled("gap", HIGH, N, "it broke"), Ruled("rate", HIGH, P, "")]

    answer = settle([BAD, GOOD], ruled, Excuses(DAY, (waiver(),)), TERMS).answer

    assert (answer.overall, answer.reason) == (Overall.NOT_ASSURED, "gap did not run: it broke; 1 waived")


def test_what_is_ignored_excuses_nothing() -> None:
    """`--no-waivers` and `--no-baseline` show the raw picture."""
    ruled = [Ruled("gap", HIGH, F, ""), Ruled("rate", HIGH, P, "")]
    excuses = Excuses(DAY, (waiver(),), Baseline((entry(WORST),)), ignore_waivers=True, ignore_baseline=True)

    made = settle([BAD, WORST, GOOD], ruled, excuses, TERMS)

    assert (made.answer.overall, dict(made.waived), dict(made.adopted), made.entries) == (Overall.FAIL, {}, {}, ())


NOTES = {
    "waived": (settled([BAD, GOOD], waivers=(waiver(),)), "waived by W-1 until 2026-12-31"),
    "lapsed": (settled([BAD, GOOD], waivers=(waiver(last=DAY - timedelta(1)),)), "waiver W-1 ended on 2026-11-19"),
    "adopted": (settled([BAD, GOOD], [entry(BAD)]), "adopted on 2026-11-08 until 2027-05-19"),
    "worse": (settled([BAD, GOOD], [entry(BAD, value=0.1)]), "adopted on 2026-11-08 until 2027-05-19, and worse since"),
    "ended": (settled([BAD, GOOD], [entry(BAD, until=DAY - timedelta(1))]), "its adoption ended on 2026-11-19"),
    "refused": (settled([BAD, GOOD], [entry(BAD, value=None)]), "it is in the baseline, and cannot be adopted"),
    "both": (
        settled([BAD, GOOD], [entry(BAD)], (waiver(),)), "waived by W-1 until 2026-12-31; adopted on 2026-11-08 until 2027-05-19"),
    "neither": (settled([BAD, GOOD], []), ""),
}  # fmt: skip


@pytest.mark.parametrize(("made", "note"), NOTES.values(), ids=NOTES)
def test_a_finding_says_what_was_settled_of_it(made: Settled, note: str) -> None:
    """One sentence for every format."""
    assert note == made.notes.get(BAD.fingerprint, "")


# ---------------------------------------------------------------------------- laws

ROWS = st.builds(
    row,
    rule=st.sampled_from(["gap", "rate"]),
    verdict=st.sampled_from([P, F, U]),
    value=st.none() | st.floats(0, 1),
    column=st.sampled_from(["sex", "race", "age"]),
    small=st.booleans(),
    severity=st.sampled_from([HIGH, MEDIUM]),
)
SOME = st.lists(ROWS, max_size=6, unique_by=lambda one: one.fingerprint)


@given(rows=SOME, days=st.integers(0, 400))
def test_no_excuse_assures_what_was_not_assured(rows: list[Row], days: int) -> None:
    """An empty baseline and excuses that ran out leave the raw answer; no excuse makes up for what was not judged."""
    raw = settled(rows)
    made = settled(
        rows, [entry(one) for one in rows], (waiver(target="test::*"), waiver("rate", "test::*", name="W-2")), day=DAY + timedelta(days)
    )

    assert settled(rows, []).answer == raw.answer
    if days > 180:
        assert (raw.answer.overall, "") == (made.answer.overall, made.tail)
    if raw.answer.overall is Overall.NOT_ASSURED:
        assert made.answer.overall is Overall.NOT_ASSURED


@given(rows=SOME)
def test_the_order_of_findings_entries_and_waivers_does_not_matter(rows: list[Row]) -> None:
    """The same findings, the same answer, states and notes."""
    entries = [entry(one) for one in rows]
    waivers = (waiver(), waiver("rate", "test::*", name="W-2"))
    expected = settled(rows, entries, waivers)

    actual = settled(rows[::-1], entries[::-1], waivers[::-1])

    assert (expected.entries, expected.waivers, expected.notes) == (actual.entries, actual.waivers, actual.notes)
    assert (expected.answer.overall, dict(expected.waived), dict(expected.adopted)) == (
        actual.answer.overall, dict(actual.waived), dict(actual.adopted))  # fmt: skip
