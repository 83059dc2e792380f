"""equigate anonymize: a plan applied, and measured on what was written."""

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from audit.cli.ended import Ended
from audit.cli.options import MEMORY, NOW, THREADS, moment
from audit.cli.progress import shown
from audit.core.errors import BadInput, did_you_mean

NAME = "anonymize"
HELP = "Apply a plan, and measure what was written."
_FORMS = ("json", "text")


def anonymize(  # noqa: PLR0913 - the flags of a command are its arguments
    data: Annotated[str, typer.Argument(metavar="DATA", help="The data: CSV, Parquet, Arrow or JSON lines.")],
    plan: Annotated[Path, typer.Option(metavar="FILE", help="The plan: steps, and what has to hold afterwards.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="The release: *.csv or *.parquet.")],
    ledger: Annotated[Path | None, typer.Option(metavar="FILE", help="Earlier releases; this one is added.", show_default=False)] = None,
    evidence: Annotated[Path | None, typer.Option(metavar="FILE", help="The measurement as JSON.", show_default=False)] = None,
    public: Annotated[list[str] | None, typer.Option(metavar="FILE", help="What an outsider may hold; repeat.", show_default=False)] = None,
    locales: Annotated[str | None, typer.Option(metavar="DE,FR", help="Countries whose identifiers are looked for.")] = None,
    print_as: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="What to print: text or json.")] = "text",
    now: Annotated[str | None, NOW] = None,
    memory: Annotated[str | None, MEMORY] = None,
    threads: Annotated[int | None, THREADS] = None,
) -> None:
    """Write the release, read it again, and exit 1 if it does not keep what the plan promises."""
    from audit.core.values import canonical
    from audit.load.draft import listed
    from audit.observe.stage import Means
    from audit.released import Wanted, release
    from audit.render import counts_text, release_text

    if print_as not in _FORMS:
        raise BadInput.one("--format", f"{print_as!r} cannot be printed", did_you_mean(print_as, _FORMS))
    countries = tuple(country.strip().upper() for country in listed(locales))
    with shown() as progress:
        means = Means(memory, threads, progress)
        done = release(Wanted(data, plan, output, ledger, evidence, tuple(public or ()), countries, moment(now), means))
    lines = counts_text.lines if "privacy" in done.claims else release_text.lines
    _show(canonical(done.document) if print_as == "json" else "\n".join(lines(done.claims, str(output), _width())) + "\n")
    raise Ended(done.exit_code, f"{output} written; {done.reason}")


def _width() -> int:
    """Return how wide the terminal is."""
    return shutil.get_terminal_size((100, 24)).columns


def _show(text: str) -> None:
    """Print a text as UTF-8, whatever the terminal's encoding is."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()


COMMAND = anonymize
