"""equigate verify: evidence, judged again."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from audit.cli.ended import Ended

NAME = "verify"
HELP = "Judge the numbers in evidence again."


def verify(evidence: Annotated[Path, typer.Argument(metavar="EVIDENCE", help="An evidence.json.")]) -> None:
    """Print what disagrees; exit 1 if anything does."""
    from audit.verify import CONSISTENT, disagreements, read_evidence

    found = disagreements(read_evidence(evidence))
    for line in found:
        sys.stdout.write(f"{line}\n")
    if found:
        raise Ended(1, f"{len(found)} disagreements")
    sys.stdout.write(f"{CONSISTENT}\n")
    raise Ended(0, "every verdict follows from its numbers")


COMMAND = verify
