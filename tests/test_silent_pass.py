"""Can a green result come out where nothing was judged? Every way we know of ends in exit 2 or 3, with the reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pytest
from command_line import Ended

Here = Callable[..., Ended]
Files = dict[str, str]

SUBJECT = """version: 1
name: s
data: {test: d.csv}
roles: {label: hired, prediction: guess, favourable: "yes", protected: [sex]}
policies: [p.yml]
"""
RULES = '  missing-values: {limit: "<= 0.20", severity: high}\n  unequal-selection: {limit: ">= 0.50", severity: high}\n'
POLICY = f"version: 1\nname: p\ngate: {{min_rules: 2}}\nrules:\n{RULES}"
STRICT = POLICY.replace('"<= 0.20"', '"<= 0"').replace('">= 0.50"', '">= 0.99"')
"""Limits that this data does not keep, so that there is something to excuse."""
OF_DATA = ("--label", "hired", "--favourable", "yes", "--protected", "sex", "--prediction", "guess")
DAY = ("--as-of", "2026-11-20", "--now", "2026-11-20T12:00:00Z")


def rows(number: int = 240, groups: int = 2) -> pd.DataFrame:
    """Return a table with a gap in `note`, and groups that are selected unequally."""
    place = pd.Series(range(number))
    return pd.DataFrame(
        {
            "sex": place.map(lambda n: ("Female", "Male")[n % 2] if groups == 2 else f"g{n % groups}"),
            "hired": place.map(lambda n: "yes" if n % 3 else "no"),
            "guess": place.map(lambda n: "yes" if n % (5 if n % 2 else 3) else "no"),
            "note": place.map(lambda n: None if n % 7 == 0 else "x"),
        }
    )


def waiver(rule: str, target: str, number: int) -> str:
    """Return one waiver that somebody approved, in force for a month."""
    people = "owner: o@example.org, approved_by: a@example.org"
    why = 'reason: "Accepted by the release board for this month."'
    return f'  - {{id: W-{number}, rule: {rule}, target: "{target}", {why}, {people}, created: 2026-11-01, expires: 2026-11-30}}\n'


def waived(*pairs: tuple[str, str]) -> str:
    """Return the waivers of a policy."""
    return "waivers:\n" + "".join(waiver(rule, target, number) for number, (rule, target) in enumerate(pairs))


@dataclass(frozen=True)
class Way:
    """A way to try: files beside the data, arguments, the exit code that is right, and what has to be said."""

    code: int
    says: tuple[str, ...]
    files: Files = field(default_factory=dict)
    arguments: Sequence[str] = ("check", "equigate.yml", *DAY)
    data: Callable[[], pd.DataFrame] = rows


def policy(code: int, text: str, *says: str) -> Way:
    """Return a way through a policy."""
    return Way(code, says, {"p.yml": text})


def subject(code: int, old: str, new: str, *says: str) -> Way:
    """Return a way through a subject with one thing changed."""
    assert old in SUBJECT
    return Way(code, says, {"equigate.yml": SUBJECT.replace(old, new)})


def flags(code: int, arguments: Sequence[str], *says: str, data: Callable[[], pd.DataFrame] = rows) -> Way:
    """Return a way through arguments alone."""
    return Way(code, says, {}, ("check", *arguments, *DAY), data)


def base(code: int, entries: object, *says: str, text: str = STRICT) -> Way:
    """Return a way through a baseline."""
    document = entries if isinstance(entries, str) else json.dumps({"version": 1, "entries": entries})
    return Way(code, says, {"p.yml": text, "b.json": document}, ("check", "equigate.yml", "--baseline", "b.json", *DAY))


WAYS: dict[str, Way] = {
    # A path that is wrong
    "no subject, no data": Way(2, ("equigate.yml", "equigate init"), {"equigate.yml": ""}, ("check",)),
    "subject that is not there": Way(2, ("e.yml",), {}, ("check", "e.yml")),
    "dataset that is not there": subject(2, "d.csv", "dd.csv", "dd.csv"),
    "declared model that is not there": subject(
        2,
        'prediction: guess, favourable: "yes", protected: [sex]}',
        'favourable: "yes", protected: [sex]}\nmodel: {path: m.skops}',
        "m.skops",
    ),
    "policy that is not there": subject(2, "p.yml", "q.yml", "q.yml"),
    "pack that is not there": subject(2, "[p.yml]", "[releese]", "releese"),
    "facts that are not there": Way(2, ("f.json",), {}, ("check", "equigate.yml", "--facts", "f.json", *DAY)),
    "baseline that is not there": Way(2, ("b.json",), {}, ("check", "equigate.yml", "--baseline", "b.json", *DAY)),
    "folder in place of data": subject(2, "d.csv", ".", "test"),
    "subject of another tool": Way(2, ("equigate.yml:1:1",), {"equigate.yml": "on: push\njobs: {}\n"}),
    # Rules that are not there
    "no rules": policy(3, "version: 1\nname: p\nrules: {}\n", "0 rules judged"),
    "no key rules": policy(3, "version: 1\nname: p\n", "0 rules judged"),
    "misspelt rule": policy(2, POLICY.replace("unequal-selection", "unequal-selektion"), "unequal-selektion", "unequal-selection"),
    "misspelt key of a rule": policy(2, POLICY.replace("limit:", "limitt:"), "limitt", "limit"),
    "misspelt key of the gate": policy(2, POLICY.replace("min_rules", "min_rule"), "min_rule", "min_rules"),
    "misspelt key of a policy": policy(2, POLICY.replace("rules:\n", "ruls:\n"), "ruls", "rules"),
    "empty policy": policy(2, "", "p.yml"),
    "policy of comments": policy(2, "# nothing\n", "p.yml"),
    "every rule switched off": policy(
        3, "version: 1\nname: p\nrules:\n  missing-values: {enabled: false}\n  unequal-selection: {enabled: false}\n", "0 rules judged"
    ),
    "a gate that needs no rule": policy(2, POLICY.replace("min_rules: 2", "min_rules: 0"), "min_rules"),
    "fewer rules than asked": policy(3, POLICY.replace("min_rules: 2", "min_rules: 3"), "2 rules judged", "3"),
    "a limit that allows everything": policy(2, POLICY.replace('">= 0.50"', '"<= 1"'), "unequal-selection"),
    "a rule about what is not declared": policy(
        3, 'version: 1\nname: p\nrules:\n  small-cells: {limit: ">= 5", severity: high}\n', "0 rules judged"
    ),
    "a required rule about what is not declared": policy(
        3, POLICY + '  small-cells: {limit: ">= 5", severity: high, required: true}\n', "small-cells"
    ),
    "nothing but info": policy(3, POLICY.replace("severity: high", "severity: info"), "high"),
    "duplicate key that takes a rule away": policy(2, POLICY + "rules: {}\n", "rules"),
    # Columns that are not there
    "misspelt label": subject(2, "label: hired", "label: hird", "hird", "hired"),
    "misspelt protected column": subject(2, "protected: [sex]", "protected: [sexx]", "sexx", "sex"),
    "misspelt prediction": subject(2, "prediction: guess", "prediction: gues", "gues", "guess"),
    "misspelt role": subject(2, "protected:", "protectd:", "protectd", "protected"),
    "misspelt key of the subject": subject(2, "policies:", "polices:", "polices", "policies"),
    "a value that the label never has": subject(2, 'favourable: "yes"', 'favourable: "ja"', "'ja'", "hired"),
    "a group that is not there as reference": flags(2, ("--data", "d.csv", *OF_DATA, "--reference", "sex=Femal"), "reference"),
    "by a column that is not protected": policy(2, POLICY.replace("severity: high}", "severity: high, by: [race]}", 2), "race"),
    # Data in which nothing can be judged
    "zero rows": Way(2, ("no rows",), {}, data=lambda: rows(0)),
    "one row": Way(2, ("one class",), {}, data=lambda: rows(1)),
    "all groups too small": Way(3, ("unequal-selection",), {}, data=lambda: rows(240, groups=20)),
    "one group alone": Way(3, ("unequal-selection",), {}, data=lambda: rows(240, groups=1)),
    "nobody is selected": Way(3, ("unequal-selection",), {}, data=lambda: rows().assign(guess="no")),
    "label without a value": Way(2, ("hired",), {}, data=lambda: rows().assign(hired=None)),
    "no protected column": subject(3, ", protected: [sex]", "", "1 rule judged"),
    "no prediction": subject(3, ", prediction: guess", "", "1 rule judged"),
    # Everything excused
    "everything waived": policy(3, STRICT + waived(("missing-values", "test::*"), ("unequal-selection", "test::sex*")), "waived"),
    "a waiver for everything": policy(2, STRICT + waived(("missing-values", "*")), "target"),
    "a waiver for everything in parts": policy(2, STRICT + waived(("missing-values", "*::*")), "target"),
    "a waiver for a misspelt rule": policy(2, STRICT + waived(("missing-value", "test::note")), "missing-value"),
    "a waiver without a reason": policy(
        2, STRICT + waived(("missing-values", "test::note")).replace("Accepted by the release board for this month.", "ok"), "reason"
    ),
    "a waiver for ever": policy(2, STRICT + waived(("missing-values", "test::note")).replace("2026-11-30", "2036-11-30"), "expires"),
    # A baseline that is none
    "a baseline that is empty": base(2, "", "b.json"),
    "a baseline that is no table": base(2, "[]", "b.json"),
    "a baseline with a misspelt key": base(2, [{"fingerprnt": "0" * 16}], "fingerprnt"),
    # Facts of other data
    "facts of nothing": Way(2, ("f.json",), {"f.json": "{}"}, ("check", "equigate.yml", "--facts", "f.json", *DAY)),
}


@pytest.mark.parametrize("way", [pytest.param(way, id=name) for name, way in WAYS.items()])
def test_no_green_without_a_judgement(here: Here, tmp_path: Path, way: Way) -> None:
    """Exit 2 or 3, and the reason names what is wrong; exit 2 comes with what to do next."""
    way.data().to_csv(tmp_path / "d.csv", index=False)
    for name, text in {"equigate.yml": SUBJECT, "p.yml": POLICY, **way.files}.items():
        if text or name != "equigate.yml":
            (tmp_path / name).write_text(text, encoding="utf-8")

    ended = here(*way.arguments)

    assert ended.code == way.code, ended.err
    assert [word for word in way.says if word not in ended.err] == []


def test_the_same_inputs_without_the_mistake_pass(here: Here, tmp_path: Path) -> None:
    """Or the table above would show nothing."""
    rows().assign(note="x").to_csv(tmp_path / "d.csv", index=False)
    (tmp_path / "equigate.yml").write_text(SUBJECT, encoding="utf-8")
    (tmp_path / "p.yml").write_text(POLICY, encoding="utf-8")

    ended = here("check", "equigate.yml", *DAY)

    assert ended.code == 0, ended.err


def test_everything_adopted_is_no_pass(here: Here, tmp_path: Path) -> None:
    """A baseline of all that was judged leaves nothing that speaks for a release."""
    rows().to_csv(tmp_path / "d.csv", index=False)
    (tmp_path / "equigate.yml").write_text(SUBJECT, encoding="utf-8")
    (tmp_path / "p.yml").write_text(
        'version: 1\nname: p\nrules:\n  unequal-selection: {limit: ">= 0.99", severity: high}\n', encoding="utf-8"
    )
    failed = here("check", "equigate.yml", *DAY, "-o", "json=evidence.json")
    adopted = here("baseline", "create", "evidence.json", "-o", "b.json", "--owner", "o@example.org")

    ended = here("check", "equigate.yml", "--baseline", "b.json", *DAY)

    assert (failed.code, adopted.code, ended.code) == (1, 0, 3), ended.err
    assert "adopted" in ended.last


def test_facts_of_other_data_are_refused(here: Here, tmp_path: Path) -> None:
    """Facts are bound to the hashes of what they were counted on."""
    rows().to_csv(tmp_path / "d.csv", index=False)
    (tmp_path / "equigate.yml").write_text(SUBJECT, encoding="utf-8")
    (tmp_path / "p.yml").write_text(POLICY, encoding="utf-8")
    here("observe", "equigate.yml", "-o", "facts.json")
    rows(300).to_csv(tmp_path / "d.csv", index=False)

    ended = here("check", "equigate.yml", "--facts", "facts.json", *DAY)

    assert ended.code == 2, ended.err


@pytest.mark.parametrize("output", ["facts.json", "b.json"])
def test_what_was_read_is_not_written_over(here: Here, tmp_path: Path, output: str) -> None:
    """Facts and baseline are inputs as the data is."""
    _written(tmp_path)
    (tmp_path / "b.json").write_text('{"version": 1, "entries": []}', encoding="utf-8")
    here("observe", "equigate.yml", "-o", "facts.json", *DAY[:2])
    before = (tmp_path / output).read_bytes()

    ended = here("check", "equigate.yml", "--facts", "facts.json", "--baseline", "b.json", "-o", f"csv={output}", *DAY)

    assert (ended.code, (tmp_path / output).read_bytes()) == (2, before), ended.err


def test_a_subject_above_that_is_in_no_repository_is_nobodys(here: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody left in a folder above does not answer for what is here."""
    from audit.cli import main

    _written(tmp_path)
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")

    assert main(["check"]) == 2


def test_names_are_no_commands_to_a_build_host(here: Here, tmp_path: Path) -> None:
    """Neither in what is printed nor on stderr, wherever a line happens to break."""
    _written(tmp_path, 'version: 1\nname: "p\\n::stop-commands::zz"\nrules:\n' + RULES)
    names = {"note": "##[error]x", "sex": "sex"}
    rows().assign(**{"a" * 26 + " " + "b" * 9 + " ::stop-commands::zzz": None}).rename(columns=names).to_csv(
        tmp_path / "d.csv", index=False
    )

    ended = here("check", "equigate.yml", *DAY)

    lines = [*ended.out.splitlines(), *ended.err.splitlines()]
    assert [line for line in lines if line.lstrip().startswith("::") or "##[" in line] == []


def test_a_policy_elsewhere_leaves_no_place_of_a_machine(here: Here, tmp_path: Path) -> None:
    """Evidence calls it by its file."""
    _written(tmp_path)
    here("check", "equigate.yml", "--policy", str(tmp_path / "p.yml"), "-o", "json=e.json", "-o", "html=e.html", *DAY)

    assert [name for name in ("e.json", "e.html") if str(tmp_path) in (tmp_path / name).read_text("utf-8")] == []


def test_waivers_of_a_project_are_those_of_its_policy(here: Here, tmp_path: Path) -> None:
    """A subject that names no policy has that of `[tool.equigate]`, for every command."""
    _written(tmp_path, STRICT + waived(("missing-values", "test::note")))
    (tmp_path / "pyproject.toml").write_text('[tool.equigate]\npolicies = ["p.yml"]\nsubjects = ["equigate.yml"]\n', encoding="utf-8")
    (tmp_path / "equigate.yml").write_text(SUBJECT.replace("policies: [p.yml]\n", ""), encoding="utf-8")

    ended = here("waiver", "check", "equigate.yml", "--now", "2027-01-01")

    assert (ended.code, "W-0" in ended.out + ended.err) == (1, True), ended.err


def _written(folder: Path, text: str = POLICY) -> None:
    """Write data, subject and policy."""
    rows().assign(note="x").to_csv(folder / "d.csv", index=False)
    (folder / "equigate.yml").write_text(SUBJECT, encoding="utf-8")
    (folder / "p.yml").write_text(text, encoding="utf-8")
