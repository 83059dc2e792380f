"""equigate policy: validate, show, test and compare policies."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from audit.cli.ended import Ended

NAME = "policy"
HELP = "Validate, show, test and compare policies."
COMMAND = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
_NAMES = typer.Argument(metavar="NAME|PATH...", help="Policies that come with equigate, or files.", show_default=False)
_FORMAT = typer.Option("--format", "-f", metavar="text|json", help="How to print it.")
_DAY = typer.Option("--as-of", metavar="DATE", help="The day to look at dated lines and waivers on; else today, UTC.", show_default=False)


@COMMAND.command("validate", help="Check policies; every mistake at once, with file, line and column.")
def validate(
    policies: Annotated[list[str], _NAMES],
    each: Annotated[bool, typer.Option("--each", help="Check every policy by itself, not what they add up to.")] = False,
) -> None:
    """Read the policies and say what they add up to."""
    from audit.checks.registry import checks
    from audit.policy_view import valid

    found = checks()
    read = [valid(names, found, Path.cwd()) for names in ([[name] for name in policies] if each else [policies])]
    raise Ended(0, "; ".join(f"valid: {policy.name} asks for {len(policy.rules)} rules" for policy in read))


@COMMAND.command("show", help="Show what policies come to, with the origin of every value.")
def show(policies: Annotated[list[str] | None, _NAMES] = None, as_of: Annotated[str | None, _DAY] = None) -> None:
    """Print the resolved policy, or the names of those that come with equigate."""
    from audit.checks.registry import checks
    from audit.load.policy import policy_names, read_policy
    from audit.policy_view import policy_text

    if not policies:
        sys.stdout.write("\n".join(policy_names()) + "\n")
        raise Ended(0, "")
    found = checks()
    policy = read_policy(policies, tuple(found), Path.cwd())
    rules = {name: check.rule for name, check in found.items()}
    sys.stdout.write(policy_text(policy, rules, _day(as_of)))
    raise Ended(0, "")


@COMMAND.command("schema", help="Print the JSON Schema of policy files, for editors, or write it beside a policy.")
def schema(
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write.", show_default=False)] = None,
) -> None:
    """Print or write the schema."""
    from audit.checks.registry import checks
    from audit.core.values import canonical
    from audit.load.schemas import modeline, policy_schema

    text = canonical(policy_schema(tuple(checks())))
    if output is None:
        sys.stdout.write(text)
        raise Ended(0, "")
    from audit.outputs import replace_file

    replace_file(output, text.encode("utf-8"))
    raise Ended(0, f"{output} written; first line of a policy in the same folder: {modeline(output.name)}")


@COMMAND.command("test", help="Run a policy's own tests: numbers or facts in, expected verdicts out.")
def run(
    tests: Annotated[list[Path], typer.Argument(metavar="FILE|FOLDER...", help="Files of tests; of a folder, every *.test.yml in it.")],
    as_of: Annotated[str | None, _DAY] = None,
) -> None:
    """Run the tests; exit 1 if one comes out otherwise than expected."""
    from audit.checks.registry import checks
    from audit.policy_tests import read_tests, report_text, run_tests

    found, day = checks(), _day(as_of)
    reports = [run_tests(one, found, day) for one in read_tests(tests, tuple(found))]
    sys.stdout.write(report_text(reports))
    failed, run = sum(one.failed for one in reports), sum(len(one.outcomes) for one in reports)
    if failed:
        raise Ended(1, f"{failed} of {run} tests came out otherwise than expected")
    raise Ended(0, f"{run} {'test' if run == 1 else 'tests'} came out as expected")


@COMMAND.command("diff", help="Say in words what a policy demands that another does not: weaker, changed, stricter.")
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A policy's name or path.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A policy's name or path.")],
    form: Annotated[str, _FORMAT] = "text",
    fail: Annotated[bool, typer.Option("--fail", help="Exit 1 if anything is weaker.")] = False,
) -> None:
    """Print the differences, weaker ones first."""
    from audit.checks.registry import checks
    from audit.core.errors import BadInput, did_you_mean
    from audit.core.values import canonical
    from audit.policy_diff import Way, diff_json, diff_text, differences, tally
    from audit.policy_view import valid

    if form not in {"text", "json"}:
        raise BadInput.one("--format", f"{form!r} is no format of policy diff", did_you_mean(form, ("text", "json")))
    found = checks()
    before, after = (valid([name], found, Path.cwd()) for name in (old, new))
    changes = differences(before, after, {name: check.rule for name, check in found.items()})
    text = diff_text(before, after, changes) if form == "text" else canonical(diff_json(before, after, changes))
    sys.stdout.write(text)
    weaker = any(change.way is Way.WEAKER for change in changes)
    raise Ended(int(fail and weaker), tally(changes))


def _day(text: str | None) -> date:
    """Return the day to look at; raises BadInput if it cannot be read."""
    from datetime import UTC, datetime

    from audit.core.errors import BadInput

    try:
        return datetime.now(UTC).date() if text is None else date.fromisoformat(text)
    except ValueError:
        raise BadInput.one("--as-of", f"{text!r} is not a date", "Write it as 2026-11-20") from None
