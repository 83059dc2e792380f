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
    "on the EEOC agenda of July 2026 (RIN 3046-AB43, final rule stage); a final rule was not seen by November 2026.",
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
FLIPPED = Citation(
    name="Uniform Guidelines, Questions and Answers",
    clause="question 21 (1979)",
    says="A gap calls for no action where one different person selected for one job would turn it round: the group that "
    "was selected less often would then be selected more often. The number of the question is from memory.",
    status=Status.GUIDANCE,
    url="https://www.ecfr.gov/current/title-29/part-1607",
    start=date(1979, 3, 2),
)
TWO_PERCENT = Citation(
    name="29 CFR",
    clause="1607.15A(2)(a)",
    says="Impact is determined once a year for each group that makes up at least two per cent of the labour force in the "
    "area or of the workforce.",
    status=Status.GUIDANCE,
    url="https://www.ecfr.gov/current/title-29/section-1607.15",
)
TWO_DEVIATIONS = Citation(
    name="Castaneda v. Partida and Hazelwood v. United States",
    clause="two or three standard deviations (1977)",
    says="Courts have read a gap of more than two or three standard deviations as one that chance does not explain. "
    "It is evidence, not a line between what is allowed and what is not.",
    status=Status.GUIDANCE,
)
NYC_LL144_SMALL = Citation(
    name="NYC Local Law 144",
    clause="6 RCNY 5-301(d)",
    says="The auditor may leave a category that is less than 2 % of the data out of the impact ratios, with the reason, and "
    "still shows its number of people and its rate.",
    status=Status.LAW,
    start=date(2023, 7, 5),
    last_verified=_READ,
    verified=True,
)
NYC_LL144_SUMMARY = Citation(
    name="NYC Local Law 144",
    clause="6 RCNY 5-303",
    says="Before the tool is used, its owner publishes the date of the latest audit, the source and an explanation of the data, the "
    "number of people of unknown category, the numbers, rates and ratios of all categories, and the day the tool was first used.",
    status=Status.LAW,
    start=date(2023, 7, 5),
    last_verified=_READ,
    verified=True,
)
COLORADO_AI_ACT = Citation(
    name="Colorado",
    clause="SB 24-205",
    says="Would have asked for impact assessments and for care against algorithmic discrimination from 30 June 2026. It was "
    "repealed and replaced by SB 26-189 on 14 May 2026, before it took effect.",
    status=Status.LAW,
    until=date(2026, 5, 13),
)
COLORADO_ADMT = Citation(
    name="Colorado",
    clause="SB 26-189",
    says="Automated decisions with large consequences need a notice, an explanation within 30 days and a review by a person. It "
    "asks for no bias audit and no impact assessment.",
    status=Status.LAW,
    start=date(2027, 1, 1),
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
SR_26_2 = Citation(
    name="SR 26-2",
    clause="model risk management, OCC Bulletin 2026-13, FIL-15-2026",
    says="Principles for managing the risk of models at banks, above all those with more than 30 billion dollars; generative models are "
    "left out. It took the place of SR 11-7 on 17 April 2026. Read in secondary sources.",
    status=Status.GUIDANCE,
    start=date(2026, 4, 17),
)
SR_11_7 = Citation(
    name="SR 11-7",
    clause="model risk management, 2011",
    says="Asked for conceptual soundness, ongoing monitoring and outcomes analysis of models at banks. It was rescinded on 17 April 2026; "
    "its words are still in use. Read in secondary sources.",
    status=Status.GUIDANCE,
    until=date(2026, 4, 16),
)
