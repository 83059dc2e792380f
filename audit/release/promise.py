"""Does the written file keep what the plan promises? Each promise beside what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from audit.anonymity.measures import Measures
from audit.core.plan import Promise
from audit.core.values import Json
from audit.release.guessed_keys import Guessed
from audit.release.linkage import Together
from audit.release.measured import Alone, Lost
from audit.release.perturbed import Linked
from audit.statistics.proportions import wilson

Verdict = Literal["kept", "not kept", "unsure", "not measured"]
LEVEL = 0.95
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Held:
    """One promise: what was asked and measured, whether it is kept, and where or why not."""

    what: str
    asked: str
    measured: float | int | None
    verdict: Verdict
    says: str = ""

    def to_json(self) -> dict[str, Json]:
        """Return what the evidence says."""
        return {"what": self.what, "asked": self.asked, "measured": self.measured, "verdict": self.verdict, "says": self.says}


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that was measured on a written file, as far as promises ask for it.

    `earned` is k with perturbed columns as they were before, None where none is perturbed; `personal` are columns that
    name a person, with what they hold; `dictionary` the distinct hashes by column that texts anybody can guess were made into.
    """

    rows: int
    of: int
    alone: Alone | None
    earned: Alone | None
    told: Mapping[str, Sequence[Measures]]
    lost: Sequence[Lost]
    personal: Sequence[tuple[str, str]]
    guessed: Sequence[Guessed]
    dictionary: Mapping[str, tuple[int, int]]
    linked: Linked | None = None
    together: Mapping[str, Together] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


def held(promise: Promise, found: Found) -> tuple[Held, ...]:
    """Return every promise with its verdict; what nothing is promised about is not here."""
    return (
        *_k(promise, found),
        *_told(promise, found),
        *_rows(promise, found),
        *_groups(promise, found),
        *_personal(promise, found),
        *_pseudonyms(found),
        *_together(promise, found),
    )


def _kept(kept: Any) -> Verdict:
    """Return the word for a promise that could be measured."""
    return "kept" if kept else "not kept"


def _k(promise: Promise, found: Found) -> Iterator[Held]:
    """Yield k: of the file, and not better than it is without what perturbing hides."""
    if promise.k is None:
        return
    what = f"k over {', '.join(promise.quasi_identifiers)}"
    asked = f">= {promise.k}"
    if found.alone is None:
        yield Held(what, asked, None, "kept", "None of these columns is in the release.")
        return
    worst = min((one for one in (found.alone, found.earned) if one is not None), key=lambda one: one.k)
    unit = "persons" if worst.persons else "rows"
    says = [f"{worst.below:,} rows are in classes with fewer {unit}, of {worst.classes:,} classes."] if worst.k < promise.k else []
    if found.earned is not None and found.earned.k < found.alone.k:
        says.append(f"Perturbed columns earn no k: as they were before, k is {found.earned.k}; in the file alone it is {found.alone.k}.")
    if found.left_out:
        says.append(f"Not in the release: {', '.join(found.left_out)}.")
    yield Held(what, asked, worst.k, _kept(worst.k >= promise.k), " ".join(says))


def _told(promise: Promise, found: Found) -> Iterator[Held]:
    """Yield l and t of each sensitive column, the worse of both readings."""
    for name, least in promise.l.items():
        measured = min((one.distinct_l_diversity or 0 for one in found.told.get(name, ())), default=None)
        yield _sensitive(f"distinct l of {name}", f">= {least}", measured, measured is not None and measured >= least)
    for name, most in promise.t.items():
        distance = max((one.t_closeness or 0.0 for one in found.told.get(name, ())), default=None)
        yield _sensitive(f"t of {name}", f"<= {most:g}", distance, distance is not None and distance <= most)


def _sensitive(what: str, asked: str, measured: float | None, kept: bool) -> Held:  # noqa: FBT001 - what was just compared
    """Return a promise about a sensitive column; one that is not released tells nothing."""
    if measured is None:
        return Held(what, asked, None, "kept", "The column is not in the release.")
    return Held(what, asked, measured, _kept(kept))


def _rows(promise: Promise, found: Found) -> Iterator[Held]:
    """Yield the share of rows that was lost."""
    if promise.max_suppression is not None:
        lost = found.of - found.rows
        share = lost / found.of
        says = f"{lost:,} of {found.of:,} rows."
        yield Held("share of rows lost", f"<= {promise.max_suppression:g}", share, _kept(share <= promise.max_suppression), says)


def _groups(promise: Promise, found: Found) -> Iterator[Held]:
    """Yield the group that loses most, of those with enough rows; over the limit within its interval is unsure."""
    most = promise.max_group_suppression
    if most is None:
        return
    judged = [one for one in found.lost if one.named and one.rows >= promise.min_group]
    asked = f"<= {most:g}"
    if not judged:
        yield Held("share lost by any group", asked, None, "not measured", f"No group has {promise.min_group} rows.")
        return
    worst = max(judged, key=lambda one: one.share)
    # As the plan search holds it: a few rows of a small group do not refute the limit.
    low, high = wilson(worst.lost, worst.rows, LEVEL)
    verdict: Verdict = "kept" if worst.share <= most else "not kept" if low > most else "unsure"
    says = f"{worst.attribute}, group {worst.group}: {worst.lost:,} of {worst.rows:,} rows."
    says += f" With so few rows, {low:.1%} to {high:.1%}." if verdict == "unsure" else ""
    over = sum(one.share > most for one in judged)
    says += f" {over} groups are over the limit." if over > 1 else ""
    yield Held("share lost by any group", asked, worst.share, verdict, says)


def _personal(promise: Promise, found: Found) -> Iterator[Held]:
    """Yield the columns that name a person."""
    if promise.no_personal_data:
        named = [f"{name} ({what})" for name, what in found.personal]
        more = f", and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
        says = f"{', '.join(named[:_MOST_NAMED])}{more}." if named else ""
        yield Held("columns that name a person", "0", len({name for name, _ in found.personal}), _kept(not named), says)


def _pseudonyms(found: Found) -> Iterator[Held]:
    """Yield every column of pseudonyms: none may be made again by whoever knows a value and no secret."""
    for one in found.guessed:
        looked, met = found.dictionary.get(one.column, (0, 0))
        recovered = max(one.recovered, met)
        how = f"made again with {one.key}" if one.key else "made again from guessed texts without a key"
        says = f"Of {max(one.looked, looked):,} looked at; {how}." if recovered else f"{one.looked:,} looked at, {one.tried:,} keys tried."
        yield Held(f"pseudonyms of {one.column} made again", "0", recovered, _kept(not recovered), says)


def _together(promise: Promise, found: Found) -> Iterator[Held]:
    """Yield k together with each earlier release: who has both may join them."""
    if promise.k is None:
        return
    for name, one in found.together.items():
        what, asked = f"k together with {name}", f">= {promise.k}"
        if one.k is None:
            yield Held(what, asked, None, "kept", "No row is joined one to one by columns that both treat alike.")
            continue
        says = f"{one.joined:,} rows are joined one to one by {len(one.columns)} columns."
        says += f" {one.below:,} of them are then in classes below {promise.k}." if one.below else ""
        yield Held(what, asked, one.k, _kept(one.k >= promise.k), says)
