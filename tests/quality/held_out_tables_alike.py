"""How do harmless columns look that share words with special categories?

The note says what shares the word: the `header` or the `values`; then what the column is about.
"""

from __future__ import annotations

from tests.quality.columns import Row, bell, decimal, shaped, small, whole

NONE = "none"

EN = (
    Row("race_category", "text", NONE, "", "header: contests", "10K|5K|Half marathon|Marathon|Fun run|Relay|Ultra 50K"),
    Row("party_size", "integer", NONE, "", "header: restaurant tables", whole(1, 9)),
    Row("union_density_pct", "number", NONE, "", "header: statistics of countries", bell(24, 12, 1)),
    Row(
        "crop_disease",
        "text",
        NONE,
        "",
        "header: plants",
        "Powdery mildew|Leaf rust|Late blight|Fire blight|None observed|Fusarium head blight|Black spot|Clubroot",
    ),
    Row("conviction_level", "text", NONE, "", "header: finance", "High conviction|Medium conviction|Low conviction|Watchlist"),
    Row("battery_health", "text", NONE, "", "header: machines", "Good|Fair|Service recommended|Replace soon|Unknown"),
    Row("connector_sex", "text", NONE, "", "header: parts", "male|female|male-female|genderless"),
    Row("child_process_state", "text", NONE, "", "header: software", "running|sleeping|stopped|zombie|killed|orphaned"),
    Row(
        "surface_treatment",
        "text",
        NONE,
        "",
        "header: metal work",
        "Galvanised|Anodised|Powder coated|None|Heat treated|Nickel plated|Shot blasted",
    ),
    Row("orientation", "text", NONE, "", "header: print", "portrait|landscape|square|reverse-portrait"),
    Row(
        "street",
        "text",
        NONE,
        "",
        "values: geography",
        "High Street|Church Lane|Station Road|Chapel Street|St Mary's Road|Temple Row|Hospital Road|Abbey Road|Bishop Street|Prison Lane|Mill Lane|Jewry Street",
    ),
    Row(
        "attr2",
        "text",
        NONE,
        "",
        "values: paint",
        "Brilliant white|Jet black|Indian red|Chinese blue|Magnolia|Venetian red|Egyptian cotton|Cardinal|Pale ochre",
    ),
)

DE = (
    Row(
        "rasse",
        "text",
        NONE,
        "",
        "header: dogs",
        "Labrador Retriever|Deutscher Schäferhund|Dackel|Mischling|Golden Retriever|Pudel|Boxer|Beagle|Border Collie",
    ),
    Row("vertragspartei", "text", NONE, "", "header: contracts", "Auftraggeber|Auftragnehmer|Vermieter|Mieter|Käufer|Verkäufer|Bürge"),
    Row(
        "pflanzenkrankheit",
        "text",
        NONE,
        "",
        "header: plants",
        "Mehltau|Kraut- und Braunfäule|Gelbrost|Feuerbrand|Septoria|keine|Schorf|Kohlhernie",
    ),
    Row("diagnosecode", "text", NONE, "", "header: cars", shaped("P0###")),
    Row(
        "pflegehinweis",
        "text",
        NONE,
        "",
        "header: textiles",
        "Schonwäsche 30 Grad|Handwäsche|nicht bügeln|chemische Reinigung|Maschinenwäsche 60 Grad|nicht trocknergeeignet",
    ),
    Row("strafzeit_min", "integer", NONE, "", "header: ice hockey", "2|4|5|10|20"),
    Row("kindersitz_befestigung", "text", NONE, "", "header: car seats", "Isofix|3-Punkt-Gurt|i-Size|Isofix mit Stützfuß|keine"),
    Row("gesundheitszustand_baum", "text", NONE, "", "header: trees", "vital|leicht geschädigt|geschädigt|stark geschädigt|abgestorben"),
    Row(
        "haltestelle",
        "text",
        NONE,
        "",
        "values: geography",
        "Hauptbahnhof|Kirchplatz|Klinikum Süd|Amtsgericht|Domplatz|Schulzentrum|Krankenhausstraße|Gewerkschaftshaus|Rathaus|Moscheeweg|Kindergarten Nord",
    ),
    Row(
        "gewerk",
        "text",
        NONE,
        "",
        "header: building sites",
        "Rohbau|Elektro|Sanitär|Trockenbau|Dachdecker|Estrich|Malerarbeiten|Fensterbau",
    ),
    Row(
        "oberflaechenbehandlung",
        "text",
        NONE,
        "",
        "header: metal work",
        "pulverbeschichtet|feuerverzinkt|eloxiert|unbehandelt|brüniert|lackiert",
    ),
    Row(
        "typ",
        "text",
        NONE,
        "",
        "values: objects of a museum",
        "Altarbild|Kruzifix|Münze|Ikone|Taufstein|Menora|Buddha-Figur|Kelch|Vase|Gebetsteppich|Rüstung",
    ),
)

FR = (
    Row(
        "race",
        "text",
        NONE,
        "",
        "header: cattle",
        "Charolaise|Limousine|Prim'Holstein|Montbéliarde|Salers|Blonde d'Aquitaine|Normande|Aubrac",
    ),
    Row(
        "type_syndicat",
        "text",
        NONE,
        "",
        "header: authorities",
        "Syndicat intercommunal|Syndicat mixte|Syndicat des eaux|Syndicat de copropriété|Syndicat d'énergie",
    ),
    Row("maladie_vigne", "text", NONE, "", "header: plants", "Mildiou|Oïdium|Esca|Botrytis|Black-rot|Flavescence dorée|Aucune"),
    Row("statut_traitement", "text", NONE, "", "header: software", "terminé|en cours|en attente|échec|annulé"),
    Row("violation_regle", "text", NONE, "", "header: software", "E501|F401|W291|D103|E302|N806|C901"),
    Row("orientation_facade", "text", NONE, "", "header: houses", "Sud|Nord|Est|Ouest|Sud-Est|Sud-Ouest|Nord-Ouest"),
    Row("nb_noeuds_enfants", "integer", NONE, "", "header: software", small(3)),
    Row("sante_disque", "text", NONE, "", "header: machines", "OK|Dégradé|Prédiction de panne|Hors ligne|Reconstruction"),
    Row(
        "commune",
        "text",
        NONE,
        "",
        "values: geography",
        "Saint-Denis|La Chapelle-sur-Erdre|Notre-Dame-de-Bondeville|Villejuif|L'Hôpital|Sainte-Foy-lès-Lyon|Moutiers|Saint-Étienne|Châteauneuf-du-Pape|Montreuil",
    ),
    Row("genre", "text", NONE, "", "header: books", "Roman|Policier|Essai|Jeunesse|Science-fiction|Bande dessinée|Biographie|Poésie"),
    Row("opinion_cac", "text", NONE, "", "header: finance", "Sans réserve|Avec réserve|Refus de certifier|Impossibilité de certifier"),
    Row(
        "attr2",
        "text",
        NONE,
        "",
        "values: pastry",
        "Éclair au café|Religieuse au chocolat|Mille-feuille|Opéra|Saint-Honoré|Paris-Brest|Jésuite|Tarte au citron|Forêt-Noire",
    ),
)

ES = (
    Row(
        "raza_mascota",
        "text",
        NONE,
        "",
        "header: pets",
        "Mestizo|Labrador|Pastor alemán|Chihuahua|Bulldog francés|Siamés|Persa|Galgo|Podenco",
    ),
    Row(
        "partido",
        "text",
        NONE,
        "",
        "header: football",
        "Sevilla - Betis|Real Madrid - Barcelona|Athletic - Real Sociedad|Valencia - Levante|Celta - Deportivo|Getafe - Rayo|Cádiz - Almería",
    ),
    Row(
        "enfermedad_cultivo",
        "text",
        NONE,
        "",
        "header: plants",
        "Mildiu|Oídio|Roya|Repilo del olivo|Ninguna|Botritis|Verticilosis|Tristeza de los cítricos",
    ),
    Row("sexo_conector", "text", NONE, "", "header: parts", "Macho|Hembra|Hermafrodita"),
    Row(
        "diagnostico_averia",
        "text",
        NONE,
        "",
        "header: machines",
        "Fuga de aceite|Rodamiento gastado|Correa rota|Fallo eléctrico|Filtro obstruido|Sobrecalentamiento|Sin anomalías",
    ),
    Row("salud_servidor", "text", NONE, "", "header: software", "UP|DOWN|DEGRADED|MAINTENANCE|UNKNOWN"),
    Row(
        "monumento",
        "text",
        NONE,
        "",
        "values: geography",
        "Catedral de Burgos|Mezquita de Córdoba|Alhambra|Sinagoga del Tránsito|Monasterio de El Escorial|Sagrada Familia|Hospital de Sant Pau|Ermita de San Antonio|Cárcel Real",
    ),
    Row("proceso_hijo", "integer", NONE, "", "header: software", whole(1200, 65000)),
    Row("penaltis_fallados", "integer", NONE, "", "header: football", small(1)),
    Row("tipo_sentencia", "text", NONE, "", "header: software", "SELECT|INSERT|UPDATE|DELETE|MERGE|CREATE TABLE"),
    Row(
        "sindicato_bancos",
        "text",
        NONE,
        "",
        "header: finance",
        "Santander + BBVA|CaixaBank + Sabadell|BBVA + CaixaBank|Santander + BNP Paribas|Bankinter + Sabadell|Crédit Agricole + Santander",
    ),
    Row("campo_5", "text", NONE, "", "values: oil", "Virgen extra|Virgen|Lampante|Orujo refinado|Ecológico virgen extra|Refinado"),
)

IT = (
    Row("origine_prodotto", "text", NONE, "", "header: food", "Italia|UE|Extra UE|Spagna|Sicilia|Marocco|Francia"),
    Row("salute_sensore", "text", NONE, "", "header: machines", "attivo|degradato|guasto|in calibrazione|offline"),
    Row("penale_contrattuale_eur", "number", NONE, "", "header: contracts", decimal(150, 12000)),
)

NL = (
    Row("geloofwaardigheid_bron", "text", NONE, "", "header: linguistics", "hoog|gemiddeld|laag|onbekend"),
    Row("aardappelras", "text", NONE, "", "header: plants", "Bintje|Agria|Innovator|Fontane|Markies|Eigenheimer|Doré"),
    Row(
        "kenmerk_3",
        "text",
        NONE,
        "",
        "values: bicycles",
        "Herenfiets 28 inch|Damesfiets 28 inch|Kinderfiets 16 inch|Kinderfiets 20 inch|Moederfiets|Bakfiets|Jongensfiets 24 inch",
    ),
)

PL = (
    Row("rasa", "text", NONE, "", "header: dogs", "owczarek niemiecki|labrador|mieszaniec|jamnik|york|beagle|maltańczyk"),
    Row("partia_towaru", "text", NONE, "", "header: goods", shaped("P2#-####@")),
    Row("kara_umowna_pln", "number", NONE, "", "header: contracts", decimal(500, 40000)),
)

PT = (
    Row("raca_bovina", "text", NONE, "", "header: cattle", "Nelore|Angus|Brahman|Gir|Girolando|Hereford|Senepol|Caracu"),
    Row("cor", "text", NONE, "", "values: paint", "Branca|Preta|Cinza|Prata|Vermelha|Amarela|Azul|Bege"),
    Row("saude_bateria", "text", NONE, "", "header: machines", "Boa|Regular|Ruim|Substituir|Desconhecida"),
)

ALIKE: dict[str, tuple[Row, ...]] = {"en": EN, "de": DE, "fr": FR, "es": ES, "it": IT, "nl": NL, "pl": PL, "pt": PT}
