"""Which entities does a user's own file of Presidio recognisers look for, and is an entity that a subject names known?"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from audit.core.errors import BadInput, Problem, did_you_mean
from audit.load.documents import Items, Node, Scalar, Table, read_document
from audit.load.subject_types import Subject

_LIST = "recognizers"
_ONE, _SEVERAL = "supported_entity", "supported_entities"


def unknown_entities(subject: Subject, known: Collection[str]) -> Iterator[Problem]:
    """Yield every column's entity that nobody knows, and what is wrong with the subject's own recognisers.

    `known` are the entities that come along; those of the file and of the deny list are known too.
    """
    own: tuple[str, ...] = ()
    if subject.personal.recognisers:
        try:
            own = entities_of(subject)
        except BadInput as error:
            yield from error.problems
            return
    names = {*known, *own, *(denied.entity for denied in subject.personal.deny)}
    for column, note in subject.columns.items():
        if note.entity and note.entity not in names:
            what = f"unknown entity {note.entity!r}"
            yield Problem(subject.place(f"columns.{column}.entity"), what, _hint(note.entity, names))


def _hint(entity: str, names: Collection[str]) -> str:
    """Return the closest entity; the whole list would be too long to read."""
    hint = did_you_mean(entity, names)
    return hint if hint.startswith("Did") else "See docs/personal-data-entities.md, or define it in a file: personal: {recognisers: FILE}"


def entities_of(subject: Subject) -> tuple[str, ...]:
    """Return the entities of the subject's own recognisers; raises BadInput if the file is none of Presidio's."""
    path = subject.resolve(subject.personal.recognisers)
    if not path.is_file():
        where = subject.place("personal.recognisers")
        raise BadInput.one(where, f"there is no file {subject.personal.recognisers!r}", "The path starts at the subject's folder")
    document = read_document(path, subject.personal.recognisers)
    if document.problems:
        raise BadInput(document.problems)
    listed = _child(document.root, _LIST)
    if not isinstance(listed, Items) or not listed.items:
        step = "Write it as Presidio reads it: recognizers: [{name, supported_entity, patterns}]"
        raise BadInput.one(str(document.root.place), f"there is no list {_LIST!r}", step)
    return tuple(dict.fromkeys(name for item in listed.items for name in _entities(item)))


def _entities(item: Node) -> Iterator[str]:
    """Yield the entities of one recogniser."""
    one, several = _child(item, _ONE), _child(item, _SEVERAL)
    for node in (one, *(several.items if isinstance(several, Items) else ())):
        if isinstance(node, Scalar) and not node.nothing:
            yield node.text


def _child(node: Node, key: str) -> Node | None:
    """Return what stands under a key of a table, or None."""
    if not isinstance(node, Table):
        return None
    return next((value for name, value in node.entries if name.text == key), None)
