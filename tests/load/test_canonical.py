"""Is the same label written the same way, wherever it comes from?"""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.load.canonical import canonical


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(1, "1", id="int"),
        pytest.param(1.0, "1", id="whole-float"),
        pytest.param("1.0", "1", id="whole-float-as-text"),
        pytest.param(-2.0, "-2", id="negative"),
        pytest.param(-0.0, "0", id="negative-zero"),
        pytest.param("-0.0", "0", id="negative-zero-as-text"),
        pytest.param("100.00", "100", id="more-zeros"),
        pytest.param(1.5, "1.5", id="fraction"),
        pytest.param("1.50", "1.50", id="fraction-as-text"),
        pytest.param(1e20, "100000000000000000000", id="large"),
        pytest.param(math.inf, "inf", id="infinite"),
        pytest.param(Decimal("1.00"), "1", id="whole-decimal"),
        pytest.param(Decimal("0.250"), "0.25", id="decimal"),
        pytest.param(True, "true", id="true"),
        pytest.param("True", "true", id="true-as-python-writes-it"),
        pytest.param("false", "false", id="false-as-an-engine-writes-it"),
        pytest.param("1.0000001E7", "10000001", id="ten-million-as-spark-writes-it"),
        pytest.param("1.0E-4", "0.0001", id="a-small-number-as-spark-writes-it"),
        pytest.param("12E4", "12E4", id="a-code-that-is-no-number"),
        pytest.param("yes", "yes", id="text"),
        pytest.param("007", "007", id="leading-zeros"),
        pytest.param(b"yes", "yes", id="bytes"),
        pytest.param(date(2026, 11, 3), "2026-11-03", id="date"),
        pytest.param(np.int64(1), "1", id="numpy-int"),
        pytest.param(np.float32(1), "1", id="numpy-float"),
        pytest.param(np.bool_(False), "false", id="numpy-bool"),
        pytest.param(np.str_("no"), "no", id="numpy-text"),
    ],
)
def test_canonical(value: object, expected: str) -> None:
    """Write numbers without a useless end, flags in lower case, texts as they are."""
    assert expected == canonical(value)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(None, id="none"),
        pytest.param(math.nan, id="nan"),
        pytest.param(np.float64("nan"), id="numpy-nan"),
        pytest.param(pd.NA, id="pandas-na"),
        pytest.param(pd.NaT, id="nat"),
        pytest.param(Decimal("nan"), id="decimal-nan"),
    ],
)
def test_a_missing_value_has_no_text(value: object) -> None:
    """Refuse to write `nan` as if it were a class."""
    with pytest.raises(ValueError, match="missing"):
        canonical(value)


@given(st.one_of(st.text(), st.integers(), st.floats(allow_nan=False), st.booleans()))
def test_writing_twice_changes_nothing(value: object) -> None:
    """Be idempotent: what has been written is already canonical."""
    once = canonical(value)

    assert once == canonical(once)


@given(st.integers(-(10**12), 10**12))
def test_a_number_is_written_alike_as_integer_float_and_text(number: int) -> None:
    """Agree for every whole number."""
    assert {canonical(number)} == {canonical(float(number)), canonical(str(number)), canonical(f"{number}.0")}
