"""Which English columns are special, criminal or child data, and which only look so?"""

from __future__ import annotations

from tests.quality.columns import Row, bell, decimal, small, whole
from tests.quality.people import full

SPECIAL = (
    Row(
        "patient_ethnic_group",
        "text",
        "special",
        "RACE_ETHNICITY",
        "both: the census groups of a hospital",
        "White - British|White - Irish|White - Any other White background|Mixed - White and Black Caribbean|Asian or Asian British - Indian|"
        "Asian or Asian British - Pakistani|Black or Black British - African|Black or Black British - Caribbean|Chinese|Not stated",
    ),
    Row("race_self_id", "text", "special", "RACE_ETHNICITY", "weak values: one-letter codes", "W|B|H|A|2|N|P|U"),
    Row(
        "relig_affil",
        "text",
        "special",
        "RELIGION",
        "both: chaplaincy list",
        "None|Church of England|Roman Catholic|Muslim|Christian|Hindu|Methodist|Sikh|Jewish|Jehovah's Witness|Buddhist|Baptist|Unknown",
    ),
    Row("pol_party_reg", "text", "special", "POLITICAL_OPINION", "weak values: voter roll codes", "DEM|REP|UNA|NPA|LIB|GRE|IND"),
    Row("union_dues_flag", "text", "special", "TRADE_UNION", "header only: payroll deduction", "N|Y"),
    Row(
        "pat_diag_1",
        "text",
        "special",
        "HEALTH",
        "both: ICD-10",
        "I10|E11.9|J45.909|M54.5|F32.9|E78.5|N39.0|K21.9|J18.9|I25.10|F41.1|G43.909|C50.911|Z79.4|B20|S72.001A|O80|R07.9|I48.91",
    ),
    Row(
        "attr_7",
        "text",
        "special",
        "HEALTH",
        "value only: diagnoses in words",
        "Essential hypertension|Type 2 diabetes mellitus|Asthma|Major depressive disorder|Chronic kidney disease stage 3|Osteoarthritis of knee|"
        "COPD|Atrial fibrillation|Hypothyroidism|Breast cancer|Epilepsy|Rheumatoid arthritis|Migraine without aura|Anxiety disorder",
    ),
    Row("disabilityInd", "integer", "special", "HEALTH", "header only: 0/1 flag", "0|0|0|1"),
    Row("apoe_genotype", "text", "special", "GENETIC", "weak values: allele pairs", "e3/e3|e3/e4|e2/e3|e4/e4|e2/e4|e2/e2"),
    Row("sexual_orient_cd", "text", "special", "SEXUAL_ORIENTATION", "header only: codes of a monitoring form", "1|9|2|4|3|Z|U"),
    Row(
        "offence_description",
        "text",
        "criminal",
        "CRIMINAL",
        "both: court list",
        "Theft from shop|Common assault|Drive a motor vehicle with excess alcohol|Possess a controlled drug of Class B - Cannabis|"
        "Criminal damage under £5,000|Assault by beating of an emergency worker|Burglary dwelling|Use a motor vehicle without insurance|"
        "Fail to surrender to police / court bail|Possess knife blade in a public place|Fraud by false representation",
    ),
    Row("prior_conv_cnt", "integer", "criminal", "CRIMINAL", "header only: counts", small(2)),
    Row(
        "val",
        "text",
        "criminal",
        "CRIMINAL",
        "value only: charges with degree",
        "Battery|Possession of Cocaine|Grand Theft in the 3rd Degree|Driving While License Revoked|Burglary Unoccupied Dwelling|"
        "Aggravated Assault W/Deadly Weapon|Resisting Arrest W/O Violence|Petit Theft|Felony Battery|DUI Property Damage/Injury|"
        "Armed Robbery|Poss Cannabis W/Intent to Sell",
    ),
    Row(
        "pupil_year_grp",
        "text",
        "child",
        "CHILD",
        "both: school year",
        "Year 7|Year 8|Year 9|Year 10|Year 6|Year 5|Year 4|Year 3|Year 2|Year 1|Reception|Nursery",
    ),
    Row("parent_guardian_1", "text", "child", "CHILD", "weak values: names of adults tied to a child", full("en", "{family}, {given}")),
)

LOOK_ALIKE = (
    Row(
        "race",
        "text",
        "none",
        "-",
        "a contest",
        "London Marathon|Great North Run|Brighton Half|Bath Half|Parkrun 5K|Leeds 10K|Isle of Wight Ultra",
    ),
    Row(
        "race_time",
        "text",
        "none",
        "-",
        "a duration",
        lambda draw: f"0{draw.randint(0, 4)}:{draw.randint(0, 59):02}:{draw.randint(0, 59):02}",
    ),
    Row("muslim_pct", "number", "none", "-", "religion as a statistic of countries", decimal(0, 99, 1)),
    Row("status", "text", "none", "-", "state of an order", "shipped|delivered|pending|cancelled|returned|on hold"),
    Row("degree", "number", "none", "-", "temperature in Celsius", bell(14, 6, 1)),
    Row("party_size", "integer", "none", "-", "guests of a restaurant table", "2|4|3|5|6|1|8|7|10|12"),
    Row("charge", "number", "none", "-", "price of a parcel", decimal(2.5, 48)),
    Row("sentence_len", "integer", "none", "-", "tokens in a text", whole(3, 64)),
    Row("conviction_rate", "number", "none", "-", "share per court district", decimal(0.55, 0.92, 3)),
    Row("orientation", "text", "none", "-", "of a page", "portrait|landscape|square"),
    Row("origin", "text", "none", "-", "airport of departure", "LHR|ATL|JFK|CDG|FRA|ORD|LAX|AMS|DXB|SIN|MAD|DFW|EWR"),
    Row("health_check", "text", "none", "-", "state of a server", "passing|passing|warning|critical|timeout"),
    Row("union", "text", "none", "-", "union of states", "European Union|Mercosur|African Union|ASEAN|EFTA|GCC|Eurasian Economic Union"),
    Row("child_process_id", "integer", "none", "-", "of an operating system", whole(301, 65535)),
    Row("minor", "integer", "none", "-", "part of a software version", "0|1|2|3|4|5|6|7|8|9|10|11|12|14"),
)
