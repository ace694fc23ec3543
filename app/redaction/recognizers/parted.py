"""Numbers told in parts, each behind its own short label: bank details and entries of land registers.

"Entidad 0049 Oficina 1500 D.C. 51 Cuenta 2710...", "ABI 05034 CAB 01633 CIN R c/c 118827", "ag. 0447 cc
18827-1", "foglio 44, particella 718, sub 8", "sectie K nummer 4471". A part alone ("sub 8", "oficina 3") says
nothing: a row of parts does. A question about the form of such a number has no row of values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Phrases, Recognizer

_BANK: Final = (
    "entidad|banco|oficina|sucursal|dc|d.c|dígito de control|cuenta|cta|n cuenta|no cuenta|ag|agência|agencia"
    "|conta|conta corrente|conta poupança|poupança|cc|c/c|abi|cab|cin|conto|banque|code banque|guichet"
    "|code guichet|compte|no compte|n compte|no de compte|n° de compte|numéro de compte|clé|clé rib|cle"
    "|institution|institution no|transit|transit no|branch|branch code|bank|bank code|account|account no"
    "|account number|acct|acct no|acc|acc no|a/c|a/c no|sort code|sortcode|s/c|bsb|blz|bankleitzahl|kto"
    "|kto nr|konto|konto nr|kontonr|kontonummer|bc nr|filiale|routing|routing no|aba|rtn|suffix|nsc"
    "|rekening|rekeningnr|bank no|iban|bic|op|operação|variação"
)
_LAND: Final = (
    "foglio|fg|particella|part|p.lla|plla|mappale|mapp|subalterno|sub|sezione|polígono|poligono|pol|parcela"
    "|recinto|tomo|libro|folio|finca|finca registral|flur|flurstück|flst|flurst|blatt|band|gemarkung|ez|kg"
    "|section|cadastrée section|cadastré section|section cadastrale|numéro|parcelle|feuille|sectie|nummer"
    "|perceel|perceelnummer|artigo|artigo matricial|fração|fracção"
    "|descrição|descrição predial|ficha|lot|block|blk|plan|dp|sp|volume|vol|tract"
)
_SURE_WORDS: Final = (
    "cadastréesection cadastrésection sectioncadastrale particella p.lla plla mappale mapp polígono parcela "
    "finca fincaregistral flurstück flst flurst parcelle perceel perceelnummer sectie artigomatricial "
    "descriçãopredial dp sp plan ez "
)
_SURE_LAND: Final = frozenset(_SURE_WORDS.split())


@dataclass(frozen=True, slots=True)
class _Family:
    """One kind of number in parts.

    Attributes:
        sure: one of the labels has to be among these; empty for any.
        digits: so many all parts together have at least.
    """

    phrases: Phrases
    label: EntityType
    sure: frozenset[str]
    digits: int


_FAMILIES: Final = (
    _Family(Phrases(_BANK.split("|")), EntityType.BANK_ACCT, frozenset(), 8),
    _Family(Phrases(_LAND.split("|")), EntityType.OTHER_ID, _SURE_LAND, 3),
)
_VALUE: Final = re.compile(
    r"\.?[ \t]?(?:(?:n[°ºo]?|nr|num|núm|nº|numéro|numero|número|nummer|number)(?:\.[ ]?"
    r"|[ ])(?=\d))?[:=#]?[ \t]{0,3}"
    r"(?P<value>[A-Z]{1,2}(?![^\W_])|\d[\dA-Z]{0,18}(?:[ ./-](?=\d)[\dA-Z]{1,14}|-[A-Z\d](?![^\W_])){0,7})"
    r"(?![\w%°€$£]|[.,:]\d)"
)
_GAP: Final = re.compile(
    r"[ \t]{0,3}(?:[,;|/·)(–-]{1,2}|\r?\n)?[ \t]{0,4}"
    r"(?:(?:and|und|et|y|e|ed|en|with|mit|der|des|du|del|della|da|do|de)[ ])?[*•-]?[ \t]{0,2}\Z"
)
_LONGEST_GAP: Final = 12
_PLAIN: Final = re.compile(r"[ \t_-]+")
Part = tuple[int, int, int, str]
"""Start of the label, start and end of the value, the label."""


class Parted:
    """Rows of labelled parts; the labels stay readable."""

    id = "number-in-parts"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the value of every part of a row."""
        for family in _FAMILIES:
            row: list[Part] = []
            for match in family.phrases.finditer(text):
                value = _VALUE.match(text, match.end())
                if value is None:
                    continue
                part = (match.start(), *value.span("value"), _PLAIN.sub("", match[0].lower()))
                if row and not _follows(text, row[-1], part):
                    yield from _judged(text, row, family)
                    row = []
                row.append(part)
            yield from _judged(text, row, family)


def _follows(text: str, last: Part, part: Part) -> bool:
    gap = part[0] - last[2]
    return 0 < gap <= _LONGEST_GAP and _GAP.match(text, last[2], part[0]) is not None


def _judged(text: str, row: Sequence[Part], family: _Family) -> Iterator[Hit]:
    """Yield the parts of a row of different labels that holds enough digits."""
    labels = {label for *_, label in row}
    if len(labels) < 2 or (family.sure and not labels & family.sure):
        return
    digits = sum(character.isdigit() for _, start, end, _ in row for character in text[start:end])
    if digits < family.digits:
        return
    for _, start, end, label in row:
        yield Hit(start, end, family.label, 0.8, Parted.id, context=label)


_DETAIL_WORDS: Final = (
    "bankverbindung|kontoverbindung|bankdaten|kontodaten|bank details|banking details|bank account details"
    "|account details|payment details|coordonnées bancaires|coordonnees bancaires|datos bancarios"
    "|domiciliación"
    "|coordinate bancarie|bankgegevens|rekeninggegevens|dados bancários|dados bancarios"
)
_DETAILS: Final = Phrases(_DETAIL_WORDS.split("|"))
_OPENING: Final = re.compile(
    r"[^\n\d.!?]{0,24}?(?::|(?<!\w)(?:are|is|sind|ist|lautet|lauten|sont|son|sono|zijn|são)(?!\w))"
)
_NUMBER: Final = re.compile(
    r"(?<![\w.,/$€£-])(?<![€$£][ ])\d(?:[\dA-Z]|[ .-](?=\d)){4,30}"
    r"(?![\w%°€$£]|[.,:/]\d|[ ](?:EUR|USD|GBP"
    r"|euros?)(?!\w))"
)
_LINE, _FEWEST_DIGITS = 110, 5
_DAY: Final = re.compile(r"\d{1,2}[.-]\d{1,2}[.-](?:19|20)\d\d\Z|(?:19|20)\d\d-\d\d-\d\d\Z")


class BankDetails:
    """All long numbers in the line that bank details open, whatever stands between them."""

    id = "bank-details"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them."""
        for match in _DETAILS.finditer(text):
            opening = _OPENING.match(text, match.end())
            if opening is None:
                continue
            begin = opening.end()
            end = text.find("\n", begin + 2, begin + _LINE)
            end = end if end >= 0 else min(len(text), begin + _LINE)
            for number in _NUMBER.finditer(text, begin, end):
                if sum(map(str.isdigit, number[0])) >= _FEWEST_DIGITS and not _DAY.match(number[0]):
                    yield Hit(*number.span(), EntityType.BANK_ACCT, 0.75, self.id, context=match[0].lower())


RECOGNIZERS: tuple[Recognizer, ...] = (Parted(), BankDetails())
