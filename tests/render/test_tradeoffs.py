"""A plan against unequal treatment is shown with its price, its warning and everything it makes worse."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import page as validator
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.core.evidence import Evidence
from audit.core.limit import Limit
from audit.render.charts.tradeoff import Spot, Track, draw
from audit.render.evidence_json import to_bytes
from audit.render.page import page
from audit.render.pdf import to_bytes as pdf
from audit.render.schema import evidence_schema
from audit.render.tradeoffs import about_rows, questions
from tests.render import sample, sample_traded
from tests.render import test_html_report as laws

SHARE = st.floats(min_value=0, max_value=1)


def _evidence(plans: list[dict[str, Any]]) -> Evidence:
    """Return the full sample with these plans besides its own."""
    full = sample.full()
    claims: dict[str, Any] = copy.deepcopy(dict(full.claims))
    return Evidence({**claims, "advice": [*claims["advice"], *plans]}, full.run)


def _views() -> dict[str, Any]:
    """Return the views of the sample's plans by name."""
    (one,) = questions({"advice": sample_traded.plans()})
    return {view.name: view for view in one.plans}


def test_the_schema_has_room_for_them() -> None:
    """What the report is made of validates."""
    errors = list(jsonschema.Draft202012Validator(evidence_schema()).iter_errors(json.loads(to_bytes(_evidence(sample_traded.plans())))))

    assert errors == []


@pytest.mark.parametrize(
    "law",
    [
        laws.test_markup_is_sound_and_without_scripts,
        laws.test_nothing_is_fetched,
        laws.test_structure_is_accessible,
        laws.test_every_anchor_has_a_target,
        laws.test_every_picture_has_its_sentence_first,
    ],
    ids=lambda law: law.__name__,
)
def test_the_page_keeps_its_laws(law: Any) -> None:
    """What holds for every report holds with plans in it."""
    law(_evidence(sample_traded.plans()))


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_the_pdf_is_valid(profile: str) -> None:
    """An independent validator finds nothing."""
    report = validator.validate_pdf_bytes(pdf(_evidence(sample_traded.plans())), profile=profile)

    assert [failure.rule_id for failure in report.failures] == []


def test_one_question_per_rule_and_attribute() -> None:
    """Plans about rows stay in the table they were in."""
    claims = _evidence(sample_traded.plans()).claims
    (one,) = questions(claims)

    assert (one.rule, one.attribute, len(one.plans)) == ("unequal-selection", "sex", 4)
    assert [plan["technique"] for plan in about_rows(claims)] == ["drop", "pseudonymise", "generalise", "suppress"]
    assert one.answer == "4 plans tried; 2 keep the limit. The cheapest is to train under a constraint: 1.60 points of accuracy."


def test_an_unlawful_one_is_not_recommended_in_silence() -> None:
    """Where thresholds per group come first, the answer says that the warning has to be read."""
    (one,) = questions({"advice": [plan for plan in sample_traded.plans() if plan["technique"] == "group_thresholds"]})

    assert one.answer.endswith("It is not lawful everywhere: read the warning.")


def test_nothing_that_helps_is_said() -> None:
    """No plan is dressed up."""
    (one,) = questions({"advice": [sample_traded.plan("reweigh", 0.612, 0.846)]})

    assert one.answer == "1 plan tried; none keeps the limit by decisions that are worth making."


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "constrain",
            ["Makes worse, beyond the limit: false negative rate difference of Female (0.0864 to 0.264).", "It decides by chance"],
        ),
        ("group thresholds", ["Makes no other measured metric of this attribute worse."]),
        ("drop proxy", ["Makes worse, within the limit: precision difference of Female (0.0252 to 0.0877)."]),
        (
            "common threshold",
            [
                "Infeasible: always giving the commoner answer is right for 0.764 of the rows, this plan for less than a hundredth of them more."
            ],
        ),
    ],
)
def test_what_it_costs_is_a_sentence(name: str, expected: list[str]) -> None:
    """Worse and beyond a limit, worse and within, by chance, infeasible."""
    said = _views()[name].sentences

    assert all(any(words in one for one in said) for words in expected)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("constrain", "met"), ("group thresholds", "met"), ("drop proxy", "not met"), ("common threshold", "met, at useless accuracy")],
)
def test_whether_the_limit_is_kept(name: str, expected: str) -> None:
    """And how."""
    assert expected == _views()[name].met


def test_an_interval_across_the_limit_is_not_a_plain_yes() -> None:
    """0.81 with an interval from 0.79."""
    (one,) = questions({"advice": [sample_traded.plan("reweigh", 0.81, 0.846, solves=True)]})

    assert one.plans[0].met == "met, but the interval crosses it"


def test_every_number_of_the_picture_is_in_a_table() -> None:
    """Values, intervals, accuracy, and those of the lines."""
    html = page(_evidence(sample_traded.plans()))
    text = re.sub(r"<[^>]+>", " ", html)

    for number in ("0.301", "0.853", "0.867", "0.837", "0.930", "0.832", "0.224", "0.344", "0.460", "0.850"):
        assert number in text
    assert '<b class="v fail">worse</b>' in html
    assert "STOP before using it" in text
    assert "withheld: too few rows" in text
    assert "Female : threshold 0.197" in text


def test_paper_keeps_to_what_helps() -> None:
    """The tables of plans that do not help stay in the evidence, and the report says so."""
    html = page(_evidence(sample_traded.plans()), paper=True)

    assert "Constrain: every number before and after" in html
    assert "Drop proxy: every number before and after" not in html
    assert "2 other plans: every number before and after is in the attached evidence.json." in html


def test_names_stay_text() -> None:
    """Markup in a group's name breaks out of nothing."""
    plans = copy.deepcopy(sample_traded.plans())
    for one in plans:
        one["tradeoff"]["attribute"] = sample.MARKUP
        for row in one["tradeoff"]["trades"]:
            row["group"] = sample.MARKUP if row["group"] else ""
    html = page(_evidence(plans))

    assert sample.MARKUP not in html


def test_a_metric_that_decisions_do_not_change_has_no_picture() -> None:
    """A proxy is left out: there is a price, and nothing to draw it against."""
    (one,) = questions({"advice": [sample_traded.plan("drop_proxy", None, 0.852, solves=True, rule="proxy-feature")]})

    assert one.picture == ""
    assert (one.plans[0].met, one.plans[0].numbers.value) == ("met", "\N{EN DASH}")


@given(st.lists(st.tuples(SHARE, SHARE), min_size=1, max_size=7), st.sampled_from([">= 0.8", "<= 0.1"]))
def test_any_plans_can_be_drawn(found: list[tuple[float, float]], limit: str) -> None:
    """All marks and names are finite and on the canvas; what costs too much is an arrow at the foot."""
    spots = [Spot(f"plan {place}", accuracy, value, "pass") for place, (accuracy, value) in enumerate(found)]

    picture = draw(spots, [Track(tuple(found), "first")], "metric", Limit.parse(limit), "t")

    bare = re.sub(r"<title>.*?</title>", "", picture)
    places = [float(x) for x in re.findall(r'(?:cx|x)="(-?[\d.]+)"', bare)]
    assert not re.search(r'="[^"]*(?:nan|inf)', bare)
    assert all(-1 <= place <= 661 for place in places)
    assert picture.count("<circle") + picture.count("l-5 -8h10z") == len(spots)


def test_names_do_not_cover_each_other() -> None:
    """Five plans at nearly one place."""
    spots = [Spot(f"plan number {place}", 0.85 + place / 10_000, 0.3, "fail") for place in range(5)]
    picture = draw(spots, [], "metric", Limit.parse(">= 0.8"), "t")
    rows = sorted(float(y) for y in re.findall(r'y="([\d.]+)"[^>]*>plan number', picture))
    sides = re.findall(r'x="([\d.]+)" y="([\d.]+)"(?: class="end")?>plan number', picture)

    assert len(rows) == 5
    assert len(set(sides)) == 5


def test_the_styles_of_the_picture_exist() -> None:
    """Every class it uses has a colour."""
    sheet = (Path(__file__).resolve().parents[2] / "templates" / "chart.css").read_text(encoding="utf-8")

    assert all(f".{name}" in sheet for name in ("track", "second", "point.pass", "point.fail", "limit", "allowed"))
