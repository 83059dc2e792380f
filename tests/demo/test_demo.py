"""Does the demo hold what it says it holds, in the same bytes every time?"""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

import phonenumbers
import pyarrow.csv
import pytest
from ruamel.yaml import YAML

from audit.core.errors import CannotWrite
from audit.core.measurement import Rate
from audit.demo.files import DemoFiles, write_demo
from audit.demo.planted import PLANTED, ROWS
from audit.demo.words import DOMAINS
from audit.load.models import Model, load_model
from audit.statistics.ratios import ratio


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> DemoFiles:
    """Write the demo once."""
    return write_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def rows(files: DemoFiles) -> list[dict[str, str]]:
    """Return the rows as texts."""
    with files.data.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def model(files: DemoFiles) -> Model:
    """Load the model as any user's model is loaded, trusting no type."""
    return load_model(files.model, positive=PLANTED.favourable)


@pytest.fixture(scope="module")
def predicted(files: DemoFiles, model: Model) -> list[str]:
    """Return the model's decisions."""
    table = pyarrow.csv.read_csv(files.data)
    return [one for batch in table.to_batches() for one in model.predictor.predict(batch)[0].to_pylist()]


def test_every_planted_column_is_there(rows: list[dict[str, str]]) -> None:
    """Name only columns that exist."""
    named = {
        *PLANTED.entities, *PLANTED.hidden_in, *PLANTED.quasi_identifiers, *PLANTED.missing,
        *PLANTED.disadvantaged, *PLANTED.features, PLANTED.label,
    }  # fmt: skip

    assert len(rows) == ROWS
    assert named <= set(rows[0])


def test_the_label_holds_the_planted_rates(rows: list[dict[str, str]]) -> None:
    """Count approvals per group."""
    for attribute, expected in PLANTED.label_rates.items():
        everybody = Counter(row[attribute] for row in rows)
        approved = Counter(row[attribute] for row in rows if row[PLANTED.label] == PLANTED.favourable)

        assert expected == {group: (approved[group], everybody[group]) for group in everybody}


@pytest.mark.parametrize("attribute", PLANTED.disadvantaged)
def test_the_model_has_learnt_the_bias(attribute: str, rows: list[dict[str, str]], predicted: list[str]) -> None:
    """Select the disadvantaged group so rarely that the whole interval lies below four fifths."""
    rate = {}
    for group in (PLANTED.disadvantaged[attribute], PLANTED.reference[attribute]):
        chosen = [one for row, one in zip(rows, predicted, strict=True) if row[attribute] == group]
        rate[group] = Rate(chosen.count(PLANTED.favourable), len(chosen))
    low, high = ratio(*rate.values(), 0.999)

    assert 0.4 < low < high < 0.8


def test_the_model_sees_no_protected_column(model: Model) -> None:
    """Inherit the bias through what stands in for it."""
    assert PLANTED.features == model.predictor.features
    assert not set(PLANTED.disadvantaged) & set(PLANTED.features)
    assert (model.format, model.types) == ("skops", ())


def test_the_model_is_better_than_the_most_frequent_answer(rows: list[dict[str, str]], predicted: list[str]) -> None:
    """Predict something worth auditing."""
    labels = [row[PLANTED.label] for row in rows]
    right = sum(one == other for one, other in zip(labels, predicted, strict=True))

    assert right / len(rows) > max(Counter(labels).values()) / len(rows) + 0.15


def test_the_share_of_missing_values(rows: list[dict[str, str]]) -> None:
    """Leave gaps in the planted columns and in the notes, nowhere else."""
    gaps = {column: sum(not row[column] for row in rows) / len(rows) for column in rows[0]}

    assert gaps["income"] == pytest.approx(PLANTED.missing["income"], abs=0.015)
    assert gaps["notes"] == pytest.approx(0.8, abs=0.03)
    assert {column for column, share in gaps.items() if share} == {"income", "notes"}


def test_every_iban_is_valid_and_of_no_bank(rows: list[dict[str, str]]) -> None:
    """Compute ISO 7064 MOD 97-10; German bank codes start with 1 to 8."""
    for row in rows:
        iban = row["iban"]

        assert len(iban) == 22
        assert int(iban[4:] + "1314" + iban[2:4]) % 97 == 1
        assert iban[4] == "9"


def test_every_phone_number_is_valid_and_set_aside(rows: list[dict[str, str]]) -> None:
    """Use only blocks that the regulator keeps for fiction."""
    for number in {row["phone"] for row in rows}:
        parsed = phonenumbers.parse(number, None)

        assert phonenumbers.is_valid_number(parsed)
        assert phonenumbers.region_code_for_number(parsed) == "DE"


def test_every_address_is_of_a_reserved_domain(rows: list[dict[str, str]]) -> None:
    """Write to nobody, and give everybody an address of their own."""
    assert {row["email"].split("@")[1] for row in rows} == set(DOMAINS)
    assert len({row["email"] for row in rows}) == ROWS


def test_some_notes_hide_personal_data(rows: list[dict[str, str]]) -> None:
    """Hide addresses and numbers in some of the notes, not in all."""
    notes = [row["notes"] for row in rows if row["notes"]]
    hiding = [note for note in notes if "@" in note or "+49" in note]

    assert 0.3 < len(hiding) / len(notes) < 0.7


def test_the_quasi_identifiers_single_people_out(rows: list[dict[str, str]]) -> None:
    """Be unique on postcode, birth date and sex, as the planted k says."""
    sizes = Counter(tuple(row[name] for name in PLANTED.quasi_identifiers) for row in rows)

    assert min(sizes.values()) == PLANTED.k


def test_age_agrees_with_the_birth_date(rows: list[dict[str, str]]) -> None:
    """Compute the age on the day of the application."""
    for row in rows:
        year, month, day = (int(part) for part in row["birth_date"].split("-"))

        assert int(row["age"]) == 2026 - year - ((month, day) > (6, 30))


def test_the_subject_is_plain_yaml_that_agrees_with_the_planted_facts(files: DemoFiles) -> None:
    """Read it as YAML 1.2 and compare."""
    subject = YAML(typ="safe", pure=True).load(files.subject)
    roles = subject["roles"]

    assert subject["policies"] == ["release"]
    assert (subject["data"]["test"]["path"], subject["model"]["path"]) == (files.data.name, files.model.name)
    assert roles["favourable"] == {PLANTED.label: PLANTED.favourable}
    assert roles["protected"] == list(PLANTED.disadvantaged)
    assert roles["reference"] == dict(PLANTED.reference)
    assert roles["quasi_identifiers"] == list(PLANTED.quasi_identifiers)


def test_another_process_writes_the_same_bytes(tmp_path: Path) -> None:
    """Depend on nothing but rows and seed: no clock, no place in memory, no hash seed."""
    code = "import sys; from pathlib import Path; from audit.demo.files import write_demo; write_demo(Path(sys.argv[1]), rows=300)"
    command = [sys.executable, "-c", code, str(tmp_path / "b")]
    root = str(Path(__file__).resolve().parents[2])
    subprocess.run(command, check=True, env={"PYTHONPATH": root, "PYTHONHASHSEED": "77"}, timeout=120)
    here = write_demo(tmp_path / "a", rows=300)
    there = sorted((tmp_path / "b").iterdir())

    assert [path.name for path in there] == ["data.csv", "equigate.yml", "model.skops"]
    assert [path.read_bytes() for path in sorted((tmp_path / "a").iterdir())] == [path.read_bytes() for path in there]
    assert here.data.read_bytes() != write_demo(tmp_path / "c", rows=300, seed=1).data.read_bytes()


def test_a_folder_that_cannot_be_written_is_one_message(tmp_path: Path) -> None:
    """Name the folder and the next step."""
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(CannotWrite, match="cannot be written here"):
        write_demo(tmp_path / "taken", rows=60)


def test_too_few_rows_are_refused(tmp_path: Path) -> None:
    """Learn from enough people or not at all."""
    with pytest.raises(ValueError, match="at least 50 rows"):
        write_demo(tmp_path, rows=10)
