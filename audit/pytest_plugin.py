"""Gives pytest an `equigate` fixture: `equigate.check("equigate.yml")` fails the test if the gate does not pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import pytest

if TYPE_CHECKING:
    from audit.api import Audited, Settings


class Gate:
    """What a test asks: `check` fails it unless the gate passes, `audit` only measures."""

    def audit(self, data: Any, **settings: Unpack[Settings]) -> Audited:
        """Return the evidence, whatever it says; raises BadInput if it cannot be made."""
        from audit.api import audit

        return audit(data, **settings)

    def check(self, data: Any = "equigate.yml", **settings: Unpack[Settings]) -> Audited:
        """Return the evidence if the gate passes; otherwise the test fails with the reason and the first steps."""
        evidence = self.audit(data, **settings)
        if evidence.exit_code != 0:
            claims: Any = evidence.claims
            pytest.fail("\n".join([claims["headline"], claims["count_line"], *claims["todo"]]), pytrace=False)
        return evidence


@pytest.fixture
def equigate() -> Gate:
    """Return the gate."""
    return Gate()
