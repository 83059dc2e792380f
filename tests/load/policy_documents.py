"""Documents that may be policies, waivers, tests of a policy or baselines: well-formed and wrong, mutilated, or noise."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from audit.checks.registry import checks
from audit.core.errors import BadInput, Problem
from audit.load.baseline_file import read_baseline
from audit.load.policy import Policy, policy_names, read_policy
from audit.load.policy_form import GATE_FIELDS, RULE_FIELDS
from audit.load.policy_test_file import read_policy_tests
from audit.policy_diff import differences
from audit.policy_view import policy_text
from audit.resources import folder

OF_RULES = {name: one.rule for name, one in checks().items()}
RULES = tuple(OF_RULES)
PLACE = re.compile(r"[^:\n]+:[1-9][0-9]*:[1-9][0-9]*")
WAIVER = ("id", "rule", "target", "reason", "owner", "approved_by", "ticket", "created", "expires")
CASE = ("name", "as_of", "population", "measured", "facts", "others", "expect")
MEASURED = ("rule", "target", "value", "low", "high", "hits", "of", "reference", "rows", "share", "breaks", "verdict", "waiver")
WORDS = (
    ">= 0.8", "<= 1", "<= 0", ">= 1e999", "high", "critical", "warn", "not_assured", "fail", "pass", "unsure", "not_run", "not_checked",
    "2026-11-03", "2026-02-30", "2030-01-01", "train::income", "*::*", "a::b::c::d", "::", "*", "release", "fuzz.yml", "./b.yml", "../x",
    "Accepted by the data protection officer.", "W-1", "all", "sample", "interval", "point", "FAIL", "NOT ASSURED", "sex & race", "x", "",
)  # fmt: skip
TEXTS = st.sampled_from((*WORDS, *RULES[:6])) | st.text(max_size=5)
LEAVES = st.one_of(TEXTS, st.none(), st.booleans(), st.integers(-2, 10**12), st.floats())
TREES = st.recursive(LEAVES, lambda node: st.lists(node, max_size=3) | st.dictionaries(TEXTS, node, max_size=3), max_leaves=6)


def _table(*keys: str) -> st.SearchStrategy[dict[str, Any]]:
    """Draw a table with known keys, now and then a stranger, and any values."""
    known = st.sampled_from(keys)
    return st.dictionaries(known | known | known | known | TEXTS, LEAVES | LEAVES | TREES, max_size=min(8, len(keys) + 1))


GATE = _table(*(one.name for one in GATE_FIELDS))
RULE = _table(*(one.name for one in RULE_FIELDS))
RULE_TABLE = st.dictionaries(st.sampled_from(RULES) | st.sampled_from(RULES) | TEXTS, RULE | TREES, max_size=3)
POLICY = st.fixed_dictionaries(
    {},
    optional={
        "version": st.just(1) | LEAVES,
        "name": st.just("x") | LEAVES,
        "revision": LEAVES,
        "extends": st.lists(TEXTS, max_size=2) | TREES,
        "gate": GATE | TREES,
        "rules": RULE_TABLE | TREES,
        "waivers": st.lists(_table(*WAIVER), max_size=2) | TREES,
        "techniques": st.lists(TEXTS, max_size=2) | TREES,
        "not_checked": TREES,
        "x": TREES,
    },
)
EXPECT = st.fixed_dictionaries(
    {}, optional={"overall": TEXTS, "rules": st.dictionaries(st.sampled_from(RULES) | TEXTS, TEXTS, max_size=2), "findings": TREES}
)
ONE_CASE = st.tuples(_table(*CASE), st.lists(_table(*MEASURED), max_size=2), EXPECT).map(
    lambda drawn: {**drawn[0], "measured": drawn[1], "expect": drawn[2]}
)
TESTS = st.fixed_dictionaries(
    {}, optional={"version": st.just(1) | LEAVES, "policy": TEXTS | TREES, "tests": st.lists(ONE_CASE, max_size=2) | TREES, "x": TREES}
)

ENTRY = ("fingerprint", "rule", "target", "metric", "verdict", "value", "limit", "owner", "adopted", "until")
BASELINE = st.fixed_dictionaries(
    {}, optional={"version": st.just(1) | LEAVES, "entries": st.lists(_table(*ENTRY), max_size=3) | TREES, "x": TREES}
)


@cache
def _packs() -> tuple[bytes, ...]:
    """Return the packs as written."""
    return tuple((folder("policies") / f"{name}.yml").read_bytes()[:4000] for name in policy_names())


@st.composite
def _mutilated(draw: st.DrawFn) -> bytes:
    """Draw a pack with a part cut out, written twice or replaced."""
    text = draw(st.sampled_from(_packs()))
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 60)))
    put = draw(
        st.sampled_from((b"", text[start:end] * 2, b"\t", b": ", b"\n- ", b"'", b"{", b"]", b"&a ", b"*a", b"!!x ", b"\xff", b"\x00"))
    )
    return text[:start] + put + text[end:]


def _written(document: object) -> bytes:
    """Return a document as YAML's JSON; lone surrogates stay escaped."""
    return json.dumps(document).encode("utf-8")


DOCUMENTS = (
    POLICY.map(_written)
    | POLICY.map(_written)
    | _mutilated()
    | st.binary(max_size=60)
    | st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace"))
)
TEST_DOCUMENTS = TESTS.map(_written) | _mutilated() | st.binary(max_size=60)
BASELINE_DOCUMENTS = BASELINE.map(_written) | st.binary(max_size=60)


def mistakes(document: bytes, where: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a policy, nothing if it is one; anything but BadInput is raised on."""
    (where / "fuzz.yml").write_bytes(document)
    try:
        policy = read_policy(("fuzz.yml",), RULES, where)
    except BadInput as error:
        return error.problems
    # What is accepted can be shown and compared.
    policy_text(policy, OF_RULES, date(2026, 11, 20))
    differences(_release(), policy, OF_RULES)
    return ()


@cache
def _release() -> Policy:
    """Return the policy that others are compared with."""
    return read_policy((), RULES, Path())


def mistakes_of_tests(document: bytes, where: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a file of tests, nothing if it is one."""
    (where / "fuzz.test.yml").write_bytes(document)
    try:
        read_policy_tests(where / "fuzz.test.yml", RULES, "fuzz.test.yml")
    except BadInput as error:
        return error.problems
    return ()


def mistakes_of_a_baseline(document: bytes, where: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a baseline, nothing if it is one."""
    (where / "fuzz.json").write_bytes(document)
    try:
        read_baseline(where / "fuzz.json", RULES, "fuzz.json")
    except BadInput as error:
        return error.problems
    return ()


def unplaced(problems: tuple[Problem, ...]) -> list[str]:
    """Return the mistakes that do not say file, line and column, or say nothing."""
    return [str(one) for one in problems if not PLACE.fullmatch(one.where) or not one.what]
