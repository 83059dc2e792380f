"""What does the terminal say of a release? Every promise beside its measured value, what else was seen, what was not checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from audit.render.clean import clean
from audit.render.lines import in_lines
from audit.render.numbers import count, counted, number, percent, plain
from audit.render.text import columns as cells
from audit.render.text import fitted, padded

NARROW, WIDE = 72, 120
_ASKED, _MEASURED, _VERDICT = 8, 9, 12
_LEAST_WHAT = 24
_MOST_GROUPS = 5
_MOST_NAMED = 6
_WORST_FIRST = {"not kept": 0, "unsure": 1, "not measured": 2, "kept": 3}
_LESS = 0.01


def lines(claims: Mapping[str, Any], output: str, width: int) -> Iterator[str]:
    """Yield the lines about one release, none wider than `width` (72 to 120)."""
    width = min(max(width, NARROW), WIDE)
    yield from in_lines(_head(claims, output), width, "", "  ")
    for note in claims["notes"]:
        yield from in_lines(note, width, "  ", "  ")
    yield from _promises(claims["promise"], width)
    yield from _groups(claims["lost"], width)
    beside = list(_beside(claims))
    if beside:
        yield from ("", "Measured besides")
        for text in beside:
            yield from in_lines(text, width, "  - ", "    ")
    yield from ("", "Not checked")
    for text in claims["not_checked"]:
        yield from in_lines(text, width, "  - ", "    ")


def _head(claims: Mapping[str, Any], output: str) -> str:
    """Return what was written."""
    release, source, lost = claims["release"], claims["source"], claims["lost"]
    gone = f" {counted(lost['rows'], 'row')} lost ({_percent(lost['rows'] / lost['of'])})." if lost["rows"] else " No row is lost."
    columns = f"{count(len(release['columns']))} of {counted(source['columns'], 'column')}"
    return f"{output}: {counted(release['rows'], 'row')}, {columns}, by plan {claims['plan']['name']}.{gone}"


def _promises(promises: Sequence[Mapping[str, Any]], width: int) -> Iterator[str]:
    """Yield a line per promise, the broken ones first, and below it where or why."""
    if not promises:
        return
    most = max(_LEAST_WHAT, width - _ASKED - _MEASURED - _VERDICT - 12)
    first = min(max(cells(clean(one["what"])) for one in promises), most)
    yield ""
    yield f"  {padded('promised', first)}{'asked':>{_ASKED}}  {'measured':>{_MEASURED}}  verdict"
    for one in sorted(promises, key=lambda one: _WORST_FIRST.get(one["verdict"], 0)):
        what = fitted(clean(one["what"]), first)
        yield f"  {padded(what, first)}{one['asked']:>{_ASKED}}  {_value(one):>{_MEASURED}}  {_verdict(one)}"
        if one["says"]:
            yield from in_lines(one["says"], width, "    ", "    ")


def _value(one: Mapping[str, Any]) -> str:
    """Return a measured value; a share is told apart from the limit it misses."""
    value = one["measured"]
    if value is None:
        return "-"
    if isinstance(value, int):
        return f"{value:,}"
    return plain(number(value, float(one["asked"].split()[-1])))


def _verdict(one: Mapping[str, Any]) -> str:
    """Return the word of a verdict; the one that ends with exit 1 stands out."""
    return "NOT KEPT" if one["verdict"] == "not kept" else str(one["verdict"])


def _groups(lost: Mapping[str, Any], width: int) -> Iterator[str]:
    """Yield the groups that lose most."""
    groups = sorted((one for one in lost["groups"] if one["lost"]), key=lambda one: -one["share"])
    if not groups:
        return
    yield from ("", "Rows lost by group, the largest share first")
    first = min(max(cells(clean(_group(one))) for one in groups[:_MOST_GROUPS]), width - 40)
    for one in groups[:_MOST_GROUPS]:
        numbers = f"{_percent(one['share']):>8}  {count(one['lost'])} of {counted(one['rows'], 'row')}"
        yield f"  {padded(fitted(clean(_group(one)), first), first)}{numbers}"
    if len(groups) > _MOST_GROUPS:
        yield f"  and {counted(len(groups) - _MOST_GROUPS, 'more group')}"


def _group(one: Mapping[str, Any]) -> str:
    """Return attribute and group."""
    return f"{one['attribute']}: {one['group']}"


def _beside(claims: Mapping[str, Any]) -> Iterator[str]:
    """Yield what was measured and is no promise: classes, what they tell, personal data, joins."""
    risk, linkage = claims["risk"], claims["linkage"]
    if risk["file"]:
        one = risk["file"]
        yield f"k = {one['k']} over {', '.join(one['columns'])}, in {counted(one['classes'], 'class', 'classes')} of the written file."
    for name, readings in risk["sensitive"].items():
        yield _sensitive(name, readings)
    if risk["linked_to_originals"]:
        yield _linked(risk["linked_to_originals"])
    yield from _held(claims["columns"])
    yield from _source(linkage["source"])
    for one in linkage["public"]:
        yield _public(one)
    if linkage["earlier"] == []:
        yield "The ledger lists no earlier release."


def _sensitive(name: str, readings: Sequence[Mapping[str, Any]]) -> str:
    """Return what the classes tell of a sensitive column, the worse of its readings."""
    fewest = min(one["distinct_l_diversity"] for one in readings)
    furthest = max(one["t_closeness"] for one in readings)
    return f"{name}: distinct l = {fewest}, t = {plain(number(furthest))} (equal or ordered distance, the worst class)."


def _linked(one: Mapping[str, Any]) -> str:
    """Return how many rows with perturbed values are found again."""
    looked = f"Of {counted(one['looked'], 'row')} looked for by {', '.join(one['columns'])}"
    return f"{looked}, {_percent(one['share'])} are nearest to their own original; by chance {_percent(one['chance'])} would be."


def _held(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what columns hold that name nobody by themselves."""
    titles = {
        "special": "special categories", "criminal": "data on offences", "child": "data of children",
        "quasi": "what identifies in combination", "pseudonym": "pseudonyms",
    }  # fmt: skip
    for category, title in titles.items():
        names = list(dict.fromkeys(str(row["column"]) for row in rows if row["category"] == category))
        if names:
            yield f"Columns with {title}: {_some(names)}."


def _source(found: Mapping[str, Any] | None) -> Iterator[str]:
    """Yield how many rows whoever holds the source can point at."""
    if found is None:
        yield "Every column was changed by the plan, or is in no other file: rows were not joined to the source. They keep its order."
        return
    untouched = f"the {counted(len(found['columns']), 'column')} that the plan leaves as they are ({_some(found['columns'])})"
    rows = f"{count(found['unique'])} of {counted(found['rows'], 'row')} ({_percent(found['share'])})"
    yield f"Whoever holds the source finds {rows} again by {untouched}. Rows keep the order of the source."


def _public(one: Mapping[str, Any]) -> str:
    """Return how many rows an outsider's file finds."""
    found = one["matches"]
    if found is None:
        return f"{one['file']} shares no column with the release."
    rows = f"{count(found['unique'])} of {counted(found['rows'], 'row')} ({_percent(found['share'])})"
    return f"{one['file']} can be joined one to one with {rows}, by {_some(found['columns'])}."


def _some(names: Sequence[str]) -> str:
    """Return the first names of a list, and how many more there are."""
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _percent(share: float) -> str:
    """Return a share as a percentage of plain signs."""
    text = plain(percent(share)).replace("\N{NO-BREAK SPACE}", " ")
    return "less than 0.01 %" if 0 < share * 100 < _LESS else text
