"""The published schema fits the evidence, and evidence that does not fit is refused part by part."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from audit.core.errors import BadInput
from audit.core.evidence import Evidence
from audit.render.evidence_json import to_bytes
from audit.render.fit import read
from audit.render.schema import evidence_schema
from tests.render import sample

SAMPLES = [pytest.param(build(), id=build.__name__) for build in (sample.full, sample.empty, sample.hostile)]


def test_the_schema_is_a_schema() -> None:
    """The schema itself is valid 2020-12."""
    jsonschema.Draft202012Validator.check_schema(evidence_schema())


@pytest.mark.parametrize("evidence", SAMPLES)
def test_samples_fit(evidence: Evidence) -> None:
    """What is written validates."""
    errors = list(jsonschema.Draft202012Validator(evidence_schema()).iter_errors(json.loads(to_bytes(evidence))))

    assert errors == []


@pytest.mark.parametrize("evidence", SAMPLES)
def test_json_reads_back(evidence: Evidence) -> None:
    """Reading what was written gives the same document, lone surrogates included."""
    again = Evidence.from_json(to_bytes(evidence).decode("utf-8"))

    assert to_bytes(evidence) == to_bytes(again)


def test_a_word_that_is_no_verdict_is_refused_by_the_schema() -> None:
    """The schema is closed where the words are."""
    document = json.loads(to_bytes(sample.full()))
    document["claims"]["rules"][0]["verdict"] = "fine"

    errors = list(jsonschema.Draft202012Validator(evidence_schema()).iter_errors(document))

    assert list(errors[0].absolute_path) == ["claims", "rules", 0, "verdict"]


def test_absent_parts_are_filled_in() -> None:
    """An older or shorter document can still be shown."""
    actual = read(Evidence({"overall": "PASS", "findings": [{"rule": "x"}]}, {}))

    assert (actual.claims["findings"][0]["rows_text"], actual.claims["model"], actual.run["seed"]) == ("", None, None)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"findings": [{"value": "much"}]}, "claims.findings[0].value is not number or null"),
    ({"findings": {}}, "claims.findings is not array"),
    ({"subject": []}, "claims.subject is not object"),
    ({"rules": [{"judged": True}]}, "claims.rules[0].judged is not integer"),
]


@pytest.mark.parametrize(("claims", "expected"), WRONG)
def test_wrong_parts_are_named(claims: dict[str, Any], expected: str) -> None:
    """Every part of the wrong type is named by its path."""
    with pytest.raises(BadInput) as caught:
        read(Evidence(claims, {}))

    assert [expected] == [problem.what for problem in caught.value.problems]


def test_all_wrong_parts_are_named_at_once() -> None:
    """One run shows every mistake."""
    with pytest.raises(BadInput) as caught:
        read(Evidence({"overall": 1, "todo": "x"}, {"versions": []}))

    assert len(caught.value.problems) == 3
