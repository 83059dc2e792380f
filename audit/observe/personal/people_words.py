"""Which column names say that the rows of a table are people?

A city, an education or a position on the map is personal where it belongs to somebody; beside none of
these columns it is the city of a shop. Each is a phrase of whole words, without accents.
"""

from __future__ import annotations

PEOPLE: tuple[str, ...] = (
    "first name", "firstname", "given name", "last name", "lastname", "surname", "full name", "fullname", "family name",
    "customer name", "patient name", "employee name", "student name", "person", "age", "gender", "sex", "dob",
    "date of birth", "birthdate", "birth date", "birthday", "birth year", "email", "phone", "telephone", "mobile", "ssn",
    "passport", "national id", "customer id", "cust id", "client id", "user id", "patient id", "employee id", "student id",
    "person id", "member id", "marital status", "occupation", "job title", "salary", "income", "nationality", "citizenship",
    "ethnicity", "maiden name", "credit card", "card number", "vorname", "nachname", "familienname", "geburtsdatum",
    "geburtsjahr", "geschlecht", "alter", "beruf", "familienstand", "kundennummer", "gehalt", "einkommen", "prenom",
    "nom de famille", "date de naissance", "sexe", "metier", "profession", "salaire", "revenu", "etat civil", "nombre completo",
    "apellido", "apellidos", "fecha de nacimiento", "edad", "sexo", "ocupacion", "profesion", "salario", "ingresos",
    "estado civil", "cognome", "data di nascita", "sesso", "eta", "professione", "stipendio", "reddito", "stato civile",
    "codice fiscale", "voornaam", "achternaam", "geboortedatum", "geslacht", "leeftijd", "beroep", "salaris", "inkomen", "bsn",
    "imie", "nazwisko", "data urodzenia", "plec", "wiek", "zawod", "wynagrodzenie", "pesel", "apelido", "sobrenome",
    "data de nascimento", "idade", "profissao", "salario", "rendimento",
)  # fmt: skip
"""Words of columns that describe a person: who, how old, of which sex, reached where, earning what."""
