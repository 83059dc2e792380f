"""equigate report: render evidence again, without the data."""

from pathlib import Path
from typing import Annotated

import typer

from audit.cli.ended import Ended
from audit.cli.options import OUTPUT
from audit.cli.printing import printer_of
from audit.core.errors import BadInput

NAME = "report"
HELP = "Render evidence again, without the data."


def report(
    evidence: Annotated[list[Path], typer.Argument(metavar="EVIDENCE...", help="One evidence.json or more.")],
    print_as: Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT", help="What to print.", show_default=False)] = None,
    output: Annotated[list[str] | None, OUTPUT] = None,
) -> None:
    """Read evidence, print it if a format was named, and write every output; the exit code is not that of the gate."""
    from audit.outputs import check_names, parse_outputs, write_named
    from audit.render.several import answers, name_of
    from audit.verify import read_evidence

    outputs, printer = parse_outputs(output or []), printer_of(print_as, len(evidence)) if print_as else None
    if not outputs and printer is None:
        step = "For example: -o html=report.html -o pdf=report.pdf, or print one: -f markdown"
        raise BadInput.one("-o", "no output was named", step)
    made = [read_evidence(file) for file in evidence]
    names = [name_of(one) for one in made]
    check_names(outputs, names, evidence)
    if printer:
        printer(made)
    write_named(list(zip(names, made, strict=True)), outputs)
    said = f"the verdict in the evidence is {made[0].overall}" if len(made) == 1 else answers(made)
    raise Ended(0, f"{len(outputs)} written; {said}")


COMMAND = report
