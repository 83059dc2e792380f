"""Is every metric said in full, in the terminal and in the documentation?"""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.core.metric import Metric
from audit.metrics.registry import metrics
from audit.metrics.words import WIDTH, metric_text, metrics_page, metrics_text, reading

DOC = Path(__file__).resolve().parents[2] / "docs" / "fairness-metrics.md"
EVERY = [pytest.param(one, id=name) for name, one in metrics().items()]


def test_the_document_is_made_from_the_metrics() -> None:
    """To the letter: PYTHONPATH=. python -c 'from audit.metrics.words import metrics_page as t; print(t(), end="")'."""
    actual = DOC.read_text(encoding="utf-8")

    assert metrics_page() == actual


@pytest.mark.parametrize("metric", EVERY)
def test_a_metric_is_complete(metric: Metric) -> None:
    """A sentence, a formula, a sign; every tool with a name."""
    assert metric.says.strip().endswith(".")
    assert metric.formula.strip()
    assert metric.sign.strip()
    assert all(tool.strip() and name.strip() for tool, name in metric.elsewhere)


@pytest.mark.parametrize("metric", EVERY)
def test_everything_about_a_metric_is_said(metric: Metric) -> None:
    """Nothing is cut, and no line is too wide."""
    text = metric_text(metric)
    flat = " ".join(text.split())
    wanted = [metric.says, metric.formula, metric.sign, metric.source, *(f"{tool}: {name}" for tool, name in metric.elsewhere)]

    assert [part for part in wanted if " ".join(part.split()) not in flat] == []
    assert max(map(len, text.splitlines())) <= WIDTH


def test_all_of_them_are_listed_once() -> None:
    """Family by family, in the terminal as in the document."""
    text, page = metrics_text(), metrics_page()

    assert [name for name, one in metrics().items() if text.count(f"\n{name} ({one.family})\n") != 1] == []
    assert [name for name in metrics() if page.count(f"| `{name}` |") != 1] == []


def test_a_table_keeps_its_columns() -> None:
    """A bar inside a formula does not end the cell."""
    rows = [line for line in metrics_page().splitlines() if line.startswith("|")]

    assert {line.replace("\\|", "").count("|") for line in rows} == {8}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("selection_rate", "favourable"),
        ("selection_rate_ratio", "favourable"),
        ("true_positive_rate", "positive"),
        ("precision_difference", "positive"),
        ("accuracy_difference", "neither"),
    ],
)
def test_which_outcome_is_counted(name: str, expected: str) -> None:
    """The favourable one for selection, the positive one for errors; accuracy is the same either way."""
    assert expected == reading(metrics()[name])
