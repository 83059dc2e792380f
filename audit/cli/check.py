"""equigate check: the gate."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from audit.cli.ended import Ended
from audit.cli.options import BASELINE, MEMORY, NOW, OUTPUT, PRINT_AS, SUBJECTS, THREADS, moment
from audit.cli.printing import Printer, printer_of
from audit.cli.progress import shown
from audit.cli.shared import subjects_from, takes_subject
from audit.core.evidence import Evidence
from audit.core.words import Severity

if TYPE_CHECKING:
    from audit.load.subject import Subject
    from audit.outputs import Output

NAME = "check"
HELP = "Audit data and model against a policy: the gate."
REUSE = "Keep facts, and reuse those of the same data, model, settings and versions (docs/ci.md)."


@takes_subject
def check(  # noqa: PLR0913 - the flags of a command are its arguments
    flags: dict[str, Any],
    subjects: Annotated[list[Path] | None, SUBJECTS] = None,
    facts: Annotated[Path | None, typer.Option(metavar="FILE", help="Facts from `equigate observe`, in place of data.")] = None,
    fail_on: Annotated[Severity | None, typer.Option(help="The lowest severity that fails; overrides the policy.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="What is unsure is not assured.")] = False,
    baseline: Annotated[Path | None, BASELINE] = None,
    no_baseline: Annotated[bool, typer.Option("--no-baseline", help="Adopted findings count too: the raw picture.")] = False,
    no_waivers: Annotated[bool, typer.Option("--no-waivers", help="Waived findings count too: the raw picture.")] = False,
    reuse: Annotated[bool, typer.Option("--reuse", help=REUSE)] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever the answer; bad input still exits 2.")] = False,
    now: Annotated[str | None, NOW] = None,
    memory: Annotated[str | None, MEMORY] = None,
    threads: Annotated[int | None, THREADS] = None,
    print_as: Annotated[str, PRINT_AS] = "text",
    output: Annotated[list[str] | None, OUTPUT] = None,
) -> None:
    """Audit each subject, print and write what came out, and end with the worst exit code."""
    from audit.gated import Gating, gate_all
    from audit.pipeline import Allowances

    found = subjects_from(subjects, flags, need_data=facts is None)
    outputs, printer = _asked(output or [], print_as, found, [one for one in (facts, baseline) if one])
    with shown() as progress:
        allowed, told = Allowances(baseline, no_waivers, no_baseline), _told if reuse else None
        gating = Gating(facts, fail_on, strict, moment(now), memory, threads, progress, allowed, told)
        made = gate_all(found, gating)
    code, reason = _given_out(made, outputs, printer)
    raise Ended(0, f"--exit-zero; {reason}") if exit_zero else Ended(code, reason)


def _asked(output: Sequence[str], print_as: str, found: "Sequence[Subject]", read: Sequence[Path]) -> "tuple[Sequence[Output], Printer]":
    """Return where the outputs go and what prints; raises BadInput before any data is read."""
    from audit.outputs import check_outputs, parse_outputs

    outputs, printer = parse_outputs(output), printer_of(print_as, len(found))
    check_outputs(outputs, found, read)
    return outputs, printer


def _given_out(made: "Sequence[tuple[Subject, Evidence]]", outputs: "Sequence[Output]", printer: Printer) -> tuple[int, str]:
    """Print, append and write what came out, say what waivers and baseline did, and return the worst exit code with its reason."""
    from audit.claims.excuses import excuse_lines
    from audit.outputs import write_all
    from audit.render.several import closing
    from audit.step_summary import append_step_summary

    evidence = [one for _, one in made]
    printer(evidence)
    notes = [*(line for one in evidence for line in excuse_lines(one.claims)), append_step_summary(evidence)]
    for note in filter(None, notes):
        _told(note)
    write_all(made, outputs)
    return closing(evidence)


def _told(text: str) -> None:
    """Say something on stderr."""
    from audit.render.clean import unheeded

    sys.stderr.write(f"{unheeded(text)}\n")


COMMAND = check
