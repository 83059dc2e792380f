"""Which lines of anonymity did this project draw itself, or take over from others? No law sets them; each says so."""

from __future__ import annotations

from datetime import date

from audit.core.rule import Citation
from audit.core.words import Status

_REVIEWED = date(2026, 11, 20)


def _line(clause: str, says: str, status: Status = Status.OURS, *, read: bool = True) -> Citation:
    """Return the citation of one line."""
    day = _REVIEWED if read else None
    return Citation(name="equigate default", clause=clause, says=says, status=status, last_verified=day, verified=read)


TWO_VALUES = _line(
    "two values per class",
    "Rows that share their quasi-identifiers hold at least two values of each sensitive column: with one, to know the class is to "
    "know the value. It is the least that l-diversity can ask for; WP216 section 5.2 gives no minimum.",
)
HALF_WAY = _line(
    "distance 0.50",
    "At most half of the rows of a class would have to change their sensitive value for it to look like the whole table. The paper "
    "on t-closeness sets no number, and studies use smaller ones. No law sets it.",
)
EVEN_SUPPRESSION = _line(
    "suppression gap 0.05",
    "A group loses at most five rows of 100 more than everybody else, in what is missing or starred and in what a plan leaves out. "
    "No law sets it.",
)
FEW_LINKED = _line(
    "linked share 0.01",
    "At most one row in a hundred has values that it shares with nobody in the data and with exactly one row of the outsider's file. "
    "No law sets it.",
)
LITTLE_INFERRED = _line(
    "normalised inference risk 0.10",
    "Of what could be won by guessing a sensitive column, being in the data adds at most a tenth: the risk is that of Giomi et al. "
    "2023, who set no number. No law sets it.",
)
FEW_NEARLY_ALONE = _line(
    "20 % of rows nearly alone",
    "No four columns or fewer that an outsider can know put a fifth of the rows into classes of fewer than five people. No law sets "
    "the share, the size of the classes or the number of columns.",
)
NO_EXTREME_ALONE = _line(
    "no extreme number alone",
    "No number beyond the outer fences (Tukey 1977: three distances between the quartiles) has fewer than five rows near it, and no age "
    "above 89 (45 CFR 164.514(b)(2)(i)(C) puts those together). No law sets the fences or the five.",
)
