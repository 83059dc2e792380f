"""Is it the name somebody uses to log in?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Recogniser
from audit.observe.personal.user_names import user_names

RECOGNISER = Recogniser(
    entity="USERNAME",
    category="direct",
    says="user names",
    together=user_names,
    needs_header=True,
    least_distinct=5,
    header=(
        "username", "user name", "login", "login name", "screen name", "nickname", "nick name", "benutzername",
        "nom d utilisateur", "nombre de usuario", "nome utente", "gebruikersnaam", "nazwa uzytkownika", "login uzytk",
        "login uzytkownika", "user login", "userid name", "usr name", "uname", "user handle", "handle name", "anmeldename",
        "benutzer name",
        "nutzername", "benutzerkennung", "identifiant connexion", "nom utilisateur", "pseudo", "pseudonyme", "nombre usuario",
        "nom usuari", "usuario login", "utente login", "nome de utilizador", "nome utilizador",
        "nome de usuario", "nome usuario", "inlognaam", "login naam", "gebruiker naam", "nick",
    ),
    not_header=("login time", "login date", "login count", "last login", "login attempts"),
    examples=("river_anna", "anna.b", "walker.stone"),
    counter_examples=("12", "two words here", "2024-01-01 10:00"),
)  # fmt: skip
