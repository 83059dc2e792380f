"""equigate check: the gate."""

from pathlib import Path
from typing import Annotated, Any

import typer

from audit.cli.ended import Ended
from audit.cli.options import MEMORY, NOW, OUTPUT, SUBJECTS, THREADS, moment
from audit.cli.printing import printer_of
from audit.cli.progress import shown
from audit.cli.shared import subjects_from, takes_subject
from audit.core.words import Severity

NAME = "check"
HELP = "Audit data and model against a policy: the gate."


@takes_subject
def check(  # noqa: PLR0913 - the flags of a command are its arguments
    flags: dict[str, Any],
    subjects: Annotated[list[Path] | None, SUBJECTS] = None,
    facts: Annotated[Path | None, typer.Option(metavar="FILE", help="Facts from `equigate observe`, in place of data.")] = None,
    fail_on: Annotated[Severity | None, typer.Option(help="The lowest severity that fails; overrides the policy.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="What is unsure is not assured.")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever the answer; bad input still exits 2.")] = False,
    now: Annotated[str | None, NOW] = None,
    memory: Annotated[str | None, MEMORY] = None,
    threads: Annotated[int | None, THREADS] = None,
    print_as: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="What to print: text or json.")] = "text",
    output: Annotated[list[str] | None, OUTPUT] = None,
) -> None:
    """Audit each subject, print and write what came out, and end with the worst exit code."""
    from audit.gated import Gating, gate_all
    from audit.outputs import check_outputs, parse_outputs, write_all

    outputs, printer = parse_outputs(output or []), printer_of(print_as)
    found = subjects_from(subjects, flags, need_data=facts is None)
    check_outputs(outputs, found)
    with shown() as progress:
        gating = Gating(facts, fail_on, strict, moment(now), memory, threads, progress)
        made = gate_all(found, gating)
    for _, evidence in made:
        printer(evidence)
    write_all(made, outputs)
    worst = max((evidence for _, evidence in made), key=lambda one: (one.exit_code == 1, one.exit_code))
    reason = str(worst.claims["reason"])
    raise Ended(0, f"--exit-zero; {reason}") if exit_zero else Ended(worst.exit_code, reason)


COMMAND = check
