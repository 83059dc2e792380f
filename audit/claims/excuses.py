"""What do waivers and a baseline do to the claims, and how are both read back from claims?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from audit.core.baseline import Baseline, Entry
from audit.core.values import Json
from audit.core.words import Verdict
from audit.gate.adoption import EntryState
from audit.gate.rows import rows_of, ruled_of
from audit.gate.settle import Excuses, Settled, settle
from audit.gate.terms import Terms
from audit.gate.waivers import WaiverState
from audit.load.policy_types import Waiver

Claim = Mapping[str, Any]
_WAIVER_TEXTS = ("id", "rule", "target", "reason", "owner", "approved_by", "ticket", "origin")
_ENTRY_TEXTS = ("fingerprint", "rule", "target", "metric", "limit", "owner")

_ENTRY_WORDS = {
    "worse": "adopted findings that got worse and count again",
    "ended": "adoptions that ended, whose findings count again",
    "gone": "adopted findings that are gone, for `equigate baseline prune` to take out",
    "refused": "entries that cannot be adopted, whose findings count",
}


def settled_of(findings: Sequence[Claim], rules: Sequence[Claim], gate: Claim, excuses: Excuses) -> Settled:
    """Settle what the evidence shows; raises KeyError or ValueError if parts are missing."""
    return settle(rows_of(findings, rules), ruled_of(rules), excuses, Terms.of(gate))


def noted_findings(findings: Sequence[Claim], settled: Settled) -> list[Json]:
    """Return the findings with the waiver that holds each, where it stands in the baseline, and the sentence on both."""
    return [{**one, **(_noted(one["fingerprint"], settled) if _open(one) else _noted("", settled))} for one in findings]


def _noted(fingerprint: str, settled: Settled) -> dict[str, Json]:
    """Return what is said of one finding."""
    return {
        "waiver": settled.waived.get(fingerprint),
        "baseline": settled.adopted.get(fingerprint),
        "note": settled.notes.get(fingerprint, ""),
    }


def _open(finding: Claim) -> bool:
    """Tell whether there is something to excuse."""
    return not finding["small"] and finding["verdict"] in {Verdict.FAIL, Verdict.UNSURE}


def noted_rules(rules: Sequence[Claim], findings: Sequence[Claim]) -> list[Json]:
    """Return the rules with the number of their findings that are excused."""
    excused = [one["rule"] for one in findings if is_excused(one)]
    return [{**one, "excused": excused.count(one["rule"])} for one in rules]


def is_excused(finding: Claim) -> bool:
    """Tell whether a finding of the claims no longer counts: it is waived, or adopted and no worse."""
    return finding["waiver"] is not None or finding["baseline"] == "unchanged"


def excuse_claims(settled: Settled, excuses: Excuses) -> dict[str, Json]:
    """Return the waivers and the baseline with the state of each, on the day that counted."""
    return {
        "settled_on": excuses.day.isoformat(),
        "waivers": [_waiver(one) for one in settled.waivers],
        "baseline": _baseline(settled, excuses),
    }


def _waiver(one: WaiverState) -> Json:
    """Return one waiver."""
    waiver = one.waiver
    return {
        **{name: getattr(waiver, name) for name in _WAIVER_TEXTS},
        "created": waiver.created.isoformat(),
        "expires": waiver.expires.isoformat(),
        "state": one.state,
        "findings": one.findings,
        "days_left": one.days_left,
    }


def _baseline(settled: Settled, excuses: Excuses) -> Json:
    """Return the baseline, None where there is none."""
    if excuses.baseline is None and not excuses.ignore_baseline:
        return None
    states = [one.state for one in settled.entries]
    return {
        "state": "ignored" if excuses.ignore_baseline else "used",
        "entries": [_entry(one) for one in settled.entries],
        **{word: states.count(word) for word in ("unchanged", "worse", "gone", "ended")},
        "new": sum(state == "new" for state in settled.adopted.values()),
        "oldest_days": settled.oldest_days,
    }


def _entry(one: EntryState) -> Json:
    """Return one entry of the baseline."""
    entry = one.entry
    return {
        **{name: getattr(entry, name) for name in _ENTRY_TEXTS},
        "verdict": str(entry.verdict),
        "value": entry.value,
        "adopted": entry.adopted.isoformat(),
        "until": entry.until.isoformat(),
        "state": one.state,
    }


def excuse_lines(claims: Claim) -> list[str]:
    """Return what has to be said of waivers and adoptions whatever the format: those that do not hold, end soon, or excuse nothing."""
    said = {
        "expired": "ended on {expires}; findings that count again: {findings}",
        "early": "begins on {created}; findings that count until then: {findings}",
        "due": "ends on {expires}; days left: {days_left}",
        "unused": "excuses nothing: correct its target, or take it out of the policy",
        "ignored": "is ignored in this run; findings it is about: {findings}",
    }
    lines = [f"{one['origin']}: waiver {one['id']} {said[one['state']].format(**one)}" for one in claims["waivers"] if one["state"] in said]
    states = [one["state"] for one in (claims["baseline"] or {"entries": ()})["entries"]]
    for state, words in _ENTRY_WORDS.items():
        lines += [f"baseline: {words}: {states.count(state)}"] if state in states else []
    return lines


def excuses_in(claims: Claim) -> Excuses:
    """Return the excuses as claims list them; raises KeyError or ValueError if parts are missing."""
    waivers, found = claims["waivers"], claims["baseline"]
    entries = None if found is None else tuple(_read_entry(one) for one in found["entries"])
    return Excuses(
        date.fromisoformat(claims["settled_on"]),
        tuple(_read_waiver(one) for one in waivers),
        None if entries is None else Baseline(entries),
        ignore_waivers=any(one["state"] == "ignored" for one in waivers),
        ignore_baseline=found is not None and found["state"] == "ignored",
    )


def _read_waiver(one: Claim) -> Waiver:
    """Return a waiver as the claims list it."""
    texts: dict[str, Any] = {name: one[name] for name in _WAIVER_TEXTS}
    return Waiver(**texts, created=date.fromisoformat(one["created"]), expires=date.fromisoformat(one["expires"]))


def _read_entry(one: Claim) -> Entry:
    """Return an entry of the baseline as the claims list it."""
    texts: dict[str, Any] = {name: one[name] for name in _ENTRY_TEXTS}
    adopted, until = date.fromisoformat(one["adopted"]), date.fromisoformat(one["until"])
    return Entry(**texts, verdict=Verdict(one["verdict"]), value=one["value"], adopted=adopted, until=until)
