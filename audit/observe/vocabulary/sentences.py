"""Which words say what a court or the police did with somebody? Folded.

General knowledge of English, German, French, Spanish, Italian, Dutch, Polish and Portuguese.
"""

from __future__ import annotations

STEMS: tuple[str, ...] = (
    "convict", "acquit", "incarcer", "imprison", "freiheitsstr", "haftstraf", "bewahrungsstr", "geldstraf", "jugendstraf", "gefangnis",
    "freispruch", "freigesproch", "verurteil", "untersuchungsh", "sicherungsverw", "vorbestraf", "strafbefehl", "tagessatz",
    "tagessatze", "sozialstund", "arbeitsstund", "emprisonn", "sursis", "condamn", "incarcerat", "encarcel", "prision", "absuelt",
    "condenad", "absolucion", "reclusion", "assolt", "condannat", "carcer", "ergastol", "gevangenis", "vrijgesprok", "veroordeel",
    "taakstraf", "werkstraf", "celstraf", "geldboete", "hechtenis", "uniewinn", "skazan", "skazuj", "grzywn", "wiezien", "pozbawieni",
    "prisao", "absolvid", "absolvic", "detencao", "probator", "probezuhr", "lebenslang", "lebenslaeng", "levenslang", "dozywoc",
    "ersatzfreih", "patteggiament", "bewahrung",
)  # fmt: skip
WORDS: tuple[str, ...] = (
    "prison", "jail", "guilty", "probation", "parole", "arrested", "inmate", "incarcerated", "imprisonment", "recidivist", "sursis",
    "acquitted", "convicted", "schuldspruch", "haft", "carcel", "prision", "prisao", "carcere", "cela", "tbs", "coupable", "relaxe",
    "culpable", "absuelto", "absuelta", "colpevole", "reclusione", "celstraf", "skazany", "uniewinniony", "grzywna", "uniewinniona",
    "cadena",
)  # fmt: skip
PHRASES: tuple[str, ...] = (
    "community service", "community order", "suspended sentence", "house arrest", "life sentence", "life imprisonment", "death penalty",
    "not guilty", "no contest", "nolo contendere", "plea bargain", "pleaded guilty", "time served", "electronic monitoring",
    "ankle monitor", "conditional discharge", "absolute discharge", "restraining order", "charges dropped", "charge dismissed",
    "case dismissed", "pending trial", "drug court", "pretrial diversion", "on bail", "auf bewahrung", "zur bewahrung",
    "gemeinnutzige arbeit", "nicht schuldig", "verfahren eingestellt", "mit auflagen", "monate haft", "jahre haft", "ohne bewahrung",
    "elektronische fussfessel", "prison ferme", "prison avec", "travail d interet", "travaux d interet", "garde a vue", "jours amende",
    "jour amende", "bracelet electronique", "stage de citoyennete", "mise a l epreuve", "non lieu", "rappel a la loi",
    "detention provisoire", "reclusion criminelle", "composition penale", "ans ferme", "mois ferme", "peine de prison",
    "suspension du permis", "annulation du permis", "trabajos en beneficio", "libertad condicional", "libertad vigilada",
    "anos de prision", "meses de prision", "meses de multa", "pena de prision", "multa de", "retirada del permiso",
    "privacion del permiso", "orden de alejamiento", "prision preventiva", "arresto domiciliario", "servicio comunitario",
    "suspension de la pena", "trabajo comunitario", "prision provisional", "arresti domiciliari", "lavori di pubblica",
    "lavori socialmente", "anni di reclusione", "mesi di reclusione", "mesi di arresto", "pena sospesa", "sospensione condizionale",
    "multa di", "ammenda di", "messa alla prova", "affidamento in prova", "liberta vigilata", "custodia cautelare",
    "affidamento ai servizi", "semi liberta", "voorwaardelijke straf", "onvoorwaardelijk", "uur taakstraf", "uur werkstraf", "boete van",
    "maanden cel", "maanden voorwaardelijk", "jaar cel", "voorlopige hechtenis", "niet schuldig", "elektronisch toezicht",
    "ontzegging rijbevoegdheid", "w zawieszeniu", "ograniczenie wolnosci", "ograniczenia wolnosci", "pozbawienie wolnosci",
    "pozbawienia wolnosci", "prace spoleczne", "praca spoleczna", "dozor elektroniczny", "zakaz prowadzenia", "warunkowe umorzenie",
    "lat wiezienia", "tymczasowe aresztowanie", "kara grzywny", "pena suspensa", "trabalho a favor", "trabalho comunitario",
    "anos de prisao", "meses de prisao", "pena de multa", "dias de multa", "pulseira eletronica", "prisao domiciliaria",
    "prisao efetiva", "prisao preventiva", "liberdade condicional", "prestacao de servicos a comunidade", "prisao domiciliar",
    "inibicao de conduzir", "regime aberto", "regime fechado", "regime semiaberto",
)  # fmt: skip
WEAK_WORDS: tuple[str, ...] = (
    "fine", "suspended", "dismissed", "custody", "amende", "multa", "ammenda", "boete", "caution", "warning", "released", "bail",
    "geldbusse", "verwarnung", "eingestellt", "schuldig", "unschuldig", "inocente", "innocente", "innocent", "culpado", "culpada",
    "absolvido", "winny", "niewinny", "winna", "arresto", "areszt", "umorzono", "umorzenie", "nadzor", "libre", "condena", "felony",
    "acquittal", "conviction", "voorwaardelijk", "schorsing", "sepot", "coima", "tig", "nagana", "upomnienie",
)  # fmt: skip
_UNIT = (
    "days?|weeks?|months?|years?|yrs?|mos?|tage?|wochen?|monate?n?|jahre?n?|jours?|semaines?|mois|ans?|dias?|"
    "semanas?|meses|mes|anos?|giorni|settimane|mesi|mese|anni|anno|dagen|weken|maand(?:en)?|jaar|dni|tygodni|"
    "miesiac[a-z]{0,2}|miesiec[a-z]{0,2}|lata|lat|rok|hours?|heures?|stunden|horas?|ore|uur|godzin"
)
TERM = rf"[0-9]{{1,3}}[+]? ?(?:{_UNIT})(?: .{{0,60}})?"
"""A length of time: a sentence under a column name that hints at one."""
