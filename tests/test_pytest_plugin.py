"""Does the fixture fail a test exactly when the gate does not pass, and say why?"""

from __future__ import annotations

import pytest

TABLE = '''
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
'''


@pytest.fixture
def write(pytester: pytest.Pytester) -> pytest.Pytester:
    """Give the inner run the plugin, and no network plugin of its own."""
    pytester.makeconftest('pytest_plugins = ["audit.pytest_plugin"]' if not _installed() else "")
    return pytester


def _installed() -> bool:
    """Tell whether the plugin is registered by its entry point."""
    from importlib.metadata import entry_points

    return any(entry.name == "equigate" for entry in entry_points(group="pytest11"))


def test_check_passes_what_passes(write: pytest.Pytester) -> None:
    """Return the evidence."""
    write.makepyfile(TABLE + "def test_it(equigate):\n    assert equigate.check(FAIR, **SETTINGS).overall == 'PASS'\n")

    write.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_check_fails_what_fails(write: pytest.Pytester) -> None:
    """Fail with the headline, the counts and the steps, without a traceback."""
    write.makepyfile(TABLE + "def test_it(equigate):\n    equigate.check(UNFAIR, **SETTINGS)\n")

    result = write.runpytest_inprocess("-p", "no:cacheprovider")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*Fails this policy*", "*not a legal finding*", "*unequal-selection fails*"])
    assert "Traceback" not in result.stdout.str()


def test_audit_only_measures(write: pytest.Pytester) -> None:
    """Return the evidence of what fails, too."""
    write.makepyfile(TABLE + "def test_it(equigate):\n    assert equigate.audit(UNFAIR, **SETTINGS).overall == 'FAIL'\n")

    write.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_a_subject_file_is_found(write: pytest.Pytester) -> None:
    """Without an argument, check equigate.yml of the folder."""
    write.makefile(".yml", equigate="version: 1\nname: s\ndata: {test: d.csv}\nroles: {label: hired, prediction: guess, favourable: 'yes', protected: [sex]}")
    write.makepyfile(TABLE + "FAIR.to_csv('d.csv', index=False)\n\ndef test_it(equigate):\n    equigate.check()\n")

    write.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)
