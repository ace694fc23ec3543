"""Numbers up to 89 in words of seven languages: "forty-four", "vierundvierzig", "quarante-quatre"."""

from __future__ import annotations

import functools
from typing import Final

from app.redaction.recognizers.base import trie_pattern

_ENGLISH: Final = (
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
    """,
    "twenty thirty forty fifty sixty seventy eighty",
)
_GERMAN: Final = (
    """
    ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn
    siebzehn achtzehn neunzehn
    """,
    "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig",
)
_DUTCH: Final = (
    """
    een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien
    zeventien achttien negentien
    """,
    "twintig dertig veertig vijftig zestig zeventig tachtig",
)
_FRENCH: Final = (
    """
    un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept
    dix-huit dix-neuf
    """,
    "vingt trente quarante cinquante soixante",
)
_SPANISH: Final = (
    """
    uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis
    diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco
    veintiséis veintisiete veintiocho veintinueve
    """,
    "treinta cuarenta cincuenta sesenta setenta ochenta",
)
_ITALIAN: Final = (
    """
    uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici
    sedici diciassette diciotto diciannove
    """,
    "venti trenta quaranta cinquanta sessanta settanta ottanta",
)
_PORTUGUESE: Final = (
    """
    um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezasseis dezassete
    dezoito dezanove
    """,
    "vinte trinta quarenta cinquenta sessenta setenta oitenta",
)
# The same in Brazil, and the same in the feminine.
_ALSO: Final = {
    "dezesseis": 16, "dezessete": 17, "dezenove": 19, "quatorze": 14, "duas": 2, "dreissig": 30,
}  # fmt: skip


def _counted(words: str, first: int = 1, step: int = 1) -> dict[str, int]:
    return {word: first + step * place for place, word in enumerate(words.split())}


def _before(low: dict[str, int], tens: dict[str, int], joint: str) -> dict[str, int]:
    """Return the tens with what stands behind them: "forty-four", "quarenta e quatro"."""
    return {
        f"{ten}{joint}{word}": value + unit
        for ten, value in tens.items()
        for word, unit in low.items()
        if unit < 10
    }


def _behind(low: dict[str, int], tens: dict[str, int], joint: str) -> dict[str, int]:
    """Return the tens with what stands before them: "vierundvierzig", "tweeënveertig"."""
    return {
        word + ("ën" if joint == "en" and word.endswith("e") else joint) + ten: value + unit
        for ten, value in tens.items()
        for word, unit in low.items()
        if unit < 10
    }


def _french(low: dict[str, int], tens: dict[str, int]) -> dict[str, int]:
    made = _before(low, tens, "-") | {f"{ten} et un": value + 1 for ten, value in tens.items()}
    for word, unit in low.items():
        if unit >= 10:
            made[f"soixante-{word}"] = 60 + unit
        else:
            made[f"quatre-vingt-{word}"] = 80 + unit
    return made | {"soixante et onze": 71, "quatre-vingts": 80}


def _italian(low: dict[str, int], tens: dict[str, int]) -> dict[str, int]:
    """Return "ventuno", "ventidue": a vowel goes before a vowel, and three at the end bears an accent."""
    return {
        (ten[:-1] if word[0] in "uo" else ten) + ("tré" if unit == 3 else word): value + unit
        for ten, value in tens.items()
        for word, unit in low.items()
        if unit < 10
    }


_ITALIAN_TENS: Final = _counted(_ITALIAN[1], 20, 10)
ITALIAN: Final = _counted(_ITALIAN[0]) | _ITALIAN_TENS | _italian(_counted(_ITALIAN[0]), _ITALIAN_TENS)
"""The Italian ones, of which "trentaduenne" is made."""


@functools.cache
def number_words() -> dict[str, int]:
    """Return the numbers from 2 to 89; "one" is an article in most of the languages."""
    en, en_tens = _counted(_ENGLISH[0]), _counted(_ENGLISH[1], 20, 10)
    de, de_tens = _counted(_GERMAN[0]), _counted(_GERMAN[1], 20, 10)
    nl, nl_tens = _counted(_DUTCH[0]), _counted(_DUTCH[1], 20, 10)
    fr, fr_tens = _counted(_FRENCH[0]), _counted(_FRENCH[1], 20, 10)
    es, es_tens = _counted(_SPANISH[0]), _counted(_SPANISH[1], 30, 10)
    pt, pt_tens = _counted(_PORTUGUESE[0]), _counted(_PORTUGUESE[1], 20, 10)
    made = _ALSO | en | en_tens | _before(en, en_tens, "-") | _before(en, en_tens, " ")
    made |= de | de_tens | _behind(de, de_tens, "und") | nl | nl_tens | _behind(nl, nl_tens, "en")
    made |= fr | fr_tens | _french(fr, fr_tens) | es | es_tens | _before(es, es_tens, " y ")
    made |= {f"{ten} y un": value + 1 for ten, value in es_tens.items()} | {"veintiún": 21}  # before a noun
    made |= ITALIAN | pt | pt_tens | _before(pt, pt_tens, " e ")
    return {word: value for word, value in made.items() if 1 < value < 90}


NUMBER: Final = rf"(?:[1-9]\d?|{trie_pattern(number_words(), gap='[ ]')})"
"""A pattern of a number under 100 in figures, or under 90 in words of lower case."""


def value_of(number: str) -> int:
    """Return the value of what ``NUMBER`` matched."""
    return int(number) if number.isdecimal() else number_words()[number.lower()]
