"""What does the law call a kind of personal data? Labels to be read by a lawyer, no findings.

`verified` is set where the provision itself was read; the list of California was read in summaries, the
AI Act as amended in secondary sources, and the last point of the HIPAA list was not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

GDPR, CCPA, HIPAA, AI_ACT = "GDPR", "CCPA", "HIPAA", "AI Act"


@dataclass(frozen=True, slots=True, order=True)
class Kind:
    """What one law calls a kind of data: the law, the words, the provision, and whether its text was read."""

    system: str
    name: str
    clause: str
    verified: bool = False


_BY_CATEGORY: Mapping[str, Kind] = {
    "direct": Kind(GDPR, "direct identifier", "Art. 4(1)", verified=True),
    "pseudonym": Kind(GDPR, "pseudonym", "Art. 4(5)", verified=True),
    "quasi": Kind(GDPR, "quasi-identifier candidate", "Recital 26", verified=True),
    "freetext": Kind(GDPR, "personal data in free text", "Art. 4(1)", verified=True),
    "criminal": Kind(GDPR, "criminal convictions and offences", "Art. 10", verified=True),
    "child": Kind(GDPR, "child data", "Art. 8, Recital 38"),
}
_ARTICLE_9: Mapping[str, str] = {
    "BIOMETRIC": "biometric data",
    "ETHNICITY": "racial or ethnic origin",
    "GENETIC": "genetic data",
    "HEALTH": "health",
    "ICD_10": "health",
    "NRP": "racial or ethnic origin, religion or political opinions",
    "POLITICAL_OPINION": "political opinions",
    "RELIGION": "religious or philosophical beliefs",
    "SEXUAL_ORIENTATION": "sex life or sexual orientation",
    "TRADE_UNION": "trade union membership",
}
_BIAS = Kind(AI_ACT, "special category: exceptionally, to detect and correct bias", "Art. 4a, which replaces Art. 10(5)")
_PROTECTED = Kind(GDPR, "protected or vulnerable, not Art. 9", "Recital 75")
_PROTECTED_ENTITIES = frozenset({"AGE", "CHILD_DATA", "DATE_OF_BIRTH", "GENDER", "INCOME", "MARITAL_STATUS", "NATIONALITY"})
_NATIONAL_NUMBER = Kind(GDPR, "national identification number", "Art. 87")
_NATIONAL = frozenset({
    "AT_VNR", "AU_TFN", "BE_NN", "BG_EGN", "BG_PNF", "CA_SIN", "CH_SSN", "CY_ID", "CZ_RC", "DE_ID_CARD",
    "DE_SOCIAL_SECURITY", "DE_TAX_ID", "DK_CPR", "EE_IK", "ES_NIE", "ES_NIF", "FI_PERSONAL_IDENTITY_CODE", "FR_NIF",
    "FR_NIR", "GR_AFM", "GR_AMKA", "HR_OIB", "HU_ID", "HU_TAJ", "HU_TAX_ID", "IE_PPS", "IN_AADHAAR", "IN_PAN",
    "IT_FISCAL_CODE", "IT_IDENTITY_CARD", "KR_FRN", "KR_RRN", "LT_ASMENS", "LU_MATRICULE", "LV_PK", "MT_ID",
    "NATIONAL_ID", "NG_NIN", "NL_BSN", "NO_FODSELSNUMMER", "PH_UMID", "PL_PESEL", "PT_CC", "PT_NIF", "RO_CNP",
    "SE_PERSONNUMMER", "SG_NRIC_FIN", "SI_EMSO", "SK_RC", "TH_TNIN", "TR_NATIONAL_ID", "UK_NINO", "US_SSN",
    "ZA_ID_NUMBER",
})  # fmt: skip
_HEALTH_NUMBER = Kind(GDPR, "health: a number given to a person for health purposes", "Recital 35")
_HEALTH_NUMBERS = frozenset({
    "AU_MEDICARE", "DE_HEALTH_INSURANCE", "UK_NHS", "US_CLAIM_NUMBER", "US_HEALTH_INSURANCE_MEMBER_ID", "US_MBI",
    "US_PRESCRIPTION_NUMBER", "US_PRIOR_AUTHORIZATION_NUMBER", "US_REFERRAL_NUMBER",
})  # fmt: skip
_PUPILS = frozenset({"NL_ONDERWIJSNUMMER", "UK_UPN"})
_LICENCES = frozenset({
    "DE_FUEHRERSCHEIN", "IT_DRIVER_LICENSE", "KR_DRIVER_LICENSE", "UK_DRIVING_LICENCE", "US_DRIVER_LICENSE",
    "ZA_DRIVER_LICENSE",
})  # fmt: skip
_PASSPORTS = frozenset(f"{country}_PASSPORT" for country in ("DE", "ES", "IN", "IT", "KR", "PH", "UK", "US", "ZA"))
_PLATES = frozenset({
    "DE_KFZ", "IN_VEHICLE_REGISTRATION", "LICENSE_PLATE", "NG_VEHICLE_REGISTRATION", "TR_LICENSE_PLATE",
    "UK_VEHICLE_REGISTRATION", "ZA_LICENSE_PLATE",
})  # fmt: skip
_PROFESSIONS = frozenset({"DE_LANR", "MEDICAL_LICENSE", "US_NPI"})

_HIPAA_NAMES: Mapping[str, str] = {
    "A": "names",
    "B": "geographic subdivisions smaller than a state",
    "C": "dates except the year, ages over 89",
    "D": "telephone numbers",
    "F": "e-mail addresses",
    "G": "social security numbers",
    "H": "medical record numbers",
    "I": "health plan beneficiary numbers",
    "J": "account numbers",
    "K": "certificate and licence numbers",
    "L": "vehicle identifiers and licence plates",
    "M": "device identifiers and serial numbers",
    "N": "web addresses (URLs)",
    "O": "IP addresses",
    "P": "biometric identifiers",
    "R": "any other unique identifying number, characteristic or code",
}
_HIPAA: Mapping[str, frozenset[str]] = {
    "A": frozenset({"PERSON"}),
    "B": frozenset({"CITY", "GEO", "LOCATION", "POSTCODE", "STREET_ADDRESS"}),
    "C": frozenset({"AGE", "DATE_OF_BIRTH", "DATE_TIME"}),
    "D": frozenset({"PHONE_NUMBER", "ZA_MOBILE_NUMBER", "ZA_TELEPHONE_NUMBER"}),
    "F": frozenset({"EMAIL_ADDRESS"}),
    "G": frozenset({"US_SSN"}),
    "H": frozenset({"UK_NHS"}),
    "I": frozenset({"AU_MEDICARE", "DE_HEALTH_INSURANCE", "US_HEALTH_INSURANCE_MEMBER_ID", "US_MBI"}),
    "J": frozenset({"CREDIT_CARD", "CRYPTO", "IBAN_CODE", "US_BANK_NUMBER"}),
    "K": _LICENCES | _PROFESSIONS,
    "L": _PLATES | {"VIN"},
    "M": frozenset({"DEVICE_ID", "MAC_ADDRESS"}),
    "N": frozenset({"URL"}),
    "O": frozenset({"IP_ADDRESS"}),
    "P": frozenset({"BIOMETRIC"}),
}
_HIPAA_OF: Mapping[str, str] = {entity: letter for letter, entities in _HIPAA.items() for entity in entities}
_LAST = "R"

_CCPA_NAMES: Mapping[str, str] = {
    "(1)(A)": "social security, driver's licence, state identification card or passport number",
    "(1)(B)": "account or card number together with a code or password that gives access",
    "(1)(C)": "precise geolocation",
    "(1)(D)": "racial or ethnic origin, citizenship or immigration status, beliefs or union membership",
    "(1)(F)": "genetic data",
    "(2)(A)": "biometric information that identifies",
    "(2)(B)": "health",
    "(2)(C)": "sex life or sexual orientation",
}
_CCPA: Mapping[str, frozenset[str]] = {
    "(1)(A)": _LICENCES | _PASSPORTS | {"US_SSN", "NATIONAL_ID", "DE_ID_CARD", "IT_IDENTITY_CARD", "PT_CC", "CY_ID", "MT_ID"},
    "(1)(B)": frozenset({"CREDIT_CARD", "CVV", "IBAN_CODE", "PASSWORD", "US_BANK_NUMBER"}),
    "(1)(C)": frozenset({"GEO"}),
    "(1)(D)": frozenset({"ETHNICITY", "NATIONALITY", "NRP", "RELIGION", "TRADE_UNION"}),
    "(1)(F)": frozenset({"GENETIC"}),
    "(2)(A)": frozenset({"BIOMETRIC"}),
    "(2)(B)": frozenset({"HEALTH", "ICD_10"}),
    "(2)(C)": frozenset({"SEXUAL_ORIENTATION"}),
}
_CCPA_OF: Mapping[str, str] = {entity: point for point, entities in _CCPA.items() for entity in entities}


def kinds_of(entity: str, category: str) -> tuple[Kind, ...]:
    """Return what the laws call an entity that was found as this category, the GDPR first; none for a dismissed match.

    Of an entity that is not known here, as one of a user's own, the category decides.
    """
    if category == "dismissed":
        return ()
    return (*dict.fromkeys(_gdpr(entity, category)), *_california(entity), *_hipaa(entity, category), *_ai_act(entity, category))


def _gdpr(entity: str, category: str) -> Iterator[Kind]:
    """Yield what European data protection law calls it."""
    if entity in _ARTICLE_9 or category == "special":
        yield Kind(GDPR, f"special category: {_ARTICLE_9.get(entity, 'which is for a lawyer to say')}", "Art. 9(1)", verified=True)
    if category in _BY_CATEGORY:
        yield _BY_CATEGORY[category]
    for entities, kind in (
        (_NATIONAL, _NATIONAL_NUMBER),
        (_HEALTH_NUMBERS, _HEALTH_NUMBER),
        (_PUPILS, _BY_CATEGORY["child"]),
        (_PROTECTED_ENTITIES, _PROTECTED),
    ):
        if entity in entities:
            yield kind


def _california(entity: str) -> Iterator[Kind]:
    """Yield the point of California's list of sensitive personal information."""
    if point := _CCPA_OF.get(entity):
        yield Kind(CCPA, f"sensitive personal information: {_CCPA_NAMES[point]}", f"Cal. Civ. Code 1798.140(ae){point}")


def _hipaa(entity: str, category: str) -> Iterator[Kind]:
    """Yield the point of the list of the safe harbor method; its last one takes every other number of a person."""
    letter = _HIPAA_OF.get(entity) or (_LAST if category in {"direct", "pseudonym"} else None)
    if letter:
        yield Kind(HIPAA, f"({letter}) {_HIPAA_NAMES[letter]}", f"45 CFR 164.514(b)(2)(i)({letter})", verified=letter != _LAST)


def _ai_act(entity: str, category: str) -> Iterator[Kind]:
    """Yield that special categories may be processed to find bias only as an exception."""
    if entity in _ARTICLE_9 or category == "special":
        yield _BIAS
