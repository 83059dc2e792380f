"""What personal data and what re-identification risk are in these files? No policy, no verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from audit.claims.personal_data import column_claims, dismissed_claims, personal_not_checked
from audit.claims.risk import proposed_claims, risk_claim
from audit.core.fact import Facts
from audit.core.values import canonical
from audit.load.subject import Subject, override
from audit.observe.run import observe
from audit.observe.stage import InHand, Means, described, staged
from audit.observe.wanted import settings_of
from audit.render.art30 import record
from audit.render.inventory import table
from audit.render.personal import NAMING
from audit.render.scan_text import lines

FORMS = ("art30", "csv", "json", "text")


@dataclass(frozen=True, slots=True)
class Looking:
    """How to look: quasi-identifiers and countries (comma-separated), at every candidate or at a draw of them, and when."""

    quasi_identifiers: str | None = None
    locales: str | None = None
    exhaustive: bool = False
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Scanned:
    """What one file was found to hold, in the form of the evidence."""

    file: str
    rows: int
    columns: list[dict[str, Any]]
    dismissed: list[dict[str, Any]]
    risk: dict[str, Any]
    not_checked: list[str]
    notes: tuple[str, ...]
    proposed: list[dict[str, Any]] = field(default_factory=list)

    @property
    def personal(self) -> int:
        """Return the number of columns that name a person, in text too, or hold special, criminal or child data."""
        return len({row["column"] for row in self.columns if row["category"] in NAMING})


def scan_files(files: Sequence[str], looking: Looking, means: Means) -> list[Scanned]:
    """Scan every file; raises BadInput if one cannot be read or a named column is not there."""
    return [_scan(file, looking, means) for file in files]


def _scan(file: str, looking: Looking, means: Means) -> Scanned:
    """Observe one file and keep what a scan shows."""
    subject: Subject = override(None, data=[f"test={file}"], quasi_identifiers=looking.quasi_identifiers, locales=looking.locales)
    settings = settings_of(subject, looking.now or datetime.now(UTC), exhaustive=looking.exhaustive)
    with staged(subject, InHand(), settings, means) as scenes:
        facts: Facts = observe(scenes, described(subject, scenes))
        source = scenes[0].source
    columns, dismissed = (
        [{**cast("dict[str, Any]", row), "file": file} for row in rows] for rows in (column_claims(facts), dismissed_claims(facts))
    )
    risk = cast("dict[str, Any]", risk_claim(facts))
    proposed = [{**cast("dict[str, Any]", row), "file": file} for row in proposed_claims(facts)]
    return Scanned(file, source.rows, columns, dismissed, risk, personal_not_checked(facts), source.notes, proposed)


def render_scan(found: Sequence[Scanned], form: str, width: int = 100) -> str:
    """Return the result as text of a width, as JSON in the form of the evidence, as CSV, or as rows of an Art. 30 record."""
    columns = [row for one in found for row in one.columns]
    dismissed = [row for one in found for row in one.dismissed]
    if form == "csv":
        return table(columns, dismissed)
    if form == "art30":
        return record(columns, {})
    if form == "json":
        return canonical(_document(found, columns, dismissed))
    return "\n".join(line for one in found for line in (*lines(_shown(one), width), "")).rstrip("\n") + "\n"


def _document(found: Sequence[Scanned], columns: list[dict[str, Any]], dismissed: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what is printed as JSON; the risk of several files stands beside each of them."""
    files = [{"file": one.file, "rows": one.rows, "notes": list(one.notes), "risk": one.risk} for one in found]
    open_ = list(dict.fromkeys(text for one in found for text in one.not_checked))
    risk = found[0].risk if len(found) == 1 else {}
    proposed = [row for one in found for row in one.proposed]
    return {"columns": columns, "dismissed": dismissed, "files": files, "not_checked": open_, "proposed": proposed, "risk": risk}


def _shown(one: Scanned) -> dict[str, Any]:
    """Return a scan as the text of the terminal takes it."""
    names = ("file", "rows", "columns", "dismissed", "risk", "not_checked", "notes", "proposed")
    return {name: getattr(one, name) for name in names}
