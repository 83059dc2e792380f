"""Which words name a trade union? Folded.

General knowledge: the large unions and confederations of the states of the European Union, the United Kingdom, the United
States, Canada, Brazil, Switzerland and Norway.
"""

from __future__ import annotations

WORDS: tuple[str, ...] = (
    "verdi", "dgb", "igbce", "igbau", "igmetall", "unison", "gmb", "usdaw", "nasuwt", "rmt", "aslef", "ucu", "fbu", "tssa", "afscme",
    "seiu", "teamsters", "uaw", "ibew", "ufcw", "unifor", "cupe", "nea", "cwa", "cgt", "cfdt", "cftc", "unsa", "solidaires", "fsu",
    "snes", "ccoo", "ugt", "usoc", "csif", "cgil", "cisl", "uil", "cobas", "ugl", "fiom", "usb", "fnv", "cnv", "vcp", "abvv", "fgtb",
    "acv", "aclvb", "opzz", "solidarnosc", "nszz", "cgtp", "sntp", "fenprof", "sindicalizado", "sindicalizada", "gewerkschaftsmitglied",
    "vakbondslid", "syndique", "syndiquee", "sindacalizzato", "zwiazkowiec", "unionized", "unionised", "unia", "syna", "travailsuisse",
    "ogb", "vida", "tco", "saco", "akava", "sak", "hk", "3f", "stal", "sindmetal", "cutbrasil", "conlutas", "unionist", "komba", "gdl",
)  # fmt: skip
PHRASES: tuple[str, ...] = (
    "ver di", "ig metall", "ig bau", "ig bce", "gew", "beamtenbund", "deutscher gewerkschaftsbund", "unite the union",
    "national education union", "royal college of nursing", "communication workers", "fire brigades union", "afl cio",
    "service employees", "united auto workers", "united steelworkers", "teachers union", "american federation",
    "national education association", "cfe cgc", "force ouvriere", "union syndicale", "sud rail", "comisiones obreras", "cc oo",
    "union general de trabajadores", "ela stv", "lab sindikatua", "usb lavoro", "fiom cgil", "cisl fp", "uil scuola", "fnv bondgenoten",
    "de unie", "algemene onderwijsbond", "nszz solidarnosc", "forum zwiazkow", "zwiazek nauczycielstwa", "sierpien 80", "cgtp in",
    "ugt p", "forca sindical", "central unica", "union member", "trade union", "labor union", "member of union", "union general",
    "csi f",
)  # fmt: skip
WEAK_WORDS: tuple[str, ...] = (
    "unite", "gew", "ngg", "evg", "gdp", "dbb", "fo", "sud", "uso", "ela", "lab", "cig", "member", "nonmember", "mitglied", "adherent",
    "adherente", "afiliado", "afiliada", "iscritto", "iscritta", "lid", "czlonek", "filiado", "filiada", "membro", "miembro", "membre",
    "prospect", "pcs", "rcn", "neu", "cwu", "usw", "iww", "lo", "ys", "cut", "ctb", "nst", "fzz", "znp", "unorganisiert", "cnt", "ctc",
    "csc", "cgc", "covered", "anil", "snals", "gilda", "aob", "nvj", "stop", "sintap", "spgl",
)  # fmt: skip
WEAK_PHRASES: tuple[str, ...] = (
    "not a member", "non member", "no member", "kein mitglied", "nicht organisiert", "non syndique", "non syndiquee", "no afiliado",
    "non iscritto", "geen lid", "nie nalezy", "nao filiado", "nao sindicalizado", "not in union",
)  # fmt: skip
