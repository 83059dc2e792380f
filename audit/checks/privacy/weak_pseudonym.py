"""Can pseudonyms be turned back by hashing what anybody can guess?"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.registry import check
from audit.core.ask import Ask
from audit.core.limit import Limit
from audit.core.measurement import Counts, Exact, Measurement, Rate
from audit.core.rule import Rule
from audit.core.target import Target
from audit.core.words import Risk, Severity
from audit.law import eu, ours
from audit.observe.pseudonyms import Hashed, Pseudonyms

METRIC = "recovered_share"
_NOT_AUTHORISED = "recovering was not authorised (attacks: {authorised_by: ..., scope: ...} in the subject)"

RULE = Rule(
    name="weak-pseudonym",
    asks="Does no plain hash of a number, a date, a name or another column's value stand in the data?",
    why="Whoever hashes all the numbers, days and names there are meets a plain hash again within seconds: without a secret "
    "key such a column still says who it is about.",
    blind="It tries plain MD5, SHA-1, SHA-256 and SHA-512 of short numbers, days, postcodes, common names and the values "
    "beside them. Phone numbers, addresses and longer numbers fall to whoever has more time, salted hashes to whoever has the salt.",
    step="Use a keyed pseudonym (HMAC-SHA-256) with the key kept elsewhere, or random numbers with a table kept elsewhere.",
    limit=Limit.at_most(0),
    limit_source=ours.NO_RECOVERED_HASH,
    related_law=(eu.GDPR_4_5, eu.GDPR_RECITAL_26, eu.AEPD_EDPS_HASH),
    risk=Risk.DIRECT,
    severity=Severity.MEDIUM,
    metric=METRIC,
    family="privacy",
)


@check(RULE, reads=(Pseudonyms,))
def weak_pseudonym(pseudonyms: Pseudonyms, ask: Ask) -> Iterator[Measurement]:
    """Yield the share of hashes that were met again, of every column of plain hashes."""
    for one in pseudonyms.columns:
        target = Target(pseudonyms.dataset, one.column)
        if one.tried == 0 or one.looked == 0:
            yield Measurement.undefined(target, METRIC, one.distinct, f"{one.form}; {_NOT_AUTHORISED}")
        else:
            yield _tried(target, one)


def _tried(target: Target, one: Hashed) -> Measurement:
    """Return the share of one column; what was met is there, however little was looked at."""
    counts: Counts = Exact() if one.recovered or one.looked >= one.distinct else Rate(0, one.looked)
    detail = (
        f"{one.form}; {one.recovered:,} of {one.looked:,} distinct hashes met again in {one.tried:,} guesses, "
        "the values of the other columns among them; nothing was kept"
    )
    return Measurement(target, METRIC, one.recovered / one.looked, counts, one.looked, detail=detail)
