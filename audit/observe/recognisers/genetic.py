"""Is it about somebody's genes?"""

from __future__ import annotations

from audit.observe.personal.recogniser import COUNTS, STATISTICS, Recogniser
from audit.observe.vocabulary import genes
from audit.observe.vocabulary.answers import FLAG, NUMBER
from audit.observe.vocabulary.look_alikes import NO_PERSON
from audit.observe.vocabulary.reading import Telling, Vocabulary

_STRONG = Vocabulary(form=genes.FORM, stems=genes.STEMS)
_WEAK = Vocabulary(words=genes.WEAK_WORDS, form=genes.WEAK_FORM)


RECOGNISER = Recogniser(
    entity="GENETIC",
    category="special",
    says="genetic data",
    together=Telling(_STRONG, _WEAK, hinted=0.3),
    shape=rf"(?:{FLAG}|{NUMBER}|\S{{1,400}}|[^\n]{{1,60}})",
    share=0.3,
    header=(
        "genetic", "genetic data", "genetic test", "genetic marker", "genetic mutation", "genetic risk", "genetic variant",
        "genotype", "dna", "dna sequence", "dna profile", "dna sample", "dna test", "snp", "snps", "rsid", "allele", "alleles",
        "haplotype", "haplogroup", "gene mutation", "gene variant", "brca", "brca1", "brca2", "apoe", "polygenic score",
        "polygenic risk score", "karyotype", "genetik", "genetisch", "genetische daten", "genotyp", "gentest", "genmutation",
        "erbgut", "erbkrankheit", "genetique", "donnees genetiques", "test genetique", "adn", "mutation genetique", "genetica",
        "datos geneticos", "prueba genetica", "mutacion genetica", "genotipo", "dati genetici", "test genetico",
        "mutazione genetica", "genetische gegevens", "erfelijke aandoening", "genmutatie", "dane genetyczne",
        "mutacja genetyczna", "badanie genetyczne", "dados geneticos", "teste genetico", "mutacao genetica", "gene", "genes",
        "gene variants", "gene panel", "gene status", "gene result", "genetic result", "genetic variants", "genetic profile",
        "genetic disorder", "genetic condition", "genetic predisposition", "dna marker", "dna haplogroup", "ydna haplogroup",
        "mtdna", "mtdna haplogroup", "snp id", "snp genotype", "brca status", "brca result", "brca carrier", "carrier status",
        "apoe genotype", "apoe status", "hla", "hla type", "hla typing", "cyp2d6", "cftr", "mthfr", "prs", "prs score",
        "pgs score", "mutation", "mutations", "variant hgvs", "hgvs", "str profile", "str markers", "whole genome", "exome",
        "wes result", "wgs result", "pharmacogenomics", "ancestry dna", "23andme", "family genetic history", "zygosity",
        "inherited disease", "hereditary disease", "gen variante", "genvariante", "genvarianten", "gentest ergebnis",
        "gentest befund", "genetischer befund", "genetischer marker", "genetisches risiko", "genetische veranlagung",
        "genprofil", "dna profil", "dna analyse", "dns", "dns profil", "mutation befund", "mutationsstatus", "erbanlage",
        "erblich", "erbliche belastung", "trager status", "vererbte krankheit", "brca befund", "variant genetique",
        "variante genetique", "profil genetique", "marqueur genetique", "risque genetique", "maladie genetique",
        "maladie hereditaire", "resultat genetique", "predisposition genetique", "profil adn", "sequence adn", "test adn",
        "mutation brca", "statut porteur", "gene mute", "variante genetica", "variantes geneticas", "perfil genetico",
        "marcador genetico", "riesgo genetico", "enfermedad genetica", "enfermedad hereditaria", "resultado genetico",
        "perfil adn", "prueba adn", "secuencia adn", "predisposicion genetica", "mutacion brca", "estado portador",
        "portador gen", "variante gen", "profilo genetico", "marcatore genetico", "rischio genetico", "malattia genetica",
        "malattia ereditaria", "esame genetico", "esito genetico", "profilo dna", "sequenza dna", "predisposizione genetica",
        "mutazione brca", "stato portatore", "genvariant", "gen variant", "genetisch profiel", "genetische marker",
        "genetisch risico", "genetische aanleg", "genetische aandoening", "erfelijke ziekte", "erfelijkheid", "dna profiel",
        "dna test uitslag", "dna onderzoek", "dragerschap", "dragerstatus", "gentest uitslag", "genmutatie brca",
        "wariant genetyczny", "wariant genu", "profil genetyczny", "marker genetyczny", "ryzyko genetyczne",
        "choroba genetyczna", "choroba dziedziczna", "test genetyczny", "wynik genetyczny", "badanie dna", "profil dna",
        "predyspozycje genetyczne", "nosicielstwo", "mutacja brca", "genotyp pacjenta", "variante genica", "risco genetico",
        "doenca genetica", "doenca hereditaria", "exame genetico", "perfil dna", "sequencia dna", "predisposicao genetica",
        "mutacao brca",
    ),
    hints=(
        "variant", "variants", "variante", "variantes", "wariant", "marker", "marcador", "carrier", "sequence", "genome",
        "genomic", "hereditary", "panel", "mutacja", "mutacion", "mutazione", "mutatie", "mutacao", "mutat", "polymorphism",
    ),
    not_header=(
        *STATISTICS, *COUNTS, *NO_PERSON, "algorithm", "programming", "plant", "crop", "species", "bacteria", "virus", "mouse",
        "annotation", "reference genome", "length", "product", "marketing", "ab test", "color", "colour", "strain", "cell line",
        "yeast", "maize", "wheat", "rice", "tumor type", "expression", "chromosome length", "operator", "optimizer",
        "population size",
    ),
    kinds=("text", "integer", "boolean", "number"),
    examples=("rs1801133 CT", "BRCA1 c.68_69del", "A/G", "ACGTACGTACGTACGT"),
    counter_examples=("", " "),
)  # fmt: skip
