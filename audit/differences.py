"""What differs between two pieces of evidence: which findings are new, worse, better or gone?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite
from typing import Any, Literal

from audit.claims.circumstances import circumstances
from audit.core.errors import BadInput
from audit.core.evidence import Evidence
from audit.core.limit import Limit
from audit.core.values import Json
from audit.core.words import NOT_ASKED, Severity, Verdict
from audit.gate.sides import further
from audit.gate.terms import Terms
from audit.render.fit import Reading, read
from audit.statistics.changes import Measured, change

Claim = Mapping[str, Any]
State = Literal["new", "worse", "again", "better", "gone", "unchanged"]
STATES: tuple[State, ...] = ("new", "worse", "again", "better", "gone", "unchanged")
CLOSING = frozenset({"new", "worse", "again"})
"""What makes the difference exit 1, at or above `fail_on`."""
_OPEN = frozenset({str(Verdict.FAIL), str(Verdict.UNSURE)})
_RANK = {"pass": 0, "unsure": 1, "fail": 2}
_SHOWN = ("verdict", "value", "low", "high", "level", "limit", "rows_text", "reason", "waiver", "baseline", "against")
SAME_ROWS = "the same rows: from end to end of the two intervals, which holds however the two depend on each other"
SEPARATE = "taken as two separate samples: not so where they share rows"
EXACT = "nothing was sampled"


@dataclass(frozen=True, slots=True)
class Sides:
    """Two pieces of evidence, complete and safe to print; `same` are datasets with the same bytes, `terms` those of the new gate."""

    old: Claim
    new: Claim
    same: frozenset[str]
    terms: Terms
    fail_on: Severity


def differences(old: Evidence, new: Evidence, fail_on: Severity | None = None) -> dict[str, Json]:
    """Return what differs as a document; raises BadInput if one of the two does not fit its schema.

    The exit code is 1 where a finding is new, worse or counts again, or a rule is judged no more, at or above `fail_on`
    (the new policy's, if not given). What is waived or adopted, and unsure findings of which the policy only warns, are
    listed and close nothing.
    """
    try:
        return _document(read(old), read(new), fail_on)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        what = f"holds a word or a number that evidence cannot hold ({type(error).__name__})"
        raise BadInput.one("evidence", what, "Look at both with `equigate verify`, and check again") from None


def _document(before: Reading, after: Reading, fail_on: Severity | None) -> dict[str, Json]:
    """Return what differs; raises KeyError or ValueError for words that are none."""
    terms = Terms.of(after.claims["policy"]["gate"])
    sides = Sides(before.claims, after.claims, _same(before.claims, after.claims), terms, fail_on or terms.fail_on)
    findings, rules = list(_findings(sides)), list(_rules(sides))
    states = Counter(str(one["state"]) for one in findings)
    closing = [one for one in (*findings, *rules) if one["counts"]]
    listed = sorted((one for one in findings if one["state"] != "unchanged"), key=_weight)
    return {
        "old": _head(before.claims),
        "new": _head(after.claims),
        "differs": list[Json](circumstances(before.claims, after.claims, before.run, after.run)),
        "findings": list[Json](listed),
        "rules": list[Json](rules),
        "unjudged": list[Json](_unjudged(sides)),
        "counts": {state: states[state] for state in STATES},
        "excused": sum(one["state"] != "gone" and _newly_excused(one) for one in findings),
        "fail_on": str(sides.fail_on),
        "exit_code": int(bool(closing)),
        "reason": _reason(closing, sides.fail_on),
    }


def _head(claims: Claim) -> Json:
    """Return what one of the two is about and came to."""
    policy = claims["policy"]
    return {
        "subject": claims["subject"]["name"], "overall": claims["overall"], "headline": claims["headline"],
        "policy": policy["name"], "as_of": claims["as_of"], "facts_sha256": claims["facts_sha256"],
    }  # fmt: skip


def _same(old: Claim, new: Claim) -> frozenset[str]:
    """Return the datasets that have the same bytes in both."""
    hashes = {one["name"]: one["sha256"] for one in old["datasets"] if one["sha256"]}
    return frozenset(one["name"] for one in new["datasets"] if hashes.get(one["name"]) == one["sha256"])


def _by_identity(findings: Sequence[Claim]) -> dict[str, Claim]:
    """Return the findings by fingerprint; of several with one identity, the worst."""
    found: dict[str, Claim] = {}
    for one in findings:
        other = found.get(one["fingerprint"])
        found[one["fingerprint"]] = one if other is None or _worse(other, one) else other
    return found


def _open(finding: Claim | None) -> bool:
    """Tell whether a finding was judged and does not pass."""
    return finding is not None and not finding["small"] and finding["verdict"] in _OPEN


def _excused(finding: Claim) -> bool:
    """Tell whether the gate left a finding out: it is waived, or adopted and no worse."""
    return bool(finding["waiver"]) or finding["baseline"] == "unchanged"


def _newly_excused(one: Mapping[str, Any]) -> bool:
    """Tell whether a difference is about a finding that is waived or adopted now and was not, or was not there."""
    return _excused(one["new"]) and not (one["old"] and _excused(one["old"]))


def _worse(old: Claim, new: Claim) -> bool:
    """Tell whether a finding is worse: a graver verdict, further on the wrong side, or no value where there was one."""
    if _RANK[new["verdict"]] > _RANK[old["verdict"]] or (old["value"] is not None and new["value"] is None):
        return True
    return _moved(new["limit"], new["value"], old["value"])


def _moved(limit: str, value: float | None, than: float | None) -> bool:
    """Tell whether a value lies further on the wrong side than another one."""
    if value is None or than is None:
        return False
    try:
        return further(Limit.parse(limit), value, than)
    except ValueError:
        return True


def _state(old: Claim | None, new: Claim | None) -> State | None:
    """Return what became of a finding; None where it does not fail and did not."""
    if new is None or not _open(new):
        return "gone" if _open(old) else None
    if old is None or not _open(old):
        return "new"
    if _worse(old, new):
        return "worse"
    if _excused(old) and not _excused(new):
        return "again"
    better = _RANK[new["verdict"]] < _RANK[old["verdict"]] or _moved(new["limit"], old["value"], new["value"])
    return "better" if better else "unchanged"


def _findings(sides: Sides) -> Iterator[dict[str, Json]]:
    """Yield every finding that fails or is unsure in one of the two, with what became of it."""
    before, after = _by_identity(sides.old["findings"]), _by_identity(sides.new["findings"])
    for name in dict.fromkeys([*after, *before]):
        old, new = before.get(name), after.get(name)
        state = _state(old, new)
        if state is None:
            continue
        shown: Claim = new or old or {}
        yield {
            **{key: shown[key] for key in ("rule", "metric", "target", "dataset", "attribute", "group", "severity", "fingerprint")},
            "state": state,
            "counts": state in CLOSING and new is not None and _closes(new, sides),
            "why": list[Json](_why(state, old, new, sides)),
            "old": _side(old),
            "new": _side(new),
            "change": _change(old, new, same_rows=shown["dataset"] in sides.same),
        }


def _closes(finding: Claim, sides: Sides) -> bool:
    """Tell whether a finding could close the gate: grave enough, not excused, and no mere warning."""
    severity = Severity(finding["severity"])
    warned = finding["verdict"] == Verdict.UNSURE and sides.terms.unsure_at(severity) == "warn"
    return severity.at_least(sides.fail_on) and not _excused(finding) and not warned


def _side(finding: Claim | None) -> Json:
    """Return one side of a finding."""
    return None if finding is None else {name: finding[name] for name in _SHOWN}


def _why(state: State, old: Claim | None, new: Claim | None, sides: Sides) -> Iterator[str]:
    """Yield what is to be said of a finding beside its numbers."""
    if new is None:
        yield _absence(old or {}, sides)
    elif state == "gone":
        yield "too small a group to judge now" if new["small"] else "it passes"
    if state == "new":
        yield "it was not measured" if old is None else "too small a group to judge before" if old["small"] else "it passed"
    if state == "again":
        yield "it was waived or adopted, and counts again"
    if new is not None and _open(new) and _excused(new):
        yield f"waived by {new['waiver']}" if new["waiver"] else "adopted"
    if old is not None and new is not None:
        yield from _moves(old, new)


def _moves(old: Claim, new: Claim) -> Iterator[str]:
    """Yield what else moved between two measurements of one thing."""
    if old["limit"] != new["limit"]:
        yield f"the limit was {old['limit']}"
    if old["against"] != new["against"]:
        yield f"held against {new['against'] or 'nobody'}, was {old['against'] or 'nobody'}"
    if new["value"] is None and old["value"] is not None:
        yield "its value may not be shown, or is not there"


def _absence(old: Claim, sides: Sides) -> str:
    """Return why a finding is not there any more."""
    rule = next((one for one in sides.new["rules"] if one["rule"] == old["rule"]), None)
    if rule is None:
        unchecked = {one["rule"]: one["reason"] for one in sides.new["not_checked"]}
        return f"its rule is not judged: {unchecked.get(old['rule'], 'nothing it reads is there')}"
    return f"its rule did not run: {rule['reason']}" if rule["verdict"] == Verdict.NOT_RUN else "it is not measured"


def _change(old: Claim | None, new: Claim | None, *, same_rows: bool) -> Json:
    """Return how far a value moved, with its interval and what that takes for granted; None where there are no two values."""
    if old is None or new is None or old["value"] is None or new["value"] is None:
        return None
    then, now = _measured(old), _measured(new)
    if then is None or now is None:
        return {"value": new["value"] - old["value"], "low": None, "high": None, "level": None, "assumes": "there is no interval"}
    moved = change(then, now, same_rows=same_rows)
    low, high = (end if isfinite(end) else None for end in (moved.low, moved.high))
    assumes = EXACT if moved.level is None else SAME_ROWS if same_rows else SEPARATE
    return {"value": moved.value, "low": low, "high": high, "level": moved.level, "assumes": assumes}


def _measured(finding: Claim) -> Measured | None:
    """Return a value with its interval, None where there is none; an end that is not written is open."""
    value, low, high = finding["value"], finding["low"], finding["high"]
    if finding["decided_on"] == "exact":
        return Measured(value, value, value, 1.0)
    if finding["level"] is None or (low is None and high is None):
        return None
    return Measured(value, -inf if low is None else low, inf if high is None else high, finding["level"])


def _rules(sides: Sides) -> Iterator[dict[str, Json]]:
    """Yield the rules whose verdict changed; one that is judged no more closes the gate as what got worse does."""
    after = {one["rule"]: one for one in sides.new["rules"]}
    why = {one["rule"]: one["reason"] for one in sides.new["not_checked"]}
    for old in sorted(sides.old["rules"], key=lambda one: str(one["rule"])):
        name = old["rule"]
        now = after.get(name) or {**old, "verdict": None, "judged": 0, "reason": why.get(name, "nothing it reads is there")}
        # A policy that asks less is said before everything else; it is a decision, not something that got lost.
        if now["verdict"] is None and now["reason"] == NOT_ASKED:
            continue
        lost = _judged(old) and not _judged(now)
        if lost or old["verdict"] != now["verdict"]:
            yield {
                **{key: now[key] for key in ("rule", "severity", "reason")},
                "old": old["verdict"],
                "new": now["verdict"],
                "state": "not judged" if lost else "changed",
                "counts": lost and Severity(now["severity"]).at_least(sides.fail_on),
            }


def _judged(rule: Claim) -> bool:
    """Tell whether a rule ran and judged something."""
    return bool(rule["judged"]) and rule["verdict"] != Verdict.NOT_RUN


def _unjudged(sides: Sides) -> Iterator[dict[str, Json]]:
    """Yield what passed and is not judged any more: it is neither mended nor broken, only not seen."""
    after = _by_identity(sides.new["findings"])
    for name, old in _by_identity(sides.old["findings"]).items():
        new = after.get(name)
        if old["verdict"] == Verdict.PASS and not old["small"] and (new is None or new["small"]):
            why = _absence(old, sides) if new is None else "too small a group to judge now"
            yield {"rule": old["rule"], "metric": old["metric"], "target": old["target"], "severity": old["severity"], "why": why}


def _weight(one: Mapping[str, Any]) -> tuple[bool, int, int, str, str, str]:
    """Return the sort key of a finding: what closes the gate first, then the gravest."""
    return not one["counts"], STATES.index(one["state"]), Severity(one["severity"]).rank, one["rule"], one["target"], one["metric"]


def _reason(closing: Sequence[Mapping[str, Any]], fail_on: Severity) -> str:
    """Return why the exit code is what it is."""
    words = {"new": "new", "worse": "worse", "again": "no longer excused", "not judged": "rules not judged any more"}
    states = Counter(str(one["state"]) for one in closing)
    said = [f"{states[state]:,} {word}" for state, word in words.items() if states[state]]
    return f"{', '.join(said)} at {fail_on} or above" if said else f"nothing is new or worse at {fail_on} or above"
