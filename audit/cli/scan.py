"""equigate scan: personal data and re-identification risk, with no policy."""

import shutil
import sys
from typing import Annotated, NoReturn

import typer

from audit.cli.ended import Ended
from audit.cli.options import MEMORY, NOW, THREADS, moment
from audit.cli.progress import shown
from audit.core.errors import BadInput, did_you_mean

NAME = "scan"
HELP = "Find personal data; no policy needed."
FAST = "A first look, for hooks: names, forms and check digits, without Presidio; what it finds are candidates."
FAILS = "Exit 1 if a column names a person (in free text too) or holds special, criminal or child data."


def scan(  # noqa: PLR0913 - the flags of a command are its arguments
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="CSV, Parquet, Arrow or JSON lines; or ENGINE#TABLE.")],
    quasi_identifiers: Annotated[str | None, typer.Option(metavar="COL,COL", help="What an outsider can know of a person.")] = None,
    locales: Annotated[str | None, typer.Option(metavar="DE,FR", help="Countries whose identifiers are looked for.")] = None,
    print_as: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="What to print: text, json, csv or art30.")] = "text",
    fast: Annotated[bool, typer.Option("--fast", help=FAST)] = False,
    exhaustive: Annotated[bool, typer.Option("--exhaustive", help="Judge every candidate, not a draw of them.")] = False,
    fail: Annotated[bool, typer.Option("--fail", help=FAILS)] = False,
    now: Annotated[str | None, NOW] = None,
    memory: Annotated[str | None, MEMORY] = None,
    threads: Annotated[int | None, THREADS] = None,
) -> None:
    """Scan each file and print what was found."""
    if fast:
        _look(files, locales, print_as, fail=fail, closer=bool(exhaustive or quasi_identifiers))
    from audit.observe.stage import Means
    from audit.scan import FORMS, Looking, render_scan, scan_files

    if print_as not in FORMS:
        raise BadInput.one("--format", f"{print_as!r} cannot be printed", did_you_mean(print_as, FORMS))
    looking = Looking(quasi_identifiers, locales, exhaustive, moment(now))
    with shown() as progress:
        found = scan_files(files, looking, Means(memory, threads, progress))
    _show(render_scan(found, print_as, shutil.get_terminal_size((100, 24)).columns))
    worst = sum(one.personal for one in found)
    said = f"{worst} {'column names' if worst == 1 else 'columns name'} a person or {'holds' if worst == 1 else 'hold'}"
    raise Ended(int(fail and worst > 0), f"{said} special, criminal or child data")


def _look(files: list[str], locales: str | None, print_as: str, *, fail: bool, closer: bool) -> NoReturn:
    """Look at each file without Presidio, print the candidates, and end: with exit 1 where there are some and `--fail` is given."""
    from audit.load.draft import listed
    from audit.quick_scan import FORMS, look, render

    if print_as not in FORMS:
        raise BadInput.one("--format", f"--fast cannot print {print_as!r}", did_you_mean(print_as, FORMS))
    if closer:
        raise BadInput.one("--fast", "goes with neither --exhaustive nor --quasi-identifiers", "Leave --fast out to look closer")
    found = look(files, tuple(country.upper() for country in listed(locales)))
    _show(render(found, print_as, files))
    columns = len({(one.file, one.column) for one in found})
    said = f"{columns} {'column is a candidate' if columns == 1 else 'columns are candidates'} for data about a person"
    raise Ended(int(fail and columns > 0), said)


def _show(text: str) -> None:
    """Print a text as UTF-8, whatever the terminal's encoding is."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()


COMMAND = scan
