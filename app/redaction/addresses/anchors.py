"""One pass over the words of a text: where an address can be.

Only around the words found here, and around numbers, does any pattern look; most of a text has neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.redaction import later as re
from app.redaction.addresses.words import (
    NUMBER_WORD,
    PREFIXES,
    SPELLED_ANY,
    SPELLED_WORDS,
    STRONG_EN,
    SUFFIXES,
    WEAK_EN,
)
from app.redaction.sighted import lowered

Windows = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Look:
    """Where a kind of pattern looks around its words.

    Attributes:
        words: that open it, separated by "|"; of several words the first counts.
        digit: how far before the word's begin and behind its end a digit has to stand; None for none at all.
        reach: how far before and behind the word the pattern looks.
        capital: the word has to have one.
        dash: one has to stand before the word.
    """

    words: str
    digit: tuple[int, int] | None
    reach: tuple[int, int]
    capital: bool = False
    dash: bool = False

    def applies(self, text: str, start: int, end: int) -> bool:
        """Whether a word at this place is one."""
        if self.capital and not text[start].isupper():
            return False
        if self.dash and text[max(0, start - 1) : start] != "-":
            return False
        if self.digit is None:
            return True
        before, behind = self.digit
        return _DIGIT.search(text, max(0, start - before), end + behind) is not None


ENGLISH: Final = Look(f"{STRONG_EN}|{WEAK_EN}", (80, 0), (80, 12))
PREFIXED: Final = Look(PREFIXES, (14, 90), (14, 120))
TYPE: Final = Look(
    "sokak|sokağı|sok|caddesi|cad|mahallesi|mah|bulvarı|út|utca|tér|körút|allé|väg|vej|gate|vei|katu|tie|straße|strasse|str|allee|gasse|straat|laan|gracht",
    (0, 8),
    (60, 24),
)
BOX: Final = Look(
    "box|pobox|postbox|cx|postfach|case|boîte|b|bp|c|cp|tsa|apartado|apdo|casella|caixa|postbus|locked|private|pmb|postboks|skrytka|pob|pl|gpo|p|po",
    (0, 16),
    (12, 30),
)
EASTERN: Final = Look("ro|daero|gil|dong|gu|machi|cho|chome|ku|shi", None, (60, 80), dash=True)
GERMAN: Final = Look(
    "am|an|im|in|zum|zur|auf|unter|unterm|hinter|vor|beim|alte|alter|altes|neue|neuer|neues|große|großer|großes|kleine|"
    "kleiner|kleines|obere|oberer|oberes|untere|unterer|unteres",
    (0, 60),
    (0, 80),
    capital=True,
)
CORNER: Final = Look(
    "corner|junction|intersection|cnr|crossroads|angle|croisement|esquina|cruce|confluencia|angolo|incrocio|hoek|kruising|"
    "kreuzung|ecke|cruzamento|esq",
    None,
    (50, 110),
)
UNIT_LED: Final = Look(
    "apt|apartment|flat|unit|plot|house|blk|block|villa|room|door|shop|suite|lot|stand|erf|sector|h|d|hno|stall|berth|bed|bay|pitch|cabin|caravan|trailer|kiosk",
    (0, 8),
    (0, 120),
)
UNIT_BEHIND: Final = Look(
    "apt|apartment|appt|apto|apartamento|depto|dpto|departamento|suite|flat|unit|interno|izda|izd|izq|dcha|drcha|izquierda|derecha",
    (40, 0),
    (60, 12),
)
BUILDING_UNIT: Final = Look(
    "pitch|plot|lot|berth|cabin|van|apartment|apt|flat|unit|room|mooring", (0, 6), (60, 12)
)
ESTATE: Final = Look(
    "bairro|urb|urbanização|urbanización|residencial|residência|résidence|residence|condominio|condomínio|lotissement|barrio|"
    "colonia|col|asoc|quinta|edificio|edifício|parque|conjunto|village|vill|vila",
    (0, 60),
    (0, 110),
)
BLOCK: Final = Look("block", (8, 0), (10, 70))
COMPASS: Final = Look("n|s|e|w|ne|nw|se|sw", (8, 0), (8, 50))
SPELLED_OUT: Final = Look(SPELLED_WORDS, None, (20, 90))
NUMBER_TOLD: Final = Look(NUMBER_WORD, None, (70, 40))
ROUTE: Final = Look("rr|r|hc|rd|rural|star|cmr|psc|unit|rmb", (0, 12), (0, 40))
FLOOR: Final = Look("floor|flr|fl|flat|apt", (0, 8), (12, 50))
NUMBERED_ROAD: Final = Look("rang|avenue|rue|boulevard|concession", (8, 0), (20, 30))
HOUSE_TOLD: Final = Look(
    "hausnummer|hausnr|huisnummer|huisnr|house|haus|nummer|number|num|núm|número|numero|numéro|civico|nr|no|n",
    (0, 8),
    (2, 90),
)
OF_STREET: Final = Look(PREFIXES, (26, 0), (44, 90))
SAME: Final = Look(
    "same|même|mesmo|mesma|mismo|misma|stesso|stessa|gleichen|selben|derselben|demselben|zelfde|dezelfde|hetzelfde",
    (36, 0),
    (44, 20),
)
LANDMARK: Final = Look("norte|sur|este|oeste|arriba|abajo|lago", (24, 0), (50, 120))
LOT: Final = Look("mz|mza|mzna|manzana|supermanzana|qd|quadra|lt|lote", (0, 24), (0, 60))
VILLAGE_OF: Final = Look("vill|village|vpo|v|at", None, (0, 90), capital=True)
PARTS: Final = Look(
    "torre|tower|stiege|haus|bldg|building|edificio|edifício|escalera|portal|scala|bât|bat|bâtiment|wing|bloque|bloco|block|blk|gebouw|gebäude",
    (0, 8),
    (0, 50),
)
SUFFIX_TOLD: Final = Look("", None, (60, 50))
"""Its words are found by their ends, and by a number in words behind them."""
SUFFIXED: Final = Look("", (0, 8), (80, 30))
"""Its words are found by their ends."""

_WORDS: Final = re.compile(r"[^\W\d_]+")
_TOLD_NEXT: Final = re.compile(rf"[ ]{SPELLED_ANY}(?!\w)")
# or what a house without a number has
_DIGIT: Final = re.compile(r"\d|[sS][/.][nN]")
_TAILS: Final = frozenset(suffix[-2:] for suffix in SUFFIXES)
_STREETS: Final = frozenset(f"{STRONG_EN}|{WEAK_EN}".split("|"))


def _looks() -> dict[str, tuple[Look, ...]]:
    looks: dict[str, tuple[Look, ...]] = {}
    for look in (
        ENGLISH,
        PREFIXED,
        TYPE,
        BOX,
        EASTERN,
        GERMAN,
        CORNER,
        BLOCK,
        BUILDING_UNIT,
        UNIT_LED,
        UNIT_BEHIND,
        ESTATE,
        COMPASS,
        NUMBER_TOLD,
        ROUTE,
        SPELLED_OUT,
        HOUSE_TOLD,
        OF_STREET,
        SAME,
        LANDMARK,
        LOT,
        VILLAGE_OF,
        PARTS,
        FLOOR,
        NUMBERED_ROAD,
    ):
        for word in {
            first[0] for entry in look.words.split("|") if (first := _WORDS.search(entry)) is not None
        }:
            looks[word] = (*looks.get(word, ()), look)
    return looks


_LOOKS: Final = _looks()


class Anchors:
    """The words of a text that addresses are made with.

    Args:
        others: more words to find, each with its kinds (bits).

    Attributes:
        street_words: the English ones with a capital.
    """

    def __init__(self, text: str, others: dict[str, int]) -> None:
        self._windows: dict[Look, Windows] = {}
        self.street_words: list[tuple[int, int]] = []
        self._others: list[tuple[int, int, int]] = []
        telling: dict[str, bool] = {}  # the same words come again and again
        for match in _WORDS.finditer(lowered(text)):
            word = match[0]
            tells = telling.get(word)
            if tells is None:
                tells = word in _LOOKS or word in others or (word[-2:] in _TAILS and word.endswith(SUFFIXES))
                telling[word] = tells
            if not tells:
                continue
            looks = _LOOKS.get(word)
            if looks is not None:
                start, end = match.span()
                if text[start].isupper() and word in _STREETS:
                    self.street_words.append((start, end))
                for look in looks:
                    if look.applies(text, start, end):
                        self._add(look, start, end)
            other = others.get(word)
            if other is not None:
                self._others.append((*match.span(), other))
            if word.endswith(SUFFIXES) and SUFFIXED.applies(text, match.end(), match.end()):
                self._add(SUFFIXED, *match.span())
            elif word.endswith(SUFFIXES) and _TOLD_NEXT.match(text, match.end()):
                self._add(SUFFIX_TOLD, *match.span())

    def _add(self, look: Look, start: int, end: int) -> None:
        windows = self._windows.setdefault(look, [])
        start, end = max(0, start - look.reach[0]), end + look.reach[1]
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(end, windows[-1][1]))
        else:
            windows.append((start, end))

    def windows(self, look: Look) -> Windows:
        """Return where to look, sorted and apart."""
        return self._windows.get(look, [])

    def of(self, kind: int) -> list[tuple[int, int, int]]:
        """Return start, end and kinds of the other words of any of the kinds."""
        return [found for found in self._others if found[2] & kind]
