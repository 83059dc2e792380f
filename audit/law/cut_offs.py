"""Who forbids deciding groups by different cut-offs?"""

from __future__ import annotations

from audit.core.rule import Citation
from audit.core.words import Status

TITLE_VII_703_L = Citation(
    name="Title VII",
    clause="s. 703(l), 42 USC 2000e-2(l)",
    says="In employment, scores of tests may not be adjusted, and cut-offs may not differ, by race, colour, religion, sex or "
    "national origin. The text of the section was not read.",
    status=Status.LAW,
)
EQUAL_TREATMENT = Citation(
    name="EU equal treatment directives",
    clause="2000/43/EC, 2000/78/EC, 2004/113/EC, 2006/54/EC",
    says="Treating a person less favourably on the ground of a protected characteristic is direct discrimination, with few "
    "exceptions that a law has to allow. The texts were not read.",
    status=Status.LAW,
)
