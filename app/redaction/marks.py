"""Marks and numbers that tell by themselves that they are somebody's, in a text that is about somebody.

The marks of courts and offices ("F 441/25"), what stands behind "Unser Zeichen:", plates behind the word for
a vehicle, and numbers that are dictated digit by digit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.presumed import DATE, PRESUMED_SCORE
from app.redaction.recognizers.base import Hit, Phrases
from app.redaction.recognizers.needs import matches_of
from app.redaction.standing_words import COUNTED
from app.redaction.things import is_cited

_RULE: Final = "stands-like-an-id"
# "F 441/25", "KV 973/24", "27 Cg 91/23 w – 18": the marks of courts and offices.
_FILE_MARK: Final = re.compile(
    r"(?P<letters>[A-ZÀ-Þ](?<![\w/.,-](?s:.))[A-Za-z]{0,4})[ "
    r"]\d{1,6}/(?:[A-Z]/)?\d{2,6}[a-z]?(?![\w/%]|[.,]\d)"
    r"(?:[ ][a-z](?![\w.]))?(?:[ ]?-[ ]?\d{1,3}(?![\w/]))?"
)
_CHAMBER: Final = re.compile(r"(?<![\w/.,-])(?:\d{1,4}|[IVX]{1,5})(?:[ ][A-Z])?[ ]\Z")
_NO_FILE_WORDS: Final = (
    "q h fy ws ss s bp rr kw nj nr no art abs rn season vol jan feb mar apr may june july aug sep oct nov "
    "dec mai mei dez okt"
    " stb ab bt rd lei ley loi dl eu eg ec ue ce reg dir"
)
_NO_FILE_LETTERS: Final = frozenset(_NO_FILE_WORDS.split()) | COUNTED
# Behind "Unser Zeichen:" stands a mark whatever it looks like: "Hü/w 582/24", "24.0821 – QUÉRÉ c/ ABALAIN".
_REFERENCES: Final = (
    "our ref|your ref|my ref|file ref|case ref|matter ref|client ref|office ref|court ref|our "
    "reference|your reference"
    "|our file|your file|court file|case file|unser zeichen|ihr zeichen|mein zeichen|unser gz|unser "
    "az|ihr az|ihr gz"
    "|aktenzeichen|geschäftszeichen|nos réf|vos réf|notre réf|votre réf|n/réf|v/réf|n/ réf|v/ réf|nos "
    "références"
    "|vos références|uw kenmerk|ons kenmerk|uw ref|ons ref|uw referentie|onze referentie|ns rif|vs "
    "rif|nostro rif"
    "|vostro rif|n/rif|v/rif|nuestra ref|vuestra ref|su ref|n/ref|s/ref|nuestra referencia|su "
    "referencia|nossa ref|vossa ref"
    "|sua ref|nossa referência|vossa referência|zaaknummer|parketnummer|rolnummer|az|gz|ref|réf|rif"
    "|file|dossier"
)
_REFERENCE: Final = Phrases(_REFERENCES.split("|"))
_REFERENCE_LINK: Final = re.compile(r"(?:[ ]?(?:no|nr|n°))?\.?[ ]?[:=][ ]{0,8}", re.IGNORECASE)
_REFERENCE_WORD: Final = re.compile(r"[ ]?(?P<word>[^\s,;|<>\"(){}\[\]]{1,30})")
_PLAIN_WORD: Final = re.compile(r"[a-zà-ÿ]{3,}[.:]?\Z|[^\W\d_]{2,}:\Z")
_MOST_REFERENCE_WORDS: Final = 7
_DIGIT_WORDS: Final = (
    "zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|null|eins|ein|zwei|zwo|drei|vier|fünf"
    "|sechs|sieben|acht|neun"
    "|zéro|un|deux|trois|quatre|cinq|sept|huit|neuf|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve"
    "|due|tre|quattro|cinque"
    "|sei|sette|otto|nove|nul|een|twee|drie|vijf|zes|zeven|negen|um|dois|três|quatro|sete|oito|double|triple"
)
_DIGIT_WORD: Final = Phrases(_DIGIT_WORDS.split("|"))
# Letters as they are told on the telephone: "kilo", "B as in boy", "M wie Martha".
_SPELLED_LETTER: Final = (
    r"(?:[a-z](?:,?[ ](?:as[ ]in|for|like|wie|comme|come|como|van)[ ][^\W\d_]{2,12})?|al[fp]h?a"
    r"|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett?|kilo|lima|mike|november|oscar|papa"
    r"|quebec|romeo|sierra"
    r"|tango|uniform|victor|whiske?y|x-?ray|yankee|zulu|anton|berta|cäsar|dora|emil|friedrich|gustav|heinrich"
    r"|ida|julius|kaufmann|ludwig|martha|nordpol|paula|quelle|richard|samuel|siegfried|theodor|ulrich|viktor"
    r"|wilhelm|xanthippe|zacharias)"
)
_LETTERS_BEFORE: Final = re.compile(
    rf"(?<![\w'-]){_SPELLED_LETTER}(?:[ ,-]{{1,2}}{_SPELLED_LETTER}){{0,3}}[ ,-]{{1,2}}"
    r"(?:(?:and[ ]then|then|and|und[ ]dann|puis|luego|poi|dan)[ ])?\Z",
    re.IGNORECASE,
)
_SPOKEN_GOES_ON: Final = re.compile(
    rf"(?:[ ,-]{{1,2}}(?:(?:{_DIGIT_WORDS})|{_SPELLED_LETTER}|dash|hyphen|slash|stroke|minus|point|strich"
    r"|bindestrich"
    rf"|schrägstrich|tiret"
    r"|barre|guion|guión|trattino|barra|streepje|hífen|traço)(?!\w)){3,19}",
    re.IGNORECASE,
)
_FEWEST_SPOKEN: Final = 3
# A plate of any country, soon behind the word for a vehicle.
_VEHICLES: Final = (
    "kfz|van|car|truck|lorry|taxi|cab|vehicle|motorbike|motorcycle|scooter|pickup|trailer|caravan|plate"
    "|plates|reg|fahrzeug"
    "|fahrzeugs|fahrzeuges|pkw|lkw|wagen|auto|anhänger|voiture|véhicule|camion|camionnette|moto|coche"
    "|vehículo|furgoneta"
    "|camión|macchina|veicolo|furgone|bestelbus|voertuig|carro|carrinha|veículo|matr|audi|bmw|vw|golf"
    "|polo|ford|fiat|opel"
    "|vauxhall|toyota|honda|renault|peugeot|citroën|skoda|seat|volvo|mini|kia|mazda|nissan|tesla"
)
_VEHICLE: Final = Phrases(_VEHICLES.split("|"))
_PLATE: Final = re.compile(
    r"[^\n\d]{0,24}?(?<![\w-])(?P<plate>[A-ZÄÖÜ]{1,3}[- ]\d{1,4}[- ]?[A-Z]{1,3}|\d{1,4}[- "
    r"]?[A-Z]{1,3}[- ]\d{1,4}"
    r"|[A-Z]{2}[ ]?\d{2}[ ]?[A-Z]{3}|[A-Z]{2,3}[- ]\d{2,4}[A-Z]?|[A-Z]{1,3}[- ][A-Z]{1,2}[- ]?\d{1,4}"
    r"|\d{3,4}[- ][A-Z]{3})(?![\w-])"
)


def marks(text: str) -> Iterator[Hit]:
    """Yield them."""
    for match in matches_of(_FILE_MARK, text):
        if match["letters"].lower() not in _NO_FILE_LETTERS and not is_cited(text, match.start()):
            chamber = _CHAMBER.search(text, max(0, match.start() - 9), match.start())
            start = chamber.start() if chamber is not None else match.start()
            yield Hit(start, match.end(), EntityType.OTHER_ID, PRESUMED_SCORE, _RULE)
    for label in _REFERENCE.finditer(text):
        link = _REFERENCE_LINK.match(text, label.end())
        if link is not None:
            yield from _reference(text, link.end())
    last = 0
    for vehicle in _VEHICLE.finditer(text):
        plate = _PLATE.match(text, vehicle.end())
        if plate is not None and plate.start("plate") >= last:
            last = plate.end("plate")
            yield Hit(*plate.span("plate"), EntityType.VEHICLE, PRESUMED_SCORE, _RULE)
    yield from _spoken(text)


def _spoken(text: str) -> Iterator[Hit]:
    """Yield the numbers that are dictated digit by digit: "k one one seven four oh nine"."""
    position = 0
    for word in _DIGIT_WORD.finditer(text):
        if word.start() < position or (run := _SPOKEN_GOES_ON.match(text, word.end())) is None:
            continue
        position = run.end()
        if 1 + len(_DIGIT_WORD.pattern.findall(run[0])) >= _FEWEST_SPOKEN:
            before = _LETTERS_BEFORE.search(text, max(0, word.start() - 48), word.start())
            start = before.start() if before is not None else word.start()
            yield Hit(start, run.end(), EntityType.OTHER_ID, PRESUMED_SCORE, _RULE)


def _reference(text: str, start: int) -> Iterator[Hit]:
    """Yield what stands behind the label of a reference, up to where its field ends."""
    end = position = start
    digits = 0
    for _ in range(_MOST_REFERENCE_WORDS):
        match = _REFERENCE_WORD.match(text, position)
        if match is None or _PLAIN_WORD.match(match["word"]):
            break
        word = match["word"]
        position = match.end()
        if any(map(str.isalnum, word)):
            end = position - (word[-1] in ".:")
            digits += sum(map(str.isdigit, word))
        if word[-1] in ".:" or text[position : position + 1] != " ":
            break
    value = text[start:end]
    if digits > 1 and not DATE.match(value):
        yield Hit(start, end, EntityType.OTHER_ID, PRESUMED_SCORE, _RULE)
