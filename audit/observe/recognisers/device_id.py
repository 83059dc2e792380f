"""Is it the number of a device somebody carries?"""

from __future__ import annotations

from audit.observe.personal.recogniser import Recogniser

RECOGNISER = Recogniser(
    entity="DEVICE_ID",
    category="pseudonym",
    says="numbers of devices",
    stdnum=("imei",),
    form="(?<![0-9A-Za-z])[0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{6}[ -]?[0-9](?![0-9A-Za-z])",
    shape="(?=.*[0-9])[0-9a-z][0-9a-z:._-]{7,63}|[0-9]{14,17}",
    needs_header=True,
    least_distinct=3,
    header=(
        "imei", "imei number", "imei no", "imei1", "imei2", "imsi", "meid", "iccid", "sim serial", "device id",
        "deviceid", "device identifier", "device serial", "device serial number", "device uuid", "android id",
        "androidid", "udid", "hardware id", "handset id", "phone imei", "gerate id", "gerateid", "geratenummer",
        "seriennummer gerat", "id appareil", "identifiant appareil", "identifiant de l appareil",
        "numero de serie appareil", "id dispositivo", "id del dispositivo", "identificador del dispositivo",
        "identificativo dispositivo", "apparaat id", "id urzadzenia", "identyfikator urzadzenia",
        "id do dispositivo", "dev id", "devid", "device no", "device number", "device fingerprint id", "imei telefono",
        "imei telefonu", "nr imei", "num imei", "numero imei", "gerate nr", "geraete id",
        "geratekennung", "gerate kennung", "numero appareil", "num appareil", "id telephone", "id movil", "id telefono",
        "num serie dispositivo", "id cellulare", "seriale dispositivo", "toestel id",
        "toestelnummer", "serienummer toestel", "id telefonu", "numer imei", "nr seryjny urzadzenia", "id telemovel",
        "id aparelho", "identificador dispositivo", "num serie telemovel", "gsf id", "ssaid", "oaid", "device mac", "mac device",
        "gerate mac", "mac gerat", "mac appareil", "apparaat mac", "mac apparaat", "mac dispositivo", "mac urzadzenia",
        "mac telefone", "mac telefono",
    ),
    not_header=("type", "model", "count", "medical device"),
    kinds=("text", "integer"),
    examples=("49-015420-323751-8", "490154203237518", "9774d56d682e549c"),
    counter_examples=("phone", "12", "iPhone 12"),
)  # fmt: skip
