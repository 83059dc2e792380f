"""Is it what somebody earns?"""

from __future__ import annotations

from audit.observe.personal.recogniser import STATISTICS, Recogniser

RECOGNISER = Recogniser(
    entity="INCOME",
    category="quasi",
    says="incomes or salaries",
    shape=(
        "(?:[$£€¥]|eur|usd|gbp|chf|pln|zl)? ?-?[0-9][0-9 .,']*(?: ?k)?_?(?: ?(?:[$£€¥]|eur|usd|gbp|chf|pln|zl))?|"
        "[<>]=? ?[$£€]?[0-9][0-9.,]*k?|[$£€]?[0-9][0-9.,]*k? ?(?:-|to|bis|a) ?[$£€]?[0-9][0-9.,]*k?"
    ),
    needs_header=True,
    least_distinct=2,
    header=(
        "income", "incomes", "salary", "salaries", "wage", "wages", "annual income", "monthly income",
        "household income", "family income", "fam inc", "yearly income", "gross salary", "net salary",
        "base salary", "inhand salary", "take home pay", "payroll", "compensation", "earnings", "hourly wage",
        "bonus", "gehalt", "lohn", "einkommen", "bruttogehalt", "nettogehalt", "bruttolohn", "jahresgehalt",
        "monatsgehalt", "jahreseinkommen", "monatseinkommen", "haushaltseinkommen", "verdienst", "salaire",
        "salaires", "revenu", "revenus", "salaire brut", "salaire net", "revenu annuel", "revenu mensuel",
        "remuneration", "salario", "sueldo", "ingresos", "ingreso", "renta", "salario bruto", "stipendio",
        "reddito", "retribuzione", "salaris", "loon", "inkomen", "wynagrodzenie", "pensja", "dochod", "dochody",
        "zarobki", "placa", "rendimento", "rendimentos", "jahressalar", "jahreslohn", "jahresbrutto", "jahresverdienst",
        "monatslohn", "monatsbrutto", "monatsverdienst", "stundenlohn", "bruttoeinkommen", "nettoeinkommen",
        "bruttoverdienst", "nettolohn", "grundgehalt", "brutto gehalt", "gehalt brutto", "gehalt netto", "lohn brutto", "bezuge",
        "rente", "rentenhohe", "hh einkommen",
        "salaire mensuel", "salaire annuel", "salaire base", "salaire de base", "sal brut", "sal net", "sal annuel", "revenu net",
        "revenu foyer", "revenu fiscal", "revenus menage", "traitement brut", "paie",
        "salario mensual", "salario anual", "salario neto", "salario base", "sueldo bruto", "sueldo neto", "sueldo mensual",
        "sueldo anual", "sueldo base", "ingresos mensuales", "ingresos anuales", "ingreso mensual",
        "ingreso anual", "ingresos hogar", "renta anual", "nomina", "stipendio lordo", "stipendio netto", "stipendio mensile",
        "retribuzione lorda", "retribuzione annua", "reddito annuo", "reddito mensile",
        "reddito lordo", "reddito netto", "reddito familiare", "ral", "paga", "paga oraria", "jaarsalaris", "maandsalaris",
        "maandloon", "jaarloon", "jaarinkomen", "maandinkomen", "uurloon", "bruto loon", "bruto salaris",
        "brutoloon", "nettoloon", "brutosalaris", "nettosalaris", "bruto jaarsalaris", "gezinsinkomen", "huishoudinkomen",
        "pensja brutto", "pensja netto", "placa brutto", "placa netto", "wynagrodzenie brutto",
        "wynagrodzenie netto", "wyplata", "dochod roczny", "dochod miesieczny", "dochod netto", "stawka godzinowa",
        "salario bruto mensal", "salario mensal", "salario liquido", "ordenado bruto", "ordenado liquido",
        "vencimento base", "vencimento bruto", "rendimento anual", "rendimento mensal", "renda mensal", "renda familiar",
        "remuneracao", "remuneracion", "remunerazione", "yearly salary", "monthly salary", "annual salary",
        "salary amount", "sal amt", "gross pay", "net pay", "base pay", "annual wage", "monthly wage", "yearly wage", "salary usd",
        "salary eur", "ordenado", "vencimento", "renda",
    ),
    not_header=(
        *STATISTICS, "per capita", "national", "type", "group", "tax", "statement", "operating", "net income",
        "gross income tax", "source", "currency", "bracket code", "investment income", "zipcode", "zip", "company",
        "product", "revenue", "percent of", "grade", "cap", "month", "zentrum",
    ),
    kinds=("text", "integer", "number"),
    examples=("52000", "3,250.50", "$74,000", "50k", "<=50K", "30000 - 40000"),
    counter_examples=("yes", "Bachelor", "2015-10-14"),
)  # fmt: skip
