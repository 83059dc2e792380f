"""Which of the values of a column are names of people, when they are looked at together?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum, auto
from functools import cache

from audit.observe.personal.given_names import known_names
from audit.observe.personal.header_words import Support, fold

_TITLES = frozenset("mr mrs ms miss dr prof sir rev hon herr frau m mme mlle sr sra don dona dott ing pan pani".split())  # noqa: SIM905
_ENDINGS = frozenset("jr sr ii iii iv phd md esq".split())  # noqa: SIM905
_PARTICLES = frozenset("van von de der den la le da di du dos das del della el al bin ibn ben ter ten zu y e".split())  # noqa: SIM905
_NO_PERSON = frozenset(
    """
    inc ltd llc co corp company corporation gmbh ag kg sa srl bv plc group bank association society club foundation
    department ministry office agency committee congress center centre university college school institute academy
    hospital hospitals clinic church colleges universities schools services service museum library hotel restaurant
    station airport store shop market street road avenue park county city state province district region republic
    kingdom islands island lake river mount valley beach bay
    north south east west central northern southern eastern western new san los las saint the of and for in on at to
    with a an international national global world hurricane storm typhoon cyclone team united fc project edition
    series album model version universitat hochschule schule verein stadt strasse ecole societe ville rue escuela
    universidad ciudad calle scuola citta via gemeente stichting ulica miasto szkola
    """.split()  # noqa: SIM905 - a long list of words reads better as text
)
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*")  # noqa: RUF001
_ASIDE = re.compile(r"\([^()]{0,8}\)|\*")
_BETWEEN = re.compile(r"[\s,.'’*-]+")  # noqa: RUF001
_SEVERAL = re.compile(r" ?[&;/] ?| (?:and|und|et|y|e|en|i) ")
_FOREIGN = re.compile(r"[\d/@:!?|<>=+_#%$\[\]{}\"]")
_STATE = re.compile(r", ?[A-Z]{2,3}$")
"""A place and its state: `Ames, IA`."""
_LONGEST = 60
_MOST_WORDS = 5


class Form(Enum):
    """How far a value looks like a name of a person."""

    NO = auto()
    WHOLE = auto()
    """A known given name with a further name."""
    INITIALS = auto()
    """Initials or a title before a name."""
    GIVEN = auto()
    """One word, a known given name."""
    FAMILY = auto()
    """One word, a known surname."""
    WORD = auto()
    """One capitalised word that is no known name."""
    WORDS = auto()
    """Two to five capitalised words, none of them known."""


def names_of_people(values: Sequence[str], said: Support) -> tuple[bool, ...]:
    """Tell of each value whether it is a person's name; none is, where the column as a whole does not look like names.

    One capitalised word is a name only among names; how many known names are needed depends on
    what the name of the column says.
    """
    forms = [form_of(value) for value in values]
    counted = _accepted(Counter(forms), len(forms), said)
    return tuple(form in counted for form in forms)


def _accepted(seen: Counter[Form], rows: int, said: Support) -> frozenset[Form]:
    """Return the forms that are names in a column with so many values of each."""
    share = {form: seen[form] / rows if rows else 0.0 for form in Form}
    several = frozenset({Form.WHOLE, Form.INITIALS, Form.WORDS})
    single = frozenset({Form.GIVEN, Form.FAMILY, Form.WORD})
    if said is Support.PLAIN:
        return (several | single) if _plainly(share) else frozenset()
    known = share[Form.WHOLE] + share[Form.INITIALS]
    least = 0.2 if said is Support.HINT else 0.35
    if said is Support.HINT and known >= least and known + 0.5 * (share[Form.WORDS] + share[Form.WORD]) >= 0.4:
        return several | single
    if known >= least and known + 0.5 * share[Form.WORDS] >= 0.55:
        return several
    return (several | single) if _single(share, rows, said) else frozenset()


def _plainly(share: dict[Form, float]) -> bool:
    """Tell whether a column that says it holds names may: at least half have a form, and some are known."""
    known = share[Form.WHOLE] + share[Form.INITIALS] + share[Form.GIVEN] + share[Form.FAMILY]
    return 1.0 - share[Form.NO] >= 0.5 and known >= 0.3


def _single(share: dict[Form, float], rows: int, said: Support) -> bool:
    """Tell whether single words are names: nearly all are known, or most of many are, surnames among them."""
    given, family = share[Form.GIVEN], share[Form.FAMILY]
    known = given + family + share[Form.WHOLE] + share[Form.INITIALS]
    if said is Support.HINT:
        return rows >= _FEW and known >= 0.5
    return (rows >= _FEW and given >= 0.75) or (rows >= _SOME and known >= 0.6 and family >= 0.2)


_FEW, _SOME = 3, 20


@cache
def _of_several(value: str) -> tuple[str, ...]:
    """Return the parts of a value that names several people: `Doc Watson & David Grisman`."""
    return tuple(part for part in _SEVERAL.split(value) if part)


def is_full_name(value: str) -> bool:
    """Tell whether a value is surely somebody's name: every word is known, a given name and a surname among them."""
    words = [fold(word) for word in _WORD.findall(value)]
    known = known_names()
    sure = len(words) > 1 and all(word in known.given or word in known.family for word in words)
    return sure and form_of(value) is Form.WHOLE and _paired(words, [word in known.given for word in words])


def form_of(value: str) -> Form:
    """Return the form of one value; of several people, that of the first one."""
    text = _ASIDE.sub("", value).strip(" ,")
    if not text or len(text) > _LONGEST:
        return Form.NO
    return _form(next(iter(_of_several(text)), ""))


def _form(text: str) -> Form:
    """Return the form of one person's name."""
    words = _WORD.findall(text)
    if not words or _FOREIGN.search(text) or _STATE.search(text) or _BETWEEN.sub("", text) != _BETWEEN.sub("", "".join(words)):
        return Form.NO
    folded = [fold(word.strip(".")) for word in words]
    titled = len(folded) > 1 and folded[0] in _TITLES
    core = [(name, word) for name, word in zip(folded[titled:], words[titled:], strict=True) if name not in _PARTICLES | _ENDINGS]
    if not core or len(core) > _MOST_WORDS or any(len(name) > 1 and name in _NO_PERSON for name, _ in core):
        return Form.NO
    if text != text.lower() and not all(_capital(word) for _, word in core):
        return Form.NO
    return _named([name for name, _ in core], titled=titled, turned="," in text)


def _capital(word: str) -> bool:
    """Tell whether a word begins with a capital, or is of a script that has none."""
    return word[:1].isupper() or word[:1].lower() == word[:1].upper()


def _named(names: list[str], *, titled: bool, turned: bool) -> Form:
    """Return the form of the names of one person, folded, without title and particles."""
    known = known_names()
    full = [name for name in names if len(name) > 1]
    if len(names) == 1:
        return Form.INITIALS if titled else _one(names[0])
    if not full:
        return Form.NO
    if len(full) == 1:
        return Form.INITIALS
    given = [name in known.given for name in full]
    if given[0] or (turned and any(given)) or _paired(full, given):
        return Form.WHOLE
    return Form.INITIALS if titled or len(full) < len(names) else Form.WORDS


def _paired(full: list[str], given: list[bool]) -> bool:
    """Tell whether one word is a given name and another a surname."""
    known = known_names().family
    return any(given[i] and full[j] in known for i in range(len(full)) for j in range(len(full)) if i != j)


def _one(name: str) -> Form:
    """Return the form of a single word."""
    known = known_names()
    if len(name) < 2:
        return Form.NO
    return Form.GIVEN if name in known.given else Form.FAMILY if name in known.family else Form.WORD
