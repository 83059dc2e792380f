"""Which Spanish columns are special, criminal or child data, and which only look so?"""

from __future__ import annotations

from random import Random

from tests.quality.columns import Row, day, decimal, whole


def embedding(draw: Random) -> str:
    """Return a short vector as a face recogniser stores it."""
    return "[" + ", ".join(f"{draw.gauss(0, 0.12):.6f}" for _ in range(16)) + "]"


SPECIAL = (
    Row(
        "etnia_autorrec",
        "text",
        "special",
        "RACE_ETHNICITY",
        "both: self-recognition in a census",
        "mestizo|blanco|indígena|afrodescendiente|mulato|montubio|negro|rrom (gitano)|palenquero|ninguna de las anteriores",
    ),
    Row(
        "pueblo_orig",
        "text",
        "special",
        "RACE_ETHNICITY",
        "weak values: peoples",
        "Mapuche|Quechua|Aymara|Diaguita|Náhuatl|Maya|Guaraní|Zapoteco|Wayuu|Rapa Nui",
    ),
    Row(
        "confesionRelig",
        "text",
        "special",
        "RELIGION",
        "both: survey",
        "católico no practicante|católico practicante|ateo|agnóstico|indiferente|evangélico|musulmán|creyente de otra religión|testigo de Jehová|N.C.",
    ),
    Row(
        "recuerdo_voto",
        "text",
        "special",
        "POLITICAL_OPINION",
        "both: vote remembered",
        "PP|PSOE|Vox|Sumar|ERC|Junts|EH Bildu|EAJ-PNV|BNG|en blanco|no votó|N.C.",
    ),
    Row("afiliacion_sindical", "text", "special", "TRADE_UNION", "header only: S/N", "N|S"),
    Row(
        "dx_principal",
        "text",
        "special",
        "HEALTH",
        "both: ICD-10 and words",
        "I10 Hipertensión esencial|E11.9 Diabetes mellitus tipo 2|J45.9 Asma|F41.9 Trastorno de ansiedad|M54.5 Lumbago|J18.9 Neumonía|"
        "N39.0 Infección urinaria|K29.7 Gastritis|F32.9 Episodio depresivo|C18.9 Tumor maligno de colon|I63.9 Infarto cerebral|O80 Parto único",
    ),
    Row("grado_discap", "integer", "special", "HEALTH", "weak values: percentages", "33|0|65|45|38|75|50|41|55|80|67"),
    Row(
        "campo_4",
        "text",
        "special",
        "HEALTH",
        "value only: allergies and illnesses",
        "ninguna conocida|alergia a penicilina|asma bronquial|hipertensión arterial|diabetes tipo 2|alergia a AINE|intolerancia a la lactosa|"
        "celiaquía|hipotiroidismo|epilepsia|VIH en tratamiento|insuficiencia renal|depresión mayor|alergia a frutos secos",
    ),
    Row(
        "orientacion_sexual",
        "text",
        "special",
        "SEXUAL_ORIENTATION",
        "both",
        "heterosexual|prefiero no contestar|gay|lesbiana|bisexual|asexual|otra",
    ),
    Row(
        "metodo_anticonc",
        "text",
        "special",
        "SEX_LIFE",
        "weak values: contraception",
        "preservativo|ninguno|píldora|DIU|implante|anillo vaginal|ligadura|coito interrumpido",
    ),
    Row("vector_facial", "text", "special", "BIOMETRIC", "weak values: numbers of a face", embedding),
    Row(
        "delito_imputado",
        "text",
        "criminal",
        "CRIMINAL",
        "both: offences",
        "hurto|robo con fuerza en las cosas|lesiones|contra la seguridad vial|estafa|robo con violencia o intimidación|amenazas|"
        "violencia de género|tráfico de drogas|daños|quebrantamiento de condena|apropiación indebida|homicidio imprudente",
    ),
    Row("antecedentes_pen", "integer", "criminal", "CRIMINAL", "header only: 0/1", "0|0|1"),
    Row(
        "tipo_2",
        "text",
        "child",
        "CHILD",
        "value only: school grades of pupils",
        "1º Primaria|2º Primaria|3º Primaria|4º Primaria|5º Primaria|6º Primaria|1º ESO|2º ESO|Infantil 4 años|Infantil 5 años|Infantil 3 años",
    ),
    Row(
        "fec_nac_menor", "date", "child", "CHILD", "weak values: birth dates of the last years", day("2009-01-01", "2022-12-31", "%d/%m/%Y")
    ),
)

LOOK_ALIKE = (
    Row(
        "carrera",
        "text",
        "none",
        "-",
        "a contest",
        "Maratón de Valencia|San Silvestre Vallecana|Behobia-San Sebastián|Cursa El Corte Inglés|Media de Sevilla",
    ),
    Row("raza", "text", "none", "-", "breed of sheep", "Merina|Churra|Manchega|Latxa|Assaf|Rasa aragonesa|Castellana|Ojalada"),
    Row("pct_catolicos", "number", "none", "-", "religion as a statistic of provinces", decimal(35, 88, 1)),
    Row("sentencia", "text", "none", "-", "statement of a database log", "SELECT|INSERT|UPDATE|DELETE|COMMIT|BEGIN|ALTER TABLE"),
    Row(
        "partido",
        "text",
        "none",
        "-",
        "a match of football",
        "Real Madrid - Barcelona|Betis - Sevilla|Athletic - Real Sociedad|Valencia - Villarreal|Getafe - Osasuna|Celta - Mallorca",
    ),
    Row("credito_sindicado", "text", "none", "-", "loan of several banks", "N|S"),
    Row("delitos_por_1000hab", "number", "none", "-", "per town", decimal(9, 96, 1)),
    Row("cargo_mensual", "number", "none", "-", "amount of a bill", decimal(4, 120)),
    Row(
        "celda",
        "text",
        "none",
        "-",
        "cell of a mobile network",
        lambda draw: f"{draw.choice('ABCDM')}{draw.randint(1, 99):02}-{draw.randint(1, 3)}",
    ),
    Row(
        "grado",
        "text",
        "none",
        "-",
        "courses a university offers",
        "Grado en Derecho|Grado en Enfermería|Grado en ADE|Grado en Psicología|Grado en Medicina|Grado en Historia|Grado en Matemáticas",
    ),
    Row("orientacion", "text", "none", "-", "of a solar panel", "sur|sureste|suroeste|este|oeste"),
    Row("max_menores", "integer", "none", "-", "children a hotel room can take", "2|1|0|3|4"),
    Row("genero", "text", "none", "-", "of a song", "pop|reguetón|rock|flamenco|indie|electrónica|clásica|jazz"),
    Row(
        "diagnostico",
        "text",
        "none",
        "-",
        "of a server",
        "OK|disco lleno|latencia alta|memoria agotada|servicio caído|certificado caducado",
    ),
    Row("salud_bateria", "integer", "none", "-", "of a telephone, in percent", whole(71, 100)),
)
