"""equigate baseline: adopt findings, so that only new or worse ones close the gate."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audit.cli.ended import Ended
from audit.cli.options import NOW

if TYPE_CHECKING:
    from audit.baselining import Adopter
    from audit.cli.baseline_sources import Source

NAME = "baseline"
HELP = "Adopt findings: only new or worse ones close the gate."
COMMAND = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
_SOURCES = typer.Argument(
    metavar="[EVIDENCE|SUBJECT]...", help="Evidence, or subjects to check; none: equigate.yml of this repository.", show_default=False
)
_OWNER = typer.Option("--owner", metavar="WHO", help="Who mends what is adopted: a person or a team.", show_default=False)
_UNTIL = typer.Option("--until", metavar="DATE", help="The last day it holds; else the longest the policy allows.", show_default=False)
_FILE = typer.Option(metavar="FILE", help="The baseline; none: equigate-baseline.json beside the subject.", show_default=False)


@COMMAND.command("create", help="Write the first baseline from evidence, or from a subject that is checked now.")
def create(
    sources: Annotated[list[Path] | None, _SOURCES] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write.", show_default=False)] = None,
    owner: Annotated[str, _OWNER] = "",
    until: Annotated[str | None, _UNTIL] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    now: Annotated[str | None, NOW] = None,
) -> None:
    """Adopt everything that may be adopted and print it."""
    from audit.baselining import created
    from audit.cli.baseline_sources import adopter_of, refuse_present, sources_of, write

    adopter = adopter_of(owner, until, required=True)
    found = sources_of(sources, output, now, before=lambda paths: refuse_present(paths, force=force))
    total = 0
    for source in found:
        revised = created(source.seen, adopter)
        _print(source, revised.said)
        total += len(revised.baseline.entries)
        if revised.baseline.entries:
            write(source.path, revised.baseline)
    names = ", ".join(str(source.path) for source in found)
    raise Ended(0, f"{total:,} findings adopted: {names}" if total else "there is nothing to adopt, and nothing was written")


@COMMAND.command("update", help="Add new findings and better values; what got worse is refused, days stay.")
def update(
    sources: Annotated[list[Path] | None, _SOURCES] = None,
    baseline: Annotated[Path | None, _FILE] = None,
    owner: Annotated[str, _OWNER] = "",
    until: Annotated[str | None, _UNTIL] = None,
    accept_worse: Annotated[bool, typer.Option("--accept-worse", help="Adopt what got worse again, from today.")] = False,
    renew: Annotated[bool, typer.Option("--renew", help="Adopt what ended again, from today.")] = False,
    now: Annotated[str | None, NOW] = None,
) -> None:
    """Bring baselines up to what the evidence shows; exit 1 and write nothing where something got worse."""
    from audit.baselining import updated
    from audit.checks.registry import checks
    from audit.cli.baseline_sources import adopter_of, sources_of, write
    from audit.load.baseline_file import read_baseline

    adopter: Adopter = adopter_of(owner, until, required=False)
    rules = tuple(checks())
    found = sources_of(sources, baseline, now, before=lambda paths: [read_baseline(path, rules) for path in paths])
    made = [
        (source, updated(read_baseline(source.path, rules), source.seen, adopter, accept_worse=accept_worse, renew=renew))
        for source in found
    ]
    refused = sum(len(revised.refused) for _, revised in made)
    for source, revised in made:
        _print(source, (*revised.said, *revised.refused))
        if not refused:
            write(source.path, revised.baseline)
    if refused:
        raise Ended(1, f"{refused:,} adopted findings got worse, and nothing was written; mend them, or add --accept-worse")
    raise Ended(0, f"{', '.join(str(source.path) for source in found)} holds what the evidence shows")


@COMMAND.command("prune", help="Take out what is gone: findings that pass now, or are no longer measured.")
def prune(
    sources: Annotated[list[Path] | None, _SOURCES] = None,
    baseline: Annotated[Path | None, _FILE] = None,
    now: Annotated[str | None, NOW] = None,
) -> None:
    """Drop what is gone and print it."""
    from audit.baselining import pruned
    from audit.checks.registry import checks
    from audit.cli.baseline_sources import sources_of, write
    from audit.load.baseline_file import read_baseline

    rules, total = tuple(checks()), 0
    for source in sources_of(sources, baseline, now, before=lambda paths: [read_baseline(path) for path in paths]):
        old = read_baseline(source.path)
        revised = pruned(old, source.seen, rules)
        _print(source, revised.said)
        total += len(old.entries) - len(revised.baseline.entries)
        write(source.path, revised.baseline)
    raise Ended(0, f"{total:,} entries taken out" if total else "nothing is gone")


def _print(source: "Source", lines: Sequence[str]) -> None:
    """Print what changed in one file."""
    sys.stdout.write("\n".join([f"{source.path}", *(f"  {line}" for line in lines)]) + "\n")
