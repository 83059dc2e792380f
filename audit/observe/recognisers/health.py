"""Is it about somebody's health?"""

from __future__ import annotations

from audit.observe.personal.recogniser import STATISTICS, Recogniser

RECOGNISER = Recogniser(
    entity="HEALTH",
    category="special",
    says="health data",
    shape=r".{1,200}",
    needs_header=True,
    kinds=("text", "integer", "boolean", "number"),
    header=(
        "diagnosis", "diagnoses", "diagnosis code", "disease", "illness", "icd", "icd10", "icd 10", "icd9",
        "medical condition", "medical history",
        "medication", "medications", "prescription", "disability", "disabled", "handicap", "hiv", "hiv status",
        "pregnant", "pregnancy", "blood type",
        "blood group", "bmi", "cholesterol", "blood pressure", "glucose", "blood sugar", "symptom",
        "symptoms", "allergy",
        "allergies", "mental health", "health condition", "health status", "comorbidity", "smoker", "smoking status",
        "depression", "diabetes", "diabetic",
        "hypertension", "vaccination status", "genetic", "genotype", "biometric", "fingerprint", "face embedding",
        "diagnose", "krankheit", "vorerkrankung", "behinderung", "schwerbehinderung", "befund", "schwangerschaft",
        "schwanger", "blutgruppe",
        "krankheiten", "medikament", "medikamente", "raucher", "gesundheitszustand",
        "diagnostic medical", "maladie", "grossesse", "enceinte", "groupe sanguin", "traitement medical",
        "etat de sante", "antecedents medicaux",
        "diagnostico", "enfermedad", "discapacidad", "embarazo", "grupo sanguineo", "medicamento", "estado de salud",
        "diagnosi", "malattia", "disabilita", "gravidanza", "gruppo sanguigno", "farmaco", "stato di salute",
        "ziekte", "handicap", "zwangerschap", "bloedgroep", "medicatie", "gezondheid", "aandoening",
        "diagnoza", "choroba", "niepelnosprawnosc", "ciaza", "grupa krwi", "leki",
    ),
    not_header=(
        *STATISTICS, "image", "browser", "device", "hash", "plant", "crop", "ssh", "server", "system", "frequency",
        "use",
    ),
    examples=("type 2 diabetes", "E11.9", "yes", "27.4"),
    counter_examples=("", " "),
)  # fmt: skip
