"""Replace an identifier by a keyed pseudonym."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterator, Mapping, Sequence

from audit.advise.technique import Case, Technique, Trial
from audit.core.advice import Advice, Effect
from audit.core.plan import Step
from audit.core.values import Json
from audit.core.words import Risk
from audit.law import eu
from audit.observe.codes import present
from audit.observe.engines.draw import draw_distinct
from audit.observe.identifiers import Identifiers
from audit.observe.personal.column import of_values
from audit.observe.personal.fact_rows import rows_of
from audit.observe.scene import Settings

_KEY: Mapping[str, Json] = {"key": {"env": "EQUIGATE_KEY"}, "key_id": "1", "domain": "release"}
"""Where a plan file looks for the key: its name alone is written down. A file for another recipient names another domain."""


def _propose(trial: Trial, case: Case) -> Iterator[Advice]:
    """Yield the pseudonym for a column that is an identifier as a whole; free text is not replaced."""
    column, scene = case.finding.measurement.target.column, trial.scene
    found = Identifiers.of(trial.facts, scene.source.name)
    whole = found is not None and any(one.column == column and one.category == "direct" for one in found.found)
    if not whole:
        return
    distinct = found.read[column][1] if found else None
    values = draw_distinct(scene.source, column, scene.settings.distinct_cap, scene.settings.seed, distinct)
    yield Advice(
        rule=case.ask.rule,
        risk=case.risk,
        technique=TECHNIQUE.name,
        dataset=scene.source.name,
        columns=(column,),
        parameters={"algorithm": "HMAC-SHA-256", "key": "128 random bits or more, kept outside the data"},
        does=f"Replace {column} by a keyed pseudonym. It stays personal data for whoever holds the key.",
        effect=Effect(None, None, None, None, scene.source.rows, 0, present(scene.source, column)),
        solves=_unrecognised(values, scene.settings),
        law=str(eu.GDPR_4_5),
        steps=(Step("pseudonymise", (column,), dict(_KEY), str(eu.GDPR_4_5)),),
    )


def _unrecognised(values: Sequence[str], settings: Settings) -> bool:
    """Try it with a throw-away key: distinct values must stay distinct and be recognised as nothing."""
    key = secrets.token_bytes(32)
    tried = {hmac.new(key, value.encode(), hashlib.sha256).hexdigest() for value in values}
    again = rows_of(of_values("pseudonym", "text", sorted(tried), settings), settings)
    return len(tried) == len(values) and not any(keys[2] in {"direct", "freetext"} for keys, _ in again)


TECHNIQUE = Technique("pseudonymise", frozenset({Risk.DIRECT}), _propose)
