"""By which form and which check digit is an entity recognised where Presidio is not loaded?

A form is what the number looks like when a person writes it; the modules are python-stdnum's. Without a module the form
alone speaks, and `proof` tells that it is proof as it stands (an e-mail address).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Form(NamedTuple):
    """A regular expression, and the modules of python-stdnum one of which must accept what it finds."""

    form: str
    modules: tuple[str, ...] = ()
    proof: bool = True


def _alone(body: str) -> str:
    """Return an expression whose match is no piece of a longer word or number."""
    return rf"(?<![0-9A-Za-z])(?:{body})(?![0-9A-Za-z])"


_FILES = "png|jpe?g|gif|svg|webp|bmp|css|js|json|html?|pdf|csv|txt|md"
_EMAIL = rf"(?<![\w.+-])[\w.!#$%&'*+/=?^`{{|}}~-]+@(?:[\w-]+\.)+(?!(?:{_FILES})\b)[^\W\d_]{{2,24}}(?![\w-])"
_CARD, _AMEX = r"[2-6][0-9]{3}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{1,7}", r"3[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5}"
_IT, _US = "[0-9LMNPQRSTUV]", "AC-HJKMNP-RT-Y"
_OCTET = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"

QUICK: Mapping[str, Form] = {
    "EMAIL_ADDRESS": Form(_EMAIL),
    "CREDIT_CARD": Form(_alone(f"{_CARD}|{_AMEX}"), ("luhn",)),
    "IP_ADDRESS": Form(rf"(?<![0-9A-Za-z.])(?:{_OCTET}\.){{3}}{_OCTET}(?![0-9A-Za-z.])"),
    "MAC_ADDRESS": Form(_alone(r"[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}")),
    "AU_ABN": Form(_alone(r"[0-9]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{3}"), ("au.abn",)),
    "AU_ACN": Form(_alone(r"[0-9]{3} ?[0-9]{3} ?[0-9]{3}"), ("au.acn",)),
    "AU_TFN": Form(_alone(r"[0-9]{3} ?[0-9]{3} ?[0-9]{2,3}"), ("au.tfn",)),
    "CA_SIN": Form(_alone(r"[1-79][0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{3}"), ("ca.sin",)),
    "DE_TAX_ID": Form(_alone(r"[1-9][0-9](?: ?[0-9]{3}){3}"), ("de.idnr",)),
    "ES_NIE": Form(_alone(r"[XYZ]-?[0-9]{7}-?[A-Z]"), ("es.nie",)),
    "ES_NIF": Form(_alone(r"[0-9]{8}-?[A-Z]"), ("es.dni",)),
    "FI_PERSONAL_IDENTITY_CODE": Form(_alone(r"[0-9]{6}[-+A-FU-Y][0-9]{3}[0-9A-Y]"), ("fi.hetu",)),
    "IN_AADHAAR": Form(_alone(r"[2-9][0-9]{3}[ -]?[0-9]{4}[ -]?[0-9]{4}"), ("in_.aadhaar",)),
    "IN_GSTIN": Form(_alone(r"[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]Z[0-9A-Z]"), proof=False),
    "IN_PAN": Form(_alone(r"[A-Z]{3}[ABCFGHJKLPT][A-Z][0-9]{4}[A-Z]"), ("in_.pan",)),
    "IT_FISCAL_CODE": Form(_alone(rf"[A-Z]{{6}}{_IT}{{2}}[A-EHLMPRST]{_IT}{{2}}[A-Z]{_IT}{{3}}[A-Z]"), ("it.codicefiscale",)),
    "KR_RRN": Form(_alone(r"[0-9]{6}-?[1-8][0-9]{6}"), ("kr.rrn",)),
    "PL_PESEL": Form(_alone(r"[0-9]{11}"), ("pl.pesel",)),
    "SE_PERSONNUMMER": Form(_alone(r"(?:[0-9]{2})?[0-9]{6}[-+]?[0-9]{4}"), ("se.personnummer",)),
    "TH_TNIN": Form(_alone(r"[1-8][ -]?[0-9]{4}[ -]?[0-9]{5}[ -]?[0-9]{2}[ -]?[0-9]"), ("th.pin",)),
    "TR_NATIONAL_ID": Form(_alone(r"[1-9][0-9]{10}"), ("tr.tckimlik",)),
    "UK_NHS": Form(_alone(r"[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}"), ("gb.nhs",)),
    "UK_NINO": Form(_alone(r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?: ?[0-9]{2}){3} ?[A-D]"), proof=False),
    "US_ITIN": Form(_alone(r"9[0-9]{2}[ .-][5-9][0-9][ .-][0-9]{4}"), ("us.itin",), proof=False),
    "US_MBI": Form(_alone(rf"[1-9][{_US}][0-9{_US}][0-9]-?[{_US}][0-9{_US}][0-9]-?[{_US}]{{2}}[0-9]{{2}}"), proof=False),
    "US_SSN": Form(_alone(r"[0-8][0-9]{2}[ .-][0-9]{2}[ .-][0-9]{4}"), ("us.ssn",), proof=False),
    "ZA_ID_NUMBER": Form(_alone(r"[0-9]{6} ?[0-9]{4} ?[0-9]{2} ?[0-9]|[0-9]{13}"), ("za.idnr",)),
}  # fmt: skip
"""Forms by entity."""
