"""What does California's privacy act say about sensitive and deidentified data, in our words?"""

from __future__ import annotations

from datetime import date

from audit.core.rule import Citation
from audit.core.words import Status

_START = date(2023, 1, 1)

CCPA_SENSITIVE = Citation(
    name="CCPA",
    clause="Cal. Civ. Code 1798.140(ae)",
    says="Sensitive personal information is a list of its own: official numbers, account with credential, precise geolocation, origin, "
    "citizenship and immigration status, beliefs, union membership, contents of messages, genetic, neural and biometric data, health, "
    "sex life. The list was read in summaries, not in the statute.",
    status=Status.LAW,
    start=_START,
)
CCPA_DEIDENTIFIED = Citation(
    name="CCPA",
    clause="Cal. Civ. Code 1798.140(m)",
    says="Deidentified information cannot reasonably be used to infer information about a consumer, and whoever holds it takes reasonable "
    "measures, commits in public not to reidentify, and binds recipients by contract. The last three are not computable.",
    status=Status.LAW,
    start=_START,
    last_verified=date(2026, 11, 20),
    verified=True,
)
CCPA_RISK_ASSESSMENT = Citation(
    name="CCPA regulations",
    clause="risk assessment",
    says="A business whose processing is a significant risk to privacy owes a risk assessment, from 1 January 2026. Read in secondary "
    "sources.",
    status=Status.LAW,
    start=date(2026, 1, 1),
)
CCPA_ADMT = Citation(
    name="CCPA regulations",
    clause="automated decisions (ADMT)",
    says="Duties around technology that makes significant decisions about people apply from 1 January 2027. They set no number. Read in "
    "secondary sources.",
    status=Status.LAW,
    start=date(2027, 1, 1),
)
