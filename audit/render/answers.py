"""What is the answer of a section? One or two sentences, made from the numbers below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from audit.core.limit import Limit
from audit.render.charts.sizes import Size, draw
from audit.render.clean import clipped
from audit.render.findings import number_excused, where
from audit.render.numbers import DASH, count, counted, number, percent

Claims = Mapping[str, Any]

CATEGORIES = {
    "direct": "directly identifying",
    "special": "special category (GDPR Art. 9)",
    "criminal": "criminal offences (GDPR Art. 10)",
    "child": "about children",
    "freetext": "in free text",
    "quasi": "quasi-identifying",
    "pseudonym": "pseudonymous",
}
FEW = 4


def decide(claims: Claims) -> str:
    """Return how much is open."""
    verdicts = [row["verdict"] for row in claims["findings"] if not row["small"]]
    small = len(claims["findings"]) - len(verdicts)
    failed, unsure = verdicts.count("fail"), verdicts.count("unsure")
    if not verdicts:
        return "Nothing was judged, so nothing is known."
    if not failed and not unsure:
        return f"Nothing is open: {counted(len(verdicts), 'measurement')} judged, none fails and none is unsure."
    parts = [f"{count(failed)} of {counted(len(verdicts), 'measurement')} {'fails' if failed == 1 else 'fail'}"]
    if unsure:
        parts.append(f"{count(unsure)} {'is' if unsure == 1 else 'are'} unsure: too few rows to tell from the limit")
    excused = number_excused(claims)
    if excused:
        parts.append(f"{count(excused)} of these {'is' if excused == 1 else 'are'} waived or adopted")
    if small:
        parts.append(f"{count(small)} {'is' if small == 1 else 'are'} of groups too small to judge")
    return "; ".join(parts) + "."


def scope(claims: Claims) -> str:
    """Return how much was looked at, and that it was not everything."""
    sets = [f"{item['name']} ({counted(item['rows'], 'row')})" for item in claims["datasets"]]
    looked = f"Read: {', '.join(sets)}." if sets else "No dataset is listed."
    skipped = len(claims["not_checked"])
    return f"{looked} {counted(skipped, 'rule was', 'rules were')} not checked."


def sampled(claims: Claims, dataset: str) -> str:
    """Return on how many of its rows the decisions of a dataset were measured, nothing if on all."""
    sample = next((item["sample"] for item in claims["datasets"] if item["name"] == dataset), None)
    return f"Measured on a sample of {count(sample['rows'])} of {counted(sample['of'], 'row')}." if sample else ""


def personal(claims: Claims) -> str:
    """Return how many columns hold what."""
    rows = claims["columns"]
    names = {(row["dataset"], row["column"]) for row in rows}
    if not claims["datasets"]:
        return "No column was examined."
    if not names:
        return "Nothing was recognised in the columns examined. Recognisers miss things: read the limits above."
    kinds = {kind: len({(r["dataset"], r["column"]) for r in rows if r["category"] == kind}) for kind in CATEGORIES}
    said = ", ".join(f"{count(n)} {CATEGORIES[kind]}" for kind, n in kinds.items() if n)
    return f"{counted(len(names), 'column')} with personal data recognised{': ' + said if said else ''}."


def risk(claims: Claims) -> str:
    """Return k, and how many rows stand alone."""
    found = claims["risk"]
    if not found:
        return "No quasi-identifiers are declared, so the risk of singling out was not measured."
    k = found["k_text"] or count(found["k"])
    alone = f" {counted(found['unique'], 'row is', 'rows are')} unique." if found["unique"] is not None else ""
    below = found["below_limit"]
    under = f" {counted(below, 'row shares', 'rows share')} their combination with fewer than {smallest_class(found)} rows in all."
    return f"The smallest class holds k = {k} of {count(found['rows'])} rows.{alone}{under if below is not None else ''}"


def smallest_class(found: Mapping[str, Any]) -> str:
    """Return the smallest class size that is allowed, as a plain number."""
    smallest = _smallest(found)
    return count(round(smallest)) if smallest else DASH


def sizes(found: Mapping[str, Any], style: str = "") -> str:
    """Return the picture of the class sizes."""
    if not found or not found["sizes"]:
        return ""
    limit = _smallest(found)
    bars = tuple(
        Size(size_name(s), s["rows"], f"{_withheld(s['rows'])} rows, {_withheld(s['classes'])} classes", s["low"] < limit)
        for s in found["sizes"]
    )
    title = "Rows by class size: " + "; ".join(f"{bar.name}: {bar.words}" for bar in bars) + "."
    return draw(bars, title, style)


def _smallest(found: Mapping[str, Any]) -> float:
    """Return the limit as a number, 0 where none was set."""
    try:
        return float(str(found["limit"] or 0).removeprefix(">="))
    except ValueError:
        return 0.0


def _withheld(value: int | None) -> str:
    """Return a count, or a dash where it is withheld."""
    return count(value)


def size_name(size: Mapping[str, Any]) -> str:
    """Return the name of a bin of class sizes: `1`, `2 to 4`, `100 and more`."""
    if size["high"] is None:
        return f"{count(size['low'])} and more"
    return count(size["low"]) if size["low"] == size["high"] else f"{count(size['low'])} to {count(size['high'])}"


def fairness(claims: Claims) -> str:
    """Return the widest gap in selection rates and in error rates."""
    gaps = [
        _gap(claims, metric, words)
        for metric, words in (
            ("selection_rate", "Selection rates"),
            ("false_positive_rate", "False positive rates"),
            ("false_negative_rate", "False negative rates"),
        )
    ]
    said = " ".join(gap for gap in gaps if gap)
    return said or "No rate by group was measured: no protected column, or no decision to measure."


def _gap(claims: Claims, metric: str, words: str) -> str:
    """Return from where to where one rate runs over the groups, each group by name."""
    rows = [r for r in claims["metrics"] if r["metric"] == metric and r["attribute"] and r["value"] is not None]
    if not rows:
        return ""
    low, high = min(rows, key=lambda r: r["value"]), max(rows, key=lambda r: r["value"])
    return f"{words} run from {number(low['value'])} ({_who(low)}) to {number(high['value'])} ({_who(high)})."


def _who(row: Mapping[str, Any]) -> str:
    """Return a group with its attribute, short enough for a sentence."""
    return clipped(where({**row, "target": ""}), 60)


def scores(claims: Claims) -> str:
    """Return from where to where the share of high scores runs, over the groups that are shown whole."""
    whole = [row for row in claims["scores"] if any(row["bins"]) and None not in row["bins"]]
    if not whole:
        return "Too few rows to compare the scores of the groups bin by bin."
    highs = [(_high_share(row["bins"]), row) for row in whole]
    low, high = min(highs, key=lambda pair: pair[0]), max(highs, key=lambda pair: pair[0])
    ends = [f"{number(share)} ({_who(row)})" for share, row in (low, high)]
    return f"The share of rows scored 0.5 or more runs from {ends[0]} to {ends[1]}."


def _high_share(bins: Sequence[int]) -> float:
    """Return the share of the rows in the upper half of the bins."""
    return sum(bins[len(bins) // 2 :]) / sum(bins)


def quality(claims: Claims) -> str:
    """Return how much is missing."""
    rows = claims["profile"]
    if not rows:
        return "No column profile is in the evidence."
    gaps = [row for row in rows if row["missing_share"]]
    if not gaps:
        return f"{counted(len(rows), 'column')} read; no value is missing."
    worst = max(gaps, key=lambda row: row["missing_share"])
    return (
        f"{counted(len(rows), 'column')} read; {counted(len(gaps), 'has', 'have')} missing values, "
        f"most of all {clipped(worst['column'], 60)} ({number(worst['missing_share'])})."
    )


def advice(claims: Claims) -> str:
    """Return how many plans were tried and how many are enough."""
    tried = claims["advice"]
    if not tried:
        return "No technique was tried: no failed rule has one, or the rows were not at hand."
    enough = sum(1 for plan in tried if plan["solves"])
    verb = "meets" if enough == 1 else "meet"
    return f"{counted(len(tried), 'plan')} tried on the data; {count(enough)} {verb} the limit afterwards."


def effect(plan: Mapping[str, Any]) -> Mapping[str, str]:
    """Return what a plan changed and cost, as text."""
    found = plan["effect"]
    losses = [
        (share, f"{attribute}: {group}")
        for attribute, groups in found["lost_by_group"].items()
        for group, share in groups.items()
        if share is not None
    ]
    worst = max(losses, default=(0.0, ""))
    changed = found["values_changed"]
    return {
        "k": f"{count(found['k_before'])} to {count(found['k_after'])}" if found["k_before"] is not None else DASH,
        "lost": percent(found["lost"] / found["rows"]) if found["lost"] is not None and found["rows"] else DASH,
        "of": f"{count(found['lost'])} of {count(found['rows'])}" if found["lost"] else "",
        "changed": f"{counted(changed, 'value')} changed." if changed else "",
        "worst": percent(worst[0]) if losses else DASH,
        "group": worst[1] if worst[0] else "",
    }


def limit_words(text: str) -> str:
    """Return `at least 0.8` for `>= 0.8`."""
    try:
        limit = Limit.parse(text)
    except ValueError:
        return text
    return f"{'at least' if limit.sense == '>=' else 'at most'} {limit.value:,g}"
