"""Which flags describe a subject?"""

from __future__ import annotations

from typing import TypedDict

from audit.load.draft import Texts


class Options(TypedDict, total=False):
    """What describes a subject beside its files; each may be left out, None or empty.

    `positive` and `favourable` are `[COL=]VALUE`, `reference` is `COL=VALUE`; lists of columns are
    one comma-separated text or a sequence.
    """

    predict_with: str | None
    task: str | None
    label: str | None
    prediction: str | None
    score: str | None
    positive: Texts
    favourable: Texts
    protected: Texts
    reference: Texts
    quasi_identifiers: Texts
    sensitive: Texts
    subject_id: str | None
    weight: str | None
    locales: Texts
    policies: Texts
    trust: str | None
    trusted: Texts
    seed: int | None
    sample: int | None
    as_of: str | None
    hierarchies: str | None
    sampling_fraction: float | None


class Flags(Options, total=False):
    """The flags: `data` is `[ROLE=]FILE`, `need_data` is false where facts or frames stand in for files."""

    data: Texts
    model: str | None
    need_data: bool
