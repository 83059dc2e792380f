"""Which facts are planted in the demo, so that a test can ask whether the audit finds them?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ROWS = 5_000
SEED = 20_261_120


@dataclass(frozen=True, slots=True)
class Planted:
    """What an audit of the demo must find.

    `entities` maps a column to the kind of personal data in it; `hidden_in` is the free text with some
    inside; `missing` maps a column to the share of its rows (0 to 1) without a value. `disadvantaged` maps an
    attribute to the group that is held back, `reference` to the group that is not; `penalty` to what
    the group loses on the log-odds scale. `label_rates` holds the exact approvals and rows of every
    group in the data as written with `ROWS` and `SEED`.
    """

    entities: Mapping[str, str]
    hidden_in: Mapping[str, tuple[str, ...]]
    quasi_identifiers: tuple[str, ...]
    missing: Mapping[str, float]
    label: str
    favourable: str
    disadvantaged: Mapping[str, str]
    reference: Mapping[str, str]
    penalty: Mapping[str, float]
    k: int
    features: tuple[str, ...]
    label_rates: Mapping[str, Mapping[str, tuple[int, int]]]


PLANTED = Planted(
    entities={
        "applicant_id": "CUSTOMER_ID",
        "full_name": "PERSON",
        "email": "EMAIL_ADDRESS",
        "phone": "PHONE_NUMBER",
        "iban": "IBAN_CODE",
        "birth_date": "DATE_OF_BIRTH",
        "street": "STREET_ADDRESS",
        "postcode": "POSTCODE",
        "sex": "GENDER",
        "ethnicity": "ETHNICITY",
        "age": "AGE",
    },
    hidden_in={"notes": ("EMAIL_ADDRESS", "PHONE_NUMBER")},
    quasi_identifiers=("postcode", "birth_date", "sex"),
    missing={"income": 0.08},
    label="approved",
    favourable="yes",
    disadvantaged={"sex": "Female", "ethnicity": "Black"},
    reference={"sex": "Male", "ethnicity": "White"},
    penalty={"sex": 1.1, "ethnicity": 2.2},
    k=1,
    features=("age", "income", "employment_years", "debt_ratio", "housing", "purpose", "district"),
    label_rates={
        "sex": {"Female": (969, 2334), "Male": (2096, 2666)},
        "ethnicity": {
            "Asian": (354, 556),
            "Black": (220, 606),
            "Mixed": (131, 199),
            "Other": (106, 162),
            "White": (2254, 3477),
        },
    },
)
