"""What do United States rules on health data ask of data that leaves, in our words?

`verified` is set where the provision, or a page that reproduces it, was read.
"""

from __future__ import annotations

from datetime import date

from audit.core.rule import Citation
from audit.core.words import Status

_READ = date(2026, 11, 20)
_START = date(2003, 4, 14)
_HIPAA = "https://www.ecfr.gov/current/title-45/section-164.514"


def _hipaa(clause: str, says: str, *, read: bool) -> Citation:
    """Return one provision of the safe harbor method."""
    day = _READ if read else None
    return Citation("HIPAA", f"45 CFR 164.514{clause}", says, Status.LAW, _HIPAA, _START, last_verified=day, verified=read)


HIPAA_IDENTIFIERS = _hipaa(
    "(b)(2)(i)",
    "Safe harbor: eighteen kinds of identifiers of a person, of relatives, employers and household members are removed. The first "
    "seventeen were read on a page that reproduces them.",
    read=True,
)
HIPAA_GEOGRAPHY = _hipaa(
    "(b)(2)(i)(B)",
    "Nothing smaller than a state stays, except the first three digits of a ZIP code where all ZIP codes that begin with them hold "
    "more than 20,000 people by the current publicly available census data; where they do not, the three digits become 000.",
    read=True,
)
HIPAA_DATES = _hipaa(
    "(b)(2)(i)(C)",
    "Of dates about a person (birth, admission, discharge, death) only the year stays; all ages over 89, and years that tell them, go into "
    "one category of 90 or older.",
    read=True,
)
HIPAA_KNOWLEDGE = _hipaa(
    "(b)(2)(ii)",
    "Safe harbor also asks that nobody who releases the data knows that what is left could identify a person. No file can show that: it is "
    "not checked here.",
    read=False,
)
HIPAA_CODES = _hipaa(
    "(c)",
    "A code to find a person again may not be derived from information about the person, and how it is made is not disclosed: a table of "
    "random codes, no hash of an identifier and no shifted date. From memory.",
    read=False,
)
CMS_CELL_SIZE = Citation(
    name="CMS cell size suppression policy",
    clause="no cell of 1 to 10",
    says="No cell with a count of 1 to 10 is published, and none may be worked out from others; zero may be shown. Read on the page of "
    "ResDAC in its version of 26 January 2024.",
    status=Status.CONVENTION,
    last_verified=_READ,
    verified=True,
)
