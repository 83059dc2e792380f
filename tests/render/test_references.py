"""Each rate is marked with the group it was really held against."""

from __future__ import annotations

from typing import Any

import pytest

from audit.core.evidence import Evidence
from audit.render.fit import read
from audit.render.groups import attributes
from audit.render.references import References
from tests.render import sample

NAMES = ("selection_rate", "false_positive_rate")
JUDGED = {"selection_rate": "selection_rate_ratio", "false_positive_rate": "false_positive_rate_difference"}


def _claims(left_out: dict[str, str], named: dict[str, str]) -> dict[str, Any]:
    """Return claims over the groups a, b, c, in which a rule left out one group per rate."""
    groups = [{"dataset": "test", "attribute": "sex", "group": group} for group in "abc"]
    return read(
        Evidence(
            {
                "metrics": [{**group, "metric": metric, "value": 0.5} for metric in NAMES for group in groups],
                "findings": [
                    {**group, "metric": JUDGED[metric], "rule": "r"}
                    for metric, reference in left_out.items()
                    for group in groups
                    if group["group"] not in reference
                ],
                "roles": {"reference": named},
            },
            {},
        )
    ).claims


CASES: list[Any] = [
    pytest.param({}, {"sex": "a"}, {"a": "reference group"}, id="named, nothing judged"),
    pytest.param({"selection_rate": "b", "false_positive_rate": "b"}, {}, {"b": "reference group"}, id="the same for both"),
    pytest.param(
        {"selection_rate": "b", "false_positive_rate": "c"},
        {"sex": "b"},
        {"b": "reference for selection rate", "c": "reference for false positive rate"},
        id="one each",
    ),
    pytest.param({"selection_rate": "bc"}, {"sex": "c"}, {"c": "reference group"}, id="two left out, one named"),
    pytest.param({"selection_rate": "bc"}, {}, {}, id="two left out"),
    pytest.param({}, {}, {}, id="nothing known"),
]


@pytest.mark.parametrize(("left_out", "named", "expected"), CASES)
def test_words(left_out: dict[str, str], named: dict[str, str], expected: dict[str, str]) -> None:
    """A rule's reference group is the one it has no measurement of; else the claims name it."""
    found = References.of(_claims(left_out, named), "test", "sex")

    actual = {group: found.words(group) for group in "abc" if found.words(group)}

    assert expected == actual


def test_an_intersection_is_named_by_its_parts_or_as_a_whole() -> None:
    """Both spellings of `roles.reference` are read."""
    metrics = [{"dataset": "test", "attribute": "sex & race", "group": "a & x", "metric": "accuracy", "value": 0.5}]
    spellings = ({"sex & race": "a & x"}, {"sex": "a", "race": "x"})

    found = [
        References.of(read(Evidence({"metrics": metrics, "roles": {"reference": one}}, {})).claims, "test", "sex & race")
        for one in spellings
    ]

    assert [one.shared for one in found] == ["a & x", "a & x"]


@pytest.mark.parametrize("paper", [False, True], ids=["screen", "paper"])
def test_the_picture_and_the_table_mark_it(paper: bool) -> None:
    """A hollow dot in every panel, and words in the table."""
    item = attributes(read(sample.full()).claims, paper=paper)[0]

    marks = sum(picture.count('class="point ref"') for picture in item.panels)

    assert (item.name, marks) == ("sex", 4)
    assert [line.group for line in item.lines if line.reference] == ["Male"]


def _said(*findings: tuple[str, str, str]) -> References:
    """Return the references of findings that say what they are held against, over groups a, b, c."""
    place = {"dataset": "test", "attribute": "sex"}
    claims = {
        "metrics": [{**place, "group": group, "metric": metric, "value": 0.5} for metric in NAMES for group in "abc"],
        "findings": [
            {**place, "metric": JUDGED[metric], "group": group, "against": against, "rule": "r"} for metric, group, against in findings
        ],
        "roles": {"reference": {}},
    }
    return References.of(read(Evidence(claims, {})).claims, "test", "sex")


def test_a_finding_says_what_it_is_held_against() -> None:
    """No group is left out where the reference is judged too: it comes last, against the best."""
    rate = "selection_rate"

    found = _said(
        (rate, "b", "a"), (rate, "c", "a"), (rate, "a", "c"), ("false_positive_rate", "a", "b"), ("false_positive_rate", "c", "b")
    )

    assert found.by_metric == {"selection_rate": "a", "false_positive_rate": "b"}
    assert {g: found.words(g) for g in "abc"} == {"a": "reference for selection rate", "b": "reference for false positive rate", "c": ""}
