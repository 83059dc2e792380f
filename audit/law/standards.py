"""Which voluntary standards do rules cite, in our words?"""

from __future__ import annotations

from datetime import date

from audit.core.rule import Citation
from audit.core.words import Status

_READ = date(2026, 11, 20)
_NIST = "https://doi.org/10.6028/NIST.AI.100-1"
_NIST_START = date(2023, 1, 26)

NIST_AI_RMF_MEASURE_2_11 = Citation(
    name="NIST AI RMF 1.0",
    clause="MEASURE 2.11",
    says="Fairness and bias, as found when the context was mapped, are evaluated and the results are documented.",
    status=Status.GUIDANCE,
    url=_NIST,
    start=_NIST_START,
    last_verified=_READ,
    verified=True,
)
NIST_AI_RMF_2_10 = Citation(
    name="NIST AI RMF 1.0",
    clause="MEASURE 2.10",
    says="The privacy risk of the system, as found when the context was mapped, is examined and documented.",
    status=Status.GUIDANCE,
    url=_NIST,
    start=_NIST_START,
    last_verified=_READ,
    verified=True,
)
