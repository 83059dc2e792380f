"""equigate scan: personal data and re-identification risk, with no policy."""

import sys
from typing import Annotated

import typer

from audit.cli.ended import Ended
from audit.cli.options import MEMORY, THREADS
from audit.cli.progress import shown
from audit.core.errors import BadInput

NAME = "scan"
HELP = "Find personal data; no policy needed."


def scan(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="CSV, Parquet, Arrow or JSON lines; or ENGINE#TABLE.")],
    quasi_identifiers: Annotated[str | None, typer.Option(metavar="COL,COL", help="What an outsider can know of a person.")] = None,
    locales: Annotated[str | None, typer.Option(metavar="DE,FR", help="Countries whose identifiers are looked for.")] = None,
    print_as: Annotated[str, typer.Option("--format", "-f", metavar="text|json", help="What to print.")] = "text",
    fail: Annotated[bool, typer.Option("--fail", help="Exit 1 if a column names a person or belongs to a special category.")] = False,
    memory: Annotated[str | None, MEMORY] = None,
    threads: Annotated[int | None, THREADS] = None,
) -> None:
    """Scan each file and print what was found."""
    from audit.observe.stage import Means
    from audit.scan import render_scan, scan_files

    if print_as not in {"text", "json"}:
        raise BadInput.one("--format", f"{print_as!r} cannot be printed", "Known: json, text")
    with shown() as progress:
        found = scan_files(files, quasi_identifiers, locales, Means(memory, threads, progress))
    sys.stdout.write(render_scan(found, print_as))
    sys.stdout.flush()
    worst = sum(one.personal for one in found)
    word = "column" if worst == 1 else "columns"
    raise Ended(int(fail and worst > 0), f"{worst} {word} with direct identifiers or special categories")


COMMAND = scan
