"""equigate explain: one rule in full."""

import sys
from typing import Annotated

import typer

from audit.cli.ended import Ended
from audit.core.errors import BadInput, did_you_mean

NAME = "explain"
HELP = "Explain one rule in full."


def explain(rule: Annotated[str, typer.Argument(metavar="RULE", help="The name of a rule; `equigate rules` lists them.")]) -> None:
    """Print every word of a rule."""
    from audit.checks.registry import checks
    from audit.explain import explained

    found = checks()
    if rule not in found:
        raise BadInput.one("explain", f"there is no rule {rule!r}", did_you_mean(rule, found))
    sys.stdout.write(explained(found[rule].rule))
    raise Ended(0, "")


COMMAND = explain
