"""Is it a code of the International Classification of Diseases?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from audit.observe.personal.recogniser import STATISTICS, Recogniser, Support
from audit.observe.vocabulary.look_alikes import MACHINES, NATURE

_BARE = re.compile(r"(?:[A-TV-Z][0-9][0-9AB](?:[0-9]{1,2}[0-9A-Z]{0,2}|X[0-9A-Z]{1,3})?|U0[4-9][0-9]?)[+*!]?", re.IGNORECASE)
_POINTED = re.compile(r"(?:[A-TV-Z][0-9][0-9AB]|U0[4-9])\.(?:[0-9X]{1,2}[0-9A-Z]{0,2}|-)[+*!]?", re.IGNORECASE)
_TROUBLE = re.compile("[PBCU][0-3][0-9A-F]{3}", re.IGNORECASE)
"""A trouble code of a vehicle (OBD-II)."""
_CHAPTERS = 3
_MOST = 0.9


def disease_codes(values: Sequence[str], said: Support) -> tuple[bool, ...]:
    """Tell which values are codes of diseases.

    A letter and two digits are also a seat, a size or a version: where the column does not say
    what it is, only codes with a point count, and only if they begin with several letters.
    """
    plain = [value.strip() for value in values]
    if sum(_TROUBLE.fullmatch(value) is not None for value in plain) >= _MOST * len(plain):
        return (False,) * len(plain)
    pointed = [value for value in plain if _POINTED.fullmatch(value)]
    if said > Support.NONE:
        return tuple(bool(_POINTED.fullmatch(value) or _BARE.fullmatch(value)) for value in plain)
    several = len({value[0].upper() for value in pointed}) >= min(_CHAPTERS, len(pointed))
    return tuple(several and _POINTED.fullmatch(value) is not None for value in plain)


RECOGNISER = Recogniser(
    entity="ICD_10",
    category="special",
    says="codes of diseases (ICD-10)",
    together=disease_codes,
    share=0.6,
    least_distinct=3,
    header=(
        "icd", "icd10", "icd 10", "icd9", "icd code", "icd10 code", "icd 10 code", "icd10cm", "icd 10 cm", "icd 10 gm",
        "icd schlussel", "code cim", "cim10", "cim 10", "cie10", "cie 10", "diag code", "diag cd", "diag", "icd cm", "icd gm",
        "icd cod", "cie", "cim", "cid 10", "cid10", "kod icd", "kod icd10", "cod cie10", "codigo cie", "codice icd",
        "code icd", "diag principal", "dx principal", "dx1", "dx2", "diag1", "diag2", "diagnosis1", "principal diagnosis",
        "admitting diagnosis", "rozpoznanie", "diagnosis code", "diagnosis", "diagnose",
        "diagnoseschlussel", "hauptdiagnose", "nebendiagnose", "dx code", "dx", "diagnostico", "diagnosi", "diagnoza",
    ),
    hints=("disease", "krankheit", "maladie", "condition", "enfermedad", "malattia", "ziekte", "choroba", "doenca"),
    not_header=(
        *STATISTICS, *MACHINES, *NATURE, "seat", "row", "size", "grid", "version", "postcode", "zip", "product", "color", "colour",
        "country", "currency",
    ),
    examples=("E11.9", "J45.0", "F32.1", "S72.001A"),
    counter_examples=("A", "E119E119", "12.5", "2015-10-14"),
)  # fmt: skip
