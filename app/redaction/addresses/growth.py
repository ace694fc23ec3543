"""What belongs to an address once a part of it is sure: the parts before and behind it, over commas and lines.

To the right stand units, postcodes, quarters, towns, states and countries; to the left units, buildings, "c/o".
A part that only its capital letter speaks for is taken where something surer stands on its other side.
"""

from __future__ import annotations

from typing import Final

from app.redaction import later as re
from app.redaction.addresses.lookalikes import PROVINCES, is_ordinary
from app.redaction.addresses.words import (
    ANY_PART,
    BUILDING,
    CAP,
    COUNTRY,
    LOWER_TOWN,
    NAMED_UNIT,
    ORDINAL,
    POSTCODE,
    SMALL,
    SPELLED_BEHIND,
    STATES,
    SURE_POSTCODE,
    TOWN,
    UNIT,
    UP,
)  # fmt: skip
from app.redaction.data import lines

_BREAK: Final = r"(?:\r?\n|\\n|<br[ \t]{0,2}/?>)"
_NEXT_LINE: Final = rf"[ \t]*[,;]?[ \t]*{_BREAK}[ \t>*|]{{0,6}}"
_COMMA: Final = r"[ \t]*(?:\\?[,;]|\^{1,2}|[·|•/]|[–-](?=[ \t]))[ \t]*"
_GAP: Final = rf"(?:{_COMMA}(?:{_BREAK}[ \t>*|]{{0,6}})?|{_NEXT_LINE}|[ \t]{{1,2}}|[ \t]?\()"
_END: Final = r"(?![\w@])"
# How far along a street: "a la altura del número 112", "outside number 7".
_ALONG: Final = (
    r"(?i:(?:a la altura|na altura|à la hauteur|à hauteur|en face|au niveau|in höhe|auf höhe|höhe|gegenüber|all['’]altezza|"
    r"di fronte|ter hoogte|tegenover|em frente|frente|junto|outside|opposite|near|close to|next to|by)[ ]"
    r"(?:(?:del?|des|du|dem|der|do|da|al|ao|van|of|to)[ ])?(?:(?:hausnummer|huisnummer|civico)[ ]|"
    r"(?:número|numero|numéro|nummer|number|núm\.?|num\.?|nr\.?|no\.?|n\.?[º°])[ ]?)?\d{1,5}[a-z]?)"
)
# Parts that are sure by themselves.
_SURE: Final = re.compile(
    rf"{SPELLED_BEHIND}|(?:{_COMMA}|[ \t]){_ALONG}(?![\w%€$:]|[.,]\d)|{_GAP}(?:{UNIT}){_END}(?![ \t]\d{{3}})"
    rf"|{_GAP}(?:{POSTCODE}){_END}"
    rf"|{_GAP}{TOWN}(?:[ \t]\d{{1,2}}(?!\d))?(?:,?[ \t]+|,[ \t]*{_BREAK}[ \t]{{0,6}}|[ \t]?[-–/][ \t]?)(?:{POSTCODE}){_END}"
    rf"|{_GAP}{TOWN}(?:,[ \t]*|\^{{1,2}}|[ \t]*[-–/][ \t]*|[ \t]+)(?:{STATES}|RM|[A-Z]{{2}}(?=[ \t]*(?:\r?\n|\Z|[,;.)])))(?!\w)"
    rf"|(?:{_COMMA}|{_NEXT_LINE})(?:{NAMED_UNIT}|{BUILDING}){_END}"
    rf"|{_COMMA}(?:{COUNTRY}){_END}|[ \t](?:{COUNTRY})(?=[ \t]*(?:[,;.\n]|\Z))|[ \t]?\([A-Z]{{2}}\)|[ \t]?\([A-Z]\.[ ]?[A-Z]\.\)|(?<=\))[ \t,–-]{{1,3}}\d{{6}}(?!\d)"
    rf"|{_NEXT_LINE}(?:{COUNTRY})(?=[ \t]*(?:\r?\n|\Z|<))"
    r"|,[ \t]?(?:\d{1,2}(?:[ \t]?[A-Za-zºª]){0,2}|\d{1,2}[ºª][ \t]\d{1,2}[ºª])(?!\w|:\d|,\d{3}(?!\d)|[ \t][A-Z][\w'’]{2,20}[ \t](?:Street|Road|Lane|Avenue|Drive|St|Rd|Ave|Ln|Blvd|Boulevard|Place|Way)(?!\w))|(?<=[, ][A-Z]{2})[ \t-]\d{6}(?!\d)"
    rf"|[ \t]\([^()\n]{{2,30}}\)(?=[ \t]*,[ \t]?[{UP}])"
    r"|[ \t]\d{1,3}[A-Za-z]?(?=,?[ \t]#\d{1,3}-\d)"
    r"|[ \t]\((?i:rear|behind|back|side|next|opp|adj|above|over|hinter|über|neben|détrás|derrière|dietro|achter|ingang|entrance|entrée)[^()\n]{2,30}\)"
    rf"|{_COMMA}{ANY_PART}(?=[ \t]*[,;\n]|\Z)"
    r"|(?<=\d)[ \t](?:bis|ter|rosso|rood|zwart)(?!\w)|[ \t]entre[ \t](?:[^\W\d_]{3,20}[ ]){1,3}y[ ][^\W\d_]{3,20}(?!\w)|(?<=[a-zà-ÿ])[ ]\d{1,2}(?:er|e|ème)(?!\w)"
    r"|,?[ \t](?i:porte|porta|puerta|tür|deur|door)[ ](?i:(?:de[ ]|à[ ])?(?:gauche|droite|face|milieu|links|rechts|mitte|izquierda|derecha|sinistra|destra|esquerda|direita|left|right))(?!\w)"
    rf"|,?[ \t]in[ ]the[ ](?i:county|city|town|borough|parish|village|district)[ ]of[ ]{CAP}(?:[ ]{CAP})?(?!\w)"
    r"|,?[ \t]\(?(?i:upstairs|downstairs|upper|lower|rear|front|back|side|middle|basement|attic|ground[ -]floor|top[ -]floor)[ ]"
    r"(?i:unit|flat|apartment|apt|maisonette|half|bell|buzzer|door|entrance)(?!\w)\)?"
    r"|,?[ ]\(?(?i:flat|apartment|maisonette|bedsit|room|door|entrance)[ ](?i:above|over|below|under|behind|beside|next to|opposite|at the back of)[ ]"
    r"(?i:the)[ ][^\W\d_]{3,14}(?:[ ](?:shop|store|bar|station|office|place))?(?!\w)\)?"
    r"|,[ ]?(?i:nw?|e|w|s[ew]|ec|wc|bs|m|b|l|g|eh|cf|ls)\d{1,2}[a-z]?(?!\w)"
    rf"|,?[ \t]\(?(?:casi[ ]|y[ ])?(?i:esquina|esq\.?|angolo|ang\.|cnr|corner(?:[ ]of)?)[ ](?:con[ ]|com[ ]|a[ ]|with[ ])?(?:(?:{CAP}|{ORDINAL})(?:[ ]{CAP}){{0,2}}|(?!(?:con|com|de|da|do|la|el|the)[ ])[a-zà-ÿ]{{4,20}})(?!\w)\)?"
    r"|(?<=-)\r?\n[ \t>]{0,6}[a-zß-ÿ][a-zß-ÿ]{1,20}(?!\w)"
    r"|(?<=[\deºª])[ \t](?:gauche|droite|links|rechts|izquierda|derecha|izq|dcha|esq|dto|sinistra|destra|frente|trás|direito|esquerdo|esquerda|direita)(?!\w)"
    r"|(?<=\.)[ \t](?:izq|izda|dcha|drcha|dto|esq)(?!\w)\.?"
    r"|[ \t]\(\d{1,2}(?:\.|e|º)?[ ]?(?i:hoog|og|stock|etage|étage|piso|piano|andar|floor|verdieping)(?:[ ](?:links|rechts))?\)"
    r"|\^\d{5}(?:-\d{4})?(?![\w-])|-\d{4}(?!\d)|(?<=\d)[ \t]\d{1,2}[ºª]?[ \t]?[a-dA-D](?!\w)"
)
# Whatever stands between a street and a postcode with its town on the same or the next two lines.
_BRIDGE: Final = re.compile(
    rf"(?![ \t]*\r?\n[ \t]*\r?\n)[^\n:;{{}}<>\"|?!=]{{0,60}}?(?:\r?\n(?!\r?\n)[^\n:;{{}}<>\"|?!=]{{0,40}}?){{0,2}}(?<![\w.,/-])(?:{SURE_POSTCODE})(?!\w)"
)
_COUNTS: Final = re.compile(r"[a-zß-ÿ]{3}[ ]\d{4}[ ]")  # "lief 1758 Folgen"
_SENTENCE: Final = re.compile(
    r"[^\W\d_]{4,}\.[ \t\n]|(?i:\b(?:and|und|et|y|is|was|has|that|which|who|where|when|while|with|your|ist|war|hat|dass|wo|mit|est|que|qui|où|avec|che|dove|con|dat|waar|met|onde|com|phone|tel|born|to|from|nach|vom|zum|into|in[ ](?:die|der|den|la|le|the|de|het))\b)"
)
# "U5/118 Musgrave Street"
_UNIT_AT_IT: Final = re.compile(r"(?<!\w)[UL]\Z")
_ANY_PART_BEFORE: Final = re.compile(rf"(?<![\w'’]){ANY_PART}\Z")
# A quarter, a town or a country by its capital letters alone: only behind a street that is sure.
_NAMED: Final = re.compile(
    rf"(?:{_COMMA}(?:{_BREAK}[ \t>*|]{{0,6}})?(?:(?:in|à|en|a|em|de|te|bei|near|nahe)[ \t])?"
    rf"|[ \t](?:in|à|en|em|zu|te|near)[ \t]|{_NEXT_LINE}(?=[^\n:\d<]{{2,40}}(?:[ ]\d{{1,2}})?(?:\n|\Z|<)))"
    rf"(?P<name>{TOWN})(?![\w:=@]|[ \t]?[:=])|[ \t](?P<last>{TOWN})(?=[ \t]*(?:\r?\n|\Z|[,.;)](?!\w)))"
)
_LOWER: Final = re.compile(
    rf"(?:{_COMMA}|[ \t](?:in|à|en|em|a)[ \t]|[ \t])(?P<name>{LOWER_TOWN}(?:[ ]{LOWER_TOWN})?)(?!\w)"
)
_LOWER_NAMED: Final = re.compile(
    rf"(?:{_COMMA}|[ \t])(?:col|colonia|barrio|bº|urb|bairro|jd|jardim|vila|res|residencial|cond|fracc|loc|fraz|ortsteil|ot)\.?[ \t]"
    rf"(?P<name>{LOWER_TOWN}(?:[ ]{LOWER_TOWN}){{0,2}})"
)
# "flat 9 the old brewery mill st": the street behind the house
_LOWER_STREET: Final = re.compile(
    r",?(?:[ ][^\W\d_]{2,14}){0,2}[ ](?:st|rd|ave|ln|street|road|lane|avenue)(?=[ ]*(?:[,.;)\n]|\Z)|[ ](?:just|pls|please|thanks|and|next|near)(?!\w))"
)
_STREET_IN_IT: Final = re.compile(
    r"(?<!\w)(?:st|rd|ave|ln|dr|street|road|lane|avenue|drive|close|court|way)(?!\w)"
)
_LOWER_SHORT: Final = re.compile(
    rf"(?:{_COMMA}|[ ])(?:{LOWER_TOWN}[ ])?(?:cdmx|caba|nyc|edomex|gdl|mty|bcn|bsas|poa|bh)(?!\w)"
)
_LOWER_PROVINCE: Final = re.compile(rf"[ ]{LOWER_TOWN}(?:[ ]{LOWER_TOWN})?[ ](?P<province>[a-z]{{2}})(?!\w)")
# A town that is small, at the end of its part: no word that everybody uses.
_LOWER_LAST: Final = re.compile(
    rf"(?:{_COMMA}|[ \t](?:(?:in|à|en|em|a|te)[ \t])?)(?!(?:lol|asap|btw|innit|omg|tho|plz|pls|thx|haha|okay|tbh|imo|cheers|mate|bro|hun|babe)(?!\w))(?P<name>{LOWER_TOWN}(?:[ ](?:(?:la|le|les|de|del|do|da|di|d['’]|am|an der|on|upon|sur)[ ])?{LOWER_TOWN})?)"
    r"(?=[ \t]*(?:[,.;)\n]|\Z)|[ ](?:a nombre|para|por favor|porfa|pls|please|thanks|for|für|bitte|danke|pour|merci|voor|grazie|gracias)(?!\w))"
)
_CAPITALISED: Final = re.compile(rf"[{UP}]\w\w")
_LOWER_QUARTER: Final = re.compile(
    rf"{_COMMA}(?:col|colonia|barrio|urb|bairro|jd|jardim|vila|res|residencial|cond|condomínio|condominio)\.?[ \t]{LOWER_TOWN}(?:[ ]{LOWER_TOWN}){{0,2}}(?=[ \t]*(?:[,.\n]|\Z))"
)
_LOWER_BRIDGE: Final = re.compile(
    rf"[^\n:;{{}}<>\"|?!]{{0,40}}?,[ \t]?(?!(?:19|20)\d\d)\d{{4,5}}[ \t]{LOWER_TOWN}(?:,[ \t]?[a-z]{{2,4}}\.)?(?!\w)"
)
_LOWER_POSTCODE: Final = re.compile(
    rf"(?:{_COMMA}|[ \t])(?:{LOWER_TOWN},?[ ]){{1,3}}?(?:{STATES.lower()}),?[ ]\d{{5}}(?:-\d{{4}})?(?![\w-])|(?:{_COMMA}|{_NEXT_LINE}|[ \t])\d{{4,5}}[ \t]{LOWER_TOWN}(?:,[ \t]?[a-z]{{2,4}}\.)?(?!\w)"
)
_CODE_AT_END: Final = re.compile(r"\d{4,6}(?:[ \t]\D{2,60})?\Z|[A-Z]\d[A-Z\d]?[ ]?\d[A-Z]{2}\.?\Z")
_NO_PLACE: Final = re.compile(
    r"(?i)(?:phone|tel|telefon|téléphone|telefono|teléfono|mobile|mob|cell|e-?mail|fax|dear|kind|best|regards|yours|"
    r"sincerely|mit|freundliche|viele|liebe|cordialement|sehr|madame|monsieur|hello|hi|thanks|please|and|but|und|dob|ssn|"
    r"born|date|re|subject|betreff|objet|asunto|oggetto|from|to|sent|cc|mr|mrs|ms|miss|dr|i|we|he|she|they|it|the|this|"
    r"there|if|when|while|after|before|because|so|bitte|danke|merci|gracias|grazie|ship|bill|order|invoice|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|patient|name|id|iban|end|gp|gender|sex|age|pesel|bsn|cpf|dni|nif|nie|rg|nhs|mrn|grundbuch|interfone|interfono|citofono|campainha|klingel|code|código|note|notes|zip|city(?![ ]of)|state(?![ ]of)|"
    r"ich|er|sie|wir|es|il|elle|je|nous|ik|hij|zij|ela|ele|eu|io|lui|lei)\b"
)
_MOST_PARTS: Final = 9
_MOST_NAMES: Final = 4
_MOST_LEFT: Final = 6
_REACH: Final = 90
# The end of what stands before a part: how it is parted from it.
_PARTED: Final = re.compile(
    rf"(?:(?P<hard>[ \t]*(?:\\?[,;·|•]|[ \t][–-])[ \t]*(?:{_BREAK}[ \t>*|]{{0,6}})?|{_NEXT_LINE})|[ \t](?P<linked>at|@|in|te)[ \t]|[ \t](?:of|von|vom|van|des?|du|di|del|della|do|da|der|in[ ]der|am|im)[ \t]|[ \t]{{1,2}})\Z"
)
_UNIT_BEFORE: Final = re.compile(
    rf"(?<![\w#])(?:{UNIT}|{NAMED_UNIT}|(?i:(?:the[ ])?(?:bungalow|cottage|annexe?|lodge|gatehouse|farmhouse|granny flat|(?:static[ ])?caravan|mobile home|chalet|almshouse|bedsit|stables|barn))|(?!(?:AT|TO|IN|OF|ON|BY|FOR|FROM|AND|USD|EUR|GBP)[ ])[A-Z]{{2,4}}[ -]\d{{1,4}}|[A-Z]{{1,2}}-\d{{1,3}}(?:/\d{{1,4}})?(?:-\d{{1,3}}[A-Z]?)?|(?i:number|no\.|nr\.|nº|n°))\Z"
)
_WORD_BEFORE: Final = re.compile(
    r"(?i)(?<!\w)(?:number|no|nr|unit|lot|blk|block|plot|flat|apt|house|stand|erf|shop|villa|mile marker|milepost|km)\.?\Z"
)
_BUILDING_BEFORE: Final = re.compile(rf"(?<![\w'’])(?:{BUILDING}|{NAMED_UNIT}|[A-Z]{{1,3}}[ -]?\d{{1,4}})\Z")
_STREET_BEFORE: Final = re.compile(
    rf"(?<![\w'’])(?:\d{{1,5}}[A-Za-z]?[ \t])?(?:{CAP}[ \t]){{1,3}}(?:Street|Road|Lane|Avenue|Terrace|Row|Close|Way|Drive|Hill|"
    r"Gardens|Quay|Place|Square|Crescent|St|Rd|Ave|Ln|Cross|Main|Stage|Block)\.?\Z"
)
# The postcode and its town before the street: "7800 Ath, chaussée de Mons, 212".
_CODE_BEFORE: Final = re.compile(
    rf"(?<![\w.,/-])(?:[A-Z]{{1,2}}-)?(?:(?!(?:19|20)\d\d[ ])\d{{4,5}}|\d{{4}}[ ][A-Z]{{2}}|\d{{4}}-\d{{3}})[ ]{CAP}(?:[ ](?:(?i:{SMALL})[ ]){{0,2}}{CAP}){{0,3}}\Z"
)
_QUOTED_BEFORE: Final = re.compile(
    rf"(?:(?<!\w)(?i:lieu[- ]?dit|lugar|finca|cortijo|villa|quinta|fazenda|sítio|località|loc\.)[ ])?"
    rf"[\"'“‘„«][ \u00a0]?{CAP}(?:[ \t]{CAP}){{0,3}}[ \u00a0]?[\"'”’“»]\Z"
)
# "The Gables, Worcester Road": a house has a name with an article.
_THE_HOUSE_BEFORE: Final = re.compile(rf"(?<![\w'’])The[ ](?:Old[ ])?{CAP}\Z")
_NAME_BEFORE: Final = re.compile(
    rf"(?<![\w'’]){CAP}(?:[ \t](?:(?i:of|the|de|la|le|am|an der|im|zum|zur|du|des|del|do|da|van|van de)[ \t])?{CAP}){{0,3}}(?:[ \t]?\([A-Z]{{2}}\))?\Z"
)
_COUNTY: Final = re.compile(r"(?i:co\.|county|dist\b|district|provincia)")
# Words behind which a house may have a name alone.
_OPENED: Final = re.compile(
    r"(?i:\b(?:at|known as|called|of|address(?:ed)?(?: is| as)?:?|to|in|lives|home|named|chez|bei|im|am|op|house:|property:?|a|en|vecin[oa] de|à|te|zu|na|em)[ \t]*:?[ \t]*\Z)"
)


def grown(text: str, start: int, end: int, *, sure: bool) -> tuple[int, int, bool]:
    """Return an address with everything beside it, and whether a part that is sure was among it."""
    end, grew = _to_the_right(text, start, end, sure=sure)
    unit = _UNIT_AT_IT.search(text, max(0, start - 3), start) if text[start].isdigit() else None
    if unit is not None:
        start = unit.start()
    start, before = to_the_left(text, start)
    return start, end, grew or before


def _to_the_right(text: str, start: int, end: int, *, sure: bool, bridged: bool = False) -> tuple[int, bool]:
    grew, names, named = False, 0, False
    lower = _is_lower(text[start:end])
    for _ in range(_MOST_PARTS):
        match = _SURE.match(text, end)
        if match is not None and not _is_stop(match[0]):
            grew, end = True, match.end()
            continue
        match = _NAMED.match(text, end) if sure and names < _MOST_NAMES else None
        if match is not None and not _NO_PLACE.match(match["name"] or match["last"]):
            names, end = names + 1, match.end()
            continue
        if lower:
            part, sure_of_it = _part_in_small_letters(text, start, end)
            if part > end:
                grew, end = grew or sure_of_it, part
                continue
            match = _LOWER_LAST.match(text, end) if sure and not named else None
            if match is not None and _may_be_a_town(match["name"]):
                named, end = True, match.end()
                continue
        break
    bridge = (
        _BRIDGE.match(text, end)
        if sure and not bridged and not _CODE_AT_END.search(text, start, end)
        else None
    )
    if bridge is not None and not _SENTENCE.search(bridge[0]) and not _COUNTS.search(bridge[0]):
        return _to_the_right(text, start, bridge.end(), sure=True, bridged=True)[0], True
    return end, grew


def _part_in_small_letters(text: str, start: int, end: int) -> tuple[int, bool]:
    """Return where the part behind an address in small letters ends, and whether it is sure; its own end for none."""
    match = _LOWER_POSTCODE.match(text, end) or _LOWER_BRIDGE.match(text, end)
    if match is not None:
        return match.end(), True
    match = _LOWER_NAMED.match(text, end)
    if match is not None and (name := _unusual(match["name"])):
        return match.start("name") + name, True
    match = _LOWER_QUARTER.match(text, end) or _LOWER_SHORT.match(text, end)
    if match is not None:
        return match.end(), False
    match = _LOWER_STREET.match(text, end)
    if match is not None and _STREET_IN_IT.search(text, start, end) is None:
        return match.end(), False
    match = _LOWER_PROVINCE.match(text, end)
    if match is not None and match["province"] in PROVINCES:
        return match.end(), False
    match = _LOWER.match(text, end)
    return end if match is None or not (place := _large(match["name"])) else match.start(
        "name"
    ) + place, False


def _is_lower(address: str) -> bool:
    """Whether somebody wrote without capitals, those of a flat or a staircase apart: "14 rue du bac bat C"."""
    return _CAPITALISED.search(address) is None and any(map(str.islower, address))


def _may_be_a_town(words_of_it: str) -> bool:
    return not _NO_PLACE.match(words_of_it) and not any(map(is_ordinary, words_of_it.split(" ")))


def _unusual(words_of_it: str) -> int:
    """Return how many letters of the words are a name's: up to the first that everybody uses."""
    length = 0
    for word in words_of_it.split(" "):
        if not _may_be_a_town(word):
            break
        length += len(word) + bool(length)
    return length


def _is_stop(part: str) -> bool:
    return _NO_PLACE.match(part.lstrip(" \t,;·|•/–-\r\n>*\\(")) is not None


def _large(words: str) -> int:
    """Return how many letters of the words are a large place's name."""
    first = words.split(" ", maxsplit=1)[0]
    large = lines("large_places")
    return len(words) if words in large else len(first) if first in large and len(first) > 3 else 0


def to_the_left(text: str, start: int) -> tuple[int, bool]:
    """Return where the units, buildings and "c/o" before an address begin."""
    best, sure = start, False
    position = start
    names = 0
    for _ in range(_MOST_LEFT):
        low = max(0, position - 12)
        parted = _PARTED.search(text, low, position)
        if parted is None:
            break
        end, hard = parted.start(), parted["hard"] is not None
        match = _UNIT_BEFORE.search(text, max(0, end - 50), end)
        if match is None and not hard and text[position : position + 1].isdigit():
            match = _WORD_BEFORE.search(text, max(0, end - 12), end)
        if hard:
            match = _ANY_PART_BEFORE.search(text, max(0, end - 40), end) or match
        if match is None and hard:
            match = (
                _QUOTED_BEFORE.search(text, max(0, end - 40), end)
                or _CODE_BEFORE.search(text, max(0, end - 60), end)
                or _BUILDING_BEFORE.search(text, max(0, end - 50), end)
                or _STREET_BEFORE.search(text, max(0, end - 60), end)
                or _THE_HOUSE_BEFORE.search(text, max(0, end - 40), end)
            )
        if match is not None and not _NO_PLACE.match(match[0].removeprefix("The ").removeprefix("the ")):
            position = best = match.start()
            sure = True
            continue
        match = (
            _NAME_BEFORE.search(text, max(0, end - 40), end)
            if (hard and "\n" not in parted[0]) or parted["linked"]
            else None
        )
        if match is None or names or _NO_PLACE.match(match[0]):
            break
        names += 1
        position = match.start()
        if _OPENED.search(text, max(0, position - 20), position):
            best = position
    return best, sure


def with_town_before(text: str, start: int) -> int:
    """Return where the town and the named parts before a postcode begin."""
    match = _TOWN_LEFT.search(text, max(0, start - 60), start)
    if match is None or _NO_PLACE.match(match[0]):
        return start
    return match.start()


_TOWN_LEFT: Final = re.compile(
    rf"(?<![\w'’-]){TOWN}(?:,?[ \t]+|,?[ \t]*[-–/,][ \t]?|,[ \t]*\n[ \t]{{0,6}})\Z"
)
_LEFT_PARTS: Final = re.compile(
    rf"(?:(?:\d{{1,5}}[A-Za-z]?(?:[-/]\d{{1,4}})?[ \t]|[A-Z]{{1,2}}-\d{{1,3}}/(?=\d{{1,4}}[ \t]*,))?(?:{CAP}|(?<=/)\d{{1,4}})(?:[ \t](?:(?i:{SMALL})(?:(?!\w)|(?<=['’]))[ \t]?)?"
    rf"(?:{CAP}|\d{{1,4}}\w?(?!\w))){{0,5}}[ \t]*\\?,[ \t]*){{1,6}}\Z"
)
# "Helen Brathwaite of 61 Denmark Villas": whose it is stands before the house number.
_OWNER: Final = re.compile(rf"[ \t]*{CAP}(?:[ \t]{CAP}){{0,3}}[ \t](?:of|at|in|to)[ \t](?=\d)")
_EVIDENCE: Final = re.compile(
    rf"\d|(?:{BUILDING})|(?:Street|Road|Lane|Avenue|Terrace|Row|Close|Way|Drive|Hill|Gardens|Quay|Square|Crescent|Rd|Ave)\b|"
    r"(?:Co\.|County)[ ]"
)
_LINE: Final = re.compile(
    rf"(?=[^\n]{{3,60}}\n)[ \t>*|]{{0,6}}(?:(?:[{UP}\d#][\w'’./º&-]{{0,24}}+|(?i:of|the|de|la|c/o)(?!\w))[ \t]{{0,2}},?[ \t]{{0,2}}){{1,9}}\r?\n"
)


def parts_before(text: str, start: int, *, names: int) -> int:
    """Return where the comma-separated parts before a town begin: from the first that speaks for itself.

    Where none does, so many are taken by their capital letters.
    """
    low = max(0, start - _REACH)
    low = max(low, text.rfind("\n", low, start) + 1)
    match = _LEFT_PARTS.search(text, low, start)
    if match is None:
        return start
    first = _EVIDENCE.search(match[0])
    if first is not None:
        begin = match.start() + match[0].rfind(",", 0, first.start()) + 1
    else:
        commas = [comma.start() for comma in re.finditer(",", match[0])]
        begin = match.start() + (commas[-names - 1] + 1 if len(commas) > names else 0) if names else start
    if begin == start:
        return start
    owner = _OWNER.match(text, begin, start)
    if owner is not None:
        begin = owner.end()
    while text[begin] in " \t":
        begin += 1
    return begin


def block_above(text: str, start: int) -> int:
    """Return where the lines of an address block begin above a line that starts with a postcode or a town."""
    line = text.rfind("\n", max(0, start - _REACH), start) + 1
    if (line == 0 and start > _REACH) or text[line:start].strip(" \t>*|"):
        return start
    top = start
    for _ in range(3):
        above = text.rfind("\n", max(0, line - _REACH), max(0, line - 1)) + 1
        if above == 0 and line > _REACH:
            break
        match = _LINE.match(text, above)
        if match is None or match.end() != line or _NO_PLACE.match(match[0].strip()):
            break
        if re.search(r"\d", match[0]):
            top = above + len(match[0]) - len(match[0].lstrip(" \t>*|"))
        line = above
    return top
