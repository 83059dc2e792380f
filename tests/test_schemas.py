"""The published schemas are those of the code, and real documents fit them."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from audit.core.values import canonical
from audit.schemas import schemas

PUBLISHED = Path(__file__).resolve().parents[1] / "docs" / "schemas"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_published_schema_is_the_code_s(name: str) -> None:
    """A schema that changes is published again: write `canonical(schemas()[name])` there."""
    expected = canonical(schemas()[name])

    assert (PUBLISHED / f"{name}.json").read_text(encoding="utf-8") == expected


@pytest.mark.parametrize("name", sorted(schemas()))
def test_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas()[name])
