"""Every format renders whatever the evidence is, the same way each time, and asserts nothing it must not."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from audit.core.evidence import Evidence
from audit.render.registry import Format, formats
from tests.render import sample

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
UPDATE = "EQUIGATE_WRITE_GOLDEN"
EVERY = [pytest.param(one, id=name) for name, one in formats().items()]
TEXTS = [pytest.param(one, id=name) for name, one in formats().items() if not one.binary]
SAMPLES = [pytest.param(name, id=name) for name in ("empty", "full", "hostile")]
# The PDF of hostile evidence has its own tests; here it would only cost time.
CASES = [
    pytest.param(one, sample_name, id=f"{name}-{sample_name}")
    for name, one in formats().items()
    for sample_name in ("empty", "full", "hostile")
    if not one.binary or sample_name != "hostile"
]
FORBIDDEN = re.compile(
    r"\b(is|are|was|were) (anonymous|anonymi[sz]ed|compliant|certified|lawful|fair|unbiased|free of personal data)\b|\bGDPR[- ]compliant\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("one", EVERY)
def test_names_and_endings(one: Format) -> None:
    """A format is called by a short lower-case name and has a file ending."""
    assert re.fullmatch(r"[a-z][a-z0-9-]*", one.name)
    assert re.fullmatch(r"\.[a-z0-9.]+", one.suffix)


@pytest.mark.parametrize(("one", "name"), CASES)
def test_renders_and_changes_nothing(one: Format, name: str) -> None:
    """Every sample renders, twice to the same bytes, and is untouched by it."""
    evidence = sample.BUILD[name]()

    assert one.render(evidence) == sample.rendered(one.name, name)
    assert sample.BUILD[name]().to_json() == evidence.to_json()


@pytest.mark.parametrize(("one", "name"), [case for case in CASES if case.id != "pdf-full"])
def test_what_was_written_renders_the_same(one: Format, name: str) -> None:
    """Rendering from the written document gives the same bytes."""
    again = Evidence.from_json(sample.BUILD[name]().to_json())

    assert sample.rendered(one.name, name) == one.render(again)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("one", TEXTS)
def test_text_is_utf8_without_nan(one: Format, name: str) -> None:
    """Text formats are UTF-8, end in a line end, and never say NaN or infinity."""
    text = sample.rendered(one.name, name).decode("utf-8")

    assert text.endswith("\n")
    assert not re.search(r"\b(NaN|nan|Infinity|-inf)\b", text)


@pytest.mark.parametrize("name", ["empty", "full"])
@pytest.mark.parametrize("one", TEXTS)
def test_asserts_nothing_it_must_not(one: Format, name: str) -> None:
    """No text says that data or a model is anonymous, compliant, lawful or fair."""
    found = FORBIDDEN.findall(sample.rendered(one.name, name).decode("utf-8"))

    assert found == []


def test_importing_formats_loads_no_third_party_package() -> None:
    """The registry costs standard library only."""
    script = (
        "import sys; from audit.render.registry import formats; formats();"
        "from audit.render.charts import charts; charts();"
        "print([n for n in ('jinja2', 'weasyprint', 'rich', 'markupsafe', 'pandas', 'duckdb') if n in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=ROOT
    )

    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["empty", "full"])
@pytest.mark.parametrize("one", [param for param in TEXTS if param.id in {"html", "text"}])
def test_golden(one: Format, name: str) -> None:
    """The whole output is the golden one; `EQUIGATE_WRITE_GOLDEN=1` writes it anew, then read the diff."""
    text = sample.rendered(one.name, name).decode("utf-8")
    actual = re.sub(r"<style>.*?</style>", "<style></style>", text, count=1, flags=re.DOTALL)
    path = GOLDEN / f"report-{name}{one.suffix}"
    if os.environ.get(UPDATE):
        path.write_text(actual, "utf-8")

    assert path.read_text("utf-8") == actual
