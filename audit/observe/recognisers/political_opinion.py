"""Is it somebody's political opinion?"""

from __future__ import annotations

from audit.observe.personal.recogniser import COUNTS, STATISTICS, Recogniser
from audit.observe.vocabulary import parties
from audit.observe.vocabulary.answers import CODE, FLAG
from audit.observe.vocabulary.look_alikes import NO_PERSON
from audit.observe.vocabulary.reading import Telling, Vocabulary

_STRONG = Vocabulary(words=parties.WORDS, phrases=parties.PHRASES)
_WEAK = Vocabulary(words=parties.WEAK_WORDS)


RECOGNISER = Recogniser(
    entity="POLITICAL_OPINION",
    category="special",
    says="political opinions",
    together=Telling(_STRONG, _WEAK, plain=0.1, hinted=0.4),
    shape=f"(?:{FLAG}|{CODE}|[0-9]{{1,2}}(?:[.]0*)?|[ivx]{{1,4}})",
    share=0.3,
    most_distinct=120,
    header=(
        "political opinion", "political opinions", "political party", "political affiliation", "political view",
        "political views", "political orientation", "political leaning", "political ideology", "political preference",
        "party affiliation", "party membership", "party member", "party id", "party registration", "registered party",
        "voter party", "voted for", "vote choice", "vote intention", "voting intention", "voting preference",
        "politische meinung", "politische einstellung", "politische orientierung", "parteizugehorigkeit", "parteimitglied",
        "parteimitgliedschaft", "parteipraferenz", "wahlabsicht", "wahlt", "opinion politique", "opinions politiques",
        "parti politique", "affiliation politique", "orientation politique", "tendance politique", "intention de vote",
        "opinion politica", "afiliacion politica", "orientacion politica", "ideologia politica", "intencion de voto",
        "partido politico", "opinione politica", "opinioni politiche", "orientamento politico", "partito politico",
        "affiliazione politica", "intenzione di voto", "politieke voorkeur", "politieke partij", "politieke overtuiging",
        "politieke opvatting", "stemvoorkeur", "partijlidmaatschap", "poglady polityczne", "partia polityczna",
        "przynaleznosc partyjna", "preferencje polityczne", "preferencje wyborcze", "opiniao politica", "opinioes politicas",
        "filiacao partidaria", "filiacao politica", "orientacao politica", "intencao de voto", "pol opinion", "political opin",
        "pol party", "pol affil", "pol view", "pol views", "pol orientation", "pol ideology", "pol leaning", "pol party reg",
        "party reg", "party affil", "party pref", "party preference", "party identification", "party id registered",
        "registered voter party", "voter registration party", "left right", "left right scale", "left right position",
        "ideology score", "vote recall", "past vote", "last vote", "vote last election", "voted party", "voted in", "vote 2019",
        "vote 2020", "vote 2024", "brexit vote", "referendum vote", "donated party", "party donation", "campaign donor",
        "political donation", "political belief", "political beliefs", "political stance", "political identity", "partei zugeh",
        "partei mitglied", "parteibuch", "parteinahe", "partei praferenz", "gewahlte partei", "wahlentscheidung", "zweitstimme",
        "erststimme", "sonntagsfrage", "pol einstellung", "pol orientierung", "pol gesinnung", "politische gesinnung",
        "politische uberzeugung", "politische haltung", "links rechts", "links rechts skala", "wahlverhalten", "opinion pol",
        "tendance pol", "orient pol", "orientation pol", "appartenance politique", "appartenance parti", "adherent parti",
        "engagement politique", "sensibilite politique", "preference politique", "positionnement politique",
        "positionnement gauche droite", "gauche droite", "vote presidentielle", "vote legislatives", "vote dernier scrutin",
        "vote 2022", "carte parti", "sympathie partisane", "proximite partisane", "proximite politique", "recuerdo voto",
        "recuerdo de voto", "voto anterior", "voto pasado", "voto reciente", "intencion voto", "int voto", "afil politica",
        "afiliado partido", "militancia", "militante partido", "militancia politica", "simpatia politica", "simpatia partido",
        "tendencia politica", "preferencia politica", "escala ideologica", "autoubicacion ideologica", "ideologia pol",
        "opiniones politicas", "orient politico", "orientamento pol", "tessera partito", "tessera di partito",
        "iscritto partito", "preferenza politica", "voto espresso", "ultimo voto", "autocollocazione politica",
        "collocazione politica", "credo politico", "convinzioni politiche", "partito votato", "pol voorkeur", "partijvoorkeur",
        "partijlid", "lid partij", "lid politieke partij", "stemgedrag", "stemde op", "gestemd op", "laatste stem",
        "stemintentie", "politieke gezindheid", "politieke orientatie", "politieke kleur", "links rechts schaal",
        "pogl polityczne", "poglad polityczny", "preferencja partyjna", "preferencja polityczna", "czlonek partii",
        "czlonkostwo w partii", "sympatia polityczna", "sympatie polityczne", "glosowal na", "glos w wyborach", "glosowanie",
        "oddany glos", "orientacja polityczna", "przyn partyjna", "przekonania polityczne", "lewica prawica", "opiniao pol",
        "orient politica", "filiacao partid", "partido filiado", "filiado partido", "simpatia partidaria",
        "preferencia partidaria", "voto legislativas", "posicao politica", "conviccoes politicas", "conviccao politica",
        "esquerda direita",
    ),
    hints=(
        "party", "ideology", "partei", "parti", "partido", "partito", "partij", "partia", "political", "vote", "leaning",
        "ideologia", "politics", "political affil", "voter", "wahl", "elector", "election", "affiliation", "afiliacion",
        "affiliazione", "filiacao", "militant", "member of", "position politique", "votum", "voto", "stem", "pref", "politica",
        "politique", "politisch", "polit", "pol", "opinion", "opinione", "opiniao", "meinung", "spectrum",
    ),
    not_header=(
        *STATISTICS, *COUNTS, *NO_PERSON, "party size", "party name", "third party", "party type", "party date", "counterparty",
        "party number", "votes", "party time", "party budget", "stability", "risk", "birthday", "wedding", "hunting", "wing",
        "hand", "handed", "foot", "side", "seite", "cote", "lado", "lato", "turn", "steering", "eye", "ear", "lane", "parlament",
        "parliament", "seats", "mandate", "deputy", "stairs", "door", "align", "alignment",
    ),
    kinds=("text", "integer", "boolean"),
    examples=("Green", "conservative", "SPD", "gauche", "CDU"),
    counter_examples=("2015-10-14", "120,300", "0.52"),
)  # fmt: skip
