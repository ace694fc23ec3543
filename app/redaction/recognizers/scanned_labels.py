"""Numbers behind a label that a scanner damaged: "lnvoice N0. A-20417", "Mernber lD", "Stu dent No 1044178".

A scanner takes signs for others that look alike, and breaks words. So the words at the beginning of a line
or a column are joined, and signs that look alike are made one. Where that gives the same as a label does,
and the words as they stand are none, it is that label.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.behind_labels import value_behind
from app.redaction.recognizers.label_kinds import glued_labels
from app.redaction.recognizers.labels import Kind
from app.redaction.recognizers.needs import matches_of
from app.redaction.recognizers.numbered import NUMBERED

_ALIKE: Final = str.maketrans({
    "1": "l", "i": "l", "!": "l", ""
    "|": "l", "j": "l", "0": "o", "6": "o", "q": "o", "5": "s", "8": "b", "2": "z",
    "e": "c", "v": "u", "°": "o", "º": "o", "ß": "b",
})  # fmt: skip
_NO_SIGNS: Final = dict.fromkeys(map(ord, " \t.'’`-_"))
_NUMBER_WORDS: Final = ("no", "nr", "number", "nummer", "id", "numero", "code", "nro", "ref")
_MORE: Final = (
    "delivery note|billing account|customer|member|patient|employee|student|policyholder|enrolment"
    "|order|invoice|case"
    "|lab|district|batch|claimant|insured|physician id|unit|ward|admission|application|reference"
    "|certificate|permit"
    "|kunde|rechnung|vertrag|police|police nr|klant|factuur|polis|cliente|fattura|factura|pratica"
    "|codice cliente"
    "|client|facture|dossier|contrat|expediente|apólice|processo|référence contrat|réf contrat|badge|docket"
)
# The beginning of a line or of a column, words, and a value with digits not far behind.
_FIELD: Final = re.compile(
    r"(?:^|(?<=[|;\t])|(?<=[ ]{3}))[ \t>*•-]{0,4}"
    r"(?P<head>(?=[^\W_][^\n]{2,60}\d)[^\W_](?:[^\n|;\t ]|[ ](?![ ]{2})){1,39})",
    re.MULTILINE,
)
_WORD: Final = re.compile(r"[^\W_](?:[\w!|'’°º]|\.(?=[^\W_]\.?[ ]|\d\.[ ])){0,24}\.?")
_MOST_WORDS: Final = 5
_SHORTEST: Final = 4
_BEGINNING: Final = 3
_LEAST_DIGITS: Final = 3
_LONG_NUMBER: Final = re.compile(r"(?:\D?\d){3}")
_VOICED: Final = re.compile(r"[^\W\d_]")


class ScannedLabels:
    """Values behind a damaged label at the beginning of a field."""

    id = "scanned-label"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the value behind each such label."""
        labels, beginnings = _labels()
        for field in matches_of(_FIELD, text):
            words: list[re.Match[str]] = []
            for word in _WORD.finditer(text, *field.span("head")):
                if len(words) == _MOST_WORDS or _LONG_NUMBER.search(word[0]):
                    break
                words.append(word)
            if not words or _looks("".join(word[0] for word in words[:2]))[:_BEGINNING] not in beginnings:
                continue
            for count in range(len(words), 0, -1):
                hit = _behind(text, words[:count], labels)
                if hit is not None:
                    yield hit
                    break


def _behind(text: str, words: list[re.Match[str]], labels: dict[str, EntityType]) -> Hit | None:
    written = text[words[0].start() : words[-1].end()]
    glued = written.lower().translate(_NO_SIGNS)
    if len(glued) < _SHORTEST or not _VOICED.search(glued):
        return None
    label = labels.get(_looks(written))
    if label is None or _is_whole(written):
        return None
    kind = Kind(ScannedLabels.id, label, "", _LEAST_DIGITS)
    return value_behind(text, words[-1].end(), kind, "scanned label", numbered=True)


@cache
def _labels() -> tuple[dict[str, EntityType], frozenset[str]]:
    """Return how labels look, and how they begin."""
    looks = {_looks(form): kind.label for form, kind in glued_labels() if len(form) >= _SHORTEST}
    for noun in (*NUMBERED.split("|"), *_MORE.split("|")):
        for number in ("", *_NUMBER_WORDS):
            if len(noun) + len(number) >= _SHORTEST:
                looks.setdefault(_looks(noun + number), EntityType.OTHER_ID)
                looks.setdefault(_looks(number + noun), EntityType.OTHER_ID)
    return looks, frozenset(look[:_BEGINNING] for look in looks)


@cache
def _whole_words() -> frozenset[str]:
    """Return the words that labels are made of, as they are written."""
    forms = {form for form, _ in glued_labels(spaced=True)} | {*NUMBERED.split("|"), *_MORE.split("|")}
    return frozenset(word for form in forms for word in re.split(r"[ \t_.'’-]+", form)) | {
        *_NUMBER_WORDS,
        "n",
    }


def _is_whole(written: str) -> bool:
    """Whether each word is as labels have it: the tables of labels have looked at those."""
    return all(word in _whole_words() for word in re.split(r"[ \t_.'’-]+", written.lower()) if word)


def _looks(written: str) -> str:
    """Return what signs that look alike have in common."""
    low = written.lower()
    if not low.isascii():
        low = "".join(one for one in unicodedata.normalize("NFKD", low) if not unicodedata.combining(one))
    return low.translate(_NO_SIGNS).replace("rn", "m").replace("vv", "w").translate(_ALIKE)


RECOGNIZERS: tuple[Recognizer, ...] = (ScannedLabels(),)
