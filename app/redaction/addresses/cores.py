"""The cores of addresses: a street with its number, a box, a unit of a building, a corner of two streets.

Patterns look around the words that ``anchors`` finds; for what a postcode makes sure see ``postcodes``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from app.redaction import later as re
from app.redaction.addresses.anchors import (
    BLOCK,
    BOX,
    BUILDING_UNIT,
    COMPASS,
    CORNER,
    EASTERN,
    ENGLISH,
    ESTATE,
    FLOOR,
    GERMAN,
    HOUSE_TOLD,
    LANDMARK,
    LOT,
    NUMBER_TOLD,
    NUMBERED_ROAD,
    OF_STREET,
    PARTS,
    PREFIXED,
    ROUTE,
    SAME,
    SPELLED_OUT,
    SUFFIX_TOLD,
    SUFFIXED,
    TYPE,
    UNIT_BEHIND,
    UNIT_LED,
    VILLAGE_OF,
    Anchors,
    Look,
)  # fmt: skip
from app.redaction.addresses.lookalikes import (
    are_streets,
    has_name,
    is_a_street_in_small_letters,
    is_any_box,
    is_before_a_town,
    is_box,
    is_certain,
    is_dated,
    is_doubtful,
    is_named,
    is_no_measure,
    is_no_price,
    is_no_year,
    is_spelled,
    is_suffixed,
    is_undated,
)  # fmt: skip
from app.redaction.addresses.told import (
    FROM_A_LANDMARK,
    LOTS,
    NUMBER_IN_STREET,
    NUMBER_OF_STREET,
    SAME_STREET,
    UNITS,
    VILLAGE,
)  # fmt: skip
from app.redaction.addresses.words import (
    BUILDING,
    CAP,
    DIRECTION,
    GLUE,
    HOUSE,
    LOWER_PREFIX,
    NAMED_UNIT,
    NO_MORE,
    NUMBER_SIGN,
    NUMBER_WORD,
    ORDINAL,
    PREFIX,
    PREFIX_AFTER_NUMBER,
    SMALL,
    SPELLED,
    SPELLED_ANY,
    STRONG_EN,
    UNIT,
    UP,
    WEAK_EN,
    WORD,
)  # fmt: skip
from app.redaction.recognizers.base import trie_pattern
from app.redaction.recognizers.written_dates import MONTH

DOUBTFUL: Final = "doubtful"
"""The context of a core that may be anything with a number, unless something stands beside it."""


@dataclass(frozen=True, slots=True)
class Core:
    """A part of an address that is sure enough to look around it."""

    start: int
    end: int
    score: float
    context: str


# A word of weak ones has a capital, too, or ends its part: not "5 Mile run" and "Python 3 Standard way".
_WEAK: Final = trie_pattern(WEAK_EN.split("|"))
# "42 Baker Street", "1600 W 35th St NE", "5-7 Upper Rathmines Road"
_ENGLISH: Final = re.compile(
    rf"(?<![\w.,/-])(?:(?<!\d )|(?<=:\d\d ))(?:\d{{1,6}}(?:[ ]1/2|[ ]?[½¼¾])?|[NS]\d{{1,3}}[EW]\d{{3,6}})(?:\s?[A-Za-z](?![A-Za-z]))?(?:\s?[-/–]\s?\d{{1,5}}[A-Za-z]?)?,?[ \t]+"
    rf"(?:{DIRECTION}[ \t]+)?(?:(?:{CAP}|{ORDINAL}|of|the|de|la|St\.?)[ \t]+){{0,4}}?(?:{CAP}|{ORDINAL}|\d{{1,3}}|Farm to Market)[ \t]+"
    rf"(?:(?i:{trie_pattern(STRONG_EN.split('|'))})|(?=[A-Z])(?i:{_WEAK})|(?i:{_WEAK})(?=[ \t]*(?:[,\n]|\Z)))(?![\w])\.?(?:[ \t]+{DIRECTION}(?!\w))?"
)
# The same without capitals, strong words only: "i live at 42 baker street".
_ENGLISH_LOWER: Final = re.compile(
    rf"(?<![\w.,/-])(?<!\d )\d{{1,5}}[a-z]?[ \t]+(?:(?:\d{{1,3}}(?:st|nd|rd|th)|{WORD})[ \t]+){{1,3}}?(?:street|avenue|ave|road|rd|boulevard|"
    rf"blvd|lane|drive|crescent|terrace|st|ln|esplanade|cres|parkway|pkwy|gdns|mews|(?:gardens|grove|close|square|sq|court)(?=[ \t]*[,\n]|\Z)|(?:gardens|grove|close)(?:[ ](?P<town>[a-z]{{4,16}})(?=[ ]*(?:[,.;)\n]|\Z)|[ ](?:if|pls|please|thanks|its|it's|and|for|after|before|by|when)(?!\w))))(?!\w)\.?",
    re.IGNORECASE,
)
# "Hauptstraße 12a", "Am Alten Markt 5", "Prinsengracht 263-H", "Storgatan 5", "Kossuth Lajos utca 17."
_SUFFIXED: Final = re.compile(
    rf"(?<![\w@/'’])(?:(?:{CAP}|(?i:{SMALL}))[ \t]){{0,3}}(?P<name>[{UP}][\w'’.\-]{{2,40}}+)[ \t]{{0,2}},?[ \t]?"
    rf"(?:{NUMBER_SIGN})?{HOUSE}{NO_MORE}(?:[ \t]?(?:[A-Za-z]|bis|hs|hoog|bus[ \t]\d{{1,3}}))?(?!\w)"
)
_SUFFIXED_LOWER: Final = re.compile(
    r"(?<![\w@/])(?:(?:van[ \t](?:(?:de|der|den)[ \t])?)|(?:lange|korte|oude|nieuwe|grote|kleine|hoge|lage|alte|neue|große|obere|untere|hintere|vordere)[ \t])?(?:(?:[^\W\d_]{2,20}-){0,3}(?:(?<=-)(?=[swgap])|[^\W\d_]{2,26})(?:straße|strasse|straat|str\.|str|gasse|laan|gracht|plein|allee|weg|platz|gatan|vej|gade|vägen)"
    r"|[^\W\d_]{3,20}er[ \t](?:straße|strasse|str\.?|platz|allee|weg|chaussee|damm|ufer|gasse|landstr\.?|landstraße))"
    rf"[ \t]{{1,2}}{HOUSE}(?:{NO_MORE}|(?=bis|hs|rood|zwart|huis))(?:[ \t]?(?:hs|bis|huis|hoog)(?!\w))?",
    re.IGNORECASE,
)
# "at 41 sorrel way": weak words for a street, behind where one is and at the end of a clause
_ENGLISH_LOWER_WEAK: Final = re.compile(
    rf"(?:(?<=[ ]at[ ])|(?<=[ ]to[ ])|(?<=[ ]from[ ])|(?<=[ ]outside[ ]))\d{{1,4}}[a-z]?[ ](?:{WORD}[ ]){{1,2}}(?:way|place|hill|row|walk|rise|"
    r"green|view|mead|meadows?|croft|vale|fields|wharf|yard|quay|mount|brow|garth|chase)(?=[ ]*(?:[,.;)!?\n]|\Z))",
    re.IGNORECASE,
)
# "rosa luxemburg str 88"
_TYPE_LOWER: Final = re.compile(
    r"(?<![\w@/.])(?:(?!(?:in|der|die|den|dem|das|zur|zum|von|vom|bei|und|oder|ich|er|sie|ist|eine?r?|pro|je|de|het|op|aan|een)[ ])[^\W\d_]{3,20}[ -]){1,2}"
    rf"(?:str\.?|straße|strasse|allee|gasse|straat|laan|gracht)[ ]{HOUSE}{NO_MORE}",
    re.IGNORECASE,
)
_TYPES: Final = trie_pattern(
    [
        "straße",
        "strasse",
        "str",
        "utca",
        "út",
        "tér",
        "körút",
        "sokak",
        "sokağı",
        "sok",
        "caddesi",
        "cad",
        "mahallesi",
        "mah",
        "bulvarı",
        "blv",
        "gatan",
        "väg",
        "gate",
        "vei",
        "vej",
        "allé",
        "katu",
        "tie",
        "dong",
        "út",
    ]
)
_NAMED_TYPE: Final = re.compile(
    rf"(?<![\w@/'’])(?:{CAP}[ \t]){{1,3}}(?i:{_TYPES})\.?,?[ \t]?(?:{NUMBER_SIGN})?{HOUSE}{NO_MORE}\.?"
)
_OPEN_DE: Final = re.compile(  # a street of several words
    rf"(?<![\w@/])(?:Am|An der|An den|Im|In der|In den|Zum|Zur|Auf der|Auf dem|Unter den|Unterm|Hinter der|Vor dem|Beim|"
    rf"Alte[rs]?|Neue[rs]?|Große[rs]?|Kleine[rs]?|Obere[rs]?|Untere[rs]?)[ \t](?!Beispiel|Jahr|Alter|Band|Kapitel|Schnitt|Teil|Abschnitt|Absatz|Thema)(?:(?:{CAP}[ \t]){{1,3}}|{CAP}(?:[ ]{CAP}){{0,2}},?[ ](?:Haus[ ]?)?(?:Nr\.?|Nummer)[ ]){HOUSE}(?![\w%€$:]|[.,]\d)"
    r"(?!\.?[ \t](?:[A-ZÄÖÜ]\w+|Uhr|Prozent|Mio|Mrd)(?![\w]))"
)
# "12 bis rue de la République", "rua Augusta, 1500", "Calle de Alcalá, 45", "Via Roma 12/B", "ul. Długa 5"
_PREFIXED_BEFORE: Final = re.compile(  # number first
    rf"(?<![\w.,/-])\d{{1,4}}(?:\s?(?:bis|ter|quater|[A-Da-d]))?(?:\s?[-/]\s?\d{{1,4}})?(?:[ \t](?:bis|ter))?,?[ \t]+(?i:{PREFIX_AFTER_NUMBER}){GLUE}"
    rf"(?:(?i:{SMALL})(?:(?!\w)|(?<=['’]))[ \t]?){{0,3}}(?:{CAP}|\d{{1,2}}(?=[ \t][{UP}]))(?:[ \t](?:(?i:{SMALL})(?:(?!\w)|(?<=['’]))[ \t]?){{0,2}}{CAP}){{0,4}}"
)
_PREFIXED_AFTER: Final = re.compile(  # number last
    rf"(?<![\w@/])(?i:{PREFIX}){GLUE}(?:(?i:{SMALL})(?:(?!\w)|(?<=['’]))[ \t]?){{0,3}}(?:{CAP}|\d{{1,2}}\.[ ](?={CAP})|\d{{1,3}}\w{{0,2}}(?!\w))"
    rf"(?:[ \t](?:(?i:{SMALL})(?:(?!\w)|(?<=['’]))[ \t]?){{0,2}}{CAP}){{0,5}}(?:[ \t]?,?[ \t]*(?i:{NUMBER_SIGN})?(?:(?<=, )\d{{1,2}}\.\d{{3}}|\d{{1,5}}(?!\.\d|:\d|,\d{{3}}(?!\d)))"
    rf"(?:\s?[-/–]\s?\d{{1,5}}(?!\d|\.?[ºª°oa](?!\w)))?(?:(?:[A-Za-z]|\s[A-DF-Zb-df-np-xz])(?![\w]))?(?:\s?[-/]\s?[A-Za-z\d]{{1,3}}(?!\w|\.?[ºª°oa](?!\w)|\.[ ]\d))?(?![\w%€$])|,?[ \t](?:{UNIT}))"
)
_AMERICAN: Final = re.compile(  # "Calle 45 # 23-11"
    r"(?<![\w@/])(?i:calle|cll|cl|carrera|cra|kra|cr|kr|avenida|av|diagonal|dg|transversal|tv|circular)\.?[ \t]?\d{1,3}[ \t]?[A-Za-z]?(?:[ \t](?i:bis|sur|norte|este|oeste)(?:[ \t]?[A-Za-z](?!\w))?)?"
    r"[ \t]?(?:#|(?i:n[o°º]\.?))[ \t]?\d{1,3}[ \t]?[A-Za-z]?(?:[ \t]?[-–][ \t]?\d{1,3})?(?!\w)"
)
_LOWER_STOP: Final = (
    r"(?!(?:es|est|tem|tiene|tienen|hay|ha|dopo|dans|avec|con|com|per|para|por|pour|is|è|são|son|sont|tra|fra|entre|e|y|"
    r"parte|va|vai|vanno|porta|collega|liga|sale|passa|corre|acaba|empieza|comienza|termina|começa|mène|relie|traverse|commence|"
    r"tuvo|tenía|hubo|mide|ocupa|ebbe|aveva|misura|conta|teve|tinha|mede|eut|avait|mesure|compte|que|qui|che|and|or|to|take|then|und|oder|di guarigione|mail|email|sms|fax|verbs?|inizia|telefono)(?!\w))"
)
_PREFIXED_LOWER: Final = re.compile(
    rf"(?<![\w.,/@-])(?:\d{{1,4}}(?:\s?(?:bis|ter))?,?[ \t]+(?:rue|avenue|av\.?|boulevard|bd|impasse|imp\.?|chemin|allée|all\.|quai|pl\.|pl(?=[ ]d(?:e|u|es)[ ])|rte\.?)[ \t]"
    rf"(?:(?:de|du|des|la|le|les)[ \t]|[dl]['’]){{0,3}}{_LOWER_STOP}{WORD}(?:[ \t](?:{SMALL}[ \t]){{1,2}}{WORD})?|"
    rf"\d{{1,4}}(?:\s?(?:bis|ter))?,?[ \t]r\.?[ \t](?:(?:de|du|des|la|le|les)[ \t]|[dl]['’]){{0,3}}{WORD}(?:[ \t]{WORD}){{0,2}}?(?=[ \t]*(?:[,;\n]|\Z|[ ]\d{{5}}))|"
    rf"c[./]?[ \t](?:{_LOWER_STOP}{WORD}[ \t]){{1,3}}?\d{{1,4}}(?=,?[ \t](?:bajo|piso|izq|dcha|pta|puerta|esc|portal|\d{{1,2}}[ºªo]?[ \t]?[a-d](?!\w)))|"
    rf"(?:{LOWER_PREFIX})[ \t](?:{_LOWER_STOP}(?:{WORD}|\d{{1,2}}(?=[ \t]de[ \t]))(?:[ \t]|(?=,))){{1,4}}?,?[ \t]?(?:n[º°.o]{{0,2}}\s?)?\d{{1,4}}"
    rf"(?=[ \t]*(?:[,;.)\n]|\Z)|[ \t]\d{{1,2}}[ºªa-z]|[ \t](?:{UNIT})(?!\w)|[ \t](?:primo|secondo|terzo|quarto|primer|segundo|tercer|primeiro|terceiro|in|en|à|a|em|w|piso|int|ap|apt|apto|app|appt|apartamento|bloco|bl|casa|depto|dpto|puerta|esc|bte|étage|bajo|interno|scala|cerca|vicino|perto|près|grazie|porfa|por|per|merci|stp|svp|obrigad[oa]|gracias|jd|jardim|vila|barrio|bairro|col|colonia|urb|esquina|esq)(?!\w)|[ \t](?P<town>[a-zà-öø-ÿ][\w'’\-]{{2,24}}(?:[ ][a-zà-ÿ]{{2,24}})?))"
    r"(?![.,]\d))",
    re.IGNORECASE,
)
_BOX: Final = re.compile(
    r"(?<!\w)(?:(?:G\.?P\.?O\.?|P\.?[ ]?O\.?)[ ]?Box|Postfach|Case postale|Boîte postale|(?-i:B\.?P\.?|C\.P\.|T\.?S\.?A\.?|PL|PMB)|"
    r"Apartado(?: de correos| postal)?|Casella postale|Caixa postal|Postbus|Apdo\.?|"
    r"Cx\.?[ ]?Postal|Apto\.? Postal|Apartado de correo|Locked Bag|Private Bag|Private Mail Bag|Postbox|Postboks|Box|Skrytka pocztowa|P\.?O\.?B\.?|postilokero)[ \t]*(?:n[º°.]?\s?)?"
    r"(?:\d[\d -]{0,9}\d|\d|(?-i:[A-Z]{1,2})[ ]?\d{1,6})(?![\w/])",
    re.IGNORECASE,
)
_ROUTE: Final = re.compile(
    r"(?<!\w)(?:(?i:r\.?r\.?|hc|rural route)[ \t]?#?\d{1,5},?[ \t](?i:box)[ \t]\w{1,6}|(?:(?:RR|R\.R\.|HC|RD|Rural Route|Star Route|CMR|PSC|RMB|RSD|Rural Delivery)[ \t]?#?\d{1,5}|Unit[ \t]\d{4,5}(?=,?[ \t]Box))"
    r"(?:,?[ \t](?:Box|Site|Comp)[ \t]\w{1,6}){0,3})(?!\w)"
)
_JAPAN_KOREA: Final = re.compile(
    rf"(?<![\w-])(?:\d{{1,4}}(?:-\d{{1,4}}){{0,2}},?[ \t]+)?(?:[{UP}][\w'’]{{1,20}}+(?:-[{UP}][\w'’]{{1,20}}+)?(?:,?[ \t]|-)){{0,2}}?(?:[{UP}][\w'’]{{1,20}}+-)?"
    r"(?<=[\w'’,-])(?:-|(?<=-))(?:daero|ro|gil|dong|gu|machi|cho|chome|ku|shi)(?!\w)"
    r"(?:[ \t,]+[\w-]{1,20}-(?:ro|gil|gu|dong|ku|shi|si|do|ken|fu|to|machi|cho)(?!\w)){0,4}(?:[ \t,]+\d{1,4}(?:-\d{1,4}){0,2}(?!\d))?"
)
_NO_UNIT: Final = (
    r"(?!(?:in|at|for|per|the|a|an|of|and|or|to|is|was|with|on|by|from|each|every|my|our|your|en|el|la|el|los|un|una|del?|do|da|"
    r"no|na|o|e|y|le|les|du|des|que|bed|bedroom|room|year|month|week|day|days|hours?|minutes?|people|persons?|units?|storey)(?!\w))"
)
# "Flat 9, Dunmore House, Hawthorn Street", "H.No. 4-7-113, ...": a unit and then names.
_UNIT_LED: Final = re.compile(
    rf"(?<!\w)(?i:apt|apartment|flat|unit|plot|house|blk|block|villa|room|door|shop|suite|lot|stand|stall|berth|bed|bay|pitch|cabin|caravan|trailer|kiosk|erf|sector|h\.?[ ]?no|d\.?[ ]?no)\.?[ \t]?(?i:no\.?[ \t]?|#[ \t]?)?"
    rf"(?:\d{{1,5}}(?:[-/.]\w{{1,4}}){{0,3}}[A-Za-z]?|[A-Z]-?\d{{0,4}}(?:\.\d{{1,3}})?)(?:,?[ \t](?:{UNIT})){{0,3}}"
    rf"(?:,[ \t](?:{NAMED_UNIT}|{BUILDING})|,?[ ](?i:behind|opposite|opp\.?|near|beside|next to)[ ](?:the[ ])?{CAP}(?:[ ]{CAP}){{0,4}}|(?:,[ \t](?:{CAP}|{ORDINAL})(?:[ \t]{CAP}){{0,3}}){{2,4}}|(?:,[ \t](?:{UNIT})){{1,2}},[ \t]{CAP}(?:[ \t]{CAP}){{0,2}})(?![\w])"
)
# "insurgentes sur 1431 depto 8", "55 mulberry apt 3": a house and a flat, whatever the street is called.
_UNIT_BEHIND: Final = re.compile(
    rf"(?<![\w.,/@-])(?:{_NO_UNIT}{WORD}[ \t]){{1,3}}?\d{{1,5}}[a-z]?,?[ \t](?:depto|dpto|departamento|apto|apartamento|appt|interno)\.?[ \t]"
    r"(?:\d{1,4}[a-z]?|[a-z])(?!\w)|"
    rf"(?<![\w.,/@-])(?:{_NO_UNIT}{WORD}[ ](?:de[ ](?:la[ ]|los[ ]|las[ ])?|del[ ])?){{1,3}}?\d{{1,4}},?[ ]\d{{1,2}}[ºo°]?[ ](?:izda?|izq|dcha|drcha|derecha|izquierda|dto|esq)(?!\w)|"
    rf"(?<![\w.,/@-])\d{{1,5}}[a-z]?[ \t](?:{_NO_UNIT}{WORD}[ \t]){{1,3}}?(?:apt|apartment|suite|unit|flat)\.?[ \t]#?(?:\d{{1,4}}[a-z]?|[a-z]\d?)(?!\w)",
    re.IGNORECASE,
)
# "Willow Bank Caravan Park, pitch 31": a hall has rooms, too, so that it counts beside somebody only.
_BUILDING_UNIT: Final = re.compile(
    rf"(?<![\w'’]){BUILDING},[ ](?i:{BUILDING_UNIT.words})[ ]\d{{1,4}}[A-Za-z]?(?!\w)"
)
_ESTATE_LED: Final = re.compile(rf"(?<!\w){NAMED_UNIT},[ \t](?:{UNIT})(?!\w)")
# "512 E Cary #3": a direction instead of a street word.
_DIRECTED: Final = re.compile(
    rf"(?<![\w.,/-])(?<!\d )\d{{1,5}}[ \t](?:N|S|E|W|NE|NW|SE|SW)\.?[ \t](?:{ORDINAL}|{CAP})(?:[ \t]{CAP}){{0,2}}(?=[ \t]*(?:[,.;#@?!)\n]|\Z))"
)
_DIRECTED_LOWER: Final = re.compile(
    r"(?<![\w.,/-])(?<!\d )(?:(?:(?<=[ ]at[ ])|(?<=[ ]to[ ])|(?<=[ ]me[ ]at[ ])|(?<=[ ]not[ ])|(?<=[ ]from[ ]))\d{3,5}[ \t](?:n|s|e|w)\.?[ \t](?!output|power|max|speaker|solar|charg|bulb|lamp|led)[a-z]{4,14}(?=[ ]*(?:[,.;)!?\n]|\Z)|[ ](?:not|lol|pls|please|apt|unit)(?!\w))|\d{1,5}[ \t](?:n|s|e|w|ne|nw|se|sw)\.?[ \t]\d{1,3}(?:st|nd|rd|th)(?:[ \t](?:st|street|ave|avenue|pl|place|ct|dr|rd))?(?!\w))"
)
# "the 1400 block of North Kedzie Avenue"
_BLOCK_OF: Final = re.compile(
    rf"(?<![\w.,/-])\d{{1,5}}[ \t][Bb]lock[ \t]of[ \t](?:(?:(?:{CAP}|{ORDINAL})[ \t]){{1,3}}(?i:{trie_pattern(STRONG_EN.split('|'))}|{_WEAK})|(?:{DIRECTION}[ \t])?{CAP}(?:[ \t]{CAP}){{0,2}})(?!\w)"
)
# "number twelve, Mill Lane", "forty-two Prospect Street"; without capitals behind "at" or "number".
_SPELLED: Final = re.compile(
    rf"(?<![\w-])(?:[Nn]umber[ ])?(?i:{SPELLED}),?[ \t](?:{CAP}[ \t]){{1,3}}(?:(?=[A-Z])(?i:{trie_pattern(STRONG_EN.split('|'))}|{_WEAK}))(?!\w)"
    rf"|(?:(?<=[ ]at[ ])|(?<=[ ]is[ ])|(?<=number[ ]))(?i:{SPELLED}),?[ \t](?:[^\W\d_]{{3,20}}[ \t]){{1,3}}?(?:street|road|lane|avenue|drive|terrace|crescent|close|court|gardens|grove)(?!\w)"
)
# "goethestraße nummer vierzehn", "calle mayor número dieciocho": with the word for a number, whatever is small.
_NUMBER_TOLD: Final = re.compile(
    rf"(?<![\w@/])(?:(?:{PREFIX}){GLUE}(?:{SMALL}[ ]){{0,2}}{WORD}(?:[ ]{WORD}){{0,3}}?|[^\W\d_]{{2,26}}(?:straße|strasse|straat|gasse|weg|laan|"
    rf"plein|platz|allee|gracht|dijk|pad|singel|kade|ring|damm|ufer|hof|markt|dreef|steeg)),?[ ](?:(?:op|an|al|au)[ ])?(?:{NUMBER_WORD})[ ](?:{SPELLED_ANY}|\d{{1,4}}[a-z]?)(?!\w)",
    re.IGNORECASE,
)
# "Siedlerweg vier": words that end as streets do, and a number in words.
_SUFFIX_TOLD: Final = re.compile(
    rf"(?<![\w@/])(?:{CAP}[ ])?(?P<name>[^\W\d_]{{4,30}})[ ]{SPELLED_ANY}(?=[ ]?(?:[,;.)\n]|\Z)|[ ](?:in|te|bei|an|zu)[ ])",
)
_DOOR: Final = re.compile(r"(?<!\w)(?:H|D)\.?[ ]?[Nn]o[.:]?[ ]?\d{1,4}(?:[-/]\w{1,4}){1,4}(?!\w)")

# --- corners ---------------------------------------------------------------------------------------------

_CORNER_NAME: Final = rf"(?:{ORDINAL}|[{UP}][\w-]{{2,30}}str\.|{CAP})(?:[ \t](?:(?i:{SMALL})(?:(?!\w)|(?<=['’]))[ \t]?){{0,2}}(?:{CAP}|{ORDINAL})){{0,3}}"
_STREET_LIKE: Final = rf"(?:(?i:la|el|il|lo|de|der|die|den|the|von|van|rua|do|da|du|des|le|l')[ \t]?){{0,3}}(?:(?i:{PREFIX})[ \t]*(?:(?i:{SMALL})(?:(?!\w)|(?<=['’]))[ \t]?){{0,3}})?{_CORNER_NAME}"
_CORNER: Final = re.compile(
    rf"(?i:\b(?:corner|junction|intersection|cnr|crossroads|angle|croisement|intersection|esquina|cruce|confluencia|"
    rf"angolo|incrocio|hoek|kruising|kreuzung|ecke|cruzamento)\b)[ \t]+"
    rf"(?:(?i:of|between|de|da|do|das|entre|tra|fra|van|von|der|des|du|con)(?!\w)[ \t]+){{0,2}}{_STREET_LIKE}"
    rf"(?:[ \t]*(?:/|&|,?[ \t](?i:and|et|y|e|con|com|avec|en|mit|und|ecke))[ \t]*(?:(?i:de|da|do|du|la|the|le|het|a|o|as|os)[ \t]){{0,2}}{_STREET_LIKE})"
)
# "corner of lexington and 63rd": one of them has a number or a word for a street.
_CORNER_LOWER: Final = re.compile(
    r"(?<!\w)(?:corner|cnr|junction|intersection)[ ](?:of[ ])?(?:(?:[^\W\d_]{2,20}[ ]){1,2}(?:and|&|/)[ ]\d{1,3}(?:st|nd|rd|th)"
    r"|\d{1,3}(?:st|nd|rd|th)[ ](?:(?:st|ave|street|avenue)\.?[ ])?(?:and|&|/)[ ][^\W\d_]{3,20}"
    r"|(?:[^\W\d_]{2,20}[ ]){1,2}(?:st|street|ave|avenue|rd|road|ln|lane|dr|blvd)\.?[ ](?:and|&|/)[ ][^\W\d_]{3,20})"
    r"(?:[ ](?:st|street|ave|avenue|rd|road|ln|lane|dr|blvd)(?!\w)\.?)?(?!\w)"
    r"|(?:(?<=[ ]from[ ])|(?<=[ ]at[ ])|(?<=[ ]on[ ])|(?<=[ ]near[ ]))(?!the[ ])[^\W\d_]{3,14}[ ](?:n|and|&|@|x)[ ]\d{1,3}(?:st|nd|rd|th)(?!\w)(?=[^.\n]{0,30}(?:corner|crosswalk|intersection))",
    re.IGNORECASE,
)
# "ecke karlstr und ludwigsplatz"
_CORNER_LOWER_OTHER: Final = re.compile(
    r"(?<!\w)(?:ecke|hoek|kreuzung|esquina|angolo|angle)[ ](?:von[ ]|van[ ]|de[ ]|di[ ]|tra[ ])?(?:(?:[^\W\d_]{2,20}[ -])?[^\W\d_]{2,20}(?:straße|strasse|str\.?|platz|allee|weg|gasse|straat|laan|plein|weg)"
    r"|(?:calle|via|rue|avenida|corso|viale|av\.?)[ ](?:de[ ]|la[ ]|del[ ])?[^\W\d_]{3,20})[ ]?(?:/|&|[ ]?(?:und|en|y|e|et|con)[ ])[ ]?(?:(?:calle|via|rue|avenida|corso|viale|av\.?)[ ](?:de[ ]|la[ ]|del[ ])?)?[^\W\d_]{3,26}(?!\w)",
    re.IGNORECASE,
)
# "la esquina de bolívar con 9 de julio": streets that are called by days, or by a word of no dictionary
_CORNER_LOWER_ROMANCE: Final = re.compile(
    r"(?<!\w)(?:esquina|esq\.?|cruce|angolo|incrocio)[ ](?:de[ ]|di[ ]|da[ ]|tra[ ]|entre[ ])?(?:la[ ]|el[ ]|las[ ]|los[ ])?"
    rf"(?P<one>\d{{1,2}}[ ]de[ ](?:{MONTH})|[^\W\d_]{{4,20}}(?:[ ][^\W\d_]{{4,20}})?)[ ](?:con|y|e|com)[ ](?:la[ ]|el[ ])?"
    rf"(?P<other>\d{{1,2}}[ ]de[ ](?:{MONTH})|[^\W\d_]{{4,20}})(?!\w)",
    re.IGNORECASE,
)
# "2nd flr, 318 Garfield"
_FLOOR_LED: Final = re.compile(
    rf"(?<!\w)(?:\d{{1,2}}(?:st|nd|rd|th)|(?i:ground|top|first|second|third|basement|garden))[ ](?i:floor|flr|fl|flat|apt)\.?,[ ]\d{{1,5}}[A-Za-z]?[ ]{CAP}(?:[ ]{CAP})?(?!\w)"
)
# "1225, 3e Rang Ouest", "10104 – 103 Avenue NW"
_QUEBEC: Final = re.compile(
    rf"(?<![\w.,/-])\d{{1,5}}(?:,?[ ]\d{{1,2}}(?:e|re|er|ère|ième)|[ ]?[–-][ ]\d{{1,3}})[ ](?i:rang|avenue|rue|boulevard|concession)(?!\w)(?:[ ](?:{CAP}))?"
)
_CORNER_DE: Final = re.compile(
    rf"(?<!\w)(?:(?i:{PREFIX}){GLUE}(?:(?i:{SMALL})(?:(?!\w)|(?<=['’]))[ \t]?){{0,2}})?{CAP}(?:[ \t]{CAP}){{0,2}}(?:[ \t]*[,/][ \t]*|[ \t])(?:Ecke|hoek|esquina|angolo|Eingang|corner)[ \t](?:(?:de|con|com|con la|with)[ \t])?{_STREET_LIKE}"
)

_DOUBTFUL: Final = 0.45


def _has_digit(match: re.Match[str]) -> bool:
    return any(map(str.isdigit, match[0]))


@dataclass(frozen=True, slots=True)
class _Rule:
    """A kind of core; ``check`` looks at what the pattern found, ``doubt`` whether it needs something beside it."""

    look: Look
    pattern: re.Pattern[str]
    score: float
    context: str
    check: Callable[[re.Match[str]], bool] | None = None
    doubt: Callable[[re.Match[str]], bool] | None = None

    def find(self, text: str, anchors: Anchors) -> Iterator[Core]:
        for window in anchors.windows(self.look):
            for match in self.pattern.finditer(text, *window):
                if self.check is None or self.check(match):
                    doubtful = self.doubt is not None and self.doubt(match)
                    yield Core(match.start(), match.end(), self.score, DOUBTFUL if doubtful else self.context)


_RULES: Final = (
    _Rule(ENGLISH, _ENGLISH, 0.78, "street", is_named),
    _Rule(ENGLISH, _ENGLISH_LOWER, 0.66, "street-lower", is_a_street_in_small_letters),
    _Rule(ENGLISH, _ENGLISH_LOWER_WEAK, 0.66, "street-lower", is_no_measure),
    _Rule(SUFFIXED, _SUFFIXED, 0.85, "straße", is_suffixed, is_doubtful),
    _Rule(SUFFIXED, _SUFFIXED_LOWER, 0.7, "straße-lower", is_no_price),
    _Rule(TYPE, _NAMED_TYPE, 0.8, "straße"),
    _Rule(TYPE, _TYPE_LOWER, 0.7, "straße-lower", is_no_price),
    _Rule(GERMAN, _OPEN_DE, 0.62, "straße"),
    _Rule(PREFIXED, _PREFIXED_BEFORE, 0.88, "rue", is_no_year),
    _Rule(PREFIXED, _PREFIXED_AFTER, 0.85, "calle", has_name, is_dated),
    _Rule(PREFIXED, _AMERICAN, 0.85, "calle"),
    _Rule(PREFIXED, _PREFIXED_LOWER, 0.72, "calle-lower", is_before_a_town),
    _Rule(BOX, _BOX, 0.85, "po box", is_box),
    _Rule(BOX, _BOX, _DOUBTFUL, "box", is_any_box),
    _Rule(ROUTE, _ROUTE, 0.62, "rural route"),
    _Rule(UNIT_LED, _UNIT_LED, 0.72, "unit"),
    _Rule(UNIT_LED, _DOOR, 0.72, "unit"),
    _Rule(UNIT_BEHIND, _UNIT_BEHIND, 0.7, "unit"),
    _Rule(BUILDING_UNIT, _BUILDING_UNIT, _DOUBTFUL, DOUBTFUL),
    _Rule(ESTATE, _ESTATE_LED, 0.72, "estate"),
    _Rule(COMPASS, _DIRECTED, 0.66, "street"),
    _Rule(COMPASS, _DIRECTED_LOWER, 0.66, "street-lower"),
    _Rule(BLOCK, _BLOCK_OF, 0.78, "street"),
    _Rule(SPELLED_OUT, _SPELLED, 0.72, "street-spelled", is_spelled),
    _Rule(NUMBER_TOLD, _NUMBER_TOLD, 0.72, "street-spelled"),
    _Rule(SUFFIX_TOLD, _SUFFIX_TOLD, 0.72, "street-spelled", is_certain),
    _Rule(EASTERN, _JAPAN_KOREA, 0.7, "chome", _has_digit),
    _Rule(CORNER, _CORNER, 0.8, "corner"),
    _Rule(CORNER, _CORNER_LOWER, 0.72, "corner"),
    _Rule(CORNER, _CORNER_LOWER_OTHER, 0.72, "corner"),
    _Rule(CORNER, _CORNER_LOWER_ROMANCE, 0.72, "corner", are_streets, is_undated),
    _Rule(CORNER, _CORNER_DE, 0.8, "corner"),
    _Rule(FLOOR, _FLOOR_LED, 0.72, "unit"),
    _Rule(NUMBERED_ROAD, _QUEBEC, 0.75, "rue"),
    _Rule(OF_STREET, NUMBER_OF_STREET, 0.8, "number-told"),
    _Rule(HOUSE_TOLD, NUMBER_IN_STREET, 0.75, "number-told"),
    _Rule(SAME, SAME_STREET, _DOUBTFUL, DOUBTFUL),
    _Rule(LANDMARK, FROM_A_LANDMARK, 0.72, "landmark"),
    _Rule(LOT, LOTS, 0.72, "lot"),
    _Rule(VILLAGE_OF, VILLAGE, 0.8, "village"),
    _Rule(PARTS, UNITS, _DOUBTFUL, DOUBTFUL),
)


def cores(text: str, anchors: Anchors) -> Iterator[Core]:
    """Yield the cores of addresses in a text; they may overlap."""
    for rule in _RULES:
        yield from rule.find(text, anchors)
