"""Checked numbers behind their label, in whatever groups they were written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from stdnum.au import tfn
from stdnum.be import nn
from stdnum.br import cnpj, cpf
from stdnum.ca import sin
from stdnum.ch import ssn as ahv
from stdnum.de import idnr
from stdnum.es import dni, nie
from stdnum.fr import nir
from stdnum.gb import nhs
from stdnum.in_ import aadhaar
from stdnum.it import codicefiscale, iva
from stdnum.nl import bsn
from stdnum.pl import pesel
from stdnum.pt import nif
from stdnum.se import personnummer
from stdnum.us import ssn

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Phrases, Recognizer
from app.redaction.recognizers.check_digits import by

_CHECKED: Final[tuple[tuple[str, EntityType, tuple[int, ...], Callable[[str], bool]], ...]] = (
    ("nhs", EntityType.HEALTH_ID, (10,), by(nhs)),
    ("nir|sécu|sécurité sociale|ss|nss|insee", EntityType.NATIONAL_ID, (15,), by(nir)),
    ("codice fiscale|cf|c.f|cod fisc|cod fiscale", EntityType.NATIONAL_ID, (16,), by(codicefiscale)),
    ("dni|nif", EntityType.NATIONAL_ID, (9,), by(dni)),
    ("nie", EntityType.NATIONAL_ID, (9,), by(nie)),
    ("nif|contribuinte|nipc", EntityType.TAX_ID, (9,), by(nif)),
    ("bsn|burgerservicenummer|sofinummer", EntityType.NATIONAL_ID, (9,), by(bsn)),
    ("cpf", EntityType.NATIONAL_ID, (11,), by(cpf)),
    ("cnpj", EntityType.TAX_ID, (14,), by(cnpj)),
    ("pesel", EntityType.NATIONAL_ID, (11,), by(pesel)),
    ("personnummer|personnr", EntityType.NATIONAL_ID, (10, 12), by(personnummer)),
    ("aadhaar|aadhar|uidai", EntityType.NATIONAL_ID, (12,), by(aadhaar)),
    ("sin|social insurance|nas", EntityType.NATIONAL_ID, (9,), by(sin)),
    ("tfn|tax file", EntityType.TAX_ID, (8, 9), by(tfn)),
    ("ssn|social security|social|soc", EntityType.SSN, (9,), by(ssn)),
    ("steuer id|steueridentifikationsnummer|idnr|tin", EntityType.TAX_ID, (11,), by(idnr)),
    ("partita iva|p iva|piva|iva", EntityType.TAX_ID, (11,), by(iva)),
    ("ahv|avs", EntityType.NATIONAL_ID, (13,), by(ahv)),
    ("rijksregister|rijksregisternummer|registre national|insz", EntityType.NATIONAL_ID, (11,), by(nn)),
)


class Separated:
    """Numbers with a check digit whose label stands before them, in any grouping, wrapped over lines or not.

    The shapes know the usual groups. Here the characters are counted instead, and the check decides.
    """

    id = "id-in-any-groups"
    _reach: Final = 36
    _start: Final = re.compile(r"(?<![^\W_])[A-Za-z0-9]")

    def __init__(self) -> None:
        words = [(word, index) for index, (words, *_) in enumerate(_CHECKED) for word in words.split("|")]
        self._kinds: dict[str, list[int]] = {}
        for word, index in words:
            self._kinds.setdefault(_plain(word), []).append(index)
        self._labels = Phrases(word for word, _ in words)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the first value behind each label whose check holds."""
        for label in self._labels.finditer(text):
            hit = self._behind(text, label.end(), self._kinds.get(_plain(label[0]), []))
            if hit is not None:
                yield hit

    def _behind(self, text: str, begin: int, kinds: list[int]) -> Hit | None:
        for start in self._start.finditer(text, begin, min(len(text), begin + self._reach)):
            for length in sorted({length for kind in kinds for length in _CHECKED[kind][2]}):
                end = _end_of(text, start.start(), length)
                if end is None:
                    continue
                value = text[start.start() : end]
                for kind in kinds:
                    _, label, lengths, holds = _CHECKED[kind]
                    if length in lengths and holds(re.sub(r"[\W_]", "", value)):
                        return Hit(start.start(), end, label, 0.95, self.id, checksum=True)
        return None


_LONGEST_GAP: Final = 6


def _plain(phrase: str) -> str:
    return re.sub(r"[ \t_.-]", "", phrase.lower())


def _end_of(text: str, start: int, length: int) -> int | None:
    """Return where so many letters and digits are read, if a group ends there and half of them are digits."""
    seen = digits = gap = 0
    for position in range(start, min(len(text), start + 4 * length)):
        character = text[position]
        if character.isascii() and character.isalnum():
            seen += 1
            digits += character.isdigit()
            gap = 0
        elif character in " \t\n\r.-/_·>|" and gap < _LONGEST_GAP:
            gap += 1
        else:
            return None
        if seen == length:
            after = text[position + 1 : position + 2]
            return position + 1 if 2 * digits >= length - 2 and not after.isalnum() else None
    return None


RECOGNIZERS: tuple[Recognizer, ...] = (Separated(),)
