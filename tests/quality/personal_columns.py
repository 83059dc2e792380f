"""Which columns are personal in eight languages, without being special: names, contact, numbers, homes, births and traces?"""

from __future__ import annotations

from tests.quality import personal_contact as contact
from tests.quality import personal_ids as ids
from tests.quality.columns import Labelled, Maker, Row, Source, bell, day, labelled, whole
from tests.quality.people import account, family, full, given, mail
from tests.quality.personal_places import PLATES, POSTCODES, home, whereabouts

CLASSES = {
    "direct": "EMAIL_ADDRESS PHONE_NUMBER CREDIT_CARD IBAN_CODE PERSON STREET_ADDRESS USERNAME IP_ADDRESS LICENSE_PLATE",
    "quasi": "DATE_OF_BIRTH AGE POSTCODE GENDER INCOME GEO",
    "pseudonym": "DEVICE_ID",
}
KINDS = {"DATE_OF_BIRTH": "date", "AGE": "integer", "INCOME": "number"}


def row(name: str, entity: str, source: Source, note: str = "") -> Row:
    """Return the line of a column; what is not listed is a national number and direct."""
    truth = next((truth for truth, known in CLASSES.items() if entity in known.split()), "direct")
    return Row(name, KINDS.get(entity, "text"), truth, entity, note, source)


def births(form: str) -> Maker:
    """Return a maker of birth dates of adults."""
    return day("1938-01-01", "2005-12-31", form)


EN = (
    row("email", "EMAIL_ADDRESS", mail("en", "gmail.com yahoo.co.uk outlook.com btinternet.com example.org")),
    row("mobile_no", "PHONE_NUMBER", contact.PHONES["gb_mobile"], "United Kingdom"),
    row("home_phone", "PHONE_NUMBER", contact.PHONES["us"], "United States"),
    row("card_number", "CREDIT_CARD", contact.card("4 51 53 55", 16), "16 digits, bare"),
    row("ssn", "US_SSN", ids.us_ssn),
    row("nhs_no", "UK_NHS", ids.gb_nhs),
    row("nat_ins_no", "UK_NINO", ids.gb_nino),
    row("aadhaar_no", "IN_AADHAAR", ids.in_aadhaar),
    row("first_name", "PERSON", given("en"), "given name"),
    row("surname", "PERSON", family("en"), "family name"),
    row("full_name", "PERSON", full("en"), "whole name"),
    row("address_line_1", "STREET_ADDRESS", home("gb"), "United Kingdom"),
    row("homeAddress", "STREET_ADDRESS", home("us"), "United States"),
    row("dob", "DATE_OF_BIRTH", births("%m/%d/%Y")),
    row("last_login_ip", "IP_ADDRESS", contact.internet_4, "version 4"),
)
DE = (
    row("E-Mail", "EMAIL_ADDRESS", mail("de", "web.de gmx.de t-online.de posteo.de beispiel-gmbh.de")),
    row("tel_privat", "PHONE_NUMBER", contact.PHONES["de"], "Germany, many forms"),
    row("kreditkarte_nr", "CREDIT_CARD", contact.card("2221 2345 2512 2680 2720", 16), "2-series"),
    row("iban", "IBAN_CODE", contact.account("DE", groups=True), "groups of four"),
    row("steuer_id", "DE_TAX_ID", ids.de_tax),
    row("svnr", "AT_VNR", ids.at_insured),
    row("ahv_nummer", "CH_AHV", ids.ch_ahv),
    row("vorname", "PERSON", given("de"), "given name"),
    row("nachname", "PERSON", family("de"), "family name"),
    row("Kundenname", "PERSON", full("de", "{family}, {given}"), "whole name, family first"),
    row("str_hausnr", "STREET_ADDRESS", home("de"), "Germany"),
    row("gebDatum", "DATE_OF_BIRTH", births("%d.%m.%Y")),
    row("plz_wohnort", "POSTCODE", POSTCODES["de"]),
    row("geschlecht", "GENDER", "w|m|d"),
    row("kfz_kennzeichen", "LICENSE_PLATE", PLATES["de"]),
)
FR = (
    row("courriel", "EMAIL_ADDRESS", mail("fr", "orange.fr free.fr laposte.net gmail.com sfr.fr")),
    row("tel_portable", "PHONE_NUMBER", contact.PHONES["fr"], "France"),
    row("no_carte", "CREDIT_CARD", contact.card("4", 19), "19 digits"),
    row("iban_client", "IBAN_CODE", contact.account("FR")),
    row("nir", "FR_NIR", ids.fr_nir),
    row("num_registre_national", "BE_NN", ids.be_register),
    row("prenom", "PERSON", given("fr"), "given name"),
    row("nom_famille", "PERSON", lambda draw: family("fr")(draw).upper(), "family name in capitals"),
    row("nom_complet", "PERSON", full("fr", "{given} {family}"), "whole name"),
    row("adressePostale", "STREET_ADDRESS", home("fr"), "France, with town"),
    row("dt_naissance", "DATE_OF_BIRTH", births("%d/%m/%Y")),
    row("code_postal_dom", "POSTCODE", POSTCODES["fr"]),
    row("sexe", "GENDER", "F|M"),
    row("salaire_brut", "INCOME", bell(34_000, 9_000)),
    row("immatriculation", "LICENSE_PLATE", PLATES["fr"]),
)
ES = (
    row("correo_e", "EMAIL_ADDRESS", mail("es", "gmail.com hotmail.com telefonica.net yahoo.es ejemplo.es")),
    row("tfno_movil", "PHONE_NUMBER", contact.PHONES["es"], "Spain"),
    row("num_tarjeta", "CREDIT_CARD", contact.card("4 52 54", 16, groups=True), "16 digits in groups of four"),
    row("cuentaIban", "IBAN_CODE", contact.account("ES")),
    row("dni", "ES_NIF", ids.es_dni),
    row("nie", "ES_NIE", ids.es_nie),
    row("nombre", "PERSON", given("es"), "given name"),
    row("apellidos", "PERSON", family("es"), "two family names"),
    row("nombre_completo", "PERSON", full("es"), "whole name with two family names"),
    row("direccion", "STREET_ADDRESS", home("es"), "Spain, with town"),
    row("fec_nac", "DATE_OF_BIRTH", births("%Y-%m-%d")),
    row("edad", "AGE", whole(18, 91)),
    row("cod_postal", "POSTCODE", POSTCODES["es"]),
    row("sueldo_mensual", "INCOME", bell(1_950, 520, 2)),
    row("matricula", "LICENSE_PLATE", PLATES["es"]),
)
IT = (
    row("email_cliente", "EMAIL_ADDRESS", mail("it", "libero.it gmail.com tiscali.it alice.it pec.it")),
    row("cellulare", "PHONE_NUMBER", contact.PHONES["it"], "Italy, many forms"),
    row("codice_fiscale", "IT_FISCAL_CODE", ids.it_fiscal),
    row("iban_beneficiario", "IBAN_CODE", contact.account("IT")),
    row("nome", "PERSON", given("it"), "given name"),
    row("cognome", "PERSON", family("it"), "family name"),
    row("nominativo", "PERSON", full("it", "{family} {given}"), "whole name, family first"),
    row("indirizzo", "STREET_ADDRESS", home("it"), "Italy, with town"),
    row("dataNascita", "DATE_OF_BIRTH", births("%d-%m-%Y")),
    row("eta", "AGE", whole(16, 96)),
    row("cap_residenza", "POSTCODE", POSTCODES["it"]),
    row("sesso", "GENDER", "femmina|maschio|altro"),
    row("targa", "LICENSE_PLATE", PLATES["it"]),
    row("posizione_gps", "GEO", whereabouts(), "pair in one cell"),
    row("imei_telefono", "DEVICE_ID", contact.equipment, "IMEI"),
)
NL = (
    row("e_mailadres", "EMAIL_ADDRESS", mail("de", "ziggo.nl kpnmail.nl xs4all.nl gmail.com voorbeeld.nl")),
    row("telefoonnr", "PHONE_NUMBER", contact.PHONES["nl"], "Netherlands"),
    row("bsn", "NL_BSN", ids.nl_bsn),
    row("rekeningnummer", "IBAN_CODE", contact.account("NL")),
    row("creditcardnr", "CREDIT_CARD", contact.card("34 37", 15), "15 digits"),
    row("straat_huisnr", "STREET_ADDRESS", home("nl"), "Netherlands"),
    row("geboortedatum", "DATE_OF_BIRTH", births("%d-%m-%Y")),
    row("leeftijd", "AGE", whole(18, 88)),
    row("postcode_woon", "POSTCODE", POSTCODES["nl"]),
    row("geslacht", "GENDER", "vrouw|man|onbekend"),
    row("jaarsalaris", "INCOME", bell(43_000, 12_000)),
    row("kenteken", "LICENSE_PLATE", PLATES["nl"]),
    row("ip_adres", "IP_ADDRESS", contact.internet_both, "versions 4 and 6"),
    row("apparaat_mac", "DEVICE_ID", contact.network_card, "MAC of a telephone"),
    row("gebruikersnaam", "USERNAME", account("en")),
)
PL = (
    row("adres_email", "EMAIL_ADDRESS", mail("pl", "wp.pl onet.pl o2.pl interia.pl gmail.com")),
    row("nr_telefonu", "PHONE_NUMBER", contact.PHONES["pl"], "Poland"),
    row("pesel", "PL_PESEL", ids.pl_pesel),
    row("nr_rachunku", "IBAN_CODE", contact.account("PL", groups=True), "groups of four"),
    row("imie", "PERSON", given("pl"), "given name"),
    row("nazwisko", "PERSON", family("pl"), "family name"),
    row("imie_i_nazwisko", "PERSON", full("pl"), "whole name"),
    row("adres_zam", "STREET_ADDRESS", home("pl"), "Poland"),
    row("data_urodzenia", "DATE_OF_BIRTH", births("%Y-%m-%d")),
    row("wiek", "AGE", whole(18, 90)),
    row("kod_pocztowy", "POSTCODE", POSTCODES["pl"]),
    row("plec", "GENDER", "K|M"),
    row("wynagrodzenie", "INCOME", bell(6_400, 1_900, 2)),
    row("nr_rejestracyjny", "LICENSE_PLATE", PLATES["pl"]),
    row("login_uzytk", "USERNAME", account("pl")),
)
PT = (
    row("email_contato", "EMAIL_ADDRESS", mail("es", "sapo.pt gmail.com uol.com.br hotmail.com exemplo.pt")),
    row("telemovel", "PHONE_NUMBER", contact.PHONES["pt"], "Portugal"),
    row("nif", "PT_NIF", ids.pt_nif),
    row("cpf", "BR_CPF", ids.br_cpf),
    row("num_cartao_cidadao", "PT_CC", ids.pt_card),
    row("iban_titular", "IBAN_CODE", contact.account("PT")),
    row("numero_cartao", "CREDIT_CARD", contact.card("300 305 36 38", 14), "14 digits"),
    row("data_nasc", "DATE_OF_BIRTH", births("%d/%m/%Y")),
    row("idade", "AGE", whole(17, 89)),
    row("cod_postal_res", "POSTCODE", POSTCODES["pt"]),
    row("cep", "POSTCODE", POSTCODES["br"], "Brazil"),
    row("sexo", "GENDER", "feminino|masculino|outro"),
    row("endereco_ip", "IP_ADDRESS", contact.internet_4, "version 4"),
    row("id_publicidade", "DEVICE_ID", contact.advertising, "advertising id"),
    row("coord_casa", "GEO", whereabouts("{:.6f};{:.6f}"), "pair in one cell"),
)
TABLES = {"en": EN, "de": DE, "fr": FR, "es": ES, "it": IT, "nl": NL, "pl": PL, "pt": PT}


def personal_columns() -> tuple[Labelled, ...]:
    """Return 120 columns of personal data, 15 per language; the entity is Presidio's name where it has one."""
    return tuple(labelled(line, language, "personal") for language, table in TABLES.items() for line in table)
