"""What does the report say, on screen and on paper? One HTML document from the templates and the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from audit import resources
from audit.core.evidence import Evidence
from audit.core.values import digest
from audit.render import answers, exposures, findings, groups, impact_table, metric_table, numbers, personal, releases, tradeoffs
from audit.render.clean import clipped
from audit.render.evidence_json import to_bytes
from audit.render.fit import Reading, read

if TYPE_CHECKING:
    from jinja2 import Environment

Item = TypeVar("Item")

TABLE_ROWS = 100
_VARIABLE = re.compile(r"--([a-z-]+):\s*([^;]+);")
_SECTION = re.compile(r"sections/\d\d-([a-z-]+)\.html\.j2")


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report: its anchor, its title, and its HTML."""

    anchor: str
    title: str
    body: str


def page(evidence: Evidence, *, paper: bool = False) -> str:
    """Return the whole document; raises BadInput if the evidence does not fit its schema.

    On paper every detail is open, long tables are cut (WeasyPrint's time grows faster than their
    length), and each picture carries its own style.
    """
    reading = read(evidence)
    folder = resources.folder("templates")
    environment = _environment(folder)
    context = _context(reading, folder, paper=paper, evidence_digest=digest(to_bytes(evidence)))
    sections = list(_sections(environment, context))
    return environment.get_template("report.html.j2").render(**context, sections=sections)


def _environment(folder: Path) -> Environment:
    """Return Jinja with everything escaped, where a misspelt name is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"number": numbers.number, "count": numbers.count, "clip": clipped, "parts": parts}
    environment.filters |= {
        "limit_words": answers.limit_words,
        "metric": findings.metric_name,
        "clock": clock,
        "sentence": findings.sentence,
    }
    environment.globals |= {"answers": answers, "findings": findings, "groups": groups, "numbers": numbers, "personal": personal}
    environment.globals |= {"impact": impact_table, "metrics": metric_table, "tradeoffs": tradeoffs}
    environment.globals |= {"exposures": exposures, "releases": releases}
    return environment


def _context(reading: Reading, folder: Path, *, paper: bool, evidence_digest: str) -> dict[str, Any]:
    """Return the names every template can use."""
    look = (folder / "report.css").read_text("utf-8")
    ink = (folder / "chart.css").read_text("utf-8")
    fonts = (folder / "paper.css").read_text("utf-8") if paper else ""
    sheets = [look, ink, (folder / "print.css").read_text("utf-8"), fonts]
    return {
        "claims": reading.claims,
        "run": reading.run,
        "paper": paper,
        "evidence_digest": evidence_digest,
        "style": literal(ink + (folder / "paper-chart.css").read_text("utf-8"), look, fonts) if paper else "",
        "css": "\n".join(small(sheet) for sheet in sheets),
    }


def _sections(environment: Environment, context: dict[str, Any]) -> Iterator[Section]:
    """Yield every section that has something to say, in the order of its file name."""
    for name in environment.list_templates():
        match = _SECTION.fullmatch(name)
        if match is None:
            continue
        module: Any = environment.get_template(name).make_module(context)
        body = str(module).strip()
        if body:
            yield Section(match[1], str(module.title), body)


def parts(rows: Sequence[Item], paper: bool) -> list[Sequence[Item]]:  # noqa: FBT001 - a Jinja filter
    """Return the rows in tables of at most `TABLE_ROWS` on paper, in one table on screen."""
    if not paper:
        return [rows]
    return [rows[start : start + TABLE_ROWS] for start in range(0, len(rows), TABLE_ROWS)]


def literal(sheet: str, *looks: str) -> str:
    """Return a sheet with the light values of its variables in place of them.

    WeasyPrint knows neither variables nor outer styles inside an SVG.
    """
    values = {name: value for look in looks for name, value in _VARIABLE.findall(look.partition("}")[0])}
    return small(re.sub(r"var\(--([a-z-]+)\)", lambda match: values[match[1]], sheet))


def small(sheet: str) -> str:
    """Return a style sheet without comments and without needless blanks."""
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    sheet = re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", sheet)).strip()
    return sheet.replace(": ", ":").replace(";}", "}")


def clock(time: str) -> str:
    """Return `20 November 2026, 12:00 UTC` for an ISO time; what is no time is printed as it is."""
    from datetime import datetime

    try:
        moment = datetime.fromisoformat(time)
    except ValueError:
        return time
    zone = moment.tzname() or ""
    return f"{moment.day} {moment:%B %Y, %H:%M} {zone}".strip()
