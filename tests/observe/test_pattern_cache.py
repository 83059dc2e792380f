"""What is kept between two runs is whole, ours, for us alone, and never needed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from audit.observe.personal.sieve import hyperscan_door, pattern_cache, presidio_patterns
from audit.observe.personal.sieve.prefilter import Prefilter
from audit.observe.personal.sieve.probes import Probe

PROBES = (Probe("Badge", "BADGE", ((r"B-\d{4}", 26),)), Probe("Plate", "PLATE", ((r"[A-Z]{2} \d{3}", 26),)))
TEXTS = ["see b-1234", "AB 123", "nothing", "é B-1234"]
FOUND = [[True, False], [False, True], [False, False], [True, False]]
ROOT = pytest.mark.skipif(hasattr(os, "getuid") and os.getuid() == 0, reason="root may write everywhere")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(pattern_cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_databases_are_kept_and_found_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Prefilter(PROBES)
    monkeypatch.setattr(hyperscan_door, "build", None)
    expected = FOUND

    actual = Prefilter(PROBES).matrix(TEXTS).tolist()

    assert expected == actual


def test_files_are_for_this_user_alone(folder: Path) -> None:
    Prefilter(PROBES)
    expected = {0o700, 0o600}

    actual = {stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}

    assert expected == actual


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda data: data[:-1], id="cut off"),
        pytest.param(lambda data: data[:60] + bytes([data[60] ^ 1]) + data[61:], id="one bit"),
        pytest.param(lambda _: b"something else", id="foreign"),
    ],
)
def test_damaged_files_are_made_again(folder: Path, damage: object) -> None:
    Prefilter(PROBES)
    assert callable(damage)
    for path in folder.iterdir():
        path.write_bytes(damage(path.read_bytes()))
    expected = FOUND

    actual = Prefilter(PROBES).matrix(TEXTS).tolist()

    assert expected == actual
    assert all(pattern_cache.read(path.name) is not None for path in folder.iterdir())


def test_a_file_under_another_name_is_not_taken(folder: Path) -> None:
    pattern_cache.write("a" * 64, b"content")
    (folder / ("b" * 64)).write_bytes((folder / ("a" * 64)).read_bytes())
    expected = (b"content", None)

    actual = (pattern_cache.read("a" * 64), pattern_cache.read("b" * 64))

    assert expected == actual


def test_what_others_can_write_is_not_run(folder: Path) -> None:
    pattern_cache.write("a" * 64, b"content")
    (folder / ("a" * 64)).chmod(0o666)

    assert pattern_cache.read("a" * 64) is None


def test_a_whole_file_that_is_no_database_is_compiled_again(folder: Path) -> None:
    Prefilter(PROBES)
    for path in list(folder.iterdir()):
        head, _, rest = (pattern_cache.read(path.name) or b"").partition(b"\n")
        pattern_cache.write(path.name, head + b"\n" + b"\0" * len(rest))
    expected = FOUND

    actual = Prefilter(PROBES).matrix(TEXTS).tolist()

    assert expected == actual


@ROOT
def test_a_folder_that_cannot_be_written_is_no_problem(folder: Path) -> None:
    folder.mkdir(mode=0o500)
    Prefilter(PROBES)

    assert not list(folder.iterdir())


def test_a_folder_that_is_a_file_is_no_problem(folder: Path) -> None:
    folder.write_text("mine", encoding="utf-8")
    expected = FOUND

    actual = Prefilter(PROBES).matrix(TEXTS).tolist()

    assert expected == actual
    assert folder.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"EQUIGATE_CACHE": ""}, None),
        ({"EQUIGATE_CACHE": "/x/y"}, Path("/x/y")),
        ({"XDG_CACHE_HOME": "/x/cache"}, Path("/x/cache/equigate")),
        ({"XDG_CACHE_HOME": "relative", "HOME": "/home/one"}, Path("/home/one/.cache/equigate")),
        ({"HOME": "/home/one"}, Path("/home/one/.cache/equigate")),
    ],
    ids=["nothing is kept", "named", "of the system", "relative names do not count", "usual"],
)
def test_the_folder_is_where_systems_keep_such_things(
    environment: dict[str, str], expected: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("EQUIGATE_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", "linux")

    actual = pattern_cache.folder()

    assert expected == actual


@pytest.mark.parametrize("kept", [b"[]", b"{}", b"nonsense", b'{"EmailRecognizer": 3}', b'{"EmailRecognizer": [["a", "b", "c"]]}'])
def test_kept_patterns_of_another_form_are_read_anew(folder: Path, kept: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = presidio_patterns.patterns_of(["EmailRecognizer"], [])
    (path,) = folder.iterdir()
    pattern_cache.write(path.name, kept)

    actual = presidio_patterns.patterns_of(["EmailRecognizer"], [])

    assert expected == actual


def test_kept_patterns_are_those_that_were_read(folder: Path) -> None:
    expected = presidio_patterns.patterns_of(["PhoneRecognizer", "UsSsnRecognizer"], ["DE", "US"])

    actual = presidio_patterns.patterns_of(["PhoneRecognizer", "UsSsnRecognizer"], ["DE", "US"])

    assert expected == actual
    assert set(actual) == {"UsSsnRecognizer", "PhoneRecognizer:DE", "PhoneRecognizer:US"}
