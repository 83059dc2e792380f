"""What do the flags change of how a subject is audited: whose formats, which policies, by which chance, from which day?"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from audit.core.errors import Problem
from audit.load.documents import shown
from audit.load.draft import Draft, each, from_folder, listed
from audit.load.flag_types import Flags
from audit.load.subject_form import COUNTRY


def settle(draft: Draft, flags: Flags) -> None:
    """Put locales, policies, seed, sample, the day, hierarchies and the sampling fraction in place."""
    locales = tuple(name.upper() for name in listed(flags.get("locales")))
    for name in locales:
        if not re.search(COUNTRY, name):
            draft.problems.append(Problem("--locales", f"{shown(name)} is not a country code of two letters", "Write --locales DE,FR"))
    seed = flags.get("seed")
    if seed is not None and seed < 0:
        draft.problems.append(Problem("--seed", "must be a whole number from 0 on", "Write --seed 0"))
    if (sample := flags.get("sample")) is not None and sample < 1:
        draft.problems.append(Problem("--sample", "must be a whole number from 1 on", "Write --sample 20000"))
    as_of = flags.get("as_of")
    if as_of and not _is_day(as_of):
        draft.problems.append(Problem("--as-of", f"{shown(as_of)} is not a day", "Write --as-of 2026-11-20"))
    fraction = flags.get("sampling_fraction")
    if fraction is not None and not 0 < fraction < 1:
        draft.problems.append(Problem("--sampling-fraction", "must lie between 0 and 1", "Write --sampling-fraction 0.01"))
    if policies := tuple(_policy(name, draft.subject.folder) for name in each(flags.get("policies"))):
        draft.places["policies"] = "--policy"
    draft.subject = replace(
        draft.subject,
        locales=locales or draft.subject.locales,
        policies=policies or draft.subject.policies,
        seed=draft.subject.seed if seed is None else seed,
        sample=draft.subject.sample if sample is None else sample,
        as_of=as_of or draft.subject.as_of,
        hierarchies=_folder(draft, flags.get("hierarchies")),
        sampling_fraction=draft.subject.sampling_fraction if fraction is None else fraction,
    )


def _folder(draft: Draft, given: str | None) -> str:
    """Return the folder of hierarchies."""
    if not given:
        return draft.subject.hierarchies
    draft.places["hierarchies"] = "--hierarchies"
    return from_folder(given, draft.subject.folder)


def _is_day(text: str) -> bool:
    """Tell whether a text is a day, YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _policy(name: str, folder: Path) -> str:
    """Return a policy's name, or its path from the subject's folder."""
    return from_folder(name, folder) if name.endswith((".yml", ".yaml")) or "/" in name else name
