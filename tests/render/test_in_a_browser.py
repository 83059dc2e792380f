"""A real browser shows the whole report without scripts, asks nobody for anything, and prints every detail."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from audit.render.html import to_bytes
from tests.render import sample

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND",
]  # fmt: skip
# What the browser asks for by itself, whatever is opened; it reaches nobody here.
OWN = re.compile(r"https?://([a-z0-9-]+\.)*(google|googleapis|gvt1|gstatic)\.com/")
NO_SCRIPTS = {"profile": {"default_content_setting_values": {"javascript": 2}}}

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine")


def _browse(folder: Path, content: bytes, *more: str) -> str:
    """Open a document with scripts off and return what the browser prints."""
    document = folder / "report.html"
    document.write_bytes(content)
    settings = folder / "profile" / "Default" / "Preferences"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps(NO_SCRIPTS), "utf-8")
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={folder / 'profile'}", *more, document.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


def _asked(log: Path) -> set[str]:
    """Return the addresses a page asked for."""
    urls = set(re.findall(r'"url":"((?:https?|ftp|wss?):[^"]*)"', log.read_text("utf-8")))
    return {url for url in urls if not OWN.match(url)}


def test_the_method_sees_requests_and_stops_scripts(tmp_path: Path) -> None:
    """A page that does both wrong things is found out: else the next test proves nothing."""
    log = tmp_path / "net.json"
    bad = b"<p id=a>before</p><img src=http://192.0.2.1/x><script>document.getElementById('a').textContent='after'</script>"

    dom = _browse(tmp_path, bad, "--dump-dom", f"--log-net-log={log}")

    assert {"http://192.0.2.1/x"} == _asked(log)
    assert ">before<" in dom


@pytest.mark.parametrize("name", ["full", "hostile"])
def test_no_request_and_no_script(tmp_path: Path, name: str) -> None:
    """The whole document is there with scripts off, and only the file itself was read."""
    log = tmp_path / "net.json"

    dom = _browse(tmp_path, to_bytes(getattr(sample, name)()), "--dump-dom", f"--log-net-log={log}")

    assert 'id="sign-off"' in dom
    assert "<script" not in dom
    assert set() == _asked(log)


def test_details_are_open_on_paper(tmp_path: Path) -> None:
    """What is folded on screen is printed: passes, counts, the words of the rules."""
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("no pdftotext on this machine")
    target = tmp_path / "printed.pdf"
    _browse(tmp_path, to_bytes(sample.full()), f"--print-to-pdf={target}", "--no-pdf-header-footer")

    text = " ".join(subprocess.run([reader, target, "-"], capture_output=True, text=True, check=True).stdout.split())
    folded = ["Does the model beat always saying the commoner label?", "0.95 to 1", "A pickle is a program.", "Page 1 of"]

    assert [words for words in folded if words not in text] == []
    assert "Contents" not in text
