"""Runs the whole audit on the demo's invented applicants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from audit.core.errors import CannotWrite
from audit.demo.files import write_demo
from audit.load.subject import read_subject
from audit.observe.stage import Means
from audit.outputs import Output, write_outputs
from audit.pipeline import Request, audit, policy_for

LEFT = ("report.html", "report.pdf", "evidence.json", "data.csv", "model.skops", "equigate.yml")
REPORTS = (("json", "evidence.json"), ("html", "report.html"), ("pdf", "report.pdf"))


@dataclass(frozen=True, slots=True)
class Done:
    """What the demo says on stdout, and what `check` would exit with."""

    text: str
    exit_code: int


def demonstrate(folder: Path, means: Means) -> Done:
    """Leave data, model, subject and reports in a folder; raises CannotWrite if it cannot be written.

    Without Pango everything but the PDF is left, and the text says what to install.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_demo(folder)
    except OSError as error:
        raise CannotWrite.one(str(folder), f"cannot be written ({type(error).__name__})", "Name another folder") from None
    subject = read_subject(folder / "equigate.yml")
    request = Request(subject, policy_for(subject), means=means, now=datetime.now(UTC), command="equigate demo")
    evidence = audit(request)
    missing = ""
    try:
        write_outputs(evidence, [Output(name, folder / file) for name, file in REPORTS])
    except CannotWrite as error:
        missing = "".join(f"  {problem}\n" for problem in error.problems)
    claims: Any = evidence.claims
    files = "".join(f"  {folder / name}\n" for name in LEFT if (folder / name).exists())
    opening = f"{claims['headline']}\n{claims['count_line']}\n\nOpen {folder / 'report.html'}. Left for you:\n"
    return Done(f"{opening}{files}{missing}", evidence.exit_code)
