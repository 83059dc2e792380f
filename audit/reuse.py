"""Were these very facts counted before? Then they need not be counted again.

Kept facts are found by one hash of everything they depend on: data, model, what the subject says, how it is observed, the
program and the libraries. Where anything of it cannot be hashed, nothing is kept and nothing is reused.

Facts are restricted: small counts are in them. They are kept for this user alone and for thirty days at most, or until the
day that the subject sets.
"""

from __future__ import annotations

import hashlib
import os
import platform
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from audit.core.errors import BadInput
from audit.core.fact import Facts
from audit.core.values import Json, canonical, digest
from audit.facts_file import facts_text, read_facts
from audit.load.models import Model
from audit.load.subject import Subject
from audit.observe.personal.sieve.pattern_cache import folder as cache
from audit.observe.run import observe
from audit.observe.scene import Scene
from audit.run_record import PACKAGES, version_of

KEPT = timedelta(days=30)
_FOLDER = "facts"
_LIBRARIES = (*PACKAGES, "joblib", "phonenumbers", "presidio-anonymizer", "scipy", "threadpoolctl")
_IMPORTED_AS = {"python-stdnum": "stdnum", "scikit-learn": "sklearn"}
_HASHED = {"builtins", *(_IMPORTED_AS.get(name, name.replace("-", "_")) for name in _LIBRARIES)}
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Reusing:
    """Observes a subject, or returns what was counted before; `say` is told which, `now` is the time of the run."""

    subject: Subject
    now: datetime
    say: Callable[[str], None]

    def __call__(self, scenes: Sequence[Scene], about: Mapping[str, Json]) -> Facts:
        """Return the facts of all scenes; raises BadInput if the data is not what was declared."""
        place, why = _place(), cannot(self.subject, scenes)
        if place is None or why:
            self.say(f"facts are not reused: {why or 'there is no private folder to keep them in (EQUIGATE_CACHE)'}")
            return observe(scenes, about)
        tidy(place, self.now)
        name = f"{key(self.subject, scenes, about)}.json"
        kept = _read(place / name)
        if kept is not None:
            self.say(f"facts reused from {place / name}; with other data, model, settings or versions they would be counted again")
            return kept
        facts = observe(scenes, about)
        if _write(place, name, facts_text(facts)):
            self.say(f"facts kept in {place / name} for up to {KEPT.days} days; they are restricted: small counts are in them")
        return facts


def cannot(subject: Subject, scenes: Sequence[Scene]) -> str:
    """Return why facts cannot be found again, in words; empty where they can."""
    if any(source.fingerprint is None for scene in scenes for source in (scene.source, *scene.beside)):
        return "a table of Spark, of a database or of this process has no bytes to hash"
    if subject.model is not None and subject.model.predict_with:
        return "--predict-with runs code of yours, and what it depends on cannot be hashed"
    if any(scene.model is not None and scene.model.sha256 is None for scene in scenes):
        return "the model has no bytes to hash"
    own = next((why for scene in scenes if scene.model is not None and (why := _own_code(scene.model))), "")
    if own:
        return own
    if subject.personal.nlp:
        return "a language model takes part, and what it depends on is not hashed"
    return ""


def _own_code(model: Model) -> str:
    """Return which code that is not in the key takes part in predicting, in words; empty where there is none.

    Only a skops file lists its types. What a pickle imports, and runs when it is loaded, shows in no type of what it becomes.
    """
    if model.format != "skops":
        return f"the types in a {model.format} file cannot be listed, and code that they depend on cannot be hashed (save it with skops)"
    strange = sorted({name.partition(".")[0] for name in (model.estimator, *model.types)} - _HASHED)
    return f"the model holds types of {', '.join(strange)}, whose code and version are not hashed" if strange else ""


def key(subject: Subject, scenes: Sequence[Scene], about: Mapping[str, Json]) -> str:
    """Return the hash of everything that the facts of some scenes depend on."""
    seen: dict[str, Any] = {
        "about": about,
        "scenes": [_scene(scene) for scene in scenes],
        "datasets": [asdict(one) for one in subject.datasets],
        "attacks": dict(subject.attacks),
        "files": dict(_files(scenes[0])),
        "program": _program(),
        "python": f"{platform.python_version()} {platform.system()} {platform.machine()}",
        "versions": {name: version_of(name) for name in ("equigate", *_LIBRARIES)},
    }
    return digest(canonical(seen)).removeprefix("sha256:")


def _scene(scene: Scene) -> dict[str, Any]:
    """Return what a scene is, apart from its rows, which its hash stands for."""
    source, model = scene.source, scene.model
    return {
        "source": [source.name, source.fingerprint, source.rows, [[one.name, one.kind] for one in source.columns], list(source.notes)],
        "roles": asdict(scene.roles),
        "settings": asdict(scene.settings),
        "model": None if model is None else [model.format, model.sha256, model.estimator, list(model.types), list(model.trusted)],
        "beside": [[one.name, one.fingerprint] for one in scene.beside],
    }


def _files(scene: Scene) -> Iterator[tuple[str, Json]]:
    """Yield the hashes of the files that settings name."""
    settings = scene.settings
    if settings.hierarchies:
        files = sorted(path for path in Path(settings.hierarchies).glob("*") if path.is_file())
        yield "hierarchies", [[path.name, digest(path.read_bytes())] for path in files]
    if settings.personal.recognisers:
        path = Path(settings.personal.recognisers)
        yield "recognisers", digest(path.read_bytes()) if path.is_file() else None


def _program() -> str:
    """Return the hash of this program as it lies here: a checkout changes without its version."""
    home = Path(__file__).parent
    found = hashlib.sha256()
    for path in sorted(path for path in home.rglob("*") if path.is_file() and path.suffix not in {".pyc", ".pyo"}):
        found.update(path.relative_to(home).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _place() -> Path | None:
    """Return the private folder of kept facts, made if it is not there; None where it is not this user's alone."""
    home = cache()
    if home is None:
        return None
    place = home / _FOLDER
    with suppress(OSError):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _private(place.lstat(), folder=True):
            return place
    return None


def _private(found: os.stat_result, *, folder: bool) -> bool:
    """Tell whether something is a folder, or a file, of this user that nobody else may read or write."""
    right = stat.S_ISDIR(found.st_mode) if folder else stat.S_ISREG(found.st_mode)
    return right and (sys.platform == "win32" or (found.st_uid == os.getuid() and not found.st_mode & _OTHERS))


def _read(path: Path) -> Facts | None:
    """Return kept facts, None where there are none, or none that can be trusted."""
    try:
        if not _private(path.lstat(), folder=False):
            return None
        return read_facts(path)
    except (OSError, BadInput):
        return None


def _write(place: Path, name: str, text: str) -> bool:
    """Keep facts whole or not at all, for this user alone; tell whether that could be done."""
    with suppress(OSError):
        number, part = tempfile.mkstemp(dir=place, prefix=".part-")
        try:
            with os.fdopen(number, "wb") as stream:
                stream.write(text.encode("utf-8"))
            Path(part).replace(place / name)
        except OSError:
            Path(part).unlink(missing_ok=True)
            raise
        return True
    return False


def tidy(place: Path, now: datetime) -> None:
    """Delete kept facts that are too old, or past the day that their subject sets."""
    for path in sorted(place.glob("*.json")):
        with suppress(OSError):
            age = now - datetime.fromtimestamp(path.stat().st_mtime, UTC)
            if age > KEPT or _over(path, now.date()):
                path.unlink()


def _over(path: Path, day: date) -> bool:
    """Tell whether facts may be kept no longer."""
    kept = _read(path)
    until = kept.about.get("retain_until") if kept is not None else None
    with suppress(ValueError, TypeError):
        return bool(until) and date.fromisoformat(str(until)) < day
    return False
