"""Inventories: texts about things alone, such as part lists, recipes, timetables, results, exercises.

Numbers are what such a text is made of, and some are written like somebody's: an order code
such as "0171 231 4055", lap times such as "06.41 57.62 55.10", "réf. 178985". One of them read as somebody's
would make all the others that person's. So where a text measures, counts and names things, and nothing in it
tells of a person, what is private by its form alone stays open, and what a label announces tells of nobody.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.owners import names_an_owner
from app.redaction.recognizers.base import Hit, Phrases
from app.redaction.sighted import Sighted
from app.redaction.subject import DERIVED

# Of workshops and parts, kitchens and gardens, lines and stops, games and results, exercises and experiments.
_WORDS: Final = (
    "bearing|bearings|seal|gasket|washer|screw|screws|bolt|bolts|nut|valve|pump|filter|belt|chain|sprocket"
    "|shaft|spring|fuse|relay|connector|pin|wire|cable|motor|gearbox|nozzle|spindle|torque|thread|drawing"
    "|spares|spare parts|assembly|bom|bill of materials|exploded view|stock|pallet|carton|layers|sku|rev"
    "|firmware|resistor|capacitor|pcb|voltage|drill|tube|flat bar|rod|tyre|tyres|rim|tread|spool|infill"
    "|electrode|compressor|conveyor|boiler|lathe|chuck|clutch|brake|piston|nameplate|serial|model|fault|paint"
    "|flour|sugar|butter|dough|oven|yeast|salt|bake|mash|malt|hops|jars|jam|recipe|syrup|whisk"
    "|sowing|seed|seeds|seedlings|fertiliser|fertilizer|row spacing|drip|irrigation|yarn|needle|gauge|knit"
    "|purl|cast on|fabric|stitches|timetable|departures|arrivals|depot|coach|coaches|loco|wagon|track"
    "|heat|lane|lanes|lap|laps|splits|record|goals|matchday|attendance|standings|squat|bench|reps|sets"
    "|elo|puzzle|draw|jackpot|odds|dice|lot|mintage|catalogue|exercise|problem|task|chapter|figure|formula"
    "|titration|dilution|density|mean|standard deviation|specimen jar|station data|humidity|dew point|primer"
    "|exon|transcript|chromosome|resolution|frequency|frequencies|bandwidth|channel|antenna|decoder|layout"
    "|shelf|aisle|price list|ean|gtin|isbn"
    "|lager|dichtung|schraube|schrauben|mutter|ventil|filter|riemen|kette|welle|feder|sicherung|stecker"
    "|ersatzteil|ersatzteile|stückliste|kolben|vergaser|anzugsmoment|pumpe|düse|motor|getriebe|zeichnung"
    "|mehl|zucker|teig|ofen|hefe|salz|backen|rezept|fahrplan|haltestelle|fahrten|gleis|wagen|umlauf"
    "|aufgabe|kapitel|lösung|tabelle|abbildung|tore|spieltag|zuschauer|saatgut|dünger|beet|masche|maschen"
    "|scharnier|arbeitsplatte|griff|unterschrank|fehler|fehlercode|spülmaschine"
    "|pièce|pièces|pièces détachées|joint|joints|vis|écrou|roulement|roulements|courroie|chaîne|soupape"
    "|moteur|filtre|chaudière|pompe|buse|couple|cassette|plateau|farine|sucre|beurre|pâte|four|levure|sel"
    "|recette|horaires|horaire|départs|arrêt|quai|exercice|chapitre|tableau|solution|buts|journée"
    "|tornillo|tornillos|tuerca|válvula|correa|filtro|rodamiento|rodamientos|junta|compresor|repuestos"
    "|recambios|taladro|broca|taco|par de apriete|harina|azúcar|mantequilla|masa|horno|levadura|sal|receta"
    "|horarios|andén|ejercicio|capítulo|tabla|jornada|goles|espectadores|clasificación|resultados"
    "|vite|viti|dado|valvola|cinghia|cuscinetto|cuscinetti|guarnizione|ricambi|carburatore|candela|getto"
    "|coppia|farina|zucchero|burro|impasto|forno|lievito|sale|ricetta|orario|partenze|arrivi|corse|binario"
    "|molo|esercizio|capitolo|tabella|classifica|giornata"
    "|schroef|schroeven|moer|ventiel|riem|ketting|lager|pakking|onderdelen|onderdelenlijst|spaak|velg"
    "|naaf|tandwiel|aanhaalmoment|bloem|suiker|boter|deeg|oven|gist|zout|recept|dienstregeling|halte|perron"
    "|rit|opgave|hoofdstuk|antwoorden|uitslagen|doelpunten|doosjes"
    "|parafuso|porca|correia|rolamento|junta|peças|broca|agulha|calcador|bobina|farinha|açúcar|manteiga"
    "|massa|forno|fermento|receita|partidas|chegadas|plataforma|exercício|capítulo|tabela|rodada|golos|gols"
    "|talhão|rega|gotejador|adubo"
)
_OF_THINGS: Final = Phrases(dict.fromkeys(_WORDS.split("|")))
_UNITS: Final = (
    "mm|cm|dm|m|km|nm|µm|um|in|ft|nmi|mm2|m2|m3|nm|n·m|ft-lb|g|kg|t|lb|oz|ml|cl|dl|l|l/min|l/h|gal|v|mv|kv|vac|vdc"
    "|a|ma|mah|w|kw|kwh|hz|khz|mhz|ghz|ohm|bar|mbar|psi|pa|kpa|rpm|ppm|kn|kt|dpi|px|mbit/s|m/s|km/h|n/m|mol/l|g/mol"
    "|sts|rows|pcs|pc|ea|pieces|units|teile|stück|stuks|pièces|piezas|pezzi|peças|db|bp"
)
_MEASURE: Final = re.compile(
    rf"(?<![\w.,])\d{{1,6}}(?:[.,]\d{{1,4}})?[ ]?(?:(?:{_UNITS})(?![\w/])|[°%])"
    r"|(?<![\w.,])\d{1,5}(?:[.,]\d{1,3})?[ ]?[x×][ ]?\d{1,5}(?![\w])"
    r"|(?<!\w)[MR]\d{1,2}[ ]?x\d",
    re.IGNORECASE,
)
# Times of a timetable, results, rows of a table of figures.
_TIME: Final = re.compile(r"(?<![\d:.])\d{1,2}[:.][0-5]\d(?![\d.])")
_ROW: Final = re.compile(
    r"(?<![\w.,])\d{1,5}(?:[.,:]\d{1,3})?(?:[ ]?[,;]?[ ]\d{1,5}(?:[.,:]\d{1,3})?){4,30}(?![\w.,]\d)"
)
_FEWEST_TIMES: Final = 6
_MOST: Final = 200  # of each kind of sign
_LONGEST: Final = 20_000  # a longer text is not judged, and its numbers are as private as ever
_FEWEST_SIGNS: Final = 4
_PER_SIGN: Final = 110  # characters
_OF_A_ROW: Final = 2

# Letters, forms and forms of address: whoever is meant, it is somebody.
_OF_PEOPLE: Final = re.compile(
    r"(?<!\w)(?:(?:Mr|Mrs|Ms|Miss|Dr|Herrn?|Frau|Monsieur|Madame|Mme|Señora?|Sra?|Sig|Signora?"
    r"|Dhr|Mevr|Mevrouw|Senhora?)\.?[ ][A-ZÀ-Þ]"
    r"|(?i:dear|sincerely|regards|grüßen|cordialement|saludos|groeten|surname|first name|full name"
    r"|date of birth|dob|born|geboren|née?|lives at|deliver to|ship to|bill to|tenant|caller"
    r"|next of kin)(?!\w|[ ](?:the[ ])?(?:stores?|stock|site|warehouse|works|workshop|goods|bay|dock|bin"
    r"|lager|production)\b))"
)
_OF_PERSONS: Final = frozenset({
    EntityType.EMAIL, EntityType.SSN, EntityType.NATIONAL_ID, EntityType.DOB, EntityType.PASSPORT,
    EntityType.DRIVER_LICENSE, EntityType.IBAN, EntityType.BANK_ACCT, EntityType.CARD, EntityType.HEALTH_ID,
    EntityType.TAX_ID, EntityType.MRN, EntityType.AGE, EntityType.USERNAME, EntityType.PHONE,
})  # fmt: skip
_BY_LABEL: Final = frozenset({"label-person-number", "label-policy"})
_SURE: Final = 0.95
# Words that announce what shops and laboratories number as well.
_REFERS: Final = re.compile(
    r"(?:order|bestell|commande|pedido|ordine|encomenda|serial|serien|s/n|sn|série|serie|job|quote|po\Z|acc"
    r"|specimen|sample|ref|réf|rif|minuten|contador|prot\Z|trip|barcode|n(?:[or°º]|um\w{1,4})?\Z|id\Z|road|cs\Z"
    r"|supplier|fournisseur|lieferant|proveedor|fornitore|leverancier|fornecedor)",
    re.IGNORECASE,
)
_LOOSE: Final = frozenset({
    "label-invoice", "label-ticket", "label-case", "label-mrn", "label-meter-point", "label-weak-number",
    "label-weak-id", "label-number-of", "like-the-one-before", "prefixed",
    "number-of-a-paper", "label-device", "label-noun-number", "label-numbered", "label-number",
})  # fmt: skip
_SHORTEST_CHASSIS: Final = 6
_FEWEST_OF_AN_ADDRESS: Final = 3
_NO_WORD_FOR_PHONES: Final = frozenset(
    {"", "nr", "nummer", "belt", "cell", "line", "ring", "signal", "text", "ext", "marca", "cel"}
)
# "bitte an 0171 2314055", "please ring": who writes so gives a number to call, whatever the text is about.
_GIVEN: Final = re.compile(
    r"(?<!\w)(?:ring|bel|call|text|signal|line|cell|tel|phone|at|on|to|via|an|unter|auf|über|au|sur|al|en|su|op|naar|per|para|no|us|me|mir"
    r"|uns)[ ]?[:(]?[ ]?\Z",
    re.IGNORECASE,
)
# An entry of a list ends behind it, or more figures follow.
_ENDS: Final = re.compile(r"[ ]?(?:[,;)|?\n]|\.(?!\w)|\Z)|[ ]{1,2}\d|[ ]{2}|\t")
_DIGIT: Final = re.compile(r"\d")
_FEWEST_ALIKE: Final = 2
_ALONE: Final = re.compile(r"[ \t]*(?:\n|\Z)")


def is_inventory(text: str, hits: Sequence[Hit]) -> bool:
    """Whether a text is about things alone: it measures and names them, and tells of no person."""
    counts = text.once(_counts_things) if isinstance(text, Sighted) else _counts_things(text)
    if not counts:
        return False
    loose = {id(hit) for hit in _loose(text, hits)}
    return not any(id(hit) not in loose and _tells_of_somebody(text, hit) for hit in hits)


def _counts_things(text: str) -> bool:
    if len(text) > _LONGEST or _OF_PEOPLE.search(text) is not None or names_an_owner(text):
        return False
    measures = len(list(islice(_MEASURE.finditer(text), _MOST)))
    times = len(list(islice(_TIME.finditer(text), _MOST)))
    rows = len(list(islice(_ROW.finditer(text), _MOST)))
    things = len({match[0].lower() for match in _OF_THINGS.finditer(text)})
    signs = measures + things + _OF_A_ROW * rows + (times if times >= _FEWEST_TIMES else 0)
    return things > 0 and signs >= max(_FEWEST_SIGNS, len(text) // _PER_SIGN)


def _tells_of_somebody(text: str, hit: Hit) -> bool:
    if hit.rule == "label-plate" or (hit.label is EntityType.VEHICLE and hit.checksum):
        return True
    if hit.label is EntityType.PERSON:
        if hit.rule != "tagger":
            return hit.rule not in DERIVED and hit.rule != "name-in-a-roster"
        return hit.score >= _SURE and " " in text[hit.start : hit.end].strip()
    return hit.rule in _BY_LABEL or hit.label in _OF_PERSONS


def _loose(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits that only their form speaks for, here or where the same value or two alike stand."""
    numbers = [hit for hit in hits if hit.label in _OF_PERSONS or hit.rule in _LOOSE]
    values = {text[hit.start : hit.end] for hit in numbers if _is_loose(text, hit)}
    shapes = Counter(_DIGIT.sub("0", value) for value in values)
    return [
        hit
        for hit in numbers
        if (value := text[hit.start : hit.end]) in values
        or (_is_bare(text, hit) and shapes[_DIGIT.sub("0", value)] >= _FEWEST_ALIKE)
    ]


def _is_bare(text: str, hit: Hit) -> bool:
    """Whether a telephone number has no word for one, no country, and nobody who gives it."""
    return (
        hit.label is EntityType.PHONE
        and hit.context in _NO_WORD_FOR_PHONES
        and text[hit.start] != "+"
        and _GIVEN.search(text, max(0, hit.start - 12), hit.start) is None
    )


def _is_loose(text: str, hit: Hit) -> bool:
    """Whether what is private elsewhere may be of a thing as well: nothing but its form speaks for it."""
    if hit.label is EntityType.PHONE:
        line = text[text.rfind("\n", 0, hit.start) + 1 : hit.start]
        alone = not line.strip() and _ALONE.match(text, hit.end) is not None
        return not alone and _is_bare(text, hit) and _ENDS.match(text, hit.end) is not None
    if hit.label is EntityType.EMAIL:
        return False
    if hit.rule in _LOOSE:
        return _REFERS.match(hit.context) is not None
    return not hit.context and not hit.checksum


def without_goods(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """Drop from the hits of an inventory what only looks like somebody's, and what was found from it."""
    loose = _loose(text, hits)
    phones = sorted((hit.start, hit.end) for hit in loose if hit.label is EntityType.PHONE)
    dropped = {id(hit) for hit in loose}
    return [
        hit
        for hit in hits
        if id(hit) not in dropped
        and not (hit.label is EntityType.ADDRESS and (_holds(hit, phones) or _is_no_address(text, hit)))
        and not (hit.label is EntityType.VEHICLE and _is_of_a_part(hit))
        and hit.rule != "name-before-phone"
    ]


def _is_no_address(text: str, hit: Hit) -> bool:
    """Whether an address is of two words, or a word and a number before a code without a town.

    "D-20418" is a drawing, "4 right" was drawn, and "Leerlauf 2800, Höchstdrehzahl 14000" is an engine's.
    """
    value = text[hit.start : hit.end]
    return len(value.split()) < _FEWEST_OF_AN_ADDRESS or (hit.context == "postcode" and value[-1].isdigit())


def _is_of_a_part(hit: Hit) -> bool:
    """Whether a plate that nothing announces, or a short number of a chassis, is that of a part."""
    return not hit.context or hit.end - hit.start < _SHORTEST_CHASSIS


def _holds(hit: Hit, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether one of some sorted spans begins within a hit."""
    at = bisect_left(spans, (hit.start, 0))
    return at < len(spans) and spans[at][0] < hit.end
