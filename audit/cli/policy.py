"""equigate policy: validate and show policies."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from audit.cli.ended import Ended

NAME = "policy"
HELP = "Validate and show policies."
COMMAND = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
_NAMES = typer.Argument(metavar="NAME|PATH...", help="Policies that come with equigate, or files.", show_default=False)


@COMMAND.command("validate", help="Check policies; every mistake at once, with file, line and column.")
def validate(policies: Annotated[list[str], _NAMES]) -> None:
    """Read the policies and say what they add up to."""
    from audit.agreement import check_limits
    from audit.checks.registry import checks
    from audit.load.policy import read_policy

    found = checks()
    policy = read_policy(policies, tuple(found), Path.cwd())
    check_limits(policy, found)
    raise Ended(0, f"valid: {policy.name} asks for {len(policy.rules)} rules")


@COMMAND.command("show", help="Show what policies come to, with the origin of every value.")
def show(policies: Annotated[list[str] | None, _NAMES] = None) -> None:
    """Print the resolved policy, or the names of those that come with equigate."""
    from datetime import UTC, datetime

    from audit.checks.registry import checks
    from audit.load.policy import policy_names, read_policy
    from audit.policy_view import policy_text

    if not policies:
        sys.stdout.write("\n".join(policy_names()) + "\n")
        raise Ended(0, "")
    found = checks()
    policy = read_policy(policies, tuple(found), Path.cwd())
    rules = {name: check.rule for name, check in found.items()}
    sys.stdout.write(policy_text(policy, rules, datetime.now(UTC).date()))
    raise Ended(0, "")


@COMMAND.command("schema", help="Print the JSON Schema of policy files, for editors.")
def schema() -> None:
    """Print the schema."""
    from audit.checks.registry import checks
    from audit.core.values import canonical
    from audit.load.schemas import policy_schema

    sys.stdout.write(canonical(policy_schema(tuple(checks()))))
    raise Ended(0, "")
