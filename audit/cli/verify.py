"""equigate verify: evidence, judged again."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from audit.cli.ended import Ended
from audit.cli.options import MEMORY, THREADS
from audit.cli.progress import shown
from audit.cli.shared import takes_subject

NAME = "verify"
HELP = "Judge evidence again, run it again, and check its PDF and its signature."


@takes_subject
def verify(  # noqa: PLR0913 - the flags of a command are its arguments
    flags: dict[str, Any],
    evidence: Annotated[Path, typer.Argument(metavar="EVIDENCE|PDF", help="An evidence.json, or a report.pdf with it inside.")],
    subject: Annotated[Path | None, typer.Option(metavar="FILE", help="The subject file the audit was run with.")] = None,
    facts: Annotated[Path | None, typer.Option(metavar="FILE", help="Facts from `equigate observe`, in place of data.")] = None,
    baseline: Annotated[Path | None, typer.Option(metavar="FILE", help="The baseline file the audit was run with.")] = None,
    signature: Annotated[Path | None, typer.Option(metavar="FILE", help="A signature from `equigate sign`; none: EVIDENCE.sig.")] = None,
    key: Annotated[Path | None, typer.Option(metavar="PUB", help="The public key of who signed (ed25519).")] = None,
    memory: Annotated[str | None, MEMORY] = None,
    threads: Annotated[int | None, THREADS] = None,
) -> None:
    """Compare what can be compared: exit 1 if something differs, 3 if something that was asked for cannot be told.

    With data (--data, --model, or --subject) the audit is run again. What no flag says of the subject is taken from the evidence.
    """
    from audit.observe.stage import Means
    from audit.render.clean import clean
    from audit.verified.outcome import ended, standing
    from audit.verified.whole import Given, verified

    with shown() as progress:
        given = Given(evidence, subject, facts, baseline, signature, key, flags, Means(memory, threads, progress))
        lines = list(verified(given))
    for line in lines:
        sys.stdout.write(f"{line.state:<12} {line.what}: {clean(line.text)}\n")
        sys.stdout.writelines(f"{'':<13}  {clean(one)}\n" for one in line.more)
    code, reason = ended(lines)
    if code == 0:
        sys.stdout.write(f"{standing(lines)}\n")
    raise Ended(code, reason)


COMMAND = verify
