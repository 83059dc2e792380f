"""equigate scan: personal data and re-identification risk, with no policy."""

import shutil
import sys
from typing import Annotated

import typer

from audit.cli.ended import Ended
from audit.cli.options import MEMORY, NOW, THREADS, moment
from audit.cli.progress import shown
from audit.core.errors import BadInput, did_you_mean

NAME = "scan"
HELP = "Find personal data; no policy needed."
FAILS = "Exit 1 if a column names a person (in free text too) or holds special, criminal or child data."


def scan(  # noqa: PLR0913 - the flags of a command are its arguments
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="CSV, Parquet, Arrow or JSON lines; or ENGINE#TABLE.")],
    quasi_identifiers: Annotated[str | None, typer.Option(metavar="COL,COL", help="What an outsider can know of a person.")] = None,
    locales: Annotated[str | None, typer.Option(metavar="DE,FR", help="Countries whose identifiers are looked for.")] = None,
    print_as: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="What to print: text, json, csv or art30.")] = "text",
    exhaustive: Annotated[bool, typer.Option("--exhaustive", help="Judge every candidate, not a draw of them.")] = False,
    fail: Annotated[bool, typer.Option("--fail", help=FAILS)] = False,
    now: Annotated[str | None, NOW] = None,
    memory: Annotated[str | None, MEMORY] = None,
    threads: Annotated[int | None, THREADS] = None,
) -> None:
    """Scan each file and print what was found."""
    from audit.observe.stage import Means
    from audit.scan import FORMS, Looking, render_scan, scan_files

    if print_as not in FORMS:
        raise BadInput.one("--format", f"{print_as!r} cannot be printed", did_you_mean(print_as, FORMS))
    looking = Looking(quasi_identifiers, locales, exhaustive, moment(now))
    with shown() as progress:
        found = scan_files(files, looking, Means(memory, threads, progress))
    text = render_scan(found, print_as, shutil.get_terminal_size((100, 24)).columns)
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()
    worst = sum(one.personal for one in found)
    said = f"{worst} {'column names' if worst == 1 else 'columns name'} a person or {'holds' if worst == 1 else 'hold'}"
    raise Ended(int(fail and worst > 0), f"{said} special, criminal or child data")


COMMAND = scan
