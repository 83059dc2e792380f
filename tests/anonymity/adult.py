"""The census data as codes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

FILE = Path(__file__).resolve().parents[2] / "../shared/data/fairness/adult-train.csv"
DEMOGRAPHIC = ("age", "workclass", "education", "marital-status", "occupation", "relationship", "race", "sex", "native-country")


def frame() -> pd.DataFrame:
    """Return the rows; skips the test where they are not here."""
    if not FILE.exists():
        pytest.skip("the Adult data is not here")
    return pd.read_csv(FILE, skipinitialspace=True)


def codes(table: pd.DataFrame, columns: tuple[str, ...]) -> dict[str, npt.NDArray[np.int64]]:
    """Return columns as numbers of their values."""
    return {name: pd.factorize(table[name], use_na_sentinel=False)[0].astype(np.int64) for name in columns}
