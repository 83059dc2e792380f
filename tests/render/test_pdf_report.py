"""The PDF is PDF/A-3a and PDF/UA-1 at once, carries its evidence, and is the same bytes every time."""

from __future__ import annotations

import gc
import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import page
import pikepdf
import pytest

from audit.core.errors import CannotWrite
from audit.core.evidence import Evidence
from audit.render.evidence_json import to_bytes as evidence_bytes
from audit.render.pdf import spelled, to_bytes
from tests.render import sample

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ["full", "empty", "hostile"]


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    """Return every sample as PDF."""
    return {name: sample.rendered("pdf", name) for name in SAMPLES}


@pytest.mark.parametrize("profile", ["3a", "ua1"])
@pytest.mark.parametrize("name", SAMPLES)
def test_it_is_valid(written: dict[str, bytes], name: str, profile: str) -> None:
    """An independent validator finds nothing, whatever the names in the data are."""
    report = page.validate_pdf_bytes(written[name], profile=profile)

    assert [failure.rule_id for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.parametrize("name", SAMPLES)
def test_the_evidence_is_inside(written: dict[str, bytes], name: str) -> None:
    """The attached file is evidence.json to the byte, related as data, dated by the run."""
    with pikepdf.open(io.BytesIO(written[name])) as document:
        attached = document.attachments["evidence.json"]

        assert evidence_bytes(getattr(sample, name)()) == attached.get_file().read_bytes()
        assert str(attached.obj["/AFRelationship"]) == "/Data"
        assert attached.get_file().creation_date is not None
        assert attached.get_file().creation_date.year == 2026


def test_header_cells_have_a_scope(written: dict[str, bytes]) -> None:
    """Every TH says whether it heads a column or a row."""
    with pikepdf.open(io.BytesIO(written["full"])) as document:
        scopes = [
            str(item["/A"]["/Scope"]) if "/A" in item else "none"
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == pikepdf.Name("/TH")
        ]

    assert {"/Column", "/Row"} == set(scopes)


SCRIPT = """
import hashlib
from audit.render.pdf import to_bytes
from tests.render import sample
for name in ("empty", "hostile"):
    print(hashlib.sha256(to_bytes(sample.BUILD[name]())).hexdigest())
"""


def test_same_bytes_in_every_process(written: dict[str, bytes]) -> None:
    """Neither the clock nor the hash seed is in the file, and nothing is printed on the way."""
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    expected = [hashlib.sha256(written[name]).hexdigest() for name in ("empty", "hostile")]

    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, env=environment, cwd=ROOT)

    assert run.stderr == ""
    assert expected == run.stdout.split()


@pytest.mark.parametrize(("name", "most"), [("full", 15), ("empty", 3)])
def test_it_is_short_enough_to_be_read(written: dict[str, bytes], name: str, most: int) -> None:
    """Ten rules with fifty findings, two tables of ratios, waivers and a baseline are a document of a few pages."""
    with pikepdf.open(io.BytesIO(written[name])) as document:
        assert len(document.pages) <= most


def test_common_signs_are_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a page to try signs on nor a second pass, and the collector of cycles runs again afterwards."""
    import weasyprint

    texts: list[str] = []
    layout = weasyprint.HTML

    def note(string: str, **more: object) -> object:
        """Keep what is laid out."""
        texts.append(string)
        return layout(string=string, **more)

    monkeypatch.setattr(weasyprint, "HTML", note)

    to_bytes(sample.empty())

    assert [text[:15] for text in texts] == ["<!doctype html>"]
    assert gc.isenabled()


MISSING = """
import sys
sys.path.insert(0, sys.argv[1])
from audit.core.errors import CannotWrite
from audit.render.registry import formats
from tests.render import sample
assert formats()["html"].render(sample.empty())
try:
    formats()["pdf"].render(sample.empty())
except CannotWrite as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("raise OSError('cannot load library libpango-1.0-0')", ["libpango-1.0-0", "libpangoft2-1.0-0", "brew install pango", "MSYS2"]),
        ("raise ImportError('no weasyprint')", ["pip install weasyprint"]),
    ],
    ids=["no Pango", "no WeasyPrint"],
)
def test_what_is_missing_is_named(tmp_path: Path, body: str, expected: list[str]) -> None:
    """Without Pango only the PDF is lost, and the message names the package to install."""
    (tmp_path / "weasyprint.py").write_text(body, "utf-8")

    run = subprocess.run(
        [sys.executable, "-c", MISSING, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
    )

    assert [word for word in expected if word not in run.stdout] == []
    assert run.stderr == ""


def test_files_of_this_machine_stay_out(tmp_path: Path) -> None:
    """Not even markup that slipped through could make WeasyPrint read a file."""
    import weasyprint

    from audit.render.pdf import _refusing

    secret = tmp_path / "secret.txt"
    secret.write_text("marker-4711", "utf-8")
    text = f"<html lang=en><title>t</title><link rel=attachment href='{secret.as_uri()}'><img src='{secret.as_uri()}'></html>"

    raw = weasyprint.HTML(string=text, url_fetcher=_refusing(weasyprint)).write_pdf(uncompressed_pdf=True)

    assert b"marker-4711" not in raw


def test_spelling_leaves_tags_alone() -> None:
    """Only text is spelled, never a tag or a style sheet."""
    actual = spelled("<style>\u6f22</style><p title='\u6f22'>\u6f22</p>", frozenset({0x6F22}))

    assert actual == "<style>\u6f22</style><p title='\u6f22'>U+6F22</p>"


def test_a_run_without_a_time_is_dated_all_the_same() -> None:
    """A time that cannot be read is a fixed day, never now."""
    evidence = sample.empty()

    with pikepdf.open(io.BytesIO(to_bytes(Evidence(evidence.claims, {**evidence.run, "time": "soon"})))) as document:
        moment = document.attachments["evidence.json"].get_file().creation_date

    assert moment is not None
    assert moment.year == 1980


@pytest.mark.parametrize(("error", "expected"), [(OSError, "Install Pango"), (ImportError, "pip install weasyprint")])
def test_the_door_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, error: type[Exception], expected: str) -> None:
    """The same in this process, where coverage sees it."""

    class Broken:
        """Finds WeasyPrint and fails to load it."""

        def find_spec(self, name: str, *_: object) -> None:
            """Raise for WeasyPrint."""
            if name == "weasyprint":
                raise error

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])

    with pytest.raises(CannotWrite, match=expected):
        to_bytes(sample.empty())
