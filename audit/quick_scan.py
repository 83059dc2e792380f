"""Could these files hold personal data? A first look before a commit: fast, without Presidio; what it names are candidates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.core.values import Json, canonical
from audit.load.opener import Opener
from audit.load.source import Source
from audit.load.subject_types import Dataset
from audit.observe.engines.draw import draw_distinct
from audit.observe.personal.catalogue import recognisers
from audit.observe.personal.quick import Cells, Quick, speaking_names
from audit.observe.personal.verdict import ColumnEntity
from audit.observe.scene import Settings
from audit.render.clean import clean
from audit.render.personal import NAMING

LOOKED = 5_000
"""So many distinct values of a column are looked at, drawn by their keyed hashes."""
JUDGED = 60
FORMS = ("json", "text")
NOTE = (
    "Candidates by column names, forms and check digits; Presidio was not asked, and nothing found is not the same as "
    "nothing there. Look closer with: equigate scan FILE"
)
_READ = ("text", "integer", "number")
_REPLACED = re.compile(r"Column (\d+) had a personal-looking name")
"""What loading says of a column whose name it does not pass on."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a column could hold: `share` of the `looked` distinct values are it, or only the column's name says so (`by_name`)."""

    file: str
    column: str
    entity: str
    what: str
    category: str
    share: float
    looked: int
    by_name: bool

    @property
    def why(self) -> str:
        """Return why, in words and counts."""
        if self.by_name:
            return "the column name says so; the values were not confirmed"
        some = f"{self.share:.0%}" if self.share >= 0.01 else "under 1%"
        return f"{some} of {self.looked:,} distinct values looked at"

    def to_json(self) -> dict[str, Json]:
        """Return it with words of the evidence; a candidate was not judged."""
        return {
            "file": self.file, "column": self.column, "entity": self.entity, "what": self.what, "category": self.category,
            "share": round(self.share, 6), "looked": self.looked, "basis": "name" if self.by_name else "value", "why": self.why,
        }  # fmt: skip


def look(files: Sequence[str], locales: tuple[str, ...] = ()) -> list[Candidate]:
    """Return what the columns of some files could hold about a person; raises BadInput if one cannot be read."""
    settings = Settings(locales=locales, distinct_cap=LOOKED, judged_cap=JUDGED)
    quick = Quick(settings, recognisers())
    found: list[Candidate] = []
    for file in files:
        with Opener.start(Path()) as opener:
            found += _in_source(quick, opener.source(Dataset("test", file)), file, settings)
    return found


def _in_source(quick: Quick, source: Source, file: str, settings: Settings) -> Iterator[Candidate]:
    """Yield what each column could hold; a name that is itself about a person is never printed."""
    names = source.names()
    replaced = {int(match[1]) for note in source.notes if (match := _REPLACED.match(note))}
    speaking = replaced | {place for place, name in enumerate(names, 1) if name in speaking_names(names)}
    for place, column in enumerate(source.columns, 1):
        shown = f"column {place}" if place in speaking else clean(column.name)
        if place in speaking:
            yield Candidate(file, shown, "PERSON", "a column name that is itself about a person", "direct", 0.0, 0, by_name=True)
        if column.kind not in _READ:
            continue
        values = draw_distinct(source, column.name, LOOKED, settings.seed)
        beside = tuple(name for name in names if name != column.name)
        for one in quick.look(Cells(column.name, column.kind, values, source.rows, beside)):
            if one.category in NAMING:
                yield _candidate(file, shown, one, len(values))


def _candidate(file: str, column: str, one: ColumnEntity, looked: int) -> Candidate:
    """Return one entity of a column as it is shown."""
    return Candidate(file, column, one.one.entity, one.one.says, one.category, one.share, looked, one.basis == "name")


def render(found: Sequence[Candidate], form: str, files: Sequence[str]) -> str:
    """Return a line for every candidate, or JSON in the form of a scan."""
    if form == "json":
        columns: list[Any] = [one.to_json() for one in found]
        document: dict[str, Any] = {"columns": columns, "files": [{"file": file} for file in files], "not_checked": [NOTE], "risk": {}}
        return canonical(document)
    lines = [f"{clean(one.file)}: {one.column}: candidate for {one.what} ({one.entity}): {one.why}" for one in found]
    return "\n".join([*lines, NOTE]) + "\n"
