"""equigate demo: the whole way on invented data."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from audit.cli.ended import Ended
from audit.cli.progress import shown

NAME = "demo"
HELP = "Run the whole way on invented data."


def demo(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Where to leave everything.")] = Path("equigate-demo"),
) -> None:
    """Write the demo, audit it, and say what to open."""
    from audit.demonstration import demonstrate
    from audit.observe.stage import Means

    with shown() as progress:
        done = demonstrate(folder, Means(progress=progress))
    sys.stdout.write(done.text)
    raise Ended(0, f"the demo is done; `equigate check {folder / 'equigate.yml'}` would exit {done.exit_code}")


COMMAND = demo
