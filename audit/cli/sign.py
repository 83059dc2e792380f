"""equigate sign: a detached signature on evidence or a report."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from audit.cli.ended import Ended
from audit.core.errors import BadInput

NAME = "sign"
HELP = "Sign evidence or a report with your key (ed25519)."
PASSWORD = "EQUIGATE_KEY_PASSWORD"  # noqa: S105 - the name of a variable


def sign(
    evidence: Annotated[Path, typer.Argument(metavar="EVIDENCE|PDF", help="An evidence.json, or a report.pdf.")],
    key: Annotated[Path, typer.Option(metavar="PRIV", help="Your private key, PEM or OpenSSH.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to; none: EVIDENCE.sig.")] = None,
) -> None:
    """Write the 64 bytes of a signature over the file; evidence that contradicts itself is not signed (exit 1)."""
    from audit.outputs import replace_file
    from audit.signing import SUFFIX, signed
    from audit.verify import disagreements, read_evidence

    target = output or evidence.with_name(f"{evidence.name}{SUFFIX}")
    if target.resolve() in {evidence.resolve(), key.resolve()}:
        raise BadInput.one("-o", f"{target} is an input", "Name another file")
    found = disagreements(read_evidence(evidence))
    if found:
        raise Ended(1, f"not signed: the evidence contradicts itself in {len(found)} places; see equigate verify {evidence}")
    replace_file(target, signed(evidence.read_bytes(), key, _password(key)))
    sys.stdout.write(f"{target}\n")
    raise Ended(0, f"signed; check it: equigate verify {evidence} --signature {target} --key PUB")


def _password(key: Path) -> str | None:
    """Return the password of a key: from the environment, else asked for on a terminal; None where it needs none."""
    from audit.signing import is_locked

    if not is_locked(key):
        return None
    if PASSWORD in os.environ:
        return os.environ[PASSWORD]
    if not sys.stdin.isatty():
        raise BadInput.one(str(key), "the key needs a password", f"Set {PASSWORD}, or run this on a terminal")
    return str(typer.prompt("Password of the key", hide_input=True, err=True))


COMMAND = sign
