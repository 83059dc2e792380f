"""equigate report: render evidence again, without the data."""

from pathlib import Path
from typing import Annotated

import typer

from audit.cli.ended import Ended
from audit.cli.options import OUTPUT
from audit.core.errors import BadInput

NAME = "report"
HELP = "Render evidence again, without the data."


def report(
    evidence: Annotated[Path, typer.Argument(metavar="EVIDENCE", help="An evidence.json.")],
    output: Annotated[list[str] | None, OUTPUT] = None,
) -> None:
    """Read evidence and write every output."""
    from audit.outputs import parse_outputs, write_outputs
    from audit.verify import read_evidence

    outputs = parse_outputs(output or [])
    if not outputs:
        raise BadInput.one("-o", "no output was named", "For example: -o html=report.html -o pdf=report.pdf")
    document = read_evidence(evidence)
    write_outputs(document, outputs)
    raise Ended(0, f"{len(outputs)} written; the verdict in the evidence is {document.overall}")


COMMAND = report
