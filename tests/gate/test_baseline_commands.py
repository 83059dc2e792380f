"""The commands write baselines that the gate uses, and the difference of two runs, end to end on a small table."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from audit import audit
from audit.baselining import Adopter, created, seen_in
from audit.core.baseline import BASELINE
from audit.load.baseline_file import baseline_bytes

if TYPE_CHECKING:
    from command_line import Ended

OWNED = ("--owner", "team@example.org")
ROLES: dict[str, Any] = {"label": "label", "prediction": "said", "favourable": "yes", "protected": "sex", "as_of": "2026-11-20"}
SUBJECT = "version: 1\nname: s\ndata: {test: {path: d.csv}}\nroles: {label: label, prediction: said, favourable: 'yes', protected: [sex]}\n"


def _table(every: int = 5, missing: int = 7) -> pd.DataFrame:
    """Return 400 decisions; women are selected once in `every` rows, and each `missing`th income is not there."""
    place = range(400)
    return pd.DataFrame(
        {
            "sex": ["f" if n % 2 else "m" for n in place],
            "label": ["yes" if n % 3 else "no" for n in place],
            "said": ["yes" if n % 2 == 0 or n % every == 0 else "no" for n in place],
            "income": [None if n % missing == 0 else n % 50 for n in place],
        }
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with evidence: of the table, of one where things got worse, and of one where income is complete."""
    folder = tmp_path_factory.mktemp("written")
    for name, table in {"first": _table(), "worse": _table(9), "fewer": _table(5, 399)}.items():
        audit(table, **ROLES).write(json=folder / f"{name}.json")
    return folder


@pytest.fixture
def folder(tmp_path: Path, written: Path) -> Path:
    """Return the test's own folder with the evidence in it."""
    for path in written.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def _entries(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the adopted findings by rule and target."""
    entries = json.loads((folder / BASELINE).read_text("utf-8"))["entries"]
    return {f"{one['rule']} {one['target']} {one['metric']}": one for one in entries}


def test_create_writes_once(here: Callable[..., Ended], folder: Path) -> None:
    made = here("baseline", "create", "first.json", *OWNED, "--until", "2027-03-31")
    again = here("baseline", "create", "first.json", *OWNED)
    forced = here("baseline", "create", "first.json", *OWNED, "--force")

    assert (made.code, again.code, forced.code) == (0, 2, 0)
    assert f"exit 0: {len(_entries(folder))} findings adopted: {BASELINE}" == made.last
    assert "missing-values at test::income" in made.out
    assert "update" in again.err


def test_the_same_evidence_gives_the_same_bytes(here: Callable[..., Ended], folder: Path) -> None:
    here("baseline", "create", "first.json", *OWNED)
    here("baseline", "create", "first.json", *OWNED, "-o", "other.json")

    assert (folder / BASELINE).read_bytes() == (folder / "other.json").read_bytes()


def test_rows_and_columns_in_another_order_give_the_same_bytes(folder: Path) -> None:
    table = _table().sample(frac=1, random_state=3)[["income", "said", "sex", "label"]]

    expected, actual = (
        baseline_bytes(created(seen_in(claims), Adopter("a")).baseline)
        for claims in (json.loads((folder / "first.json").read_text("utf-8"))["claims"], audit(table, **ROLES).claims)
    )

    assert len(expected) > 1000
    assert expected == actual


def test_update_refuses_what_got_worse(here: Callable[..., Ended], folder: Path) -> None:
    here("baseline", "create", "first.json", *OWNED)
    before = (folder / BASELINE).read_bytes()

    refused = here("baseline", "update", "worse.json")
    after = (folder / BASELINE).read_bytes()
    accepted = here("baseline", "update", "worse.json", *OWNED, "--accept-worse")

    assert (refused.code, accepted.code) == (1, 0)
    assert before == after
    assert "nothing was written" in refused.last
    assert "! unequal-selection at test::sex::f" in refused.out
    assert _entries(folder)["unequal-selection test::sex::f selection_rate_ratio"]["value"] < 0.2


def test_prune_takes_out_what_is_gone(here: Callable[..., Ended], folder: Path) -> None:
    here("baseline", "create", "first.json", *OWNED)

    said = here("baseline", "update", "fewer.json", *OWNED)
    pruned = here("baseline", "prune", "fewer.json")
    again = here("baseline", "prune", "fewer.json")

    assert "missing-values at test::income (missing_share): gone" in said.out
    assert (pruned.last, again.last) == ("exit 0: 1 entries taken out", "exit 0: nothing is gone")
    assert not any("missing-values" in name for name in _entries(folder))


REFUSED: dict[str, tuple[tuple[str, ...], str]] = {
    "nobody answers": (("create", "first.json"), "nobody answers for what is adopted"),
    "no date": (("create", "first.json", *OWNED, "--until", "soon"), "'soon' is not a date"),
    "too long": (("create", "first.json", *OWNED, "--until", "2099-01-01"), "gate.max_baseline_days"),
    "no such evidence": (("create", "none.json", *OWNED), "there is no such file"),
    "no evidence": (("create", "d.txt", *OWNED), "not evidence of this version"),
    "no subject": (("create", *OWNED), "there is no equigate.yml"),
    "two of one file": (("create", "first.json", "worse.json", *OWNED), "several subjects would share this baseline"),
    "no baseline": (("update", "first.json"), "no such file"),
    "nothing to prune": (("prune", "first.json"), "no such file"),
    "edited evidence": (("create", "edited.json", *OWNED), "contradicts itself"),
}


@pytest.mark.parametrize(("words", "expected"), REFUSED.values(), ids=REFUSED)
def test_bad_input_ends_with_2_and_writes_nothing(here: Callable[..., Ended], folder: Path, words: tuple[str, ...], expected: str) -> None:
    (folder / "d.txt").write_text("nothing", encoding="utf-8")
    (folder / "edited.json").write_text(
        (folder / "first.json").read_text("utf-8").replace('"verdict": "fail"', '"verdict": "pass"'), encoding="utf-8"
    )

    ended = here("baseline", *words)

    assert ended.code == 2
    assert expected in ended.err
    assert not (folder / BASELINE).exists()


def test_init_adopts_and_later_runs_count_only_what_is_new(here: Callable[..., Ended], tmp_path: Path) -> None:
    """From nothing to a gate: the first line keeps what was adopted; a value that got worse counts again."""
    _table().to_csv(tmp_path / "d.csv", index=False)
    nobody = here("init", "d.csv", "--adopt")
    made = here("init", "d.csv", "--adopt", *OWNED)
    (tmp_path / "equigate.yml").write_text(SUBJECT, encoding="utf-8")
    updated = here("baseline", "update", *OWNED)
    pruned = here("baseline", "prune")
    number = len(_entries(tmp_path))
    passes = here("check")
    raw = here("check", "--no-baseline")
    _table(9).to_csv(tmp_path / "d.csv", index=False)
    worse = here("check")

    assert (nobody.code, made.code, updated.code, pruned.code) == (2, 0, 0, 0)
    assert "missing-values at test::income" in made.out
    assert (passes.code, raw.code, worse.code) in {(0, 1, 1), (3, 1, 1)}
    assert f"{number} adopted, oldest 0 days" in " ".join(passes.out.split())
    assert "adopted, oldest" not in raw.out
    assert "worse than adopted" in worse.last


def test_diff_ends_with_1_on_what_got_worse(here: Callable[..., Ended], folder: Path) -> None:
    worse, same = here("diff", "first.json", "worse.json"), here("diff", "first.json", "first.json")
    lenient = here("diff", "first.json", "worse.json", "--fail-on", "critical", "-f", "markdown")
    document = json.loads(here("diff", "first.json", "worse.json", "-f", "json").out)

    assert (worse.code, same.code, lenient.code, document["exit_code"]) == (1, 0, 0, 1)
    assert "worse at high or above" in worse.last
    assert "other test data: 400 rows, was 400" in worse.out
    assert lenient.out.startswith("## ")
    assert document["counts"]["worse"] > 0


def test_diff_refuses_other_files_and_forms(here: Callable[..., Ended], folder: Path) -> None:
    assert here("diff", "first.json", "none.json").code == 2
    assert here("diff", "first.json", "first.json", "-f", "html").code == 2
