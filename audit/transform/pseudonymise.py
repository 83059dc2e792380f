"""Replace values by keyed pseudonyms.

To rotate a key, make a new one, give the plan its `key_id`, and release anew: old and new pseudonyms do not agree, which ends what
recipients could join. Keep the old key only as long as somebody has to be found again in the old release.
"""

from __future__ import annotations

import hmac
import unicodedata
from functools import partial
from typing import TYPE_CHECKING, Any

from audit.core.plan import Step
from audit.load.canonical import canonical
from audit.transform import said
from audit.transform.randomness import framed
from audit.transform.registry import Applied, Parameter, Reading, Transformation
from audit.transform.rewrite import as_kind, changed, mapped

if TYPE_CHECKING:
    import pyarrow as pa

_HEX = 32
"""Hexadecimal digits of a pseudonym, 128 bits: of a billion values, two agree by chance once in 10^20 releases."""
_PURPOSE = "equigate pseudonym 1"


def _prepare(step: Step, reading: Reading) -> Applied:
    """Take the key; raises BadInput where it is missing or weak."""
    key = reading.keys.key(step.parameters["key"], reading.where)
    domain, join = said.text(step, "domain"), said.text(step, "join")
    made = {name: partial(_replaced, key, framed(_PURPOSE, domain, join or name)) for name in step.columns}

    def apply(batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the batch with pseudonyms; missing values stay missing."""
        return changed(batch, {name: mapped(batch.column(name), made[name]) for name in step.columns if name in batch.schema.names})

    return Applied(as_kind(reading.columns, step.columns, "text"), (), apply)


def pseudonym(key: bytes, domain: str, column: str, value: object) -> str:
    """Return `p` and 128 bits of HMAC-SHA-256 in hexadecimal, over domain, column and value, each with its length before it.

    The value is its canonical text (1, 1.0 and "1.0" are one) in Unicode's form NFC, so that tables agree.
    """
    return _made(key, framed(_PURPOSE, domain, column), value)


def _replaced(key: bytes, about: bytes, value: Any) -> str | None:
    """Return the pseudonym of a value that is there."""
    return None if value is None else _made(key, about, value)


def _made(key: bytes, about: bytes, value: object) -> str:
    """Return the pseudonym of a value, given what comes before it in the message."""
    text = unicodedata.normalize("NFC", canonical(value))
    return f"p{hmac.digest(key, about + framed(text), 'sha256').hex()[:_HEX]}"


PSEUDONYMISE = Transformation(
    "pseudonymise",
    "Values are replaced by keyed pseudonyms (HMAC-SHA-256). They stay personal data for whoever holds the key, and as often as a "
    "name occurs, its pseudonym does: who knows how common names are can guess common ones.",
    (
        Parameter("key", "key", "the secret, by name: {env: NAME} or {file: PATH}, at least 128 random bits", required=True),
        Parameter("key_id", "text", "what the key is called where keys are kept, so that it can be rotated", required=True),
        Parameter("domain", "text", "for whom the pseudonyms are: each recipient has their own", required=True),
        Parameter("join", "text", "a name instead of the column's, so that columns of several tables agree"),
    ),
    _prepare,
    perturbs=True,
)
