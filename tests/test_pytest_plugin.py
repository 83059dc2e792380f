"""Does the fixture fail a test exactly when the gate does not pass, and say why?"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from command_line import environment

if TYPE_CHECKING:
    import pytest

SUBJECT = """\
version: 1
name: s
data: {test: d.csv}
roles: {label: hired, prediction: guess, favourable: "yes", protected: [sex]}
"""
TESTS = """\
import pandas as pd

def table(chosen):
    place = pd.Series(range(400))
    return pd.DataFrame({
        "sex": place.map(lambda n: "F" if n % 2 else "M"),
        "hired": place.map(lambda n: "yes" if n % 4 < 2 else "no"),
        "guess": place.map(chosen),
        "visits": place % 7,
    })

SETTINGS = {"label": "hired", "prediction": "guess", "favourable": "yes", "protected": "sex"}
FAIR = table(lambda n: "yes" if n % 4 < 2 else "no")
UNFAIR = table(lambda n: "no" if n % 2 else "yes")

def test_passes(equigate):
    assert equigate.check(FAIR, **SETTINGS).overall == "PASS"

def test_fails(equigate):
    equigate.check(UNFAIR, **SETTINGS)

def test_only_measures(equigate):
    assert equigate.audit(UNFAIR, **SETTINGS).overall == "FAIL"

def test_finds_the_subject(equigate):
    FAIR.to_csv("d.csv", index=False)
    assert equigate.check().overall == "PASS"
"""


def test_the_fixture(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pass what passes, fail what fails with headline, counts and steps and without a traceback, find equigate.yml."""
    installed = any(entry.name == "equigate" for entry in entry_points(group="pytest11"))
    pytester.makeconftest("" if installed else 'pytest_plugins = ["audit.pytest_plugin"]')
    pytester.makefile(".yml", equigate=SUBJECT)
    pytester.makepyfile(TESTS)

    # A process of its own: the engine's library cannot be loaded twice in one.
    monkeypatch.setenv("PYTHONPATH", environment()["PYTHONPATH"])
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-rA")

    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["FAILED *test_fails*"])
    result.stdout.fnmatch_lines(["*Fails this policy*", "*not a legal finding*", "*unequal-selection fails*"])
    assert "Traceback" not in result.stdout.str()
