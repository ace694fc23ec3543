"""Machines and where they are: IP and MAC addresses, phones' and cars' numbers, coordinates."""

from __future__ import annotations

import ipaddress
from typing import Final

from stdnum import imei

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import A_NUMBER, BEGIN, END, Lexicon, Recognizer, digits_of, shape

_OCTET: Final = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_DOT: Final = "dot|punkt|point|punto|ponto|punt"
_IP_WORDS: Final = Lexicon(
    "ip|ipv4|ipv6|address|addr|host|server|client|from|remote|gateway|dns|login|src|dst|source"
    "|ping|ssh|subnet|peer"
)
_VERSION_WORDS: Final = Lexicon(
    "version|ver|v|release|build|upgrade|upgraded|firmware|driver|section|chapter|oid|spec"
)
# Addresses that mean no machine.
_NOBODY: Final = re.compile(
    r"(?:8\.8\.(?:8\.8|4\.4)|1\.(?:1\.1\.1|0\.0\.1)|9\.9\.9\.9|127\.0\.0\.1|(?:10|127)\.0\.0\.0"
    r"|172\.16\.0\.0|192\.168\.0\.0|0\.0\.0\.0|255\.(?:0|255)\.(?:0|255)\.(?:0|255)|::1?)\Z"
)


# "255.255.254.0": a mask, which is ones and then zeros.
_MASK: Final = re.compile(r"255\.(?:255\.){0,2}(?:25[452]|24[08]|224|192|128|0)(?:\.0){0,2}\Z")


def _is_ipv4(value: str) -> bool:
    plain = value.partition("/")[0]
    return not (_NOBODY.match(plain) or _MASK.match(plain) or value.startswith("0."))


def _is_ipv6(value: str) -> bool:
    plain = value.partition("%")[0].partition("/")[0]
    if _NOBODY.match(plain):
        return False
    try:
        ipaddress.IPv6Address(plain)
    except ValueError:
        return False
    # "std::vector", "a::b" and "::" are code: an address has digits or several groups.
    groups = [group for group in plain.split(":") if group]
    return len(groups) >= 3 or (
        len(groups) >= 2 and any(character.isdigit() for character in plain) and len(plain) >= 6
    )


def _is_vin(value: str) -> bool:
    """Check digit of a North American VIN: 49 CFR 565.15(c)."""
    values = dict(
        zip(
            "ABCDEFGHJKLMNPRSTUVWXYZ",
            (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9),
            strict=True,
        )
    )
    weights = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
    plain = value.upper()
    total = sum(
        weight * (int(c) if c.isdigit() else values.get(c, 0))
        for c, weight in zip(plain, weights, strict=True)
    )
    return "0123456789X"[total % 11] == plain[8]


def _looks_like_vin(value: str) -> bool:
    plain = value.upper()
    return _is_vin(plain) and sum(character.isdigit() for character in plain) >= 4 and not plain.isdigit()


def _is_imei(value: str) -> bool:
    digits = digits_of(value)
    return len(digits) == 15 and bool(imei.is_valid(digits)) and digits[0] in "013589"


def _is_place(value: str) -> bool:
    numbers = [float(number) for number in re.findall(r"\d{1,3}\.\d+", value)[:2]]
    return len(numbers) == 2 and numbers[0] <= 90 and numbers[1] <= 180


def _is_british_plate(value: str) -> bool:
    return int(digits_of(value)) >= 2 and not re.match(r"(?:AM|PM|NO|TO|IN|OF|IS)", value)


# A letter group that a sentence could have is none of a plate.
_NO_WORD: Final = (
    r"(?!(?:in|on|at|of|to|is|it|we|he|me|my|by|or|an|as|us|up|do|so|go|no|am|im|zu|bei|auf|la|le"
    r"|el|en|et|al|un|de|da|km|kg"
    r"|mm|cm|the|and|for|was|not|are|you|had|has|two|one|der|die|das|und|von|mit|les|des|los|las"
    r"|por|con|per|met|het|een)"
    r"(?!\w))"
)
_SMALL_PLATE: Final = (
    rf"[a-z]{{2}}\d{{2}}[ ]?{_NO_WORD}[a-z]{{3}}"
    rf"|{_NO_WORD}[a-zäöü]{{1,3}}[ -]{_NO_WORD}[a-z]{{1,2}}[ -]?[1-9]\d{{1,3}}"
    rf"|{_NO_WORD}[a-z]{{2}}[ -]?\d{{3}}[ -]?{_NO_WORD}[a-z]{{2}}|{_NO_WORD}[a-z]{{3}}[ -]?\d{{3,4}}"
    r"|\d{4}[ ]?[b-df-hj-np-tv-z]{3}"
)
_PLACE_WORDS: Final = Lexicon(
    "gps|lat|latitude|long|lng|lon|longitude|coordinates|coords|location|geo|position|standort"
    "|koordinaten|coordonnées|coordenadas|coordinate|coördinaten|pin|map|maps|geotag"
)
_PLATE_WORDS: Final = Lexicon(
    "plate|plates|car|vehicle|reg|registration|registered|licence plate|license plate|driving"
    "|drove|parked|truck|van"
    "|kennzeichen|auto|wagen|fahrzeug|plaque|voiture|immatriculation|véhicule|matrícula|coche"
    "|vehículo|targa|targata|targato|auto|veicolo"
    "|kenteken|wagen|placa|carro|veículo|bike|motorbike|motorcycle|taxi"
)
_LICENSE_WORDS: Final = Lexicon(
    "driver license|drivers license|driver's license|driving licence|driving license|driver's "
    "licence|dl|dl number|licence|license number|license no|license|permis de conduire"
    "|führerschein|patente|rijbewijs|carta de condução|cnh|permiso de conducir|driver"
)

RECOGNIZERS: tuple[Recognizer, ...] = (
    shape(
        "ipv4",
        EntityType.IP,
        rf"(?<![\w])(?<!\d\.)(?<!\w[-])(?<!EC[ :])(?:{_OCTET}\.){{3}}{_OCTET}"
        r"(?:/[0-3]?\d(?!\d))?(?![^\W_])(?!\.\d|-\w)",
        checked=0.93,
        check=_is_ipv4,
    ),
    shape(
        "ipv4-disguised",
        EntityType.IP,
        rf"(?<![\w.])(?=[\d.]{{1,12}}(?!\d)[^\d\s]|[\d.]{{1,12}} [^\d\s])"
        rf"(?:{_OCTET}(?:[ ]?(?:\[[.,]\]|\([.,]\)|\{{\.\}}|[\[({{](?:{_DOT})[\])}}])[ ]?|[ ](?:{_DOT})[ ]"
        rf"|\\?\.)){{3}}"
        rf"{_OCTET}(?![\w.])",
        flags=re.IGNORECASE,
        checked=0.9,
        check=lambda value: re.search(r"[^\d.]", value) is not None,
    ),
    shape(
        "ipv4-otherwise",  # with zeros in front, commas, or as one number
        EntityType.IP,
        r"(?<![\w.,])(?!255[.,])(?:(?:[01]?\d?\d|2[0-4]\d|25[0-5])([.,]))(?:(?:[01]?\d?\d|2[0-4]\d"
        r"|25[0-5])\1){2}"
        r"(?:[01]?\d?\d|2[0-4]\d|25[0-5])(?![\w]|[.,]\d)|(?<!\w)0x[0-9A-Fa-f]{8}(?!\w)",
        near=0.8,
        lexicon=Lexicon(
            "ip|ips|ipv4|ping|pinged|ip address|ip adresse|adresse ip|dirección ip|indirizzo ip|ip adres"
        ),
        firsts=A_NUMBER,
    ),
    shape(
        "ipv6",
        EntityType.IP,
        r"(?<![\w:.])(?:[0-9A-Fa-f]{1,4}:{1,2}|::){1,7}(?:[0-9A-Fa-f]{1,4}"
        r"|(?:\d{1,3}\.){3}\d{1,3})?(?:%[\w]{1,15})?(?:/\d{1,3})?(?![\w:])",
        checked=0.93,
        check=_is_ipv6,
        needles=(":",),
    ),
    shape(
        "crypto-bech32",  # with a typing error too: nothing else looks like it
        EntityType.CRYPTO,
        r"(?<!\w)(?:bc|tb|ltc|grs|dgb|btg|vtc|cosmos|osmo|juno|terra|bnb|thor|inj|celestia|sei|stars|akash"
        r"|erd)"
        r"1[02-9ac-hj-np-z]{38,62}(?!\w)|(?<!\w)bitcoincash:[qp][02-9ac-hj-np-z]{41}(?!\w)"
        r"|(?<!\w)(?:nano|xrb)_[13][13-9a-km-uw-z]{59}(?!\w)|(?<!\w)tz[123][1-9A-HJ-NP-Za-km-z]{33}(?!\w)",
        alone=0.85,
        needles=(
            "bc1",
            "tb1",
            "ltc1",
            "grs1",
            "dgb1",
            "btg1",
            "vtc1",
            "cosmos1",
            "osmo1",
            "juno1",
            "terra1",
            "bnb1",
            "thor1",
            "inj1",
            "celestia1",
            "sei1",
            "stars1",
            "akash1",
            "erd1",
            "bitcoincash:",
            "nano_",
            "xrb_",
            "tz1",
            "tz2",
            "tz3",
        ),
    ),
    shape(
        "mac",
        EntityType.MAC,
        # What both begin with comes first: so the engine can skip to it.
        r"[0-9A-Fa-f](?:(?<![\w:-](?s:.))[0-9A-Fa-f]([:-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![\w:]|-\w)"
        r"|(?<![\w.](?s:.))[0-9A-Fa-f]{3}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}(?![\w.]))",
        alone=0.95,
    ),
    shape(
        "mac-spaced",
        EntityType.MAC,
        r"(?<![\w:-])[0-9A-Fa-f]{2}[ ](?:[0-9A-Fa-f]{2}[ ]){4}[0-9A-Fa-f]{2}"
        r"(?![\w:-])(?![ ][0-9A-Fa-f]{2}(?!\w))",
        near=0.85,
        lexicon=Lexicon(
            "mac|mac address|hardware address|bssid|ethernet|wlan|wifi|bluetooth|eth0|ether|nic|lan"
        ),
    ),
    shape(
        "mac-run",
        EntityType.MAC,
        BEGIN + r"[0-9A-Fa-f]{12}" + END,
        near=0.88,
        lexicon=Lexicon("mac|mac address|hardware address|bssid|ethernet|wlan|wifi|bluetooth"),
    ),
    shape(
        "imei",
        EntityType.DEVICE,
        BEGIN + r"\d{2}[- ]?\d{6}[- ]?\d{6}[- ]?\d" + END,
        checked=0.62,
        near=0.95,
        check=_is_imei,
        lexicon=Lexicon("imei|handset|device|phone"),
    ),
    shape(
        "iccid",
        EntityType.DEVICE,
        BEGIN + r"89\d{17,18}" + END,
        alone=0.75,
        near=0.95,
        lexicon=Lexicon("iccid|sim"),
    ),
    shape(
        "imsi",
        EntityType.DEVICE,
        BEGIN + r"\d{15}" + END,
        near=0.9,
        lexicon=Lexicon("imsi|subscriber identity"),
    ),
    shape(
        "device-uuid",
        EntityType.DEVICE,
        r"(?<![\w-])[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![\w-])",
        near=0.8,
        lexicon=Lexicon(
            "device|device id|udid|idfa|gaid|advertising|advertising id|android id|implant|hardware"
        ),
    ),
    shape(
        "vin",
        EntityType.VEHICLE,
        r"(?<![\w-])[A-HJ-NPR-Za-hj-npr-z0-9]{8}[\dXx][A-HJ-NPR-Za-hj-npr-z0-9]{4}\d{4}(?![\w-])",
        checked=0.9,
        near=0.95,
        check=_looks_like_vin,
        lexicon=Lexicon("vin|vehicle|chassis|car|fahrgestellnummer"),
    ),
    shape(
        "vin-of-a-maker",  # outside of North America no digit checks the others: who made it tells
        EntityType.VEHICLE,
        r"(?<![\w-])(?:VF[1-9A-Z]|VR[1-9A-Z]|VX[EK]|WV[12W]|WB[ASX]|WD[BCD]|W1[KN]|WAU|WUA|WP[01]"
        r"|W0[LV]|WF0|WM[AEW]|TM[BKP]"
        r"|VS[EKS]|VNK|ZF[AF]|ZA[RM]|ZLA|ZHW|SA[JL]|SJN|SHH|SB1|SCC|YV[1-4]|YS[23]|UU1|TRU|NMT|NM0"
        r"|XLR|JT[DEHKMN]|JH[LM]"
        r"|JN1|JM[BZ]|JF1|JS[A1]|KM[H8]|KN[AE]|U5Y|LRW|LSV|5YJ|7SA)[A-HJ-NPR-Z0-9]{10}\d{4}(?![\w-])",
        alone=0.85,
    ),
    shape(
        "uk-plate",
        EntityType.VEHICLE,
        BEGIN + r"[A-HK-PR-WY][A-HJ-PR-Y](?:0[2-9]|[1-7]\d)[ ]?[A-HJ-PR-Z]{3}" + END,
        alone=0.62,
        near=0.93,
        check=_is_british_plate,
        lexicon=_PLATE_WORDS,
    ),
    shape(
        "de-plate",
        EntityType.VEHICLE,
        r"(?<![\w-])[A-ZÄÖÜ]{1,3}[-:][A-Z]{1,2}[ -]?[1-9]\d{0,3}[EH]?(?![\w-])",
        near=0.92,
        lexicon=_PLATE_WORDS,
    ),
    shape(
        "fr-it-plate",
        EntityType.VEHICLE,
        r"(?<![\w-])[A-HJ-NP-TV-Z]{2}[- ]?\d{3}[- ]?[A-HJ-NP-TV-Z]{2}(?![\w-])",
        alone=0.0,
        near=0.92,
        lexicon=_PLATE_WORDS,
    ),
    shape(
        "es-plate",
        EntityType.VEHICLE,
        r"(?<![\w-])\d{4}[ -]?[BCDFGHJKLMNPRSTVWXYZ]{3}(?![\w-])",
        near=0.92,
        lexicon=_PLATE_WORDS,
    ),
    shape(
        "plate-any",
        EntityType.VEHICLE,
        r"(?<![\w-])(?<!§ )(?<!§)(?<!\d\.)(?:[A-Z]{1,3}[ -]?\d{1,4}[ -]?[A-Z]{0,3}|\d{1,4}[ -]?[A-Z]{2,3}[ "
        r"-]?\d{0,4})(?![\w-])(?=[^\n]{0,1})",
        near=0.72,
        lexicon=Lexicon(
            "plate|plates|license plate|licence plate|number plate|kennzeichen|immatriculée"
            "|immatriculation|matrícula|targa|kenteken|placa"
            "|veh reg|vehicle reg|car reg|van reg|reg no|reg mark|index|targata|targato|immatriculé"
            "|matriculado"
        ),
    ),
    shape(
        "plate-in-small-letters",  # "car reg is ab12 cde", "kennzeichen ist hh ab 1234": as people type
        EntityType.VEHICLE,
        r"(?<!\w)(?i:reg|registration|plates?|kennzeichen|nummernschild|plaque|immat"
        r"|immatriculation|matr[ií]cula|targa"
        r"|kenteken|nummerplaat|placa)(?:[ ](?:no|number|nr|nummer))?\.?(?:[ ]?[:=]|[ ](?:is|was"
        r"|ist|war|lautet|est|es|è"
        rf"|era|é))?[ ]{{1,2}}(?P<plate>{_SMALL_PLATE})(?![\w-])",
        alone=0.85,
        group="plate",
    ),
    shape(
        "coordinates",
        EntityType.GEO,
        r"(?<![\w.])[-+]?\d{1,2}\.\d{3,12}[°]?[ ]?[NSns]?[ ]?[,;/ ][ "
        r"]{0,3}[-+]?\d{1,3}\.\d{3,12}[°]?[ ]?[EWOewo]?(?![\w.])",
        near=0.92,
        alone=0.0,
        checked=0.0,
        check=_is_place,
        lexicon=_PLACE_WORDS,
    ),
    shape(
        "coordinates-precise",
        EntityType.GEO,
        r"(?<![\w.])(?<![\[,][ ])(?<![\[,])[-+]?\d{1,2}\.\d{4,12}[°]?[ ]?[NS]?,[ ]{0,2}"
        r"[-+]?\d{1,3}\.\d{4,12}[°]?[ ]?[EWO]?(?![\w.])(?!,[ ]?[-\d])",
        checked=0.75,
        check=_is_place,
    ),
    shape(
        "coordinates-signed",
        EntityType.GEO,
        r"(?<![\w.])\d{1,2}(?:\.\d{1,12})?[ ]?°(?:[ ]?\d{1,2}(?:\.\d{1,6})?[ ]?['′](?:[ "
        r"]?\d{1,2}(?:\.\d{1,6})?[ ]?(?:\"|″|''))?)?[ ]?[NSns][ ,;/]{0,3}\d{1,3}(?:\.\d{1,12})?[ "
        r"]?°(?:[ ]?\d{1,2}(?:\.\d{1,6})?[ ]?['′](?:[ ]?\d{1,2}(?:\.\d{1,6})?[ ]?(?:\"|″|''))?)?[ "
        r"]?[EWOewo](?!\w)",
        alone=0.92,
        needles=("°",),
    ),
    shape(
        "coordinate-labelled",
        EntityType.GEO,
        r"(?<![^\W_])(?:lat|latitude|lon|lng|long|longitude|breitengrad|längengrad)[\"' "
        r"]{0,2}[:=][\"' ]{0,3}([-+]?\d{1,3}\.\d{2,15})",
        flags=re.IGNORECASE,
        group=1,
        alone=0.9,
    ),
    shape(
        "geo-uri",
        EntityType.GEO,
        r"(?<!\w)geo:[-+]?\d{1,3}(?:\.\d{1,12})?,[-+]?\d{1,3}(?:\.\d{1,12})?",
        alone=0.85,
        needles=("geo:",),
    ),
    shape(
        "geo-uri",  # in the address of a map
        EntityType.GEO,
        r"(?<!\d)(?<=[@=/])[-+]?\d{1,2}\.\d{4,12},[-+]?\d{1,3}\.\d{4,12}",
        alone=0.85,
    ),
    shape(
        "what3words",
        EntityType.GEO,
        r"(?<!\w)///[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}(?!\w)",
        alone=0.8,
        needles=("///",),
    ),
    shape(
        "passport-shape",
        EntityType.PASSPORT,
        r"(?<![^\W_])(?:[A-Z]{1,2}\d{6,8}|[A-Z]\d[A-Z]\d{5,6}|\d{9}|[A-Z]{3}\d{6})(?![^\W_])",
        near=0.92,
        lexicon=Lexicon(
            "passport|reisepass|passeport|pasaporte|passaporto|paspoort|passaporte|pass nr|visa page"
        ),
    ),
    shape(
        "passport-mrz",
        EntityType.PASSPORT,
        r"(?<!\w)P[<A-Z][A-Z]{3}[A-Z<]{30,42}(?:\s[A-Z0-9<]{36,46})?"
        r"|(?<!\w)[A-Z0-9<]{9}\d[A-Z]{3}\d{7}[MF<X]\d{7}[A-Z0-9<]{0,16}",
        alone=0.93,
        needles=("<",),
    ),
    shape(
        "uk-driver-license",
        EntityType.DRIVER_LICENSE,
        BEGIN
        + r"[A-Z9]{5}[ -]?\d[0156]\d(?:[0-2]\d|3[01])\d[ -]?[A-Z9]{2}\d?[A-Z\d]{0,1}[A-Z]{2}(?:[ ]?\d{2})?"
        + END,
        alone=0.9,
        near=0.97,
        flags=re.IGNORECASE,
        lexicon=Lexicon("licence|license|driver|driving|dvla|dl"),
    ),
    shape(
        "us-driver-license",
        EntityType.DRIVER_LICENSE,
        r"(?<![\w-])(?:[A-Z]\d{3}-\d{4}-\d{4}|[A-Z]\d{3}-\d{3}-\d{2}-\d{3}-\d|[A-Z]\d{7,14}"
        r"|[A-Z]{2}\d{6,7}|[A-Z]\d{3}[- ]\d{3}[- ]\d{3}[- ]\d{3}|[A-Z]{3}[- ]?\d{2}[- ]?\d{4})(?![\w-])",
        near=0.9,
        lexicon=_LICENSE_WORDS,
    ),
    shape(
        "us-driver-license",
        EntityType.DRIVER_LICENSE,
        r"(?<![\w-])DL[- ][A-Z0-9][A-Z0-9-]{4,14}(?![\w-])",
        near=0.9,
        lexicon=_LICENSE_WORDS,
        needles=("DL-", "DL "),
    ),
    shape(
        "case-number-de",
        EntityType.OTHER_ID,
        r"(?<![\w/])(?:[IVX]{1,4}[ ])?\d{1,4}[ ](?:O|C|F|S|U|AR|Ds|Ls|Cs|Js|KLs|Ks|T|W|L|K"
        r"|B|A|Ca|Sa|Ta|IN|IK|UF|WF|OH|OWi|VII?|XVII)[ ]\d{1,6}[/.]\d{2,4}(?![\w/])",
        alone=0.8,
    ),
    shape(  # of the highest courts: mostly a judgment that somebody cites
        "case-number-de",
        EntityType.OTHER_ID,
        r"(?<![\w/])(?:[IVX]{1,4}[ ])?\d{0,4}[ ]?(?:AZR|ZR|StR|BvR|BvL)[ ]\d{1,6}[/.]\d{2,4}(?![\w/])",
        near=0.8,
        lexicon=Lexicon("aktenzeichen|az|geschäftszeichen|unser zeichen|mandant|mandantin|kläger|klägerin"),
    ),
    shape(
        "case-number-us",
        EntityType.OTHER_ID,
        r"(?<![\w-])\d:\d{2}-[a-z]{2}-\d{3,6}(?:-[A-Z]{2,4}){0,3}(?![\w])|(?<![\w-])(?:19"
        r"|20)?\d{2}-(?:CV|CR|CF|DR|FA|PC|MC|SC|JV|LT|CI|CA|CIV"
        r"|CRIM)-\d{3,8}(?:-[A-Z]{1,3}\d?)?(?![\w])"
        r"|(?<![\w-])[A-Z]{1,2}-?\d{2,4}-(?:CV|CR|CF|DR|FA|PC|MC|DM|JV)-(?:19|20)\d{2}-\d{3,8}(?![\w])",
        near=0.85,
        alone=0.65,
        flags=re.IGNORECASE,
        lexicon=Lexicon("case|docket|court|cause|no|number"),
    ),
    shape(  # without hyphens it looks like the model of anything
        "case-number-us",
        EntityType.OTHER_ID,
        r"(?<![\w-])\d{2}[A-Z]{2}\d{5,7}(?![\w-])",
        near=0.85,
        flags=re.IGNORECASE,
        lexicon=Lexicon("case|docket|court|cause|plaintiff|defendant|petitioner|respondent"),
    ),
)
