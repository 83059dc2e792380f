"""equigate waiver: which waivers there are, and which ran out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audit.cli.ended import Ended
from audit.cli.options import NOW, moment

if TYPE_CHECKING:
    from audit.waiving import Held

NAME = "waiver"
HELP = "List and check waivers."
COMMAND = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
_NAMES = typer.Argument(
    metavar="[SUBJECT|POLICY]...", help="Subject files, policy files or names of policies; none: equigate.yml.", show_default=False
)
_EVIDENCE = typer.Option(metavar="FILE", help="An evidence.json: waivers that excused nothing in it fail too.", show_default=False)


@COMMAND.command("list", help="List every waiver with the days it has left; the one that ends first comes first.")
def listed(names: Annotated[list[str] | None, _NAMES] = None, now: Annotated[str | None, NOW] = None) -> None:
    """Print one line per waiver."""
    found = _held(names, now, None)
    sys.stdout.writelines(f"{one.line}\n" for one in found)
    raise Ended(0, f"{len(found)} waivers, {sum(one.word == 'expired' for one in found)} expired")


@COMMAND.command("check", help="Exit 1 if a waiver ran out, or excuses nothing in the evidence given.")
def check(
    names: Annotated[list[str] | None, _NAMES] = None,
    evidence: Annotated[Path | None, _EVIDENCE] = None,
    now: Annotated[str | None, NOW] = None,
) -> None:
    """Print the waivers that need somebody: those that ran out, begin later, end soon or excuse nothing."""
    found = _held(names, now, evidence)
    sys.stdout.writelines(f"{one.line}\n" for one in found if one.word != "in force")
    wrong = [one.waiver.id for one in found if one.wrong]
    raise Ended(1, f"to renew or to take out: {', '.join(wrong)}") if wrong else Ended(0, f"{len(found)} waivers, none ran out")


def _held(names: list[str] | None, now: str | None, evidence: Path | None) -> "list[Held]":
    """Return the waivers on the day; raises BadInput."""
    from audit.cli.subjects import subjects_of
    from audit.pipeline import policy_for
    from audit.verify import read_evidence
    from audit.waiving import held, policies_of

    policies = policies_of(names, Path.cwd()) if names else tuple(policy_for(one) for one in subjects_of(None))
    return held(policies, moment(now).date(), read_evidence(evidence) if evidence else None)
