"""How does a subject want to be observed: whose formats, what counts as personal, from which day?"""

from __future__ import annotations

from datetime import datetime

from audit.core.values import Json
from audit.load.subject import Subject
from audit.observe.personal.catalogue import recognisers
from audit.observe.personal.names_in_text import ENTITIES
from audit.observe.scene import Personal, Settings

USUAL_CELL = Settings().min_cell


def known_entities() -> tuple[str, ...]:
    """Return every entity that a column may be said to hold, those of language models included."""
    return tuple(sorted({*(one.entity for one in recognisers()), *ENTITIES}))


def settings_of(subject: Subject, now: datetime, *, min_cell: int = USUAL_CELL, exhaustive: bool = False) -> Settings:
    """Return how to observe a subject; ages are counted from its day, or else from the day of the run (UTC)."""
    return Settings(
        min_cell=min_cell,
        seed=subject.seed,
        locales=subject.locales,
        sample=subject.sample,
        exhaustive=exhaustive,
        as_of=subject.as_of or now.date().isoformat(),
        attacks=bool(subject.attacks),
        personal=personal_of(subject),
        hierarchies=str(subject.resolve(subject.hierarchies).absolute()) if subject.hierarchies else "",
        sampling_fraction=subject.sampling_fraction,
    )


def personal_of(subject: Subject) -> Personal:
    """Return what a subject says about personal data; paths start at its folder no more."""
    said = subject.personal
    notes = subject.columns.items()
    overrides = tuple((name, note.entity) for name, note in notes if note.entity or note.personal == "none")
    folder = subject.resolve(said.nlp)
    return Personal(
        allow=tuple(one.value for one in said.allow),
        deny=tuple((one.entity, one.values) for one in said.deny),
        overrides=overrides,
        recognisers=str(subject.resolve(said.recognisers).absolute()) if said.recognisers else "",
        nlp=str(folder.absolute()) if said.nlp and folder.is_dir() else said.nlp,
    )


def personal_json(subject: Subject, settings: Settings) -> Json:
    """Return what the facts say of how personal data was looked for: reasons and counts, never a text of a list."""
    said = subject.personal
    return {
        "allow": [{"reason": one.reason, "texts": 1} for one in said.allow],
        "deny": [{"entity": one.entity, "reason": one.reason, "texts": len(one.values)} for one in said.deny],
        "recognisers": bool(said.recognisers),
        "nlp": bool(said.nlp),
        "locales": list(settings.locales),
        "judged_cap": None if settings.exhaustive else settings.judged_cap,
    }
