"""Which files does the demo leave behind?"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from audit.core.errors import CannotWrite
from audit.demo.applicants import Applicant, applicants
from audit.demo.planted import ROWS, SEED
from audit.demo.training import saved, train

FEWEST = 50
SUBJECT = """\
# What is audited, and by which policy. This file belongs to the team that makes the model.
# Everything in it can also be given as flags: equigate check --help
version: 1
name: demo-credit-approval

data:
  test: {path: data.csv}            # invented applicants that the model has not seen

model: {path: model.skops}          # skops: loading it runs no code. joblib and pickle need trust: sha256:...

roles:
  label: approved                   # what was decided
  favourable: {approved: "yes"}     # the outcome that benefits the person
  protected: [sex, ethnicity]       # groups are compared by these, and by both together
  reference: {sex: Male, ethnicity: White}
  quasi_identifiers: [postcode, birth_date, sex]   # known to a neighbour, rare in combination
  subject_id: applicant_id

population: sample                  # all: these are all decisions there are, not a sample
locales: [DE]                       # whose formats of numbers to look for

# A column that must hold a special category is declared, with the ground:
# columns:
#   ethnicity: {special: allowed, ground: "Art. 9(2)(g) GDPR and Art. 4a AI Act, bias audit"}

audit:                              # printed in the report as declared, not verified
  controller: Example Bank (invented)
  purpose: demonstration
  legal_basis: not applicable, the people are invented

policies: [release]                 # equigate policy show release
"""


@dataclass(frozen=True, slots=True)
class DemoFiles:
    """Where the demo was written."""

    data: Path
    model: Path
    subject: Path


def write_demo(folder: Path, *, rows: int = ROWS, seed: int = SEED) -> DemoFiles:
    """Write data.csv, model.skops and equigate.yml; the same rows and seed give the same bytes.

    The model is trained on other people than those in data.csv. Raises CannotWrite if the folder
    cannot be made or written, ValueError if there are fewer than 50 rows to learn from.
    """
    if rows < FEWEST:
        message = f"the demo needs at least {FEWEST} rows"
        raise ValueError(message)
    files = DemoFiles(folder / "data.csv", folder / "model.skops", folder / "equigate.yml")
    model = saved(train(applicants(rows, seed + 1)))
    contents = {files.data: table(applicants(rows, seed)), files.model: model, files.subject: SUBJECT.encode()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, data in contents.items():
            unfinished = path.with_name(f".{path.name}.part")
            unfinished.write_bytes(data)
            unfinished.replace(path)
    except OSError as error:
        what = f"the demo cannot be written here ({type(error).__name__})"
        raise CannotWrite.one(str(folder), what, "Name another folder") from None
    return files


def table(people: Iterable[Applicant]) -> bytes:
    """Return applicants as a CSV file in UTF-8."""
    text = io.StringIO()
    rows = [person.row() for person in people]
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
