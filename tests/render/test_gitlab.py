"""The Code Quality report has the form GitLab documents, and no two entries of one pipeline share a fingerprint."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from audit.core.evidence import Evidence
from audit.render.gitlab import to_bytes, together
from tests.render import sample
from tests.render.sample_hosted import evidence, finding, rule, waiver

SAMPLES = [pytest.param(build(), id=build.__name__) for build in (sample.full, sample.empty, sample.hostile)]
TEXT = {"type": "string", "minLength": 1}
# From GitLab's page on its Code Quality report format; no package ships a schema of it.
LINES = {"type": "object", "properties": {"begin": {"type": "integer", "minimum": 1}}, "required": ["begin"], "additionalProperties": False}
LOCATION = {
    "type": "object",
    "properties": {"path": {"type": "string", "pattern": r"^(?!\./)."}, "lines": LINES},
    "required": ["path", "lines"],
    "additionalProperties": False,
}
ENTRY = {
    "type": "object",
    "properties": {
        "description": TEXT,
        "check_name": TEXT,
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": LOCATION,
    },
    "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "additionalProperties": False,
}
SCHEMA = {"type": "array", "items": ENTRY}


def _entries(made: Evidence) -> list[dict[str, Any]]:
    """Return the entries of a report."""
    return list(json.loads(to_bytes(made)))


@pytest.mark.parametrize("made", SAMPLES)
def test_it_has_the_documented_form(made: Evidence) -> None:
    """Every entry has the keys GitLab reads, with the values it knows."""
    assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(_entries(made))) == []


@pytest.mark.parametrize("made", SAMPLES)
def test_fingerprints_are_unique(made: Evidence) -> None:
    """GitLab keeps one of two entries with the same fingerprint."""
    found = [one["fingerprint"] for one in json.loads(together([made, evidence([finding(), finding()])]))]

    assert len(found) == len(set(found))


def test_two_subjects_share_no_fingerprint() -> None:
    """The same finding of two subjects is two entries, also in two files of one pipeline."""
    about = {"name": "other", "population": "sample", "locales": [], "declared": {}}

    one, two = _entries(evidence([finding()])), _entries(evidence([finding()], subject=about))

    assert one[0]["fingerprint"] != two[0]["fingerprint"]


SEVERITIES: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "critical": ({"severity": "critical"}, {}, "blocker"),
    "high": ({}, {}, "critical"),
    "medium": ({"severity": "medium"}, {}, "major"),
    "low": ({"severity": "low"}, {}, "minor"),
    "info": ({"severity": "info"}, {}, "info"),
    "unsure": ({"verdict": "unsure"}, {}, "info"),
    "unsure-is-not-enough": ({"verdict": "unsure"}, {"on_unsure": "not_assured"}, "critical"),
    "waived": ({"waiver": "W-1"}, {}, "info"),
    "adopted": ({"baseline": "unchanged"}, {}, "info"),
    "worse": ({"baseline": "worse"}, {}, "critical"),
}


@pytest.mark.parametrize(("parts", "gate", "expected"), SEVERITIES.values(), ids=SEVERITIES)
def test_severities(parts: dict[str, Any], gate: dict[str, Any], expected: str) -> None:
    """GitLab's words by weight; what is excused stays visible as information."""
    found = _entries(evidence([finding(**parts)], gate=gate, waivers=[waiver()], overall="PASS"))

    assert [("r", expected)] == [(one["check_name"], one["severity"]) for one in found]


@pytest.mark.parametrize("overall", ["FAIL", "NOT ASSURED"])
def test_a_closed_gate_is_never_an_empty_list(overall: str) -> None:
    """Without a finding the gate itself is the entry."""
    found = _entries(evidence([], [], overall=overall))

    assert [(one["check_name"], one["severity"]) for one in found] == [("gate", "blocker")]


def test_the_line_is_where_the_limit_is_set() -> None:
    """A merge request shows the finding at the line of the policy."""
    found = _entries(evidence([finding()], [rule(policy_line="./policies/house.yml:12")]))

    assert found[0]["location"] == {"path": "policies/house.yml", "lines": {"begin": 12}}
