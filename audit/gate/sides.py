"""Which of two values lies further on the wrong side of a limit?"""

from __future__ import annotations

from audit.core.limit import Limit
from audit.gate.adoption import SLACK


def further(limit: Limit, value: float, than: float) -> bool:
    """Tell whether a value lies further on the wrong side than another one; a difference of rounding is none."""
    distance = than - value if limit.sense == ">=" else value - than
    return distance > SLACK * max(abs(value), abs(than))
