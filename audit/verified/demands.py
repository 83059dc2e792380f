"""Are the limits in the evidence those of the policy it names?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from audit.checks.registry import Check, checks
from audit.core.baseline import Baseline
from audit.core.evidence import Evidence
from audit.core.values import canonical
from audit.core.words import Severity
from audit.gated import overridden
from audit.load.policy import Policy, policy_names
from audit.load.policy_types import RuleSetting
from audit.verified.keys import differences
from audit.verified.outcome import Line, State
from audit.verified.sentences import made_by
from audit.verify import LEAST, SHARE, large

Claim = Mapping[str, Any]
_WHAT = "policy"
_PARTS = ("id", "rule", "target", "reason", "owner", "approved_by", "ticket")


def named_policies(claims: Claim) -> tuple[str, ...] | None:
    """Return the policies that the evidence names, None if one of them is a file of the user's."""
    known = policy_names()
    names = tuple(str(claims["policy"]["name"]).split(" + "))
    packed = {str(one) for one in claims["policy"]["policies"]} <= {f"{name}.yml" for name in known}
    return names if packed and set(names) <= set(known) else None


def as_overridden(policy: Policy, command: str) -> Policy:
    """Return a policy with what the recorded command overrode of its gate; raises ValueError for a severity that is none."""
    words = command.split()
    fail_on = Severity(words[words.index("--fail-on") + 1]) if "--fail-on" in words[:-1] else None
    return overridden(policy, fail_on, strict="--strict" in words)


def policy_line(evidence: Evidence, policy: Policy | None, *, given: bool) -> Line:
    """Compare limits, severities, gate and waivers with the policy; `given` tells that the user named it, and not the evidence."""
    claims, said = evidence.claims, _said(evidence)
    called: Any = claims["policy"]
    if policy is None:
        step = "Give it: --policy FILE, or --subject FILE"
        more = (step, *_untold(claims))
        return Line(_WHAT, State.LEFT, f"{called['name']} is not a policy that comes along; {said}", more)
    other = made_by(evidence.run)
    if policy.sha256 != called["sha256"]:
        hashes = f"the evidence names {called['sha256']}, here it is {policy.sha256}"
        state = State.UNKNOWN if other and not given else State.DIFFERENT
        hint = "" if given else "A file of your own under that name is given with: --policy ./FILE"
        return Line(_WHAT, state, f"{called['name']} is another policy here", tuple(filter(None, (hashes, other, hint))))
    found = tuple(_differences(claims, policy, checks()))
    if found:
        return Line(_WHAT, State.DIFFERENT, f"the evidence was not judged as {called['name']} demands", found)
    return Line(_WHAT, State.SAME, f"{called['name']}, {policy.sha256[:19]}...: limits, gate and waivers are its own; {said}")


def baseline_line(claims: Claim, given: Baseline | None) -> Line | None:
    """Compare what was adopted with a baseline file; None where nothing was adopted and no file is given."""
    found = claims["baseline"] or {"state": "used", "entries": []}
    entries = [{name: value for name, value in one.items() if name != "state"} for one in found["entries"]]
    if given is None:
        text = f"{len(entries):,} adopted findings are taken as the evidence lists them: give the file, --baseline FILE"
        return Line("baseline", State.LEFT, text) if entries else None
    days = ("adopted", "until")
    wanted = json.loads(canonical([{**asdict(one), **{day: str(getattr(one, day)) for day in days}} for one in given.entries]))
    if found["state"] == "ignored":
        return Line("baseline", State.LEFT, "the run ignored it")
    more = differences({"entries": wanted}, {"entries": entries})
    if more:
        return Line("baseline", State.DIFFERENT, "the evidence lists other adopted findings than the file", more)
    return Line("baseline", State.SAME, f"{len(entries):,} adopted findings are those of the file")


def _said(evidence: Evidence) -> str:
    """Return what the recorded command changed of the policy."""
    words = str(evidence.run.get("command", "")).split()
    flags = [word for word in words if word in {"--strict", "--no-waivers", "--no-baseline"}]
    flags += [f"--fail-on {words[words.index('--fail-on') + 1]}"] if "--fail-on" in words[:-1] else []
    return f"the command line changed the gate: {' '.join(flags)}" if flags else "the command line changed nothing of it"


def _differences(claims: Claim, policy: Policy, known: Mapping[str, Check]) -> Iterator[str]:
    """Yield where the evidence is not what the policy asks for."""
    judged = {rule["rule"] for rule in claims["rules"]}
    left = {one["rule"] for one in claims["not_checked"]}
    for name in sorted(judged - policy.rules.keys()):
        yield f"{name}: the policy does not ask for it"
    for name, setting in policy.rules.items():
        if name in known and name not in judged and (setting.required or name not in left):
            yield f"{name}: the policy asks for it, and it is not in the evidence"
    yield from _limits(claims, policy, known)
    yield from _ways(claims, policy, known)
    yield from _gate(claims["policy"]["gate"], policy)
    yield from _waivers(claims["waivers"], policy)


def _limits(claims: Claim, policy: Policy, known: Mapping[str, Check]) -> Iterator[str]:
    """Yield the rules and findings with another limit or severity."""
    for rule in (*claims["rules"], *claims["findings"]):
        setting, check = policy.rules.get(rule["rule"]), known.get(rule["rule"])
        if setting is None or check is None:
            continue
        limit = setting.limit or check.rule.limit
        wanted = setting.columns.get(rule["attribute"], limit) if "attribute" in rule else limit
        place = f"{rule['rule']} at {rule['target']}" if "target" in rule else rule["rule"]
        if rule["limit"] != str(wanted):
            yield f"{place}: the policy says {wanted}, the evidence {rule['limit']}"
        severity = setting.severity or check.rule.severity
        if rule["severity"] != severity:
            yield f"{place}: the policy says {severity}, the evidence {rule['severity']}"


def _untold(claims: Claim) -> Iterator[str]:
    """Yield the rules that go another way than the gate, which a rule of the policy may say."""
    gate: Claim = claims["policy"]["gate"]
    for rule in claims["rules"]:
        found = [one for one in claims["findings"] if one["rule"] == rule["rule"]]
        reasons = {one["reason"] for one in found if one["small"]}
        if gate["decide_on"] == "interval" and any(one["decided_on"] == "point" for one in found):
            yield f"{rule['rule']} is decided on the point, the gate on the interval: whether the policy says so is not told"
        least = {few[1] for reason in reasons if (few := LEAST.fullmatch(reason))} - {str(gate["min_group"])}
        if least or any(SHARE.fullmatch(reason) for reason in reasons):
            yield f"{rule['rule']} leaves groups unjudged that the gate judges: whether the policy says so is not told"


def _ways(claims: Claim, policy: Policy, known: Mapping[str, Check]) -> Iterator[str]:
    """Yield the findings that were decided another way, or left unjudged though they are large enough."""
    drawn = any(one["sample"] for one in claims["datasets"])
    for one in claims["findings"]:
        setting, check = policy.rules.get(one["rule"]), known.get(one["rule"])
        if setting is None or check is None:
            continue
        # Of a column that is read in part, or of a sample, the gate's word does not hold: there is doubt.
        doubt = {"interval"} if check.rule.family == "privacy" else {policy.gate.decide_on, *(["interval"] if drawn else [])}
        ways = {setting.decide_on} if setting.decide_on else doubt
        if ("point" if one["decided_on"] == "point" else "interval") not in ways:
            yield f"{one['rule']} at {one['target']}: the policy decides on the {min(ways)}, the evidence otherwise"
        if one["small"] and not _few(one, setting, setting.min_group or policy.gate.min_group, claims):
            yield f"{one['rule']} at {one['target']}: the policy judges it, the evidence lists it"


def _few(finding: Claim, setting: RuleSetting, least: int, claims: Claim) -> bool:
    """Tell whether a finding may be left unjudged: for the fewest rows or the least share that the policy sets."""
    few, thin = LEAST.fullmatch(finding["reason"]), SHARE.fullmatch(finding["reason"])
    if thin:
        return thin[1] == f"{setting.min_share or 0.0:.3g}"
    return (few is None or int(few[1]) == least) and not large(finding, least, claims)


def _gate(gate: Claim, policy: Policy) -> Iterator[str]:
    """Yield the settings of the gate that are not the policy's."""
    for name, wanted in asdict(policy.gate).items():
        if name not in gate or canonical(gate[name]) != canonical(wanted):
            yield f"gate.{name}: the policy says {canonical(wanted).strip()}, the evidence {canonical(gate.get(name)).strip()}"


def _waivers(found: list[Claim], policy: Policy) -> Iterator[str]:
    """Yield the waivers that were added, taken out or changed."""
    wanted = {one.id: [*(getattr(one, part) for part in _PARTS), str(one.created), str(one.expires)] for one in policy.waivers}
    named = {one["id"]: [one[part] for part in (*_PARTS, "created", "expires")] for one in found}
    for name in sorted(wanted.keys() | named.keys()):
        if wanted.get(name) != named.get(name):
            said = "has no such" if name not in wanted else "has it" if name not in named else "says otherwise"
            yield f"waiver {name}: the policy {said}"
