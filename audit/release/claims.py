"""What goes into the evidence about a release: integers, shares and names of columns, in one order, the same for the same file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import cast

from audit.anonymity.measures import Measures
from audit.core.plan import Plan
from audit.core.values import Json, finite
from audit.plan_text import plan_digest, plan_json
from audit.release.examine import Examined
from audit.release.form import Form
from audit.release.linkage import Matches, Together
from audit.release.measured import Alone

NO_LEDGER = "Earlier releases were not checked: no ledger was named (--ledger FILE). A second release can undo the first."
NO_PUBLIC = "What an outsider's own file gives away was not checked: none was named (--public FILE)."
NOT_KNOWN = "What the recipient knows of single persons (actual knowledge), and what they may do with the file, was not checked."
NO_K = "The plan promises no k: nothing was judged about how alone rows are."


def claims_of(examined: Examined, plan: Plan, form: Form) -> dict[str, Json]:
    """Return everything that was measured, with the verdict on every promise and the exit code."""
    broken = [one for one in examined.promise if one.verdict == "not kept"]
    rows = examined.rows
    return {
        "plan": {"name": plan.name, "sha256": plan_digest(plan), **plan_json(plan)},
        "source": {"sha256": rows.source.fingerprint, "rows": rows.source.rows, "columns": len(rows.source.columns)},
        "release": {
            "sha256": rows.released.fingerprint,
            "rows": rows.released.rows,
            "format": form.format,
            "delimiter": form.delimiter,
            "columns": [{"column": column.name, "kind": column.kind} for column in rows.released.columns],
        },
        "kept": not broken,
        "exit_code": int(bool(broken)),
        "reason": reason(examined),
        "promise": [one.to_json() for one in examined.promise],
        "risk": _risk(examined),
        "lost": _lost(examined),
        "columns": cast("list[Json]", examined.scanned.columns),
        "pseudonyms": [asdict(one) for one in examined.found.guessed],
        "linkage": _linkage(examined),
        "notes": list(examined.notes),
        "not_checked": list(_open(examined, plan)),
    }


def reason(examined: Examined) -> str:
    """Return why the exit code is what it is: the first promise that is not kept, and how many more there are."""
    broken = [one for one in examined.promise if one.verdict == "not kept"]
    if not broken:
        unsure = sum(one.verdict in {"unsure", "not measured"} for one in examined.promise)
        doubt = f", {unsure} of them unsure or not measured" if unsure else ""
        promises = len(examined.promise)
        return f"no promise of the plan is broken ({promises} looked at{doubt})" if promises else "the plan promises nothing"
    first = broken[0]
    more = f", and {len(broken) - 1} more" if len(broken) > 1 else ""
    value = (
        "" if first.measured is None else f" is {first.measured:.4g}" if isinstance(first.measured, float) else f" is {first.measured:,}"
    )
    return f"a promise of the plan is not kept: {first.what}{value}, promised {first.asked}{more}"


def _alone(found: Alone | None) -> Json:
    """Return classes."""
    return None if found is None else asdict(found)


def _risk(examined: Examined) -> Json:
    """Return the classes of the file, those without what perturbing hides, and what classes tell of sensitive columns."""
    found = examined.found
    return {
        "file": _alone(found.alone),
        "without_perturbing": _alone(found.earned),
        "linked_to_originals": None if found.linked is None else {**asdict(found.linked), "share": found.linked.share},
        "sensitive": {name: [_measures(one) for one in readings] for name, readings in found.told.items()},
    }


def _measures(found: Measures) -> Json:
    """Return the measures of one sensitive column."""
    return {name: finite(value) if isinstance(value, float) else value for name, value in asdict(found).items()}


def _lost(examined: Examined) -> Json:
    """Return rows lost, of all and by group."""
    found = examined.found
    groups = [{**asdict(one), "share": one.share} for one in found.lost]
    return {"rows": found.of - found.rows, "of": found.of, "groups": cast("list[Json]", groups)}


def _matches(found: Matches | None) -> Json:
    """Return rows joined one to one, None where no column is shared."""
    return None if found is None else {**asdict(found), "share": found.share}


def _together(name: str, found: Together) -> Json:
    """Return what an earlier release adds."""
    return {"release": name, **asdict(found)}


def _linkage(examined: Examined) -> Json:
    """Return everything that the file was joined with."""
    around = examined.outside
    return {
        "source": _matches(around.source),
        "public": [{"file": name, "matches": _matches(found)} for name, found in around.public],
        "earlier": [_together(name, found) for name, found in around.earlier] if examined.ledger else None,
    }


def _open(examined: Examined, plan: Plan) -> Iterator[str]:
    """Yield what was not checked, in sentences."""
    if plan.promise.k is None:
        yield NO_K
    if not examined.ledger:
        yield NO_LEDGER
    yield from examined.outside.open_
    if not examined.outside.public:
        yield NO_PUBLIC
    yield NOT_KNOWN
    yield from examined.scanned.not_checked
