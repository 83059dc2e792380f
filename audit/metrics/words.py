"""What does every metric mean? Its formula, its sign, which outcome it counts, and its name in other tools."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import fill

from audit.core.metric import Metric
from audit.metrics.registry import metrics

WIDTH = 80
_HEAD = """# Fairness metrics

Every number about groups that equigate measures, made from the metrics themselves (`audit/metrics`, one file per family).
The same words stand in the report beside the numbers; `equigate explain --metrics` prints them in a terminal.

**Counts.** Of a group g with n rows: TP, FP, FN and TN are its true positives, false positives, false negatives and true negatives.
r is the reference group. *Positive* is the event whose errors are counted, *favourable* the outcome that benefits a person and that
a selection rate counts: two settings of the subject, which may differ (a default is the event, no default the favourable outcome).
*Counts* says which of the two a metric looks at: for "neither" the choice makes no difference. With several classes each is the
positive one in turn.

**Reference.** The group that the subject or the policy names. If none is named: the group with the highest rate for selection, the
largest group otherwise, among the groups with at least `min_group` rows in the metric's own denominator; ties go by name. A pool
of rare groups is never the reference, "unknown" only by name. The report prints the group beside each number.

**Undefined.** A number whose denominator is empty has no value, and says why ("not estimable: no positives (n=40)"). It is never 0 or 1.

**Names elsewhere** are those of the same number. Where the sign or the scale of another tool differs, the note says so.
"""
_FAVOURABLE = re.compile(r"favourable|selected|selection|demographic parity", re.IGNORECASE)
_POSITIVE = re.compile(r"\b(TP|FP|FN|TN|TPR|FPR|FNR|TNR|PPV|NPV|AUC|precision|odds|event)\b|positive|negative|opportunity", re.IGNORECASE)


def reading(metric: Metric) -> str:
    """Return which outcome a metric counts, as far as its words tell: the favourable or the positive one, each class, or neither."""
    text = f"{metric.name.replace('_', ' ')} {metric.formula} {metric.says}"
    if metric.family == "classes":
        return "each class in turn"
    found = [word for word, pattern in (("favourable", _FAVOURABLE), ("positive", _POSITIVE)) if pattern.search(text)]
    return " and ".join(found) or "neither"


def metrics_page() -> str:
    """Return every metric in Markdown, one table per family."""
    return f"{_HEAD}\n" + "\n".join(_section(family, ones) for family, ones in _families())


def metrics_text() -> str:
    """Return every metric for a terminal, family by family."""
    parts = [f"{family}\n{'-' * len(family)}\n" + "\n".join(metric_text(one) for one in ones) for family, ones in _families()]
    return "\n".join(parts)


def metric_text(metric: Metric) -> str:
    """Return one metric for a terminal."""
    lines = [
        f"{metric.name} ({metric.family})",
        _indented(metric.says),
        _indented(f"Formula: {metric.formula}"),
        _indented(f"Sign: {metric.sign}"),
        _indented(f"Counts: {reading(metric)}"),
        *([_indented(f"Elsewhere: {'; '.join(_elsewhere(metric))}")] if metric.elsewhere else []),
        *([_indented(f"Source: {metric.source}")] if metric.source else []),
    ]
    return "\n".join(lines) + "\n"


def _families() -> Iterator[tuple[str, list[Metric]]]:
    """Yield the metrics of each family, in the order in which it lists them."""
    for family, ones in groupby(metrics().values(), key=lambda metric: metric.family):
        yield family, list(ones)


def _section(family: str, ones: Iterable[Metric]) -> str:
    """Return the table of one family."""
    rows = [
        f"| `{one.name}` | {_cell(one.says)} | {_cell(one.formula)} | {_cell(one.sign)} | {reading(one)} "
        f"| {_cell('; '.join(_elsewhere(one)))} | {_cell(one.source)} |"
        for one in ones
    ]
    head = ["| metric | what it is | formula | sign | counts | elsewhere | source |", "|---|---|---|---|---|---|---|"]
    return "\n".join([f"## {family} ({len(rows)})", "", *head, *rows, ""])


def _cell(text: str) -> str:
    """Return a text that cannot end a cell of a table."""
    return text.replace("|", "\\|")


def _elsewhere(metric: Metric) -> list[str]:
    """Return each tool with its name for the number."""
    return [f"{tool}: {name}" for tool, name in metric.elsewhere]


def _indented(text: str) -> str:
    """Return indented, wrapped text."""
    return fill(text, WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
