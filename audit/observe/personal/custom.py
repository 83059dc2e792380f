"""Which recognisers does a subject bring along, in a file as Presidio reads it?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.core.errors import BadInput
from audit.observe.personal.presidio_door import silence

if TYPE_CHECKING:
    from presidio_analyzer import PatternRecognizer

CUSTOM = "custom:"
_FLAGS = 2 | 8 | 16
"""IGNORECASE, MULTILINE and DOTALL: Presidio's own when its file does not say."""


@cache
def custom(path: str) -> Mapping[str, PatternRecognizer]:
    """Return the recognisers of a file under `custom:NAME`, each asked whatever its language.

    Read by Presidio's own loader; nothing is asked of any server. Recognisers of Presidio's that
    the file lists are left out: locales choose them. Raises BadInput for a file it cannot read.
    """
    # Neither says all of its types.
    yaml: Any = import_module("yaml")
    loader: Any = import_module("presidio_analyzer.recognizer_registry.recognizers_loader_utils").RecognizerListLoader
    try:
        document = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise BadInput.one(path, "the file of recognisers cannot be read", "Name a file: personal: {recognisers: FILE}") from None
    except yaml.YAMLError:
        raise BadInput.one(path, "the file of recognisers is no YAML", "Write it as Presidio reads it") from None
    listed = document.get("recognizers") if isinstance(document, dict) else None
    own = [one for one in listed if isinstance(one, dict) and one.get("type", "custom") == "custom"] if isinstance(listed, list) else []
    if not own:
        raise BadInput.one(path, "the file holds no recogniser", "Write recognizers: [{name, supported_entity, patterns}]")
    try:
        with silence():
            made = list(loader.get(own, _languages(own), document.get("global_regex_flags") or _FLAGS))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        what = f"Presidio refuses a recogniser of the file ({type(error).__name__})"
        raise BadInput.one(path, what, "Each needs name, supported_entity, and patterns or deny_list") from None
    return _named(made)


def _languages(listed: list[dict[str, Any]]) -> list[str]:
    """Return every language that a recogniser of the file is for: none is left out because of it."""
    found: dict[str, None] = {"en": None}
    for one in listed:
        several = one.get("supported_languages")
        for said in (one.get("supported_language"), *(several if isinstance(several, list) else ())):
            name = said.get("language") if isinstance(said, dict) else said
            found.update({name: None} if isinstance(name, str) else {})
    return list(found)


def _named(made: list[Any]) -> dict[str, PatternRecognizer]:
    """Return recognisers by name; what is the same in several languages is asked once."""
    found: dict[str, PatternRecognizer] = {}
    seen: set[tuple[Any, ...]] = set()
    for one in made:
        same = (one.supported_entities[0], *((pattern.regex, pattern.score) for pattern in one.patterns))
        if same in seen:
            continue
        seen.add(same)
        name = f"{CUSTOM}{one.name}"
        while name in found:
            name += "'"
        found[name] = one
    return found
