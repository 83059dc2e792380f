"""Does the evidence agree with itself? Every verdict in it is judged again from its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from math import floor, inf, log10
from pathlib import Path
from typing import Any, TypeAlias

from audit.claims.excuses import excuse_claims, excuses_in, noted_findings, noted_rules, settled_of
from audit.claims.small_cells import OVER_ROWS, withheld
from audit.core.errors import BadInput
from audit.core.evidence import Evidence
from audit.core.finding import Interval, fingerprint_of
from audit.core.limit import Limit
from audit.core.words import Verdict
from audit.gate.settle import Excuses, Settled
from audit.judge import judge
from audit.metrics.compared import pooled
from audit.observe.outcomes import JOIN
from audit.render.embedded import evidence_in, is_pdf

CONSISTENT = "consistent, not authenticated: nobody's signature is on it"
LEAST = re.compile(r"fewer than (\d+) rows: listed, not judged")
SHARE = re.compile(r"less than (\d[\d.e-]*) of all rows: listed, not judged")
_OTHER_ROWS = frozenset({"roc_auc_score_difference", "attribute_auc", "suppression_difference"})
"""Metrics that can rest on fewer rows than they name: on those of a class, or of all other groups."""
_ROUNDED = 5
"""How far a number of rows that is rounded to tens may be from what it stands for."""
Told: TypeAlias = frozenset[tuple[str, str, str, str]]


def read_evidence(path: Path) -> Evidence:
    """Read evidence, from its own file or out of a report in PDF; raises BadInput if it is none of this version."""
    try:
        data = path.read_bytes()
        found = Evidence.from_json(evidence_in(data, str(path)) if is_pdf(data) else data.decode("utf-8"))
        # Without an answer it is no evidence, and nothing is rendered from it.
        _ = found.overall, found.exit_code
    except FileNotFoundError:
        raise BadInput.one(str(path), "there is no such file", "Check the path") from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadInput.one(str(path), f"not evidence of this version ({type(error).__name__})", "Give an evidence.json") from None
    return found


def disagreements(evidence: Evidence) -> list[str]:
    """Return every place where the evidence contradicts itself; raises BadInput if parts are missing."""
    try:
        return list(_all(evidence.claims, evidence.run))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"parts are missing or malformed ({type(error).__name__})"
        raise BadInput.one("evidence", what, "Give the file as it was written") from None


def _all(claims: Mapping[str, Any], run: Mapping[str, Any]) -> Iterator[str]:
    """Yield what differs, from the findings up to the answer."""
    protected, told = frozenset(item["column"] for item in claims["roles"]["protected"]), _told(claims)
    for finding in claims["findings"]:
        yield from _finding(finding, protected)
        yield from _listed(finding, claims)
        yield from _withheld(finding, claims, told)
    for rule in claims["rules"]:
        yield from _rule(rule, [one for one in claims["findings"] if one["rule"] == rule["rule"]])
    yield from _answer(claims, run)


def _finding(finding: Mapping[str, Any], protected: frozenset[str]) -> Iterator[str]:
    """Yield what is wrong with one finding: its identity, or its verdict against its numbers."""
    place = f"{finding['rule']} at {finding['target']}"
    if finding["fingerprint"] != fingerprint_of(finding["rule"], finding["target"], finding["metric"]):
        yield f"{place}: the fingerprint is of another finding"
    if finding["small"] or finding["value"] is None:
        yield from _unvalued(finding, place)
        return
    yield from _decided(finding, place)
    wanted = _verdicts(finding, rounded=set(finding["attribute"].split(JOIN)) <= protected)
    if finding["verdict"] not in wanted:
        yield f"{place}: the numbers say {' or '.join(sorted(wanted))}, the evidence says {finding['verdict']}"


def _unvalued(finding: Mapping[str, Any], place: str) -> Iterator[str]:
    """Yield what is wrong with a finding without a value to judge: only what may not be shown keeps its verdict."""
    if finding["small"] and finding["verdict"] != Verdict.UNSURE:
        yield f"{place}: a group too small to judge can neither pass nor fail"
    hidden = finding["reason"].startswith("withheld") and (_gap(finding) or (finding["rows"] is None and finding["group"]))
    if not finding["small"] and not hidden and finding["verdict"] != Verdict.UNSURE:
        yield f"{place}: there is no value, the evidence says {finding['verdict']}"


def _gap(finding: Mapping[str, Any]) -> bool:
    """Tell whether a finding is about gaps in a column: how many may give away a small group."""
    return bool(finding["metric"] == "missing_share" and not finding["group"])


def _listed(finding: Mapping[str, Any], claims: Mapping[str, Any]) -> Iterator[str]:
    """Yield what speaks against listing a finding and not judging it: rows enough, or no reason."""
    if not finding["small"]:
        return
    place, few, thin = f"{finding['rule']} at {finding['target']}", LEAST.fullmatch(finding["reason"]), SHARE.fullmatch(finding["reason"])
    if finding["value"] is not None and not few and not thin:
        yield f"{place}: it does not say why it was not judged"
    if few and large(finding, int(few[1]), claims):
        yield f"{place}: {finding['rows_text']} rows are not fewer than {few[1]}"
    every = max((one["rows"] or 0 for one in claims["datasets"] if one["name"] == finding["dataset"]), default=0)
    if thin and every and _rows(finding)[0] >= 1.01 * float(thin[1]) * every:
        yield f"{place}: {finding['rows_text']} rows are not less than {thin[1]} of {every:,}"


def large(finding: Mapping[str, Any], least: int, claims: Mapping[str, Any]) -> bool:
    """Tell whether a group certainly has so many rows that it is judged; not where its rows may count as fewer."""
    roles, person = claims["roles"], claims["roles"]["subject_id"]
    once = not person or any(
        one["distinct"] is not None and one["missing"] is not None and one["distinct"] == one["rows"] - one["missing"]
        for one in claims["profile"]
        if (one["dataset"], one["column"]) == (finding["dataset"], person)
    )
    rests = finding["metric"] in _OTHER_ROWS or pooled(finding["attribute"], finding["group"])
    return once and not roles["weight"] and not rests and _rows(finding)[0] >= least


def _rows(finding: Mapping[str, Any]) -> tuple[int, int]:
    """Return the least and the most rows that a finding may rest on; 0 where they are not shown."""
    rows, slack = finding["rows"] or 0, _ROUNDED if finding["rows_text"].startswith("about") else 0
    return rows - slack, rows + slack


def _told(claims: Mapping[str, Any]) -> Told:
    """Return what is shown of every group: anything, something that needs the label, and every denominator by its name."""
    found = set()
    for one in (*claims["findings"], *claims["metrics"]):
        if one["rows"] is not None and one["group"]:
            cell = (one["dataset"], one["attribute"], one["group"])
            found |= {(*cell, "any"), (*cell, "any" if one["metric"] in OVER_ROWS else "label")}
            found |= {(*cell, _denominator(one["metric"]))} if one.get("by") is None else set()
    return frozenset(found)


def _denominator(metric: str) -> str:
    """Return the name of what a metric counts in a group: a comparison rests on the same rows as the rate."""
    return f"of {metric if metric in _OTHER_ROWS else metric.removesuffix('_ratio').removesuffix('_difference')}"


def _withheld(finding: Mapping[str, Any], claims: Mapping[str, Any], told: Told) -> Iterator[str]:
    """Yield what speaks against withholding a finding: another sentence, or that the same is shown elsewhere."""
    place, text = f"{finding['rule']} at {finding['target']}", finding["rows_text"]
    few = f"<{claims['policy']['gate']['min_cell']}"
    if finding["rows"] is None and finding["group"]:
        why = _denominator(finding["metric"]) if text == few else "any" if finding["metric"] in OVER_ROWS else "label"
        if text not in {few, "withheld"} or finding["reason"] != withheld(text) or finding["value"] is not None:
            yield f"{place}: it is not withheld as evidence is, for its own few rows or those of a smaller group"
        elif (finding["dataset"], finding["attribute"], finding["group"], why) in told:
            yield f"{place}: it is withheld, and its rows are shown elsewhere"
    elif finding["reason"].startswith("withheld") and not (_gap(finding) and _hides_gaps(finding, claims)):
        yield f"{place}: it is withheld, and its rows are shown"


def _hides_gaps(finding: Mapping[str, Any], claims: Mapping[str, Any]) -> bool:
    """Tell whether how many values a column lacks is withheld wherever it stands."""
    shown = {(one["dataset"], one["column"]) for one in claims["profile"] if one["missing"] is not None}
    wanted = finding["value"] is None and finding["reason"] in {withheld(""), withheld("<")}
    return wanted and (finding["dataset"], finding["attribute"]) not in shown


def _decided(finding: Mapping[str, Any], place: str) -> Iterator[str]:
    """Yield what speaks against the way a finding says it was decided."""
    exact = finding["low"] == finding["value"] == finding["high"]
    high = inf if finding["high"] is None else float(finding["high"])
    slack = 0.01 * abs(float(finding["value"])) + 1e-9
    if finding["low"] is not None and not float(finding["low"]) - slack <= float(finding["value"]) <= high + slack:
        yield f"{place}: the value lies outside its interval"
    if finding["decided_on"] == "exact" and not exact:
        yield f"{place}: an exact value has no interval"
    if (finding["decided_on"] == "point") != (finding["reason"] == "decided on the point"):
        yield f"{place}: it does not say in one voice whether it was decided on the point"


def _verdicts(finding: Mapping[str, Any], *, rounded: bool) -> set[Verdict]:
    """Judge one finding again from its printed numbers; more than one verdict where rounding hides which."""
    limit = Limit.parse(finding["limit"])
    value, low, high = (inf if finding[name] is None else float(finding[name]) for name in ("value", "low", "high"))
    digits = next((n for n in (2, 3) if rounded and all(float(f"{x:.{n}g}") == x for x in (value, low, high))), 0)
    if finding["decided_on"] != "interval":
        return {Verdict.PASS if limit.allows(one) else Verdict.FAIL for one in _behind(value, digits)}
    ends = product(_behind(low, digits), _behind(high, digits))
    return {judge(Interval(least, most, float(finding["level"])), limit) for least, most in ends}


def _behind(number: float, digits: int) -> tuple[float, ...]:
    """Return the least and the most that a number rounded to some digits may stand for; with 0 digits, the number."""
    if not digits or number in {0.0, inf}:
        return (number,)
    half = 0.5 * 10.0 ** (floor(log10(abs(number))) - digits + 1)
    return number - half, number, number + half


def _rule(rule: Mapping[str, Any], findings: list[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what is wrong with a rule's counts or verdict."""
    judged = [one for one in findings if not one["small"]]
    failed = sum(one["verdict"] == Verdict.FAIL for one in judged)
    unsure = sum(one["verdict"] == Verdict.UNSURE for one in judged)
    if (rule["judged"], rule["failed"], rule["unsure"]) != (len(judged), failed, unsure):
        yield f"{rule['rule']}: its counts are not those of its findings"
    wanted = Verdict.FAIL if failed else Verdict.UNSURE if unsure or not judged else Verdict.PASS
    if rule["verdict"] not in {wanted, Verdict.NOT_RUN}:
        yield f"{rule['rule']}: its findings say {wanted}, the evidence says {rule['verdict']}"
    if len({one["decided_on"] == "point" for one in findings}) > 1:
        yield f"{rule['rule']}: some of its findings are decided on the point, and others are not"
    least = {int(few[1]) for one in findings if one["small"] and (few := LEAST.fullmatch(one["reason"]))}
    judged = [one for one in judged if one["group"] and one["rows"] is not None and one["metric"] not in _OTHER_ROWS]
    if len(least) > 1 or any(_rows(one)[1] < few for one in judged for few in least):
        yield f"{rule['rule']}: it judges groups of fewer rows than it lists"


def _settled(claims: Mapping[str, Any], settled: Settled, excuses: Excuses) -> Iterator[str]:
    """Yield what is wrong with what was excused: it is settled again from the waivers and the baseline in the evidence."""
    for finding, other in zip(claims["findings"], noted_findings(claims["findings"], settled), strict=True):
        if finding != other:
            yield f"{finding['rule']} at {finding['target']}: what is waived or adopted is not what the waivers and the baseline say"
    for rule, other in zip(claims["rules"], noted_rules(claims["rules"], claims["findings"]), strict=True):
        if rule != other:
            yield f"{rule['rule']}: it does not count what is excused of it"
    for name, part in excuse_claims(settled, excuses).items():
        if part != claims[name]:
            yield f"{name}: it is not what the findings leave of it"


def _answer(claims: Mapping[str, Any], run: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the day of the answer, with what was excused, and with the answer of the gate."""
    ran, asked = str(run["time"])[:10], claims["as_of"] or ""
    day = max(ran, asked) if claims["waivers"] or claims["baseline"] else asked or ran
    if claims["settled_on"] != day:
        yield f"it was settled on {claims['settled_on']}, the run says {day}"
    excuses = excuses_in(claims)
    settled = settled_of(claims["findings"], claims["rules"], claims["policy"]["gate"], excuses)
    yield from _settled(claims, settled, excuses)
    wanted = settled.answer
    if (str(wanted.overall), wanted.exit_code) != (claims["overall"], claims["exit_code"]):
        yield f"the rules say {wanted.overall}, the evidence says {claims['overall']}"
    elif wanted.reason != claims["reason"]:
        yield "the reason of the answer is another one"
