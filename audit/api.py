"""The audit from Python: on files, frames and fitted estimators, in a notebook or a test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Unpack, cast

from audit.core.errors import BadInput, Problem, did_you_mean
from audit.core.evidence import Evidence
from audit.load.canonical import canonical
from audit.load.draft import Texts
from audit.load.flag_types import Options
from audit.load.subject import ROLES_OF_DATA, Flags, Subject, override, read_subject
from audit.observe.stage import InHand, Means
from audit.observe.wanted import known_entities
from audit.outputs import parse_outputs, write_outputs
from audit.pipeline import Allowances, Request, policy_for
from audit.pipeline import audit as run


class Settings(Options, total=False):
    """What `audit` takes by name; each means what the command's flag of that name means.

    `baseline` is a file of adopted findings; without it the one beside the subject file is used, unless `no_baseline`.
    `policy` is a name or a path, or several; `model` is a path or a fitted estimator; `positive` and
    `favourable` may be numbers, `reference` a dictionary. `now` is the time to record, `memory` and `threads`
    bound the embedded engine.
    """

    model: Any
    now: datetime | None
    policy: Texts
    memory: str | None
    threads: int | None
    baseline: str | Path | None
    no_baseline: bool
    no_waivers: bool


_WHOLE = ("seed", "sample")
_TEXTS = ("task", "label", "prediction", "score", "subject_id", "weight", "predict_with", "trust", "as_of")


@dataclass(frozen=True, slots=True, repr=False)
class Audited(Evidence):
    """Evidence that shows itself in a notebook and writes itself to files."""

    def __repr__(self) -> str:
        """Return the answer in a line."""
        return f"<equigate: {self.claims['headline']}>"

    def _repr_html_(self) -> str:
        """Return the report in a frame of its own: its styles do not reach the notebook."""
        from html import escape

        from audit.render.registry import formats

        page = formats()["html"].render(self).decode("utf-8")
        return f'<iframe srcdoc="{escape(page)}" title="equigate report" style="width:100%;height:42rem;border:0" sandbox></iframe>'

    def write(self, **outputs: str | Path) -> None:
        """Write outputs by format, as in `write(html="report.html", json="evidence.json")`.

        Raises BadInput for an unknown format and CannotWrite if a file could not be written.
        """
        write_outputs(self, parse_outputs([f"{name}={path}" for name, path in outputs.items()]))


def audit(data: Any, **settings: Unpack[Settings]) -> Audited:
    """Audit data and return the evidence.

    `data` is a subject file (`equigate.yml`), a dataset (a path, or a pandas, Polars or Arrow
    frame), or datasets by role (`{"train": ..., "test": ...}`). Raises BadInput if the data, the
    model or a setting cannot be used.
    """
    options = _options(settings)
    when = options.pop("now", None) or datetime.now(UTC)
    means = Means(options.pop("memory", None), options.pop("threads", None))
    baseline = options.pop("baseline", None)
    allowed = Allowances(
        None if baseline is None else Path(baseline), bool(options.pop("no_waivers", False)), bool(options.pop("no_baseline", False))
    )
    estimator = None if isinstance(options.get("model"), str | Path | None) else options.pop("model")
    if options.get("model") is not None:
        options["model"] = str(options["model"])
    subject, frames = _subject(data, options)
    request = Request(subject, policy_for(subject), InHand(frames, estimator), means, when, "audit.audit(...)", allowances=allowed)
    evidence = run(request)
    return Audited(evidence.claims, evidence.run)


def _options(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings as flags would give them; raises BadInput for a name or a type that is none."""
    known = Settings.__annotations__
    wrong = [name for name in settings if name not in known]
    if wrong:
        raise BadInput([Problem("audit", f"unknown setting {name!r}", did_you_mean(name, known)) for name in wrong])
    options = dict(settings)
    for name in ("positive", "favourable"):
        if isinstance(options.get(name), bool | int | float):
            options[name] = canonical(options[name])
    if isinstance(options.get("reference"), Mapping):
        options["reference"] = [f"{column}={canonical(group)}" for column, group in options["reference"].items()]
    wrong = [name for name in _WHOLE if isinstance(options.get(name), bool) or not isinstance(options.get(name), int | None)]
    if wrong:
        raise BadInput([Problem("audit", f"the {name} is not a whole number", f"Write {name}=7") for name in wrong])
    wrong = [name for name in _TEXTS if not isinstance(options.get(name), str | None)]
    if wrong:
        raise BadInput([Problem("audit", f"{name} is not a text", "Name a column, or MODULE:FUNCTION") for name in wrong])
    if "policy" in options:
        options["policies"] = options.pop("policy")
    return options


def _subject(data: Any, options: dict[str, Any]) -> tuple[Subject, dict[str, Any]]:
    """Return the subject and the frames in hand."""
    if isinstance(data, Subject):
        return override(data, **cast("Flags", options)), {}
    if isinstance(data, str | Path) and Path(data).suffix in {".yml", ".yaml"}:
        return override(read_subject(Path(data), entities=known_entities()), **cast("Flags", options)), {}
    roles = data if isinstance(data, Mapping) else {"test": data}
    unknown = sorted(str(role) for role in roles if role not in ROLES_OF_DATA)
    if unknown:
        raise BadInput.one("audit", f"unknown role {unknown[0]!r}", f"Known: {', '.join(ROLES_OF_DATA)}")
    paths = [f"{role}={item}" for role, item in roles.items() if isinstance(item, str | Path)]
    frames = {role: item for role, item in roles.items() if not isinstance(item, str | Path)}
    flags = cast("Flags", {**options, "data": paths, "need_data": not frames})
    return override(None, **flags), frames
