"""How do addresses, postcodes, plates and whereabouts of people look in eight countries?"""

from __future__ import annotations

from random import Random

from tests.quality.columns import Maker, shaped, words

STREETS = {
    "gb": "High Street|Station Road|Church Lane|Victoria Road|Green Lane|Manor Road|Park Avenue|Queens Road|Mill Lane|The Avenue|"
    "Chapel Street|Albert Terrace|Grange Close|Kings Drive|Orchard Way|St John's Road|Windmill Hill|Oakfield Crescent",
    "us": "Main St|Oak Ave|Maple Dr|Washington Blvd|2nd Ave|Elm St|Cedar Ln|Lake Shore Dr|W 45th St|Park Pl|Sunset Blvd|Hillcrest Ct|"
    "N Lincoln Ave|County Road 12|SE Division St|Martin Luther King Jr Blvd|Pine Ridge Rd|Broadway",
    "de": "Hauptstraße|Bahnhofstr.|Gartenweg|Schillerstraße|Am Markt|Lindenallee|Dorfstr.|Goethestraße|Mühlweg|Berliner Platz|"
    "Kirchgasse|Ringstr.|Beethovenstraße|Im Wiesengrund|Alte Poststraße|Rosenweg|Bergstraße|Unter den Linden",
    "fr": "rue de la République|avenue Victor Hugo|rue des Lilas|boulevard Voltaire|place de l'Église|impasse du Moulin|chemin des Vignes|"
    "rue Pasteur|allée des Tilleuls|quai de la Loire|rue Jean Jaurès|cours Gambetta|route de Lyon|rue du Général de Gaulle",
    "es": "C/ Mayor|Avda. de la Constitución|Calle Real|Plaza de España|Paseo de Gracia|C/ San Juan|Calle del Carmen|Travesera de Gracia|"
    "Camino Viejo|Ronda de Segovia|C/ Cervantes|Avenida del Puerto|Calle Alcalá|C/ Nueva",
    "it": "Via Roma|Corso Garibaldi|Via Giuseppe Verdi|Piazza Dante|Viale della Libertà|Via Mazzini|Largo Augusto|Via dei Mille|"
    "Vicolo Stretto|Via Nazionale|Corso Vittorio Emanuele II|Via San Francesco|Strada Provinciale 12|Via Cavour",
    "pl": "ul. Polna|ul. Leśna|al. Jana Pawła II|ul. Kościuszki|os. Przyjaźni|ul. Słoneczna|pl. Wolności|ul. Mickiewicza|ul. Ogrodowa|"
    "ul. 3 Maja|ul. Długa|ul. Szkolna|al. Niepodległości|ul. Lipowa",
    "nl": "Kerkstraat|Dorpsstraat|Prinsengracht|Molenweg|Julianalaan|Schoolstraat|Wilhelminaplein|Burgemeester de Vlugtlaan|Zandpad|"
    "Oude Haven|Beatrixstraat|Van Goghstraat|Stationsweg|Het Hof",
}
TOWNS = {
    "fr": "75011 Paris|69003 Lyon|13006 Marseille|31000 Toulouse|44000 Nantes|67000 Strasbourg|33000 Bordeaux|35700 Rennes|21000 Dijon",
    "es": "28013 Madrid|08012 Barcelona|41001 Sevilla|46002 València|48009 Bilbao|50001 Zaragoza|29015 Málaga|15003 A Coruña",
    "it": "20121 Milano (MI)|00184 Roma (RM)|10121 Torino (TO)|80132 Napoli (NA)|40126 Bologna (BO)|50123 Firenze (FI)|90133 Palermo (PA)",
}
UK_AREAS = "M LS B S NE BS CF EH G SW SE N E OX CB BN EX YO NG LE"
GERMAN_OFFICES = ("B", "M", "HH", "K", "F", "S", "DO", "HD", "FR", "KA", "WÜ", "GÖ")
POLISH_OFFICES = ("WA", "KR", "PO", "GD", "WR", "SK", "LU", "DW", "ZS", "BI")
CENTRES = ((52.52, 13.40), (48.86, 2.35), (45.46, 9.19), (41.90, 12.50), (38.72, -9.14), (41.15, -8.61), (50.85, 4.35), (51.51, -0.13))


def home(land: str) -> Maker:
    """Return a maker of street addresses as they are written in a country."""

    def make(draw: Random) -> str:
        street, number, extra = draw.choice(words(STREETS[land])), draw.randint(1, 140), draw.random()
        if land in {"gb", "us"}:
            line = f"{number if land == 'gb' else number * 31} {street}"
            return (
                f"{line}, Apt {draw.randint(1, 40)}"
                if land == "us" and extra < 0.2
                else f"Flat {draw.randint(1, 9)}, {line}"
                if extra < 0.1
                else line
            )
        if land == "fr":
            return f"{number}{' bis' if extra < 0.1 else ''} {street}, {draw.choice(words(TOWNS['fr']))}"
        if land == "es":
            return f"{street}, {number}, {draw.randint(1, 6)}º {draw.choice('ABCD')}, {draw.choice(words(TOWNS['es']))}"
        if land == "it":
            return f"{street}, {number}, {draw.choice(words(TOWNS['it']))}"
        return f"{street} {number}{flat(land, draw)}"

    return make


def flat(land: str, draw: Random) -> str:
    """Return what stands after a house number in Germany, Poland and the Netherlands."""
    if land == "pl":
        return f"/{draw.randint(1, 60)}" if draw.random() < 0.6 else ""
    return draw.choice("abc") if draw.random() < 0.15 else ""


def uk_postcode(draw: Random) -> str:
    """Return a postcode of the United Kingdom."""
    return (
        f"{draw.choice(UK_AREAS.split())}{draw.randint(1, 19)} {draw.randint(1, 9)}{draw.choice('ABDEFGHJLN')}{draw.choice('PQRSTUWXYZ')}"
    )


def region_first(low: int, high: int, form: str) -> Maker:
    """Return a maker of postcodes whose first two digits are a region of a country."""
    rest = shaped(form)
    return lambda draw: f"{draw.randint(low, high):02d}{rest(draw)}"


POSTCODES: dict[str, Maker] = {
    "gb": uk_postcode,
    "de": region_first(1, 99, "###"),
    "fr": region_first(1, 95, "#00"),
    "es": region_first(1, 52, "0##"),
    "it": region_first(0, 98, "1##"),
    "pl": region_first(0, 99, "-###"),
    "nl": region_first(10, 99, "## @@"),
    "pt": region_first(10, 99, "##-###"),
    "br": region_first(1, 99, "###-###"),
}

PLATES: dict[str, Maker] = {
    "de": lambda draw: f"{draw.choice(GERMAN_OFFICES)}-{shaped('@@')(draw)} {draw.randint(1, 9999)}",
    "fr": shaped("@@-###-@@"),
    "es": lambda draw: f"{draw.randint(0, 9999):04d} {''.join(draw.choices('BCDFGHJKLMNPRSTVWXYZ', k=3))}",
    "it": shaped("@@###@@"),
    "pl": lambda draw: f"{draw.choice(POLISH_OFFICES)} {shaped('####')(draw)}{draw.choice('ACEFGHJKLMNPRSTUVWXY')}",
    "nl": lambda draw: (
        f"{draw.choice('GHJKLNPRSTX')}-{draw.randint(1, 999):03d}-{draw.choice('BDFGHJKLNPRSTVXZ')}{draw.choice('BDFGHJKLNPRSTVXZ')}"
    ),
}


def whereabouts(form: str = "{:.5f}, {:.5f}") -> Maker:
    """Return a maker of the places where people live or were seen, as latitude and longitude."""

    def make(draw: Random) -> str:
        north, east = draw.choice(CENTRES)
        return form.format(draw.gauss(north, 0.08), draw.gauss(east, 0.12))

    return make
