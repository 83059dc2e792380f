"""Evidence that was edited does not verify; evidence that was not, does."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from audit import audit
from audit.core.errors import BadInput
from audit.core.evidence import Evidence
from audit.verify import disagreements, read_evidence


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


EDITS: dict[str, Callable[[dict[str, Any]], None]] = {
    "a failure passes": _pass_a_failure,
    "a rule passes": _pass_a_rule,
    "the gate passes": _pass_the_gate,
    "a finding is another's": _move_a_finding,
    "a limit is moved": _move_a_limit,
    "a small group passes": _pass_a_small_group,
    "a finding is gone": _hide_a_finding,
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
