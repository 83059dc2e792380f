"""Is it the number under which advertisers know a phone?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Recogniser

RECOGNISER = Recogniser(
    entity="ADVERTISING_ID",
    category="pseudonym",
    says="advertising identifiers",
    shape="[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|(?=.*[0-9])[0-9a-z_-]{10,64}",
    needs_header=True,
    least_distinct=3,
    header=(
        "advertising id", "advertisingid", "advertiser id", "ad id", "adid", "idfa", "idfv", "gaid", "aaid",
        "google ad id", "google advertising id", "maid", "mobile ad id", "mobile advertising id", "werbe id",
        "identifiant publicitaire", "id publicitaire", "id de publicidad", "id pubblicitario", "advertentie id",
        "identyfikator reklamowy", "id de publicidade", "id publicidade", "id publicidad", "id pub", "adv id", "ad tracking id",
        "werbe kennung", "werbekennung", "werbungs id", "identifiant pub", "id annonceur",
        "id publicitario", "id reklamowy", "reklame id", "apple idfa", "android aaid", "apple ad id", "roku id", "rida", "tifa", "ifa",
    ),
    not_header=("campaign", "group", "set", "creative", "count"),
    examples=("3f2504e0-4f89-11d3-9a0c-0305e82c3301", "38400000-8CF0-11BD-B23E-10B96E40000D"),
    counter_examples=("12", "banner", "two words"),
)  # fmt: skip
