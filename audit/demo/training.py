"""How does the lender's model come about, and how is it saved in the same bytes every time?"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING

from audit.demo.applicants import Applicant
from audit.demo.planted import PLANTED

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

_NUMBERS = ("age", "income", "employment_years", "debt_ratio")
_MARK = re.compile(r'("__id__": )(\d+)|"(\d+)(\.[a-z]+)"')
_EPOCH = (1980, 1, 1, 0, 0, 0)


def train(people: Iterable[Applicant]) -> Pipeline:
    """Return a pipeline fitted on past decisions; it sees neither sex nor ethnicity, and what stands in for them."""
    import pandas as pd
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import Pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    frame = pd.DataFrame([person.row() for person in people])
    words = [name for name in PLANTED.features if name not in _NUMBERS]
    numbers = Pipeline([("fill", SimpleImputer(strategy="median")), ("scale", StandardScaler())])
    prepare = ColumnTransformer([("numbers", numbers, list(_NUMBERS)), ("words", OneHotEncoder(handle_unknown="ignore"), words)])
    pipeline = Pipeline([("prepare", prepare), ("decide", LogisticRegression(max_iter=1_000))])
    fitted: Pipeline = pipeline.fit(frame[list(PLANTED.features)], frame[PLANTED.label])
    return fitted


def saved(model: Pipeline) -> bytes:
    """Return the model as a skops file, the same bytes for the same model.

    skops names objects by their place in memory and dates entries by the clock: names are numbered
    in their order, dates set to the first that a zip file knows.
    """
    import skops.io

    with zipfile.ZipFile(io.BytesIO(skops.io.dumps(model))) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    numbers: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        mark = match[2] or match[3]
        place = numbers.setdefault(mark, len(numbers) + 1)
        return f"{match[1]}{place}" if match[2] else f'"{place}{match[4]}"'

    schema = _MARK.sub(number, entries.pop("schema.json").decode())
    named = {_renamed(name, numbers): data for name, data in entries.items()}
    return _zipped({**dict(sorted(named.items())), "schema.json": schema.encode()})


def _renamed(name: str, numbers: dict[str, int]) -> str:
    """Return the new name of an entry."""
    stem, dot, suffix = name.partition(".")
    return f"{numbers.get(stem, stem)}{dot}{suffix}"


def _zipped(entries: dict[str, bytes]) -> bytes:
    """Return a zip file without a clock and without compression."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, data in entries.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, data)
    return whole.getvalue()
