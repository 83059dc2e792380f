"""Which numbers did this project choose itself, and on what grounds?

No law sets these. Each says so, so that nobody mistakes a default for a legal line. For a number
of ours `last_verified` is the day it was last reviewed.
"""

from __future__ import annotations

from datetime import date

from audit.core.rule import Citation
from audit.core.words import Status

_REVIEWED = date(2026, 11, 20)


def _number(clause: str, says: str, status: Status = Status.OURS, *, read: bool = True) -> Citation:
    """Return the citation of one house number."""
    return Citation(
        name="equigate default",
        clause=clause,
        says=says,
        status=status,
        last_verified=_REVIEWED if read else None,
        verified=read,
    )


EQUAL_ERRORS = _number(
    "error rate gap 0.10",
    "A gap of ten points in false positive or false negative rate is where we ask for a reason. No law sets it.",
)
THIN_GROUP = _number(
    "group of 30 rows",
    "With fewer than 30 rows the interval of a rate is too wide to decide almost any limit. No law sets it.",
)
IDENTIFIER_SHARE = _number(
    "no identifier seen",
    "No value that was read may name or reach a person. A column that was not read to the end stays unsure. No law sets the number.",
)
NO_SPECIAL_COLUMN = _number(
    "no undeclared special category",
    "Every column that holds a special category needs a ground declared in the subject. The count of zero is our "
    "reading, not a number in the law.",
)
NO_CRIMINAL_COLUMN = _number(
    "no undeclared data on offences",
    "Every column about convictions or offences needs a law declared in the subject. The count of zero is our reading, "
    "not a number in the law.",
)
NO_CHILD_COLUMN = _number(
    "no undeclared data of children",
    "Every column that shows who is a child needs a ground declared in the subject; a child is who is below 18. The count "
    "of zero is our reading, not a number in the law.",
)
NO_UNGROUNDED_COLUMN = _number(
    "no column without a declared ground",
    "Every column of a special category needs a basis in Art. 6(1) and a condition of Art. 9(2), every column about offences "
    "a law, all declared in the subject. The count of zero is our reading, not a number in the law.",
)
TEXT_SHARE = _number(
    "no identifier in free text",
    "No text that people wrote freely may hold what names or reaches somebody. No law sets the share.",
)
NEEDED_SHARE = _number(
    "1 % of decisions",
    "A column is needed if at least one decision in a hundred changes when its values are shuffled among the rows. No law sets the share.",
)
RETENTION = _number(
    "36 months",
    "Rows are at most three years old. No law sets a number for all data: the purpose does, and a policy writes its own in "
    'whole months (stale-records: {limit: "<= 24"}).',
)
NO_RECOVERED_HASH = _number(
    "no hash recovered",
    "Not one plain hash may be found again by hashing what anybody can guess. No law sets the number.",
)
SMALL_CELLS = _number(
    "class of 5 rows",
    "Fewer than five people with the same quasi-identifiers is widely treated as too few. It is a convention: "
    "WP216 section 5.2 gives no minimum, and sectors use other numbers.",
    Status.CONVENTION,
    read=False,
)
MISSING_SHARE = _number(
    "missing share 0.05",
    "At most 5 % of a column is missing. It is a convention among data checks: the default of deepchecks.",
    Status.CONVENTION,
)
MINORITY_SHARE = _number(
    "minority share 0.10",
    "The rarer class holds at least a tenth of the rows. It is a convention among data checks: deepchecks warns at a "
    "ratio of 0.1 between the classes, a close relative of this share.",
    Status.CONVENTION,
)
BASELINE_GAIN = _number(
    "gain of 0.01",
    "A model is right at least one row in a hundred more often than always guessing the commonest class. No law sets it.",
)
SAFE_FORMAT = _number(
    "no unsafe model file",
    "A pickle runs code when it is loaded, and static scanners were seen to miss a late payload: no such file is "
    "accepted without being trusted by its hash. No law sets it.",
)
