"""What code hosts hear of a finding follows the gate: what closes it, what is excused, where its limit is set."""

from __future__ import annotations

from typing import Any

import pytest

from audit.render.fit import read
from audit.render.reported import NO_SUBJECT, Place, Weight, gate_item, place_of, reported, speaks
from tests.render import sample
from tests.render.sample_hosted import evidence, finding, rule, waiver

STRICT = {"on_unsure": "not_assured"}
BY_SEVERITY = {"on_unsure": {"critical": "fail", "high": "not_assured", "medium": "warn"}}
WEIGHTS: dict[str, tuple[dict[str, Any], dict[str, Any], Weight]] = {
    "fails": ({}, {}, Weight.CLOSES),
    "fails-below-the-line": ({"severity": "medium"}, {}, Weight.NOTED),
    "fails-where-the-line-is-lower": ({"severity": "medium"}, {"fail_on": "medium"}, Weight.CLOSES),
    "an-unknown-severity-is-that-of-the-rule": ({"severity": "grave"}, {"fail_on": "critical"}, Weight.NOTED),
    "unsure-is-said": ({"verdict": "unsure"}, {}, Weight.NOTED),
    "unsure-is-not-enough": ({"verdict": "unsure"}, STRICT, Weight.DOUBTS),
    "unsure-fails": ({"verdict": "unsure"}, {"on_unsure": "fail"}, Weight.CLOSES),
    "unsure-below-the-line": ({"verdict": "unsure", "severity": "low"}, {"on_unsure": "fail"}, Weight.NOTED),
    "unsure-critical": ({"verdict": "unsure", "severity": "critical"}, BY_SEVERITY, Weight.CLOSES),
    "unsure-high": ({"verdict": "unsure"}, BY_SEVERITY, Weight.DOUBTS),
    "unsure-of-a-severity-without-a-word": ({"verdict": "unsure", "severity": "low"}, {**BY_SEVERITY, "fail_on": "low"}, Weight.NOTED),
    "waived": ({"waiver": "W-1"}, {}, Weight.EXCUSED),
    "adopted": ({"baseline": "unchanged"}, {}, Weight.EXCUSED),
    "worse": ({"baseline": "worse"}, {}, Weight.CLOSES),
    "ended": ({"baseline": "ended"}, {}, Weight.CLOSES),
    "new": ({"baseline": "new"}, {}, Weight.CLOSES),
    "too-small": ({"verdict": "unsure", "small": True}, STRICT, Weight.SMALL),
    "passes": ({"verdict": "pass"}, {}, Weight.PASSES),
    "passes-and-is-in-the-baseline": ({"verdict": "pass", "baseline": "unchanged"}, {}, Weight.PASSES),
}


@pytest.mark.parametrize(("parts", "gate", "expected"), WEIGHTS.values(), ids=WEIGHTS)
def test_what_a_finding_does_to_the_gate(parts: dict[str, Any], gate: dict[str, Any], expected: Weight) -> None:
    """A finding closes the gate, leaves it in doubt, is noted, or is excused, as the policy says."""
    severity = parts.get("severity", "high")
    known = severity if severity != "grave" else "low"

    items = reported(read(evidence([finding(**parts)], [rule(severity=known)], gate=gate, waivers=[waiver()])))

    assert expected == next(item for item in items if item.finding).weight


RULES: dict[str, tuple[dict[str, Any], dict[str, Any], Weight]] = {
    "broken": ({"verdict": "not_run"}, {}, Weight.DOUBTS),
    "broken-fails": ({"verdict": "not_run"}, {"on_not_run": "fail"}, Weight.CLOSES),
    "broken-below-the-line": ({"verdict": "not_run", "severity": "low"}, {"on_not_run": "fail"}, Weight.NOTED),
    "judged-nothing": ({"verdict": "unsure"}, {}, Weight.DOUBTS),
    "judged-nothing-fails": ({"verdict": "unsure"}, {"on_unsure": "fail"}, Weight.CLOSES),
    "judged-nothing-below-the-line": ({"verdict": "unsure", "severity": "low"}, {}, Weight.NOTED),
}


@pytest.mark.parametrize(("parts", "gate", "expected"), RULES.values(), ids=RULES)
@pytest.mark.parametrize("findings", [[], [finding(verdict="unsure", small=True)]], ids=["nothing", "only-small-groups"])
def test_a_rule_that_judged_nothing_is_heard(
    parts: dict[str, Any], gate: dict[str, Any], expected: Weight, findings: list[dict[str, Any]]
) -> None:
    """A rule without a judged finding is an item of its own: silence is no pass."""
    items = reported(read(evidence(findings, [rule(**parts)], gate=gate)))

    assert [(expected, "r", "")] == [(item.weight, item.name, item.target) for item in items if not item.finding]


PLACES: dict[str, tuple[str, str, Place]] = {
    "a-pack": ("release.yml:9", "equigate.yml", Place("equigate.yml", 1)),
    "a-pack-in-a-folder": ("release.yml:9", "models/credit/equigate.yml", Place("models/credit/equigate.yml", 1)),
    "the-user's": ("policies/house.yml:9", "equigate.yml", Place("policies/house.yml", 9)),
    "beside-the-subject": ("house.yml:9", "models/equigate.yml", Place("models/house.yml", 9)),
    "above-the-subject": ("../house.yml:9", "models/equigate.yml", Place("house.yml", 9)),
    "a-copy-of-a-pack": ("policies/release.yml:9", "equigate.yml", Place("policies/release.yml", 9)),
    "with-a-dot": ("./release.yml:9", "./equigate.yml", Place("release.yml", 9)),
    "absolute": ("/etc/house.yml:9", "equigate.yml", Place("/etc/house.yml", 9)),
    "windows": ("policies\\house.yml:9", "models\\equigate.yml", Place("models/policies/house.yml", 9)),
    "no-subject": ("house.yml:9", "", Place("house.yml", 9)),
    "nothing": ("", "", Place(NO_SUBJECT, 1)),
    "no-line": ("house.yml", "equigate.yml", Place("equigate.yml", 1)),
    "line-nought": ("house.yml:0", "equigate.yml", Place("house.yml", 1)),
}


@pytest.mark.parametrize(("line", "subject", "expected"), PLACES.values(), ids=PLACES)
def test_where_a_limit_is_set(line: str, subject: str, expected: Place) -> None:
    """The user's own line if there is one, else the first line of the subject: a host needs a file that exists."""
    assert expected == place_of(line, read(evidence([], run={"subject_file": subject})))


def test_identities_are_unique_and_stable() -> None:
    """Two findings of one fingerprint get two, the first keeps its own, and order does not matter."""
    rows = [finding(fingerprint="ab" * 8, value=value) for value in (0.9, 0.5)]

    there, back = (reported(read(evidence(found))) for found in (rows, rows[::-1]))

    assert [item.fingerprint for item in there] == [item.fingerprint for item in back]
    assert there[0].fingerprint == "ab" * 8
    assert len({item.fingerprint for item in there}) == 2


def test_the_worst_come_first() -> None:
    """What closes the gate, then severity, then the distance from the limit; the excused come after all that are open."""
    rows = [
        finding("noted", severity="medium"),
        finding("excused", severity="critical", waiver="W-1"),
        finding("near", value=0.2),
        finding("far", value=0.9),
        finding("grave", severity="critical", value=0.11),
    ]

    items = reported(read(evidence(rows, [], waivers=[waiver()])))

    assert [item.name for item in items] == ["grave", "far", "near", "noted", "excused"]


def test_a_sentence_says_what_was_measured_first() -> None:
    """Hosts cut after the first sentence."""
    items = reported(
        read(evidence([finding(waiver="W-1", note="waived by W-1 until 2026-12-31", detail="of 100 rows")], waivers=[waiver()]))
    )

    expected = (
        "Share of sex is 0.500 (0.400 to 0.600); the limit is <= 0.1. Of 100 rows. "
        "Waived by W-1 until 2026-12-31: Known and accepted until the autumn release. Is it so?"
    )
    assert expected == items[0].words


@pytest.mark.parametrize(
    ("overall", "rows", "expected"),
    [
        pytest.param("FAIL", [finding()], False, id="a-finding-says-why"),
        pytest.param("FAIL", [finding(waiver="W-1")], True, id="no-finding-says-why"),
        pytest.param("NOT ASSURED", [finding()], True, id="not-assured"),
        pytest.param("PASS", [], False, id="pass"),
    ],
)
def test_the_gate_speaks_where_no_finding_does(overall: str, rows: list[dict[str, Any]], expected: bool) -> None:
    """A closed gate is never silent."""
    reading = read(evidence(rows, overall=overall))

    assert expected is speaks(reading, reported(reading))


def test_the_gate_weighs_what_it_answers() -> None:
    """The gate's own item has the weight of the answer, and another identity for another subject."""
    answers = [gate_item(read(evidence([], overall=word))).weight for word in ("FAIL", "NOT ASSURED", "PASS")]

    assert answers == [Weight.CLOSES, Weight.DOUBTS, Weight.PASSES]
    assert gate_item(read(evidence([]))).fingerprint != gate_item(read(sample.full())).fingerprint
