"""What may stand in a subject, in a policy and in a plan, as JSON Schema for editors?

Generated from the same forms that read the files. Only keywords that mean the same in draft-07 and in 2020-12 are used, so
that a validator of either reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from audit.load.plan_file import Technique, plan_form
from audit.load.policy_form import policy_form
from audit.load.shape import Schema
from audit.load.subject_form import SUBJECT

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The dialect that editors know: the YAML language server reads draft-07 and below."""
SUBJECT_FILE = "equigate.schema.json"
POLICY_FILE = "policy.schema.json"


def modeline(file: str) -> str:
    """Return the comment by which an editor finds a schema: a path from the folder of the file it stands in, no address."""
    return f"# yaml-language-server: $schema={file}"


def subject_schema() -> Schema:
    """Return the JSON Schema of `equigate.yml`."""
    return {"$schema": DIALECT, "title": "equigate subject", **SUBJECT.schema()}


def policy_schema(rule_names: Sequence[str]) -> Schema:
    """Return the JSON Schema of a policy file that may name these rules."""
    return {"$schema": DIALECT, "title": "equigate policy", **policy_form(rule_names).schema()}


def plan_schema(techniques: Iterable[Technique]) -> Schema:
    """Return the JSON Schema of a plan file that may take these steps."""
    return {"$schema": DIALECT, "title": "equigate plan", **plan_form(techniques).schema()}
