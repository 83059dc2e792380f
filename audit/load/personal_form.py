"""What may a subject say about personal data: how it is looked for, and what single columns hold?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, cast

from audit.load.documents import Items, Node
from audit.load.scalars import AsWritten, Choice, Text
from audit.load.shape import Field, Filled, Log, Many, Record, Schema
from audit.load.subject_types import Allowed, ColumnNote, Denied, PersonalData

ENTITY = r"^[A-Z][A-Z0-9_]*$"
_ENTITY = Text("the name of an entity in capitals, such as PERSON", ENTITY)
_REASON_TEXT = Text("a reason, in words")

VALUE = Field("value", AsWritten("a text"), "", "the text that counts for nothing", required=True)
WHY = Field("reason", _REASON_TEXT, "", "why, in words", required=True)
KIND = Field("entity", _ENTITY, "", "what the texts are, such as EMPLOYEE_NAME", required=True)


class _Texts:
    """A list of texts as written; none of them is ever quoted in a message: they may name people."""

    def read(self, node: Node, name: str, log: Log) -> tuple[str, ...] | None:
        """Return the texts; the same one twice, an empty one and an empty list are mistakes."""
        if not isinstance(node, Items) or not node.items:
            log.add(node.place, f"{name!r} must be a list of texts", "Write [first, second]")
            return None
        texts: dict[str, None] = {}
        for item in node.items:
            text = AsWritten("a text").read(item, name, log)
            if text in texts:
                log.add(item.place, f"{name!r} names the same twice", "Keep one of them")
            elif text is not None:
                texts[text] = None
        return tuple(texts)

    def schema(self) -> Schema:
        """Return an array of scalars."""
        return {"type": "array", "items": AsWritten("").schema(), "uniqueItems": True, "minItems": 1}


VALUES: Field[tuple[str, ...]] = Field("values", _Texts(), (), "the texts", required=True)


def _allowed(filled: Filled, _: Log) -> Allowed:
    """Return a text that counts for nothing."""
    return Allowed(filled.get(VALUE), filled.get(WHY))


def _denied(filled: Filled, _: Log) -> Denied:
    """Return texts that are an entity."""
    return Denied(filled.get(KIND), filled.get(VALUES), filled.get(WHY))


RECOGNISERS = Field("recognisers", Text("a path"), "", "a file of Presidio recognisers of your own, relative to this one")
NLP = Field("nlp", Text("the name or the folder of a language model"), "", "the language model that looks for names in free text")
ALLOW: Field[tuple[Allowed, ...]] = Field(
    "allow", Many(Record((VALUE, WHY), _allowed, "a table {value, reason}"), "tables {value, reason}"), (), "texts that count for nothing"
)
DENY: Field[tuple[Denied, ...]] = Field(
    "deny",
    Many(Record((KIND, VALUES, WHY), _denied, "a table {entity, values, reason}"), "tables {entity, values, reason}"),
    (),
    "texts that are an entity",
)


def _personal(filled: Filled, _: Log) -> PersonalData:
    """Return how personal data is looked for."""
    return PersonalData(filled.get(RECOGNISERS), filled.get(NLP), filled.get(ALLOW), filled.get(DENY))


PERSONAL: Field[PersonalData] = Field(
    "personal", Record((RECOGNISERS, NLP, ALLOW, DENY), _personal), PersonalData(), "how personal data is looked for"
)

SPECIAL = Field("special", Choice(("allowed",)), "", "allowed: the special category in it is meant to be there")
HOLDS = Field(
    "personal",
    Choice(("allowed", "none")),
    "",
    "allowed: the personal data in it is meant to be there; none: it holds nothing personal, whatever it looks like",
)
GROUND = Field("ground", Text("the ground, in words"), "", "why it is allowed: the article or the task")
IS = Field("entity", _ENTITY, "", "what the column holds, whatever it looks like, such as PERSON")
REASON = Field("reason", _REASON_TEXT, "", "why the verdict on the column is overridden")


def _note(filled: Filled, log: Log) -> ColumnNote:
    """Return the note on a column; whoever allows something says on which ground, whoever overrides says why."""
    for place, what, step in _contradictions(filled):
        log.add(filled.at(place) if place else filled.place, what, step)
    special = cast("Literal['allowed', '']", filled.get(SPECIAL))
    personal = cast("Literal['allowed', 'none', '']", filled.get(HOLDS))
    return ColumnNote(special, personal, filled.get(GROUND), filled.get(IS), filled.get(REASON))


def _contradictions(filled: Filled) -> Iterator[tuple[Field[str] | None, str, str]]:
    """Yield what a note lacks, and what it says for nothing or against itself."""
    nothing = filled.get(HOLDS) == "none"
    allows = filled.has(SPECIAL) or (filled.has(HOLDS) and not nothing)
    overrides = filled.has(IS) or nothing
    if allows and not filled.has(GROUND):
        yield None, "missing key 'ground'", "Say on which ground it is allowed"
    if filled.has(GROUND) and not allows:
        yield GROUND, "'ground' alone allows nothing", "Add 'special: allowed' or 'personal: allowed'"
    if overrides and not filled.has(REASON):
        yield None, "missing key 'reason'", "Say why the verdict on the column is overridden"
    if filled.has(REASON) and not overrides:
        yield REASON, "'reason' alone changes nothing", "Add 'entity: NAME' or 'personal: none'"
    if nothing and (filled.has(IS) or filled.has(SPECIAL)):
        other = IS.name if filled.has(IS) else SPECIAL.name
        yield HOLDS, f"'personal: none' and {other!r} contradict each other", "Keep one of them"


NOTE = Record((SPECIAL, HOLDS, GROUND, IS, REASON), _note)
