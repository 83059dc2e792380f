"""The roles say what the subject declared; the findings say against whom each group was really held."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from audit.assess import assess
from audit.checks.registry import checks
from audit.claims.assemble import claims_of
from audit.core.advice import Tried
from audit.core.evidence import Evidence
from audit.core.fact import Fact, Facts
from audit.core.values import canonical
from audit.load.policy import read_policy
from audit.render.fit import read
from audit.render.references import References
from tests.observe import scenes

FEW_BUT_SELECTED = [*scenes.cells("F", 150, 150, 50, 50), *scenes.cells("M", 150, 150, 350, 350)]
"""F: 400 rows, 75 % selected. M: 1,000 rows, 30 % selected."""
SELECTED_OTHERWISE = [*scenes.cells("F", 50, 50, 150, 150), *scenes.cells("M", 350, 350, 150, 150)]


def _claims(named: dict[str, str]) -> dict[str, Any]:
    """Return the claims about two datasets in which other groups are selected most."""
    first = scenes.outcome_fact(("sex",), FEW_BUT_SELECTED)
    rows = [(keys, (n,)) for keys, (n,) in scenes.outcome_fact(("sex",), SELECTED_OTHERWISE).rows.items()]
    other = Fact.of(first.name, "train", first.keys, first.measures, rows)
    roles = {**scenes.about()["roles"], "reference": named}  # type: ignore[dict-item]
    facts = Facts((first, other), scenes.about(roles=roles))
    policy = read_policy(("release",), tuple(checks()), Path())
    claims = claims_of(facts, policy, assess(facts, policy, checks()), checks(), Tried())
    return dict(json.loads(canonical(claims)))


@pytest.mark.parametrize("named", [{}, {"sex": "M"}], ids=["none", "named"])
def test_the_roles_hold_what_was_declared(named: dict[str, str]) -> None:
    """No group is put there that the subject did not name."""
    claims = _claims(named)

    assert named == claims["roles"]["reference"]
    assert canonical(claims) == canonical(_claims(named))


@pytest.mark.parametrize(
    ("named", "dataset", "expected"),
    [
        pytest.param({}, "test", {"selection_rate": "F", "false_positive_rate": "M", "false_negative_rate": "M"}, id="each rule its own"),
        pytest.param({}, "train", dict.fromkeys(("selection_rate", "false_positive_rate", "false_negative_rate"), "M"), id="per dataset"),
        pytest.param(
            {"sex": "M"}, "test", dict.fromkeys(("selection_rate", "false_positive_rate", "false_negative_rate"), "M"), id="named"
        ),
    ],
)
def test_the_report_marks_the_group_each_rule_used(named: dict[str, str], dataset: str, expected: dict[str, str]) -> None:
    """The most selected group for selection, the largest one for errors, in this dataset."""
    claims = read(Evidence(_claims(named), {})).claims

    actual = dict(References.of(claims, dataset, "sex").by_metric)

    assert expected == actual
