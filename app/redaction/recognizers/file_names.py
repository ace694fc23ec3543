"""Whose a file is, in its name: "Kontoauszug_4471088209_Nr3.pdf", "Zeugnis_Aydogan_Levin_2b.pdf".

A name of a file says in one word what paper it is, and whose in the number beside it. Days, versions and
the counters of cameras stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.written_dates import MONTH_NAMES
from app.redaction.standing_words import announces

_ENDING: Final = re.compile(
    r"\.(?:pdf|docx?|xlsx?|odt|ods|zip|jpe?g|png|tiff?|heic"
    r"|csv|txt|xml|msg|eml|rtf|p7m)(?![^\W_])",
    re.IGNORECASE,
)
_PIECE: Final = re.compile(r"[^\W_]+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LONGEST: Final = 80
_PAPER_WORDS: Final = (
    "statement statements payslip passport licence license visa kontoauszug auszug gehaltsabrechnung "
    "lohnabrechnung zeugnis bescheid police releve relevé extrait bulletin attestation extracto nomina "
    "nómina recibo estratto bustapaga cedolino rekeningafschrift afschrift loonstrook extrato holerite "
    "comprovante letter scan estimate quote referral discharge labreport lab results mahnung "
)
_PAPERS: Final = frozenset(_PAPER_WORDS.split())
# Papers that are a person's: beside them a word of no dictionary is a name.
_PERSONAL_WORDS: Final = (
    "cv lebenslauf curriculum resume resumé zeugnis arbeitszeugnis bewerbung bewerbungsfoto arztbrief attest"
    " gehaltsabrechnung lohnabrechnung abmahnung kündigung personalakte krankmeldung payslip payslips"
    " appraisal grievance bulletin paie ordonnance candidature nomina nómina bustapaga cedolino referto"
    " candidatura loonstrook beoordeling sollicitatie motivatiebrief recibo holerite atestado currículo"
    " passport passeport reisepass pasaporte passaporto paspoort discharge sicknote careplan"
)
_PERSONAL: Final = frozenset(_PERSONAL_WORDS.split())
_OF_NOBODY_WORDS: Final = (
    "template templates example examples sample tips guide form blank checklist how muster vorlage beispiel"
    " formular modèle modele exemple plantilla ejemplo modello esempio voorbeeld sjabloon modelo exemplo"
)
_OF_NOBODY: Final = frozenset(_OF_NOBODY_WORDS.split())
_BANK: Final = re.compile(
    r"konto|account|acct|compte|cuenta|conto|conta|rekening|statement|afschrift|extrato", re.IGNORECASE
)
_DAY: Final = re.compile(
    r"(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?)?\Z"
    r"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)?\d\d\Z|(?:19|20)\d{12}\Z"
)
_OF_A_CAMERA: Final = re.compile(
    r"(?:img|dsc|dscn|dscf|pxl|mvi|vid|screenshot|whatsapp|wa|scan|photo|v)\d*\Z", re.IGNORECASE
)
_FEWEST: Final = 4
_FEWEST_PIECES: Final = 2


class FileNames:
    """Numbers beside the word for a paper in the name of a file."""

    id = "file-name"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them; the words and the ending stay readable."""
        for ending in _ENDING.finditer(text):
            first = max(0, ending.start() - _LONGEST)
            for begin in (text.rfind(sign, first, ending.start()) for sign in " \n\t\"'(/\\"):
                first = max(first, begin + 1)
            yield from self._in_name(text, first, ending.start())
            yield from self._names(text, first, ending.start())

    def _names(self, text: str, first: int, last: int) -> Iterator[Hit]:
        """Yield the words of no dictionary beside the word for a paper that is somebody's."""
        pieces = [piece for piece in _PIECE.finditer(text, first, last) if piece[0].isalpha()]
        told = [piece[0].lower() for piece in pieces]
        if len(pieces) < _FEWEST_PIECES or _PERSONAL.isdisjoint(told) or not _OF_NOBODY.isdisjoint(told):
            return
        for piece, low in zip(pieces, told, strict=True):
            if len(low) > 2 and not _is_a_word(low):
                yield Hit(*piece.span(), EntityType.PERSON, 0.62, "name-of-a-file")

    def _in_name(self, text: str, first: int, last: int) -> Iterator[Hit]:
        stem = text[first:last]
        told = [word[0].lower() for word in _WORD.finditer(stem)]
        if not any(word in _PAPERS or announces(word) for word in told if len(word) > 2):
            return
        label = EntityType.BANK_ACCT if _BANK.search(stem) else EntityType.OTHER_ID
        before = ""
        for piece in _PIECE.finditer(text, first, last):
            value = piece[0]
            digits = sum(map(str.isdigit, value))
            if (
                digits >= _FEWEST
                and not _DAY.match(value)
                and not _OF_A_CAMERA.match(before + _letters(value))
            ):
                yield Hit(*piece.span(), label, 0.72, self.id, context=told[0])
            before = value if value.isalpha() else ""


def _is_a_word(low: str) -> bool:
    return (
        low in _PERSONAL
        or low in _PAPERS
        or low in MONTH_NAMES
        or announces(low)
        or any(low in words(listed) for listed in ("common_words", "plain_words", "form_words", "not_names"))
    )


def _letters(value: str) -> str:
    return value.rstrip("0123456789") if value[:1].isalpha() else ""


RECOGNIZERS: tuple[Recognizer, ...] = (FileNames(),)
