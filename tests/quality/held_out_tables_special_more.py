"""How do such columns look in French, Spanish, Italian, Dutch, Polish and Portuguese houses?"""

from __future__ import annotations

from tests.quality.columns import Row, day

BOTH, HEADER, VALUE = "both", "header only", "value only"

FR = (
    Row(
        "motif_hospitalisation",
        "text",
        "special",
        "health",
        BOTH,
        "Insuffisance cardiaque|Fracture du col du fémur|Pneumopathie|Accouchement|AVC ischémique|Appendicite aiguë|Douleur thoracique|Chimiothérapie|Crise d'épilepsie|Tentative de suicide|Embolie pulmonaire|Colique néphrétique",
    ),
    Row(
        "allergies_patient",
        "text",
        "special",
        "health",
        BOTH,
        "Aucune connue|Pénicilline|Arachide|Latex|Acariens|Produits de contraste iodés|Gluten|Venin de guêpe|Aspirine|Graminées",
    ),
    Row("appartenance_syndicale", "text", "special", "union", BOTH, "Aucune|CFDT|CGT|FO|CFE-CGC|CFTC|UNSA|SUD Solidaires|FSU"),
    Row(
        "religion",
        "text",
        "special",
        "religion",
        BOTH,
        "Sans religion|Catholique|Musulmane|Protestante|Juive|Bouddhiste|Orthodoxe|Ne souhaite pas répondre",
    ),
    Row(
        "infraction_retenue",
        "text",
        "criminal",
        "offence",
        BOTH,
        "Vol simple|Conduite sous l'empire d'un état alcoolique|Usage illicite de stupéfiants|Violences volontaires ITT < 8 jours|Escroquerie|Outrage à agent|Recel|Abus de confiance|Menaces de mort|Vol en réunion",
    ),
    Row("classe_enfant", "text", "child", "child", BOTH, "CP|CE1|CE2|CM1|CM2|Petite section|Moyenne section|Grande section"),
    Row("taux_incapacite", "integer", "special", "health", HEADER, "0|50|80|20|65|30|75|10"),
    Row("casier_judiciaire", "text", "criminal", "conviction", HEADER, "N|N|N|O"),
    Row("orientation_sexuelle_cd", "integer", "special", "sex life", HEADER, "1|9|2|3|4"),
    Row(
        "attr2",
        "text",
        "special",
        "health",
        VALUE,
        "Handicap moteur|Déficience visuelle|Surdité|Trouble du spectre autistique|Handicap psychique|Déficience intellectuelle|Maladie invalidante|Dyslexie",
    ),
    Row(
        "champ_4",
        "text",
        "special",
        "politics",
        VALUE,
        "Renaissance|Rassemblement national|La France insoumise|Les Républicains|Parti socialiste|Europe Écologie Les Verts|Parti communiste français|Sans opinion|MoDem",
    ),
    Row(
        "lib_1",
        "text",
        "special",
        "health",
        VALUE,
        "Diabète de type 2|Hypertension artérielle|Asthme|Cancer du sein|Dépression|Sclérose en plaques|Hypothyroïdie|Maladie de Crohn|Infarctus du myocarde|Hépatite C|Insuffisance rénale",
    ),
)

ES = (
    Row(
        "diagnostico_principal",
        "text",
        "special",
        "health",
        BOTH,
        "Hipertensión arterial|Diabetes mellitus tipo 2|Lumbalgia|Trastorno de ansiedad|EPOC|Asma bronquial|Infección urinaria|Gonartrosis|Insuficiencia cardiaca|Hipotiroidismo|Fibromialgia|Cáncer de mama",
    ),
    Row(
        "confesion_religiosa",
        "text",
        "special",
        "religion",
        BOTH,
        "Católica|Ninguna|Evangélica|Musulmana|Testigo de Jehová|Ortodoxa|Judía|No consta",
    ),
    Row(
        "pertenencia_etnica",
        "text",
        "special",
        "ethnicity",
        BOTH,
        "Mestizo|Indígena|Blanco|Afrodescendiente|Gitano|Quechua|Ninguna|Mulato|No declara",
    ),
    Row("afiliacion_sindical", "text", "special", "union", BOTH, "No afiliado|CCOO|UGT|CSIF|USO|CGT|ELA|LAB"),
    Row(
        "delito_imputado",
        "text",
        "criminal",
        "offence",
        BOTH,
        "Hurto|Robo con fuerza|Lesiones|Conducción bajo los efectos del alcohol|Tráfico de drogas|Violencia de género|Estafa|Quebrantamiento de condena|Amenazas|Allanamiento de morada",
    ),
    Row(
        "curso_alumno",
        "text",
        "child",
        "child",
        BOTH,
        "1º Primaria|2º Primaria|3º Primaria|4º Primaria|5º Primaria|6º Primaria|1º ESO|2º ESO|Infantil 4 años|Infantil 5 años",
    ),
    Row("grado_discapacidad", "integer", "special", "health", HEADER, "0|33|45|65|38|75|50"),
    Row("antecedentes_penales", "text", "criminal", "conviction", HEADER, "NO|NO|NO|SI"),
    Row("intencion_voto_cod", "integer", "special", "politics", HEADER, "1|2|98|3|4|97|5|99|6|21"),
    Row(
        "campo_5",
        "text",
        "special",
        "health",
        VALUE,
        "Metformina 850 mg|Enalapril 20 mg|Omeprazol 20 mg|Lorazepam 1 mg|Simvastatina 20 mg|Sintrom 4 mg|Insulina lantus|Paroxetina 20 mg|Ventolin inhalador|Eutirox 50 mcg|Tramadol 50 mg",
    ),
    Row("tipo", "text", "special", "sex life", VALUE, "Heterosexual|Homosexual|Bisexual|Lesbiana|Gay|Asexual|Prefiere no contestar"),
    Row(
        "dato_1",
        "text",
        "special",
        "health",
        VALUE,
        "Depresión mayor|Hernia discal|Gripe|Fractura de tobillo|Embarazo de riesgo|Ciática|Gastroenteritis|Estrés laboral|Tendinitis|COVID-19|Migraña",
    ),
)

IT = (
    Row(
        "patologia_cronica",
        "text",
        "special",
        "health",
        BOTH,
        "Ipertensione arteriosa|Diabete mellito tipo 2|Nessuna|Asma|BPCO|Artrite reumatoide|Celiachia|Scompenso cardiaco|Epilessia|Psoriasi",
    ),
    Row(
        "reato_contestato",
        "text",
        "criminal",
        "offence",
        BOTH,
        "Furto aggravato|Lesioni personali|Truffa|Guida in stato di ebbrezza|Spaccio di stupefacenti|Ricettazione|Minaccia|Maltrattamenti in famiglia|Rapina",
    ),
    Row("campo_2", "text", "special", "union", VALUE, "Nessuno|CGIL|CISL|UIL|UGL|USB|Confsal|Cobas"),
)

NL = (
    Row(
        "geloofsovertuiging",
        "text",
        "special",
        "religion",
        BOTH,
        "Geen|Rooms-katholiek|Protestants (PKN)|Islam|Gereformeerd vrijgemaakt|Hindoeïsme|Joods|Boeddhisme",
    ),
    Row("hiv_uitslag", "text", "special", "health", HEADER, "neg|neg|pos|onb"),
    Row(
        "kenmerk_3",
        "text",
        "child",
        "child",
        VALUE,
        "Ondertoezichtstelling|Pleegzorg|Voogdij|Jeugdhulp zonder verblijf|Gezinshuis|Jeugdreclassering|Jeugdhulp met verblijf",
    ),
)

PL = (
    Row(
        "rozpoznanie",
        "text",
        "special",
        "health",
        BOTH,
        "Nadciśnienie tętnicze|Cukrzyca typu 2|Zapalenie oskrzeli|Depresja|Choroba wieńcowa|Astma oskrzelowa|Niedoczynność tarczycy|Zwyrodnienie stawu kolanowego|Migrena|Padaczka",
    ),
    Row(
        "wyznanie",
        "text",
        "special",
        "religion",
        BOTH,
        "rzymskokatolickie|bezwyznaniowy|prawosławne|świadek Jehowy|ewangelicko-augsburskie|grekokatolickie|judaizm|islam",
    ),
    Row("karalnosc", "text", "criminal", "conviction", HEADER, "N|N|N|T"),
)

PT = (
    Row("raca_cor", "text", "special", "ethnicity", BOTH, "Parda|Branca|Preta|Não declarado|Amarela|Indígena"),
    Row("data_nasc_crianca", "text", "child", "child", HEADER, day("2012-01-01", "2023-12-31", "%d/%m/%Y")),
    Row(
        "tipo",
        "text",
        "special",
        "health",
        VALUE,
        "Hipertensão arterial|Diabetes tipo 2|Transtorno de ansiedade|Dengue|Asma|Lombalgia|Tuberculose|Depressão|Gestação de alto risco|Hanseníase",
    ),
)
