"""Is it about somebody's health?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from audit.observe.personal.recogniser import STATISTICS, Recogniser, Support
from audit.observe.vocabulary import diseases, remedies
from audit.observe.vocabulary.answers import ASIDE, CODE, DAY, FLAG, NUMBER
from audit.observe.vocabulary.look_alikes import NO_PERSON
from audit.observe.vocabulary.reading import Telling, Vocabulary

_STRONG = Vocabulary(
    words=diseases.WORDS,
    stems=(*diseases.STEMS, *remedies.MEDICINES, *remedies.ALLERGIES),
    endings=(*diseases.ENDINGS, *remedies.MEDICINE_ENDINGS),
    phrases=diseases.PHRASES,
    never=diseases.NEVER,
)
_WEAK = Vocabulary(
    words=(*remedies.HABIT_WORDS, *(word for word in (*remedies.ALLERGENS, *remedies.HABITS) if " " not in word)),
    phrases=tuple(word for word in (*remedies.ALLERGENS, *remedies.HABITS) if " " in word),
    form=remedies.BLOOD,
)
_WORDS = Telling(_STRONG, _WEAK)
_BLOOD = re.compile(remedies.BLOOD, re.IGNORECASE)
_TELLING_GROUPS = 2


def health_words(values: Sequence[str], said: Support) -> tuple[bool, ...]:
    """Tell which values are about health; a whole column of blood groups is, under any name, if AB or 0 is among them."""
    groups = [value.strip() for value in values if _BLOOD.fullmatch(value.strip())]
    kinds = {value.upper().rstrip("+-POSNEG .")[:2] for value in groups}
    if said is Support.NONE and len(groups) == len(values) and len({"AB", "0", "O", "A", "B"} & kinds) > _TELLING_GROUPS:
        return (True,) * len(values)
    return _WORDS(values, said)


RECOGNISER = Recogniser(
    entity="HEALTH",
    category="special",
    says="health data",
    together=health_words,
    shape=f"(?:{FLAG}|{NUMBER}|{CODE}|{DAY}|{ASIDE}|[<>]=? ?[0-9.]{{1,6}}|[0-9]{{2,3}} ?[/-] ?[0-9]{{2,3}})",
    share=0.3,
    header=(
        "diagnosis", "diagnoses", "diagnosis code", "primary diagnosis", "disease", "diseases", "illness", "medical condition",
        "medical conditions", "medical history", "medical notes", "medication", "medications", "prescribed drug", "disability",
        "disabilities", "disability status", "handicap", "hiv", "hiv status", "pregnant", "is pregnant", "pregnancy",
        "blood type", "blood group", "bmi", "blood pressure", "hba1c", "blood sugar", "symptom", "symptoms", "allergy",
        "allergies", "mental health", "mental illness", "health condition", "health status", "comorbidity", "comorbidities",
        "smoker", "smoking status", "alcohol consumption", "diabetes", "diabetic", "hypertension", "asthma",
        "vaccination status", "vaccinated", "sick leave", "sick days", "treatment plan", "chronic condition", "chronic disease",
        "heart disease", "diagnose", "diagnosen", "krankheit", "krankheiten", "vorerkrankung", "vorerkrankungen", "erkrankung",
        "behinderung", "schwerbehinderung", "grad der behinderung", "schwangerschaft", "schwanger", "blutgruppe", "medikament",
        "medikamente", "medikation", "raucher", "gesundheitszustand", "krankheitstage", "fehltage krank", "allergie",
        "allergien", "impfstatus", "pflegegrad", "diagnostic medical", "maladie", "maladies", "grossesse", "enceinte",
        "groupe sanguin", "traitement medical", "medicament", "medicaments", "etat de sante", "antecedents medicaux",
        "handicape", "situation de handicap", "arret maladie", "fumeur", "diagnostico", "enfermedad", "enfermedades",
        "discapacidad", "embarazo", "embarazada", "grupo sanguineo", "medicamento", "medicamentos", "medicacion",
        "estado de salud", "alergia", "alergias", "antecedentes medicos", "fumador", "baja medica", "minusvalia",
        "historial medico", "diagnosi", "malattia", "malattie", "patologia", "patologie", "disabilita", "invalidita",
        "gravidanza", "gruppo sanguigno", "farmaco", "farmaci", "stato di salute", "fumatore", "ziekte", "ziekten",
        "zwangerschap", "zwanger", "bloedgroep", "medicatie", "medicijn", "medicijnen", "gezondheid", "gezondheidstoestand",
        "aandoening", "arbeidsongeschiktheid", "ziekteverzuim", "roker", "diagnoza", "choroba", "choroby", "niepelnosprawnosc",
        "stopien niepelnosprawnosci", "ciaza", "grupa krwi", "leki", "stan zdrowia", "schorzenie", "doenca", "doencas",
        "gravidez", "gravida", "medicacao", "estado de saude", "condicao de saude", "historico medico", "dx", "diag", "hx",
        "diag code", "diag text", "diag txt", "diag desc", "main diagnosis", "secondary diagnosis", "admission diagnosis",
        "discharge diagnosis", "clinical diagnosis", "past medical history", "pmh", "med history", "chief complaint",
        "presenting complaint", "health issue", "health issues", "health problem", "health problems", "medical info",
        "medical alert", "patient condition", "current medications", "med name", "rx", "drug allergy", "food allergy",
        "known allergies", "allergens", "immunization", "immunisation", "vaccine", "vaccine name", "vaccination", "covid status",
        "covid vaccinated", "test positive", "blood glucose", "total cholesterol", "ldl", "hdl", "systolic bp", "diastolic bp",
        "sys bp", "dia bp", "hospital admission", "admission reason", "reason for admission",
        "cause of death", "mental disorder", "psychiatric", "therapy type", "psychotherapy", "disability type",
        "disability degree", "has disability", "special needs", "impairment", "care level", "sick note",
        "sickness absence", "absence sick", "tobacco use", "alcohol use", "drug use", "addiction", "depression score", "phq 9",
        "phq9", "gad7", "pain score", "hearing aid", "organ donor", "due date pregnancy", "weeks pregnant",
        "gestational age", "last period", "menstrual cycle", "menopause", "diagnosetext", "diagnose text", "diagnoseschlussel",
        "hauptdiagnose", "nebendiagnose", "aufnahmediagnose", "arbeitsunfahig", "arbeitsunfahigkeit", "au tage", "krankmeldung",
        "krankschreibung", "krank geschrieben", "krankheitstag", "krankentage", "gdb", "grad behinderung", "schwerbehindert",
        "schwerbehinderten", "schwerbehindertenausweis", "behinderungsgrad", "behinderungsart", "art der behinderung",
        "merkzeichen", "pflegebedurftig", "pflegestufe", "allergien text", "unvertraglichkeit", "unvertraglichkeiten", "arznei",
        "arzneimittel", "wirkstoff", "dauermedikation", "impfung", "geimpft", "impfdatum", "impfstoff", "coronatest",
        "blutdruck", "blutzucker", "blutwert", "blutwerte", "cholesterin", "herzfrequenz", "psychische erkrankung", "sucht",
        "suchterkrankung", "operation", "op grund", "aufnahmegrund", "todesursache", "entbindungstermin", "mutterschutz",
        "rauchstatus", "raucherstatus", "chronische krankheit", "therapieform", "krankheitsbild", "beschwerden",
        "symptome", "anamnese", "hausarzt diagnose", "diagnostic principal", "diagnostic patient", "diagnostic associe",
        "antecedent", "antecedents", "antecedents familiaux", "ald", "ald exonerante", "affection longue duree", "num ald",
        "code ald", "invalidite", "rqth", "type handicap",
        "traitement en cours", "medicaments pris", "ordonnance", "allergie alimentaire", "vaccin", "vaccine covid",
        "tension arterielle", "glycemie", "cholesterolemie", "motif hospitalisation", "motif admission", "cause deces",
        "cause de deces", "arret de travail", "conge maladie", "jours maladie", "jours d arret", "tabac", "tabagisme",
        "statut tabagique", "consommation alcool", "sante mentale", "probleme de sante", "problemes de sante", "imc",
        "poids patient", "date accouchement", "terme grossesse", "pathologie", "pathologies", "affection", "etat sante",
        "diagnostico principal", "diagnostico medico", "diag principal", "dx principal", "dx secundario", "motivo de consulta",
        "motivo ingreso", "motivo consulta", "antecedentes clinicos", "antecedentes personales", "antecedentes familiares",
        "historia clinica", "grado discapacidad", "grado de discapacidad", "tipo discapacidad", "tipo de discapacidad",
        "incapacidad laboral", "it comun", "baja laboral", "baja por enfermedad", "dias de baja", "farmacos",
        "tratamiento medico", "tratamiento actual", "alergias conocidas", "alergenos", "vacuna", "vacunas", "vacunado",
        "vacunacion", "tension arterial", "presion arterial", "glucemia", "colesterol", "causa muerte", "causa de muerte",
        "tabaquismo", "consumo de alcohol", "salud mental", "enfermedad cronica", "enfermedades cronicas", "sintoma", "sintomas",
        "semanas gestacion", "semanas de embarazo", "fecha parto", "fuma", "dependencia grado", "grado dependencia",
        "estado salud", "diagnosi principale", "anamnesi", "motivo ricovero", "motivo visita",
        "grado invalidita", "invalidita civile", "legge 104", "l104", "disabile", "categoria protetta", "categorie protette",
        "farmaci assunti", "terapia in corso", "terapia farmacologica", "intolleranze", "intolleranza", "vaccino", "vaccinato",
        "vaccinazione", "pressione arteriosa", "glicemia", "colesterolo", "causa morte", "causa decesso", "causa di morte",
        "giorni malattia", "giorni di malattia", "certificato medico", "malattia cronica", "malattie croniche", "sintomo",
        "sintomi", "salute mentale", "settimane gravidanza", "fumo", "condizioni di salute", "allergie note", "stato salute",
        "patologie pregresse", "incinta", "hoofddiagnose", "nevendiagnose", "ziektebeeld", "ziekteverlof", "ziekmelding",
        "ziektedagen", "verzuimreden", "reden verzuim", "arbeidsongeschikt", "arbeidshandicap", "handicap type", "wao", "wia",
        "medicijngebruik", "geneesmiddel", "geneesmiddelen", "allergieen", "vaccinatie", "gevaccineerd", "bloeddruk",
        "bloedsuiker", "doodsoorzaak", "rookt", "rookgedrag", "roken", "alcoholgebruik", "chronische ziekte",
        "chronische aandoening", "klachten", "symptomen", "psychische klachten", "opnamereden", "medische gegevens",
        "medische voorgeschiedenis", "aandoeningen", "lichamelijke beperking", "uitgerekende datum", "behandeling patient",
        "rozpoznanie", "rozpoznania", "diagnoza glowna", "jednostka chorobowa", "schorzenia", "choroby przewlekle",
        "choroba przewlekla", "wywiad chorobowy", "stopien niepeln", "grupa inwalidzka", "orzeczenie",
        "orzeczenie o niepelnosprawnosci", "stopien niepelnospr", "rodzaj niepelnosprawnosci", "przyjmowane leki", "lekarstwo",
        "lekarstwa", "alergie", "uczulenia", "uczulenie", "szczepienie", "szczepienia", "zaszczepiony", "szczepionka",
        "cisnienie krwi", "cisnienie tetnicze", "cukier we krwi", "przyczyna zgonu", "zwolnienie lekarskie", "l4",
        "dni chorobowe", "chorobowe", "pali papierosy", "palacz", "palenie", "objawy", "zdrowie psychiczne", "tydzien ciazy",
        "termin porodu", "w ciazy", "gr krwi", "dolegliwosci", "powod wizyty", "diagnostico clinico", "motivo internamento",
        "motivo da consulta", "historico clinico", "antecedentes pessoais", "grau incapacidade", "grau de incapacidade",
        "incapacidade", "tipo deficiencia", "tipo de deficiencia", "pessoa com deficiencia", "pcd", "atestado medico",
        "baixa medica", "dias de baixa", "remedio", "remedios", "medicacao atual", "alergenios", "vacina", "vacinado", "vacinas",
        "vacinacao", "pressao arterial", "tensao arterial", "glicose", "causa de morte", "causa obito", "causa da morte",
        "fumante", "tabagismo", "consumo de alcool", "saude mental", "doenca cronica", "doencas cronicas", "semanas de gestacao",
        "semanas gravidez", "data parto", "comorbidade", "comorbidades", "cid", "cid 10", "estado clinico", "gestante",
    ),
    hints=(
        "condition", "conditions", "treatment", "therapy", "drug", "drugs", "problem", "complaint", "diagnostic", "traitement",
        "tratamiento", "trattamento", "trattamenti", "behandlung", "behandeling", "leczenie", "tratamento", "health", "sante",
        "salud", "salute", "saude", "injury", "medical", "status", "risk factor", "disabled", "is disabled", "stroke",
        "cholesterol", "glucose", "surgery", "befund", "prescription", "depression", "cancer", "smoking", "medicine", "lek",
        "deficiencia", "beperking", "systolic", "diastolic", "illnesses", "disorder", "remarks", "notes", "bemerkung", "comment",
        "reason", "grund", "motif", "motivo", "reden", "powod", "absence reason", "leave reason", "indication", "indikation",
        "terapia", "therapie", "klacht", "leiden", "handicaps", "special diet", "alert", "alerts", "medico", "medica",
        "medicale", "medisch", "medyczne", "clinical", "klinisch", "clinico", "clinique", "patient", "paciente", "paziente",
        "pacjent", "contraindication",
    ),
    not_header=(
        *STATISTICS, *NO_PERSON, "image", "browser", "device", "hash", "crop", "ssh", "server", "machine", "vehicle", "engine",
        "car", "motor", "error", "fault", "network", "battery", "disk", "software", "code smell", "price", "cost", "preis",
        "prix", "precio", "prezzo", "prijs", "cena", "preco", "stock", "deaths", "soil", "weather", "manufacturer", "url",
        "benefit amount", "pour", "animal", "tree", "economic", "great", "nutrition", "nutritional", "serving", "food name",
        "food group", "food item", "meal",
        "swim", "swimming", "golf", "insurance company", "office", "geprufte", "audit", "patch", "repository", "repo", "build",
        "tectonic", "zodiac", "star sign", "sternzeichen", "feature", "account", "button", "option", "user account",
        "tire pressure", "bicycle", "sewer", "sanitario nacional", "clearing",
    ),
    kinds=("text", "integer", "boolean", "number", "date", "timestamp"),
    examples=("type 2 diabetes", "asthma", "yes", "27.4", "Bluthochdruck", "A+"),
    counter_examples=("", " "),
)  # fmt: skip
