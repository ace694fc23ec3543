"""Numbers that are taken apart: spelled out ("five five five"), spaced or dotted ("4 1 1 1").

The text is rewritten so that such a run is one plain number; the recognisers of numbers look at that view.
"""

from __future__ import annotations

import itertools
from typing import Final

from app.redaction import later as re
from app.redaction.recognizers.base import matches_at, trie_pattern
from app.redaction.sighted import firsts_of
from app.redaction.view import View, rewritten

_WORDS: Final = {
    "0": "zero|oh|nought|null|zéro|cero|nul|nulo",
    "1": "one|eins|ein|un|une|uno|una|um|uma|een|één",
    "2": "two|zwei|zwo|deux|dos|due|twee|dois|duas",
    "3": "three|drei|trois|tres|tre|drie|três",
    "4": "four|vier|quatre|cuatro|quattro|quatro",
    "5": "five|fünf|fuenf|cinq|cinco|cinque|vijf",
    "6": "six|sechs|seis|sei|zes|meia",
    "7": "seven|sieben|sept|siete|sette|zeven|sete",
    "8": "eight|acht|huit|ocho|otto|oito",
    "9": "nine|niner|neun|neuf|nueve|nove|negen",
    "10": "ten|zehn|dix|diez|dieci|tien|dez",
    "11": "eleven|elf|onze|once|undici",
    "12": "twelve|zwölf|douze|doce|dodici|twaalf|doze",
    "13": "thirteen|dreizehn|treize|trece|tredici|dertien|treze",
    "14": "fourteen|vierzehn|quatorze|catorce|quattordici|veertien|catorze",
    "15": "fifteen|fünfzehn|quinze|quince|quindici|vijftien",
    "16": "sixteen|sechzehn|seize|dieciséis|sedici|zestien|dezasseis|dezesseis",
    "17": "seventeen|siebzehn|dix-sept|diecisiete|diciassette|zeventien",
    "18": "eighteen|achtzehn|dix-huit|dieciocho|diciotto|achttien|dezoito",
    "19": "nineteen|neunzehn|dix-neuf|diecinueve|diciannove|negentien",
    "20": "twenty|zwanzig|vingt|veinte|venti|twintig|vinte",
    "30": "thirty|dreißig|trente|treinta|trenta|dertig|trinta",
    "40": "forty|vierzig|quarante|cuarenta|quaranta|veertig|quarenta",
    "50": "fifty|fünfzig|cinquante|cincuenta|cinquanta|vijftig|cinquenta",
    "60": "sixty|sechzig|soixante|sesenta|sessanta|zestig|sessenta",
    "70": "seventy|siebzig|soixante-dix|setenta|settanta|zeventig",
    "80": "eighty|achtzig|quatre-vingts|quatre-vingt|ochenta|ottanta|tachtig|oitenta",
    "00": "hundred",
    "90": "ninety|neunzig|quatre-vingt-dix|noventa|novanta|negentig",
}
_DIGITS: Final = {word: digits for digits, words in _WORDS.items() for word in words.split("|")}
_TENS: Final = "|".join(_WORDS[tens] for tens in ("20", "30", "40", "50", "60", "70", "80", "90"))
NUMBER_WORD: Final = trie_pattern(_DIGITS)
"""One word for a number up to ninety, in any of seven languages."""
_LINK: Final = (
    r"(?:[ ,.\t]{0,3}\n?[ \t]{0,3}|[ ]?[-/][ ]?|[ ,]{1,2}(?:dash|hyphen|minus|space|then|and"
    r"|strich|tiret|guion|trattino|streepje|traço|bindestrich|area code)[ ,]{1,2})"
)
_UNIT: Final = rf"(?:(?:double|triple|doppel|doble|doppio|dubbel)[ ])?(?:{NUMBER_WORD}|\d)(?![^\W_]|'[a-z])"
# "nul zes 55 50 12 34": a number that is spelled out in part
_PART: Final = (
    rf"(?:(?:double|triple|doppel|doble|doppio|dubbel)[ ])?(?:{NUMBER_WORD}|\d{{1,4}})(?![^\W_]|'[a-z])"
)
_SPELLED: Final = re.compile(
    rf"(?<![^\W_])(?:(?:plus|\+)[ ]{{0,2}})?(?:0\d(?![^\W_])|{_UNIT})(?:{_LINK}{_PART}){{3,60}}",
    re.IGNORECASE,
)
# What it begins with, but for a plus.
_FIRSTS: Final = firsts_of(["0", "plus", "double", "triple", "doppel", "doble", "doppio", "dubbel", *_DIGITS])
_PIECE: Final = re.compile(
    rf"(?:(double|triple|doppel|doble|doppio|dubbel)[ ])?(?<![^\W_])({NUMBER_WORD}|\d{{1,4}})(?![^\W_])",
    re.IGNORECASE,
)
_SPACED: Final = re.compile(
    # Its first sign comes first: so the engine can skip to it.
    r"[+\d](?<![^\W_](?s:.))(?<!\d[ .,](?s:.))(?:(?<=\+)\d)?(?<=\d)(?:(?P<gap>[ ]{1,3}|[ ]?[.\-_*·•/|][ "
    r"]?)\d)(?:(?P=gap)\d){7,20}(?![^\W_])(?![ .,-]\d\d)"
)
# "7 1 8 - 5 5 5 - 0 1 4 4": single digits, and a wider gap between groups.
_SPREAD: Final = re.compile(
    r"(?<![^\W_])(?<!\d[ .,])\+?\(?[ ]?\d(?:[ ]{1,3}(?:[-.·/()][ ]{1,3})?\d){8,20}(?![^\W_])(?![ .,-]{1,3}\d)"
)
# What a scanner reads for 0 and 1, in groups that hold digits as well: "O20 7946 O8l2".
_MISREAD: Final = re.compile(
    r"(?<![^\W_])(?:[+(]{0,2}(?=[OoIl|]{0,3}\d)[\dOoIl|]{1,16}\)?)(?:[ .\-/]{1,2}(?=[OoIl|]{0,3}\d)[\dOoIl"
    r"|]{1,16}){0,7}"
    r"(?![^\W_])"
)
_MAY_BE_SPREAD: Final = re.compile(r"\d[ ]{1,3}\d[ ]{1,3}(?:[-.·/()][ ]{1,3})?\d(?!\d)")
_MAY_BE_MISREAD: Final = re.compile(r"[\dO](?:(?<=\d)[OoIl|]|(?<=O)\d)[\d ]")
_READ: Final = str.maketrans("OoIl|", "00111")
_TIMES: Final = {"double": 2, "doppel": 2, "doble": 2, "doppio": 2, "dubbel": 2, "triple": 3}
_LEAST: Final = 7
_FEWEST_PIECES: Final = 5
_LEAST_IN_PART, _MOST_IN_PART = 9, 13  # digits of a number that is spelled out in part


def with_numbers_joined(view: View) -> View:
    """Return a view in which taken-apart numbers are plain ones; the same view when there are none."""
    spelled = matches_at(_SPELLED, view.text, _FIRSTS, signs=("+",))
    joined = rewritten(view, spelled, _spelled)
    for pattern, replace, looks_so in (
        (_SPACED, _spaced, None),
        (_SPREAD, _spaced, _MAY_BE_SPREAD),
        (_MISREAD, _misread, _MAY_BE_MISREAD),
    ):
        if looks_so is None or looks_so.search(joined.text):
            joined = rewritten(joined, pattern.finditer(joined.text), replace)
    return joined


def _misread(match: re.Match[str]) -> str | None:
    run = match[0]
    digits = sum(map(str.isdigit, run))
    letters = len(re.findall(r"[OoIl|]", run))
    if letters == 0 or digits + letters < _LEAST or digits < 2 * letters or _counts(re.sub(r"\D", "", run)):
        return None
    return run.translate(_READ)


def _spelled(match: re.Match[str]) -> str | None:
    digits = ""
    words = pieces = 0
    grouped = last_ten = False
    for piece in _PIECE.finditer(match[0]):
        times, word = piece[1], piece[2].lower()
        value = word if word.isdigit() else _DIGITS[word]
        words += not word.isdigit()
        pieces += 1
        grouped = grouped or (word.isdigit() and len(word) > 1)
        if last_ten and len(value) == 1 and value != "0":
            digits = digits[:-1] + value  # "fifty five"
        else:
            digits += value * _TIMES.get((times or "").lower(), 1)
        last_ten = len(value) == 2 and value[1] == "0" and value not in {"10", "00"}
    if words < (2 if grouped else 3) or len(digits) < _LEAST or _counts(digits):
        return None
    if (grouped or pieces < _FEWEST_PIECES) and not _LEAST_IN_PART <= len(digits) <= _MOST_IN_PART:
        return None
    plus = match[0].lower().startswith(("plus", "+"))
    return ("+" if plus else "") + digits


def _spaced(match: re.Match[str]) -> str | None:
    digits = re.sub(r"\D", "", match[0])
    if _counts(digits):
        return None
    return ("+" if match[0].startswith("+") else "") + digits


def _counts(digits: str) -> bool:
    """Whether the digits count up or down ("1 2 3 4 5 6 7"), or are all the same two or fewer."""
    steps = {int(after) - int(before) for before, after in itertools.pairwise(digits)}
    return (
        steps in ({1}, {-1})
        or (digits.startswith("123456789"[: len(digits)]) and len(digits) > 9)
        or (digits[:5] in {"12345", "54321"} and len(digits) <= _LEAST + 1)  # "…, four, five, once I caught"
        or set(digits) <= {"0", "1"}
    )
