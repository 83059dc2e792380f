"""Which columns of bare digits and codes are not personal, whatever their header says?

Each kind of value stands under one or two neutral headers and as many that name a personal identifier. Values are as their own systems write them;
that some also pass the check of a personal number is left as chance has it.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from tests.quality import bare_numbers as bare
from tests.quality import trade_codes as trade
from tests.quality.columns import Labelled, decimal, shaped, whole, with_blanks


class Line(NamedTuple):
    """Hold one kind of value and its headers, as many neutral as hostile ones, parted by blanks."""

    entity: str
    kind: str
    column: bare.Column
    neutral: str
    hostile: str


LINES = (
    Line("ROW_ID", "integer", bare.dense_rows, "id", "nif"),
    Line("ROW_ID", "integer", bare.rising((100_001, 900_001), 1), "idx", "ssn"),
    Line("ROW_ID", "integer", bare.rising((1_000_000, 3_000_000), 4000), "pk object_id", "phone personal_id"),
    Line("ROW_ID", "integer", bare.each(whole(100_000_000, 999_999_999)), "key val_2", "sin social_security_no"),
    Line("ROW_ID", "integer", bare.each(whole(10_000_000_000, 99_999_999_999)), "num_3 oid", "steuer_id pesel"),
    Line("SNOWFLAKE", "integer", bare.each(bare.snowflake), "var_1 node", "card_number pan"),
    Line("EAN13", "integer", bare.pooled(trade.gs1("40 41 42 43", 13)), "ean col_17", "ahv_nr telefono"),
    Line("EAN13", "integer", bare.pooled(trade.gs1("30 31 50 76 80 84 87 690", 13), 200), "barcode x13", "nir cnp"),
    Line("EAN8", "integer", bare.pooled(trade.gs1("40 96 50", 8)), "f_08 c8", "dni hetu"),
    Line("UPC", "text", bare.pooled(trade.gs1("0 7", 12)), "feld_3 item_code", "aadhaar mobile"),
    Line("GTIN14", "integer", bare.pooled(trade.packed(14)), "ref_14", "credit_card"),
    Line("SSCC18", "integer", bare.each(trade.packed(18)), "unit_ref", "cc_num"),
    Line("ISBN13", "integer", bare.pooled(trade.book, 220), "isbn field_5", "kontonummer tel_nr"),
    Line("ISBN13", "text", bare.pooled(trade.dashed(trade.book), 220), "isbn_13 ref_a", "phone_number passport_no"),
    Line("ISBN10", "text", bare.pooled(trade.old_book, 220), "isbn10", "nhs_number"),
    Line("ISBN10", "text", bare.pooled(trade.dashed(trade.old_book), 220), "code_10 attr_2", "cedula cellulare"),
    Line("ISSN", "text", bare.pooled(trade.journal), "issn c_9", "telefon nie"),
    Line("SERIAL", "text", bare.each(trade.serial), "serial_no", "driver_license"),
    Line("PART", "text", bare.pooled(trade.part), "part_no", "codice_fiscale"),
    Line("EPOCH_S", "integer", bare.epoch(1), "ts created", "mobile_number bsn"),
    Line("EPOCH_MS", "integer", bare.epoch(1000), "champ_2 t_ms", "handy national_id"),
    Line("EPOCH_US", "integer", bare.epoch(1_000_000), "t_us num_16", "kreditkarte carte_bancaire"),
    Line("AMOUNT", "number", bare.each(bare.amount), "amount value", "iban account_no"),
    Line("AMOUNT", "integer", bare.each(bare.cents), "wert", "tax_id"),
    Line("YEAR", "integer", bare.each(whole(1950, 2024)), "n4", "pin_code"),
    Line("DATE", "integer", bare.stamped("%Y%m%d"), "order_date d8", "rut id_card_no"),
    Line("DATE", "integer", bare.stamped("%Y%m%d%H%M%S"), "stamp batch_time", "tarjeta fuehrerschein"),
    Line("DATE", "integer", bare.each(bare.spreadsheet_day), "xl", "user_name"),
    Line("HASH", "text", bare.each(bare.digest("md5")), "sum_a", "email"),
    Line("HASH", "text", bare.each(bare.digest("sha1")), "sha1", "login"),
    Line("HASH", "text", bare.each(bare.digest("sha256")), "hash_value", "passport"),
    Line("HASH", "text", bare.each(bare.digest("sha1", 8)), "short_ref rev", "username mrn"),
    Line("CRC", "integer", bare.each(bare.checksum_number), "crc check", "medicare_no pps_no"),
    Line("ORDER", "integer", bare.rising((20_000_000, 80_000_000), 60), "order_no doc", "personalausweis telefone"),
    Line("ORDER", "integer", bare.rising((4_500_000_000, 4_700_000_000), 900), "nummer pos", "portable sozialversicherungsnr"),
    Line("ORDER", "integer", bare.dated_order(4), "ord_ref seq", "egn kvnr"),
    Line("ORDER", "integer", bare.shop_order, "receipt bon", "kartennummer numero_carte"),
    Line("ORDER", "text", bare.named_order("ORD", "-"), "code ref", "patient_id num_secu"),
    Line("ORDER", "text", bare.named_order("INV", "/"), "invoice belegnr", "iban_code address"),
    Line("TRACKING", "text", bare.each(trade.parcel_1z), "tracking code_1", "bank_account svnr"),
    Line("TRACKING", "text", bare.each(trade.parcel_post), "code_s parcel", "nino num_pasaporte"),
    Line("REFERENCE", "text", bare.each(trade.reference), "rf ref_2", "nr_rachunku compte_bancaire"),
    Line("SECURITY", "text", bare.pooled(trade.security), "isin code_12", "cuenta reisepass_nr"),
    Line("LEI", "text", bare.pooled(trade.company), "code_20", "full_name"),
    Line("TARIFF", "integer", bare.pooled(trade.tariff(10)), "hs_code val_10", "cpf phone_home"),
    Line("UUID", "text", bare.each(bare.uuid), "uuid key_2", "e_mail last_name"),
    Line("CONTAINER", "text", bare.pooled(trade.container), "code_11", "license_plate"),
    Line("VERSION", "text", bare.each(bare.version), "version valeur", "ip_address first_name"),
    Line("LOTTERY", "text", bare.each(bare.lottery), "col_3 result", "phone_work nr_telefonu"),
    Line("READING", "number", bare.sensor, "x1", "oib"),
    Line("SECURITY", "text", bare.pooled(trade.american_security), "c9", "itin"),
    Line("TARIFF", "text", bare.pooled(trade.tariff(6)), "v_6", "home_phone"),
    Line("TARIFF", "integer", bare.pooled(trade.tariff(8)), "cn_code", "dni_titular"),
    Line("FLIGHT", "text", bare.pooled(bare.flight), "code_f", "kennzeichen"),
    Line("SHIP", "integer", bare.pooled(trade.ship), "num_7", "fax"),
    Line("SUBSTANCE", "text", bare.pooled(trade.substance), "attr_9", "us_ssn"),
    Line("PARCEL22", "integer", bare.each(trade.parcel_22), "ref_22", "iban_nr"),
    Line("REFERENCE", "integer", bare.each(trade.bank_transfer), "ref_4", "personnummer"),
    Line("LOT", "text", bare.pooled(trade.lot), "txt_1", "surname"),
    Line("STOCK_UNIT", "text", bare.pooled(trade.stock_unit), "txt_2", "driving_licence_no"),
    Line("DOCUMENT", "text", bare.each(trade.document), "ref_5", "mail_address"),
    Line("SHORT_KEY", "text", bare.each(bare.short_key), "k", "benutzername"),
    Line("SHORT_CODE", "integer", bare.pooled(whole(10_000, 99_999)), "code_5", "paspoort_nr"),
    Line("COUNTER", "text", bare.counter, "col_8", "matricula"),
    Line("PERCENT", "number", bare.each(decimal(0, 100, 1)), "val", "carte_identite"),
    Line("SWITCH", "text", bare.pooled(shaped("#.##.###")), "attr_12", "amka"),
)


def adversarial_columns() -> tuple[Labelled, ...]:
    """Return 200 columns that are not personal, half under neutral headers, half under hostile ones."""
    return tuple(one(line, name, tone) for line in LINES for tone, names in tones(line) for name in names.split())


def tones(line: Line) -> tuple[tuple[str, str], ...]:
    """Return the headers of a line with what they do."""
    return ("neutral", line.neutral), ("hostile", line.hostile)


def one(line: Line, name: str, tone: str) -> Labelled:
    """Return the column of one header, the same at every call."""
    draw = Random(f"adversarial|{line.entity}|{name}")
    values = with_blanks(line.column(draw), draw)
    return Labelled(name, line.kind, values, "none", line.entity, "en", f"{tone} header")
