"""Addresses whose parts stand in another order than on an envelope.

"No. 7 of the rue Haute", "200 metros al sur de la iglesia", "Mz. L Lt. 14", "Vill. Rampur, Dist. Sitapur"; and the
house that is told by its number alone once its street is known: "her neighbour at 40".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.addresses.words import (
    CAP,
    GLUE,
    ORDINAL,
    PREFIX,
    SMALL,
    STRONG_EN,
    SUFFIXES,
    UNIT,
    UP,
    WEAK_EN,
)  # fmt: skip
from app.redaction.recognizers.base import trie_pattern

_SIGN: Final = (
    r"(?:hausnummer|hausnr\.?|haus[ ]nr\.?|huisnummer|huisnr\.?|house[ ](?:number|no\.?)|house|haus|nummer|number|num\.?|núm\.?|número|numero|numéro|"
    r"civico(?:[ ]n\.?)?|nr\.?|no\.|n[°º]|n\.[°ºo]?)"
)
_NUMBER: Final = (
    r"\d{1,4}(?:[ ]?(?:[a-z]|bis|ter|quater)(?!\w))?(?:[ ]?[-/][ ]?\d{1,4}[a-z]?)?(?![\w%€$:]|[.,]\d)"
)
_OF_ROMANCE: Final = r"(?:de[ ]la|de[ ]l['’]|de[ ]los|de[ ]las|del|de|du|des|da|do|dos|das|della|dello|dell['’]|dei|di|na|no|en|in|sur|de[ ]cette)"
_NAME: Final = (
    rf"(?:(?i:{SMALL})(?:(?!\w)|(?<=['’]))[ ]?){{0,3}}(?:{CAP}|\d{{1,2}}(?=[ ]))"
    rf"(?:[ ](?:(?i:{SMALL})(?:(?!\w)|(?<=['’]))[ ]?){{0,2}}{CAP}){{0,3}}"
)
# "numéro 3 de la place du Marché", "al civico 7 di vicolo Stretto", "n.º 12 da Rua dos Olmos", "au 9 de la rue Haute"
NUMBER_OF_STREET: Final = re.compile(
    rf"(?<![\w@/])(?:(?i:{_SIGN})[ ]?|(?:(?<=au[ ])|(?<=Au[ ])|(?<=al[ ])|(?<=Al[ ])|(?<=no[ ])|(?<=No[ ])|(?<=el[ ])|(?<=du[ ])|(?<=ao[ ])|(?<=le[ ]))(?=\d))"
    rf"(?i:{_NUMBER}),?[ ](?i:{_OF_ROMANCE})(?:[ ]|(?<=['’]))(?i:{PREFIX}){GLUE}{_NAME}"
)
_STREET_DE: Final = (
    rf"(?:(?:{CAP}[ ]){{0,2}}[{UP}][\w'’.\-]{{2,40}}(?<=(?:{'|'.join(sorted({suffix[-3:] for suffix in SUFFIXES if len(suffix) > 2}))}))"
    rf"|[{UP}][\w-]{{2,30}}str\.)"
)
_STREET_EN: Final = (
    rf"(?:(?:{CAP}|{ORDINAL})[ ]){{1,3}}(?i:{trie_pattern(f'{STRONG_EN}|{WEAK_EN}'.split('|'))})(?!\w)"
)
# "Hausnummer 23 in der Gartenstraße", "number 9 in Mill Lane", "nr. 4 aan de Singel"
NUMBER_IN_STREET: Final = re.compile(
    rf"(?<![\w@/])(?i:{_SIGN})[ ]?(?i:{_NUMBER})[ ](?:(?i:in|on|of|off|an|auf|am|im|aan|op|at)[ ])(?:(?i:the|der|den|dem|de|het)[ ])?(?:{_STREET_DE}(?!\w)|{_STREET_EN})"
)
# "au 51 de la même rue", "o 7 da mesma rua", "Flat 2/1 of the same block"
SAME_STREET: Final = re.compile(
    r"(?<![\w@/.,])(?:(?:au|le|al|el|il|no|o|op|auf|in|at)[ ])?(?:(?:appt|apt|flat|house|number|no\.|nº|n\.?[°º]|numéro|número|numero|civico|nummer|nr\.)[ ]?)?\d{1,4}(?:[ ]?(?:[a-z](?!\w)|bis))?(?:/\d{1,3})?"
    r"[ ](?:of|in|on|de|da|do|del|della|di|nella|in[ ]der|der|am|im|aan|van|na|no|en)[ ](?:(?:the|la|l['’]|el|il|lo|de|dem|die)[ ]?)?"
    r"(?:same|même|mesmo|mesma|mismo|misma|stesso|stessa|gleichen|selben|derselben|demselben|zelfde|dezelfde|hetzelfde)[ ]"
    r"(?:block|street|road|lane|building|terrace|close|rue|avenue|immeuble|bâtiment|rua|prédio|bairro|calle|edificio|avenida|via|palazzo|"
    r"viale|straße|strasse|gasse|haus|haus(?:es)?|gebäude|straat|gebouw|flat|laan)(?!\w)",
    re.IGNORECASE,
)
# "200 metros al sur y 50 al este de la iglesia de Santa Ana": the addresses of Costa Rica and Nicaragua
FROM_A_LANDMARK: Final = re.compile(
    r"(?<![\w.,])\d{1,4}[ ]?(?:metros|mts?\.?|m|varas|vrs\.?|cuadras?|c\.)[ ](?:(?:al|hacia[ ]el|a[ ]la)[ ])?(?:norte|sur|este|oeste|arriba|abajo|lago|montaña)"
    r"(?:,?[ ](?:y[ ])?\d{1,4}[ ]?(?:metros[ ]|mts?\.?[ ]|m[ ]|varas[ ]|cuadras?[ ])?(?:al[ ])?(?:norte|sur|este|oeste|arriba|abajo|lago))?"
    r"[ ](?:del|de[ ]la|de[ ]los|de)[ ](?:(?:antigu[oa][ ])?(?:iglesia|escuela|parque|plaza|pulpería|farmacia|banco|hospital|clínica|gasolinera|bomba|colegio|"
    r"supermercado|cementerio|rotonda|semáforos?|entrada|terminal|estadio|mercado|hotel|puente|bar|panadería|ermita|capilla|tienda)|(?-i:[^\Wa-z_\d]\w{2,20}))(?:[ ](?:de[ ](?:la[ ]|los[ ])?|del[ ])?(?-i:[^\Wa-z_\d]\w{1,20})){0,4}"
    r"(?:,[ ](?:casa|edificio|portón|local|apartamento)[ ](?:esquinera|color|de|blanca|verde|azul|amarilla|roja|celeste|a[ ]mano)(?:[ ][^\W\d_]{2,14}){0,3})?",
    re.IGNORECASE,
)
# "Mz. L Lt. 14", "Qd 5, Lote 12", "Quadra 5, Conjunto C, Casa 18": the lots of a new quarter
_LOT_WORDS: Final = r"(?:mz(?:a|na)?|manzana|supermanzana|qd|quadra|bloco|bl|conj|conjunto|lt|lote|parcela|etapa|sublote|solar|villa|casa)"
LOTS: Final = re.compile(
    rf"(?<!\w)(?:mz(?:a|na)?|manzana|supermanzana|qd|quadra|lt|lote)\.?[ ]?[\"'“]?(?:\d{{1,4}}[a-z]?|[a-z]\d{{0,3}}['’]?)[\"'”]?(?!\w)"
    rf"(?:[ ]?[,-]?[ ]?{_LOT_WORDS}\.?[ ]?[\"'“]?(?:\d{{1,4}}[a-z]?|[a-z]\d{{0,3}})[\"'”]?(?!\w)){{1,3}}",
    re.IGNORECASE,
)
# "Vill. Rampur Kalan, P.O. Sadar, Dist. Sitapur": a village of India
_OF_INDIA: Final = r"(?:P\.?[ ]?O\.?|Post|Distt?(?:rict)?\.?|Teh(?:sil)?\.?|Taluka?|Tal\.|Mandal|P\.?[ ]?S\.?|Tq\.?|Block|G\.?P\.?)"
VILLAGE: Final = re.compile(
    rf"(?<!\w)(?:Vill(?:age)?\.?(?:[ ]?(?:&|and)[ ]?P\.?O\.?)?|V\.?P\.?O|At[ ]?[/&]?[ ]?Post|At[ ]?(?:and[ ])?P\.?O)[.:]?[ -]{{0,2}}{CAP}(?:[ ]{CAP}){{0,2}},?[ ]"
    rf"{_OF_INDIA}[.:]?[ -]{{0,2}}{CAP}(?:[ ]{CAP}){{0,2}}"
)
# "Stiege 3, Tür 27", "Torre 3, 5.º C", "Haus 4, Zi. 312", "Bldg 7 apt 2203": two parts of a house behind each other
UNITS: Final = re.compile(
    rf"(?<!\w)(?i:torre|tower|stiege|haus|bldg|building|edificio|edifício|escalera|portal|scala|bât|bat|bâtiment|wing|bloque|bloco|block|blk|gebouw|gebäude)\.?[ ]"
    rf"(?:\d{{1,4}}[A-Za-z]?|[A-Z])(?!\w),?[ ](?:(?:{UNIT})|(?i:zi\.?|raum|rm|room|sala|local)[ ]?\d{{1,4}}(?:\.\d{{1,3}})?)(?!\w)"
)

_LOCATED: Final = (
    r"(?:at|to|of|above|over|below|boven|onder|über|unter|outside|opposite|for|from|behind|au|le|du|al|il|dal|el|del|no|ao|do|o|op|bij|van|naar|"
    r"auf|in|bei|vor|von|aus|zu)"
)
# "answered at the flat of no. 16", "boven de bakker op nummer 7": its street was named before
_WHERE: Final = re.compile(rf"(?i)(?<!\w){_LOCATED}[ ](?:(?:the|der|dem|la|le|el|il|de|het)[ ])?\Z")
_NUMBER_AGAIN: Final = re.compile(
    r"(?i)(?:[.°º]{0,2}[ ]?)\d{1,4}(?:[ ]?(?:[a-z]|bis|ter)(?!\w))?"
    r"(?![\w%€$:]|[.,]\d|[ ](?:in[ ]the[ ](?:list|charts?|world|ranking)|of[ ]|der[ ](?:liste|welt)))"
)
# "the neighbour at 40", "la voisine du 18"
_HOUSE_OF: Final = re.compile(
    rf"(?i)[ ]{_LOCATED}[ ](?:(?:the|der|dem|la|le|el|il|de|het)[ ])?(?P<value>(?:(?:number|no\.|nummer|nr\.|n[°º]|numéro|número|numero)[ ])?\d{{1,4}}(?:[ ]?(?:[a-z]|bis|ter)(?!\w))?)"
    r"(?![\w%€$:]|[.,]\d|[ ](?:years?|ans|años|anni|jaar|anos|jahre|uhr|am|pm|o'clock)(?!\w))"
)
# "io invece al 22, sopra la merceria", "au 6, derrière l'école"
_BARE: Final = re.compile(
    r"[ ](?P<value>\d{1,3}(?:[ ]?(?:bis|ter|[a-dA-D])(?!\w))?)(?=,[ ](?:sopra|sotto|derrière|devant|juste|enfrente|frente|encima|detrás|sobre|dietro|"
    r"accanto|vicino|presso|près|à[ ]côté|au-dessus))"
)
_OF_A_RANGE: Final = re.compile(r"\d[.,:]?[ ]\Z")
AGAIN, NEIGHBOUR, BARE = 1 << 9, 1 << 10, 1 << 11
CUES: Final = {
    **dict.fromkeys(
        ["number", "no", "numéro", "n", "número", "numero", "civico", "nummer", "nr", "hausnummer"], AGAIN
    ),
    **dict.fromkeys(
        (  # noqa: SIM905 (a list that people read)
            "letterbox door gate bell buzzer house flat place neighbour neighbor neighbours neighbors resident residents occupier occupiers tenant "
            "tenants lady man woman family people couple voisin voisine voisins gardien gardienne nachbar nachbarn nachbarin vecino vecina vecinos "
            "vicino vicina vicini buren buurvrouw buurman vizinho vizinha vizinhos"
        ).split(),
        NEIGHBOUR,
    ),
    **dict.fromkeys(["au", "al"], BARE),
}
"""The words around which the number of a house can stand alone, each with what it opens."""


def numbers_again(text: str, cues: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of houses that stand without their street, in a text that has named one.

    Args:
        text: the whole.
        cues: where words of ``CUES`` stand.
    """
    for start, end, kind in cues:
        if kind & AGAIN:
            match = _NUMBER_AGAIN.match(text, end)
            if match is not None and _WHERE.search(text, max(0, start - 16), start) is not None:
                yield start, match.end()
        if kind & NEIGHBOUR:
            match = _HOUSE_OF.match(text, end)
            if match is not None:
                yield match.span("value")
        if kind & BARE:
            match = _BARE.match(text, end)
            if match is not None and _OF_A_RANGE.search(text, max(0, start - 4), start) is None:
                yield match.span("value")
