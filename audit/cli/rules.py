"""equigate rules: every rule in a line."""

import sys

from audit.cli.ended import Ended

NAME = "rules"
HELP = "List every rule."


def rules() -> None:
    """Print name, severity, default limit and question of every rule."""
    from audit.checks.registry import checks

    found = [check.rule for check in checks().values()]
    width = max(len(rule.name) for rule in found)
    for rule in sorted(found, key=lambda rule: (rule.family, rule.name)):
        sys.stdout.write(f"{rule.family:<9} {rule.name:<{width}}  {rule.severity:<8} {rule.limit!s:<8} {rule.asks}\n")
    raise Ended(0, "")


COMMAND = rules
