"""equigate init: a subject file to begin with."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from audit.cli.ended import Ended
from audit.cli.options import DEFAULT_SUBJECT
from audit.core.errors import BadInput

NAME = "init"
HELP = "Propose a subject file for a dataset."


def init(
    data: Annotated[str, typer.Argument(metavar="DATA", help="The dataset to look at: a file, or ENGINE#TABLE.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The subject file to write.")] = DEFAULT_SUBJECT,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    adopt: Annotated[bool, typer.Option("--adopt", help="Check it, and adopt what is found as the first baseline.")] = False,
    owner: Annotated[str, typer.Option("--owner", metavar="WHO", help="With --adopt: who mends what is adopted.", show_default=False)] = "",
) -> None:
    """Propose a subject and write it; with --adopt, the first baseline too."""
    from audit.cli.baseline_sources import Adopting
    from audit.observe.stage import Means
    from audit.outputs import replace_file
    from audit.proposal import editor_schema, propose

    if output.exists() and not force:
        step = f"Adopt its findings: equigate baseline create {output} --owner WHO" if adopt else "Name another with -o FILE"
        raise BadInput.one(str(output), "is there already", f"{step}, or replace it with --force")
    adopting = Adopting.beside(output, owner, force=force) if adopt else None
    schema, text = editor_schema(output.parent)
    replace_file(output, propose(data, output.parent, Means()).encode("utf-8"))
    replace_file(schema, text.encode("utf-8"))
    written = f"{output} written, and {schema.name} for editors"
    for line in adopting.adopt(output) if adopting else ():
        sys.stdout.write(f"{line}\n")
    raise Ended(0, f"{written}; read every guess in it, fill in what is missing, then run: equigate check {output}")


COMMAND = init
