"""equigate diff: what became of the findings."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from audit.cli.ended import Ended
from audit.core.errors import BadInput, did_you_mean
from audit.core.words import Severity

NAME = "diff"
HELP = "Compare two pieces of evidence: what is new, worse, better, gone."
FORMS = ("text", "json", "markdown")


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="An evidence.json, or a report in PDF.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="An evidence.json, or a report in PDF.")],
    fail_on: Annotated[Severity | None, typer.Option(help="The lowest severity that exits 1; else that of the new policy.")] = None,
    form: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="How to print it: text, json or markdown.")] = "text",
) -> None:
    """Print what differs; exit 1 on new or worse findings at or above the severity that fails."""
    if form not in FORMS:
        raise BadInput.one("--format", f"{form!r} is no format of diff", did_you_mean(form, FORMS))
    from audit.core.values import canonical
    from audit.differences import differences
    from audit.render.diff_text import diff_markdown, diff_text
    from audit.verify import read_evidence

    found = differences(read_evidence(old), read_evidence(new), fail_on)
    text = canonical(found) if form == "json" else diff_text(found) if form == "text" else diff_markdown(found)
    sys.stdout.write(text)
    raise Ended(int(str(found["exit_code"])), str(found["reason"]))


COMMAND = diff
