"""Numbers of parcels: the forms of the postal union and of couriers, which tell who sent what to whom."""

from __future__ import annotations

from typing import Final

from app.redaction.findings import EntityType
from app.redaction.recognizers.base import BEGIN, END, Lexicon, Recognizer, digits_of, shape

_WEIGHTS: Final = (8, 6, 4, 2, 3, 5, 9, 7)
_COURIERS: Final = Lexicon(
    "dhl|ups|fedex|usps|dpd|gls|hermes|evri|yodel|royal mail|parcelforce|postnl|bpost|colissimo|chronopost"
    "|la poste"
    "|mondial relay|colis|correos|seur|mrw|nacex|paquete|envío|poste italiane|brt|bartolini|sda|pacco"
    "|spedizione|ctt"
    "|encomenda|tracking|tracked|track|trackingnummer|parcel|package|shipment|courier|waybill|consignment"
    "|sendung"
    "|sendungsnummer|paket|pakket|zending|suivi|seguimiento|rastreio|an post|canada post|australia post"
    "|amazon logistics|envio|paquetes|pakje|pacchi|colis privé"
    "|special delivery|recorded delivery|signed for|registered post|registered mail"
    "|einschreiben|recommandé|lettre suivie|certificado|raccomandata|aangetekend|registado|registada"
)


def _is_postal(value: str) -> bool:
    """Check digit of UPU S10: the eight digits weighed, eleven less the rest of eleven; 10 is 0, 11 is 5."""
    digits = [int(digit) for digit in digits_of(value)]
    total = 11 - sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=False)) % 11
    return digits[8] == {10: 0, 11: 5}.get(total, total)


RECOGNIZERS: tuple[Recognizer, ...] = (
    shape(
        "parcel-postal",  # RR 123 456 785 GB
        EntityType.OTHER_ID,
        rf"{BEGIN}[A-Z]{{2}}[ ]?\d(?:[ ]?\d){{8}}[ ]?[A-Z]{{2}}{END}",
        near=0.85,
        checked=0.85,
        check=lambda value: len(digits_of(value)) == 9 and _is_postal(value),
        lexicon=_COURIERS,
    ),
    shape(
        "parcel-courier",  # JJD000118204371, 1Z999AA10123456784
        EntityType.OTHER_ID,
        rf"{BEGIN}(?:[A-Z]{{1,4}}(?=[A-Z0-9]{{8,20}}(?![A-Z0-9]))(?:[A-Z]{{0,3}}\d){{7,16}}|J(?:JD|VGL"
        rf"|D)[ ]?[\dA-Z]{{1,4}}(?:[ ]?\d{{2,6}}){{2,6}}|1Z(?:[ ]?[A-Z0-9]{{2,4}}){{4,6}}"
        rf"|(?=[A-Z\d]{{10,26}}(?![A-Z\d]))(?=(?:[A-Z]{{0,6}}\d){{6}})(?=\d{{0,12}}[A-Z])[A-Z\d]{{10,26}}"
        rf"|(?:[A-Z]{{1,3}}\d?[ ]?)?\d(?:[ ]?\d){{10,21}}){END}",
        near=0.72,
        lexicon=_COURIERS,
    ),
    shape(
        "parcel-jd",  # JD00 0221 1844 7719
        EntityType.OTHER_ID,
        rf"{BEGIN}JD[ ]?\d{{2}}(?:[ ]?\d{{4}}){{3,4}}{END}",
        alone=0.8,
    ),
)
