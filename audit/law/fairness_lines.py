"""Which lines of fairness did this project draw itself? No law sets them; each says so."""

from __future__ import annotations

from datetime import date

from audit.core.rule import Citation
from audit.core.words import Status

_REVIEWED = date(2026, 11, 20)


def _line(clause: str, says: str, status: Status = Status.OURS, *, read: bool = True) -> Citation:
    """Return the citation of one line."""
    day = _REVIEWED if read else None
    return Citation(name="equigate default", clause=clause, says=says, status=status, last_verified=day, verified=read)


EQUAL_OPPORTUNITY = _line(
    "true positive rate gap 0.10",
    "A gap of ten points in true positive rate is where we ask for a reason. No law sets it.",
)
EQUAL_PRECISION = _line("precision gap 0.10", "A gap of ten points in precision is where we ask for a reason. No law sets it.")
EVEN_ACCURACY = _line("accuracy gap 0.10", "A gap of ten points in accuracy is where we ask for a reason. No law sets it.")
EVEN_CALIBRATION = _line(
    "calibration gap 0.05",
    "On average a group's scores lie within five points of what happened to it. No law sets it.",
)
EQUAL_RANKING = _line("AUC gap 0.05", "A group's scores rank as well as the reference group's, within five points of area. No law sets it.")
EQUAL_RESIDUALS = _line(
    "mean residual gap of 0.10 standard deviations",
    "A group's mean residual differs by at most a tenth of the outcome's standard deviation. No law sets it.",
)
UNBIASED_LABELS = _line(
    "label rate gap 0.10",
    "Between two groups the share of favourable labels differs by at most ten points before any model. No law sets it.",
)
NO_FAILING_GROUP = _line(
    "true positive rate 0.10 below everybody's",
    "In no subgroup of the protected attributes is the rate of right positive decisions ten points below everybody's. No law sets it.",
)
NO_PROXY = _line(
    "AUC 0.80",
    "A feature that tells a protected group from the rest with an area of 0.80 or more can stand in for it. No law sets it.",
)
NO_FLIPS = _line(
    "1 % of decisions changed",
    "At most one decision in a hundred changes when nothing but the protected attribute is changed. No law sets it.",
)
EQUAL_SCORING = _line(
    "scoring rate ratio 0.80",
    "The share of scores above the median, beside the highest group's, is held to four fifths. Local Law 144 sets no pass mark.",
)
EQUAL_SCORES = _line(
    "standardised mean difference 0.30",
    "A difference of three tenths of a standard deviation between mean scores is where credit analysts look closer. "
    "It is a habit of the trade, the number is not verified.",
    Status.CONVENTION,
    read=False,
)
