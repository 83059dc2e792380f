"""Which groups can be compared, and with which one?"""

from __future__ import annotations

from audit.metrics.compared import ALONE, POOLED, named_reference, pooled, reference

__all__ = ["ALONE", "POOLED", "named_reference", "pooled", "reference"]
