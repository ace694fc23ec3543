"""Numbers and codes that nothing labels, in a text that is about somebody.

A case number without a word before it looks like any part number. In a text that names a person it is more
likely that person's than not, so it is hidden there; in a text about nobody it stays. Measures, money, times,
years, versions and the names of standards are left alone everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, matches_at
from app.redaction.sighted import firsts_of
from app.redaction.things import is_cited, is_of_a_thing

_CODE: Final = re.compile(
    # It has a digit: most words with a capital have none, and are no match to look at.
    r"(?<![\w.@/$€£#:-])#?(?P<value>(?=[A-Za-z/._-]{0,90}\d)[A-Z0-9][A-Za-z0-9]{0,14}(?:[-/._](?!(?<=-)[A-Z][a-z]+(?!\w))[A-Za-z0-9]{1,14}){0,5})(?![\w@%°])"
)
_DIGITS: Final = re.compile(
    r"(?<![\w.@/$€£:+-])(?<!\d,)#?(?P<value>\d{6,14})(?![\w%°]|[.,:]\d|\s?(?:€|\$|£|kr|EUR|USD|GBP|CHF|km"
    r"|m\b|kg"
    r"|g\b|mg|ml|MB|GB|kB|ms|px|W|Hz|hPa))"
)
_NO_CODE: Final = re.compile(
    r"(?:(?:19|20)\d{2}-\d\d-\d\dT\d\d|(?:19|20)\d{2}[-/.](?:19|20)?\d{2}|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"
    r"|\d{1,3}(?:[.,_]\d{3})+"
    r"|\d+(?:[./-]\d{1,2})|\d{1,3}-\d{2,3}|\d{1,3}\.\d{1,2}-\d{1,3}\.\d{1,2}|\d{1,2}/[A-Z][a-z]{2}/\d{4}|"
    r"[vV]\d+(?:[._]\d+)*|\d+(?:\.\d+)+|(?:ISO|DIN|EN|IEC|RFC|IEEE|ANSI|ASTM|BS|NF|UTF|SHA|MD|CVE|COVID"
    r"|HTTP|TLS|USB|PEP|"
    r"ICD|MP|FY|KW|CD|HLA|IL|TNF|BRCA|PSA|LDL|HDL)[-_/. ]?\d{1,5}(?:[-:.]\d{1,6})?"
    r"|[A-Z][-_/. ]?\d{1,3}(?:\.\d{1,2})?|"
    r"\d{1,4}(?:st|nd|rd|th|er|e|s|x|k|K|M|m|cm|mm|km|kg|g|mg|mcg|ml|l|L|h|min|am|pm|GB|MB|TB|kB|Hz|GHz|V"
    r"|W|A|mAh|px|pt|em|dpi|D|bit)|"
    r"[A-Za-z]+\d{1,2})\Z",
)
_MARKS: Final = (
    r"no|nr|n[º°o]|num|número|numero|number|nummer|id|code|codigo|código|codice|ref|réf"
    r"|reference|case|file|badge|"
    r"account|acct|konto|compte|cuenta|conto|conta|ending(?:[ ]in)?|last[ ](?:four|4)|pin|room|ext"
    r"|extension|ticket|group|"
    r"policy|permit|locker|meter|member|socio|patient|pat|student|employee|staff|docket|order|booking|uid"
    r"|lot|block|unit|parcel|plot|seat|desk|cabin|phone|tel|fon|fone|chiamami|"
    r"llámame|liga|call|text|dial|durchwahl|poste|anexo|ramal|pcn|alarm|safe|lockbox|gate|code|alarma"
    r"|vorgang|zeichen|kenmerk|loyalty|"
    r"legajo|emp|staff|agent|officer|roll|tresor|keypad|code (?:for|to|of) the \w{3,12} is|protocol"
    r"|protocollo|pratica|dossier|expediente|processo|zaak|akte|fall|vertrag|contract"
    r"|contrat|contrato|contratto|serial|"
    r"invoice|rechnung|factura|facture|fattura|claim|loss|permit|licen[cs]e|registration|certificate"
    r"|reference"
)
_MARKED: Final = re.compile(
    rf"(?<!\w)(?:{_MARKS})"
    r"(?!\w)[^\n\d]{0,14}?"
    r"(?P<value>(?-i:[A-Z]{1,4}[- ]?)?\d[\d/. -]{2,14}\d(?:[- ]?(?-i:[A-Z]{1,2}))?)(?![\w@%°]|[.,]\d)",
    re.IGNORECASE,
)
# Their first words; of "n[º°o]", "licen[cs]e" and "code (?:for|…)" written out.
_FIRST_MARKS: Final = firsts_of(
    ["n", "nº", "license", "licence", *re.findall(r"(?:^|(?<=\|))[^\W\d_]+", _MARKS)]
)
_YEAR: Final = re.compile(r"(?:19|20)\d{2}\Z|\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?\Z")
_SCORE: Final = 0.64


def private_shapes(text: str) -> Iterator[Hit]:
    """Yield what has the shape of an identifier: letters with digits, or six digits and more."""
    for match in _DIGITS.finditer(text):
        if is_of_a_thing(text, *match.span("value")) or is_cited(text, match.start()):
            continue
        yield Hit(*match.span("value"), EntityType.OTHER_ID, _SCORE, "number-in-private-text")
    for match in matches_at(_MARKED, text, _FIRST_MARKS):
        if _YEAR.match(match["value"]) or is_cited(text, match.start("value")):
            continue
        if not is_of_a_thing(text, *match.span("value")):
            yield Hit(*match.span("value"), EntityType.OTHER_ID, _SCORE, "number-in-private-text")
    for match in _CODE.finditer(text):
        value = match["value"]
        digits = sum(map(str.isdigit, value)) if len(value) >= 5 else 0
        if digits < 3 or _NO_CODE.match(value):
            continue
        if not any(map(str.isupper, value)) and not (digits >= 5 and re.search(r"\d[-/._]\d", value)):
            continue
        if is_of_a_thing(text, *match.span("value")) or is_cited(text, match.start()):
            continue
        yield Hit(*match.span("value"), EntityType.OTHER_ID, _SCORE, "code-in-private-text")


# "88 172 044", "HX-2044", "2024/0417", "54.2894.78", "SCY29Q3"
_ID: Final = re.compile(r"[#A-Z\d][A-Z\d]{0,19}(?:[ ./-](?=[A-Z\d])[A-Z\d]{1,14}){0,5}\Z")
_AMOUNT: Final = re.compile(
    r"\d{1,3}(?:[., ]\d{3})+(?:[.,]\d{1,2})?\Z|\d+[.,]\d{1,2}\Z|\d{1,4}\Z|(?:19|20)\d\d[-/.]?(?:0[1-9]"
    r"|1[0-2])[-/.]?[0-3]\d\Z"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d){1,2}\Z|\d{1,3}(?:\.\d{1,3}){1,3}\Z|[A-Z]{1,3}\d\Z|\d0{4,}\Z"
    r"|Q[1-4][ /-]?\d{2,4}\Z"
    r"|(?:0[1-9]|1[0-2])[/.-](?:19|20)\d\d\Z|(?:19|20)\d\d[/-](?:19|20)?\d\d\Z"
)
_FEWEST_MIXED: Final = 3


def is_id_shaped(value: str) -> bool:
    """Whether a value is of capitals, digits and signs as identifiers are; amounts and days are, too."""
    return _ID.match(value) is not None


def is_an_id(value: str, fewest: int) -> bool:
    """Whether a value is a number of something rather than an amount, a day, a version or a word.

    Args:
        value: of a field or a cell, whole.
        fewest: so many digits it has, if it has digits alone.
    """
    if not _ID.match(value) or _AMOUNT.match(value):
        return False
    digits = sum(map(str.isdigit, value))
    return digits >= fewest or (digits >= _FEWEST_MIXED and len(value) >= fewest and not value.isdigit())
