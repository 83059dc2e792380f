"""Does an edit that was made good everywhere else still show, in the policy, the sentences, the bytes, or when the audit is run again?"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from audit.api import audit
from audit.claims.excuses import excuse_claims, excuses_in, noted_findings, noted_rules, settled_of
from audit.claims.words import count_line, headline, todo
from audit.core.errors import BadInput
from audit.core.evidence import Evidence
from audit.core.limit import Limit
from audit.core.words import Severity, Verdict
from audit.verified.outcome import Line, State, ended, standing
from audit.verified.whole import Given, verified

if TYPE_CHECKING:
    from command_line import Ended

Claims = dict[str, Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with decisions that fail, and a house policy with a waiver."""
    place = tmp_path_factory.mktemp("verified")
    rows = [(sex, "yes" if n % 2 else "no", "yes" if (n % 3 if sex == "f" else n % 4 == 0) else "no") for sex in "fm" for n in range(300)]
    pd.DataFrame(rows, columns=["sex", "label", "said"]).to_csv(place / "d.csv", index=False)
    (place / "house.yml").write_text("version: 1\nname: house\nextends: [release]\ngate: {min_rules: 2}\n", encoding="utf-8")
    return place


ROLES = {"label": "label", "prediction": "said", "favourable": "yes", "protected": "sex"}
FLAGS = ("--label", "label", "--prediction", "said", "--favourable", "yes", "--protected", "sex")


@pytest.fixture(scope="module")
def evidence(folder: Path) -> Evidence:
    """Return the evidence of the file under `release`."""
    found = audit(str(folder / "d.csv"), **ROLES)
    return Evidence(found.claims, found.run)


def _lines(folder: Path, text: str, **given: Any) -> dict[str, Line]:
    """Return every comparison of a written document, by what it compares."""
    path = folder / "evidence.json"
    path.write_text(text, encoding="utf-8")
    return {line.what: line for line in verified(Given(path, **given))}


def _states(folder: Path, text: str, **given: Any) -> dict[str, State]:
    """Return how every comparison ended."""
    return {what: line.state for what, line in _lines(folder, text, **given).items()}


LEFT = {"run again": State.LEFT, "signature": State.LEFT}
AGREED = dict.fromkeys(("verdicts", "sentences", "bytes", "policy"), State.SAME)


def test_untouched_evidence_agrees_in_everything(folder: Path, evidence: Evidence) -> None:
    assert _states(folder, evidence.to_json()) == AGREED | LEFT


def test_with_the_data_the_claims_are_the_same_to_the_byte(folder: Path, evidence: Evidence) -> None:
    """The roles, the seed, the day and the policy come from the evidence."""
    states = _states(folder, evidence.to_json(), flags={"data": [str(folder / "d.csv")]})

    assert states == AGREED | {"data test": State.SAME, "run again": State.SAME, "signature": State.LEFT}


def _made_good(claims: Claims) -> None:
    """Write everything again that follows from findings, rules and gate: what a forger with this program can do."""
    for rule in claims["rules"]:
        own = [one for one in claims["findings"] if one["rule"] == rule["rule"] and not one["small"]]
        verdicts = [one["verdict"] for one in own]
        rule.update(judged=len(own), failed=verdicts.count("fail"), unsure=verdicts.count("unsure"))
        if rule["verdict"] != Verdict.NOT_RUN:
            rule["verdict"] = next((word for word in ("fail", "unsure") if word in verdicts or (word == "unsure" and not own)), "pass")
    excuses = excuses_in(claims)
    settled = settled_of(claims["findings"], claims["rules"], claims["policy"]["gate"], excuses)
    claims["findings"] = noted_findings(claims["findings"], settled)
    claims["rules"] = noted_rules(claims["rules"], claims["findings"])
    claims.update(excuse_claims(settled, excuses))
    claims.update(overall=str(settled.answer.overall), exit_code=settled.answer.exit_code, reason=settled.answer.reason)
    claims["headline"] = headline(settled, claims["findings"], Severity(claims["policy"]["gate"]["fail_on"]))
    claims["todo"] = todo(claims["rules"], claims["findings"], settled)
    checked = {rule["rule"] for rule in claims["rules"]}
    unchecked = sum(one["rule"] != "advice" and one["rule"] not in checked for one in claims["not_checked"])
    claims["count_line"] = count_line(claims["findings"], unchecked, claims["policy"]["name"])


def _move_the_limit(claims: Claims) -> None:
    for one in (*claims["rules"], *claims["findings"]):
        if one["rule"] == "unequal-selection":
            one.update(limit=">= 0.0", **({"verdict": "pass"} if "target" in one else {}))


def _lower_the_severity(claims: Claims) -> None:
    for one in (*claims["rules"], *claims["findings"]):
        if one["rule"] == "unequal-selection":
            one["severity"] = "low"


def _drop_a_rule(claims: Claims) -> None:
    for part in ("rules", "findings"):
        claims[part] = [one for one in claims[part] if one["rule"] != "unequal-selection"]


def _open_the_gate(claims: Claims) -> None:
    claims["policy"]["gate"]["fail_on"] = "critical"


def _ask_for_fewer(claims: Claims) -> None:
    claims["policy"]["gate"]["min_rules"] = 1


def _waive(claims: Claims) -> None:
    waiver = {"id": "W-1", "rule": "unequal-selection", "target": "test::sex::*", "reason": "It was decided to live with it.", "ticket": ""}
    days = {"created": claims["settled_on"], "expires": claims["settled_on"]}
    people = {"owner": "a@example.org", "approved_by": "b@example.org", "origin": "release.yml:9:1", "state": "applied"}
    claims["waivers"].append({**waiver, **days, **people})


def _name_another_policy(claims: Claims) -> None:
    claims["policy"]["sha256"] = "sha256:" + "0" * 64


GOOD_EDITS: dict[str, Callable[[Claims], None]] = {
    "a limit is moved": _move_the_limit,
    "a severity is lowered": _lower_the_severity,
    "a rule is gone": _drop_a_rule,
    "the gate is opened": _open_the_gate,
    "fewer rules are asked for": _ask_for_fewer,
    "a waiver is invented": _waive,
    "the policy has another hash": _name_another_policy,
}


@pytest.mark.parametrize("edit", GOOD_EDITS.values(), ids=GOOD_EDITS)
def test_an_edit_made_good_everywhere_is_not_what_the_policy_demands(
    folder: Path, evidence: Evidence, edit: Callable[[Claims], None]
) -> None:
    """Counts, verdicts, answer and sentences all follow from the edit; the limits are not the policy's."""
    claims: Claims = copy.deepcopy(dict(evidence.claims))
    edit(claims)
    _made_good(claims)

    states = _states(folder, Evidence(claims, evidence.run).to_json())

    assert states == AGREED | LEFT | {"policy": State.DIFFERENT}


PARTS = ("dataset", "metric", "attribute", "group")


def test_numbers_that_were_all_invented_are_found_with_the_data_only(folder: Path, evidence: Evidence) -> None:
    """Consistent is not authentic, and the words for it say so; with the data the claims are others."""
    claims: Claims = copy.deepcopy(dict(evidence.claims))
    for one in claims["findings"]:
        if one["verdict"] == "fail":
            limit = Limit.parse(one["limit"]).value
            one.update(value=limit, low=limit, high=limit, verdict="pass")
            for row in claims["metrics"]:
                if [row[part] for part in PARTS] == [one[part] for part in PARTS] and row["by"] is None:
                    row["value"] = limit
    _made_good(claims)
    text = Evidence(claims, evidence.run).to_json()

    alone = list(_lines(folder, text).values())
    again = _lines(folder, text, flags={"data": [str(folder / "d.csv")]})["run again"]

    assert (ended(alone)[0], standing(alone)) == (0, "consistent, not authenticated: nobody's signature is on it")
    assert (evidence.overall, claims["overall"]) == ("FAIL", "PASS")
    assert again.state is State.DIFFERENT
    assert again.more[0] == 'overall: "PASS", now "FAIL"'


def _edit_the_headline(claims: Claims) -> None:
    claims["headline"] = "Passes this policy: nothing was found"


def _edit_the_counts(claims: Claims) -> None:
    claims["count_line"] = claims["count_line"].replace(" fail", " failed, of no weight", 1)


def _hide_a_step(claims: Claims) -> None:
    claims["todo"] = claims["todo"][1:]


def _edit_a_table(claims: Claims) -> None:
    next(one for one in claims["metrics"] if one["metric"] == "selection_rate_ratio" and one["group"])["value"] = 0.99


def _ask_otherwise(claims: Claims) -> None:
    next(one for one in claims["rules"] if one["rule"] == "unequal-selection")["asks"] = "Is all well?"


SENTENCES: dict[str, Callable[[Claims], None]] = {
    "the headline": _edit_the_headline,
    "the counts": _edit_the_counts,
    "a step": _hide_a_step,
    "a table": _edit_a_table,
    "a question": _ask_otherwise,
}


@pytest.mark.parametrize("edit", SENTENCES.values(), ids=SENTENCES)
def test_a_sentence_that_was_edited_is_not_what_the_findings_say(folder: Path, evidence: Evidence, edit: Callable[[Claims], None]) -> None:
    claims: Claims = copy.deepcopy(dict(evidence.claims))
    edit(claims)

    assert _states(folder, Evidence(claims, evidence.run).to_json())["sentences"] is State.DIFFERENT


REWRITTEN: dict[str, Callable[[str], str]] = {
    "printed otherwise": lambda text: json.dumps(json.loads(text)),
    "a key stands twice": lambda text: text.replace('\n  "overall":', '\n  "overall": "PASS",\n  "overall":', 1),
    "not a number": lambda text: text.replace('"seed": 0', '"seed": NaN', 1),
    "more after it": lambda text: text + " ",
}


@pytest.mark.parametrize("rewrite", REWRITTEN.values(), ids=REWRITTEN)
def test_evidence_that_was_written_again_is_not_as_it_was_written(folder: Path, evidence: Evidence, rewrite: Callable[[str], str]) -> None:
    """A document whose keys stand twice reads otherwise in another program."""
    text = evidence.to_json()
    edited = rewrite(text)

    assert edited != text
    assert _states(folder, edited)["bytes"] is State.DIFFERENT


def _made_with(evidence: Evidence, **versions: str) -> Evidence:
    """Return the evidence as another installation would have recorded it."""
    run: Any = copy.deepcopy(dict(evidence.run))
    run["versions"] |= versions
    return Evidence(evidence.claims, run)


def test_other_versions_are_no_difference_where_the_claims_are_the_same(folder: Path, evidence: Evidence) -> None:
    text = _made_with(evidence, pandas="1.0").to_json()

    assert _states(folder, text, flags={"data": [str(folder / "d.csv")]})["run again"] is State.SAME


def test_other_versions_that_come_to_other_claims_cannot_be_told_and_the_keys_are_listed(folder: Path, evidence: Evidence) -> None:
    """It is neither agreement nor proof of an edit: exit 3, with every key."""
    claims: Claims = copy.deepcopy(dict(evidence.claims))
    claims["risk"] = None
    text = _made_with(Evidence(claims, evidence.run), pandas="1.0").to_json()

    lines = _lines(folder, text, flags={"data": [str(folder / "d.csv")]})

    assert lines["run again"].state is State.UNKNOWN
    assert lines["run again"].text.startswith("it was made with pandas 1.0 (here ")
    assert ended(list(lines.values())) == (3, "cannot tell: run again")


def test_words_and_policies_of_another_version_cannot_be_told(folder: Path, evidence: Evidence) -> None:
    """They may have been others then; it is never agreement."""
    claims: Claims = copy.deepcopy(dict(evidence.claims))
    claims["policy"]["sha256"] = "sha256:" + "0" * 64
    claims["headline"] = "Another one"
    text = Evidence(claims, {**evidence.run, "tool": "equigate 0.0.1"}).to_json()

    lines = _lines(folder, text)

    assert (lines["sentences"].state, lines["policy"].state) == (State.UNKNOWN, State.UNKNOWN)
    assert "it was written by equigate 0.0.1, here is equigate" in lines["sentences"].text


def test_other_data_is_not_audited_again(folder: Path, evidence: Evidence) -> None:
    other = folder / "other.csv"
    other.write_text((folder / "d.csv").read_text("utf-8") + "f,yes,yes\n", encoding="utf-8")

    states = _states(folder, evidence.to_json(), flags={"data": [str(other)]})

    assert (states["data test"], states["run again"]) == (State.DIFFERENT, State.LEFT)


def _evidence(folder: Path, evidence: Evidence) -> Path:
    """Write the evidence."""
    path = folder / "evidence.json"
    path.write_text(evidence.to_json(), encoding="utf-8")
    return path


@pytest.mark.parametrize(("flag", "value"), [("seed", 1), ("sample", 100), ("as_of", "2026-01-01")])
def test_what_the_run_recorded_is_no_question(folder: Path, evidence: Evidence, flag: str, value: object) -> None:
    """A flag that would be passed over in silence is refused."""
    path = _evidence(folder, evidence)

    with pytest.raises(BadInput, match="the evidence says it"):
        next(verified(Given(path, flags={flag: value})))


def test_all_that_evidence_is_about_must_be_given(folder: Path, evidence: Evidence) -> None:
    """Every missing part is named at once, before anything is printed."""
    claims: Claims = copy.deepcopy(dict(evidence.claims))
    claims["datasets"].append({**claims["datasets"][0], "name": "train"})
    claims["model"] = {"format": "skops", "sha256": "sha256:00"}
    path = _evidence(folder, Evidence(claims, evidence.run))

    with pytest.raises(BadInput) as error:
        next(verified(Given(path, flags={"data": [str(folder / "d.csv")]})))

    assert [problem.where for problem in error.value.problems] == ["--data", "--model"]


@pytest.mark.parametrize("part", ["claims", "run", "findings", "policy", "roles", "datasets", "waivers", "not_checked"])
def test_parts_that_are_missing_or_malformed_are_bad_input(folder: Path, evidence: Evidence, part: str) -> None:
    """Whatever somebody puts in their place: no traceback, and no answer."""
    flags = {"data": [str(folder / "d.csv")]} if part in {"datasets", "roles"} else {}
    for value in (None, [], {}, 1, "x", [None], [{}]):
        document = json.loads(evidence.to_json())
        (document if part in document else document["claims"])[part] = value
        path = folder / "evidence.json"
        path.write_text(json.dumps(document), encoding="utf-8")

        try:
            code = ended(list(verified(Given(path, flags=flags))))[0]
        except BadInput:
            code = 2

        assert code in {1, 2, 3}, value


@pytest.fixture
def house(folder: Path, here: Callable[..., Ended], tmp_path: Path) -> Callable[..., Ended]:
    """Return what runs the command line beside copies of the data and the house policy."""
    for name in ("d.csv", "house.yml"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    roles = "roles: {label: label, prediction: said, favourable: 'yes', protected: [sex]}\n"
    notes = "columns: {label: {entity: NRP, reason: to be told from the file only}}\n"
    subject = f"version: 1\nname: s\npolicies: [./house.yml]\ndata: {{test: {{path: d.csv}}}}\n{roles}{notes}"
    (tmp_path / "equigate.yml").write_text(subject, encoding="utf-8")
    return here


def test_a_policy_of_the_users_own_is_said_to_be_missing_until_it_is_given(house: Callable[..., Ended]) -> None:
    house("check", "--data", "d.csv", *FLAGS, "--policy", "house.yml", "--strict", "-o", "json=e.json")

    alone, given, data = (house("verify", "e.json", *more) for more in ((), ("--policy", "house.yml"), ("--data", "d.csv")))

    assert (alone.code, alone.last) == (0, "exit 0: nothing differs; not compared: policy, run again, signature")
    assert (given.code, given.last) == (0, "exit 0: nothing differs; not compared: run again, signature")
    assert "the command line changed the gate: --strict" in given.out
    assert (data.code, data.out) == (2, "")


def test_what_only_the_subject_file_says_is_asked_for(house: Callable[..., Ended]) -> None:
    """Without it what comes out otherwise proves nothing; with it the claims are the same."""
    house("check", "equigate.yml", "--sample", "400", "-o", "json=e.json")

    without = house("verify", "e.json", "--data", "d.csv", "--policy", "house.yml")
    with_it = house("verify", "e.json", "--subject", "equigate.yml")

    assert (without.code, without.last) == (3, "exit 3: cannot tell: run again")
    assert "give it with --subject FILE" in without.out
    assert (with_it.code, with_it.last) == (0, "exit 0: nothing differs; not compared: signature")


def test_facts_stand_in_for_the_data(house: Callable[..., Ended]) -> None:
    """Where only facts may be seen, everything but the advice is compared."""
    house("observe", "equigate.yml", "-o", "facts.json")
    house("check", "equigate.yml", "-o", "json=e.json")

    ended_well = house("verify", "e.json", "--subject", "equigate.yml", "--facts", "facts.json")
    house("check", "equigate.yml", "--sample", "400", "-o", "json=e.json")
    other = house("verify", "e.json", "--subject", "equigate.yml", "--facts", "facts.json")

    assert (ended_well.code, ended_well.last) == (0, "exit 0: nothing differs; not compared: signature")
    assert "what was advised was not" in ended_well.out
    assert (other.code, other.last) == (1, "exit 1: differs: facts")


def _adopted(house: Callable[..., Ended]) -> None:
    """Adopt everything that fails, and check again."""
    house("check", "equigate.yml", "-o", "json=e.json")
    house("baseline", "create", "e.json", "--owner", "me@example.org", "-o", "equigate-baseline.json")
    house("check", "equigate.yml", "-o", "json=e.json")


def test_a_baseline_is_taken_from_the_evidence_and_said_not_to_be_compared(house: Callable[..., Ended], tmp_path: Path) -> None:
    """It is part of what was agreed on, as the policy is, and nothing else shows that it was not invented."""
    _adopted(house)

    without = house("verify", "e.json", "--subject", "equigate.yml")
    with_it = house("verify", "e.json", "--subject", "equigate.yml", "--baseline", "equigate-baseline.json")
    document = json.loads((tmp_path / "equigate-baseline.json").read_text("utf-8"))
    document["entries"][0]["owner"] = "you@example.org"
    (tmp_path / "other.json").write_text(json.dumps(document), encoding="utf-8")
    other = house("verify", "e.json", "--baseline", "other.json")

    assert (without.code, without.last) == (0, "exit 0: nothing differs; not compared: baseline, signature")
    assert (with_it.code, with_it.last) == (0, "exit 0: nothing differs; not compared: signature")
    assert (other.code, other.last) == (1, "exit 1: differs: baseline")


def _fail(claims: Claims) -> list[dict[str, Any]]:
    """Return the findings of the rule that fails, all of them with enough rows."""
    return [one for one in claims["findings"] if one["rule"] == "unequal-selection"]


def _listed(reason: str) -> Callable[[Claims], None]:
    """Return an edit that leaves unjudged what fails, its value and rows untouched."""

    def edit(claims: Claims) -> None:
        for one in _fail(claims):
            one.update(small=True, verdict="unsure", reason=reason)

    return edit


def _withhold(reason: str, *, everywhere: bool, rows_text: str = "withheld") -> Callable[[Claims], None]:
    """Return an edit that withholds what fails, and passes it; `everywhere`: in the table with the same metric too."""
    blank = {"value": None, "low": None, "high": None, "p": None, "rows": None, "rows_text": rows_text, "reason": reason}

    def edit(claims: Claims) -> None:
        for one in _fail(claims):
            one.update(blank, level=None, verdict="pass")
            for row in claims["metrics"]:
                if everywhere and [row[part] for part in PARTS] == [one[part] for part in PARTS] and row["by"] is None:
                    row.update(blank)

    return edit


def _withhold_gaps(claims: Claims) -> None:
    reason = "withheld: with it a smaller group's rows could be computed"
    one = next(one for one in claims["findings"] if one["metric"] == "missing_share")
    one.update(value=None, low=None, high=None, reason=reason)


def _decide_all_on_the_point(claims: Claims) -> None:
    for one in _fail(claims):
        one.update(decided_on="point", reason="decided on the point")


def _decide_one_on_the_point(claims: Claims) -> None:
    found = [one for one in claims["findings"] if one["rule"] == "small-cells" or one["decided_on"] == "interval"]
    rule = next(one["rule"] for one in found if sum(other["rule"] == one["rule"] for other in found) > 1)
    one = next(one for one in found if one["rule"] == rule and one["value"] is not None)
    one.update(
        decided_on="point", reason="decided on the point", verdict="pass" if Limit.parse(one["limit"]).allows(one["value"]) else "fail"
    )


FEW = "withheld: too few rows to be shown"
PARTNER = "withheld: with it a smaller group's rows could be computed"
HOLES: dict[str, tuple[Callable[[Claims], None], str]] = {
    "enough rows are called few": (_listed("fewer than 30 rows: listed, not judged"), "verdicts"),
    "a limit of rows is invented": (_listed("fewer than 5000 rows: listed, not judged"), "policy"),
    "half of all rows are called few": (_listed("less than 0.2 of all rows: listed, not judged"), "verdicts"),
    "a share is invented": (_listed("less than 0.9 of all rows: listed, not judged"), "policy"),
    "another reason is invented": (_listed("listed, not judged"), "verdicts"),
    "a rule is decided on the point": (_decide_all_on_the_point, "policy"),
    "a finding is decided on the point": (_decide_one_on_the_point, "verdicts"),
    "withheld in other words": (_withhold("withheld: on request", everywhere=True), "verdicts"),
    "withheld, and shown elsewhere": (_withhold(PARTNER, everywhere=True), "verdicts"),
    "called few, and shown elsewhere": (_withhold(FEW, everywhere=True, rows_text="<10"), "verdicts"),
    "fewer than another number": (_withhold(FEW, everywhere=True, rows_text="<400"), "verdicts"),
    "gaps are withheld, and shown elsewhere": (_withhold_gaps, "verdicts"),
}


@pytest.mark.parametrize(("edit", "where"), HOLES.values(), ids=HOLES)
def test_a_failure_cannot_be_left_unjudged(folder: Path, evidence: Evidence, edit: Callable[[Claims], None], where: str) -> None:
    """Everything that follows from the edit is written again: the gate, the counts, the sentences."""
    claims: Claims = copy.deepcopy(dict(evidence.claims))
    edit(claims)
    _made_good(claims)

    assert _states(folder, Evidence(claims, evidence.run).to_json())[where] is State.DIFFERENT


def _of_a_house(claims: Claims) -> None:
    claims["policy"].update(name="house", policies=["./house.yml"])
    claims["count_line"] = claims["count_line"].replace("Policy release,", "Policy house,")


STANDING = (
    " Not in force on 2026-08-01: what small-cells and 2 more rest on (proposed, not in force). "
    "There this policy's own demand is judged, not the law."
)


@pytest.mark.parametrize(
    ("house", "more", "expected"),
    [
        (False, "", State.SAME),
        (False, " All is well.", State.DIFFERENT),
        (False, STANDING, State.DIFFERENT),
        (True, "", State.SAME),
        (True, " All is well.", State.DIFFERENT),
        (True, STANDING + " All is well.", State.DIFFERENT),
        (True, STANDING, State.SAME),
    ],
)
def test_nothing_is_written_after_the_counts(folder: Path, evidence: Evidence, house: bool, more: str, expected: State) -> None:
    """With the policy the line is written again whole; without it, what is not in force is held to its form, and that is said."""
    claims: Claims = copy.deepcopy(dict(evidence.claims))
    if house:
        _of_a_house(claims)
    claims["count_line"] += more

    line = _lines(folder, Evidence(claims, evidence.run).to_json())["sentences"]

    assert (line.state, bool(line.more)) == (expected, bool(more))


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (_decide_all_on_the_point, "is decided on the point, the gate on the interval"),
        (_listed("fewer than 5000 rows: listed, not judged"), "leaves groups unjudged that the gate judges"),
    ],
)
def test_what_only_a_policy_of_ones_own_may_say_is_said(
    folder: Path, evidence: Evidence, edit: Callable[[Claims], None], said: str
) -> None:
    """A rule may have its own way and its own smallest group; without the policy nothing tells."""
    claims: Claims = copy.deepcopy(dict(evidence.claims))
    edit(claims)
    _of_a_house(claims)
    _made_good(claims)

    line = _lines(folder, Evidence(claims, evidence.run).to_json())["policy"]

    assert line.state is State.LEFT
    assert f"unequal-selection {said}: whether the policy says so is not told" in line.more


def test_rules_may_have_their_own_way_and_their_own_smallest_group(house: Callable[..., Ended], tmp_path: Path) -> None:
    """What the policy sets for a rule is no difference."""
    rules = "rules:\n  unequal-selection: {min_group: 400}\n  uneven-accuracy: {decide_on: point}\n"
    (tmp_path / "house.yml").write_text(f"version: 1\nname: house\nextends: [release]\n{rules}", encoding="utf-8")
    house("check", "--data", "d.csv", *FLAGS, "--policy", "house.yml", "-o", "json=e.json")

    given = house("verify", "e.json", "--policy", "house.yml")

    assert (given.code, given.last) == (0, "exit 0: nothing differs; not compared: run again, signature")
