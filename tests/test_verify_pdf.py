"""Are the pages that a person signs those of the evidence inside the PDF?"""

from __future__ import annotations

import io
import json
import re
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from audit.api import audit
from audit.core.errors import BadInput, CannotWrite
from audit.core.evidence import Evidence
from audit.render.embedded import evidence_in, fonts_in
from audit.render.registry import formats
from audit.verified.outcome import State
from audit.verified.pages import pages_line
from audit.verified.whole import Given, verified
from audit.verify import read_evidence


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    """Return the evidence of a small frame."""
    import pandas as pd

    found = audit(pd.DataFrame({"city": ["Bonn", "Köln"] * 50}))
    return Evidence(found.claims, found.run)


@pytest.fixture(scope="module")
def report(evidence: Evidence) -> bytes:
    """Return its report."""
    return formats()["pdf"].render(evidence)


def test_the_evidence_comes_out_of_the_pdf_as_it_went_in(evidence: Evidence, report: bytes, tmp_path: Path) -> None:
    """Poppler takes out the same bytes."""
    path = tmp_path / "report.pdf"
    path.write_bytes(report)
    subprocess.run(["pdfdetach", "-saveall", "-o", tmp_path, path], check=True, capture_output=True)

    assert evidence_in(report, "report.pdf") == evidence.to_json() == (tmp_path / "evidence.json").read_text("utf-8")
    assert read_evidence(path) == evidence


def test_the_fonts_are_those_that_poppler_lists(report: bytes, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(report)
    listed = subprocess.run(["pdffonts", path], check=True, capture_output=True, encoding="utf-8").stdout.splitlines()[2:]

    assert fonts_in(report) == {line.split()[0].partition("+")[2] for line in listed}


def test_a_report_is_what_its_evidence_renders_to(report: bytes, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(report)

    states = {line.what: line.state for line in verified(Given(path))}

    assert (states["pages"], states["verdicts"], states["bytes"]) == (State.SAME, State.SAME, State.SAME)


def _other_pages(report: bytes) -> bytes:
    """Return the report with the pages of another run around the same evidence."""
    first = next(match for match in re.finditer(rb"<</Filter /FlateDecode/Length (\d+)>>\nstream\n", report))
    content = report[first.end() : first.end() + int(first[1])]
    edited = zlib.compress(zlib.decompress(content) + b" ", 9)
    return (
        report[: first.start()]
        + b"<</Filter /FlateDecode/Length %d>>\nstream\n" % len(edited)
        + edited
        + report[first.end() + int(first[1]) :]
    )


def _signed(report: bytes) -> bytes:
    """Return the report with a revision after it, as a signature in the PDF appends one."""
    return report + b"\n1 0 obj\n<</Type /Sig>>\nendobj\nstartxref\n0\n%%EOF\n"


CHANGES: dict[str, tuple[Callable[[bytes], bytes], State, str]] = {
    "a page was edited": (_other_pages, State.DIFFERENT, "were changed"),
    "a signature was added": (_signed, State.UNKNOWN, "bytes were added after it"),
}


@pytest.fixture(scope="module")
def lines(evidence: Evidence, report: bytes) -> dict[str, Any]:
    """Return what is said of every change."""
    return {name: pages_line(change(report), evidence) for name, (change, _, _) in CHANGES.items()}


@pytest.mark.parametrize("name", CHANGES)
def test_a_pdf_that_was_changed_is_not_what_its_evidence_renders_to(lines: dict[str, Any], name: str) -> None:
    """What a signature appended may change pages too, and is not called agreement."""
    _, state, words = CHANGES[name]

    assert lines[name].state is state
    assert words in lines[name].text


def test_pages_of_another_installation_cannot_be_told(evidence: Evidence, report: bytes) -> None:
    """The recorded versions, or the fonts, say why; it is never agreement."""
    run: Any = {**evidence.run, "versions": {**evidence.run["versions"], "weasyprint": "1.0"}}

    line = pages_line(report, Evidence(evidence.claims, run))

    assert line.state is State.UNKNOWN
    assert line.more[0].startswith("weasyprint 1.0, here ")


def test_without_pango_the_pages_cannot_be_told(evidence: Evidence, report: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise CannotWrite.one("pdf", "the library Pango cannot be loaded", "Install Pango")

    monkeypatch.setattr("audit.render.pdf.library", missing)

    line = pages_line(report, evidence)

    assert (line.state, line.more) == (State.UNKNOWN, ("pdf: the library Pango cannot be loaded. Install Pango",))


def _resaved(report: bytes) -> bytes:
    """Return the report as another program writes it."""
    with pikepdf.open(io.BytesIO(report)) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(user="", owner="x"))
    return out.getvalue()


def _twice(report: bytes) -> bytes:
    """Return the report with a second piece of evidence."""
    return report + b"<</Type /EmbeddedFile/Length 2>>\nstream\n{}\nendstream\n"


BROKEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "encrypted": (_resaved, "no evidence can be read"),
    "two of them": (_twice, "holds 2 pieces of evidence"),
    "none": (lambda _: b"%PDF-1.7\n%%EOF\n", "no evidence can be read"),
    "damaged": (lambda report: report.replace(b"/Type /EmbeddedFile", b"/Type /EmbeddedFool"), "no evidence can be read"),
    "a length beyond the file": (
        lambda _: b"%PDF-1.7\n<</Type /EmbeddedFile/Filter /FlateDecode/Length 999999>>\nstream\nxx",
        "no evidence can be read",
    ),
    "not text": (lambda _: b"%PDF-1.7\n<</Type /EmbeddedFile/Length 2>>\nstream\n\xff\xfe", "no evidence can be read"),
    "not evidence": (lambda _: b"%PDF-1.7\n<</Type /EmbeddedFile/Length 2>>\nstream\n{}", "not evidence of this version"),
    "nested too deep": (
        lambda _: b"%PDF-1.7\n<</Type /EmbeddedFile/Length 200001>>\nstream\n{" + b"[" * 200_000,
        "not evidence of this version",
    ),
}


@pytest.mark.parametrize(("change", "words"), BROKEN.values(), ids=BROKEN)
def test_a_pdf_without_evidence_that_can_be_read_is_bad_input(
    report: bytes, tmp_path: Path, change: Callable[[bytes], bytes], words: str
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(change(report))

    with pytest.raises(BadInput, match=words):
        read_evidence(path)


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks to more than evidence ever has is refused, and not held in memory."""
    monkeypatch.setattr("audit.render.embedded.MOST", 1000)
    bomb = zlib.compress(b"{" + b" " * 10_000)
    data = b"%%PDF-1.7\n<</Type /EmbeddedFile/Filter /FlateDecode/Length %d>>\nstream\n" % len(bomb) + bomb

    with pytest.raises(BadInput, match="no evidence can be read"):
        evidence_in(data, "bomb.pdf")


def test_a_report_rendered_from_evidence_is_the_one_that_was_rendered_with_it(evidence: Evidence) -> None:
    """Keys come back from the file in another order than they were made in; no page may depend on that."""
    again = Evidence.from_json(json.dumps(json.loads(evidence.to_json())))

    assert formats()["html"].render(again) == formats()["html"].render(evidence)
