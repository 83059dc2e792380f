"""Is it whether somebody belongs to a trade union?"""

from __future__ import annotations

from audit.observe.personal.recogniser import COUNTS, STATISTICS, Recogniser
from audit.observe.vocabulary import unions
from audit.observe.vocabulary.answers import CODE, FLAG
from audit.observe.vocabulary.look_alikes import NO_PERSON
from audit.observe.vocabulary.reading import Telling, Vocabulary

_STRONG = Vocabulary(words=unions.WORDS, phrases=unions.PHRASES)
_WEAK = Vocabulary(
    words=unions.WEAK_WORDS,
    phrases=unions.WEAK_PHRASES,
    # A column called union with yes and no in it is about membership; one of sets or of streets is not.
    form="[01yn]|yes|no|true|false|ja|nein|oui|non|si|nee|tak|nie|sim|nao",
    stems=("gewerkschaft", "sindical", "syndical", "vakbond"),
)


RECOGNISER = Recogniser(
    entity="TRADE_UNION",
    category="special",
    says="trade-union memberships",
    together=Telling(_STRONG, _WEAK, plain=0.1, hinted=0.3),
    shape=f"{FLAG}|{CODE}|[0-9]{{1,2}}(?:[.]0*)?|[0-9]{{1,3}}[.][0-9]{{2}}",
    share=0.3,
    most_distinct=120,
    header=(
        "trade union", "tradeunion", "labor union", "labour union", "union member", "union membership", "union status",
        "union dues", "unionmember", "is union", "in union", "gewerkschaft", "gewerkschaftsmitglied",
        "gewerkschaftszugehorigkeit", "gewerkschaftsmitgliedschaft", "syndicat", "syndique", "appartenance syndicale",
        "adhesion syndicale", "affiliation syndicale", "sindicalizado", "afiliacion sindical", "afiliado sindicato",
        "pertenencia sindical", "sindacato", "iscritto sindacato", "iscrizione sindacale", "appartenenza sindacale", "vakbond",
        "vakbondslid", "vakbondslidmaatschap", "lid vakbond", "zwiazek zawodowy", "zwiazki zawodowe", "przynaleznosc zwiazkowa",
        "czlonek zwiazku", "filiacao sindical", "sindicalizacao", "membro do sindicato", "union memb", "union mbr", "union mem",
        "union code", "union local", "union local no", "union deduction", "union fee", "union fees", "union rep", "is unionized",
        "unionised worker", "unionized worker", "bargaining unit", "trade union member",
        "trade union membership", "tu member", "tu membership", "labor union member", "gewerkschaft mitglied", "gew mitglied",
        "gewerkschaftlich organisiert", "gewerksch", "gewerkschaftsbeitrag", "gewerkschaftszugeh", "gewerkschaft name",
        "vertrauensleute", "mitglied gewerkschaft", "gewerkschaftl zugehorigkeit", "synd", "appart synd", "appartenance synd",
        "adh syndicale", "adherent syndicat", "adherent syndical", "cotisation syndicale", "delegue syndical", "carte syndicale",
        "nom du syndicat", "nom syndicat", "affil syndicale", "syndicat salarie", "mandat syndical", "organisation syndicale",
        "afil sindical", "afiliado sindical", "afiliado a sindicato", "cuota sindical", "delegado sindical",
        "sindicato afiliado", "nombre sindicato", "sindicato trabajador", "miembro sindicato", "representante sindical",
        "sindicalizado si no", "tessera sindacale", "iscr sindacato", "iscritto al sindacato", "quota sindacale",
        "trattenuta sindacale", "delega sindacale", "sigla sindacale", "nome sindacato", "delegato sindacale",
        "adesione sindacato", "organizzazione sindacale", "lidmaatschap vakbond", "vakbond lid", "vakbondscontributie",
        "vakbond contributie", "vakbondsnaam", "vakorganisatie", "vakvereniging", "lid vakvereniging",
        "czlonek zwiazku zawodowego", "przyn zwiazkowa", "przynaleznosc do zwiazku", "przynaleznosc do zwiazkow", "zwiazek zaw",
        "skladka zwiazkowa", "dzialacz zwiazkowy", "nazwa zwiazku", "zw zawodowy", "filiado sindicato", "filiado a sindicato",
        "filiac sindical", "quota sindicato", "quota sindical", "contribuicao sindical", "imposto sindical", "membro sindicato",
        "nome sindicato", "sindicalizada", "sindicato filiado",
    ),
    hints=("union", "unionized", "unionised", "union name", "sindicato",
    ),
    not_header=(
        *STATISTICS, *COUNTS, *NO_PERSON, "credit union", "european union", "student union", "western union", "rugby union",
        "customs union", "union find", "union square", "union station", "union type", "set union", "states union",
        "union council", "syndicat mixte", "syndicat initiative", "syndicat des eaux", "intercommunal", "district", "polygon",
        "geometry", "sql", "credit", "crime", "financial",
    ),
    kinds=("text", "integer", "boolean"),
    examples=("yes", "1", "member", "IG Metall"),
    counter_examples=("2015-10-14", "0.255", "1200"),
)  # fmt: skip
