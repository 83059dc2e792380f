"""Which words name a party or a political position? Folded.

General knowledge: parties in parliaments of the states of the European Union, the United Kingdom, the United States, Canada,
Australia, Brazil, Switzerland and Norway, and positions from left to right in eight languages.
"""

from __future__ import annotations

WORDS: tuple[str, ...] = (
    "republican", "republicans", "republikaner", "democrat", "democrats", "libertarian", "tory", "tories", "ukip", "snp", "labour",
    "libdem", "libdems", "dup", "sdlp", "gop", "cdu", "csu", "spd", "fdp", "afd", "bsw", "npd", "ovp", "spo", "fpo", "neos", "svp",
    "glp", "lfi", "eelv", "pcf", "udi", "ump", "lrem", "npa", "fn", "psoe", "podemos", "ciudadanos", "bng", "pnv", "eaj", "junts",
    "bildu", "ciu", "erc", "m5s", "pdl", "fdi", "vvd", "pvv", "d66", "cda", "groenlinks", "pvda", "pvdd", "sgp", "fvd", "bbb", "ja21",
    "50plus", "christenunie", "konfederacja", "psl", "pzpr", "sld", "chega", "pcp", "cds", "psd", "psdb", "psol", "pmdb", "pdt", "pcdob",
    "ptb", "bloquistas", "fidesz", "jobbik", "syriza", "pasok", "akp", "hdp", "chp", "nva", "cdh", "ecolo", "defi", "sossu", "sdp",
    "kokoomus", "perussuomalaiset", "socialdemokraterna", "moderaterna", "sverigedemokraterna", "vansterpartiet", "venstre", "hoyre",
    "arbeiderpartiet", "fremskrittspartiet", "ppcs", "radikal", "demokraten", "sozialdemokraten", "sozialdemokratisch",
    "christdemokraten", "christdemokratisch", "piratenpartei", "linkspartei", "piraten", "parteilos", "nichtwahler", "wechselwahler",
    "lepenist", "insoumis", "macroniste", "socialiste", "socialist", "socialists", "socialista", "socialistas", "communist",
    "communiste", "comunista", "comunistas", "kommunist", "kommunistisch", "sozialist", "socjalista", "komunista", "anarchist",
    "anarchiste", "anarchico", "anarquista", "nationalist", "nationaliste", "nacionalista", "nazionalista", "monarchist", "royaliste",
    "monarquista", "monarchico", "marxist", "marxista", "marxiste", "trotskyist", "fascist", "fascista", "populist", "libertaire",
    "libertario", "apolitical", "apolitisch", "apolitique", "apolitico", "apartidario", "apolityczny", "conservative", "conservatives",
    "conservateur", "conservatrice", "conservador", "conservadora", "conservatore", "conservatief", "konserwatysta", "konservativ",
    "progressive", "progressiste", "progresista", "progressista", "progressief", "centrist", "centriste", "centrista", "centrodestra",
    "centrosinistra", "centroderecha", "centroizquierda", "gauchiste", "droitier", "izquierdista", "derechista", "esquerdista",
    "direitista", "linksextrem", "rechtsextrem", "linksradikal", "rechtsradikal", "lewicowy", "prawicowy", "lewicowe", "prawicowe",
    "ecologista", "ecologiste", "grune", "grunen", "bundnis", "rassemblement", "abstentionniste", "abstencionista",
)  # fmt: skip
PHRASES: tuple[str, ...] = (
    "democratic party", "republican party", "labour party", "conservative party", "green party", "liberal party", "labor party",
    "liberal democrat", "liberal democrats", "lib dem", "lib dems", "plaid cymru", "sinn fein", "fianna fail", "fine gael", "reform uk",
    "alliance party", "new democratic", "bloc quebecois", "one nation", "scottish national", "the greens", "die linke", "die grunen",
    "bundnis 90", "freie wahler", "die partei", "tierschutzpartei", "volt deutschland", "france insoumise", "rassemblement national",
    "front national", "les republicains", "parti socialiste", "parti communiste", "les verts", "les ecologistes", "europe ecologie",
    "debout la france", "lutte ouvriere", "partido popular", "partido socialista", "unidas podemos", "izquierda unida", "mas madrid",
    "coalicion canaria", "eh bildu", "esquerra republicana", "ahora repetir", "partito democratico", "fratelli d italia", "forza italia",
    "lega nord", "movimento 5 stelle", "cinque stelle", "italia viva", "alleanza verdi", "europa verde", "sinistra italiana",
    "piu europa", "noi moderati", "partij van de arbeid", "partij voor de", "partij voor de vrijheid", "forum voor democratie",
    "groen links", "nieuw sociaal contract", "vlaams belang", "open vld", "denk", "prawo i sprawiedliwosc", "platforma obywatelska",
    "koalicja obywatelska", "nowa lewica", "trzecia droga", "polska 2050", "partia razem", "lewica razem", "polskie stronnictwo",
    "ruch narodowy", "nowa nadzieja", "iniciativa liberal", "bloco de esquerda", "partido comunista", "partido social democrata",
    "cds pp", "partido dos trabalhadores", "partido liberal", "uniao brasil", "partido novo", "rede sustentabilidade", "partido verde",
    "partido ecologista", "far left", "far right", "centre left", "centre right", "center left", "center right", "left wing",
    "right wing", "hard left", "hard right", "leans left", "leans right", "somewhat left", "somewhat right", "very conservative",
    "very liberal", "strong democrat", "strong republican", "extreme gauche", "extreme droite", "centre gauche", "centre droit",
    "centre droite", "extrema derecha", "extrema izquierda", "centro derecha", "centro izquierda", "estrema destra", "estrema sinistra",
    "centro destra", "centro sinistra", "extrema direita", "extrema esquerda", "centro direita", "centro esquerda", "skrajna prawica",
    "skrajna lewica", "centro prawica", "centrum prawica", "centrum lewica", "extreem links", "extreem rechts", "centrum links",
    "centrum rechts", "weit links", "weit rechts", "mitte links", "mitte rechts", "links der mitte", "rechts der mitte", "eher links",
    "eher rechts", "sehr links", "sehr rechts", "voto en blanco", "vote blanc", "voto nulo", "voto in bianco", "did not vote",
    "nicht gewahlt",
)  # fmt: skip
WEAK_WORDS: tuple[str, ...] = (
    "gauche", "sinistra", "izquierda", "derecha", "esquerda", "lewica", "prawica", "left", "right", "centre", "center", "links",
    "rechts", "mitte", "droite", "direita", "destra", "centro", "centrum", "midden", "liberal", "liberals", "liberale", "liberaal",
    "liberalny", "moderate", "green", "greens", "verts", "vert", "verdes", "verdi", "groen", "zieloni", "independent", "independents",
    "indep", "undecided", "unaffiliated", "npp", "dem", "rep", "gre", "ind", "lib", "lab", "con", "ldem", "npa", "dts", "und", "lbt",
    "grn", "lr", "rn", "ps", "pc", "pp", "vox", "iu", "cs", "pd", "lega", "azione", "lsp", "sp", "cu", "denk", "volt", "nsc", "pis",
    "po", "ko", "razem", "il", "be", "pan", "livre", "pt", "pl", "mdb", "novo", "sumar", "junts", "renaissance", "modem", "reconquete",
    "ensemble", "horizons", "linke", "grune", "independiente", "independente", "indipendente", "parteilos", "bezpartyjny", "bezpartyjna",
    "abstention", "abstencion", "astenuto", "abstencao", "npc", "spoiled", "blanco", "centriste", "democratic", "ndp", "reform",
    "alliance", "azul", "fp", "sf", "fg", "ff", "ldp", "alp", "nat", "cdc", "cup", "upn", "cc", "prc", "pri", "morena", "lewe", "prawe",
)  # fmt: skip
