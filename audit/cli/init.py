"""equigate init: a subject file to begin with."""

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
) -> None:
    """Propose a subject and write it."""
    from audit.observe.stage import Means
    from audit.outputs import replace_file
    from audit.proposal import propose

    if output.exists() and not force:
        raise BadInput.one(str(output), "is there already", "Name another with -o FILE, or replace it with --force")
    replace_file(output, propose(data, output.parent, Means()).encode("utf-8"))
    raise Ended(0, f"{output} written; read every guess in it, fill in what is missing, then run: equigate check {output}")


COMMAND = init
