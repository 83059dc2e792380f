"""Does any document at all become a policy, tests, a baseline, or mistakes with their places? benchmarks/policy_fuzz.py asks 10,000 times."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.load.policy_documents import (
    BASELINE_DOCUMENTS,
    DOCUMENTS,
    TEST_DOCUMENTS,
    mistakes,
    mistakes_of_a_baseline,
    mistakes_of_tests,
    unplaced,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for the documents."""
    return tmp_path_factory.mktemp("fuzz")


@settings(max_examples=300, deadline=None)
@given(document=DOCUMENTS)
def test_a_policy_or_mistakes_with_their_places(folder: Path, document: bytes) -> None:
    """Never a traceback; every mistake with file, line and column."""
    found = mistakes(document, folder)

    assert unplaced(found) == []


@settings(max_examples=100, deadline=None)
@given(document=TEST_DOCUMENTS)
def test_tests_or_mistakes_with_their_places(folder: Path, document: bytes) -> None:
    """The file of a policy's own tests likewise."""
    found = mistakes_of_tests(document, folder)

    assert unplaced(found) == []


@settings(max_examples=100, deadline=None)
@given(document=BASELINE_DOCUMENTS)
def test_a_baseline_or_mistakes_with_their_places(folder: Path, document: bytes) -> None:
    """What somebody adopted likewise."""
    found = mistakes_of_a_baseline(document, folder)

    assert unplaced(found) == []
