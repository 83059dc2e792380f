"""May this dataset and this model be released under this policy?

`audit(...)` audits files or frames and returns the evidence; `Evidence` is what every report is
rendered from; `EquigateError` is what goes wrong in a way that the caller can mend.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.api import Audited, audit
    from audit.core.errors import BadInput, CannotWrite, EquigateError
    from audit.core.evidence import Evidence

__all__ = ["Audited", "BadInput", "CannotWrite", "EquigateError", "Evidence", "audit"]

_HOMES = {
    "Audited": "audit.api",
    "BadInput": "audit.core.errors",
    "CannotWrite": "audit.core.errors",
    "EquigateError": "audit.core.errors",
    "Evidence": "audit.core.evidence",
    "audit": "audit.api",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that `import audit` stays fast."""
    if name not in _HOMES:
        message = f"module 'audit' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
