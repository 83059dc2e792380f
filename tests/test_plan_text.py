"""Can a plan that was written be read, by a person and by us?"""

from __future__ import annotations

import string
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.core.plan import Plan, Promise, Step
from audit.load.plan_file import read_plan
from audit.plan_text import plan_digest, plan_json, plan_text
from audit.transform.registry import transformations

_NAMES = st.one_of(
    st.sampled_from(["yes", "null", "~", "1", "1.5", "*", "&a", "a: b", "# no", "'", '"', "age ", " age", "k", "- x", "{a}", "é", "a\\b"]),
    st.text(string.printable.replace("\r", "").replace("\n", "").replace("\x0b", "").replace("\x0c", ""), min_size=1, max_size=12).filter(
        lambda text: text.strip() != ""
    ),
)
_STEPS = st.one_of(
    st.builds(lambda names: Step("drop", tuple(names)), st.lists(_NAMES, min_size=1, max_size=4, unique=True)),
    st.builds(lambda steps: Step("generalise", tuple(steps), {"steps": steps}), st.dictionaries(_NAMES, _NAMES, min_size=1, max_size=30)),
    st.builds(lambda name, k, said: Step("suppress_rows", (name,), {"k": k}, said, said), _NAMES, st.integers(1, 99), st.text(max_size=40)),
    st.builds(
        lambda name, env: Step("pseudonymise", (name,), {"key": {"env": env}, "key_id": env, "domain": name}),
        _NAMES, st.text(string.ascii_letters, min_size=1, max_size=9),
    ),
    st.builds(lambda name, share: Step("noise", (name,), {"share": share}), _NAMES, st.floats(1e-6, 100)),
)  # fmt: skip
_PROMISES = st.builds(
    Promise,
    st.just(("q", "r")),
    st.one_of(st.none(), st.integers(1, 100)),
    st.dictionaries(_NAMES.filter(lambda name: name not in {"q", "r"}), st.integers(1, 9), max_size=3),
    st.dictionaries(_NAMES.filter(lambda name: name not in {"q", "r"}), st.floats(0, 1), max_size=3),
    st.one_of(st.none(), st.floats(0, 1)),
    st.one_of(st.none(), st.floats(0, 1)),
    st.just(("sex",)),
    st.integers(1, 100),
    st.booleans(),
)
_PLANS = st.builds(
    Plan, st.sampled_from(["p", "a plan, k=5", "yes"]), st.lists(_STEPS, max_size=4).map(tuple), _PROMISES, st.one_of(st.none(), _NAMES)
)


def _back(text: str) -> Plan:
    """Read a text as a plan file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.yml"
        path.write_text(text, encoding="utf-8")
        return read_plan(path, transformations().values())


@settings(max_examples=60, deadline=None)
@given(_PLANS)
def test_what_is_written_is_read(plan: Plan) -> None:
    """The same plan comes back, whatever its columns are called and its comments say."""
    back = _back(plan_text(plan))

    assert plan_json(plan) == plan_json(back)
    assert (plan.name, plan.promise, plan.subject_id) == (back.name, back.promise, back.subject_id)


def test_a_person_can_read_it() -> None:
    """The law and the effect of a step stand above it, the promise at the end."""
    step = Step("generalise", ("age",), {"steps": {"age": "bands of 10"}}, "GDPR, recital 26", "k 1 before, 5 after")
    actual = plan_text(Plan("adult", (step,), Promise(("age",), 5)))
    expected = """\
version: 1
name: adult

steps:
  # Law: GDPR, recital 26
  # Measured: k 1 before, 5 after
  - technique: generalise
    steps: {age: bands of 10}

# Measured again on the written file; what does not hold ends with exit 1.
promise:
  quasi_identifiers: [age]
  k: 5
  no_personal_data: true
"""

    assert actual.partition("version")[0].count("\n# ") == 2
    assert expected == "version" + actual.partition("version")[2]


CHANGES = {
    "a comment": (Plan("n", (Step("drop", ("a",), law="x"),)), True),
    "its name": (Plan("m", (Step("drop", ("a",)),)), True),
    "a column": (Plan("n", (Step("drop", ("b",)),)), False),
    "the promise": (Plan("n", (Step("drop", ("a",)),), Promise(("q",), 3)), False),
}


@pytest.mark.parametrize(("other", "same"), CHANGES.values(), ids=CHANGES.keys())
def test_the_digest_is_of_what_decides(other: Plan, *, same: bool) -> None:
    """Comments and the name change nothing; what is done and promised does."""
    assert (plan_digest(Plan("n", (Step("drop", ("a",)),))) == plan_digest(other)) == same
