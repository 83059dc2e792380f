"""What personal data and what re-identification risk are in these files? No policy, no verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from audit.claims.inventory import column_claims, risk_claim
from audit.core.fact import Facts
from audit.core.values import canonical
from audit.load.subject import Subject, override
from audit.observe.run import observe
from audit.observe.scene import Settings
from audit.observe.stage import InHand, Means, described, staged

_NAMING = frozenset({"direct", "freetext", "special", "criminal"})


@dataclass(frozen=True, slots=True)
class Scanned:
    """What one file was found to hold; `rows` and `read` say how much was looked at."""

    file: str
    rows: int
    columns: list[dict[str, Any]]
    risk: dict[str, Any]
    notes: tuple[str, ...]

    @property
    def personal(self) -> int:
        """Return the number of columns that name a person or belong to a special category."""
        return len({row["column"] for row in self.columns if row["category"] in _NAMING})


def scan_files(files: Sequence[str], quasi_identifiers: str | None, locales: str | None, means: Means) -> list[Scanned]:
    """Scan every file; raises BadInput if one cannot be read or a named column is not there."""
    return [_scan(file, quasi_identifiers, locales, means) for file in files]


def _scan(file: str, quasi_identifiers: str | None, locales: str | None, means: Means) -> Scanned:
    """Observe one file and keep what a scan shows."""
    subject: Subject = override(None, data=[f"test={file}"], quasi_identifiers=quasi_identifiers, locales=locales)
    with staged(subject, InHand(), Settings(locales=subject.locales), means) as scenes:
        facts: Facts = observe(scenes, described(subject, scenes))
        source = scenes[0].source
    columns = cast("list[dict[str, Any]]", list(column_claims(facts)))
    return Scanned(file, source.rows, columns, cast("dict[str, Any]", risk_claim(facts)), source.notes)


def render_scan(found: Sequence[Scanned], form: str) -> str:
    """Return the result as text for a terminal, or as JSON in the form of the evidence."""
    if form == "json":
        columns = [row for one in found for row in one.columns]
        document: dict[str, Any] = {"columns": columns, "risk": found[0].risk if len(found) == 1 else {}}
        return canonical(document)
    return "\n".join(line for one in found for line in _lines(one)) + "\n"


def _lines(one: Scanned) -> list[str]:
    """Return the lines about one file."""
    lines = [f"{one.file}: {one.rows:,} rows", *(f"  {note}" for note in one.notes)]
    if not one.columns:
        lines.append("  No column was found to hold personal data. Nothing found is not the same as nothing there.")
    width = max((len(row["column"]) for row in one.columns), default=0)
    ordered = sorted(one.columns, key=lambda row: (row["category"] not in _NAMING, row["column"]))
    lines += [f"  {row['column']:<{width}}  {row['category']:<9}  {row['entity']:<20}  {row['why']}" for row in ordered]
    if one.risk:
        risk = one.risk
        names = ", ".join(risk["quasi_identifiers"])
        alone = "1 row is alone" if risk["unique"] == 1 else f"{risk['unique']:,} rows are alone"
        small = f"{risk['below_limit']:,} in classes below {risk['limit']:g}"
        lines.append(f"  k = {risk['k']} over {names}: {alone}, {small}.")
    else:
        lines.append("  Re-identification risk: name what an outsider can know with --quasi-identifiers COL,COL.")
    return lines
