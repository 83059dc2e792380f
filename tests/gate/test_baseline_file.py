"""What a baseline file says comes back as it was, and every mistake in it has a place."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.core.baseline import Baseline, Entry
from audit.core.errors import BadInput, CannotWrite
from audit.core.finding import fingerprint_of
from audit.core.words import Verdict
from audit.load import baseline_file
from audit.load.baseline_file import baseline_bytes, baseline_form, read_baseline

# Half a character cannot be part of a name: it has no bytes, so no fingerprint either.
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


def _entry(target: str = "test::income", value: float = 0.07, owner: str = "team@example.org") -> Entry:
    """Return an adopted finding."""
    rule, metric = "missing-values", "missing_share"
    fingerprint = fingerprint_of(rule, target, metric)
    return Entry(fingerprint, rule, target, metric, Verdict.FAIL, value, "<= 0.05", owner, date(2026, 11, 20), date(2027, 5, 31))


@given(st.lists(st.tuples(NAMES, st.floats(allow_nan=False, allow_infinity=False)), unique_by=lambda one: one[0], max_size=4))
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, parts: list[tuple[str, float]]) -> None:
    """Whatever a column is called, and whatever number it came to; sorted, and the same bytes again."""
    path = tmp_path_factory.mktemp("b") / "b.json"
    entries = [_entry(target, value) for target, value in parts]
    path.write_bytes(baseline_bytes(Baseline(tuple(entries))))

    actual = read_baseline(path)

    assert sorted(entries, key=lambda one: one.target) == list(actual.entries)
    assert baseline_bytes(Baseline(tuple(reversed(entries)))) == path.read_bytes()


@pytest.mark.parametrize("sign", '\x00\x1b\x7f\x85\u2028\u2029\ufeff\uffff\n\t\\"\u202e\U0001f600', ids=ascii)
def test_signs_that_end_lines_elsewhere_stay_in_the_name(tmp_path: Path, sign: str) -> None:
    path, entry = tmp_path / "b.json", _entry(f"test::in{sign}come")
    path.write_bytes(baseline_bytes(Baseline((entry,))))

    assert read_baseline(path).entries == (entry,)


def test_the_file_is_plain_json_without_times_lines_or_paths() -> None:
    expected = {
        "version": 1,
        "entries": [
            {
                "adopted": "2026-11-20",
                "fingerprint": fingerprint_of("missing-values", "test::income", "missing_share"),
                "limit": "<= 0.05",
                "metric": "missing_share",
                "owner": "team@example.org",
                "rule": "missing-values",
                "target": "test::income",
                "until": "2027-05-31",
                "value": 0.07,
                "verdict": "fail",
            }
        ],
    }

    actual = json.loads(baseline_bytes(Baseline((_entry(),))))

    assert expected == actual


def _written(change: dict[str, Any], **file: Any) -> str:
    """Return a file with one entry, changed; None takes a key out."""
    entry = json.loads(baseline_bytes(Baseline((_entry(),))))["entries"][0] | change
    return json.dumps({"version": 1, "entries": [{k: v for k, v in entry.items() if v is not None}], **file}, indent=1)


MISTAKES = {
    "empty": ("", "b.json:1:1: the file is empty"),
    "a list": ("[]", "b.json:1:1: the file must be a table"),
    "cut off": ('{"version": 1, "entries": [', "b.json:1:28: not valid YAML"),
    "another version": (_written({}, version=2), "b.json:2:13: 'version' must be 1"),
    "no entries": ('{"version": 1}', "b.json:1:1: missing key 'entries'"),
    "no table": ('{"version": 1, "entries": [7]}', "b.json:1:28: 'entries' must be a table"),
    "misspelt rule": (_written({"rule": "missing-valuess"}), "b.json:10:12: unknown rule 'missing-valuess'. Did you mean 'missing-values'?"),
    "unknown key": (_written({"reason": "x"}), "b.json:15:4: unknown key 'reason'"),
    "no owner": (_written({"owner": None}), "b.json:4:3: missing key 'owner'"),
    "blank owner": (_written({"owner": " "}), "'owner' must be a person or a team"),
    "a time for a day": (_written({"adopted": "2026-11-20T12:00:00Z"}), "b.json:5:15: 'adopted' must be a date"),
    "ends before": (_written({"until": "2026-11-19"}), "b.json:12:4: 'until' is before 'adopted'"),
    "a passing finding": (_written({"verdict": "pass"}), "b.json:14:15: 'verdict' must be one of fail, unsure"),
    "no value": (_written({"value": None}), "missing key 'value'"),
    "an endless value": (_written({}).replace("0.07", "1e999"), "'value' must be a number"),
    "no limit": (_written({"limit": "about 5"}), "'limit' must be a limit"),
    "another finding's": (_written({"target": "test::age"}), "b.json:6:4: 'fingerprint' is not that of this rule, target and metric"),
    "half a character": (_written({}).replace("income", "\\ud800"), "'fingerprint' is not that"),
    "no fingerprint": (_written({"fingerprint": "xyz"}), "must be 16 hexadecimal digits"),
    "twice": (_written({}).replace("}\n ]", "}," + json.dumps(json.loads(_written({"owner": "b"}))["entries"][0]) + "]"), "b.json:3:2: finding"),
    "a key twice": (_written({}).replace('"rule"', '"metric": "x", "rule"'), "is already set"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_has_a_place(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(BadInput) as caught:
        read_baseline(path, ("missing-values",), "b.json")

    assert expected in str(caught.value)


def test_every_mistake_is_named_at_once(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_text(_written({"owner": None, "until": "never", "rule": "x"}), encoding="utf-8")

    with pytest.raises(BadInput) as caught:
        read_baseline(path, ("missing-values",))

    assert len(caught.value.problems) == 3


def test_an_entry_of_a_rule_that_is_no_more_can_be_read_to_be_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_bytes(baseline_bytes(Baseline((_entry(),))))

    assert len(read_baseline(path).entries) == 1


def test_a_file_that_could_not_be_read_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baseline_file, "MAX_BYTES", 100)

    with pytest.raises(CannotWrite, match="more than a baseline holds"):
        baseline_bytes(Baseline((_entry(),)))


def test_the_form_has_a_schema_that_agrees() -> None:
    from jsonschema import Draft7Validator

    schema = baseline_form(("missing-values",)).schema()
    document = json.loads(baseline_bytes(Baseline((_entry(),))))

    assert list(Draft7Validator(schema).iter_errors(document)) == []
    assert list(Draft7Validator(schema).iter_errors({**document, "when": "now"})) != []
