"""The values that labels announce: how they are written, and what is none (a day, a version, an amount)."""

from __future__ import annotations

from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.recognizers.label_kinds import is_of_codes
from app.redaction.recognizers.labels import Kind
from app.redaction.standing_words import COUNTED, FUNCTION_WORDS, NUMBER_WORDS

_CODE: Final = re.compile(
    r"(?=[A-Z0-9]{0,11}[A-Z])(?:[A-Z0-9]{5,12}|(?=[A-Z]{0,3}\d)[A-Z0-9]{4}"
    r"|[A-Z0-9]{3,6}(?:-[A-Z0-9]{3,6}){2,4})(?![\w-])"
)
_VALUE: Final = re.compile(
    r"[A-Za-z0-9*•](?:[A-Za-z0-9*•]|//(?=\d)|[ ]/[ ](?=\d{2,6}(?![\w.,]))|[._/\\:+~-](?=[A-Za-z0-9*•])"
    r"|[ ](?=[A-Z][ ]\d{2,4}(?!\w))"
    r"|[ ](?=(?!NI|ID|NO|TO|DL|PO|SN|GP|RR|PA|TA|BP|HR)[A-Z]{2}[ ]\d{3,}(?!\w))"
    r"|[ ](?=\d{2,}(?![^\W_])(?!:))|[ ](?=\d{1,3}[lo]\d{1,3}(?![^\W_]))|[ "
    r"](?=[A-Z0-9]{1,4}\d[A-Z0-9]{0,4}(?![^\W_])(?![ ]?[a-z]))|[-/]\r?\n[> ]{0,3}(?=[A-Z0-9/]{0,6}\d)){1,72}"
)
_BROKEN: Final = re.compile(r"(?<=[-/])\r?\n[> ]{0,3}")
# "HX 2291 884", "PF 00 4587 3523 GB", "MALO 1 480609 00 4": a sign of three letters or a digit alone may be a
# word or a count, so only what stands between digits or at the end is one more group.
_LETTERS_FIRST: Final = re.compile(
    r"(?!(?:DOB|NHS|TEL|FAX|TBC|TBA)\b)[A-Z]{1,4}(?:-[A-Z]{1,3}|[ ][A-Z]{2})?[ ](?=[A-Z0-9]{0,6}\d)"
    r"[A-Z0-9](?:[\w/-]"
    r"|\.(?=\w)){0,20}"
    r"(?:[ ](?:\d+(?![^\W_])(?![ ]?[a-z%:€])(?![.,]\d)|[A-Z](?=[ ]\d)"
    r"|[A-Z\d]{1,6}\d[A-Z\d]{0,4}(?![^\W_]))){0,6}"
    r"(?:[ ][A-Z]{1,2}(?=[,;.)\n]|[ ]?\Z))?"
)
# "mv 7741 209 b", as people type with a thumb.
_SMALL_LETTERS_FIRST: Final = re.compile(
    r"(?P<letters>[a-z]{1,5})[ ](?=\d{3}|\d{2}-)\d(?:[\d/-]|\.(?=\d)){2,14}(?:[ ]\d{2,6}(?![\w.,:/%])){0,4}"
    r"(?:[ ][b-df-hj-np-tv-xz](?=[,;.)\n]|\Z))?(?![\w%°€$£]|[.,:]\d)(?![ ][a-z]{3,}s(?!\w))"
)
_LONG_GROUP: Final = re.compile(r"[A-Z]+[ ][A-Z0-9]{3}")
_FURTHER_GROUPS: Final = re.compile(r"[ ](?=[A-Z]\b)[A-Z](?![^\W_])")
# "CB 620 691 L is mine", "34163 NE e": a letter or two at the end that are no word of a sentence.
_SMALL_WORDS: Final = (
    "A|I|E|O|Y|AB|AL|AM|AN|AO|AS|AT|AU|BE|BY|CE|DA|DE|DI|DO|DU|ED|EL|EM|EN|ER|ES|ET|EU|GB|GO|HE|HR|ID|IF|IL|IM|IN"
    "|IS|IT|JE|KG|KM|LA|LE|LO|MB|ME|MI|MM|MR|MS|MY|NA|NE|NI|NO|NR|OF|OG|OK|ON|OP|OR|OS|OU|PM|SE|SI|SO|SU|TE|TO|TU|UE"
    "|UK|UM|UN|UP|US|VA|WE|YA|ZU|DR|PO|DL|SN|TV|PC|IT|HQ|GP|ER|CT|RX|PT|BP"
)
_LETTERS_LAST: Final = re.compile(
    rf"[ ](?!(?:{_SMALL_WORDS})(?![^\W_]))[A-Z]{{1,2}}(?![\w'’./-])(?![ ][A-Z\d])"
)
_SMALL_LETTER_LAST: Final = re.compile(r"(?<=\d)[ ][b-df-hj-np-tv-xz](?=[,;.)\n]|\Z)")
_CURRENCIES: Final = "eur usd gbp chf inr aud cad brl mxn jpy cny pln sek nok dkk czk huf rs kr"
_NO_LETTERS: Final = FUNCTION_WORDS | NUMBER_WORDS | frozenset(_CURRENCIES.split())
_FEWEST_BEHIND_SMALL: Final = 5
_DATE: Final = re.compile(
    r"(?:[0-2]?\d|3[01])[./-](?:[0-2]?\d|3[01])[./-]\d{2,4}\Z|\d{4}[./-]\d{1,2}[./-]\d{1,2}(?:[T ].{0,20})?\Z"
    r"|\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?\Z"
)
_VERSION: Final = re.compile(
    r"v?\d{1,3}(?:\.\d{1,4}){1,3}\Z|\d+(?:st|nd|rd|th|px|kg|mg|ml|cm|mm|km|ms|GB|MB|kB|x|h|s|%|er|e|o|a)\Z"
)
_FILE_OF_A_DAY: Final = re.compile(r"(?:19|20)\d\d(?:[-_.]?\d\d){0,2}\.[a-z]{3,4}\Z")
_WITH_A_POINT: Final = re.compile(r"\d{1,7}\.\d\Z")  # what a meter shows
_GROUPED: Final = re.compile(r"\d{1,3}(?:\.\d{2,3}){1,3}\Z")  # "118.220.98", not "1.2.3"
# "54.2894.78": so many digits in such groups are no version.
_WIDELY_GROUPED: Final = re.compile(r"(?=[\d.]{0,8}\d{4})(?=(?:\.?\d){7})\d{2,4}(?:\.\d{2,4}){2}\Z")
# "SCY29Q3", "N5N84X3": letters and digits that take turns.
_MIXED: Final = re.compile(
    r"(?=[A-Z\d]{6,12}\Z)(?:[A-Z]{2,6}\d{2,4}[A-Z]{2,4}|(?:[A-Z]{1,4}\d{1,4}){2,4}[A-Z]{0,3}|(?:\d{1,4}[A-Z]{1,4}){2,4}\d{0,4})\Z"
)
# The marks of German and American courts and offices: "3 C 118/24", "S 2240 - 447/24", "24 CV 118".
_FILE_MARK: Final = re.compile(
    r"\d{4,8}[ ](?:CV|OA|AZ|VV|EJ|HA|KG)[ ](?:EXPL|VERZ|OPL|ZA|RK)[ ]\d{2}-\d{1,6}(?!\w)"  # of Dutch courts
    r"|[A-Z]{1,3}[ ]\d{2,5}[ ]?[-/–][ ]?\d{1,6}(?:[-/]\d{2,4})?(?:[ ][A-Z][a-z]{1,2}(?=[\n,;.)]|\Z))?(?![\w])"
    r"|\d{2,4}[ ]?-[ ]?[IVX]{1,4}[ ]?[-/][ ]?\d{2,6}(?![\w/])"  # of offices: 614 - II-3391
    r"|(?:\d{1,4}|[IVX]{1,5})[ ](?:[A-Z][A-Za-z]{0,4}[ ]?){1,2}\d{1,6}(?:[ ]?[-/][ ]?\d{1,6}){0,2}(?![\w])"
)
STANDARDS: Final = "ISO|DIN|RFC|PEP|IEC|IEEE|EN|UTF|SHA|CVE|COVID|ANSI|BS|NF|FY"
"""What codes begin with that are everybody's, "ISO-9001" or "FY-2024"; an alternation for a pattern."""

# "claim 3309-T", "account ACME-099": letters and a sign make a code of few digits.
_CODE_OF_A_PAPER: Final = re.compile(
    rf"(?!(?:{STANDARDS})[-/])"
    r"(?:[A-Z]{1,4}0\d{2,8}|[A-Z]{2,6}/\d{1,6}/\d{2,6}"
    r"|[A-Z]{1,6}[-/]\d{3,6}(?:[-/][A-Z\d]{1,6}){0,3}|\d{4,6}[-/][A-Z]{1,3}|[A-Z]{1,2}\d{4,8}[A-Z]{1,2})\Z"
)
# "RH-XL-5839"
_CODE_IN_PARTS: Final = re.compile(rf"(?!(?:{STANDARDS})[-/])[A-Z]{{1,5}}[-/][A-Z]{{1,5}}[-/]\d{{3,8}}\Z")
# "MR-KL-17", "HOLS24", "AB/7/C": capitals and signs make a code of one digit or two.
_FILE_CODE: Final = re.compile(
    rf"(?!(?:{STANDARDS}|MIT|GPL|LGPL|AGPL|BSD|CC)[-/]?(?:[A-Z]{{2}}-)?\d)(?=[A-Z/-]{{2,16}}\d)"
    r"(?:[A-Z]{1,8}\d{0,4}(?:[-/][A-Z\d]{1,8}){1,4}|[A-Z]{3,10}\d{1,3})(?![\w/%°-])"
)
_SHORTEST_FILE_CODE: Final = 5
_OF_REFERENCES: Final = frozenset({"label-invoice", "label-person-number", "label-policy"})
_OF_CODES: Final = frozenset({"label-weak-number", "label-account-weak", "label-compound", "label-number-of"})
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+\Z")
_YEAR: Final = re.compile(r"(?:19\d|20[0-5])\d\Z")
_MONEY: Final = re.compile(r"[$€£¥₹]\s?\Z|(?:USD|EUR|GBP|CHF|Rs\.?)\s?\Z")
_AMOUNT_BEHIND: Final = re.compile(
    r"[ ]?(?:[€$£%°]|(?:euros?|eur|usd|gbp|dollars?|pounds?|reais|pesos?|francs?|franken|km|kg|hours?|hrs?"
    r"|days?"
    r"|points?|punkte|puntos|punti|pontos|punten|of[ ]\d{1,9}"
    r"|people|items|rows|words|stunden|heures|horas|ore|uur)(?![^\W\d_]))",
    re.IGNORECASE,
)
_DAY_LIKE_CODE: Final = re.compile(r"\d{2}([-. ])\d{2}\1\d{2}\Z")
_MASKED: Final = re.compile(r"[xX*•#_.-]+\Z")
_FEWEST_IN_GROUPS: Final = 7
_FEWEST_BEFORE_LETTERS: Final = 5
_FEWEST_IN_A_MARK: Final = 3


def value_at(text: str, at: int, kind: Kind, *, explicit: bool) -> tuple[int, int] | None:
    """Return where the value stands that begins at a place.

    Args:
        text: the view.
        at: where the value has to begin.
        kind: what its label announces.
        explicit: a sign or a word before it says that a number follows.
    """
    match = _VALUE.match(text, at)
    if match is None or _follows_money(text, at) or match[0].startswith("0x"):
        return None
    value = _BROKEN.sub("", match[0])
    digits = sum(character.isdigit() for character in value)
    least = kind.digits if explicit or kind.strong else max(kind.digits, 5)
    if not explicit and kind.strong and kind.digits < 4 and not kind.short:
        least = 4
    if least > 3 and (
        (explicit and re.match(r"[A-Z]{1,5}[-/]\d{3,4}\Z", value))
        or (kind.letters and re.match(r"[A-Z]{2,5}[-/]\d{3,8}\Z", value))
    ):
        least = 3
    if least > 3 and kind.rule in _OF_CODES and _CODE_OF_A_PAPER.match(value):
        least = 3
    if least > 3 and _CODE_IN_PARTS.match(value):
        least = 3
    sure = explicit or kind.strong or kind.rule == "label-compound"
    if least > 2 and _MIXED.match(value):
        least = 2
    first = value.split(" ", 1)[0]
    if digits < least or not any(character.isdigit() for character in first[:14]):
        return _of_letters_first(text, at, kind, least, explicit=explicit)
    if _MASKED.match(value) or (_DATE.match(value) and not (kind.dated and _DAY_LIKE_CODE.match(value))):
        return None
    if _FILE_OF_A_DAY.match(value) or (not (kind.strong and explicit) and _WITH_A_POINT.match(value)):
        return None
    grouped = _GROUPED.match(value) and (
        ((kind.strong or kind.rule == "label-compound") and digits >= 5)
        or (digits >= _FEWEST_IN_GROUPS and not _THOUSANDS.match(value))
    )
    if _VERSION.match(value) and not (grouped or (sure and _WIDELY_GROUPED.match(value))):
        return None
    if not explicit and (_YEAR.match(value) or is_amount(text, value, match.end())):
        return None
    end = match.end()
    further = _FURTHER_GROUPS.match(text, end) if kind.label is not EntityType.OTHER_ID else None
    if further is None and sure and digits >= _FEWEST_BEFORE_LETTERS:
        further = _LETTERS_LAST.match(text, end) or _SMALL_LETTER_LAST.match(text, end)
    return at, further.end() if further is not None else end


def _of_letters_first(
    text: str, at: int, kind: Kind, least: int, *, explicit: bool
) -> tuple[int, int] | None:
    """Return where a value stands that begins with letters: "HX 2291 884", or a code of few digits."""
    code = _FILE_CODE.match(text, at) if kind.label is EntityType.OTHER_ID else None
    if code is not None and len(code[0]) >= _SHORTEST_FILE_CODE:
        digits = sum(character.isdigit() for character in code[0])
        if (kind.strong or digits > 1) if explicit else kind.rule in _OF_REFERENCES:
            return code.span()
    wide = _LETTERS_FIRST.match(text, at)
    if wide is None:
        sure = explicit or kind.strong
        return _of_small_letters_first(text, at, least if sure else max(least, _FEWEST_BEHIND_SMALL))
    digits = sum(character.isdigit() for character in wide[0])
    if digits < (min(least, 3) if kind.strong else least):
        return None
    sure = explicit or kind.strong or kind.label is EntityType.TAX_ID  # "TVA FR 04 551930447"
    if not sure and not _LONG_GROUP.match(wide[0]):
        return None  # "order R 12 500", "licence GPL 3 2007"
    last = _LETTERS_LAST.match(text, wide.end()) if digits >= _FEWEST_BEFORE_LETTERS else None
    return at, last.end() if last is not None else wide.end()


def _of_small_letters_first(text: str, at: int, least: int) -> tuple[int, int] | None:
    """Return where a value stands that begins with small letters which are no word of a sentence."""
    small = _SMALL_LETTERS_FIRST.match(text, at)
    if small is None or sum(map(str.isdigit, small[0])) < least:
        return None
    letters = small["letters"]
    if letters in _NO_LETTERS or (
        len(letters) > 1 and (letters in COUNTED or letters in words("common_words"))
    ):
        return None
    return small.span()


def code_at(text: str, at: int, label: str) -> re.Match[str] | None:
    """Return the code that begins at a place behind a label of codes; it may be of letters alone."""
    return _CODE.match(text, at) if is_of_codes(label) else None


def file_mark_at(text: str, at: int) -> tuple[int, int] | None:
    """Return where the file mark of a court or an office stands that begins at a place."""
    mark = _FILE_MARK.match(text, at)
    if mark is None or sum(character.isdigit() for character in mark[0]) < _FEWEST_IN_A_MARK:
        return None
    return mark.span()


def takes_turns(value: str) -> bool:
    """Whether letters and digits of a value take turns: no word, no measure, no version does."""
    return _MIXED.match(value) is not None


def letters_last(text: str, end: int) -> int:
    """Return where the letter or two end that close a number, "CB 620 691 L"; ``end`` where none do."""
    last = _LETTERS_LAST.match(text, end)
    return end if last is None else last.end()


def is_date(value: str) -> bool:
    """Whether a value is a day or a time of day."""
    return _DATE.match(value) is not None


def is_nobodys(text: str, start: int, value: str) -> bool:
    """Whether a value that begins at a place is a day, a version, a year or money."""
    version = _VERSION.match(value) and not _WIDELY_GROUPED.match(value)
    if version or _DATE.match(value) or _YEAR.match(value):
        return True
    return _follows_money(text, start)


def is_amount(text: str, value: str, end: int) -> bool:
    """Whether a value is a number of something that is named behind it: "5000 words"."""
    return value.replace(" ", "").isdigit() and _AMOUNT_BEHIND.match(text, end) is not None


def _follows_money(text: str, start: int) -> bool:
    return _MONEY.search(text, max(0, start - 4), start) is not None
