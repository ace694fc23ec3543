"""Keys of known formats that a mail program, a terminal or a quotation broke into lines.

The pieces are joined and shown to the recognisers of whole keys; what these find is mapped back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers import provider_keys, tokens
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.needs import matches_of

# What may be the first piece of a key, and reaches the end of its line.
_BEGINS: Final = re.compile(
    r"(?<![\w/+.~%-])[A-Za-z0-9$][\w.+/~%:$-]{5,400}"
    r"(?==?[\"'\\]?[ \t]{0,4}\r?\n[> \t|+\"'-]{0,12}[\w.+/=~%-]{4})"
)
_NEXT: Final = re.compile(
    r"=?[\"'\\+ \t]{0,6}\r?\n[> \t|+\"'-]{0,12}(?P<piece>[\w.+/=~%-]{4,400})"
    r"(?=[\s\"'`,;)\\<]|\.\s|\Z)"
)
_DRAWN: Final = re.compile(r"\d|[a-z][A-Z]|[A-Z]{2}[a-z]")
_LONG: Final = 40
_MOST_PIECES: Final = 24
_MOST_TRIED: Final = 3  # words that only stand over a key: "prod-2024"
_LONGEST: Final = 2_000
_WHOLE: Final[tuple[Recognizer, ...]] = (*provider_keys.RECOGNIZERS, *tokens.RECOGNIZERS)


class BrokenKeys:
    """See the module."""

    id = "secret-broken"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the keys that are whole only when their pieces are joined."""
        done = 0
        for first in matches_of(_BEGINS, text):
            if first.start() < done or not _goes_on(first[0]):
                continue
            pieces = [first.span()]
            length = len(first[0])
            while len(pieces) < _MOST_PIECES and length < _LONGEST:
                following = _NEXT.match(text, pieces[-1][1])
                if following is None or not _goes_on(following["piece"]):
                    break
                pieces.append(following.span("piece"))
                length += len(following["piece"])
            if len(pieces) == 1:
                continue
            done = pieces[-1][1]
            pieces = [(start, stop - (text[stop - 1] == "=")) for start, stop in pieces[:-1]] + pieces[-1:]
            for tried in range(min(_MOST_TRIED, len(pieces) - 1)):
                start, stop = pieces[tried]
                end = _end_of_key("".join(text[slice(*piece)] for piece in pieces[tried:]))
                if end > stop - start:
                    yield Hit(start, _place(pieces[tried:], end), EntityType.SECRET, 0.9, self.id)
                    break


def _goes_on(piece: str) -> bool:
    """Whether what a line holds looks drawn at random rather than like a word."""
    return _DRAWN.search(piece) is not None or len(piece) >= _LONG


def _end_of_key(joined: str) -> int:
    ends = [
        hit.end
        for one in _WHOLE
        for hit in one.find(joined)
        if hit.start == 0 and hit.label is EntityType.SECRET
    ]
    return max(ends, default=0)


def _place(pieces: list[tuple[int, int]], length: int) -> int:
    """Return where in the text so many characters of the joined pieces end."""
    for start, end in pieces:
        if length <= end - start:
            return start + length
        length -= end - start
    return pieces[-1][1]


RECOGNIZERS: tuple[Recognizer, ...] = (BrokenKeys(),)
