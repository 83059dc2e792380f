"""Is it somebody's sexual orientation or sex life?"""

from __future__ import annotations

from audit.observe.personal.recogniser import STATISTICS, Recogniser
from audit.observe.vocabulary import orientations, remedies
from audit.observe.vocabulary.look_alikes import NO_PERSON
from audit.observe.vocabulary.reading import Telling, Vocabulary

_STRONG = Vocabulary(words=orientations.WORDS, stems=orientations.STEMS, phrases=orientations.PHRASES, never=orientations.NEVER)
_WEAK = Vocabulary(
    words=(*orientations.WEAK_WORDS, *(word for word in remedies.CONTRACEPTION if " " not in word)),
    phrases=tuple(word for word in remedies.CONTRACEPTION if " " in word),
)


RECOGNISER = Recogniser(
    entity="SEXUAL_ORIENTATION",
    category="special",
    says="sexual orientations or sex life",
    together=Telling(_STRONG, _WEAK, alone=0.4, least=2),
    shape=r"[^\n]{1,60}",
    share=0.3,
    least_distinct=2,
    most_distinct=60,
    header=(
        "sexual orientation", "sexualorientation", "sexuality", "sexual preference", "sexual identity", "sex life",
        "sexual activity", "sexually active", "sexual partners", "number of sexual partners", "num sexual partners",
        "sexual history", "sexual behavior", "sexual behaviour", "sex partners", "lgbt", "lgbtq", "is lgbt", "is gay",
        "sexuelle orientierung", "sexualitat", "sexualleben", "sexualpartner", "orientation sexuelle", "vie sexuelle",
        "sexualite", "partenaires sexuels", "orientacion sexual", "vida sexual", "sexualidad", "parejas sexuales",
        "orientamento sessuale", "vita sessuale", "sessualita", "partner sessuali", "seksuele geaardheid", "seksuele orientatie",
        "seksuele voorkeur", "seksleven", "orientacja seksualna", "zycie seksualne", "preferencje seksualne",
        "orientacao sexual", "sexualidade", "parceiros sexuais", "sex orientation", "sex orient", "sexual orient", "sexual pref",
        "sexual attraction", "attracted to", "sogi", "gay", "lgbtqia", "lgbti", "condom use", "contraception", "contraceptive",
        "contraceptive method", "contraceptive use", "birth control", "birth control method", "last intercourse",
        "sexual health", "sti history", "sex worker", "number sex partners", "age first intercourse",
        "age at first sex", "libido", "erectile dysfunction", "virgin", "sex orientierung", "sexuelle identitat",
        "sexuelle neigung", "sexuelle praferenz", "verhutung", "verhutungsmethode", "verhutungsmittel", "kondomnutzung",
        "anzahl sexualpartner", "geschlechtsverkehr", "sexuell aktiv", "orient sexuelle", "preference sexuelle",
        "identite sexuelle", "contraceptif", "mode de contraception", "methode contraception", "methode contraceptive",
        "moyen de contraception", "nb partenaires sexuels", "nombre partenaires", "rapports sexuels", "sexuellement actif",
        "orient sexual", "preferencia sexual", "identidad sexual", "anticonceptivo", "anticonceptivos", "anticoncepcion",
        "metodo anticonceptivo", "metodo anticonc", "metodo anticoncepcion", "num parejas sexuales", "relaciones sexuales",
        "actividad sexual", "sexualmente activo", "conducta sexual", "orient sessuale", "preferenza sessuale",
        "identita sessuale", "contraccezione", "contraccettivo", "metodo contraccettivo", "metodo contraccezione",
        "numero partner sessuali", "rapporti sessuali", "attivita sessuale", "sessualmente attivo", "seks geaardheid",
        "geaardheid", "anticonceptie", "anticonceptiemiddel", "voorbehoedsmiddel", "aantal sekspartners", "sekspartners",
        "seksueel actief", "seksuele activiteit", "seksuele identiteit", "condoomgebruik", "orient seksualna", "orientacja seks",
        "tozsamosc seksualna", "antykoncepcja", "metoda antykoncepcji", "srodek antykoncepcyjny", "liczba partnerow seksualnych",
        "partnerzy seksualni", "aktywnosc seksualna", "wspolzycie", "identidade sexual", "contracepcao", "contraceptivo",
        "contracetivo", "metodo contracetivo", "metodo contraceptivo", "metodo de contracepcao", "num parceiros sexuais",
        "relacoes sexuais", "atividade sexual", "sexualmente ativo",
    ),
    hints=(
        "orientation", "orientierung", "orientacion", "orientamento", "orientatie", "orientacja", "orientacao", "attraction",
        "preference", "preferences", "looking for", "interested in", "seeking", "such nach", "identity", "lgbti status",
        "method", "methode", "metodo", "metoda", "partner sex", "partner gender", "verhut", "contracept",
    ),
    not_header=(
        *STATISTICS, *NO_PERSON, "screen", "page", "device", "print", "image", "wind", "panel", "map", "political", "text",
        "video", "label", "building orientation", "phone orientation", "contract", "policy", "market", "career", "professional",
        "job", "axis", "layout", "monitor", "student", "sheet", "roof", "dach", "solar",
    ),
    kinds=("text", "integer", "boolean", "number"),
    examples=("heterosexual", "lesbian", "bisexuell", "hétérosexuelle"),
    counter_examples=("", "2015-10-14 is a day on which nothing was said about anybody in particular"),
)  # fmt: skip
