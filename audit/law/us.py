"""What do United States rules on selection, hiring tools and credit say, in our words and as of 2026?"""

from __future__ import annotations

from datetime import date

from audit.core.rule import Citation
from audit.core.words import Status

_READ = date(2026, 11, 20)

FOUR_FIFTHS = Citation(
    name="29 CFR",
    clause="1607.4(D)",
    says="A selection rate below four fifths of the highest group's is generally regarded as evidence of adverse "
    "impact; smaller gaps count if significant, larger ones may not if they rest on small numbers. Its rescission is "
    "on the EEOC agenda (RIN 3046-AB43); a final rule was not seen by November 2026.",
    status=Status.GUIDANCE,
    url="https://www.ecfr.gov/current/title-29/section-1607.4",
    last_verified=_READ,
    verified=True,
)
NYC_LL144 = Citation(
    name="NYC Local Law 144",
    clause="6 RCNY 5-301",
    says="An independent bias audit of an automated employment decision tool reports selection or scoring rates and "
    "impact ratios by sex, by race or ethnicity and by their intersection, and the number of people of unknown "
    "category; categories under 2 % of the data may be left out of the ratios with a reason. It sets no pass mark.",
    status=Status.LAW,
    start=date(2023, 7, 5),
    last_verified=_READ,
    verified=True,
)
REG_B = Citation(
    name="Regulation B",
    clause="12 CFR 1002.6(a)",
    says="Until July 2026 a neutral credit practice with a disproportionate effect could be discrimination (effects "
    "test). A final rule of 22 April 2026 removed that test from 21 July 2026; proxies used with intent, state laws "
    "and private claims remain.",
    status=Status.LAW,
    url="https://www.ecfr.gov/current/title-12/section-1002.6",
    until=date(2026, 7, 20),
)
