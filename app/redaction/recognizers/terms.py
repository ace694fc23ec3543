"""The user's and the organisation's own terms, and values of this conversation that are hidden already.

A term is found in any case, with other spaces or hyphens, with or without accents, inflected (possessive,
plural, the case endings of the seven languages) and, since the view has undone them, through every disguise
of ``view``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from app.redaction.port import Term
from app.redaction.recognizers.base import Hit, trie_pattern
from app.redaction.view import normalised

_ENDINGS: Final = r"(?:'?s'?|'|es|s|en|ern|er|em|e|n|in|ovi|a|u|i)?"
_LONGEST_ENDING: Final = 3


class Terms:
    """All terms of one scan as one pattern.

    Args:
        terms: those to find; what is to be done with them is the pipeline's business.
        rule: name of the rule in the reasons.
    """

    def __init__(self, terms: Sequence[Term], rule: str = "term") -> None:
        self._rule = rule
        self._terms: dict[str, Term] = {}
        words: set[str] = set()
        for term in terms:
            # A capital can look like another letter where its small form does not (Greek zeta).
            for form in (term.text, term.text.lower(), term.text.upper()):
                key = folded(normalised(form).text)
                if key:
                    self._terms.setdefault(_glued(key), term)
                    words.add(key)
        body = trie_pattern(words, gap=r"[\s\-_.,'/]{0,3}")
        self._pattern = re.compile(rf"(?<![^\W_]){body}{_ENDINGS}(?![^\W_])") if words else None

    def find(self, text: str) -> Iterator[tuple[Hit, Term]]:
        """Yield every place of every term, with the term."""
        if self._pattern is None:
            return
        plain, origin = _without_accents(text)
        for match in self._pattern.finditer(plain):
            term = self._term(_glued(match[0]))
            if term is None:
                continue
            start, end = match.span()
            if origin is not None:
                start, end = origin[start], origin[end - 1] + 1
            yield Hit(start, end, term.label, 0.99, self._rule), term

    def _term(self, found: str) -> Term | None:
        for ending in range(_LONGEST_ENDING + 1):
            term = self._terms.get(found[: len(found) - ending])
            if term is not None:
                return term
        return None


def _glued(text: str) -> str:
    return re.sub(r"[\s\-_.,'/]+", "", text)


def folded(text: str) -> str:
    """Return a text for comparing: lower case, no accents, one space for any run of spaces and hyphens."""
    plain, _ = _without_accents(text)
    return " ".join(re.split(r"[\s\-_.,'/]+", plain)).strip()


def _without_accents(text: str) -> tuple[str, list[int] | None]:
    """Return the text in lower case without accents, and where its characters came from (None: in place)."""
    lower = text.lower()
    if lower.isascii() and len(lower) == len(text):
        return lower, None
    pieces: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(text):
        if character.isascii():
            plain = character.lower()
        else:
            plain = "".join(
                part
                for part in unicodedata.normalize("NFD", character.casefold())
                if not unicodedata.combining(part)
            )
        pieces.append(plain)
        origin.extend([position] * len(plain))
    return "".join(pieces), origin
