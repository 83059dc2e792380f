"""The workflow commands are read as the runner reads them: nothing in a name ends one, begins one or is dropped unsaid."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.core.evidence import Evidence
from audit.render.github import command, to_bytes, together
from tests.render import sample
from tests.render.sample_hosted import evidence, finding, rule

SAMPLES = [pytest.param(build(), id=build.__name__) for build in (sample.full, sample.empty, sample.hostile)]
Command = tuple[str, dict[str, str], str]


def parsed(line: str) -> Command:
    """Read one line as the runner does: the first `::` after the command ends its properties; raises ValueError if it is none."""
    text = line.lstrip()
    end = text.find("::", 2)
    if not text.startswith("::") or end < 0:
        raise ValueError(line)
    name, _, rest = text[2:end].partition(" ")
    pairs = [part.split("=", 1) for part in rest.strip().split(",") if part]
    found = {pair[0]: _unescaped(pair[1], ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")) for pair in pairs if len(pair) == 2}
    return name, found, _unescaped(text[end + 2 :], ("\r", "%0D"), ("\n", "%0A"))


def _unescaped(text: str, *mappings: tuple[str, str]) -> str:
    """Return a text with its escapes read back, the per cent sign last."""
    for sign, escape in (*mappings, ("%", "%25")):
        text = text.replace(escape, sign)
    return text


def _commands(made: Evidence) -> list[Command]:
    """Return every line as the command the runner takes it for."""
    return [parsed(line) for line in to_bytes(made).decode("utf-8").split("\n")[:-1]]


@pytest.mark.parametrize("made", SAMPLES)
def test_every_line_is_one_command(made: Evidence) -> None:
    """Level, file, line and title are there, and no other property."""
    found = _commands(made)

    assert {name for name, _, _ in found} <= {"error", "warning", "notice"}
    assert {tuple(properties) for _, properties, _ in found} == {("file", "line", "title")}
    assert all(words for _, _, words in found)


@pytest.mark.parametrize("made", SAMPLES)
def test_the_older_form_of_commands_is_broken_up(made: Evidence) -> None:
    """The runner looks for `##[` anywhere in a line."""
    assert b"##[" not in to_bytes(made)
    assert b"##[" not in to_bytes(evidence([finding(group="##[add-mask]x")]))


ATTACKS = {
    "end": "::error::owned",
    "property": "a,line=99,file=/etc/passwd",
    "line-end": "a\n::error::owned",
    "carriage-return": "a\r::set-output name=x::y",
    "escaped-line-end": "a%0A::error::owned",
    "per-cent": "100 %25 %3A %",
    "stop": "::stop-commands::x",
}


@pytest.mark.parametrize("name", ATTACKS.values(), ids=ATTACKS)
def test_a_name_stays_a_name(name: str) -> None:
    """What a group, a subject or a rule is called is in the text of one command, nowhere else."""
    about = {"name": name, "population": "sample", "locales": [], "declared": {}}
    flat = name.replace("\n", " ").replace("\r", " ")

    answer, found = _commands(evidence([finding(name, group=name)], [rule(name)], subject=about))

    assert answer[1] == {"file": "equigate.yml", "line": "1", "title": f"equigate: FAIL, {flat}"}
    assert found[1] == {"file": "equigate.yml", "line": "1", "title": f"{flat} closes the gate"}
    assert f"Share of sex: {flat} is 0.500" in found[2]


@given(st.text(), st.text(min_size=1))
def test_any_text_is_read_back(words: str, title: str) -> None:
    """Whatever a text is made of, the runner reads the same text, but for the broken-up older form and outer blanks."""
    title = title.strip() or "x"

    actual = parsed(command("error", words, title=title))

    assert actual == ("error", {"title": title.replace("##[", "## [")}, words.replace("##[", "## ["))


def test_a_step_s_annotations_are_not_exceeded_and_the_rest_is_counted() -> None:
    """Ten of a level, the worst first; the first one says how many are missing."""
    rows = [finding(group=f"g{place:02}", value=0.2 + place / 100) for place in range(30)]
    rows += [finding(group=f"m{place:02}", severity="medium") for place in range(15)]

    found = _commands(evidence(rows))

    assert [sum(name == level for name, _, _ in found) for level in ("error", "warning", "notice")] == [10, 10, 0]
    assert "26 findings not annotated here: a step has 10 annotations of a level." in found[0][2]
    assert "sex: g29 is" in found[1][2]


def test_nothing_is_said_of_the_rest_where_there_is_none() -> None:
    """Few findings are all annotated."""
    found = _commands(evidence([finding()]))

    assert len(found) == 2
    assert "not annotated" not in found[0][2]


@pytest.mark.parametrize(
    ("overall", "expected"), [("PASS", "notice"), ("FAIL", "error"), ("NOT ASSURED", "error")], ids=["pass", "fail", "not-assured"]
)
def test_the_answer_comes_first(overall: str, expected: str) -> None:
    """An answer is always there, and is an error where the gate is closed."""
    level, properties, _ = _commands(evidence([], [], overall=overall))[0]

    assert (expected, f"equigate: {overall}, empty") == (level, properties["title"])


LEVELS: dict[str, tuple[dict[str, Any], str]] = {
    "closes": ({}, "error"),
    "below-the-line": ({"severity": "low"}, "warning"),
    "unsure": ({"verdict": "unsure"}, "warning"),
    "adopted": ({"baseline": "unchanged"}, "notice"),
}


@pytest.mark.parametrize(("parts", "expected"), LEVELS.values(), ids=LEVELS)
def test_levels(parts: dict[str, Any], expected: str) -> None:
    """Red closes the gate, yellow does not, blue is excused."""
    assert expected == _commands(evidence([finding(**parts)]))[1][0]


def test_several_subjects_share_the_limit() -> None:
    """The closed ones come first, and all of them keep to ten of a level."""
    rows = [finding(group=f"g{place:02}") for place in range(30)]
    made = [evidence([], [], overall="PASS"), evidence(rows), evidence(rows, overall="NOT ASSURED")]

    lines = [parsed(line) for line in together(made).decode("utf-8").splitlines()]

    assert [properties["title"].partition(",")[0] for _, properties, _ in lines[:3]] == [
        "equigate: FAIL",
        "equigate: NOT ASSURED",
        "equigate: PASS",
    ]
    assert sum(level == "error" for level, _, _ in lines) == 10


def test_more_subjects_than_annotations_are_counted() -> None:
    """The answers of twelve closed gates do not fit; the first one says so."""
    made = [evidence([finding()]) for _ in range(12)]

    lines = [parsed(line) for line in together(made).decode("utf-8").splitlines()]

    assert len(lines) == 12
    assert "12 findings and 2 subjects not annotated here" in lines[0][2]
