"""Which region of the world is a country in? The regions are those of the United Nations' list M49."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

REGIONS: Mapping[str, tuple[str, ...]] = {
    "Africa": ("Northern Africa", "Sub-Saharan Africa"),
    "Americas": ("Latin America and the Caribbean", "Northern America"),
    "Asia": ("Central Asia", "Eastern Asia", "South-eastern Asia", "Southern Asia", "Western Asia"),
    "Europe": ("Eastern Europe", "Northern Europe", "Southern Europe", "Western Europe"),
    "Oceania": ("Australia and New Zealand", "Melanesia", "Micronesia", "Polynesia"),
}
# Per country: the two codes of ISO 3166-1, the name, other names and spellings.
COUNTRIES: Mapping[str, str] = {
    "Northern Africa": """
        DZ DZA Algeria; EG EGY Egypt; LY LBY Libya; MA MAR Morocco; SD SDN Sudan; TN TUN Tunisia; EH ESH Western Sahara
    """,
    "Sub-Saharan Africa": """
        AO AGO Angola; BJ BEN Benin; BW BWA Botswana; BF BFA Burkina Faso; BI BDI Burundi; CV CPV Cabo Verde|Cape Verde; CM CMR Cameroon;
        CF CAF Central African Republic; TD TCD Chad; KM COM Comoros; CG COG Congo|Republic of the Congo|Congo-Brazzaville;
        CD COD Democratic Republic of the Congo|DR Congo|Congo-Kinshasa; CI CIV Côte d'Ivoire|Ivory Coast; DJ DJI Djibouti;
        GQ GNQ Equatorial Guinea; ER ERI Eritrea; SZ SWZ Eswatini|Swaziland; ET ETH Ethiopia; GA GAB Gabon; GM GMB Gambia|The Gambia;
        GH GHA Ghana; GN GIN Guinea; GW GNB Guinea-Bissau; KE KEN Kenya; LS LSO Lesotho; LR LBR Liberia; MG MDG Madagascar; MW MWI Malawi;
        ML MLI Mali; MR MRT Mauritania; MU MUS Mauritius; YT MYT Mayotte; MZ MOZ Mozambique; NA NAM Namibia; NE NER Niger; NG NGA Nigeria;
        RE REU Réunion; RW RWA Rwanda; SH SHN Saint Helena; ST STP Sao Tome and Principe; SN SEN Senegal; SC SYC Seychelles;
        SL SLE Sierra Leone; SO SOM Somalia; ZA ZAF South Africa; SS SSD South Sudan; TG TGO Togo; UG UGA Uganda;
        TZ TZA Tanzania|United Republic of Tanzania; ZM ZMB Zambia; ZW ZWE Zimbabwe; IO IOT British Indian Ocean Territory;
        TF ATF French Southern Territories
    """,
    "Latin America and the Caribbean": """
        AI AIA Anguilla; AG ATG Antigua and Barbuda; AR ARG Argentina; AW ABW Aruba; BS BHS Bahamas|The Bahamas; BB BRB Barbados;
        BZ BLZ Belize;
        BO BOL Bolivia|Plurinational State of Bolivia; BQ BES Bonaire, Sint Eustatius and Saba|Bonaire; BV BVT Bouvet Island; BR BRA Brazil;
        VG VGB British Virgin Islands; KY CYM Cayman Islands; CL CHL Chile; CO COL Colombia; CR CRI Costa Rica; CU CUB Cuba; CW CUW Curaçao;
        DM DMA Dominica; DO DOM Dominican Republic; EC ECU Ecuador; SV SLV El Salvador; FK FLK Falkland Islands|Malvinas;
        GF GUF French Guiana; GD GRD Grenada; GP GLP Guadeloupe; GT GTM Guatemala; GY GUY Guyana; HT HTI Haiti; HN HND Honduras;
        JM JAM Jamaica; MQ MTQ Martinique; MX MEX Mexico; MS MSR Montserrat; NI NIC Nicaragua; PA PAN Panama; PY PRY Paraguay; PE PER Peru;
        PR PRI Puerto Rico; BL BLM Saint Barthélemy; KN KNA Saint Kitts and Nevis; LC LCA Saint Lucia; MF MAF Saint Martin;
        VC VCT Saint Vincent and the Grenadines; SX SXM Sint Maarten; GS SGS South Georgia and the South Sandwich Islands; SR SUR Suriname;
        TT TTO Trinidad and Tobago|Trinidad; TC TCA Turks and Caicos Islands; VI VIR United States Virgin Islands|US Virgin Islands;
        UY URY Uruguay; VE VEN Venezuela|Bolivarian Republic of Venezuela
    """,
    "Northern America": """
        BM BMU Bermuda; CA CAN Canada; GL GRL Greenland; PM SPM Saint Pierre and Miquelon;
        US USA United States|United States of America|U.S.|U.S.A.|America
    """,
    "Central Asia": "KZ KAZ Kazakhstan; KG KGZ Kyrgyzstan; TJ TJK Tajikistan; TM TKM Turkmenistan; UZ UZB Uzbekistan",
    "Eastern Asia": """
        CN CHN China|People's Republic of China; HK HKG Hong Kong|China, Hong Kong Special Administrative Region; MO MAC Macao|Macau;
        KP PRK North Korea|Democratic People's Republic of Korea; JP JPN Japan; MN MNG Mongolia; KR KOR South Korea|Republic of Korea|Korea;
        TW TWN Taiwan
    """,
    "South-eastern Asia": """
        BN BRN Brunei|Brunei Darussalam; KH KHM Cambodia; ID IDN Indonesia; LA LAO Laos|Lao People's Democratic Republic; MY MYS Malaysia;
        MM MMR Myanmar|Burma; PH PHL Philippines; SG SGP Singapore; TH THA Thailand; TL TLS Timor-Leste|East Timor; VN VNM Vietnam|Viet Nam
    """,
    "Southern Asia": """
        AF AFG Afghanistan; BD BGD Bangladesh; BT BTN Bhutan; IN IND India; IR IRN Iran|Islamic Republic of Iran; MV MDV Maldives;
        NP NPL Nepal; PK PAK Pakistan; LK LKA Sri Lanka
    """,
    "Western Asia": """
        AM ARM Armenia; AZ AZE Azerbaijan; BH BHR Bahrain; CY CYP Cyprus; GE GEO Georgia; IQ IRQ Iraq; IL ISR Israel; JO JOR Jordan;
        KW KWT Kuwait; LB LBN Lebanon; OM OMN Oman; QA QAT Qatar; SA SAU Saudi Arabia; PS PSE Palestine|State of Palestine;
        SY SYR Syria|Syrian Arab Republic; TR TUR Türkiye|Turkey; AE ARE United Arab Emirates|UAE; YE YEM Yemen
    """,
    "Eastern Europe": """
        BY BLR Belarus; BG BGR Bulgaria; CZ CZE Czechia|Czech Republic; HU HUN Hungary; PL POL Poland; MD MDA Moldova|Republic of Moldova;
        RO ROU Romania; RU RUS Russia|Russian Federation; SK SVK Slovakia; UA UKR Ukraine
    """,
    "Northern Europe": """
        AX ALA Åland Islands; DK DNK Denmark; EE EST Estonia; FO FRO Faroe Islands; FI FIN Finland; GG GGY Guernsey; IS ISL Iceland;
        IE IRL Ireland; IM IMN Isle of Man; JE JEY Jersey; LV LVA Latvia; LT LTU Lithuania; NO NOR Norway; SJ SJM Svalbard and Jan Mayen;
        SE SWE Sweden;
        GB GBR United Kingdom|UK|Great Britain|England|Scotland|Wales|Northern Ireland|United Kingdom of Great Britain and Northern Ireland
    """,
    "Southern Europe": """
        AL ALB Albania; AD AND Andorra; BA BIH Bosnia and Herzegovina; HR HRV Croatia; GI GIB Gibraltar; GR GRC Greece;
        VA VAT Holy See|Vatican;
        IT ITA Italy; MT MLT Malta; ME MNE Montenegro; MK MKD North Macedonia|Macedonia; PT PRT Portugal; SM SMR San Marino; RS SRB Serbia;
        SI SVN Slovenia; ES ESP Spain; XK XKX Kosovo; YU YUG Yugoslavia
    """,
    "Western Europe": """
        AT AUT Austria; BE BEL Belgium; FR FRA France; DE DEU Germany|Federal Republic of Germany; LI LIE Liechtenstein; LU LUX Luxembourg;
        MC MCO Monaco; NL NLD Netherlands|The Netherlands|Holland|Kingdom of the Netherlands; CH CHE Switzerland
    """,
    "Australia and New Zealand": """
        AU AUS Australia; CX CXR Christmas Island; CC CCK Cocos Islands; HM HMD Heard Island and McDonald Islands; NZ NZL New Zealand;
        NF NFK Norfolk Island
    """,
    "Melanesia": "FJ FJI Fiji; NC NCL New Caledonia; PG PNG Papua New Guinea; SB SLB Solomon Islands; VU VUT Vanuatu",
    "Micronesia": """
        GU GUM Guam; KI KIR Kiribati; MH MHL Marshall Islands; FM FSM Micronesia|Federated States of Micronesia; NR NRU Nauru;
        MP MNP Northern Mariana Islands; PW PLW Palau; UM UMI United States Minor Outlying Islands
    """,
    "Polynesia": """
        AS ASM American Samoa; CK COK Cook Islands; PF PYF French Polynesia; NU NIU Niue; PN PCN Pitcairn; WS WSM Samoa; TK TKL Tokelau;
        TO TON Tonga; TV TUV Tuvalu; WF WLF Wallis and Futuna
    """,
}


def region_of(country: str, level: str = "region") -> str | None:
    """Return the region of a country by its name or code in any case, with `subregion` the finer one; None where it is unknown."""
    found = _known().get(_plain(country))
    return None if found is None else found[level == "region"]


@cache
def _known() -> dict[str, tuple[str, str]]:
    """Return subregion and region by every way of writing a country."""
    above = {subregion: region for region, parts in REGIONS.items() for subregion in parts}
    known: dict[str, tuple[str, str]] = {}
    for subregion, listed in COUNTRIES.items():
        for entry in listed.split(";"):
            two, three, names = entry.split(maxsplit=2)
            known |= {_plain(written): (subregion, above[subregion]) for written in (two, three, *names.split("|"))}
    return known


def _plain(country: str) -> str:
    """Return a name without marks, punctuation, blanks and case: `Puerto-Rico`, `PUERTO RICO`."""
    letters = unicodedata.normalize("NFKD", country.casefold())
    return "".join(letter for letter in letters.replace("&", "and") if letter.isalnum())
