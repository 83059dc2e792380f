"""Is it a password or another secret?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Recogniser

RECOGNISER = Recogniser(
    entity="PASSWORD",
    category="direct",
    says="passwords or other secrets",
    shape=r"(?=.*[a-z$!#@%*])\S{4,256}",
    needs_header=True,
    least_distinct=3,
    header=(
        "password", "passwd", "pwd", "passphrase", "password hash", "passwort", "kennwort", "mot de passe",
        "motdepasse", "contrasena", "clave de acceso", "parola d ordine", "wachtwoord", "haslo", "palavra passe",
        "senha", "secret key", "api key", "apikey", "api secret", "private key", "security answer", "secret answer",
        "sicherheitsantwort", "security question answer",
    ),
    not_header=(
        "reset", "changed", "expiry", "expires", "length", "strength", "last", "policy", "date", "days", "count",
        "attempts", "type", "required",
    ),
    examples=("Example-Pass-1", "$2b$12$abcdefghijklmnopqrstuv", "correcthorsebattery"),
    counter_examples=("12", "2015-10-14", "two words", "yes"),
)  # fmt: skip
