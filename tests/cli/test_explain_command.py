"""What does `equigate explain` take, and what does it say where it is asked for what there is not?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from audit.law import all_citations
from audit.metrics.registry import metrics

if TYPE_CHECKING:
    from command_line import Ended


def test_a_metric_is_explained(here: Callable[..., Ended]) -> None:
    """By its name, as a rule is."""
    ended = here("explain", "true_positive_rate")

    assert ended.code == 0
    assert ended.out.startswith("true_positive_rate (decisions)")
    assert "fairlearn: true_positive_rate" in ended.out


def test_all_metrics_are_listed(here: Callable[..., Ended]) -> None:
    """Every one of every family."""
    ended = here("explain", "--metrics")

    assert [name for name in metrics() if f"\n{name} (" not in ended.out] == []


def test_all_law_is_listed(here: Callable[..., Ended]) -> None:
    """Every source, with its standing."""
    text = " ".join(here("explain", "--law").out.split())

    assert [str(law) for law in all_citations().values() if f"{law} (" not in text] == []
    assert "12 CFR 1002.6(a) (repealed, in force until 2026-07-20; not verified)" in text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["selection_rat"], "there is no rule or metric 'selection_rat'. Did you mean 'selection_rate'?"),
        ([], "one thing at a time can be explained. Write the name of a rule or a metric, --metrics, or --law"),
        (["thin-group", "--law"], "one thing at a time can be explained"),
        (["--metrics", "--law"], "one thing at a time can be explained"),
    ],
)
def test_what_cannot_be_explained(here: Callable[..., Ended], words: list[str], expected: str) -> None:
    """Exit 2, and the next step."""
    ended = here("explain", *words)

    assert ended.code == 2
    assert expected in ended.err


def test_a_policy_is_shown_with_its_days(here: Callable[..., Ended]) -> None:
    """A source that is repealed today says so beside its status."""
    text = here("policy", "show", "credit", "nyc-ll144").out

    assert "until: 2026-07-20" in text
    assert "repealed, in force until 2026-07-20" in text
    assert "min_share: 0.02" in text
