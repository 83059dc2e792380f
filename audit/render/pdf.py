"""What does a person sign? The same report as PDF/A-3a and PDF/UA-1, with the evidence inside."""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeAlias

from audit.core.errors import CannotWrite
from audit.core.evidence import Evidence
from audit.render.evidence_json import to_bytes as evidence_bytes
from audit.render.page import page
from audit.render.pdf_marks import finish
from audit.render.registry import Format

Foreign: TypeAlias = Any  # an object of WeasyPrint or pydyf, which have no types

NEEDS_PANGO = (
    "Install Pango (Debian, Ubuntu: libpango-1.0-0 libpangoft2-1.0-0; macOS: brew install pango; "
    "Windows: MSYS2, then pacman -S mingw-w64-x86_64-pango) or write html, which needs nothing"
)
_TAG = re.compile(r"(<style>.*?</style>|<[^>]*>)", re.DOTALL)
LAST_LATIN = "\u017f"  # every font has these
# The signs of the templates: fonts with Latin letters have them too, and the second pass would catch one that lacks them.
OURS = frozenset("\u2013\u2212\u2018\u2019\u201c\u201d\u2026")  # dash, minus, quotation marks, ellipsis
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


def to_bytes(evidence: Evidence) -> bytes:
    """Return the report as PDF: the same bytes for the same evidence, fonts and versions.

    Raises CannotWrite where Pango or WeasyPrint is missing, BadInput if the evidence does not fit.
    A sign no font of this machine has would be an empty box and break PDF/UA: such signs are found
    on a page of their own first, and printed as `U+XXXX`; a text of common signs is laid out once. A second
    pass catches what only shows in words.
    """
    text = page(evidence, paper=True)
    with _silent(), _uncollected():
        weasyprint = library()
        missing = _lacking(weasyprint, text)
        written, more = _write(weasyprint, spelled(text, missing), evidence)
        if more:
            written, _ = _write(weasyprint, spelled(text, missing | more), evidence)
    return written


def spelled(text: str, missing: frozenset[int]) -> str:
    """Return an HTML text with some characters written as their code, outside of tags and styles."""
    table = {code: f"U+{code:04X}" for code in missing}
    return "".join(piece if place % 2 else piece.translate(table) for place, piece in enumerate(_TAG.split(text)))


def _lacking(weasyprint: Foreign, text: str) -> frozenset[int]:
    """Return the code points of a text that no font of this machine can draw."""
    signs = sorted({sign for sign in text if sign > LAST_LATIN} - OURS)
    if not signs:
        return frozenset()
    missing: set[int] = set()

    def note(document: Foreign, _pdf: Foreign) -> None:
        """Keep what the fonts lacked."""
        missing.update(*(font.missing for font in document.fonts.values()))

    probe = weasyprint.HTML(string=f"<p>{' '.join(signs)}</p>", url_fetcher=_refusing(weasyprint))
    probe.write_pdf(finisher=note)
    return frozenset(missing)


def library() -> Foreign:
    """Return WeasyPrint; raises CannotWrite naming what to install."""
    try:
        import weasyprint
    except OSError:
        missing = CannotWrite.one("pdf", "the library Pango cannot be loaded", NEEDS_PANGO)
        raise missing from None
    except ImportError:
        missing = CannotWrite.one("pdf", "WeasyPrint is not installed", "Run `pip install weasyprint`")
        raise missing from None
    return weasyprint


def fonts() -> tuple[str, ...]:
    """Return the fonts that a report's text, bold text and figures are set in here; raises CannotWrite without Pango."""
    weasyprint = library()
    names: set[str] = set()

    def look(document: Foreign, _pdf: Foreign) -> None:
        """Keep the names of the fonts that were used."""
        names.update(font.name.decode() if isinstance(font.name, bytes) else str(font.name) for font in document.fonts.values())

    with _silent():
        html = '<p style="font-family:serif">a</p><p style="font-family:sans-serif">a<b>b</b></p><code>c</code>'
        weasyprint.HTML(string=html, url_fetcher=_refusing(weasyprint)).write_pdf(finisher=look)
    return tuple(sorted(name.partition("+")[2] or name for name in names))


def _write(weasyprint: Foreign, text: str, evidence: Evidence) -> tuple[bytes, frozenset[int]]:
    """Return the file, and the code points no font could draw."""
    missing: set[int] = set()

    def close(document: Foreign, pdf: Foreign) -> None:
        """Finish the file and keep what the fonts lacked."""
        missing.update(*(font.missing for font in document.fonts.values()))
        finish(pdf)

    fetcher = _refusing(weasyprint)
    document = weasyprint.HTML(string=text, url_fetcher=fetcher).render()
    document.metadata.attachments = [_attachment(weasyprint, evidence, fetcher)]
    written = document.write_pdf(pdf_variant="pdf/a-3a", finisher=close)
    return written, frozenset(missing)


def _attachment(weasyprint: Foreign, evidence: Evidence, fetcher: Foreign) -> Foreign:
    """Return the evidence as an embedded file whose dates are those of the run."""
    moment = _moment(str(evidence.run.get("time", "")))
    return weasyprint.Attachment(
        string=evidence_bytes(evidence),
        name="evidence.json",
        description="The evidence this report is made from",
        relationship="Data",
        created=moment,
        modified=moment,
        url_fetcher=fetcher,
    )


def _moment(time: str) -> datetime:
    """Return the time of the run; one that cannot be read is a fixed day, never now."""
    try:
        moment = datetime.fromisoformat(time)
    except ValueError:
        return EPOCH
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _refusing(weasyprint: Foreign) -> Foreign:
    """Return a fetcher that refuses every address, files of this machine included."""

    def fetch(_self: object, _url: str, _headers: object = None) -> None:
        """Raise for every address; WeasyPrint goes on without."""
        message = "no address is fetched"
        raise ValueError(message)

    return type("Refuse", (weasyprint.urls.URLFetcher,), {"fetch": fetch})()


@contextmanager
def _silent() -> Iterator[None]:
    """Keep WeasyPrint and fontTools quiet: their warnings quote texts of the report."""
    loggers = [logging.getLogger(name) for name in ("weasyprint", "weasyprint.progress", "fontTools")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from looking for cycles: a layout is tens of thousands of objects that all stay, and a quarter of its time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


FORMAT = Format("pdf", ".pdf", to_bytes, binary=True)
