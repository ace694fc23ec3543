"""Relatives of those whom everybody of a place knows: "the mayor's daughter", "la hija del alcalde"."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import QuasiIdentifier
from app.redaction.quasi.coarser import like
from app.redaction.quasi.scene import Scene
from app.redaction.quasi.words import Sense, quasi_words

_OF_ROLE: Final = r"""(?<![^\W_])(?P<article>(?:the|a|die|der|den|dem|des|la|le|l|el|il|de|het|o|a)[ '])?
    (?P<kin>%s)[ ]
    (?:of[ ](?:the|a|our)|des|der|vom|du|de[ ]la|de[ ]l'|del|della|dell'|van[ ]de|van[ ]een|do|da)[ ]?
    (?:[^\W\d_][\w-]{1,20}[ ]){0,2}\Z"""
_MARRIED_TO: Final = re.compile(
    r"(?:married|engaged|related)[ ]to[ ](?:the|our|a)[ ](?:[^\W\d_][\w-]{1,20}[ ]){0,2}\Z"
    r"|(?:mit|avec|con|met|com)[ ](?:dem|der|le|la|el|il|de|o|a)[ ](?:[^\W\d_][\w-]{1,20}[ ])?\Z"
)
_POSSESSIVE: Final = re.compile(r"'s?[ ](?:[^\W\d_][\w-]{1,14}[ ]){0,2}?")
_THE: Final = re.compile(r"(?<![^\W_])(?:the|our|a)[ ](?:[^\W\d_][\w-]{1,20}[ ])?\Z")
_RELATIVE: Final = {
    "en": "a relative of a public figure", "fr": "un proche d'une personnalité",
    "es": "un familiar de un cargo público", "it": "un parente di una figura pubblica",
    "nl": "een familielid van een bekend persoon", "pt": "um familiar de uma figura pública",
}  # fmt: skip
_GERMAN_WOMEN: Final = frozenset(
    {"tochter", "frau", "ehefrau", "mutter", "schwester", "nichte", "enkelin", "witwe"}
)
_GERMAN_RELATIVE: Final = {
    ("die", True): "eine Angehörige", ("der", True): "einer Angehörigen", ("der", False): "ein Angehöriger",
    ("den", False): "einen Angehörigen", ("dem", False): "einem Angehörigen",
    ("des", False): "eines Angehörigen",
}  # fmt: skip


@functools.cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns for a relative, and for "the daughter of the " before a role."""
    kin = rf"(?:{'|'.join(quasi_words().kin[language])})(?![^\W_])"
    return re.compile(kin), re.compile(_OF_ROLE % kin, re.VERBOSE)


def find_kinship(scene: Scene, start: int, end: int, sense: Sense) -> Iterator[QuasiIdentifier]:
    """Yield a relative of the role that stands at a span: "the mayor's daughter", "daughter of the mayor"."""
    text, low = scene.text, scene.lowered
    kin, of_role = _patterns(sense.language)
    if sense.language == "en":
        owner = _POSSESSIVE.match(low, end)
        relative = kin.match(low, owner.end()) if owner is not None else None
        if relative is not None:
            the = _THE.search(low, max(0, start - 30), start)
            first = the.start() if the is not None else start
            general = like(_RELATIVE["en"], text[first:]) if the is not None else ""
            yield QuasiIdentifier(first, relative.end(), "kinship", general, rare=True)
            return
    before = of_role.search(low, max(0, start - 70), start)
    if before is not None:
        first = before.start()
        general = _relative(sense.language, (before["article"] or "").strip(), before["kin"])
        yield QuasiIdentifier(first, end, "kinship", like(general, text[first:end]), rare=True)
    elif _MARRIED_TO.search(low, max(0, start - 60), start) and scene.is_about(start, end):
        yield QuasiIdentifier(start, end, "kinship", rare=True)


def _relative(language: str, article: str, kin: str) -> str:
    if language != "de":
        return _RELATIVE[language] if article else ""
    relative = _GERMAN_RELATIVE.get((article, kin in _GERMAN_WOMEN), "")
    return f"{relative} einer bekannten Person" if relative else ""
