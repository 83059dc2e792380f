"""Does an editor find the schema of a policy and of a subject, and does the schema know them?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from audit.checks.registry import checks
from audit.core.values import canonical
from audit.load.policy import policy_names
from audit.load.schemas import POLICY_FILE, SUBJECT_FILE, modeline, policy_schema, subject_schema
from audit.resources import folder

PACKS = folder("policies")
MODELINE = "# yaml-language-server: $schema="
DRAFTS = {"draft-07": jsonschema.Draft7Validator, "2020-12": jsonschema.Draft202012Validator}


def _document(text: str) -> Any:
    """Return a document as an editor reads it: days are texts."""
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))


def test_the_schema_beside_the_packs_is_the_code_s() -> None:
    """A schema that changes is written again by `equigate policy schema -o policies/policy.schema.json`."""
    expected = canonical(policy_schema(tuple(checks())))

    assert (PACKS / POLICY_FILE).read_text(encoding="utf-8") == expected


@pytest.mark.parametrize("name", policy_names())
def test_the_first_line_of_a_pack_names_its_schema(name: str) -> None:
    """A path from the pack's own folder, of a file that is there; no address."""
    line = (PACKS / f"{name}.yml").read_text(encoding="utf-8").splitlines()[0]

    assert line == modeline(POLICY_FILE)
    assert (PACKS / line.removeprefix(MODELINE)).is_file()


@pytest.mark.parametrize("draft", DRAFTS.values(), ids=DRAFTS)
@pytest.mark.parametrize("name", policy_names())
def test_a_pack_fits_the_schema_that_it_names(name: str, draft: type[jsonschema.Draft7Validator]) -> None:
    """By both drafts: editors read draft-07 and below."""
    schema = json.loads((PACKS / POLICY_FILE).read_text(encoding="utf-8"))
    draft.check_schema(schema)

    draft(schema).validate(_document((PACKS / f"{name}.yml").read_text(encoding="utf-8")))


WRONG = {
    "a misspelt key": "version: 1\nname: x\nrules: {small-cells: {limt: '>= 5'}}\n",
    "a rule that does not exist": "version: 1\nname: x\nrules: {smal-cells: {}}\n",
    "a limit that is a number": "version: 1\nname: x\nrules: {small-cells: {limit: 5}}\n",
    "no rule needed": "version: 1\nname: x\ngate: {min_rules: 0}\n",
    "a waiver without an end": "version: 1\nname: x\nwaivers: [{id: W, rule: small-cells, target: 'a::b', reason: because it has to be so}]\n",
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_an_editor_sees_the_mistakes(text: str) -> None:
    schema = json.loads((PACKS / POLICY_FILE).read_text(encoding="utf-8"))

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(schema).validate(_document(text))


@pytest.mark.parametrize("draft", DRAFTS.values(), ids=DRAFTS)
def test_editors_know_the_dialect(draft: type[jsonschema.Draft7Validator]) -> None:
    """The schemas of what people write name draft-07."""
    for schema in (policy_schema(tuple(checks())), subject_schema()):
        draft.check_schema(schema)
        assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_the_names_are_paths_without_folders() -> None:
    """A modeline is read from the folder of the file it stands in."""
    assert [Path(name).name for name in (POLICY_FILE, SUBJECT_FILE)] == [POLICY_FILE, SUBJECT_FILE]
