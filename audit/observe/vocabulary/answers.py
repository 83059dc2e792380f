"""Which values answer a question without saying what it was? Yes and no, counts, days and codes of few signs.

General knowledge of English, German, French, Spanish, Italian, Dutch, Polish and Portuguese.
"""

from __future__ import annotations

FLAG = (
    "yes|no|true|false|ja|nein|oui|non|si|nee|tak|nie|sim|nao|wahr|falsch|vrai|faux|verdadero|falso|vero|waar|onwaar|"
    "prawda|falsz|verdadeiro|[a-z01]|[+-]|positive?|negative?|pos|neg|positiv|negativ|positivo|negativo|positief|negatief"
)
"""An answer to a yes-or-no question."""
WHOLE = "[0-9]{1,6}(?:[.]0*)?"
"""A number without decimals: how many, which code."""
NUMBER = "[-+]?[0-9]{1,7}(?:[.,][0-9]{1,6})?(?: ?[%a-z/]{1,8}[0-9]?)?"
"""A measured number, with a short unit."""
CODE = "[a-z]{1,2}[.]?|[a-z]{1,2}[-. ]?[0-9]{1,3}|[0-9]{1,3}[-. ]?[a-z]"
"""A code of few signs."""
DAY = "[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}(?:[t ][0-9:.+z-]{4,20})?|(?:19|20)[0-9]{6}"
"""A calendar day."""
ASIDE = "other|unknown|none|n/?a|not stated|missing|prefer not .{1,20}"
"""No answer."""
FILLERS = frozenset({
    "", "-", "--", "?", ".", "/", "x", "na", "n/a", "n.a.", "null", "nan", "none", "no", "yes", "unknown", "other", "others",
    "not stated",
    "not known", "not applicable", "missing", "undisclosed", "declined", "refused", "prefer not to say", "prefer not to answer",
    "any other", "keine", "keiner", "kein", "keins", "keine angabe", "k.a.", "k. a.", "ka", "unbekannt", "andere", "anderer",
    "anderes", "sonstige", "sonstiges", "ohne", "ohne angabe", "nein", "ja", "nicht bekannt", "aucun", "aucune", "inconnu",
    "inconnue", "autre", "autres", "non", "oui", "sans", "non renseigne", "non precise", "rien", "neant", "ne se prononce pas",
    "nsp", "ns/nc", "ninguno", "ninguna", "otro", "otra", "otros", "otras", "desconocido", "desconocida", "no consta",
    "no contesta", "no sabe", "ns", "nc", "sin datos", "si", "nessuno", "nessuna", "altro", "altra", "altri", "sconosciuto", "ignoto",
    "non noto", "non dichiarato", "geen", "geen opgave", "onbekend", "anders", "overig", "overige", "nee", "wil niet zeggen", "brak",
    "inne", "inny", "inna", "nieznane", "nieznany", "brak danych", "nie", "tak", "odmowa", "nie dotyczy", "nenhum", "nenhuma",
    "outro", "outra", "outros", "outras", "desconhecido", "nao", "sim", "nao sabe", "nao declarado", "sem informacao", "ignorado",
})  # fmt: skip
"""Values that say nothing about anybody, folded."""
