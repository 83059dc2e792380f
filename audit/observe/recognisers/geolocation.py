"""Is it a place on the map, as numbers?"""

from __future__ import annotations

from audit.observe.personal.people_words import PEOPLE
from audit.observe.personal.recogniser import STATISTICS, Recogniser

RECOGNISER = Recogniser(
    entity="GEO",
    category="quasi",
    says="positions on the map",
    pattern=(
        "[([]? ?[-+]?(?:[1-8]?[0-9]|90)[.,][0-9]{2,15}°? ?[ns]?[,; /|]{1,3}[-+]?(?:1[0-7][0-9]|180|"
        r"[0-9]{1,2})[.,][0-9]{2,15}°? ?[ewo]? ?[])]?|point ?\( ?-?[0-9.]+ -?[0-9.]+ ?\)|"
        r"\d{1,3}°.*[ns].*\d{1,3}°.*[ewo]"
    ),
    shape="[-+]?(?:1[0-7][0-9]|180|[0-9]{1,2})(?:[.,][0-9]+)?°?",
    # Under any name only a pair with decimals that tell a house from the next one.
    sure_form=(
        r"[(\[]? ?[-+]?(?:[1-8]?[0-9]|90)\.[0-9]{3,15}(?: ?[,;|/] ?| )[-+]?(?:1[0-7][0-9]|180|[0-9]{1,2})\.[0-9]{3,15} ?[)\]]?|"
        r"POINT ?\( ?-?[0-9.]+ -?[0-9.]+ ?\)"
    ),
    share=0.9,
    needs_beside=PEOPLE,
    least_distinct=2,
    header=(
        "latitude", "longitude", "lat", "lon", "lng", "long", "lat lon", "lat long", "lat lng", "latlong", "latlng",
        "geolocation", "geo location", "geo point", "gps", "gps coordinates", "coordinates", "geo coordinates",
        "home latitude", "home longitude", "koordinaten", "breitengrad", "langengrad", "geokoordinaten",
        "coordonnees", "coordonnees gps", "latitud", "longitud", "coordenadas", "latitudine", "longitudine",
        "coordinate", "breedtegraad", "lengtegraad", "coordinaten", "szerokosc geograficzna",
        "dlugosc geograficzna", "wspolrzedne", "coord", "coords", "gps coord", "gps pos", "gps position", "posizione gps",
        "posicion gps", "posicao gps", "position gps", "coordonnees domicile",
        "coord casa", "coord domicilio", "home coord", "home location gps", "wohnort koordinaten", "lokalizacja gps",
        "locatie gps", "geo lat", "geo lon", "geo lng", "latlon", "lonlat",
    ),
    not_header=(*STATISTICS, "store", "station", "airport", "tree", "sensor", "pixel", "image", "merchant"),
    kinds=("text", "integer", "number"),
    examples=("52.5200, 13.4050", "(48.85, 2.35)", "52.52", "-0.1278"),
    counter_examples=("Berlin", "2015-10-14", "1234567"),
)  # fmt: skip
