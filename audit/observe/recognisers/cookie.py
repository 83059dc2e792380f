"""Is it a cookie or the token of a session?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Recogniser

RECOGNISER = Recogniser(
    entity="COOKIE",
    category="pseudonym",
    says="cookies or session tokens",
    shape="(?=.*[0-9])[0-9a-z+/=_.%|~:-]{8,4096}|[0-9]{6,}",
    needs_header=True,
    least_distinct=3,
    header=(
        "cookie", "cookie id", "cookieid", "session id", "sessionid", "session token", "session key", "sid",
        "jsessionid", "phpsessid", "visitor id", "user pseudo id", "ga client id", "tracking id", "tracking cookie",
        "browser id", "fingerprint id", "browser fingerprint", "device fingerprint", "auth token", "access token",
        "refresh token", "bearer token", "jwt", "sitzungs id", "sitzungsid", "id de session", "jeton de session",
        "id de sesion", "token de sesion", "id sessione", "token di sessione", "sessie id", "id sesji",
        "token sesji", "id da sessao",
    ),
    not_header=("count", "length", "policy", "consent", "type", "duration"),
    kinds=("text", "integer"),
    examples=("GA1.2.1234567890.1234567890", "eyJhbGciOiJub25lIn0.e30.", "a3f5c8e21b9d4f60"),
    counter_examples=("yes", "12", "two words"),
)  # fmt: skip
