"""What does a reviewer read on a code host? The answer, what to decide, why; below 1 MiB, worst first, and saying what was cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from audit.core.evidence import Evidence
from audit.core.words import Severity
from audit.render.findings import WORDS, badness, by_weight, left_of, metric_name, own_limit, sentence, where, whole
from audit.render.fit import read
from audit.render.markdown_table import Table, size, tables
from audit.render.markdown_text import code, escaped
from audit.render.numbers import count, counted, interval, number, probability
from audit.render.registry import Format
from audit.render.several import answers, worst_first

MOST = 1_000_000
"""Bytes of a page. A step summary of GitHub is refused as a whole from 1,048,576 bytes on; the rest is for what stands around it."""
Row = Mapping[str, Any]
_SEVERITIES = [str(severity) for severity in Severity]
_FINDINGS = ("Verdict", "Severity", "Rule", "Where", "Measured", "Interval", "Limit", "Rows", "Note")
_RULES = ("Verdict", "Severity", "Rule", "Judged", "Failed", "Unsure", "Limit", "Who set it", "Reason")
_WAIVERS = ("Waiver", "State", "Rule", "Target", "Owner", "Approved by", "Ends", "Reason")
_ENTRIES = ("State", "Rule", "Target", "Metric", "Was", "Value", "Limit", "Owner", "Adopted", "Ends")
_STATES = {
    "unchanged": "adopted in the baseline",
    "worse": "worse than in the baseline",
    "new": "not in the baseline",
    "ended": "its time in the baseline has ended",
}


def to_bytes(evidence: Evidence) -> bytes:
    """Return the page in UTF-8; raises BadInput if the evidence does not fit its schema."""
    return page([evidence]).encode("utf-8")


def together(made: Sequence[Evidence]) -> bytes:
    """Return one page of several subjects in UTF-8, the worst first."""
    return page(made).encode("utf-8")


def page(made: Sequence[Evidence], most: int = MOST) -> str:
    """Return the page of one or more subjects in at most `most` bytes; what does not fit is counted.

    With several subjects a table of their answers comes first; each of them has an equal share of the rest, and what
    one leaves over goes to the next.
    """
    ordered = [read(one) for one in worst_first(made)]
    parts = [_overview(made, [one.claims for one in ordered], most)] if len(made) > 1 else []
    room = most - sum(size(part) for part in parts)
    for place, one in enumerate(ordered):
        part = _subject(one.claims, one.run, room // (len(ordered) - place))
        if size(part) > room:
            break
        room -= size(part)
        parts.append(part)
    return "".join(parts).rstrip("\n") + "\n"


def _overview(made: Sequence[Evidence], ordered: Sequence[Row], most: int) -> str:
    """Return the answers of several subjects."""
    head = ("Answer", "Subject", "Exit code", "Reason")
    return "".join(tables([Table(answers(made), head, ordered, _answer, "subject", mark="##")], most // 4))


def _answer(claims: Row) -> list[str]:
    """Return the cells of one subject."""
    return [f"**{claims['overall']}**", code(claims["subject"]["name"]), str(claims["exit_code"]), escaped(claims["reason"])]


def _subject(claims: Row, run: Row, most: int) -> str:
    """Return the part of one subject; one that has no room for more keeps its answer."""
    title = f"## {claims['overall']}: {escaped(claims['subject']['name'])}\n\n"
    headline = escaped(claims["headline"])
    said = [f"**{headline}**\n\n" if headline else "", f"{escaped(claims['count_line'])}\n\n", _todo(claims["todo"]), _audited(claims, run)]
    sizes = accumulate(map(size, said), initial=size(title))
    kept = [part for part, end in zip(said, list(sizes)[1:], strict=True) if end <= most]
    head = title + "".join(kept[:3])
    tail = "".join(kept[3:])
    body = tables(_tables(claims), most - size(head) - size(tail))
    return "".join([head, *body, tail])


def _tables(claims: Row) -> Iterator[Table]:
    """Yield the tables in the order in which they are read, and served with room."""
    rules = sorted(({**left_of(rule, claims["findings"])[0], "whole": rule["verdict"]} for rule in claims["rules"]), key=by_weight)
    findings = sorted(claims["findings"], key=_urgency)
    yield Table("Rules that do not pass", _RULES, [rule for rule in rules if rule["verdict"] != "pass"], _rule, "rule")
    yield Table("To decide", _FINDINGS, [row for row in findings if row["verdict"] != "pass"], _finding, "finding")
    yield Table("Waivers", _WAIVERS, claims["waivers"], _waiver, "waiver")
    changed = [row for row in (claims["baseline"] or {}).get("entries", []) if row["state"] != "unchanged"]
    yield Table("Baseline: what is not as it was adopted", _ENTRIES, changed, _entry, "entry")
    yield Table("Not checked", ("Rule", "Why"), claims["not_checked"], _unchecked, "rule")
    yield Table(_many(rules, "rule"), _RULES, [rule for rule in rules if rule["verdict"] == "pass"], _rule, "rule", folded=True)
    passed = [row for row in findings if row["verdict"] == "pass"]
    yield Table(_many(findings, "measurement"), _FINDINGS, passed, _finding, "measurement", folded=True)


def _many(rows: Sequence[Row], noun: str) -> str:
    """Return how many rows pass, of how many."""
    return f"{count(sum(row['verdict'] == 'pass' for row in rows))} of {counted(len(rows), noun)} pass"


def _excuse(row: Row) -> str:
    """Return by what a finding does not count, or nothing."""
    return "waived" if row["waiver"] else "adopted" if row["baseline"] == "unchanged" else ""


def _urgency(row: Row) -> tuple[Any, ...]:
    """Return the sort key of a finding: what is excused last, then verdict, severity, and how far beyond its limit."""
    severity = _SEVERITIES.index(row["severity"]) if row["severity"] in _SEVERITIES else len(_SEVERITIES)
    verdict, distance = badness(row)
    return bool(_excuse(row)), verdict, severity, distance, row["rule"], row["target"], row["metric"]


def _verdict(row: Row, excuse: str = "") -> str:
    """Return the verdict, in bold where it is not a pass and nothing excuses it."""
    word = escaped(WORDS.get(row["verdict"]) or str(row["verdict"]))
    if excuse:
        return f"{word} ({excuse})"
    return f"**{word}**" if row["verdict"] not in {"pass", "excused"} else word


def _rule(rule: Row) -> list[str]:
    """Return the cells of one rule; where waivers or a baseline leave less of it than was measured, both are said."""
    measured = escaped(WORDS.get(rule["whole"]) or str(rule["whole"]))
    more = f" ({measured} with what is waived or adopted)" if rule["verdict"] != rule["whole"] else ""
    counts = [count(rule[name]) for name in ("judged", "failed", "unsure")]
    source = escaped(f"{rule['limit_source']} ({rule['limit_status']})")
    return [_verdict(rule) + more, escaped(rule["severity"]), code(rule["rule"]), *counts, _limit(rule), source, escaped(rule["reason"])]


def _finding(row: Row) -> list[str]:
    """Return the cells of one finding."""
    limit = own_limit(row)
    beside, exact = limit.value if limit else None, whole(row, limit)
    value = f" {number(row['value'], beside, whole=exact)}" if row["value"] is not None else ": no value"
    span = "" if row["low"] == row["high"] else interval(row["low"], row["high"], beside, whole=exact)
    rows = row["rows_text"] or count(row["rows"])
    measured = f"{escaped(metric_name(row['metric']))}{value}"
    place = code(where(row)) if where(row) == row["dataset"] else f"{code(where(row))} of {code(row['dataset'])}"
    return [
        _verdict(row, _excuse(row)),
        escaped(row["severity"]),
        code(row["rule"]),
        place,
        measured,
        span,
        _limit(row),
        escaped(rows),
        escaped(_note(row)),
    ]


def _limit(row: Row) -> str:
    """Return a limit that is not broken into two lines."""
    return escaped(row["limit"]).replace(" ", "&nbsp;")


def _note(row: Row) -> str:
    """Return what else is to be said of a finding, what the gate did with it first."""
    gate = [row["note"]] if row["note"] else [f"waived by {row['waiver']}" if row["waiver"] else "", _STATES.get(row["baseline"] or "", "")]
    small = "below the minimum group size" if row["small"] and not row["reason"] else ""
    words = [*gate, row["detail"], row["reason"], probability(row["p"]), small, "from a sample" if row["sampled"] else ""]
    kept = dict.fromkeys(word.strip().rstrip(".") for word in words if word.strip())
    return " ".join(f"{sentence(word)}." for word in kept)


def _waiver(row: Row) -> list[str]:
    """Return the cells of one waiver, with what became of it."""
    names = ("id", "state", "rule", "target", "owner", "approved_by", "expires", "reason")
    return [escaped(_text(row, name)) for name in names]


def _entry(row: Row) -> list[str]:
    """Return the cells of one entry of the baseline."""
    names = ("state", "rule", "target", "metric", "verdict", "value", "limit", "owner", "adopted", "until")
    return [escaped(_text(row, name)) for name in names]


def _unchecked(row: Row) -> list[str]:
    """Return the cells of one thing that was not checked."""
    return [code(row["rule"]), escaped(row["reason"])]


def _text(row: Row, name: str) -> str:
    """Return a part of a row as text, a number to three digits."""
    value = row.get(name)
    return number(value) if isinstance(value, float) else "" if value is None else str(value)


def _todo(items: Sequence[str]) -> str:
    """Return what to do first."""
    lines = [f"{place}. {escaped(item)}" for place, item in enumerate(items, 1)]
    return "\n".join(["### Do first", "", *lines]) + "\n\n" if lines else ""


def _audited(claims: Row, run: Row) -> str:
    """Return what was audited and by what: the names and hashes by which somebody else finds the same."""
    data = [f"{code(one['name'])} {counted(one['rows'], 'row')}, {code(one['sha256'] or 'no hash')}" for one in claims["datasets"]]
    model = claims["model"]
    lines = [
        ("Data", "; ".join(data) or "none"),
        ("Model", f"{escaped(model['estimator'])}, {code(model['sha256'] or 'no hash')}" if model else "no model file was given"),
        (
            "Policy",
            f"{code(claims['policy']['name'])} {code(claims['policy']['sha256'] or 'no hash')}, as of {claims['as_of'] or 'no day'}",
        ),
        ("Run", f"{escaped(run['tool'])}, {escaped(run['time'])}, {code(run['command'])}"),
    ]
    return "### What was audited\n\n" + "\n".join(f"- {name}: {said}" for name, said in lines) + "\n"


FORMAT = Format("markdown", ".md", to_bytes, binary=False, together=together)
