"""How do the columns look in which companies, hospitals, courts and schools keep special categories?

The note says where the sign is: `both` header and values, `header only`, or `value only`.
"""

from __future__ import annotations

from tests.quality.columns import Row, shaped, small
from tests.quality.held_out_tables_special_more import BOTH, ES, FR, HEADER, IT, NL, PL, PT, VALUE

EN = (
    Row(
        "primary_diagnosis",
        "text",
        "special",
        "health",
        BOTH,
        "Essential hypertension|Type 2 diabetes mellitus|Asthma|Major depressive disorder, single episode|COPD|Osteoarthritis of knee|Atrial fibrillation|Hypothyroidism|Chronic kidney disease stage 3|Migraine without aura|Rheumatoid arthritis|Iron deficiency anaemia|Generalised anxiety disorder",
    ),
    Row(
        "religious_affiliation",
        "text",
        "special",
        "religion",
        BOTH,
        "Church of England|None|Roman Catholic|Muslim|Hindu|Sikh|Methodist|Jewish|Buddhist|Baptist|Prefer not to say",
    ),
    Row(
        "EthnicOrigin",
        "text",
        "special",
        "ethnicity",
        BOTH,
        "White - British|White - Any other|Asian or Asian British - Indian|Asian or Asian British - Pakistani|Black or Black British - African|Black or Black British - Caribbean|Mixed - White and Black Caribbean|Chinese|Not stated",
    ),
    Row(
        "sexual_orientation",
        "text",
        "special",
        "sex life",
        BOTH,
        "Heterosexual/Straight|Prefer not to say|Gay man|Gay woman/Lesbian|Bisexual|Other",
    ),
    Row(
        "offence_description",
        "text",
        "criminal",
        "offence",
        BOTH,
        "Theft from a shop|Common assault|Driving with excess alcohol|Criminal damage under £5,000|Possession of cannabis|Burglary dwelling|Fraud by false representation|Assault occasioning ABH|Breach of restraining order|Possession of a bladed article",
    ),
    Row(
        "pupil_guardian_relationship",
        "text",
        "child",
        "child",
        BOTH,
        "Mother|Father|Grandparent|Step-father|Foster carer|Aunt|Social worker|Older sibling",
    ),
    Row("union_dues_deduction", "number", "special", "union", HEADER, "0.00|14.72|9.25|18.50|22.10"),
    Row("fingerprint_template", "text", "special", "biometric", HEADER, shaped("464d5200~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~")),
    Row("has_unspent_convictions", "text", "criminal", "conviction", HEADER, "N|N|N|N|Y"),
    Row(
        "attr2",
        "text",
        "special",
        "health",
        VALUE,
        "Metformin 500mg tabs|Ramipril 5mg caps|Atorvastatin 20mg|Sertraline 50mg|Salbutamol 100mcg inhaler|Amlodipine 5mg|Levothyroxine 75mcg|Omeprazole 20mg|Insulin glargine 100u/ml|Warfarin 3mg|Fluoxetine 20mg",
    ),
    Row(
        "typ",
        "text",
        "special",
        "politics",
        VALUE,
        "Labour|Conservative|Don't know|Liberal Democrat|Reform UK|Green Party|SNP|Plaid Cymru|Would not vote",
    ),
    Row(
        "field_7",
        "text",
        "special",
        "genetic",
        VALUE,
        "No pathogenic variant detected|BRCA1 c.68_69delAG|BRCA2 c.5946delT|Factor V Leiden heterozygous|HFE C282Y homozygous|CFTR F508del carrier|MLH1 pathogenic variant|Variant of uncertain significance",
    ),
)

DE = (
    Row(
        "hauptdiagnose_icd10",
        "text",
        "special",
        "health",
        BOTH,
        "I10.90|E11.90|M54.5|F32.1|J45.9|K29.7|I48.0|F41.1|M17.1|G43.0|N18.3|C50.9|E03.9|J44.8|S72.0",
    ),
    Row(
        "konfession",
        "text",
        "special",
        "religion",
        BOTH,
        "römisch-katholisch|evangelisch|konfessionslos|muslimisch|evangelisch-freikirchlich|griechisch-orthodox|jüdisch|keine Angabe",
    ),
    Row("gewerkschaft", "text", "special", "union", BOTH, "keine|IG Metall|ver.di|IG BCE|GEW|NGG|EVG|IG BAU|GdP"),
    Row(
        "tatvorwurf",
        "text",
        "criminal",
        "offence",
        BOTH,
        "Diebstahl § 242 StGB|Betrug § 263 StGB|Körperverletzung § 223 StGB|Trunkenheit im Verkehr § 316 StGB|Sachbeschädigung § 303 StGB|Hausfriedensbruch § 123 StGB|Beleidigung § 185 StGB|unerlaubter Besitz von BtM § 29 BtMG|Nötigung § 240 StGB",
    ),
    Row(
        "Pflegegrad",
        "text",
        "special",
        "health",
        BOTH,
        "kein Pflegegrad|Pflegegrad 2|Pflegegrad 3|Pflegegrad 1|Pflegegrad 4|Pflegegrad 5|beantragt",
    ),
    Row(
        "kita_gruppe",
        "text",
        "child",
        "child",
        BOTH,
        "Krippe U3|Bärengruppe Ü3|Vorschulkinder|Schmetterlinge U3|Hortkinder|Waldgruppe|Integrationsgruppe",
    ),
    Row("krankheitstage_lfd_jahr", "integer", "special", "health", HEADER, small(7)),
    Row("kirchensteuermerkmal", "text", "special", "religion", HEADER, "--|rk|ev|lt|rf|ak|is"),
    Row("vorstrafen_jn", "text", "criminal", "conviction", HEADER, "n|n|n|j"),
    Row(
        "feld_3",
        "text",
        "special",
        "health",
        VALUE,
        "Pollenallergie|Penicillinallergie|Laktoseintoleranz|Hausstauballergie|Nussallergie|Zöliakie|Bienengiftallergie|Asthma bronchiale|Neurodermitis|keine bekannt",
    ),
    Row(
        "merkmal_b",
        "text",
        "special",
        "sex life",
        VALUE,
        "heterosexuell|keine Angabe|homosexuell|bisexuell|lesbisch|schwul|asexuell|pansexuell",
    ),
    Row(
        "status_2",
        "text",
        "child",
        "child",
        VALUE,
        "gemeinsames Sorgerecht|Mutter allein sorgeberechtigt|Vater allein sorgeberechtigt|Vormundschaft Jugendamt|Pflegeeltern|Amtspflegschaft|Großeltern als Vormund",
    ),
)

SPECIAL: dict[str, tuple[Row, ...]] = {"en": EN, "de": DE, "fr": FR, "es": ES, "it": IT, "nl": NL, "pl": PL, "pt": PT}
