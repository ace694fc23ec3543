"""Labels that somebody typed or a scanner read wrong: "acount number", "refrence nubmer", "Acc0unt N0.".

A word that is one slip of the finger away from a label (a letter left out, doubled, changed or swapped with
the next) and is no word itself is read as that label. Its value then has to follow as it would behind that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit
from app.redaction.recognizers.behind_labels import value_behind
from app.redaction.recognizers.labels import Kind
from app.redaction.recognizers.written_dates import BIRTH_DATE, ONLY_YEAR

_LABELS: Final = (
    (
        EntityType.OTHER_ID,
        (
            "number nummer numéro numero número reference referenz référence referencia customer member "
            "membership employee student application contract tracking confirmation registration "
            "certificate reservation invoice dossier aktenzeichen vorgangsnummer kundennummer "
            "vertragsnummer mitgliedsnummer rechnungsnummer matrikelnummer personalnummer schadennummer "
            "policennummer klantnummer polisnummer dossiernummer zaaknummer expediente processo matricule "
            "matrícula "
        ),
    ),
    (EntityType.SSN, "security sozialversicherungsnummer rentenversicherungsnummer versicherungsnummer"),
    (EntityType.PASSPORT, "passport passeport pasaporte passaporto passaporte paspoort reisepass passnummer"),
    (
        EntityType.DRIVER_LICENSE,
        "licence license führerschein rijbewijs führerscheinnummer rijbewijsnummer condução conducir",
    ),
    (
        EntityType.DOB,
        "birthday birthdate geburtsdatum geburtstag geboortedatum naissance nacimiento nascimento",
    ),
    (
        EntityType.NATIONAL_ID,
        "personalausweis ausweisnummer identity national identiteitskaart burgerservicenummer",
    ),
    (EntityType.BANK_ACCT, "account kontonummer rekeningnummer rekening compte cuenta"),
    (EntityType.MRN, "patient medical hospital patientennummer patiëntnummer"),
    (EntityType.HEALTH_ID, "insurance krankenversichertennummer subscriber"),
    (EntityType.TAX_ID, "steuernummer steueridentifikationsnummer taxpayer"),
)


def _without_one(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


_TARGETS: Final = {word: label for label, group in _LABELS for word in group.split()}
_NEAR: Final[dict[str, str]] = {}
for _target in _TARGETS:
    for _form in (_target, *_without_one(_target)):
        _NEAR.setdefault(_form, _target)
_FIRSTS: Final = frozenset(_target[0] for _target in _TARGETS)
_FEWEST_LETTERS: Final = 6
_DIGITS: Final = re.compile(r"\d+")
_WORD: Final = re.compile(r"(?<![^\W_])[^\W\d_]{6,29}(?![^\W_])")
_REACH: Final = 40
_NEXT: Final = re.compile(r"[ ][^\W\d_]{3,10}(?=[ .:#])")
_INFLECTED: Final = ("s", "n", "en", "es", "e", "r", "o", "a", "i", "d", "ed", "t", "l", "ly")
# Words of their own, one letter from a label.
_OTHER_WORDS: Final = (
    "contact contacts contrast patent patents identify notional nacional nationale nationaal medial "
    "tracing compute compete comte conte cuesta cuento membre membro slumber numbed licensed licenser "
    "registratie invoiced contrat referent "
)
# What a scanner reads for a letter: "L1cense", "Acc0unt", "P0licy", "Cla1m".
_MISREAD: Final = re.compile(r"(?<![^\W_])[A-Za-z]{1,14}[01][A-Za-z]{1,14}(?![^\W_])")
_MISREAD_NEXT: Final = re.compile(r"[ ][A-Za-z]{0,5}[01]\.?(?=[ .:#])|[ ][^\W\d_]{2,10}\.?(?=[ .:#])")
_MEANT_BY: Final = (str.maketrans("01", "oi"), str.maketrans("01", "ol"))
_SCANNED: Final = {
    word: label
    for label, group in (
        *_LABELS,
        (
            EntityType.OTHER_ID,
            "policy claim order ticket invoice case file contract serial badge polizza zaak",
        ),
        (EntityType.BANK_ACCT, "konto conto conta acct"),
        (EntityType.DRIVER_LICENSE, "driver driving lic permis patente"),
    )
    for word in group.split()
}
_OTHERS: Final = frozenset(_OTHER_WORDS.split())
_LEAST_DIGITS: Final = 4
_MOST_WORDS: Final = 4
_BIRTH_LINK: Final = re.compile(
    r"[ \t]{0,3}(?:[:=-]|(?:is|ist|est|es|è|é)(?!\w))?[ \t]{0,3}(?:\r?\n[ ]{0,4})?", re.IGNORECASE
)


def _meant(word: str) -> str | None:
    """Return the label that a word was meant to be; None for a word that is right, or another one."""
    if word[0] not in _FIRSTS or word in _TARGETS or len(word) < _FEWEST_LETTERS or word in _OTHERS:
        return None
    if word in words("common_words") or word in words("plain_words"):
        return None
    for form in (word, *_without_one(word)):
        target = _NEAR.get(form)
        if target is None or target[0] != word[0]:
            continue
        if any(word == target + ending or target == word + ending for ending in _INFLECTED):
            return None  # a plural, another case
        return target
    return None


def _words_before_digits(text: str) -> Iterator[re.Match[str]]:
    done = 0
    for digits in _DIGITS.finditer(text):
        yield from _WORD.finditer(text, max(done, digits.start() - _REACH), digits.start())
        done = digits.end()


class Misspelt:
    """Values behind a label that is one slip away from a known one."""

    id = "misspelt-label"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the value behind each such label."""
        for match in _words_before_digits(text):
            target = _meant(match[0].lower())
            if target is None:
                continue
            if _TARGETS[target] is EntityType.DOB:
                yield from _birth(text, match.end(), target)
                continue
            kind = Kind(self.id, _TARGETS[target], target, _LEAST_DIGITS, strong=False)
            following = _NEXT.match(text, match.end())
            ends = [match.end()]
            if following is not None and (
                _meant(following[0][1:].lower()) or following[0][1:].lower() in _TARGETS
            ):
                ends.append(following.end())
            for end in ends:
                hit = value_behind(text, end, kind, target)
                if hit is not None:
                    yield hit
                    break
        yield from self._scanned(text)

    def _scanned(self, text: str) -> Iterator[Hit]:
        """Yield the values behind labels in which a scanner took letters for digits."""
        for match in _MISREAD.finditer(text):
            label = next(
                (word for table in _MEANT_BY if (word := match[0].lower().translate(table)) in _SCANNED), None
            )
            if label is None:
                continue
            kind = Kind(self.id, _SCANNED[label], label, _LEAST_DIGITS, strong=False)
            ends = [match.end()]
            while len(ends) < _MOST_WORDS and (following := _MISREAD_NEXT.match(text, ends[-1])) is not None:
                ends.append(following.end())
            for end in ends:
                hit = value_behind(text, end, kind, label)
                if hit is not None:
                    yield hit
                    break


def _birth(text: str, position: int, label: str) -> Iterator[Hit]:
    """Yield the day behind a word of birth."""
    link = _BIRTH_LINK.match(text, position)
    day = BIRTH_DATE.match(text, link.end() if link is not None else position)
    if day is not None and not ONLY_YEAR.match(day[0]):
        yield Hit(*day.span(), EntityType.DOB, 0.8, Misspelt.id, context=label)


RECOGNIZERS: Final = (Misspelt(),)
