"""Is it whether somebody owns or rents a home?"""

from __future__ import annotations

from audit.observe.personal.recogniser import COUNTS, STATISTICS, Recogniser

RECOGNISER = Recogniser(
    entity="HOUSING_TENURE",
    category="quasi",
    says="whether homes or cars are owned or rented",
    pattern=(
        "own(?:s|er|ed)?(?: outright| with mortgage|er[- ]occupied)?|rent(?:s|ed|er|ing|al)?|mortgage[d]?|"
        "for free|(?:rented|municipal|co-?op|office) apartment|house / apartment|with parents|"
        "living with parents|tenant|homeless|social housing|council|eigentum|eigentumer|miete|mieter|zur miete|"
        "proprietaire|locataire|loge gratuitement|hlm|propietario|inquilino|alquiler|en propiedad|proprietario|"
        "affittuario|affitto|in affitto|koop|huur|huurder|eigenaar|wlasnosc|wynajem|najem|wlasciciel|"
        "arrendatario|arrendado|casa propria"
    ),
    shape="[yn01]|yes|no|true|false|[a-z][^0-9]{1,40}|a[0-9]{3}",
    needs_header=True,
    most_distinct=20,
    header=(
        "housing", "housing type", "home ownership", "homeownership", "home owner", "homeowner", "housing tenure",
        "tenure type", "own home", "owns home", "own realty", "own house", "owns house", "own car", "owns car",
        "residential status", "residence status", "living situation", "wohnsituation", "wohnverhaltnis",
        "wohneigentum", "wohnstatus", "statut d occupation", "logement", "type de logement", "regimen de tenencia",
        "tipo de vivienda", "vivienda", "titolo di godimento", "abitazione", "woonsituatie", "woningbezit",
        "sytuacja mieszkaniowa", "habitacao", "tipo de habitacao",
    ),
    not_header=(*STATISTICS, *COUNTS, "median", "price", "units", "starts", "built", "cost"),
    kinds=("text", "integer", "boolean"),
    examples=("own", "rent", "House / apartment", "Mieter"),
    counter_examples=("2015-10-14", "12.5", "1200"),
)  # fmt: skip
