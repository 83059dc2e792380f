"""A section, a format or a chart is added with one file and nothing else."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from audit import render, resources
from audit.render import charts as drawn
from audit.render.charts import charts
from audit.render.page import page
from audit.render.registry import formats
from tests.render import sample

FORMAT = """
from audit.render.registry import Format
FORMAT = Format("{name}", ".x", lambda evidence: evidence.overall.encode(), binary=False)
"""


@pytest.fixture(autouse=True)
def _forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the modules a test adds."""
    for name in ("audit.render.shout", "audit.render.charts.shout"):
        monkeypatch.delitem(sys.modules, name, raising=False)


def test_a_section(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new template appears in the report and in its contents, in the order of its number."""
    folder = tmp_path / "templates"
    shutil.copytree(resources.folder("templates"), folder)
    (folder / "sections" / "15-weather.html.j2").write_text('{% set title = "Weather" %}\n<p>{{ claims.overall }} and rain</p>\n', "utf-8")
    monkeypatch.setattr(resources, "folder", lambda _kind: folder)

    text = page(sample.empty())

    assert '<a href="#weather"><span class="no">2</span>Weather</a>' in text
    assert "<p>NOT ASSURED and rain</p>" in text
    assert text.index('id="decide"') < text.index('id="weather"') < text.index('id="scope"')


def test_a_section_with_nothing_to_say_is_absent() -> None:
    """An empty body is no section."""
    assert 'id="waivers"' not in page(sample.empty())


def test_waivers_are_shown() -> None:
    """A waiver stands there with its reason and its end."""
    evidence = sample.full()
    waiver = {"id": "W-1", "rule": "small-cells", "reason": "Known & accepted.", "expires": "2027-02-28"}

    text = page(type(evidence)({**evidence.claims, "waivers": [waiver]}, evidence.run))

    assert "Known &amp; accepted." in text


def test_a_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new module with a FORMAT is a new format."""
    (tmp_path / "shout.py").write_text(FORMAT.format(name="shout"), "utf-8")
    monkeypatch.setattr(render, "__path__", [*render.__path__, str(tmp_path)])

    assert formats()["shout"].render(sample.empty()) == b"NOT ASSURED"


def test_two_formats_of_one_name_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name belongs to one format."""
    (tmp_path / "shout.py").write_text(FORMAT.format(name="html"), "utf-8")
    monkeypatch.setattr(render, "__path__", [*render.__path__, str(tmp_path)])

    with pytest.raises(ValueError, match="two formats are called html"):
        formats()


def test_a_chart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new module with a CHART is a new chart."""
    (tmp_path / "shout.py").write_text("CHART = str.upper\n", "utf-8")
    monkeypatch.setattr(drawn, "__path__", [*drawn.__path__, str(tmp_path)])

    assert charts()["shout"]("a") == "A"
