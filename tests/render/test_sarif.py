"""The SARIF log fits somebody else's types of it, shows what is excused, and never looks clean where the gate is closed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from sarif_pydantic import Sarif

from audit.core.evidence import Evidence
from audit.render import sarif
from audit.render.sarif import to_bytes, together
from tests.render import sample
from tests.render.sample_hosted import baseline, entry, evidence, finding, rule, waiver

# Keys of SARIF 2.1.0 that the types of sarif-pydantic leave out: sections 3.14.27, 3.20.8 to 3.20.21, 3.27.23 and 3.27.24 of the standard.
LEFT_OUT = {
    "columnKind", "baselineState", "suppressions", "exitCode", "exitCodeDescription", "toolConfigurationNotifications", "toolExecutionNotifications",
}  # fmt: skip
SAMPLES = [pytest.param(build(), id=build.__name__) for build in (sample.full, sample.empty, sample.hostile)]


def _run(made: Evidence) -> dict[str, Any]:
    """Return the one run of a log."""
    (run,) = json.loads(to_bytes(made))["runs"]
    return dict(run)


def _results(made: Evidence) -> list[dict[str, Any]]:
    """Return the results of a log."""
    return list(_run(made)["results"])


def _errors(data: bytes) -> list[str]:
    """Return where a log does not fit the types: a wrong value, or a key that they do not know."""
    try:
        log = Sarif.model_validate_json(data)
    except ValidationError as wrong:
        return [f"{error['loc']}: {error['msg']}" for error in wrong.errors()]
    return [key for key in _unknown(log) if key not in LEFT_OUT]


def _unknown(part: Any) -> Iterator[str]:
    """Yield the keys that a type does not know, of it and all below."""
    if isinstance(part, BaseModel):
        yield from part.model_extra or {}
        for name in type(part).model_fields:
            yield from _unknown(getattr(part, name))
    for one in part if isinstance(part, list) else part.values() if isinstance(part, dict) else ():
        yield from _unknown(one)


@pytest.mark.parametrize("made", SAMPLES)
def test_it_fits_the_types(made: Evidence) -> None:
    """Every log is read by another program's types without a key that they do not know, and so is one of several subjects."""
    assert _errors(to_bytes(made)) == []
    assert _errors(together([made, sample.empty()])) == []


def test_the_types_refuse_what_is_no_sarif() -> None:
    """They are no rubber stamp: a key of another name is refused, and a level that there is not."""
    log = json.loads(to_bytes(sample.full()))
    log["runs"][0]["results"][0]["severity"] = "high"
    named = _errors(json.dumps(log).encode())
    log["runs"][0]["results"][1]["level"] = "high"

    assert named == ["severity"]
    assert "level" in _errors(json.dumps(log).encode())[0]


def test_every_rule_index_points_at_its_rule() -> None:
    """Rule and index agree, strays included, and no rule is listed twice."""
    run = _run(evidence([finding(), finding("stray")]))
    ids = [one["id"] for one in run["tool"]["driver"]["rules"]]

    assert [one["ruleId"] for one in run["results"]] == [ids[one["ruleIndex"]] for one in run["results"]]
    assert ids == ["r", "gate", "stray"]


def test_a_host_tells_all_results_apart() -> None:
    """Code scanning compares one key only; results of one rule on one line must differ in it."""
    for made in (sample.full(), sample.hostile()):
        keys = [one["partialFingerprints"]["primaryLocationLineHash"] for one in _results(made)]

        assert len(keys) == len(set(keys)) > 30


KINDS: dict[str, tuple[dict[str, Any], dict[str, Any], tuple[str, str]]] = {
    "critical": ({"severity": "critical"}, {}, ("fail", "error")),
    "high": ({}, {}, ("fail", "error")),
    "medium": ({"severity": "medium"}, {}, ("fail", "warning")),
    "low": ({"severity": "low"}, {}, ("fail", "note")),
    "info": ({"severity": "info"}, {}, ("fail", "note")),
    "unsure": ({"verdict": "unsure"}, {}, ("open", "none")),
    "unsure-is-not-enough": ({"verdict": "unsure"}, {"on_unsure": "not_assured"}, ("open", "none")),
    "unsure-fails": ({"verdict": "unsure"}, {"on_unsure": "fail"}, ("fail", "error")),
}


@pytest.mark.parametrize(("parts", "gate", "expected"), KINDS.values(), ids=KINDS)
def test_kind_and_level(parts: dict[str, Any], gate: dict[str, Any], expected: tuple[str, str]) -> None:
    """What fails has a level; what is open has none, as the standard asks."""
    found = [one for one in _results(evidence([finding(**parts)], gate=gate)) if one["ruleId"] == "r"]

    assert [expected] == [(one["kind"], one["level"]) for one in found]


def test_what_passes_and_what_is_too_small_is_no_result() -> None:
    """A host shows every result as an alert; small groups are counted beside them."""
    run = _run(evidence([finding(), finding(verdict="pass", group="a"), finding(verdict="unsure", small=True, group="b")]))

    assert [one["ruleId"] for one in run["results"]] == ["r"]
    assert run["invocations"][0]["toolExecutionNotifications"] == [
        {"level": "warning", "message": {"text": "1 measurement is of a group too small to judge"}}
    ]


def test_a_waiver_is_a_suppression() -> None:
    """The reason is the justification; who, until when and which ticket stand beside it; others are not suppressed."""
    rows = [finding(waiver="W-1"), finding(group="b")]

    found = {
        one["locations"][0]["logicalLocations"][0]["name"]: one["suppressions"] for one in _results(evidence(rows, waivers=[waiver()]))
    }

    expected = {
        "kind": "external",
        "status": "accepted",
        "justification": "Known and accepted until the autumn release.",
        "properties": {
            "id": "W-1", "owner": "a@example.org", "approved_by": "b@example.org", "ticket": "T-1",
            "created": "2026-11-01", "expires": "2026-12-31",
        },
    }  # fmt: skip
    assert found == {"sex": [expected], "b": []}


def test_a_waiver_that_ended_suppresses_nothing() -> None:
    """The finding is back, and the log says which waiver ran out."""
    run = _run(evidence([finding(note="waiver W-1 ended on 2026-10-31")], waivers=[waiver("expired")]))

    assert [one["suppressions"] for one in run["results"]] == [[]]
    assert "Waiver W-1 ended on 2026-10-31." in run["results"][0]["message"]["text"]
    assert run["invocations"][0]["toolConfigurationNotifications"] == [{"level": "warning", "message": {"text": "waiver W-1 is expired"}}]


def test_baseline_states() -> None:
    """Adopted is unchanged, worse is updated, ended and never adopted are new, gone is absent."""
    rows = {word: finding(group=word, baseline=word) for word in ("unchanged", "worse", "ended", "new")}
    gone = finding(group="gone")
    states = baseline(*(entry(rows[word], word) for word in ("unchanged", "worse", "ended")), entry(gone, "gone"))

    found = _results(evidence(list(rows.values()), baseline=states))

    assert {one["partialFingerprints"]["equigate/v1"]: one["baselineState"] for one in found} == {
        rows["unchanged"]["fingerprint"]: "unchanged",
        rows["worse"]["fingerprint"]: "updated",
        rows["ended"]["fingerprint"]: "new",
        rows["new"]["fingerprint"]: "new",
        gone["fingerprint"]: "absent",
    }
    absent = found[-1]
    assert (absent["kind"], absent["level"], len(absent["suppressions"])) == ("notApplicable", "none", 1)


@pytest.mark.parametrize("used", [None, baseline(state="ignored")], ids=["none", "ignored"])
def test_without_a_baseline_no_result_has_a_state(used: dict[str, Any] | None) -> None:
    """The standard asks for a state in all results or in none."""
    found = _results(evidence([finding(), finding(group="b", waiver="W-1")], baseline=used, waivers=[waiver()]))

    assert [one for one in found if "baselineState" in one] == []


CLOSED: dict[str, tuple[list[dict[str, Any]], dict[str, Any]]] = {
    "not-assured-without-findings": ([], {"overall": "NOT ASSURED", "exit_code": 3}),
    "not-assured-all-waived": ([finding(waiver="W-1")], {"overall": "NOT ASSURED", "exit_code": 3, "waivers": [waiver()]}),
    "not-assured-only-unsure": ([finding(verdict="unsure")], {"overall": "NOT ASSURED", "exit_code": 3}),
    "fails-by-a-rule-that-broke": ([], {"rules": [rule(verdict="not_run")], "gate": {"on_not_run": "fail"}}),
    "fails": ([finding()], {}),
}


@pytest.mark.parametrize(("findings", "changes"), CLOSED.values(), ids=CLOSED)
def test_a_closed_gate_is_never_a_clean_log(findings: list[dict[str, Any]], changes: dict[str, Any]) -> None:
    """There is an unsuppressed result that no host takes for a pass."""
    rules = changes.pop("rules", [])
    made = evidence(findings, rules, **changes)
    changes["rules"] = rules

    open_ones = [one for one in _results(made) if not one["suppressions"] and one["level"] == "error"]

    assert len(open_ones) == 1


def test_how_it_ended() -> None:
    """The exit code with its reason; an audit that assures nothing did not succeed."""
    ends = [_run(made)["invocations"][0] for made in (sample.full(), sample.empty())]

    assert [(one["exitCode"], one["executionSuccessful"]) for one in ends] == [(1, True), (3, False)]
    assert ends[1]["exitCodeDescription"] == "not assured: 0 rules judged, the policy asks for 6"


def test_a_log_is_cut_worst_first_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a host takes is written, the gate first, then the worst; the number left out is in it."""
    monkeypatch.setattr(sarif, "MOST", 10)
    monkeypatch.setattr(sarif, "MOST_SHOWN", 5)
    rows = [finding(group=f"g{place}", value=0.2 + place / 100) for place in range(20)]

    found = _results(evidence(rows))

    names = [one["locations"][0].get("logicalLocations", [{"name": "gate"}])[0]["name"] for one in found]
    assert names == ["gate", *(f"g{place}" for place in range(19, 10, -1))]
    assert "11 of 20 results are left out of this file, the least severe ones; code hosts show 5 results" in found[0]["message"]["text"]


@pytest.mark.parametrize(("rows", "expected"), [(5, 5), (6, 7), (9, 10), (10, 10)], ids=["shown", "more", "full", "one-too-many"])
def test_the_platform_limits(rows: int, expected: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is cut before it must be, and the sentence on it takes a place of its own."""
    monkeypatch.setattr(sarif, "MOST", 10)
    monkeypatch.setattr(sarif, "MOST_SHOWN", 5)
    found = _results(evidence([finding(group=f"g{place}") for place in range(rows)]))

    assert expected == len(found)
    assert ("1 of 10 results are left out" in found[0]["message"]["text"]) is (rows == 10)


def test_tags_keep_the_limit() -> None:
    """A host refuses a rule with more than twenty tags."""
    found = _run(evidence([], [rule(law=[f"Art. {place}" for place in range(30)], family="privacy")]))

    (descriptor, _) = found["tool"]["driver"]["rules"]
    assert descriptor["properties"]["tags"][:3] == ["security", "privacy", "unequal treatment"]
    assert len(descriptor["properties"]["tags"]) == 20


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param({"family": "privacy"}, "8.0", id="personal-data"),
        pytest.param({"risk": "untrusted model"}, "8.0", id="a-model-that-runs-code"),
        pytest.param({}, None, id="unequal-treatment-is-no-vulnerability"),
        pytest.param({"family": "privacy", "severity": "info"}, None, id="nought-is-no-severity"),
    ],
)
def test_security_severity(words: dict[str, Any], expected: str | None) -> None:
    """Only what exposes data or a machine is shown as a security alert."""
    (descriptor, _) = _run(evidence([], [rule(**words)]))["tool"]["driver"]["rules"]

    assert expected == descriptor["properties"].get("security-severity")


def test_the_same_claims_give_the_same_bytes() -> None:
    """Time, command, engine and machine of a run are not in the log."""
    made = sample.full()
    other = {
        "time": "2027-01-01T00:00:00Z",
        "command": "equigate check --memory 1GB",
        "engine": "x",
        "python": "3.13",
        "platform": "y",
        "seed": 8,
    }

    assert to_bytes(made) == to_bytes(Evidence(made.claims, {**made.run, **other}))


def test_a_name_makes_no_link_and_no_placeholder() -> None:
    """Messages have links and placeholders; a group may be called like one."""
    rows = [finding(group="[click](https://example.org)"), finding(group="{0}")]

    texts = [one["message"]["text"] for one in _results(evidence(rows))]

    assert ["[click] (https://example.org)" in texts[0], "](" in texts[0]] == [True, False]
    assert "{{0}}" in texts[1]


def test_help_is_shown_as_it_is_written() -> None:
    """No sign of Markdown or HTML in a rule's words has an effect."""
    (descriptor, _) = _run(evidence([], [rule(asks="<img src=x> [a](b) @team #1 *x*")]))["tool"]["driver"]["rules"]

    assert r"\<img src=x\> \[a\]\(b\) \@team \#1 \*x\*" in descriptor["help"]["markdown"]


PATHS = {
    "policies/house.yml:9": {"uri": "policies/house.yml", "uriBaseId": "%SRCROOT%"},
    "policies/my house#1.yml:9": {"uri": "policies/my%20house%231.yml", "uriBaseId": "%SRCROOT%"},
    "policies/haus-\u00e4.yml:9": {"uri": "policies/haus-%C3%A4.yml", "uriBaseId": "%SRCROOT%"},
    "a:b/house.yml:9": {"uri": "a%3Ab/house.yml", "uriBaseId": "%SRCROOT%"},
    "/etc/house.yml:9": {"uri": "file:///etc/house.yml"},
    "C:\\p\\house.yml:9": {"uri": "file:///C:/p/house.yml"},
}


@pytest.mark.parametrize(("line", "expected"), PATHS.items(), ids=PATHS)
def test_a_path_is_a_uri(line: str, expected: dict[str, str]) -> None:
    """Paths are escaped; absolute ones, also of Windows, are file URIs."""
    found = _results(evidence([finding()], [rule(policy_line=line)]))

    assert expected == found[0]["locations"][0]["physicalLocation"]["artifactLocation"]


def test_places_in_the_data() -> None:
    """A finding names dataset, column and group as one path, and what its last part is."""
    rows = [finding(group="Female"), finding(), finding(attribute="")]

    found = [one["locations"][0]["logicalLocations"] for one in _results(evidence(rows))]

    expected = [("test", "dataset", "test"), ("test::sex", "column", "sex"), ("test::sex::Female", "group", "Female")]
    assert sorted(expected) == sorted((one["fullyQualifiedName"], one["kind"], one["name"]) for (one,) in found)


def test_subjects_of_one_repository_are_kept_apart() -> None:
    """A category is what stands before the last slash; a name with a slash adds none."""
    name = evidence([], subject={"name": "a/b", "population": "all", "locales": [], "declared": {}})

    runs = json.loads(together([name, sample.full()]))["runs"]

    assert [run["automationDetails"]["id"] for run in runs] == ["equigate/a%2Fb/", "equigate/credit-pre-scoring/"]
