"""The JUnit report is read by somebody else's parser, is red exactly where the gate is closed, and holds no illegal sign."""

from __future__ import annotations

from typing import Any

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase
from lxml import etree

from audit.core.evidence import Evidence
from audit.render.junit import to_bytes, together
from tests.render import sample
from tests.render.sample_hosted import evidence, finding, rule, waiver

SAMPLES = [pytest.param(build(), id=build.__name__) for build in (sample.full, sample.empty, sample.hostile)]
# What Jenkins' published schema (junit-10) allows.
KNOWN = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"name", "time", "tests", "failures", "errors", "skipped"},
    "properties": set(),
    "property": {"name", "value"},
    "testcase": {"name", "classname", "time"},
    "failure": {"message", "type"},
    "error": {"message", "type"},
    "skipped": {"message", "type"},
}


def _cases(made: Evidence) -> list[TestCase]:
    """Return every test of a report."""
    return [case for suite in JUnitXml.fromstring(to_bytes(made)) for case in suite]


def _ends(made: Evidence) -> dict[str, str]:
    """Return how each test ended, by name."""
    words = {Failure: "failure", Error: "error", Skipped: "skipped"}
    return {case.name: words[type(case.result[0])] if case.result else "passed" for case in _cases(made)}


@pytest.mark.parametrize("made", SAMPLES)
def test_the_counts_are_those_a_reader_finds(made: Evidence) -> None:
    """The parser counts again what the attributes say, for each suite and in all."""
    report = JUnitXml.fromstring(to_bytes(made))
    said = [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in report] + [
        (report.tests, report.failures, report.errors)
    ]
    for suite in report:
        suite.update_statistics()
    report.update_statistics()
    found = [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in report] + [
        (report.tests, report.failures, report.errors)
    ]

    assert said == found


@pytest.mark.parametrize("made", SAMPLES)
def test_readers_know_every_element_and_attribute(made: Evidence) -> None:
    """Strict readers refuse what their schema does not name."""
    root = etree.fromstring(to_bytes(made))

    assert [(one.tag, name) for one in root.iter() for name in one.attrib if name not in KNOWN[one.tag]] == []


@pytest.mark.parametrize("made", SAMPLES)
def test_no_two_tests_have_one_name(made: Evidence) -> None:
    """A host shows one of two tests of the same name."""
    names = [(case.classname, case.name) for case in _cases(made)]

    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("overall", "expected"), [("PASS", "passed"), ("FAIL", "failure"), ("NOT ASSURED", "error")], ids=["pass", "fail", "not-assured"]
)
def test_the_gate_is_a_test(overall: str, expected: str) -> None:
    """The gate's own answer is there whatever was found: an empty report is never green where the gate is closed."""
    assert _ends(evidence([], [], overall=overall)) == {"gate": expected}


ENDS: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "fails": ({}, {}, "failure"),
    "fails-below-the-line": ({"severity": "low"}, {}, "skipped"),
    "unsure": ({"verdict": "unsure"}, {}, "skipped"),
    "unsure-is-not-enough": ({"verdict": "unsure"}, {"on_unsure": "not_assured"}, "error"),
    "waived": ({"waiver": "W-1"}, {}, "skipped"),
    "adopted": ({"baseline": "unchanged"}, {}, "skipped"),
    "worse": ({"baseline": "worse"}, {}, "failure"),
    "too-small": ({"verdict": "unsure", "small": True}, {}, "skipped"),
    "passes": ({"verdict": "pass"}, {}, "passed"),
}


@pytest.mark.parametrize(("parts", "gate", "expected"), ENDS.values(), ids=ENDS)
def test_how_a_finding_ends(parts: dict[str, Any], gate: dict[str, Any], expected: str) -> None:
    """Red closes the gate, everything else that does not pass is skipped and says why."""
    assert expected == _ends(evidence([finding(**parts)], gate=gate, waivers=[waiver()]))["r test::sex"]


def test_a_rule_that_broke_is_an_error() -> None:
    """What did not run is neither green nor skipped."""
    assert _ends(evidence([], [rule(verdict="not_run")], overall="NOT ASSURED")) == {"gate": "error", "r": "error"}


def test_a_skipped_test_says_why() -> None:
    """The waiver with its end and reason is the message."""
    made = evidence([finding(waiver="W-1", note="waived by W-1 until 2026-12-31")], waivers=[waiver()])

    (result,) = next(case for case in _cases(made) if case.name == "r test::sex").result

    assert result.message == "waived by W-1 until 2026-12-31: Known and accepted until the autumn release."


def test_a_metric_is_named_where_it_is_not_the_rule_s_own() -> None:
    """A rule may measure two things of one group."""
    names = _ends(evidence([finding(), finding(metric="other_rate")]))

    assert sorted(names) == ["gate", "r test::sex", "r test::sex (other_rate)"]


def test_two_subjects_are_one_report() -> None:
    """The suites carry the subject, and the counts are of both."""
    report = JUnitXml.fromstring(together([sample.full(), sample.empty()]))

    assert [suite.name for suite in report][-1] == "empty: gate"
    assert report.tests == len(_cases(sample.full())) + len(_cases(sample.empty()))


@pytest.mark.parametrize(
    "sign", [*(chr(code) for code in range(32)), "\x7f", "\x9b", "\ud800", "\ufffe", "\uffff", "\u202e", "\u2028", "\U0001ffff"]
)
def test_signs_that_xml_or_a_screen_would_obey(sign: str) -> None:
    """A name with such a sign is readable XML, and the sign is shown instead of obeyed."""
    data = to_bytes(evidence([finding(group=f"a{sign}]]>b", fingerprint="ab" * 8)]))
    shown = " " if sign in "\t\n\r" else f"U+{ord(sign):04X}"

    (case,) = [case for case in etree.fromstring(data).iter("testcase") if case.get("classname") != "gate"]

    assert case.get("name") == f"r test::sex::a{shown}]]>b"
