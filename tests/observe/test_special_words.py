"""Are special categories, criminal and child data found in eight languages, and are look-alikes left alone?"""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from tests.observe import judged

SENSITIVE = frozenset({"special", "criminal", "child"})
YES = ("yes", "no")
# header, expected category, values
PEOPLE: tuple[tuple[str, str, Sequence[str]], ...] = (
    # English
    ("race", "special", ("White", "Black", "Asian", "Hispanic", "Native American")),
    ("ethnic_origin", "special", ("White British", "Indian", "Chinese", "Black African", "Other")),
    ("religion", "special", ("Christian", "Muslim", "Hindu", "None")),
    ("faith", "special", ("Catholic", "Protestant", "Jewish", "Buddhist")),
    ("political_party", "special", ("Democrat", "Republican", "Independent")),
    ("party", "special", ("Labour", "Conservative", "Liberal Democrats", "Green")),
    ("union_member", "special", YES),
    ("union", "special", YES),
    ("diagnosis", "special", ("type 2 diabetes", "asthma", "hypertension", "depression")),
    ("dx", "special", ("E11.9", "J45.0", "I10.0", "F32.1")),
    ("c17", "special", ("E11.9", "J45.0", "I10.0", "F32.1", "M54.5")),
    ("disability_status", "special", ("none", "wheelchair user", "visually impaired")),
    ("medication", "special", ("metformin", "ibuprofen", "insulin", "none")),
    ("condition", "special", ("asthma", "migraine", "epilepsy", "arthritis")),
    ("sexual_orientation", "special", ("heterosexual", "gay", "bisexual", "straight")),
    ("orientation", "special", ("straight", "gay", "lesbian", "bisexual")),
    ("fingerprint_template", "special", tuple(f"Rk1SACAyMAAA{place:04}AAABPAFiAMUAxQ" for place in range(20))),
    ("face_embedding", "special", ("[0.12, -0.03, 0.44, 0.91, -0.22, 0.08, 0.31, 0.05]", "[0.10, -0.01, 0.4, 0.9, -0.2, 0.1, 0.3, 0.15]")),
    ("genotype", "special", ("A/G", "A/A", "G/G")),
    ("charge", "criminal", ("Battery", "Grand Theft", "Driving Under The Influence", "Possession of Cannabis")),
    ("offence", "criminal", ("theft", "assault", "fraud", "burglary")),
    ("convictions", "criminal", ("0", "1", "2", "5")),
    ("sentence", "criminal", ("6 months prison", "probation", "2 years prison", "community service")),
    ("arrest_date", "criminal", ("2021-03-04", "2020-11-30", "2019-07-15")),
    ("is_minor", "child", YES),
    ("guardian_name", "child", ("Anna Beispiel", "Karl Muster", "Maria Rossi")),
    ("school_grade", "child", ("1st grade", "2nd grade", "kindergarten")),
    # German
    ("Ethnische Herkunft", "special", ("deutschstämmig", "türkischstämmig", "arabisch", "andere")),
    ("Konfession", "special", ("evangelisch", "römisch-katholisch", "konfessionslos", "muslimisch")),
    ("Parteizugehörigkeit", "special", ("SPD", "CDU", "FDP", "Die Grünen")),
    ("Gewerkschaftsmitglied", "special", ("ja", "nein")),
    ("Diagnose", "special", ("Bluthochdruck", "Asthma", "Diabetes Typ 2", "Migräne")),
    ("Schwerbehinderung", "special", ("ja", "nein")),
    ("sexuelle_Orientierung", "special", ("heterosexuell", "homosexuell", "bisexuell")),
    ("Fingerabdruck", "special", tuple(f"AQID{place:04}BAUGBwgJCgsMDQ4PEBESExQVFhc" for place in range(20))),
    ("Straftat", "criminal", ("Diebstahl", "Betrug", "Körperverletzung", "Raub")),
    ("Vorstrafen", "criminal", ("0", "1", "3")),
    ("Strafe", "criminal", ("Geldstrafe", "Freiheitsstrafe auf Bewährung", "2 Jahre Freiheitsstrafe")),
    ("minderjährig", "child", ("ja", "nein")),
    ("Name des Kindes", "child", ("Mia", "Ben", "Emma")),
    # French
    ("origine_ethnique", "special", ("européenne", "maghrébine", "africaine", "asiatique")),
    ("confession", "special", ("catholique", "musulmane", "juive", "sans religion")),
    ("opinion_politique", "special", ("gauche", "droite", "centre")),
    ("syndiqué", "special", ("oui", "non")),
    ("handicap", "special", ("oui", "non")),
    ("traitement", "special", ("metformine", "insuline", "paracétamol", "ibuprofen")),
    ("orientation_sexuelle", "special", ("hétérosexuelle", "homosexuelle", "bisexuelle")),
    ("infraction", "criminal", ("vol", "escroquerie", "violences volontaires", "trafic de stupéfiants")),
    ("condamnation", "criminal", ("sursis", "emprisonnement de 2 ans", "amende")),
    ("âge_de_l_enfant", "child", ("7", "9", "12")),
    # Spanish
    ("raza", "special", ("blanco", "negro", "mestizo", "indígena")),
    ("religión", "special", ("católico", "ateo", "musulmán", "evangélico")),
    ("partido", "special", ("PSOE", "PP", "VOX", "Podemos")),
    ("afiliación_sindical", "special", ("sí", "no")),
    ("enfermedad", "special", ("diabetes", "asma", "hipertensión")),
    ("discapacidad", "special", ("sí", "no")),
    ("orientación_sexual", "special", ("heterosexual", "homosexual", "bisexual")),
    ("delito", "criminal", ("robo", "estafa", "homicidio", "hurto")),
    ("pena", "criminal", ("2 años de prisión", "multa", "libertad condicional")),
    ("menor_de_edad", "child", ("sí", "no")),
    # Italian
    ("origine etnica", "special", ("caucasica", "africana", "asiatica")),
    ("fede religiosa", "special", ("cattolica", "musulmana", "ebraica", "atea")),
    ("partito", "special", ("Partito Democratico", "Lega", "Forza Italia")),
    ("iscritto_sindacato", "special", ("sì", "no")),
    ("malattia", "special", ("diabete", "asma", "ipertensione")),
    ("reato", "criminal", ("furto", "truffa", "rapina")),
    ("minorenne", "child", ("sì", "no")),
    # Dutch
    ("etnische afkomst", "special", ("Nederlands", "Surinaams", "Marokkaans", "Turks")),
    ("geloof", "special", ("katholiek", "protestants", "moslim", "geen religie")),
    ("politieke_voorkeur", "special", ("VVD", "D66", "PvdA", "GroenLinks")),
    ("vakbondslid", "special", ("ja", "nee")),
    ("ziekte", "special", ("diabetes", "astma", "hoge bloeddruk")),
    ("strafbaar_feit", "criminal", ("diefstal", "mishandeling", "fraude")),
    ("leerling", "child", ("Daan", "Sem", "Noor")),
    # Polish
    ("pochodzenie_etniczne", "special", ("polskie", "ukraińskie", "romskie")),
    ("wyznanie", "special", ("rzymskokatolickie", "prawosławne", "bezwyznaniowy")),
    ("poglądy_polityczne", "special", ("PiS", "PO", "Lewica")),
    ("choroba", "special", ("cukrzyca", "astma", "nadciśnienie")),
    ("niepełnosprawność", "special", ("tak", "nie")),
    ("przestępstwo", "criminal", ("kradzież", "oszustwo", "pobicie")),
    ("wyrok", "criminal", ("kara w zawieszeniu", "grzywna", "2 lata pozbawienia wolności")),
    ("małoletni", "child", ("tak", "nie")),
    # Portuguese
    ("raça", "special", ("branca", "preta", "parda", "amarela")),
    ("religião", "special", ("católica", "evangélica", "espírita", "sem religião")),
    ("filiação partidária", "special", ("PS", "PSD", "Chega")),
    ("doença", "special", ("diabetes", "asma", "hipertensão")),
    ("crime cometido", "criminal", ("furto", "roubo", "homicídio")),
    ("menor_de_idade", "child", ("sim", "não")),
)
THINGS: tuple[tuple[str, Sequence[str]], ...] = (
    ("race", ("Example Marathon", "Sample 10k", "Testville Half", "Night Run", "City Sprint")),
    ("race", ("Race 1", "Race 2", "Race 3", "Race 4")),
    ("race_name", ("Grand Prix of Example", "Sample Cup", "Test Trophy")),
    ("race_number", ("101", "102", "103", "104")),
    ("race_time", ("00:41:12", "00:39:55", "01:02:03")),
    ("lap", ("1", "2", "3")),
    ("origin", ("Berlin", "Paris", "Madrid", "Rome")),
    ("origin", ("USA", "Japan", "Europe")),
    ("colour", ("black", "white", "red", "blue")),
    ("Farbe", ("schwarz", "weiß")),
    ("color", ("black", "white")),
    ("religion_share", ("0.31", "0.22", "0.05")),
    ("religion_count", ("3100", "220", "51")),
    ("religious_buildings", ("12", "7", "31")),
    ("party_size", ("2", "4", "6")),
    ("party", ("birthday", "wedding", "corporate")),
    ("third_party", ("Acme Ltd", "Sample Inc", "Example GmbH")),
    ("political_risk", ("low", "medium", "high")),
    ("union", ("A | B", "B | C", "A | C")),
    ("credit_union", ("Example CU", "Sample CU", "Test CU")),
    ("european_union", YES),
    ("charge", ("12.50", "7.99", "103.00")),
    ("charge", ("positive", "negative", "neutral")),
    ("charge_time", ("35 min", "41 min", "52 min")),
    ("delivery_charge", ("4.99", "0.00", "2.50")),
    ("battery_charge", ("81", "45", "12")),
    ("sentence", ("The cat sat on the mat.", "It rains in spring.", "We went home early.")),
    ("sentence_length", ("12", "7", "31")),
    ("conviction_rate", ("0.71", "0.66", "0.59")),
    ("crime_rate", ("4.1", "3.9", "7.0")),
    ("orientation", ("portrait", "landscape")),
    ("screen_orientation", ("portrait", "landscape")),
    ("orientation", ("90", "180", "270")),
    ("condition", ("new", "used", "refurbished")),
    ("treatment", ("A", "B", "control")),
    ("treatment", ("irrigated", "dry", "shaded")),
    ("status", ("open", "closed", "pending")),
    ("degree", ("Bachelor", "Master", "PhD")),
    ("degree", ("30", "45", "60")),
    ("class", ("economy", "business", "first")),
    ("grade", ("A", "B", "C", "D")),
    ("steel_grade", ("S235", "S355", "S460")),
    ("minor_version", ("1", "2", "3")),
    ("child_node", ("n12", "n13", "n14")),
    ("parent_id", ("12", "13", "14")),
    ("custody_fee", ("12.5", "30.0", "7.0")),
    ("probation_period", ("3 months", "6 months")),
    ("offense_rating", ("98", "102", "110")),
    ("offense", ("71", "83", "92")),
    ("cell_phone_battery", ("3000 mAh", "4000 mAh")),
    ("gene_count", ("20123", "19555", "18777")),
    ("seat", ("A12", "B07", "C21", "D03")),
    ("product_code", ("A10", "B20", "C30", "E11")),
    ("version", ("V1.2", "V1.3", "B2.0")),
    ("diagnostic_log", ("engine ok", "sensor fault", "reset")),
    ("engine_diagnosis", ("misfire", "lean mixture", "ok")),
    ("machine_condition", ("good", "worn", "broken")),
    ("vehicle_condition", ("good", "fair", "poor")),
    ("pupil_diameter", ("3.1", "4.2", "2.9")),
    ("plant_disease", ("rust", "blight", "mildew")),
    ("drug_price", ("12.99", "5.49", "30.00")),
    ("health_insurance_cost", ("120.5", "99.0", "310.2")),
    ("server_health", ("ok", "degraded", "down")),
    ("Strafe", ("10 Sekunden", "Gelbe Karte", "Rote Karte")),
    ("Klasse", ("A", "B", "C")),
    ("Rasse", ("Labrador", "Dackel", "Pudel")),
    ("Behandlung", ("geschliffen", "lackiert", "poliert")),
    ("Partei", ("Kläger", "Beklagte")),
    ("Kind of product", ("book", "toy", "lamp")),
    ("peine_moyenne", ("2.3", "4.1", "3.3")),
    ("classe", ("économique", "affaires")),
    ("parti", ("matin", "soir", "midi")),
    ("carrera", ("10K Ejemplo", "Maratón de Prueba", "Media de Muestra")),
    ("cargo", ("steel", "grain", "coal")),
    ("partido", ("Equipo A - Equipo B", "Equipo C - Equipo D")),
    ("sentencia", ("SELECT", "INSERT", "UPDATE")),
    ("razza", ("Labrador", "Bassotto")),
    ("partita", ("1-0", "2-2", "0-3")),
    ("straf", ("gele kaart", "rode kaart")),
    ("kara umowna", ("100.50", "20.00")),
    ("partia", ("L-2024-01", "L-2024-02", "L-2024-03")),
    ("corrida", ("Corrida 1", "Corrida 2")),
)


def _drawn(values: Sequence[str]) -> list[str]:
    """Return a column of forty rows of these values."""
    rng = random.Random(7)
    return [*values, *(rng.choice(values) for _ in range(40 - len(values)))]


def _categories(header: str, values: Sequence[str]) -> set[str]:
    """Return the sensitive categories of a column."""
    kind = "integer" if all(value.isdecimal() for value in values) else "text"
    return {category for _, category, _ in judged.found(header, _drawn(values), kind)} & SENSITIVE


@pytest.mark.parametrize(("header", "category", "values"), PEOPLE, ids=[f"{place}-{header}" for place, (header, _, _) in enumerate(PEOPLE)])
def test_sensitive_columns_are_found(header: str, category: str, values: Sequence[str]) -> None:
    """By name and by the words in them."""
    actual = _categories(header, values)

    assert category in actual


@pytest.mark.parametrize(
    ("header", "values"),
    [pytest.param(*case, id=f"{place}-{case[0]}") for place, case in enumerate(THINGS)],
)
def test_look_alikes_are_left_alone(header: str, values: Sequence[str]) -> None:
    """The same words of things."""
    actual = _categories(header, values)

    assert actual == set()
