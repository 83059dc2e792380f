"""How does the difference of two pieces of evidence read, on a screen and in Markdown?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from audit.render.markdown_text import code, escaped
from audit.render.numbers import counted, number, plain

Part = Mapping[str, Any]
WIDTH = 80
MOST_LINES = 40
MOST_ROWS = 200
MOST_SAID = 12
TITLES = {
    "new": "new", "worse": "worse", "again": "no longer waived or adopted", "better": "better", "gone": "gone",
}  # fmt: skip


def diff_text(document: Part) -> str:
    """Return the lines of the screen: what else differs first, then the findings; `!` stands before those that exit 1."""
    lines = [*_wrapped(_head(document)), *_wrapped(_counts(document))]
    lines += _section("what else differs", document["differs"], MOST_SAID)
    lines += _section("rules", [_rule(one) for one in document["rules"]], MOST_LINES)
    for state, title in TITLES.items():
        found = [one for one in document["findings"] if one["state"] == state]
        lines += _section(title, [f"{'! ' if one['counts'] else ''}{_finding(one)}" for one in found], MOST_LINES)
    lines += _section("passed before, not judged now", [_unjudged(one) for one in document["unjudged"]], MOST_SAID)
    lines += _section("intervals of a change", list(_assumed(document)), MOST_SAID)
    return "\n".join(lines) + "\n"


def diff_markdown(document: Part) -> str:
    """Return the same as Markdown: one table of findings, names that nothing takes for markup."""
    lines = [f"## {escaped(_head(document))}", "", escaped(_counts(document)), ""]
    lines += _bullets("What else differs", document["differs"], MOST_ROWS)
    lines += _bullets("Rules", [_rule(one) for one in document["rules"]], MOST_ROWS)
    lines += list(_table(document["findings"]))
    lines += _bullets("Passed before, not judged now", [_unjudged(one) for one in document["unjudged"]], MOST_SAID)
    lines += _bullets("Intervals of a change", list(_assumed(document)), MOST_ROWS)
    return "\n".join(lines).rstrip() + "\n"


def _head(document: Part) -> str:
    """Return whose answer is which, and was."""
    old, new = document["old"], document["new"]
    was = f", was {old['overall']}" if old["overall"] != new["overall"] else ", as before"
    return f"{new['subject']}: {new['overall']}{was}"


def _counts(document: Part) -> str:
    """Return how many findings are in which state, and what closes the gate."""
    counts = document["counts"]
    parts = [f"{counts[state]:,} {title}" for state, title in TITLES.items()]
    excused = f" {counted(document['excused'], 'finding')} newly waived or adopted." if document["excused"] else ""
    return f"{', '.join(parts)}, {counts['unchanged']:,} unchanged.{excused} {document['reason'][:1].upper()}{document['reason'][1:]}."


def _rule(one: Part) -> str:
    """Return what became of a rule."""
    if one["state"] == "not judged":
        return f"{one['rule']} ({one['severity']}) is not judged any more: {one['reason']}"
    return f"{one['rule']} ({one['severity']}): {_word(one['new'])}, was {_word(one['old'])}"


def _word(verdict: str | None) -> str:
    """Return a verdict in words."""
    return "not judged" if verdict is None else verdict.replace("_", " ")


def _name(one: Part) -> str:
    """Return what a finding is about."""
    return f"{one['rule']} at {one['target']} ({one['metric'].replace('_', ' ')})"


def _finding(one: Part) -> str:
    """Return a finding in a few words: what it is, what it was, how far it moved."""
    now, was = _side(one["new"]), _side(one["old"])
    limit = f", limit {(one['new'] or one['old'])['limit']}"
    sides = (f"{now}, was {was}" if now and was else now or f"was {was}") + limit
    words = [f"{_name(one)}, {one['severity']}: {sides}", _change(one["change"]), *one["why"]]
    return "; ".join(word for word in words if word)


def _side(side: Part | None) -> str:
    """Return one side: its verdict, value and interval."""
    if side is None:
        return ""
    if side["value"] is None:
        return f"{side['verdict']} without a value"
    span = "" if side["low"] == side["high"] else f" ({_end(side['low'])} to {_end(side['high'])})"
    return f"{side['verdict']} with {_number(side['value'])}{span}"


def _change(change: Part | None) -> str:
    """Return how far a value moved."""
    if change is None or not change["value"]:
        return ""
    moved = f"moved by {_signed(change['value'])}"
    if change["level"] is None:
        return moved
    low, high = (float("-inf") if change["low"] is None else change["low"]), (float("inf") if change["high"] is None else change["high"])
    chance = ", which may be chance" if low <= 0 <= high else ""
    kind = "same rows" if _is_same(change) else "separate samples"
    return f"{moved} ({_end(change['low'])} to {_end(change['high'])}, {kind}){chance}"


def _is_same(change: Part) -> bool:
    """Tell whether both values were measured on the same rows."""
    return str(change["assumes"]).startswith("the same rows")


def _number(value: float) -> str:
    """Return a number in signs that every terminal has."""
    return plain(number(value))


def _end(value: float | None) -> str:
    """Return an end of an interval, `open` where there is none."""
    return "open" if value is None else _number(value)


def _signed(value: float) -> str:
    """Return a number with its sign."""
    return _number(value) if value < 0 else f"+{_number(value)}"


def _unjudged(one: Part) -> str:
    """Return what passed and is not judged any more."""
    return f"{_name(one)}, {one['severity']}: {one['why']}"


def _assumed(document: Part) -> Iterator[str]:
    """Yield what the intervals that were shown take for granted, with their lowest level, each once."""
    changes = [one["change"] for one in document["findings"] if one["change"] and one["change"]["level"] is not None]
    for assumes in sorted({change["assumes"] for change in changes}):
        level = min(change["level"] for change in changes if change["assumes"] == assumes)
        yield f"{assumes}; level {level:.4f} or above"


def _section(title: str, items: Sequence[str], most: int) -> list[str]:
    """Return a titled list of the screen, at most so many items."""
    lines = [line for item in items[:most] for line in _wrapped(item, " - ", "   ")]
    more = [f"   and {counted(len(items) - most, 'more', 'more')}"] if len(items) > most else []
    return ["", title, *lines, *more] if items else []


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """Return a text in lines of the screen."""
    return wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest)


def _bullets(title: str, items: Sequence[str], most: int) -> list[str]:
    """Return a titled list in Markdown, at most so many items."""
    lines = [f"- {escaped(item)}" for item in items[:most]]
    more = [f"- and {len(items) - most:,} more"] if len(items) > most else []
    return [f"### {title}", "", *lines, *more, ""] if items else []


def _table(findings: Sequence[Part]) -> Iterator[str]:
    """Yield the findings as a table, what closes the gate first."""
    if not findings:
        return
    yield from ("### Findings", "", "| | finding | severity | limit | now | was | change |", "|---|---|---|---|---|---|---|")
    for one in findings[:MOST_ROWS]:
        state = f"**{TITLES[one['state']]}**" if one["counts"] else TITLES[one["state"]]
        why = "; ".join(word for word in (_change(one["change"]), *one["why"]) if word)
        name = f"{code(one['rule'])} {escaped(one['target'])} {escaped('(' + one['metric'].replace('_', ' ') + ')')}"
        cells = (one["severity"], (one["new"] or one["old"])["limit"], _side(one["new"]), _side(one["old"]), why)
        yield f"| {state} | {name} | {' | '.join(escaped(cell) for cell in cells)} |"
    if len(findings) > MOST_ROWS:
        yield f"\nand {len(findings) - MOST_ROWS:,} more: the whole list is in `--format json`."
    yield ""
