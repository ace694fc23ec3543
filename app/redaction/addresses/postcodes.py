"""Postcodes: each vouches for the town beside it and the street before it, and is an address by itself.

They are looked for at every number, and what stands around decides whether the digits are one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.addresses.cores import Core
from app.redaction.addresses.growth import block_above, parts_before, with_town_before
from app.redaction.addresses.lookalikes import is_counted, is_no_postcode, is_year
from app.redaction.addresses.words import (
    CANADA,
    CAP,
    EIRE,
    HOUSE,
    NUMBER_SIGN,
    SMALL,
    STATES,
    STRONG_EN,
    TOWN,
    UK,
    UNIT,
    WEAK_EN,
)  # fmt: skip
from app.redaction.data import lines
from app.redaction.recognizers.base import trie_pattern

_DIGITS: Final = re.compile(r"\d+")
_LETTER_CODES: Final = re.compile(rf"(?<![\w-])(?:(?P<gb>{UK})|(?P<ie>{EIRE})|(?P<ca>{CANADA}))(?![\w-])")
_STATE_CODE: Final = re.compile(rf"(?<![\w-])(?:{STATES})\.?,?[ \t]+\Z")
_US_END: Final = re.compile(r"\d{5}(?:-\d{4})?(?![\w-])")
_AUSTRALIA: Final = re.compile(r"(?:NSW|VIC|QLD|SA|WA|TAS|ACT|NT)\W")
_AUSTRALIA_END: Final = re.compile(r"\d{4}(?![\w-])")
_CODES: Final[dict[int, tuple[tuple[re.Pattern[str], str], ...]]] = {
    2: ((re.compile(rf"\d{{2}}-\d{{3}}[ \t]{TOWN}"), "pl"),),
    3: (
        (re.compile(rf"\d{{3}}[ \t]\d{{2}}[ \t]{TOWN}"), "three"),
        (re.compile(r"\d{3}-\d{4}(?![\w-])"), "jp"),
    ),
    4: (
        (re.compile(rf"\d{{4}}[ \t]?[A-Z]{{2}}(?!\w)(?:[ \t]{{1,2}}{TOWN})?"), "nl"),
        (re.compile(rf"\d{{4}}-\d{{3}}[ \t]{TOWN}"), "pt"),
        (re.compile(rf"\d{{4}}[ \t]{TOWN}"), "five"),
    ),
    5: (
        (re.compile(r"\d{5}-\d{3}(?!\w)"), "br"),
        (re.compile(rf"\d{{5}}[ \t]{TOWN}(?:[ \t]\(\w{{2}}\))?"), "five"),
        (re.compile(r"\d{5}(?![\w-])"), "il"),
    ),
    6: ((re.compile(r"\d{6}(?![\w-])"), "in"),),
    7: ((re.compile(r"\d{7}(?![\w-])"), "il"),),
}
# "D-10115", "RO-010011", and no other letters: "AB-1234567" is a code.
_COUNTRY_BEFORE: Final = re.compile(
    r"(?<!\w)(?:[ABDEFHILMNPSV]|A[DLMTUXZ]|B[AEGYZ]|C[HNYZ]|D[EKZ]|E[EGHS]|F[ILOR]|G[BERL]|H[RU]|I[DELNRST]|JP|K[GRZ]"
    r"|L[ITUV]|M[ACDEKTXY]|N[LO]|P[HKLT]|R[OSU]|S[AEGIKM]|T[HNRW]|U[AKSZ]|V[AN]|XK)-\Z"
)
_LONG_CODES: Final = frozenset(
    {"IL-", "RO-", "IN-", "CN-", "RU-", "BY-", "KZ-", "KG-", "UZ-", "SG-", "VN-", "TW-"}
)
_LONG: Final = 6
_ARGENTINA: Final = re.compile(rf"(?<!\w)[A-HJ-NP-Z]\d{{4}}(?:[A-Z]{{3}}(?!\w)(?:[ \t]{TOWN})?|[ \t]{TOWN})")
_BRAZIL_BEHIND: Final = re.compile(
    rf"[ ,-]{{1,3}}{CAP}(?:[ ](?:(?:do|da|de|dos|das)[ ])?{CAP}){{0,3}}[ ]?[/-][ ]?[A-Z]{{2}}(?!\w)"
)
_BRAZIL_STATE: Final = re.compile(r"(?<!\w)[A-Z]{2},?[ \t]+(?:CEP:?[ \t]?)?\Z|CEP:?[ \t]?\Z")
# Capitalised words and a number, vouched for by a postcode and a town behind them.
_VOUCHED: Final = re.compile(
    rf"(?<![\w@/'’])(?:'[st][ \t])?{CAP}(?:[ \t](?:(?i:{SMALL})[ \t])?(?:{CAP}|\d{{1,2}}\.?)){{0,4}},?[ \t](?:{NUMBER_SIGN})?{HOUSE}(?:[ \t](?:bis|ter|hs|huis|hoog|rd|zw))?(?:[ \t]?,?[ \t]?(?:{UNIT})){{0,2}}"
    rf"[ \t]*(?:[,;·|–-]|\r?\n)[ \t>*|]{{0,6}}(?:[A-Z]{{1,3}}-)?\Z"
)
_STREET_AND_TOWN: Final = re.compile(
    rf"(?<![\w@/'’]){CAP}(?:[ \t]{CAP}){{0,3}},?[ \t](?:{NUMBER_SIGN})?{HOUSE}(?:/\d{{1,3}})?,[ \t]{CAP}(?:[ \t-]{CAP}){{0,2}}[ \t-]\Z"
)
_AFTER_CODE: Final = re.compile(rf"[ \t]?[,·–-][ \t](?:{CAP}[ \t]){{1,3}}{HOUSE}(?!\w)")
# "1600 s ocean dr hollywood fl ": a house, a word for a street and a state, vouched for by the five digits behind them.
_LOWER_STATE: Final = re.compile(
    rf"(?<![\w.,/$€£-])(?<!\d[ ])\d{{1,6}}[a-z]?[ ](?:[\w'’.#-]{{1,20}}[ ]){{0,5}}?(?:{trie_pattern(STRONG_EN.split('|'))}|{trie_pattern(WEAK_EN.split('|'))})"
    rf"(?!\w)\.?(?:,?[ ][\w'’.#-]{{1,20}}){{1,5}},?[ ](?:{STATES})\.?,?[ ]\Z",
    re.IGNORECASE,
)


def postcodes(text: str) -> Iterator[Core]:
    """Yield the postcodes with their towns and with the parts before them: each is an address by itself."""
    for digits in _DIGITS.finditer(text):
        start, end = digits.span()
        length = end - start
        before = text[start - 1 : start]
        if length <= 2 and before.isalpha() and before.isascii():
            match = _LETTER_CODES.match(text, start - 1) or (
                _LETTER_CODES.match(text, start - 2) if start > 1 else None
            )
            if match is not None:
                yield _code(text, match.start(), match.end(), match.lastgroup or "", 0.8)
            continue
        if before.isalnum() or before == "_":
            argentina = _ARGENTINA.match(text, start - 1) if length == 4 else None
            if argentina is not None:
                yield _code(text, start - 1, argentina.end(), "ar", 0.7)
            continue
        if length in {4, 5}:
            state = _STATE_CODE.search(text, max(0, start - 6), start)
            us = _US_END.match(text, start) if state is not None else None
            if state is not None and us is None and _AUSTRALIA.match(state[0]):
                us = _AUSTRALIA_END.match(text, start)
            if state is not None and us is not None:
                yield _code(text, state.start(), us.end(), "us", 0.8)
                continue
            lower = (
                _LOWER_STATE.search(text, max(0, start - 90), start)
                if length == 5 and state is None
                else None
            )
            if lower is not None:
                yield Core(lower.start(), end, 0.72, "street-lower")
                continue
        for pattern, country in _CODES.get(length, ()):
            match = pattern.match(text, start)
            core = _numeric(text, match, country) if match is not None else None
            if core is not None:
                yield core


def _numeric(text: str, match: re.Match[str], country: str) -> Core | None:
    """Return the core of a postcode of digits, if what stands around vouches for it."""
    start, end = match.span()
    named = _COUNTRY_BEFORE.search(text, max(0, start - 3), start)
    begin = start if named is None else named.start()
    if is_no_postcode(match):
        return None
    if country != "in":
        street = _VOUCHED.search(text, max(0, start - 90), start) or _vouched_by_town(text, start, match)
        if street is not None and is_counted(street[0], match[0]):
            street = None
            if country == "nl":
                return None
        if street is not None:
            return Core(street.start(), end, 0.8, "postcode")
        behind = None if is_year(match) else _AFTER_CODE.match(text, end)
        if behind is not None:
            return Core(begin, behind.end(), 0.75, "postcode")
    if named is not None and (len(match[0]) < _LONG or match[0].count(" ") or named[0] in _LONG_CODES):
        return _code(text, begin, end, "eu", 0.8)
    if text[max(0, start - 1) : start] in {".", ",", "/", "-"} or not _VOUCHES[country](text, match):
        return None
    if country == "five":
        return Core(block_above(text, start), end, 0.7, "postcode five")
    state = _BRAZIL_STATE.search(text, max(0, start - 12), start) if country == "br" else None
    return _code(text, start if state is None else state.start(), end, country, _WORTH.get(country, 0.8))


def _vouched_by_town(text: str, start: int, match: re.Match[str]) -> re.Match[str] | None:
    """Return a street with its number and a town behind it, before a postcode: "Herzl 45/7, Haifa 3303124"."""
    return None if is_year(match) else _STREET_AND_TOWN.search(text, max(0, start - 90), start)


def _is_known(text: str, match: re.Match[str]) -> bool:
    """Whether "10115 Berlin" stands as an address does, and is not "24000 Stück"."""
    number, _, town = match[0].partition(" ")
    known = not number.endswith("00") or town.lower() in lines("large_places")
    return len(number) == 5 and known and _beside_a_line(text, *match.span())


def _is_parted(text: str, match: re.Match[str]) -> bool:
    """Whether a town stands before the six digits of India, with a dash or a comma between."""
    start = match.start()
    town = with_town_before(text, start)
    if (
        town < start
        and not match[0].endswith("000")
        and text[town:start].strip().lower() in lines("large_places")
        and text[max(0, town - 2) : town].rstrip(" ")[-1:] in {",", "\n"}
    ):
        return True
    return (
        text[max(0, start - 2) : start].rstrip(" ")[-1:] in {"-", "–", ","}
        and with_town_before(text, start) != start
    )


def _has_state(text: str, match: re.Match[str]) -> bool:
    if _BRAZIL_BEHIND.match(text, match.end()):
        return True
    return _BRAZIL_STATE.search(text, max(0, match.start() - 12), match.start()) is not None


_WORTH: Final = {"three": 0.62, "in": 0.7}
_VOUCHES: Final[dict[str, Callable[[str, re.Match[str]], bool]]] = {
    "five": _is_known,
    "three": lambda text, match: _beside_a_line(text, *match.span()),
    "in": _is_parted,
    "br": _has_state,
    "il": lambda _text, _match: False,
    "jp": lambda _text, _match: False,
    **dict.fromkeys(("nl", "pl", "pt"), lambda _text, _match: True),
}


def _code(text: str, start: int, end: int, country: str, score: float) -> Core:
    """Return the core of a sure postcode: with the town before it, the parts before that, the lines above."""
    if country in {"us", "ca", "br", "in", "gb", "ie"}:
        start = with_town_before(text, start)
    start = parts_before(text, start, names=2 if country in {"ie", "gb"} else 0)
    return Core(block_above(text, start), end, score, f"postcode {country}")


def _beside_a_line(text: str, start: int, end: int) -> bool:
    """Whether "10115 Berlin" stands as an address does: alone on its line, behind a comma, or at a line's end."""
    before = text[max(0, start - 3) : start]
    after = text[end : end + 1]
    opens = start == 0 or before.rstrip(" \t").endswith(("\n", ",", ";", "|", ">", '"', "("))
    return opens and (after in {"", "\n", ",", ";", ".", "|", '"', ")", "<", "\r"})
