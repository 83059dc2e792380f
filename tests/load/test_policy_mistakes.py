"""Is every mistake in a policy, and in everything it extends, named at once?"""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.core.errors import BadInput
from audit.load.policy import Policy, policy_names, read_policy

RULES = (
    "unequal-selection", "unequal-errors", "thin-group", "direct-identifier", "special-category", "small-cells",
    "missing-values", "class-imbalance", "no-better-than-baseline", "unsafe-serialisation", "undeclared-ground",
    "criminal-data", "child-data", "personal-free-text", "unused-personal-data", "weak-pseudonym", "stale-records",
)  # fmt: skip
HEAD = "version: 1\nname: x\n"


def _policy(folder: Path, *names: str, **files: str) -> Policy:
    """Write files and read the policies named; `a.yml` if none is."""
    for stem, text in files.items():
        (folder / f"{stem}.yml").write_text(text, encoding="utf-8")
    return read_policy(names or ("a.yml",), RULES, folder)


def _lines(folder: Path, *names: str, **files: str) -> list[str]:
    """Return the error lines."""
    with pytest.raises(BadInput) as caught:
        _policy(folder, *names, **files)
    return [str(problem) for problem in caught.value.problems]


BAD = {
    "gate": (
        f"{HEAD}gate: {{fail_on: hihg, on_unsure: pass, min_rules: 0, confidence: 1, min_grup: 3, decide_on: [a]}}\n",
        ["a.yml:3:17: 'fail_on' must be one of critical, high, medium, low, info, found 'hihg'. Did you mean 'high'?",
         "a.yml:3:34: 'on_unsure' must be one of warn, not_assured, fail, found 'pass'",
         ("a.yml:3:51: 'min_rules' must be a whole number from 1 on, found '0'. "
         "A gate that needs no rule passes everything"),
         "a.yml:3:66: 'confidence' must be a number between 0.5 and 1, found '1'",
         "a.yml:3:69: unknown key 'min_grup'. Did you mean 'min_group'?",
         "a.yml:3:93: 'decide_on' must be one of interval, point, found a list"],
    ),
    "rules": (
        (f"{HEAD}rules:\n  unequal-selecton: {{limit: '>= 0.80'}}\n"
        "  small-cells: {limit: 0.8, treshold: 3, columns: [a]}\n  missing-values: off\n"
        "  thin-group: {enabled: yes, source: 3, limit: '> 3'}\n  class-imbalance: {limit: '<= 1e999'}\n"),
        ["a.yml:4:3: unknown rule 'unequal-selecton'. Did you mean 'unequal-selection'?",
         "a.yml:5:24: 'limit' must be a limit like '>= 0.80' or '<= 0.05', found '0.8'",
         ("a.yml:5:29: unknown key 'treshold'. Known: by, columns, confidence, decide_on, enabled, from, "
         "last_verified, limit, min_group, min_share, min_share_reason, reference, required, severity, source, status, until, waivable"),
         "a.yml:5:51: 'columns' must be a table {column: limit}, found a list",
         ("a.yml:6:19: 'missing-values' must be a table of settings, found 'off'. "
         "Write {} for its defaults, {enabled: false} to leave it out"),
         "a.yml:7:25: 'enabled' must be true or false, found 'yes'",
         "a.yml:7:38: 'source' must be a text, found '3'. Put it in quotes if it is meant as a text",
         "a.yml:7:48: 'limit' must be a limit like '>= 0.80' or '<= 0.05', found '> 3'",
         "a.yml:8:28: 'limit' is beyond every number"],
    ),
    "days": (
        (f"{HEAD}rules:\n  thin-group: {{from: 2026-02-01, until: 2026-01-31, status: in-force, min_share: 2}}\n"
        "  small-cells: {from: soon, last_verified: 2026-02-30}\n"),
        ["a.yml:4:34: 'until' is before 'from'. Correct one of the dates",
         ("a.yml:4:61: 'status' must be one of law, guidance, convention, ours, in force, adopted, repealed, proposed, "
         "found 'in-force'. Did you mean 'in force'?"),
         "a.yml:4:82: 'min_share' must be a number from 0 to 1, found '2'",
         "a.yml:5:23: 'from' must be a date like 2027-12-31, found 'soon'",
         "a.yml:5:44: 'last_verified' must be a date like 2027-12-31, found '2026-02-30'"],
    ),
    "waivers": (
        (f"{HEAD}waivers:\n  - {{id: W, rule: missing, target: '*::*', reason: short, owner: a, created: 2026-11-03, "
        "expires: 2026-01-01}\n"),
        ["a.yml:4:5: missing key 'approved_by'. Add it: who accepted it",
         "a.yml:4:19: unknown rule 'missing'. Did you mean 'missing-values'?",
         "a.yml:4:28: 'target' would waive everything. Name a dataset and a column",
         "a.yml:4:52: 'reason' must be a reason of at least 20 characters, found 'short'",
         "a.yml:4:90: 'expires' is before 'created'. Correct one of the dates"],
    ),
    "extends": (
        f"{HEAD}extends: [relese, b.yml, a.yml, .]\n",
        [("a.yml:3:11: unknown policy 'relese'. Did you mean 'release'? "
         "A policy file of your own needs its path: ./relese.yml"),
         "a.yml:3:19: b.yml: no such file. Check the path",
         "a.yml:3:26: the policy extends itself: a.yml > a.yml. Take one 'extends' away",
         (f"a.yml:3:33: unknown policy '.'. Known: {', '.join(policy_names())}. "
         "A policy file of your own needs its path: ./..yml")],
    ),
    "not a table": (
        "[release]\n", ["a.yml:1:1: the file must be a table that starts with version, name and rules, found a list"]
    ),
    "a column without a name": (
        f"{HEAD}rules: {{missing-values: {{columns: {{~: '<= 0.1'}}}}}}\n",
        ["a.yml:3:36: a column has no name. Write it before the colon"],
    ),
    "a subject instead": (
        f"{HEAD}data: {{test: a.csv}}\n",
        ["a.yml:3:1: unknown key 'data'. Known: extends, gate, name, not_checked, revision, rules, techniques, version, waivers"],
    ),
    "syntax": (
        f"{HEAD}rules:\n  small-cells: {{limit: '>= 5'\n",
        [("a.yml:5:1: not valid YAML, expected ',' or '}', but got '<stream end>'. "
         "Look at this line and the one above it")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BAD.values(), ids=BAD)
def test_every_mistake_at_once(tmp_path: Path, text: str, expected: list[str]) -> None:
    """File, line, column, what is wrong, and the next step."""
    assert expected == _lines(tmp_path, a=text)


def test_mistakes_of_several_files_come_together(tmp_path: Path) -> None:
    """Paths are shown as they lead from the folder of the subject."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.yml").write_text(f"{HEAD}gat: 1\n", encoding="utf-8")
    lines = _lines(tmp_path, "a.yml", "nope", "no.yml", a=f"{HEAD}extends: sub/c.yml\nseverity: low\n")

    assert lines == [
        "a.yml:4:1: unknown key 'severity'. Known: extends, gate, name, not_checked, revision, rules, techniques, version, waivers",
        "sub/c.yml:3:1: unknown key 'gat'. Did you mean 'gate'?",
        (f"policy: unknown policy 'nope'. Known: {', '.join(policy_names())}. A policy file of your own needs its path: ./nope.yml"),
        "policy: no.yml: no such file. Check the path",
    ]


def test_the_subject_is_named_as_the_place(tmp_path: Path) -> None:
    """Whoever named the policy is where the mistake is."""
    with pytest.raises(BadInput) as caught:
        read_policy(("gdprr",), RULES, tmp_path, {"gdprr": "equigate.yml:20:12"})

    assert str(caught.value).startswith("equigate.yml:20:12: unknown policy 'gdprr'. Did you mean 'gdpr'?")


def test_a_long_cycle_is_found(tmp_path: Path) -> None:
    """Also when it does not lead back to the first file."""
    chain = {"a": "b", "b": "c", "c": "b"}
    files = {name: f"{HEAD}extends: {after}.yml\n" for name, after in chain.items()}

    assert _lines(tmp_path, **files) == ["c.yml:3:1: the policy extends itself: a.yml > b.yml > c.yml > b.yml. Take one 'extends' away"]


def test_a_waiver_id_is_taken_once(tmp_path: Path) -> None:
    """Over all documents."""
    waiver = (
        "waivers:\n  - {id: W-2026-014, rule: missing-values, target: 'train::income', owner: a, approved_by: b,\n"
        "     reason: Income is optional on the form., created: 2026-11-03, expires: 2027-02-28}\n"
    )

    assert _lines(tmp_path, "a.yml", "b.yml", a=f"{HEAD}{waiver}", b=f"{HEAD}{waiver}") == [
        "b.yml:4: waiver 'W-2026-014' is already in a.yml:4. Give it an id of its own"
    ]


@pytest.mark.parametrize("cell", [1, 4])
def test_min_cell_may_not_show_single_people(tmp_path: Path, cell: int) -> None:
    """Five is the least that a law or a house may ask for."""
    (found,) = _lines(tmp_path, a=f"{HEAD}gate: {{min_cell: {cell}}}\n")

    assert found == f"a.yml:3:18: 'min_cell' must be a whole number from 5 on, found '{cell}'. Fewer rows would show single people"
    assert _policy(tmp_path, a=f"{HEAD}gate: {{min_cell: 5}}\n").gate.min_cell == 5
