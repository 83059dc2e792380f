"""Do the values of a column come from a vocabulary, so that it is about what the vocabulary is about?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from audit.observe.personal.header_words import Support, fold
from audit.observe.vocabulary.answers import FILLERS

_WORD = re.compile(r"[^\W_]+")
_READ = 400
"""Characters of a value that are read: a word that matters stands at its beginning."""
_FEW_WORDS = 12
_FOLDED = 1000
_FIRST = 40
_NOBODY = "(?!)"


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Words of one subject, all folded: lower case without accents.

    `words` are whole words, `stems` their beginnings, `endings` their ends (`krebs`), `phrases` several words in
    order, `form` an expression for a whole value; `never` are words that only look like one of them.
    """

    words: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    form: str = _NOBODY
    never: tuple[str, ...] = ()

    @cached_property
    def _whole(self) -> frozenset[str]:
        """Return the whole words."""
        return frozenset(self.words) - self._barred

    @cached_property
    def _barred(self) -> frozenset[str]:
        """Return the words that never count."""
        return frozenset(self.never)

    @cached_property
    def _opening(self) -> dict[str, tuple[str, ...]]:
        """Return the phrases by their first word."""
        found: dict[str, tuple[str, ...]] = {}
        for phrase in self.phrases:
            first = phrase.split(" ", 1)[0]
            found[first] = (*found.get(first, ()), f" {phrase} ")
        return found

    @cached_property
    def _form(self) -> re.Pattern[str]:
        """Return the expression."""
        return re.compile(self.form)

    def has(self, folded: str) -> bool:
        """Tell whether a folded value holds a word of the subject, or has its form."""
        tokens = _WORD.findall(folded[:_READ])
        if any(self._knows(token) for token in tokens):
            return True
        text = f" {' '.join(tokens)} "
        if any(phrase in text for token in tokens for phrase in self._opening.get(token, ())):
            return True
        return len(folded) <= _READ and self._form.fullmatch(folded) is not None

    def _knows(self, token: str) -> bool:
        """Tell whether one word is of the subject."""
        if token in self._whole:
            return True
        return (token.startswith(self.stems) or token.endswith(self.endings)) and token not in self._barred


@dataclass(frozen=True, eq=False)
class Telling:
    """Tells of each value of a column whether it is about a subject: what `Recogniser.together` asks for.

    `strong` words count under any column name, `weak` ones where it at least hints at the subject. Of the values that
    say something, so large a share must have such a word: `alone` under any name, `hinted` under a hint, `plain` where the
    name says it plainly. Under any name at least `least` values must have one.
    """

    strong: Vocabulary
    weak: Vocabulary = Vocabulary()
    alone: float = 0.5
    hinted: float = 0.2
    plain: float = 0.1
    least: int = 3

    def __call__(self, values: Sequence[str], said: Support) -> tuple[bool, ...]:
        """Return one answer per value; none is yes where too few have a word of the subject."""
        if said is Support.NONE and len(values) > _FIRST and not self._worth_reading(values[:_FIRST]):
            return (False,) * len(values)
        folded = [fold(value.strip()[:_FOLDED]) for value in values]
        tells = [self._tells(text, said) for text in folded]
        telling = sum(tells)
        asked = max(sum(text not in FILLERS for text in folded), telling)
        few = said is Support.NONE and telling < min(self.least, len(values))
        if few or not telling or telling < self._needed(said) * asked:
            return (False,) * len(values)
        return tuple(tells)

    def _worth_reading(self, values: Sequence[str]) -> bool:
        """Tell whether the first values are half as telling as all would have to be: most columns are about something else."""
        folded = [fold(value.strip()[:_FOLDED]) for value in values]
        return 2 * sum(self._tells(text, Support.NONE) for text in folded) >= self.alone * sum(text not in FILLERS for text in folded)

    def _needed(self, said: Support) -> float:
        """Return the share that is needed."""
        return {Support.PLAIN: self.plain, Support.HINT: self.hinted}.get(said, self.alone)

    def _tells(self, folded: str, said: Support) -> bool:
        """Tell whether a value has a word that counts; under any name, long sentences have words of every subject."""
        if said is Support.NONE:
            return folded.count(" ") < _FEW_WORDS and self.strong.has(folded)
        return self.strong.has(folded) or self.weak.has(folded)
