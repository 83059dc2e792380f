"""The policy commands as processes: exit codes, and what the last line says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Ended, Equigate

from audit.core.errors import BadInput
from audit.proposal import editor_schema

HOUSE = "version: 1\nname: house\nextends: [release]\nrules: {small-cells: {limit: '>= 3'}}\n"
TESTS = "version: 1\npolicy: house.yml\ntests:\n  - name: three\n    measured: [{rule: small-cells, target: test, value: 3, verdict: VERDICT}]\n"
Here = Callable[..., Ended]


@pytest.fixture
def here(run: Equigate, tmp_path: Path) -> Here:
    """Run commands in a folder with a policy and its tests."""
    (tmp_path / "house.yml").write_text(HOUSE, encoding="utf-8")
    (tmp_path / "good.test.yml").write_text(TESTS.replace("VERDICT", "pass"), encoding="utf-8")
    return lambda *words: run(*words, cwd=tmp_path)


def test_tests_that_come_out(here: Here, tmp_path: Path) -> None:
    """Exit 0, and 1 as soon as one does not; a folder is every test in it."""
    good = here("policy", "test", "good.test.yml")
    (tmp_path / "bad.test.yml").write_text(TESTS.replace("VERDICT", "fail"), encoding="utf-8")
    both = here("policy", "test", ".")

    assert (good.code, good.last) == (0, "exit 0: 1 test came out as expected")
    assert (both.code, both.last) == (1, "exit 1: 1 of 2 tests came out otherwise than expected")
    assert "small-cells test: expected fail, is pass (3; limit >= 3)" in both.out


@pytest.mark.parametrize("name", ["house.yml", "nothing.test.yml"])
def test_what_is_no_test_is_no_pass(here: Here, name: str) -> None:
    """Exit 2 with the file and the next step."""
    ended = here("policy", "test", name)

    assert ended.code == 2
    assert name in ended.err


def test_diff_in_words(here: Here) -> None:
    """Exit 0, or 1 with --fail where something is weaker."""
    plain, failing, none = (
        here("policy", "diff", *words)
        for words in (("release", "house.yml"), ("release", "house.yml", "--fail"), ("release", "release", "--fail"))
    )
    document = json.loads(here("policy", "diff", "release", "house.yml", "-f", "json").out)

    assert (plain.code, failing.code, none.code) == (0, 1, 0)
    assert "weaker: small-cells: limit from >= 5 to >= 3" in plain.out
    assert plain.last.startswith("exit 0: 1 weaker")
    assert none.last == "exit 0: no difference"
    assert document["changes"][0]["words"] == "limit from >= 5 to >= 3"


def test_validate_adds_up_or_looks_at_each(here: Here, tmp_path: Path) -> None:
    """A limit the wrong way round is not hidden by a later policy when each is looked at."""
    (tmp_path / "turned.yml").write_text("version: 1\nname: t\nrules: {small-cells: {limit: '<= 3'}}\n", encoding="utf-8")

    together = here("policy", "validate", "turned.yml", "house.yml")
    each = here("policy", "validate", "--each", "turned.yml", "house.yml")

    assert together.code == 0
    assert each.code == 2
    assert "turned.yml:3" in each.err


def test_schema_is_written_beside_a_policy(here: Here, tmp_path: Path) -> None:
    """With the line that makes an editor find it."""
    printed, written = here("policy", "schema"), here("policy", "schema", "-o", "policy.schema.json")

    assert (tmp_path / "policy.schema.json").read_text("utf-8") == printed.out
    assert written.last.endswith("# yaml-language-server: $schema=policy.schema.json")


def test_show_says_what_is_waived_switched_off_and_in_no_file(here: Here, tmp_path: Path) -> None:
    """With the line of each, and where a waiver stands on a day."""
    waiver = (
        "waivers: [{id: W-1, rule: missing-values, target: 'a::b', reason: Optional on the paper form., owner: o, approved_by: p,"
        " created: 2026-11-01, expires: 2026-12-31}]\n"
    )
    (tmp_path / "w.yml").write_text(
        f"version: 1\nname: w\nextends: [ccpa, release]\ngate: {{on_unsure: {{critical: fail}}, due_days: 7}}\n{waiver}"
        "rules: {thin-group: {enabled: false}, small-cells: {waivable: false}}\n",
        encoding="utf-8",
    )

    text = here("policy", "show", "w.yml", "--as-of", "2027-01-01").out

    assert "  on_unsure: {critical: fail, " in text
    assert "  due_days: 7 " in text
    assert "    waivable: false " in text
    assert "W-1: missing-values of a::b, 2026-11-01 to 2026-12-31 (ended on 2027-01-01)" in text
    assert "switched off:\n  thin-group" in text
    assert "not checked, since no file shows it:\n  - Cal. Civ. Code" in text


@pytest.mark.parametrize(("words", "said"), [
    (("policy", "show", "release", "--as-of", "soon"), "--as-of"),
    (("policy", "diff", "release", "strict", "-f", "html"), "--format"),
    (("policy", "diff", "release", "strictt"), "Did you mean 'strict'?"),
])  # fmt: skip
def test_wrong_words(here: Here, words: tuple[str, ...], said: str) -> None:
    """Exit 2, and say what is wrong."""
    ended = here(*words)

    assert ended.code == 2
    assert said in ended.err


def test_a_file_that_is_no_schema_of_ours_is_left_alone(tmp_path: Path) -> None:
    """`init` leaves the schema beside the subject, over an older one and over nothing else."""
    file, text = editor_schema(tmp_path)
    file.write_text(text.replace("draft-07", "draft-06"), encoding="utf-8")
    again = editor_schema(tmp_path)
    file.write_text("{}", encoding="utf-8")

    assert (file.name, json.loads(text)["title"], again) == ("equigate.schema.json", "equigate subject", (file, text))
    with pytest.raises(BadInput, match="is another file than the schema of subjects"):
        editor_schema(tmp_path)
