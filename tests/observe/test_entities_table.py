"""Is the list of entities in the documentation the catalogue's?"""

from __future__ import annotations

from pathlib import Path

from audit.observe.personal.catalogue import recognisers
from audit.observe.personal.entities_table import entities_table

DOC = Path(__file__).resolve().parents[2] / "docs" / "personal-data-entities.md"


def test_the_document_is_made_from_the_catalogue() -> None:
    """To the letter: PYTHONPATH=. python -c 'from audit.observe.personal.entities_table import entities_table as t; print(t(), end="")'."""
    actual = DOC.read_text(encoding="utf-8")

    assert entities_table() == actual


def test_every_entity_is_listed_once() -> None:
    """No category is left out."""
    text = entities_table()

    actual = [one.entity for one in recognisers() if text.count(f"| `{one.entity}` |") != 1]

    assert actual == []


def test_structure_only_is_said_in_the_table() -> None:
    """A reader sees which numbers no check digit confirms."""
    lines = {line.split("`")[1]: line for line in entities_table().splitlines() if line.startswith("| `")}

    actual = [one.entity for one in recognisers() if one.structure_only and "structure only" not in lines[one.entity]]

    assert actual == []
