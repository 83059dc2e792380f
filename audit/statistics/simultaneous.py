"""At which level must each interval stand, so that all of them hold together?"""

from __future__ import annotations


def simultaneous_level(confidence: float, family: int) -> float:
    """Return the level of each of `family` intervals that gives all of them `confidence` together.

    Needs no independence: the measurements of one model share their rows. A family of none or one
    keeps the confidence. Raises ValueError for a negative family or a confidence outside (0, 1).
    Source: Bonferroni's inequality; Dunn 1961, JASA 56:52 [not verified].
    """
    if family < 0 or not 0.0 < confidence < 1.0:
        message = "a family is counted, and a confidence lies between 0 and 1"
        raise ValueError(message)
    return 1.0 - (1.0 - confidence) / max(1, family)
