"""Which words in a column name say that it is about machines, plants, animals, places or texts, and not about people?

General knowledge of English, German, French, Spanish, Italian, Dutch, Polish and Portuguese.
"""

from __future__ import annotations

MACHINES: tuple[str, ...] = (
    "vehicle", "vehicles", "car", "cars", "truck", "engine", "motor", "machine", "machines", "turbine", "pump", "tire", "tyre", "server",
    "servers", "host", "disk", "cpu", "gpu", "network", "router", "software", "firmware", "printer", "sensor", "battery", "inverter",
    "hardware", "cluster", "pipeline", "backup", "ssh", "browser", "device", "fault", "error", "errors", "dtc", "fahrzeug", "kfz",
    "maschine", "anlage", "fehler", "fehlercode", "fehlercodes", "gerat", "rechner", "netzwerk", "drucker", "steuergerat", "vehicule",
    "voiture", "moteur", "serveur", "panne", "erreur", "reseau", "imprimante", "vehiculo", "coche", "maquina", "servidor", "averia",
    "errores", "fallo", "impresora", "equipo informatico", "veicolo", "macchina", "motore", "guasto", "errore", "impianto", "stampante",
    "voertuig", "auto", "storing", "fout", "foutcode", "toestel", "pojazd", "samochod", "silnik", "maszyna", "serwer", "serwera",
    "awaria", "usterka", "blad", "drukarka", "veiculo", "carro", "avaria", "erro", "impressora", "bridge", "brucke", "pont", "puente",
    "ponte", "brug",
)  # fmt: skip
NATURE: tuple[str, ...] = (
    "plant", "plants", "crop", "crops", "vine", "vines", "tree", "trees", "leaf", "fruit", "flower", "seed", "soil", "forest", "animal",
    "animals", "pet", "pets", "breed", "livestock", "herd", "horse", "horses", "dog", "dogs", "cats", "cow", "cows", "cattle", "pig",
    "pigs", "sheep", "poultry", "fish", "bird", "bee", "hive", "insect", "species", "veterinary", "weather", "pflanze", "pflanzen",
    "rebe", "reben", "baum", "baume", "obst", "ernte", "tier", "tiere", "haustier", "hund", "hunde", "katze", "pferd", "pferde", "rind",
    "rinder", "kuh", "schwein", "vieh", "vogel", "biene", "fisch", "zucht", "wald", "plante", "plantes", "vigne", "vignes", "arbre",
    "arbres", "culture agricole", "animaux", "chien", "chiens", "chat", "chats", "cheval", "chevaux", "bovin", "bovins", "vache", "porc",
    "elevage", "troupeau", "betail", "abeille", "veterinaire", "planta", "plantas", "cultivo", "cultivos", "vid", "arbol", "arboles",
    "animales", "mascota", "mascotas", "perro", "perros", "gato", "gatos", "caballo", "caballos", "ganado", "vaca", "cerdo", "abeja",
    "veterinario", "pianta", "piante", "coltura", "colture", "vite", "viti", "albero", "alberi", "animale", "animali", "cane", "cani",
    "gatto", "gatti", "cavallo", "cavalli", "bestiame", "mucca", "maiale", "gewas", "gewassen", "boom", "bomen", "dier", "dieren",
    "huisdier", "hond", "honden", "kat", "katten", "paard", "paarden", "vee", "koe", "varken", "roslina", "rosliny", "roslin", "uprawa",
    "uprawy", "winorosl", "drzewo", "drzewa", "zwierze", "zwierzeta", "zwierzat", "pies", "psa", "psy", "kot", "kota", "kon", "konia",
    "konie", "bydlo", "krowa", "pszczoly", "videira", "arvore", "arvores", "animais", "cao", "caes", "cavalo", "cavalos", "gado",
    "colheita", "cultura agricola", "weinberg", "weinbau",
)  # fmt: skip
PLACES: tuple[str, ...] = (
    "water", "road", "roads", "traffic", "street", "building", "buildings", "construction", "railway", "train", "flight", "airport",
    "harbor", "harbour", "river", "bauwerk", "strasse", "verkehr", "gebaude", "baustelle", "bahn", "zug", "wasser", "eau", "eaux",
    "trafic", "batiment", "batiments", "chantier", "gare", "agua", "aguas", "carretera", "trafico", "edificio", "edificios", "obra",
    "obras", "acqua", "acque", "strada", "traffico", "edifici", "cantiere", "verkeer", "gebouw", "spoor", "woda", "droga", "drogi",
    "drogowy", "ruch drogowy", "budynek", "budynki", "budowa", "estrada", "transito", "predio", "municipality", "parish", "country list",
    "initiative", "copropriete", "intercommunal", "intercommunale",
)  # fmt: skip
TEXTS: tuple[str, ...] = (
    "token", "tokens", "word", "words", "corpus", "nlp", "parser", "font", "log", "logs", "url", "file", "files", "schema", "movie",
    "film", "films", "song", "album", "book", "books", "novel", "genre", "game", "games", "player", "players", "episode", "drama",
    "buch", "bucher", "spiel", "spieler", "livre", "livres", "jeu", "libro", "libros", "juego", "pelicula", "libri", "gioco", "boek",
    "boeken", "ksiazka", "ksiazki", "gra", "livro", "livros", "jogo", "museum", "musee", "museo", "muzeum", "museu",
)  # fmt: skip
TRADE: tuple[str, ...] = (
    "product", "products", "item", "items", "produkt", "produkte", "artikel", "produit", "produits", "producto", "productos", "prodotto",
    "prodotti", "produkty", "towar", "produto", "produtos", "price", "cost", "preis", "prix", "precio", "prezzo", "prijs", "cena",
    "preco", "stock", "sku", "manufacturer", "warehouse", "shop", "supplier", "lieferant", "fournisseur", "proveedor", "fornitore",
    "leverancier", "dostawca", "fornecedor", "verpackung", "packaging", "emballage", "shoe", "shoes", "clothing", "konfektion",
)  # fmt: skip
NO_PERSON: tuple[str, ...] = (*MACHINES, *NATURE, *PLACES, *TEXTS, *TRADE)
"""All of them."""
