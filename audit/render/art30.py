"""What goes into the record of processing activities (Art. 30(1) GDPR)? What is known is filled in, the rest is marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from audit.core.evidence import Evidence
from audit.render.fit import read
from audit.render.personal import kinds, law
from audit.render.registry import Format
from audit.render.table import csv_text

HEAD = ("clause", "asked", "entry", "detail", "status")
OPEN = "to be filled in"
DECLARED = "declared for this audit, not verified"
FOUND = "found in the data, not complete"
Line = tuple[str, str, str, str, str]


def record(columns: Sequence[Mapping[str, Any]], declared: Mapping[str, Any], name: str = "") -> str:
    """Return the rows of one record: what Art. 30(1)(a) to (g) asks, and beside it the grounds of Art. 6, 9 and 10."""
    return csv_text(HEAD, _lines(columns, declared, name))


def _lines(columns: Sequence[Mapping[str, Any]], declared: Mapping[str, Any], name: str) -> Iterator[Line]:
    """Yield the lines in the order of the article."""
    yield _line("", "processing activity", name, "the name of what was audited", DECLARED)
    yield _said(declared, "controller", "Art. 30(1)(a)", "controller: name and contact details")
    yield _line("Art. 30(1)(a)", "joint controller, representative, data protection officer, where there are any")
    yield _said(declared, "purpose", "Art. 30(1)(b)", "purposes of the processing")
    yield _said(declared, "legal_basis", "Art. 6(1)", "legal basis (not asked by Art. 30, usually kept with it)")
    yield _line("Art. 30(1)(c)", "categories of data subjects")
    yield from _categories(columns)
    yield from _grounds(columns, declared)
    yield _line("Art. 30(1)(d)", "categories of recipients, those in third countries and international organisations included")
    yield _line("Art. 30(1)(e)", "transfers to third countries, and the safeguards")
    yield _line("Art. 30(1)(f)", "time limits for the erasure of each category", detail=_kept(declared))
    yield _line("Art. 30(1)(g)", "technical and organisational security measures (Art. 32(1))")


def _line(clause: str, asked: str, entry: str = "", detail: str = "", status: str = "") -> Line:
    """Return one line; an empty entry is one that somebody has to fill in."""
    return clause, asked, entry, detail, status if entry else OPEN


def _said(declared: Mapping[str, Any], key: str, clause: str, asked: str) -> Line:
    """Return a line with what the subject declares."""
    return _line(clause, asked, str(declared.get(key) or ""), "", DECLARED)


def _kept(declared: Mapping[str, Any]) -> str:
    """Return until when the audit's own files are kept: that says nothing about the data."""
    until = declared.get("retain_until")
    return f"the audit's own files are kept until {until}" if until else ""


def _categories(columns: Sequence[Mapping[str, Any]]) -> Iterator[Line]:
    """Yield one line per kind of personal data that was found, with its columns and its class in the GDPR."""
    asked = "categories of personal data"
    for what, category, rows in kinds(columns):
        places = dict.fromkeys(f"{row.get('file') or row['dataset']}: {row['column']}" for row in rows)
        named = [text for text in dict.fromkeys(law(row, "GDPR") for row in rows) if text]
        yield _line("Art. 30(1)(c)", asked, f"{what} ({category})", "; ".join([*places, *named]), FOUND)
    yield _line("Art. 30(1)(c)", f"{asked}: what was not found or not looked for")


def _grounds(columns: Sequence[Mapping[str, Any]], declared: Mapping[str, Any]) -> Iterator[Line]:
    """Yield the grounds that data of special categories and on offences needs, where such data was found or a ground declared."""
    found = {row["category"] for row in columns}
    for category, key, clause, asked in (
        ("special", "art9_condition", "Art. 9(2)", "condition for special categories"),
        ("criminal", "art10_law", "Art. 10", "law that allows data on convictions and offences"),
    ):
        if category in found or declared.get(key):
            yield _said(declared, key, clause, asked)


def to_bytes(evidence: Evidence) -> bytes:
    """Return the record in UTF-8; raises BadInput if the evidence does not fit its schema."""
    claims = read(evidence).claims
    return record(claims["columns"], claims["subject"]["declared"], claims["subject"]["name"]).encode("utf-8")


FORMAT = Format("art30", ".csv", to_bytes, binary=False)
