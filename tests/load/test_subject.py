"""Does a subject file say what the team meant, and is every mistake in it named at once?"""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.core.errors import BadInput
from audit.core.roles import Protected, Roles
from audit.load.schemas import subject_schema
from audit.load.subject import ColumnNote, Dataset, ModelSpec, Subject, read_subject

HASH = "sha256:" + "0" * 64
EXAMPLE = """\
# equigate.yml, the subject: belongs to the team
version: 1
name: credit-pre-scoring
data:
  train: {path: data/train.parquet, label: approved}
  test: {path: data/test.csv}
model: {path: models/credit.skops, trusted: [sklearn.tree._tree.Tree]}
roles:
  label: approved
  favourable: {approved: "yes"}
  protected: [sex, ethnicity, {column: age, bands: [18, 25, 45, 65]}]
  reference: {sex: Male}
  quasi_identifiers: [zip, birth_year, sex]
  subject_id: customer_id
population: sample
locales: [DE, FR]
columns: {ethnicity: {special: allowed, ground: "Art. 9(2)(j), bias audit"}}
audit: {controller: Example Bank, purpose: bias and risk audit, legal_basis: "6(1)(c)", retain_until: 2027-12-31}
attacks: {authorised_by: dpo@example.org, scope: internal test data}
policies: [release, policies/house.yml]
"""


def _read(folder: Path, text: str) -> Subject:
    """Write a subject and read it."""
    path = folder / "equigate.yml"
    path.write_text(text, encoding="utf-8")
    return read_subject(path, "equigate.yml")


def _lines(folder: Path, text: str) -> list[str]:
    """Return the error lines of a subject, without its name."""
    with pytest.raises(BadInput) as caught:
        _read(folder, text)
    return [str(problem).removeprefix("equigate.yml:") for problem in caught.value.problems]


def test_the_example_of_the_design(tmp_path: Path) -> None:
    """Every key of it arrives, and `positive` follows `favourable`."""
    subject = _read(tmp_path, EXAMPLE)

    assert subject.name == "credit-pre-scoring"
    assert subject.datasets == (
        Dataset("train", "data/train.parquet", "approved"),
        Dataset("test", "data/test.csv"),
    )
    assert subject.model == ModelSpec("models/credit.skops", trusted=("sklearn.tree._tree.Tree",))
    assert subject.roles == Roles(
        label="approved",
        protected=(Protected("sex"), Protected("ethnicity"), Protected("age", (18.0, 25.0, 45.0, 65.0))),
        quasi_identifiers=("zip", "birth_year", "sex"),
        subject_id="customer_id",
        positive="yes",
        favourable="yes",
        reference={"sex": "Male"},
    )
    assert (subject.population, subject.locales, subject.seed) == ("sample", ("DE", "FR"), 0)
    assert subject.columns == {"ethnicity": ColumnNote("allowed", "", "Art. 9(2)(j), bias audit")}
    assert subject.declared == {
        "controller": "Example Bank",
        "purpose": "bias and risk audit",
        "legal_basis": "6(1)(c)",
        "retain_until": "2027-12-31",
    }
    assert subject.attacks == {"authorised_by": "dpo@example.org", "scope": "internal test data"}
    assert subject.policies == ("release", "policies/house.yml")
    assert (subject.folder, subject.origin) == (tmp_path, "equigate.yml")


def test_places_point_at_the_line(tmp_path: Path) -> None:
    """A column that does not exist is later reported where it was written."""
    subject = _read(tmp_path, EXAMPLE)

    assert subject.place("roles.label") == "equigate.yml:9:3"
    assert subject.place("roles.protected.age") == "equigate.yml:11:31"
    assert subject.place("data.test.label") == "equigate.yml:6:3"
    assert subject.place("seed") == "equigate.yml"
    assert subject.resolve("data/test.csv") == tmp_path / "data" / "test.csv"
    assert subject.dataset("current") is None


SHORT = {
    "a path is a dataset and a model": (
        "data: {test: a.csv}\nmodel: m.skops\n",
        Subject("x", (Dataset("test", "a.csv"),), ModelSpec("m.skops")),
    ),
    "values as written": (
        "roles: {label: 1, positive: 1, favourable: 0, protected: NO, reference: {NO: true}}\n",
        Subject("x", roles=Roles("1", positive="1", favourable="0", protected=(Protected("NO"),),
                                 reference={"NO": "true"})),
    ),
    "positive alone": ("roles: {positive: yes}\n", Subject("x", roles=Roles(positive="yes", favourable="yes"))),
    "how to read a CSV": (
        'data: {current: {path: a.txt, header: false, delimiter: "\\t", encoding: cp1252}}\n',
        Subject("x", (Dataset("current", "a.txt", None, False, "\t", "cp1252"),)),
    ),
    "a function": (
        "model: {predict_with: pkg.mod:predict}\n", Subject("x", model=ModelSpec(predict_with="pkg.mod:predict"))
    ),
    "a trusted hash": (f"model: {{path: m.pkl, trust: '{HASH}'}}\n", Subject("x", model=ModelSpec("m.pkl", HASH))),
    "one value for a list": ("locales: de\npolicies: strict\n", Subject("x", locales=("DE",), policies=("strict",))),
    "all decisions, seeded": ("population: all\nseed: 7\n", Subject("x", population="all", seed=7)),
    "a task": (
        "task: regression\nroles: {label: y}\n",
        Subject("x", roles=Roles("y", task="regression")),
    ),
    "a reference band": (
        'roles: {protected: [{column: age, bands: [25, 45]}], reference: {age: "25 to <45"}}\n',
        Subject("x", roles=Roles(protected=(Protected("age", (25.0, 45.0)),), reference={"age": "25 to <45"})),
    ),
    "a label of one file": (
        "data: {train: {path: a, label: income}}\nroles: {label: salary, favourable: {income: '>50K'}}\n",
        Subject("x", (Dataset("train", "a", "income"),), roles=Roles("salary", positive=">50K", favourable=">50K")),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SHORT.values(), ids=SHORT)
def test_short_forms(tmp_path: Path, text: str, expected: Subject) -> None:
    """What may be written in short means the same as in full."""
    subject = _read(tmp_path, f"version: 1\nname: x\n{text}")
    actual = Subject(
        subject.name, subject.datasets, subject.model, subject.roles, subject.population, subject.locales,
        subject.columns, subject.declared, subject.attacks, subject.policies, seed=subject.seed,
    )  # fmt: skip

    assert expected == actual


HEAD = "version: 1\nname: x\n"
BAD = {
    "not a table": ("- a\n", ["1:1: the file must be a table that starts with version, name and data, found a list"]),
    "no content": ("---\n", ["2:1: the file must be a table that starts with version, name and data, found nothing"]),
    "a typo": (f"{HEAD}population: all\nlocale: [DE]\n", ["4:1: unknown key 'locale'. Did you mean 'locales'?"]),
    "version and name": (
        "version: 2\n",
        ["1:1: missing key 'name'. Add it: what is audited",
         "1:10: 'version' must be 1, found '2'. This equigate reads version 1"],
    ),
    "role and path of data": (
        (f"{HEAD}data: {{tset: a.csv, test: {{pth: b, header: yes}}, train: [a],\n"
        "  current: {path: c, header: [x]}}\n"),
        ["3:8: unknown role 'tset'. Did you mean 'test'?",
         "3:27: missing key 'path'. Add it: the file, relative to this one",
         "3:28: unknown key 'pth'. Did you mean 'path'?",
         "3:44: 'header' must be true or false, found 'yes'",
         "3:57: 'train' must be a path, or a table with path, found a list",
         "4:30: 'header' must be true or false, found a list"],
    ),
    "delimiter": (
        f"{HEAD}data: {{test: {{path: a, delimiter: tab}}}}\n",
        ["3:24: 'delimiter' must be one character. Write a TAB as \"\\t\""],
    ),
    "model": (
        f"{HEAD}model: {{trust: abc, predict_with: predict.py}}\n",
        ["3:16: 'trust' must be sha256: and 64 hexadecimal digits, found 'abc'",
         "3:35: 'predict_with' must be a function like package.module:function, found 'predict.py'"],
    ),
    "model of nothing": (
        f"{HEAD}model: {{trusted: [a]}}\n",
        ["3:8: 'model' needs 'path' or 'predict_with'. Leave 'model' out if there is no model"],
    ),
    "wrong kinds of roles": (
        f"{HEAD}roles:\n  label: [a]\n  score:\n  weight: ~\n  favourable: {{c: no, d: e}}\n",
        ["4:10: 'label' must be a column name, found a list",
         "5:3: 'score' must be a column name, found nothing",
         "6:11: 'weight' must be a column name, found nothing. Put it in quotes if it is the word null",
         "7:15: 'favourable' must name exactly one column and its value. Write {column: value}"],
    ),
    "protected": (
        f"{HEAD}roles:\n  protected: [sex, sex, {{column: age, bands: [45, 25]}}, {{bands: [1]}}, age]\n",
        ["4:20: 'protected' names the same twice. Keep one of them",
         "4:39: 'bands' must rise. Sort the edges",
         "4:57: missing key 'column'. Add it: the protected column",
         "4:71: column 'age' is protected twice. Keep one of them"],
    ),
    "contradicting roles": (
        (f"{HEAD}roles:\n  label: y\n  prediction: y\n  protected: [y, sex]\n  reference: {{sxe: M}}\n"
        "  positive: {why: 1}\n"),
        ["5:3: column 'y' cannot be label and prediction at once. Name another column or leave one out",
         ("6:15: column 'y' cannot be protected and the outcome at once. "
         "Protected columns describe people, not decisions"),
         "7:15: reference group of 'sxe', which is not a protected column. Did you mean 'sex'?",
         "8:3: positive value of 'why', which holds no outcome. Known: y"],
    ),
    "a task": (
        f"{HEAD}task: multclass\nroles: {{label: y}}\n",
        ["3:7: 'task' must be one of binary, multiclass, regression, ranking, found 'multclass'. Did you mean 'multiclass'?"],
    ),
    "roles that a task has no use for": (
        f"{HEAD}task: regression\nroles: {{label: y, score: s, favourable: 1, weight: w}}\n",
        ["4:19: task regression has no score. Name the predicted number with --prediction COL",
         ("4:29: task regression predicts a number, and no number is favourable. "
          "Leave it out, or audit the decisions that are made with the number"),
         ("4:44: row weights are counted for yes-or-no decisions, not for task regression. "
          "Leave the weight out: every row counts once")],
    ),
    "a group that is no band": (
        f"{HEAD}roles: {{protected: [{{column: age, bands: [25]}}], reference: {{age: young}}}}\n",
        ["3:62: reference group 'young' is not a band of 'age'. Known: <25, >=25"],
    ),
    "words": (
        f"{HEAD}population: som\nlocales: [Germany]\nseed: 1.5\npolicies: []\naudit: {{retain_until: [x]}}\n",
        ["3:13: 'population' must be one of sample, all, found 'som'",
         "4:11: 'locales' must be a country code of two letters, found 'Germany'",
         "5:7: 'seed' must be a whole number from 0 on, found '1.5'",
         "6:11: 'policies' is empty. Name at least 1, or leave the key out",
         "7:23: 'retain_until' must be a date like 2027-12-31, found a list"],
    ),
    "columns": (
        f"{HEAD}columns: {{a: {{special: alowed}}, b: {{ground: why}}, c: allowed}}\n",
        ["3:14: missing key 'ground'. Say on which ground it is allowed",
         "3:24: 'special' must be allowed, found 'alowed'. Did you mean 'allowed'?",
         "3:37: 'ground' alone allows nothing. Add 'special: allowed' or 'personal: allowed'",
         "3:54: 'c' must be a table of keys and values, found 'allowed'"],
    ),
    "who answers": (
        f"{HEAD}audit: {{retain_until: 31.12.2027, purpse: x}}\nattacks: {{scope: all}}\n",
        ["3:23: 'retain_until' must be a date like 2027-12-31, found '31.12.2027'",
         "3:35: unknown key 'purpse'. Did you mean 'purpose'?",
         "4:10: missing key 'authorised_by'. Add it: who allowed attacks on the data"],
    ),
    "a duplicate beside a typo": (
        f"{HEAD}name: y\nsed: 1\n",
        ["3:1: key 'name' is already set in line 2. Keep one of them",
         "4:1: unknown key 'sed'. Did you mean 'seed'?"],
    ),
    "a text that is a number": (
        "version: 1\nname: 2026\nroles: {label: ''}\n",
        ["2:7: 'name' must be a text, found '2026'. Put it in quotes if it is meant as a text",
         "3:16: 'label' must be a column name, found ''"],
    ),
    "a list for a number": (
        f"{HEAD}roles: {{protected: {{column: age, bands: [[1]]}}}}\n",
        ["3:20: 'protected' must be a list of columns or {column, bands}, found a table. Write [first, second]"],
    ),
    "bands that are no numbers": (
        f"{HEAD}roles: {{protected: [{{column: age, bands: [a, [1]]}}]}}\n",
        ["3:43: 'bands' must be a number, found 'a'", "3:46: 'bands' must be a number, found a list"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BAD.values(), ids=BAD)
def test_every_mistake_at_once(tmp_path: Path, text: str, expected: list[str]) -> None:
    """Line, column, what is wrong, and the next step."""
    assert expected == _lines(tmp_path, text)


def test_the_schema_is_valid_in_both_drafts(tmp_path: Path) -> None:
    """Editors know draft-07, the contract says 2020-12; the example fits."""
    schema = subject_schema()
    example = json.loads(json.dumps(_plain(EXAMPLE)))
    for draft in (jsonschema.Draft7Validator, jsonschema.Draft202012Validator):
        draft.check_schema(schema)
        draft(schema).validate(example)

    assert _read(tmp_path, json.dumps(example)).name == example["name"]


def _plain(text: str) -> dict[str, object]:
    """Return a YAML text as an editor sees it: dates are texts."""
    from ruamel.yaml import YAML

    loader = YAML(typ="safe", pure=True)
    quoted = text.replace("2027-12-31", '"2027-12-31"')
    return {str(key): value for key, value in loader.load(quoted).items()}


def _words(schema: object) -> set[str]:
    """Return every key and every word that a schema names."""
    if isinstance(schema, dict):
        own = set(schema.get("properties", {})) | {str(word) for word in schema.get("enum", [])}
        return own.union(*map(_words, schema.values())) if schema else own
    return set().union(*map(_words, schema)) if isinstance(schema, list) else set()


KEYS = st.sampled_from([*sorted(_words(subject_schema())), "", "x", "~", "sex & race"])
LEAVES = st.one_of(KEYS, st.none(), st.booleans(), st.integers(-2, 99), st.floats(), st.text(max_size=4))
TREES = st.recursive(LEAVES, lambda node: st.lists(node, max_size=3) | st.dictionaries(KEYS, node, max_size=4), max_leaves=12)


@settings(max_examples=150, deadline=None)
@given(extra=st.dictionaries(KEYS, TREES, max_size=4))
def test_any_document_is_a_subject_or_bad_input(tmp_path_factory: pytest.TempPathFactory, extra: object) -> None:
    """No traceback; and what the reader accepts, the schema accepts."""
    assert isinstance(extra, dict)
    document = {"version": 1, "name": "x", **extra}
    path = tmp_path_factory.getbasetemp() / "fuzz.yml"
    path.write_text(json.dumps(document), encoding="utf-8")
    try:
        read_subject(path)
    except BadInput:
        return
    jsonschema.Draft202012Validator(subject_schema()).validate(document)
