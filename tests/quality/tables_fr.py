"""Which French columns are special, criminal or child data, and which only look so?"""

from __future__ import annotations

from tests.quality.columns import Row, day, decimal, whole

SPECIAL = (
    Row(
        "origine_ethnique",
        "text",
        "special",
        "RACE_ETHNICITY",
        "both: as asked in Québec and Belgium",
        "Blanc|Noir|Arabe|Asiatique du Sud|Latino-Américain|Autochtone - Première Nation|Asiatique du Sud-Est|Métis|Inuit|Maghrébin|Autre",
    ),
    Row(
        "appartReligieuse",
        "text",
        "special",
        "RELIGION",
        "both",
        "sans religion|catholique|musulman|protestant|juif|bouddhiste|orthodoxe|témoin de Jéhovah|ne souhaite pas répondre",
    ),
    Row(
        "regime_confess",
        "text",
        "special",
        "RELIGION",
        "weak values: diet of a canteen that shows a faith",
        "standard|sans porc|halal|végétarien|casher|sans viande",
    ),
    Row(
        "opinion_pol",
        "text",
        "special",
        "POLITICAL_OPINION",
        "weak values: left to right",
        "sans opinion|gauche|centre|droite|extrême droite|extrême gauche|centre droit|écologiste",
    ),
    Row("adhesion_synd", "text", "special", "TRADE_UNION", "both", "non adhérent|CFDT|CGT|FO|CFE-CGC|UNSA|CFTC|SUD Solidaires|FSU"),
    Row(
        "cod_cim10",
        "text",
        "special",
        "HEALTH",
        "both: ICD-10 without dot, as hospitals send it",
        "I10|E119|J189|Z491|F329|K359|I500|S7200|C509|N390|J441|O800|R410|I639|G309|F102|K800|M170|E6690|Z511",
    ),
    Row("situation_handicap", "text", "special", "HEALTH", "header only: O/N", "N|O"),
    Row("ald_num", "integer", "special", "HEALTH", "weak values: number of a long illness, 1 to 32", "8|30|23|5|1|3|12|13|15|9|16|7|24|19"),
    Row(
        "champ_12",
        "text",
        "special",
        "HEALTH",
        "value only: illnesses in words",
        "Hypertension artérielle|Diabète de type 2|Asthme|Dépression|Insuffisance cardiaque|Cancer du sein|Lombalgie chronique|"
        "Hypothyroïdie|Maladie d'Alzheimer|Épilepsie|Insuffisance rénale chronique|Polyarthrite rhumatoïde|Endométriose|AVC ischémique",
    ),
    Row("groupe_sang", "text", "special", "HEALTH", "weak values: blood groups", "A+|O+|B+|O-|A-|AB+|B-|AB-"),
    Row(
        "code_natinf",
        "integer",
        "criminal",
        "CRIMINAL",
        "header only: number of an offence in the French list",
        "7151|1123|240|7875|11550|27|10067|7980|12055|107|22739|9838|1508|7989|2500",
    ),
    Row(
        "qualifInfraction",
        "text",
        "criminal",
        "CRIMINAL",
        "both: offences",
        "Vol simple|Conduite sous l'empire d'un état alcoolique|Violences volontaires|Usage de stupéfiants|Escroquerie|Recel|"
        "Vol avec effraction|Outrage à agent|Conduite sans permis|Dégradation de bien privé|Abus de confiance|Port d'arme prohibé",
    ),
    Row(
        "lib_2",
        "text",
        "criminal",
        "CRIMINAL",
        "value only: sentences",
        "3 mois d'emprisonnement avec sursis|Amende de 500 €|105 heures de travail d'intérêt général|6 mois d'emprisonnement ferme|Relaxe|"
        "Suspension du permis 4 mois|Stage de citoyenneté|Bracelet électronique 6 mois|2 ans dont 1 an avec sursis probatoire|Rappel à la loi",
    ),
    Row(
        "classe_eleve",
        "text",
        "child",
        "CHILD",
        "both: school classes",
        "CP|CE1|CE2|CM1|CM2|6e A|5e B|4e C|3e A|Petite section|Grande section",
    ),
    Row(
        "dt_nais_enfant",
        "date",
        "child",
        "CHILD",
        "weak values: birth dates of the last years",
        day("2011-01-01", "2023-08-31", "%d/%m/%Y"),
    ),
)

LOOK_ALIKE = (
    Row(
        "course_hippique",
        "text",
        "none",
        "-",
        "a race of horses",
        "Prix d'Amérique|Prix de Diane|Prix du Jockey Club|Prix de Vincennes|Quinté+ Deauville|Grand Steeple-Chase de Paris",
    ),
    Row(
        "race_bovine",
        "text",
        "none",
        "-",
        "breed of cattle",
        "Prim'Holstein|Charolaise|Limousine|Montbéliarde|Normande|Blonde d'Aquitaine|Salers|Aubrac",
    ),
    Row("orientation", "text", "none", "-", "side of a building", "sud|sud-ouest|est|nord|sud-est|ouest|nord-ouest"),
    Row("part_protestants", "number", "none", "-", "religion as a statistic of cantons", decimal(0, 60, 1)),
    Row(
        "syndicat_eaux",
        "text",
        "none",
        "-",
        "water boards",
        "SEDIF|SIAEP de la Vallée|SMEA 31|SIVOM du Val|SDEA Alsace-Moselle|Eau du Ponant",
    ),
    Row("vanne_condamnee", "text", "none", "-", "a valve that is shut for good", "N|O"),
    Row("genre", "text", "none", "-", "of a film", "comédie|drame|thriller|documentaire|animation|policier|science-fiction|horreur"),
    Row("sexe_connecteur", "text", "none", "-", "gender of a plug", "mâle|femelle"),
    Row("charge_utile_kg", "integer", "none", "-", "load of a lorry", whole(450, 26000)),
    Row("orange_sanguine_kg", "number", "none", "-", "blood oranges sold", decimal(0.5, 220, 1)),
    Row("indice_criminalite", "number", "none", "-", "per town", decimal(12, 88, 1)),
    Row("nb_ecoles_maternelles", "integer", "none", "-", "nursery schools per town", "1|2|0|3|4|5|7|9|12"),
    Row("maladie_vigne", "text", "none", "-", "disease of vines", "mildiou|oïdium|esca|black-rot|botrytis|flavescence dorée|aucune"),
    Row(
        "prison",
        "text",
        "none",
        "-",
        "list of places per region",
        "MA de Fresnes|CP de Lille-Annœullin|MA de Fleury-Mérogis|CP des Baumettes|MC de Clairvaux|CD de Melun|CP de Rennes",
    ),
    Row("degre", "number", "none", "-", "alcohol of a wine", decimal(10.5, 15.5, 1)),
)
