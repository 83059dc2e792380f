"""Which German columns are special, criminal or child data, and which only look so?"""

from __future__ import annotations

from tests.quality.columns import Row, day, decimal, shaped

SPECIAL = (
    Row("kirchensteuer_mm", "text", "special", "RELIGION", "weak values: letters of the wage tax card", "--|rk|ev|lt|ak|is|rf|fr"),
    Row("fk_religion", "integer", "special", "RELIGION", "header only: foreign key", "1|2|9|4|3|7|5"),
    Row(
        "Religionszugehoerigkeit",
        "text",
        "special",
        "RELIGION",
        "both: school register",
        "evangelisch|römisch-katholisch|ohne Bekenntnis|islamisch|griechisch-orthodox|alevitisch|jüdisch|syrisch-orthodox|Zeugen Jehovas",
    ),
    Row(
        "Parteimitgliedschaft",
        "text",
        "special",
        "POLITICAL_OPINION",
        "both",
        "keine|SPD|CDU|BÜNDNIS 90/DIE GRÜNEN|CSU|FDP|DIE LINKE|AfD|Freie Wähler|Volt",
    ),
    Row("gewerkschaft", "text", "special", "TRADE_UNION", "both", "keine|ver.di|IG Metall|GEW|IG BCE|NGG|EVG|IG BAU|dbb|Marburger Bund"),
    Row(
        "HauptdiagICD",
        "text",
        "special",
        "HEALTH",
        "both: ICD-10-GM with marks",
        "I10.90|E11.90|F32.1|M54.5|J06.9|K29.7|I50.13|S82.6|C34.1|E66.00|J44.19|N18.3|F10.2|G47.31|Z96.6|I63.4|K80.20|H25.1|U07.1!",
    ),
    Row("schwerbeh_gdb", "integer", "special", "HEALTH", "weak values: degree of disability in tens", "0|50|30|40|60|80|100|20|70|90"),
    Row(
        "merkmal_3",
        "text",
        "special",
        "HEALTH",
        "value only: diagnoses in words",
        "Bluthochdruck|Diabetes mellitus Typ 2|Depressive Episode|Rückenschmerzen|Asthma bronchiale|Koronare Herzkrankheit|Brustkrebs|"
        "Schilddrüsenunterfunktion|Migräne|Bandscheibenvorfall|Vorhofflimmern|Alkoholabhängigkeit|Arthrose|Heuschnupfen|Epilepsie",
    ),
    Row(
        "sexuelleOrientierung",
        "text",
        "special",
        "SEXUAL_ORIENTATION",
        "both",
        "heterosexuell|keine Angabe|homosexuell|bisexuell|lesbisch|schwul|asexuell|pansexuell",
    ),
    Row(
        "fingerabdruck_tmpl",
        "text",
        "special",
        "BIOMETRIC",
        "weak values: minutiae as hexadecimal",
        shaped("464d5200203230000000~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"),
    ),
    Row(
        "bez_txt",
        "text",
        "criminal",
        "CRIMINAL",
        "value only: accusations with the section of the law",
        "Diebstahl, § 242 StGB|Betrug, § 263 StGB|Körperverletzung, § 223 StGB|Gefährliche Körperverletzung, § 224 StGB|"
        "Trunkenheit im Verkehr, § 316 StGB|Sachbeschädigung, § 303 StGB|Hausfriedensbruch, § 123 StGB|Beleidigung, § 185 StGB|"
        "Erschleichen von Leistungen, § 265a StGB|Unerlaubter Besitz von Betäubungsmitteln, § 29 BtMG|Raub, § 249 StGB",
    ),
    Row(
        "strafmass",
        "text",
        "criminal",
        "CRIMINAL",
        "both: sentences",
        "Geldstrafe 60 Tagessätze|Geldstrafe 90 Tagessätze|Freiheitsstrafe 6 Monate auf Bewährung|Freiheitsstrafe 1 Jahr auf Bewährung|"
        "Freispruch|Freiheitsstrafe 2 Jahre 3 Monate|Verwarnung mit Strafvorbehalt|Einstellung § 153a StPO|Jugendarrest 2 Wochen",
    ),
    Row("vorstrafen_jn", "text", "criminal", "CRIMINAL", "header only: J/N", "N|J"),
    Row(
        "Kita_Gruppe",
        "text",
        "child",
        "CHILD",
        "weak values: groups named after animals",
        "Marienkäfer|Igel|Mäuse|Sonnenblumen|Bären|Frösche|Schmetterlinge|Füchse",
    ),
    Row(
        "kind_geb_dat", "date", "child", "CHILD", "weak values: birth dates of the last years", day("2012-01-01", "2023-06-30", "%d.%m.%Y")
    ),
)

LOOK_ALIKE = (
    Row("Geschlecht_Nomen", "text", "none", "-", "gender of a noun", "die|der|das"),
    Row(
        "rasse_hund",
        "text",
        "none",
        "-",
        "breed of a dog",
        "Mischling|Labrador|Deutscher Schäferhund|Dackel|Pudel|Beagle|Boxer|Golden Retriever",
    ),
    Row("anteil_katholisch_prozent", "number", "none", "-", "religion as a statistic of districts", decimal(1, 92, 1)),
    Row(
        "diagnose_fehlercode",
        "text",
        "none",
        "-",
        "diagnosis of a car",
        "P0420|P0171|P0300|P0401|P0128|U0100|P2002|B1318|C0035|P0455|P0299|P0087",
    ),
    Row("zelle", "text", "none", "-", "cell of a spreadsheet", lambda draw: f"{draw.choice('ABCDEFGHK')}{draw.randint(1, 240)}"),
    Row("Guete", "text", "none", "-", "grade of steel", "S235JR|S355J2|C45|42CrMo4|X5CrNi18-10|S275JR|16MnCr5|1.4301|1.4571"),
    Row("klasse", "text", "none", "-", "energy class of a device", "A|B|C|D|E|F|G"),
    Row("strafzeit_min", "integer", "none", "-", "penalty minutes of an ice hockey match", "0|2|4|6|10|12|5|25"),
    Row("vertragspartei", "text", "none", "-", "role in a contract", "Auftraggeber|Auftragnehmer|Vermieter|Mieter|Käufer|Verkäufer|Bürge"),
    Row(
        "herkunft", "text", "none", "-", "origin of goods", "Deutschland|Italien|China|Polen|Frankreich|Türkei|Niederlande|Spanien|Vietnam"
    ),
    Row("kinder_groesse", "integer", "none", "-", "sizes of clothes", "98|104|110|116|92|122|128|86|134|140|80"),
    Row(
        "behinderung",
        "text",
        "none",
        "-",
        "obstruction of traffic",
        "Stau|Baustelle|Unfall|Fahrbahnverengung|Glatteis|Sperrung|Gegenstände auf Fahrbahn",
    ),
    Row("haftung_nass", "text", "none", "-", "wet grip of a tyre", "B|A|C|D|E"),
    Row("verurteilungsquote", "number", "none", "-", "share per federal state", decimal(0.6, 0.9, 4)),
    Row("rollstuhl_eingang", "text", "none", "-", "access of a building", "ja|nein|teilweise|unbekannt"),
)
