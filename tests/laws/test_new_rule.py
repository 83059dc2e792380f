"""A new rule is one file: announced by an entry point, it runs, and appears wherever rules appear."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Ended, Equigate, environment

from audit.core.evidence import Evidence
from tests.observe import scenes

RULE = '''\
"""Is the dataset large enough to say anything?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Exact, Measurement
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, ours
from audit.observe.profile import Profile

RULE = Rule(
    name="few-rows",
    asks="Does the dataset have at least 100 rows?",
    why="From few rows little follows.",
    blind="Many rows can still be the wrong ones.",
    step="Collect more rows.",
    limit=Limit.at_least(100),
    limit_source=ours.THIN_GROUP,
    related_law=(eu.AI_ACT_10_3,),
    risk=Risk.QUALITY,
    severity=Severity.HIGH,
    metric="rows",
    family="quality",
)


@check(RULE, reads=(Profile,))
def few_rows(profile: Profile, ask: Ask) -> Iterator[Measurement]:
    """Yield the rows of the dataset."""
    rows = max(column.rows for column in profile.columns)
    yield Measurement(Target(profile.dataset), "rows", float(rows), Exact(), rows)
'''
HOUSE = 'version: 1\nname: house\nextends: [release]\nrules:\n  few-rows: {limit: ">= 1000", source: ours, status: ours}\n'
TABLE = (
    "from audit.checks.registry import checks\nfrom audit.explain import rules_table\nprint(rules_table(c.rule for c in checks().values()))"
)


@pytest.fixture(scope="module")
def plugged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a dataset, a policy, and a package that announces a rule."""
    folder = tmp_path_factory.mktemp("plugged")
    package, info = folder / "path" / "house_rules", folder / "path" / "house_rules-1.0.dist-info"
    for made in (package, info):
        made.mkdir(parents=True)
    (package / "__init__.py").write_text('"""Rules of a house."""\n', encoding="utf-8")
    (package / "few_rows.py").write_text(RULE, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: house-rules\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[equigate.checks]\nhouse = house_rules\n", encoding="utf-8")
    (folder / "house.yml").write_text(HOUSE, encoding="utf-8")
    scenes.people().to_csv(folder / "data.csv", index=False)
    return folder


@pytest.fixture(scope="module")
def checked(plugged: Path) -> Ended:
    """Run `check` with the rule in the policy."""
    flags = ("--label", "label", "--prediction", "predicted", "--favourable", "1", "--protected", "sex,race")
    outputs = ("-o", "json=e.json", "-o", "html=report.html")
    return Equigate(plugged)("check", "--data", "data.csv", *flags, "--policy", "./house.yml", *outputs, front=plugged / "path")


def test_it_runs_and_closes_the_gate(plugged: Path, checked: Ended) -> None:
    """240 rows are fewer than the 1,000 that the house asks for."""
    claims = Evidence.from_json((plugged / "e.json").read_text(encoding="utf-8")).claims
    found = [one for one in claims["findings"] if one["rule"] == "few-rows"]  # type: ignore[index,union-attr]
    expected = [("test", 240.0, ">= 1000", "fail")]

    actual = [(one["target"], one["value"], one["limit"], one["verdict"]) for one in found]  # type: ignore[index,call-overload]

    assert checked.code == 1, checked.err
    assert expected == actual


def test_it_is_in_the_report(plugged: Path, checked: Ended) -> None:
    """The page carries its question and its next step."""
    page = (plugged / "report.html").read_text(encoding="utf-8")

    actual = ["few-rows" in page, "Does the dataset have at least 100 rows?" in page, "Collect more rows." in page]

    assert actual == [True, True, True]


def test_it_is_explained_and_listed(plugged: Path) -> None:
    """`explain` and `rules` know it like any other."""
    run, front = Equigate(plugged), plugged / "path"

    explained, listed = run("explain", "few-rows", front=front), run("rules", front=front)

    assert (explained.code, listed.code) == (0, 0)
    assert "Many rows can still be the wrong ones." in explained.out
    assert "few-rows" in listed.out


def test_it_is_in_the_table_of_the_readme(plugged: Path) -> None:
    """The table is made from the registry."""
    env = environment(front=plugged / "path")
    done = subprocess.run([sys.executable, "-c", TABLE], env=env, capture_output=True, encoding="utf-8", check=True)

    actual = [line for line in done.stdout.splitlines() if "few-rows" in line]

    assert actual == ["| `few-rows` | Does the dataset have at least 100 rows? | `>= 100` | high |"]


def test_two_rules_of_one_name_are_refused(plugged: Path, tmp_path: Path) -> None:
    """A second package cannot replace a rule silently."""
    package, info = tmp_path / "twin_rules", tmp_path / "twin_rules-1.0.dist-info"
    for made in (package, info):
        made.mkdir()
    (package / "__init__.py").write_text('"""Twins."""\n', encoding="utf-8")
    (package / "twin.py").write_text(RULE.replace("few-rows", "thin-group"), encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: twin-rules\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[equigate.checks]\ntwin = twin_rules\n", encoding="utf-8")
    env = environment(front=tmp_path)
    done = subprocess.run([sys.executable, "-c", TABLE], env=env, capture_output=True, encoding="utf-8", check=False)

    actual = (done.returncode, done.stderr.splitlines()[-1])

    assert actual == (1, "ValueError: two rules are called thin-group")
