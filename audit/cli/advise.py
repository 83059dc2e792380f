"""equigate advise: what could be done, tried on the data."""

import shutil
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from audit.cli.ended import Ended
from audit.cli.options import MEMORY, NOW, SUBJECTS, THREADS, moment
from audit.cli.progress import shown
from audit.cli.shared import subjects_from, takes_subject

NAME = "advise"
HELP = "Try what could be done about what failed."
OUTPUT = "Write plan, html, pdf, json or text to a file; repeat."


@takes_subject
def advise(
    flags: dict[str, Any],
    subjects: Annotated[list[Path] | None, SUBJECTS] = None,
    now: Annotated[str | None, NOW] = None,
    memory: Annotated[str | None, MEMORY] = None,
    threads: Annotated[int | None, THREADS] = None,
    output: Annotated[list[str] | None, typer.Option("--output", "-o", metavar="FORMAT=PATH", help=OUTPUT, show_default=False)] = None,
) -> None:
    """Audit each subject, try every technique on what failed, and print what it comes to."""
    from audit.advising import advised, outputs_of, write_advised
    from audit.observe.stage import Means
    from audit.render.advice_text import lines

    found = subjects_from(subjects, flags)
    outputs, width = outputs_of(output or [], found), shutil.get_terminal_size((100, 24)).columns
    with shown() as progress:
        made = [advised(one, Means(memory, threads, progress), moment(now)) for one in found]
    text = "\n".join(line for one in made for line in (*lines(one.evidence.claims, width), ""))
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()
    said = [write_advised(one, outputs) for one in made]
    enough = sum(1 for one in made for plan in one.advice if plan["solves"])
    raise Ended(0, said[0] or f"{enough} of {sum(len(one.advice) for one in made)} plans meet their limit")


COMMAND = advise
