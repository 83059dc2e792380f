"""Is it the name somebody uses to log in?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Recogniser

RECOGNISER = Recogniser(
    entity="USERNAME",
    category="direct",
    says="user names",
    shape=r"(?=.*[a-z])[^\s@]{3,40}",
    needs_header=True,
    least_distinct=5,
    header=(
        "username", "user name", "login", "login name", "screen name", "nickname", "nick name", "benutzername",
        "nom d utilisateur", "nombre de usuario", "nome utente", "gebruikersnaam", "nazwa uzytkownika",
    ),
    not_header=("login time", "login date", "login count", "last login", "login attempts"),
    examples=("wasco1982", "anna.b", "x_river_x"),
    counter_examples=("12", "two words here", "2024-01-01 10:00"),
)  # fmt: skip
