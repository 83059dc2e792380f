"""Are the pages of a PDF those of the evidence inside it?

The evidence is laid out again and the file compared byte by byte: a page that was edited, a layer over it, another
attachment, all are a difference. What a digital signature appends leaves the first part as it was written.
"""

from __future__ import annotations

import platform
from collections.abc import Mapping
from typing import Any

from audit.core.errors import CannotWrite
from audit.core.evidence import Evidence
from audit.render.embedded import fonts_in
from audit.render.registry import formats
from audit.run_record import version_of
from audit.verified.outcome import Line, State

_WHAT = "pages"
_DRAWN_WITH = ("jinja2", "weasyprint")


def pages_line(data: bytes, evidence: Evidence) -> Line:
    """Compare a PDF with what its evidence renders to here."""
    try:
        drawn = formats()["pdf"].render(evidence)
    except CannotWrite as error:
        return Line(_WHAT, State.UNKNOWN, "the pages cannot be drawn again here", tuple(str(one) for one in error.problems))
    if data == drawn:
        return Line(_WHAT, State.SAME, "the PDF is what this evidence renders to, byte by byte")
    if data.startswith(drawn):
        more = len(data) - len(drawn)
        text = f"the report is there as it was written, and {more:,} bytes were added after it, as a signature does"
        return Line(_WHAT, State.UNKNOWN, text, ("What they change on the pages was not looked at: a PDF reader shows what was signed",))
    return _different(evidence.run, fonts_in(data), fonts_in(drawn))


def _different(run: Mapping[str, Any], theirs: frozenset[str], ours: frozenset[str]) -> Line:
    """Return a difference, or the reason for which another machine draws other pages."""
    versions = run.get("versions")
    known = versions if isinstance(versions, Mapping) else {}
    other = [f"{name} {known.get(name)}, here {version_of(name)}" for name in _DRAWN_WITH if known.get(name) != version_of(name)]
    tool = f"equigate {version_of('equigate')}"
    other += [f"{run.get('tool')}, here {tool}"] if run.get("tool") != tool else []
    here = {"python": platform.python_version(), "platform": f"{platform.system()} {platform.machine()}"}
    other += [f"{name} {run.get(name)}, here {now}" for name, now in here.items() if run.get(name) != now]
    other += [f"fonts {', '.join(sorted(theirs)) or 'unknown'}, here {', '.join(sorted(ours))}"] if theirs != ours else []
    if other:
        step = "Render the evidence again to read it: equigate report PDF -o html=report.html"
        return Line(_WHAT, State.UNKNOWN, "the pages were drawn with other versions or fonts, and cannot be compared", (*other, step))
    text = "the PDF is not what its evidence renders to: its pages, or something in it, were changed"
    return Line(_WHAT, State.DIFFERENT, text, ("Or another Pango, or another issue of the same fonts, drew it",))
