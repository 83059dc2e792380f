"""Are differences named by what a reader calls the entries, and never more of them than can be read?"""

from __future__ import annotations

from typing import Any

import pytest

from audit.verified.keys import differences

CASES: dict[str, tuple[Any, Any, tuple[str, ...]]] = {
    "the same": ({"a": [1, {"b": None}]}, {"a": [1, {"b": None}]}, ()),
    "a value": ({"a": 1.5}, {"a": 2}, ("a: 1.5, now 2",)),
    "a whole number is not a fraction": ({"a": 1}, {"a": 1.0}, ("a: 1, now 1.0",)),
    "nor true": ({"a": 1}, {"a": True}, ("a: 1, now true",)),
    "a key is gone": ({"a": {"b": 1}}, {"a": {}}, ("a.b: 1, now absent",)),
    "a key is new": ({}, {"a": {"b": 1}}, ("a: absent, now 1 keys",)),
    "an entry by name": (
        {"rules": [{"rule": "x", "n": 1}, {"rule": "y", "n": 1}]},
        {"rules": [{"rule": "y", "n": 2}, {"rule": "x", "n": 1}]},
        ("rules[y].n: 1, now 2", "rules: in another order"),
    ),
    "an entry is gone": (
        {"rules": [{"rule": "x"}, {"rule": "y"}]}, {"rules": [{"rule": "y"}]}, ("rules[x]: 1 keys, now absent",),
    ),
    "a finding by rule, target and metric": (
        [{"fingerprint": "f", "rule": "r", "target": "t", "metric": "m", "value": 1}],
        [{"fingerprint": "f", "rule": "r", "target": "t", "metric": "m", "value": 2}],
        ("[r t m].value: 1, now 2",),
    ),
    "names that two share are none": ([{"name": "a"}, {"name": "a"}], [{"name": "a"}], ("[1]: 1 keys, now absent",)),
    "a list by place": ({"a": [1, 2]}, {"a": [1, 3, 4]}, ("a[1]: 2, now 3", "a[2]: absent, now 4")),
    "a list is no text": ({"a": []}, {"a": ""}, ('a: 0 entries, now ""',)),
    "a long text is cut": ({"a": "x" * 99}, {"a": ""}, ('a: "' + "x" * 55 + '...", now ""',)),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES)
def test_differences(old: Any, new: Any, expected: tuple[str, ...]) -> None:
    assert differences(old, new) == expected


def test_what_is_too_much_to_read_is_counted_by_part() -> None:
    old = {"a": list(range(30)), "b": [0] * 5}
    new = {"a": [-1] * 30, "b": [1] * 5}

    found = differences(old, new, most=2)

    assert found == ("a[0]: 0, now -1", "a[1]: 1, now -1", "a: and 28 more", "b[0]: 0, now 1", "b[1]: 0, now 1", "b: and 3 more")


def test_the_answer_comes_before_all_else() -> None:
    old, new = {"advice": 1, "findings": [1], "overall": "PASS"}, {"advice": 2, "findings": [2], "overall": "FAIL"}

    found = differences(old, new)

    assert found == ('overall: "PASS", now "FAIL"', "findings[0]: 1, now 2", "advice: 1, now 2")
