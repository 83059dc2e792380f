"""A limit: which numbers are allowed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Sense = Literal[">=", "<="]
_TEXT = re.compile(r"\s*(>=|<=)\s*([0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\s*")


@dataclass(frozen=True, slots=True)
class Limit:
    """`>= value` or `<= value`; the bound itself is allowed."""

    sense: Sense
    value: float

    @classmethod
    def at_least(cls, value: float) -> Limit:
        """Allow the value and everything above."""
        return cls(">=", value)

    @classmethod
    def at_most(cls, value: float) -> Limit:
        """Allow the value and everything below."""
        return cls("<=", value)

    @classmethod
    def parse(cls, text: str) -> Limit:
        """Read `>= 0.8` or `<= 0.05`; raises ValueError for anything else."""
        match = _TEXT.fullmatch(text)
        if match is None:
            message = "a limit is '>= NUMBER' or '<= NUMBER'"
            raise ValueError(message)
        return cls(">=" if match[1] == ">=" else "<=", float(match[2]))

    def allows(self, value: float) -> bool:
        """Tell whether one number is allowed."""
        return value >= self.value if self.sense == ">=" else value <= self.value

    def stricter_than(self, other: Limit) -> bool:
        """Tell whether this limit allows less than another one of the same sense."""
        return self.value > other.value if self.sense == ">=" else self.value < other.value

    def __str__(self) -> str:
        """Return the text a policy would carry: the shortest that is read as the same number."""
        short = f"{self.value:g}"
        return f"{self.sense} {short if float(short) == self.value else repr(self.value)}"
