"""equigate observe: facts, where the data lives."""

from pathlib import Path
from typing import Annotated, Any

import typer

from audit.cli.ended import Ended
from audit.cli.options import MEMORY, SUBJECTS, THREADS
from audit.cli.progress import shown
from audit.cli.shared import subjects_from, takes_subject
from audit.core.errors import BadInput

NAME = "observe"
HELP = "Count where the data lives, judge elsewhere."


@takes_subject
def observe(
    flags: dict[str, Any],
    subjects: Annotated[list[Path] | None, SUBJECTS] = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FACTS", help="The facts file to write.")] = Path("facts.json"),
    memory: Annotated[str | None, MEMORY] = None,
    threads: Annotated[int | None, THREADS] = None,
) -> None:
    """Observe one subject and write its facts."""
    from audit.facts_file import facts_text
    from audit.observe.stage import Means
    from audit.outputs import replace_file
    from audit.pipeline import Request, observe_only, policy_for

    found = subjects_from(subjects, flags)
    if len(found) > 1:
        raise BadInput.one("observe", "one facts file holds one subject", "Run it once per subject")
    with shown() as progress:
        facts = observe_only(Request(found[0], policy_for(found[0]), means=Means(memory, threads, progress)))
    replace_file(output, facts_text(facts).encode("utf-8"))
    raise Ended(0, f"{len(facts.tables)} facts written to {output}; they are restricted: small counts are in them")


COMMAND = observe
