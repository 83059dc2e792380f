"""Evidence that was edited does not verify; evidence that was not, does."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from audit import audit
from audit.core.errors import BadInput
from audit.core.evidence import Evidence
from audit.core.finding import fingerprint_of
from audit.verify import _finding, disagreements, read_evidence


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    """Return evidence on 400 decisions with one group selected much less often."""
    import pandas as pd

    rows = [("f" if n % 2 else "m", "yes" if n % 3 else "no", "yes" if n % 2 == 0 or n % 5 == 0 else "no") for n in range(400)]
    frame = pd.DataFrame(rows, columns=["sex", "label", "said"])
    return audit(frame, label="label", prediction="said", favourable="yes", protected="sex")


def test_untouched_evidence_agrees_with_itself(evidence: Evidence) -> None:
    assert disagreements(evidence) == []


def _first(claims: dict[str, Any], verdict: str) -> dict[str, Any]:
    """Return the first finding with a verdict and a value."""
    return next(one for one in claims["findings"] if one["verdict"] == verdict and one["value"] is not None)


def _pass_a_failure(claims: dict[str, Any]) -> None:
    _first(claims, "fail")["verdict"] = "pass"


def _pass_a_rule(claims: dict[str, Any]) -> None:
    next(one for one in claims["rules"] if one["verdict"] == "fail")["verdict"] = "pass"


def _pass_the_gate(claims: dict[str, Any]) -> None:
    claims.update(overall="PASS", exit_code=0)


def _move_a_finding(claims: dict[str, Any]) -> None:
    _first(claims, "fail")["target"] = "test::other"


def _move_a_limit(claims: dict[str, Any]) -> None:
    next(one for one in claims["findings"] if one["rule"] == "unequal-selection")["limit"] = ">= 0.0"


def _pass_a_small_group(claims: dict[str, Any]) -> None:
    _first(claims, "pass")["small"] = True


def _hide_a_finding(claims: dict[str, Any]) -> None:
    claims["findings"].remove(_first(claims, "fail"))


def _pass_nothing(claims: dict[str, Any]) -> None:
    _first(claims, "pass").update(value=None, low=None, high=None)


def _decide_on_the_value(claims: dict[str, Any]) -> None:
    next(one for one in claims["findings"] if one["decided_on"] == "interval")["decided_on"] = "exact"


def _decide_on_the_point(claims: dict[str, Any]) -> None:
    next(one for one in claims["findings"] if one["decided_on"] == "interval")["decided_on"] = "point"


EDITS: dict[str, Callable[[dict[str, Any]], None]] = {
    "a failure passes": _pass_a_failure,
    "a rule passes": _pass_a_rule,
    "the gate passes": _pass_the_gate,
    "a finding is another's": _move_a_finding,
    "a limit is moved": _move_a_limit,
    "a small group passes": _pass_a_small_group,
    "a finding is gone": _hide_a_finding,
    "no value passes": _pass_nothing,
    "an interval is taken for a value": _decide_on_the_value,
    "an interval is taken for a point": _decide_on_the_point,
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_is_found(evidence: Evidence, edit: Callable[[dict[str, Any]], None]) -> None:
    claims: Any = copy.deepcopy(dict(evidence.claims))
    edit(claims)

    assert disagreements(Evidence(claims, evidence.run)) != []


def test_missing_parts_are_bad_input(evidence: Evidence) -> None:
    claims = {name: part for name, part in evidence.claims.items() if name != "rules"}

    with pytest.raises(BadInput, match="parts are missing"):
        disagreements(Evidence(claims, evidence.run))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"claims": {}, "run": {}, "schema_version": "9.0"}'])
def test_other_files_are_no_evidence(tmp_path: Any, text: str) -> None:
    path = tmp_path / "e.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(BadInput):
        read_evidence(path)


POINT = "version: 1\nname: house\nextends: [release]\ngate: {decide_on: point}\n"
FINE = 'version: 1\nname: house\nextends: [release]\nrules:\n  unequal-selection: {limit: ">= 0.40000001"}\n'


def _many(rows: int = 3000) -> Any:
    """Return decisions with a column of more values than are read, and 7 people of a small group."""
    import pandas as pd

    frame = pd.DataFrame({"code": [f"c{n:05d}" for n in range(rows)]})
    frame["sex"] = ["x" if n < 7 else "f" if n % 2 else "m" for n in range(rows)]
    frame["label"] = ["yes" if n % 3 else "no" for n in range(rows)]
    frame["said"] = ["yes" if n % 2 == 0 or n % 5 == 0 else "no" for n in range(rows)]
    return frame


@pytest.mark.parametrize("population", ["sample", "all"])
@pytest.mark.parametrize("policy", ["version: 1\nname: house\nextends: [release]\n", POINT, FINE], ids=["interval", "point", "fine"])
def test_honest_evidence_verifies(tmp_path: Any, population: str, policy: str) -> None:
    """A column read in part is judged by its interval whatever the gate says of the decisions."""
    (tmp_path / "house.yml").write_text(policy, encoding="utf-8")
    text = f"version: 1\nname: s\npopulation: {population}\npolicies: [./house.yml]\n"
    roles = "roles: {label: label, prediction: said, favourable: 'yes', protected: [sex]}\ndata: {test: {path: d.csv}}\n"
    (tmp_path / "equigate.yml").write_text(text + roles, encoding="utf-8")
    _many().to_csv(tmp_path / "d.csv", index=False)

    evidence = audit(str(tmp_path / "equigate.yml"))

    assert disagreements(evidence) == []


@pytest.mark.parametrize(
    ("attribute", "low", "verdict", "expected"),
    [
        ("sex", 0.8, "unsure", 0),
        ("sex", 0.8, "pass", 0),
        ("sex", 0.801, "unsure", 1),
        ("sex", 0.8001, "unsure", 1),
        ("code", 0.8, "unsure", 1),
    ],
)
def test_only_what_rounding_hides_is_tolerated(attribute: str, low: float, verdict: str, expected: int) -> None:
    """0.8 with three digits may have been 0.7996; 0.801 was no such thing, nor a column that is never rounded."""
    finding = {
        "rule": "r", "metric": "m", "target": "t", "fingerprint": fingerprint_of("r", "t", "m"), "attribute": attribute, "group": "f",
        "value": 0.9, "low": low, "high": 0.95, "level": 0.95, "limit": ">= 0.8", "verdict": verdict, "reason": "", "rows": 990,
        "small": False, "decided_on": "interval",
    }  # fmt: skip

    assert len(list(_finding(finding, frozenset({"sex"})))) == expected
