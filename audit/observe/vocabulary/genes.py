"""How are variants of genes written?

General knowledge: reference numbers of variants (dbSNP), the notation of the Human Genome Variation Society, alleles and
names of genes that are often tested for.
"""

from __future__ import annotations

STEMS: tuple[str, ...] = ("brca1", "brca2", "heterozyg", "homozyg", "heterocig", "homocig", "eterozig", "omozig", "hemizyg")
_GENE = (
    "brca[12]?|apoe|cftr|mthfr|tp53|egfr|kras|braf|palb2|chek2|atm|mlh1|msh2|msh6|pms2|hbb|htt|ldlr|jak2|fmr1|hfe|dmd|ldl|"
    "cyp[0-9][a-z][0-9]{1,2}|hla-?[abcd][a-z0-9]{0,4}|vkorc1|slco1b1|dpyd|tpmt|factor v leiden|f5|f2|smn[12]|gjb2|pten|ret|apc"
)
_CHANGE = r"[cgmnp]\.[(]?[a-z0-9_*+>-]{3,30}[)]?"
FORM = (
    rf"rs[0-9]{{3,11}}(?:[ :(/-]{{1,3}}[acgtdi-]{{1,3}}(?:[/|;]?[acgtdi-]{{1,3}})?[)]?)?|"
    rf"(?:(?:{_GENE})[ :*_-]{{1,3}})?{_CHANGE}(?: .{{0,30}})?|"
    rf"(?:apoe[ :_-]{{0,2}})?[eε]?[234] ?[/|,-] ?[eε][234]|(?:nm|nc|np|ng)_[0-9]{{4,9}}(?:\.[0-9]{{1,2}})?(?::.{{1,40}})?|"
    rf"(?:{_GENE})[ :*_/-]{{0,3}}(?:[*][0-9]{{1,3}}.{{0,20}}|[a-z][0-9]{{2,5}}[a-z*].{{0,20}}|(?:del|ins|dup|"
    rf"mut|wt|pos|neg|wild|carrier|variant|pathogen|heteroz|homoz)[^\n]{{0,40}})"
)
"""A variant of a gene, as laboratories write it."""
WEAK_WORDS: tuple[str, ...] = (
    "pathogenic", "benign", "vus", "carrier", "brca", "apoe", "wildtype", "mutant", "mutation", "mutated", "trager", "porteur",
    "porteuse", "portador", "portadora", "portatore", "portatrice", "drager", "nosiciel", "nosicielka", "pathogen", "patogenico",
    "patogena", "patogenny", "het", "hom", "xx", "xy",
)  # fmt: skip
WEAK_FORM = (
    rf"(?:{_GENE})(?:[ +*:_-].{{0,40}})?|[acgt]{{1,2}}[/|]?[acgt]{{1,2}}|[acgtun]{{8,400}}|[01][/|][01]|"
    rf"[a-z][0-9]{{1,2}}[a-z][0-9a-z]{{0,8}}"
)
"""Alleles, sequences and groups, where the column name says that they could be some."""
