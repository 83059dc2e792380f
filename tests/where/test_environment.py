"""EQUIGATE_* variables: they set flags, are said when they do, lose to what is written, and are never misspelt in silence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audit.cli.environment import used, variable
from audit.core.errors import BadInput

if TYPE_CHECKING:
    from command_line import Ended


@pytest.mark.parametrize(
    ("flag", "expected"),
    [("--policy", "EQUIGATE_POLICY"), ("--fail-on", "EQUIGATE_FAIL_ON"), ("--as-of", "EQUIGATE_AS_OF")],
    ids=["policy", "fail-on", "as-of"],
)
def test_a_variable_is_called_as_its_flag(flag: str, expected: str) -> None:
    """Put EQUIGATE_ before it, in capitals."""
    assert variable(flag) == expected


@pytest.mark.parametrize(
    ("words", "environment", "expected"),
    [
        ([], {}, []),
        ([], {"EQUIGATE_FORMAT": ""}, []),
        ([], {"EQUIGATE_FORMAT": "json", "FORMAT": "x"}, ["using EQUIGATE_FORMAT='json' for --format"]),
        (["check", "--format", "text"], {"EQUIGATE_FORMAT": "json"}, []),
        (["check", "--format=text"], {"EQUIGATE_FORMAT": "json"}, []),
        (["check", "-ftext"], {"EQUIGATE_FORMAT": "json"}, []),
        ([], {"EQUIGATE_FORMAT": "\x1b[31m"}, ["using EQUIGATE_FORMAT='\\x1b[31m' for --format"]),
    ],
    ids=["none", "empty", "used", "written", "written with =", "written short", "no escapes"],
)
def test_a_variable_that_is_used_is_said(words: list[str], environment: dict[str, str], expected: list[str]) -> None:
    """Say it only where no flag wins."""
    assert list(used(words, ["--format"], environment)) == expected


@pytest.mark.parametrize("name", ["EQUIGATE_POLICYS", "EQUIGATE_FAILON", "EQUIGATE_FORMATS", "EQUIGATE_STRICKT", "EQUIGATE_POLICIES"])
def test_a_misspelt_variable_is_a_mistake(name: str) -> None:
    """Name the one that was meant."""
    with pytest.raises(BadInput, match="Did you mean EQUIGATE_"):
        list(used([], [], {name: "x"}))


@pytest.mark.parametrize(
    "name",
    [
        "EQUIGATE_CACHE",
        "EQUIGATE_DATABASE_PASSWORD",
        "EQUIGATE_DATABASE_USER",
        "EQUIGATE_KEY_PASSWORD",
        "EQUIGATE_DATABASE_URL_OF_OURS",
        "EQUIGATE_HOME",
        "EQUIGATE_TRACE",
        "EQUIGATE_KEY",
        "EQUIGATE_WRITE",
        "EQUIGATE_MARK",
    ],
)
def test_other_variables_are_left_alone(name: str) -> None:
    """Say nothing of what is no flag."""
    assert list(used([], ["--policy"], {name: "x"})) == []


@pytest.mark.parametrize("flag", ["--exit-zero", "--no-waivers", "--no-baseline", "--baseline", "--label", "--favourable", "--protected"])
def test_what_excuses_or_says_what_data_means_has_no_variable(flag: str, here: Callable[..., Ended]) -> None:
    """Keep the answer out of the environment."""
    ended = here("check", "--help")

    assert flag in ended.out
    assert variable(flag) not in ended.out


def test_a_variable_belongs_to_its_command(here: Callable[..., Ended]) -> None:
    """Have --output of `check` set, and not that of `report`, though both are one option."""
    gate, again = here("check", "--help").out, here("report", "--help").out

    assert "EQUIGATE_OUTPUT" in gate
    assert "EQUIGATE_OUTPUT" not in again


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("EQUIGATE_POLICY", "no-such-policy", "no-such-policy"),
        ("EQUIGATE_FAIL_ON", "worst", "worst"),
        ("EQUIGATE_STRICT", "perhaps", "EQUIGATE_STRICT"),
        ("EQUIGATE_SEED", "x", "EQUIGATE_SEED"),
        ("EQUIGATE_FORMAT", "jason", "jason"),
    ],
    ids=["policy", "fail-on", "strict", "seed", "format"],
)
def test_a_variable_is_taken_as_the_flag_is(
    name: str, value: str, says: str, here: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refuse what the flag refuses, and exit 2."""
    (tmp_path / "d.csv").write_text("a\n1\n", encoding="utf-8")
    monkeypatch.setenv(name, value)

    ended = here("check", "--data", "d.csv")

    assert ended.code == 2
    assert ended.err.startswith(f"using {name}=")
    assert says in ended.err
