"""Which law do the rules rest on and serve, and is it in force on the day of the audit?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import cast

from audit.assess import Assessment
from audit.checks.registry import Check
from audit.core.rule import Citation, Rule
from audit.core.values import Json
from audit.law.standing import Line, Standing, served
from audit.load.policy import Policy, RuleSetting

NO_SOURCE = "the policy names no source"
MOST_NAMES = 3


def dated_rules(rows: Sequence[Json], checks: Mapping[str, Check], policy: Policy, day: date | None) -> list[Json]:
    """Return the claims about rules with the law they rest on and serve as of a day.

    What was repealed is no longer served; what does not apply yet says so.
    """
    return [_dated(cast("dict[str, Json]", row), checks, policy, day) for row in rows]


def _dated(row: dict[str, Json], checks: Mapping[str, Check], policy: Policy, day: date | None) -> Json:
    """Return one rule with the standing of its source."""
    rule = checks[str(row["rule"])].rule
    setting = policy.rules[rule.name]
    line = _line(setting, rule)
    verified = setting.last_verified if _own(setting, rule) else rule.limit_source.last_verified
    return {
        **row,
        "law": list(served(rule.related_law, day)),
        "limit_source": _source(setting, rule),
        "limit_status": line.status(day),
        "limit_from": _iso(line.start),
        "limit_until": _iso(line.until),
        "limit_verified": _iso(verified),
    }


def _own(setting: RuleSetting, rule: Rule) -> bool:
    """Tell whether the policy answers for the number: it names a source, or sets another number."""
    return bool(setting.source) or (setting.limit is not None and setting.limit != rule.limit)


def _source(setting: RuleSetting, rule: Rule) -> str:
    """Return who set the number."""
    return (setting.source or NO_SOURCE) if _own(setting, rule) else str(rule.limit_source)


def _line(setting: RuleSetting, rule: Rule) -> Line:
    """Return the line that the number of a rule rests on."""
    return Line(setting.status, setting.start, setting.until) if _own(setting, rule) else Line.of(rule.limit_source)


def standing_line(checks: Mapping[str, Check], policy: Policy, day: date | None) -> Iterator[str]:
    """Yield one text on the sources of the policy's numbers that are not in force on a day, nothing if all are."""
    found: dict[str, list[str]] = {}
    for name, setting in sorted(policy.rules.items()):
        line = _line(setting, checks[name].rule)
        if line.on(day) is not Standing.IN_FORCE:
            found.setdefault(line.words(day), []).append(name)
    if found:
        parts = "; ".join(f"what {_listed(names)} rest{'s' if len(names) == 1 else ''} on ({words})" for words, names in found.items())
        yield f"Not in force{f' on {day}' if day else ''}: {parts}. There this policy's own demand is judged, not the law."


def _listed(names: Sequence[str]) -> str:
    """Return a few names, and how many more there are."""
    more = [f"{len(names) - MOST_NAMES} more"] if len(names) > MOST_NAMES else []
    shown = [*names[:MOST_NAMES], *more]
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def law_claims(assessment: Assessment, checks: Mapping[str, Check], day: date | None, also: Sequence[Citation] = ()) -> Iterator[Json]:
    """Yield every source that a rule in scope rests on or serves, once; what was repealed is kept only as the source of a number."""
    rules = [checks[ruling.rule].rule for ruling in assessment.rulings]
    cited = {str(law): law for rule in rules for law in rule.related_law if Line.of(law).on(day) is not Standing.REPEALED}
    cited |= {str(law): law for law in (*(rule.limit_source for rule in rules), *also)}
    for name in sorted(cited):
        yield _citation(cited[name], day)


def _citation(law: Citation, day: date | None) -> Json:
    """Return one source with how far it was checked."""
    return {
        "name": law.name,
        "clause": law.clause,
        "says": law.says,
        "status": Line.of(law).status(day),
        "url": law.url,
        "verified": law.verified,
        "last_verified": _iso(law.last_verified),
        "start": _iso(law.start),
        "until": _iso(law.until),
        "standing": Line.of(law).words(day),
    }


def _iso(day: date | None) -> str | None:
    """Return a day as text."""
    return day.isoformat() if day else None
