"""Numbers that stand where an identifier stands, in a text that is about somebody.

No table holds every word that people put before a number: "tessera", "shield", "toque", "slot". So a number's
place decides: behind a noun and before a stop, a comma or the end ("locker 31,"), behind "under" or "quote",
behind a colon in a form, before "is my locker" or "(MRN)", or in a list behind a value that is hidden. What
is counted ("3 nights"), measured, paid, dated or cited ("page 118") is told by its neighbours and stays.

Only texts about somebody are looked at; see ``owners``. Every value is judged by a bounded part
of the text around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit
from app.redaction.recognizers.label_kinds import KINDS
from app.redaction.standing_words import (
    BRIDGES,
    COUNTED,
    FUNCTION_WORDS,
    NOTES,
    NUMBER_WORDS,
    POINTING,
    announces,
)
from app.redaction.things import is_cited, is_of_a_thing

PRESUMED_SCORE: Final = 0.64
"""What such a place is worth in a text about somebody."""

_RULE: Final = "stands-like-an-id"
_GROUP: Final = r"[^\W_]{1,24}(?:(?:[-._]|//?)(?=[^\W_])[^\W_]{1,24}){0,8}"
_VALUE: Final = re.compile(
    # "__118__" is filled in, "user_118" is a variable.
    r"(?<![^\W_])(?<![@./\\$€£¥₹%&+~^-])(?<![^\W_]_)(?<![^\W_]__)(?<!\d,)(?<!\w['’])(?<![\da-z_]:)#?(?P<value>(?=[^\s\d,;:()|\"'“”]{0,16}\d)"
    + _GROUP
    + r")"
    r"(?![^\W_]|[@%°€£]|_{1,3}[^\W_]|[.,:]\d|['’](?!s\b)\w|[-/=\\]\w|_[^\W_]|\(\w*\)\.)"
)
# Further groups of the same value: "28079 00 2 2023", "0A4B 1F 0441", "FB 4471".
_MORE: Final = re.compile(
    r"(?:(?:[ ][A-Z](?=[ ]\d{3}))?"
    r"[ ](?!\d{1,4}(?:[KMGT]B|[KM]G|ML|[CK]?M|KWH|H)\b)(?=[A-Z0-9/-]{0,6}\d)(?:[A-Z0-9]{1,8}|\d{9,12})"
    r"(?:[-/][A-Z0-9]{1,8}){0,2}(?![\w%°€:@]|[.,]\d)){1,8}"
    r"(?:[ ]/[ ](?:[A-Z]{1,4}[ ]){0,2}\d[\w/-]{1,12}(?!\w))?"
    r"|[ ]/[ ](?:[A-Z]{1,4}[ ]){1,2}\d[\w/-]{1,12}(?!\w)"
)
_LETTERS_BEFORE: Final = re.compile(r"(?<![\w'’.-])[A-Z]{1,3}[ ]\Z")
# "Spenderausweis DSSD 4471 882": more letters belong to a number where a word announces it.
_MORE_LETTERS_BEFORE: Final = re.compile(r"(?<![\w'’.-])[A-Z]{4,6}[ ]\Z")
# Letters that announce a number are no part of it.
_OTHER_LETTERS: Final = frozenset({
    "SIN", "TFN", "CHI", "PIN", "TEL", "FAX", "VAT",
    *(phrase.upper() for kind in KINDS for phrase in kind.phrases.split("|") if len(phrase) <= 3),
})  # fmt: skip
_SERIES: Final = frozenset("BCDFGHJKLMNPQRSTVWZ")  # alone before a long number it is no word of a sentence
_LETTERS_BEHIND: Final = re.compile(r"[ -][A-Z]{1,2}(?=[ ]?[,;:.)\]\n|<\"]|[ ][-–—]|\Z)")
# "CUPS ES 0021", "toque D 0441": where a word announces a code, "ES" is no word of a sentence.
_SMALL_BEFORE: Final = re.compile(r"[^\W_][ ]\Z|[:#=.°º][ ]{0,2}\Z")
_ANNOUNCED: Final = re.compile(r"(?:[:#=]|(?<!\w)(?:n[°ºo]|nr|no|num)\.?)[ ]{0,2}\Z", re.IGNORECASE)
_WORD_BEFORE: Final = re.compile(r"(?<!\w)([^\W\d_]{2,24})[ ]\Z")
_DOTTED: Final = re.compile(r"\d{1,3}\.\d{3}\Z")
_TOKEN: Final = re.compile(r"[^\W\d_](?:[\w'’-]{0,38}[^\W_])?|\d+|[^\w\s]|\n|\t|[ ]{2,}")
_NEXT_WORD: Final = re.compile(r"[ ](?P<word>[^\W\d_][^\W\d_'’-]{0,24})")
_MEASURE: Final = re.compile(
    r"[ ]?(?:%|°|€|\$|£|¥|₹|(?:eur|usd|gbp|chf|euros?|dollars?|pounds?|k?cal|k?m|cm|mm|[km]?g|mcg|µg|m?l|dl"
    r"|lbs?|oz|kwh?|[kmg]?hz|[kmgt]b|m?s|min|h|hrs?|px|w|v|mah|mmhg|bpm|u|iu|mg/\w{1,3}|g/\w{1,3}|x10|mmol"
    r"|m2|m3|m²|mi|miles|ft|sq|kr|r)(?!\w))",
    re.IGNORECASE,
)
_MONEY_BEFORE: Final = re.compile(r"(?:[$€£¥₹]|\b(?:USD|EUR|GBP|CHF|Rs\.?|INR|kr|R\$))[ ]?\Z")
DATE: Final = re.compile(
    r"(?:[0-2]?\d|3[01])([-/])(?:[0-2]?\d|3[01])\1(?:\d{2}|\d{4})\Z|\d{1,2}\.(?:0?[1-9]|1[0-2])\.(?:\d{2}"
    r"|\d{4})\Z|\d{4}([-/.])\d{1,2}\2\d{1,2}\Z"
    r"|(?:0?[1-9]|1[0-2])[/.](?:19|20)?\d\d\Z|(?:19\d|20[0-5])\d(?:[/-](?:19|20)?\d\d)?\Z"
    r"|\d{1,2}[./-]?(?i:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-z]{0,6}[./-]?\d{0,4}\Z"
)
_NO_CODE: Final = re.compile(
    r"[vV]\d{1,3}(?:[._]\d+)*\Z|\d+(?:\.\d{1,3}){1,3}\Z|\d{1,3}(?:[.,]\d{3})+\Z"
    r"|(?:ISO|DIN|EN|IEC|RFC|IEEE|ANSI|ASTM|BS|NF|UTF|SHA|MD|CVE|COVID|HTTP|TLS|USB|PEP|ICD|FY|KW|Q|HLA|IL|CA"
    r"|CD|H[bB]A|CYP|MP)[-_/.]?\d{1,5}[a-z]?(?:[-:.]\d{1,6})?\Z"
    r"|\d{1,5}(?:st|nd|rd|th|er|ème|e|ª|º|s|x|k|K|M|m|cm|mm|km|kg|g|mg|mcg|ml|l|L|h|min|am|pm|GB|MB|TB|kB|Hz"
    r"|GHz|V|W|A|mAh|px|pt|em|dpi|D|bit|F|C|kcal|ct|p|yo|j|y|mo|w|wk|d|hrs?|kWh)\Z"
    r"|(?i:mid|early|late|pre|post)-?(?:1[0-9]|20)\d\ds?\Z"
    r"|\d{1,2}h\d{2}\Z|x\d{1,3}d?\Z|[A-Z]\d{1,2}\.\d{1,2}\Z|\d{1,4}x\d{1,4}\Z"
)
_DOTTED_GROUPS: Final = re.compile(r"(?=(?:\.?\d){7})\d{1,3}(?:\.\d{2,3}){2,4}\Z")
_OCTETS: Final = re.compile(r"(?:(?:1?\d?\d|2[0-5]\d)(?:\.|\Z)){4}\Z")
_ONLY_THOUSANDS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+\Z")
# In programs: "setMaxLength(4096)", "86_400_000", "0o700".
_CALL: Final = re.compile(r"[\w\])]\(\Z")
_LITERAL: Final = re.compile(r"\d{1,3}(?:_\d{3})+\Z|0[xob][\da-f]{1,4}\Z")
_RANGE: Final = re.compile(r"(\d{1,3})[-/](\d{1,3})\Z")
_ZERO_FIRST: Final = re.compile(r"(?:[A-Za-z]{1,4}[-/_]?)?0\d{2,}")
_THOUSANDS: Final = re.compile(r"\d{1,3}[ ]\d{3}\Z|\d{1,2}(?:[ ]\d{3}){2}\Z")
_CODE_LIKE: Final = re.compile(
    r"(?!I-)[A-Z]{1,3}[-/]\d{2,4}\Z|\d{1,4}[-/][A-Z]{1,2}\Z"
    r"|(?=[A-Z]{0,4}\d)(?=(?:\d{0,3}[A-Z]){3})[A-Z0-9]{4,8}[A-Z]\Z"
)
# What may be an amount even behind a word that announces identifiers: "ticket 12.50", "order 3x", "lot 2kg".
_AMOUNT: Final = re.compile(
    r"\d+\.\d{1,2}\Z|\d{1,3}(?:[.,]\d{3})+\Z|\d{1,5}(?:st|nd|rd|th|x|k|m|cm|mm|km|kg|g|mg|ml|l|h|min|am|pm"
    r"|GB|MB)\Z"
    r"|x\d|[vV]\d{1,2}\.|\d{1,2}h\d{2}\Z"
)
_LINKS: Final = re.compile(
    r"[ ]?(?:,|;|/|&|\+|-|–|—|\bto\b|\bthrough\b|\bthru\b)?[ \n]{0,2}"
    r"(?:(?:and|or|und|oder|bis|et|ou|à|y|o|e|ed|a|al|en|of|tot|en met|to|through)[ ])?"
    r"(?:[#(]|no\.?[ ]|nr\.?[ ])?\Z",
    re.IGNORECASE,
)
_OWNER: Final = (
    r"(?:my|your|our|his|her|their|the|mein|meine|dein|deine|ihre|seine|mon|ma|notre|mi|mio|la mia|il mio"
    r"|mijn|mn|onze|meu|minha|o meu|a minha|die|der|das|le|la|el|il|het|de|o|a)"
)
_NAMED_BEHIND: Final = re.compile(
    r"(?:[ ]|,[ ])?(?:[(\[][ ]?(?:(?:my|your|the|our|his|her|new|old)[ ])?(?P<first>[^\W\d_][\w'’-]{1,20})"
    r"(?:[ ](?P<second>[^\W\d_][\w'’.-]{0,20}))?(?:[ ](?P<third>[^\W\d_][\w.]{0,12}))?[ .]{0,2}[)\]]"
    rf"|(?:is|was|are|=|ist|est|es|è|é|war|was)[ ](?:still[ ])?{_OWNER}[ ]"
    r"(?P<one>[^\W\d_][\w'’-]{1,24})(?:[ ](?P<two>[^\W\d_][\w'’-]{0,20}))?"
    r"(?:[ ](?P<three>[^\W\d_][\w'’-]{0,20}))?)",
    re.IGNORECASE,
)
_FEWEST_IN_A_RUN: Final = 8
_FEWEST_IN_GROUPS: Final = 6
# "jobs 2201, 2203 or 2217": what goes on with more of them.
_JOINED: Final = re.compile(
    r"(?:[ ]?[,;/&]|[ ](?:and|or|und|oder|et|ou|y|o|e|en|of)(?!\w))[ ]{0,2}[A-Z]{0,4}[-/]?\d{3}",
    re.IGNORECASE,
)
_PLURAL: Final = re.compile(r"(?:s|es|en|n|i|e)\Z")
_OF_NOUNS: Final = frozenset({"de", "di", "d'", "of"})
_LEFT, _RIGHT = 72, 72
_MOST_STEPS: Final = 9
_LONG_GROUP: Final = 9  # with the blank before it, behind a year: "2024 20418820"
_MILLIONS: Final = re.compile(r"\d{1,3}(?:\.\d{3}){2,3}\Z")
_NOT_PAID: Final = frozenset({
    "customer", "client", "member", "kunde", "mitglied", "versicherter", "patient", "sociétaire", "abonné",
    "adhérent", "cliente", "socio", "socia", "abonado", "afiliado", "asegurado", "paciente", "utente",
    "abbonato", "paziente", "klant", "patiënt", "lid", "sócio", "assinante", "policy", "police", "póliza",
    "polizza", "polis", "apólice", "vertrag", "contract", "contrat", "contrato", "contratto", "dossier",
    "expediente",
})  # fmt: skip
_ORDINAL_SIGNS: Final = frozenset("#№º°")
_EXPLICIT: Final = frozenset(":=|\t>\n") | _ORDINAL_SIGNS
_BETWEEN: Final = frozenset("(\"'“„«[*`_-–—})")


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands before a value.

    Attributes:
        noun: the word that it follows; "" for none.
        known: whether that word announces identifiers.
        numbered: whether "no", "ref", "id" or the like stands between.
        explicit: whether ":" or "=" or a line's end does.
        pointed: "under", "quote", "registered as".
        counted: the word announces pages, points, amounts.
        listed: the word is the plural of one that announces identifiers.
    """

    noun: str = ""
    known: bool = False
    numbered: bool = False
    explicit: bool = False
    pointed: bool = False
    counted: bool = False
    listed: bool = False


def presumed(text: str) -> Iterator[Hit]:
    """Yield the values that stand where an identifier stands."""
    last: tuple[int, int] | None = None
    position = 0
    while (match := _VALUE.search(text, position)) is not None:
        start, end = match.span("value")
        position = end
        first = start
        start, end = _whole(text, start, end)
        value = text[start:end]
        chained = last is not None and _continues(text, last, start, value)
        stands = chained or (_is_id(text, start, end, value) and not is_cited(text, start))
        if not stands and end <= position:
            continue
        of_a_thing = is_of_a_thing(text, first, end) or (start != first and is_of_a_thing(text, start, end))
        if stands or of_a_thing:
            position = max(position, end)
        if stands and not of_a_thing:
            yield Hit(start, end, EntityType.OTHER_ID, PRESUMED_SCORE, _RULE)
            last = (start, end)


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span with the groups that belong to it before and behind."""
    more = _MORE.match(text, end)
    if more is not None and (
        not DATE.match(text[start:end])
        or (end - start == 4 and (more[0].count(" ") > 1 or len(more[0]) >= _LONG_GROUP))
    ):
        last = more.end()
        if not _MEASURE.match(text, last) or last - start > 16:
            end = last
    digits = sum(map(str.isdigit, text[start:end]))
    behind = _LETTERS_BEHIND.match(text, end)
    if behind is not None and (" " in text[start:end] or digits >= 5):
        end = behind.end()
    before = _LETTERS_BEFORE.search(text, max(0, start - 5), start)
    if before is None:
        before = _MORE_LETTERS_BEFORE.search(text, max(0, start - 8), start)
        if before is None or not _is_announced(text, before.start()):
            return start, end
    if not text[start].isdigit() or before[0].strip() in _OTHER_LETTERS:
        return start, end
    letters = before[0].strip()
    announced = digits >= 3 and _is_announced(text, before.start())
    if DATE.match(text[start:end]) or (_RANGE.match(text[start:end]) and not announced):
        return start, end
    if _is_label(letters.lower()) or (
        not (announced and _SMALL_BEFORE.search(text, max(0, before.start() - 2), before.start()))
        and letters.lower() in FUNCTION_WORDS | COUNTED
        and not (digits >= 6 and letters in _SERIES)
    ):
        return start, end
    if digits >= 5 or announced:
        start = before.start()
    return start, end


def _is_announced(text: str, start: int) -> bool:
    """Whether ":" or "no." or a word that announces identifiers stands before."""
    if _ANNOUNCED.search(text, max(0, start - 12), start):
        return True
    word = _WORD_BEFORE.search(text, max(0, start - 26), start)
    return word is not None and _is_label(word[1].lower())


def _continues(text: str, last: tuple[int, int], start: int, value: str) -> bool:
    """Whether a value goes on a list: "1182, 1183 and 1190"."""
    before = text[last[0] : last[1]]
    gap = text[last[1] : start]
    if not gap or len(gap) > 9 or not _LINKS.match(gap):
        return False
    if DATE.match(value) and not DATE.match(before):
        return False
    return _shape(before) == _shape(value) and abs(len(before) - len(value)) <= 1 and len(value) >= 2


def _shape(value: str) -> str:
    return re.sub(r"[A-Za-z]+", "a", re.sub(r"\d+", "1", value))


def stands_for_a_value(text: str, start: int, end: int) -> bool:
    """Whether what stands at a place is no date, measure, amount or version."""
    value = text[start:end]
    if DATE.match(value) or _NO_CODE.match(value) or _THOUSANDS.match(value) or _RANGE.match(value):
        return False
    return not (_MONEY_BEFORE.search(text, max(0, start - 5), start) or _MEASURE.match(text, end))


def _is_id(text: str, start: int, end: int, value: str) -> bool:
    digits = sum(map(str.isdigit, value))
    letters = any(map(str.isalpha, value))
    if DATE.match(value) or _MONEY_BEFORE.search(text, max(0, start - 5), start):
        return False
    if _CALL.search(text, max(0, start - 2), start) or _LITERAL.match(value):
        return False
    if (digits >= 3 or letters) and _named_behind(text, end):
        return True
    place = _place(text, start)
    if place.counted or (not letters and _MEASURE.match(text, end)):
        return False
    counting = _is_counting(text, end, capitals=not (place.known or place.numbered or place.pointed))
    if _is_no_code(value) and not (
        place.known
        and (_numbers_somebody(place.noun, value) or not _is_amount(value, numbered=place.numbered))
    ):
        return False
    listed = place.listed and digits >= 3 and _JOINED.match(text, end) is not None
    if listed or place.known or (place.numbered and place.noun):
        return letters or digits > 3 or (not counting and (digits == 3 or (place.known and digits == 2)))
    if place.pointed or place.numbered:
        told = digits >= 3 or (letters and len(value) >= 4)
        return told and (not counting or digits >= _FEWEST_IN_A_RUN)  # so many count nothing
    if _RANGE.match(value):
        return False
    if letters:
        return (
            (digits >= 4 and len(value) >= 5)
            or (digits >= 3 and _ZERO_FIRST.match(value) is not None)
            or (bool(place.noun) and not counting and text[end : end + 1] != ":" and _is_code(value))
        )
    if _THOUSANDS.match(value):
        return False
    if " " in value and digits >= _FEWEST_IN_A_RUN:
        return True
    if " " in value and digits < _FEWEST_IN_GROUPS:
        return False
    return not counting and digits >= 4 and (_ZERO_FIRST.match(value) is not None or bool(place.noun))


def _is_no_code(value: str) -> bool:
    """Whether a value is a version, a measure or an amount; "60.33.19.750" is none."""
    return _NO_CODE.match(value) is not None and not (
        _DOTTED_GROUPS.match(value) and not _OCTETS.match(value) and not _ONLY_THOUSANDS.match(value)
    )


def _is_amount(value: str, *, numbered: bool) -> bool:
    """Whether a value may be an amount behind a noun; "Repertorio n. 48.617" is none."""
    return _AMOUNT.match(value) is not None and not (numbered and _DOTTED.match(value))


def _numbers_somebody(noun: str, value: str) -> bool:
    """Whether groups of three are no amount: a person or a paper stands before them, "cliente 88.312.772"."""
    return noun in _NOT_PAID and _MILLIONS.match(value) is not None


def _is_code(value: str) -> bool:
    return _CODE_LIKE.match(value) is not None


def _is_counting(text: str, end: int, *, capitals: bool) -> bool:
    """Whether a number counts the word behind it."""
    word = _NEXT_WORD.match(text, end)
    if word is None:
        return False
    if word["word"][0].isupper() and not capitals:
        return False
    return word["word"].lower() not in FUNCTION_WORDS


def _named_behind(text: str, end: int) -> bool:
    match = _NAMED_BEHIND.match(text, end, min(len(text), end + _RIGHT))
    if match is None:
        return False
    words = [word.lower().rstrip(".") for word in match.groups() if word]
    return any(announces(word) for word in words) and not any(word in COUNTED for word in words)


def _place(text: str, start: int) -> _Place:
    """Read what stands before a value, word by word, up to the noun that it follows."""
    tokens = _TOKEN.findall(text, max(0, start - _LEFT), start)
    if start > _LEFT and tokens and text[start - _LEFT - 1].isalnum():
        del tokens[0]  # it may be a part of a word
    numbered = explicit = pointed = False
    for step in range(_MOST_STEPS):
        if not tokens:
            break
        word = tokens.pop().lower()
        behind_label = bool(tokens) and _is_label(tokens[-1].lower())
        if word == "\n" and explicit and step > 1:
            break
        if word in _EXPLICIT or (word == "." and bool(tokens) and tokens[-1] == "."):
            explicit = True
            numbered = numbered or word in _ORDINAL_SIGNS
        elif word in POINTING:
            pointed = True
            break
        elif word in NUMBER_WORDS:
            numbered = True
        elif word in BRIDGES or word in _BETWEEN or word.isspace() or (word in ".," and behind_label):
            continue
        elif word[0].isalpha():
            return _judged(word, tokens, numbered=numbered, explicit=explicit)
        else:
            break
    return _Place(numbered=numbered, explicit=explicit, pointed=pointed)


def _is_label(word: str) -> bool:
    return word in NUMBER_WORDS or announces(word)


def _judged(word: str, before: list[str], *, numbered: bool, explicit: bool) -> _Place:
    """Return the place behind a noun; the word before it says more where the noun is a general one."""
    parts = [word, *re.split(r"['’_-]", word)]
    counted = any(part in COUNTED for part in parts)
    known = not counted and any(announces(part) or part in NUMBER_WORDS for part in parts)
    counted = counted or ("_" in word and not known)  # a variable of a program
    if not counted and not known and before and announces(before[-1].lower()) and numbered:
        known = True
    known = known or (not counted and _in_words(word, before) in NOTES)
    listed = not counted and not known and announces(_PLURAL.sub("", word))
    return _Place(
        noun=word, known=known, numbered=numbered, explicit=explicit, counted=counted, listed=listed
    )


def _in_words(word: str, before: list[str]) -> str:
    """Return a noun with what makes it one of two words: "credit note", "nota di credito"."""
    if before and before[-1].lower() in _OF_NOUNS:
        return " ".join([*before[-2:], word]).lower()
    return f"{before[-1]} {word}".lower() if before else word
