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

# What keys begin with, and a piece that reaches the end of its line.
_BEGINS: Final = re.compile(
    r"(?<![A-Za-z0-9_])(?:eyJ|gh[oprsu]_|github_pat_|gl[a-z]{2,4}-|xox[a-z]-|sk-|[srp]k_live_|sk_test_"
    r"|whsec_|AKIA"
    r"|ASIA|SG\.|AIza|hf_|npm_|pypi-|dop_v1_|hv[sb]\.|ya29\.|shp[a-z]{2}_|AGE-SECRET-KEY-|GOCSPX-|dapi"
    r"|lin_api_"
    r"|key-|EAA|secret_|ntn_|figd_|sq0|tskey-|glsa_|NRAK-|dckr_pat_|gsk_|r8_|xai-|pat-)[\w.+/~%-]{5,400}"
    r"(?==?[\"'\\]?[ \t]{0,4}\r?\n)"
)
_NEXT: Final = re.compile(
    r"=?[\"'\\+ \t]{0,6}\r?\n[> \t|+\"'-]{0,12}(?P<piece>[\w.+/=~%-]{4,400})"
    r"(?=[\s\"'`,;)\\<]|\.\s|\Z)"
)
_DRAWN: Final = re.compile(r"\d|[a-z][A-Z]|[A-Z]{2}[a-z]")
_LONG: Final = 40
_MOST_PIECES: Final = 24
_LONGEST: Final = 2_000
_WHOLE: Final[tuple[Recognizer, ...]] = (*provider_keys.RECOGNIZERS, *tokens.RECOGNIZERS)


class BrokenKeys:
    """See the module."""

    id = "secret-broken"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the keys that are whole only when their pieces are joined."""
        done = 0
        for first in matches_of(_BEGINS, text):
            if first.start() < done:
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
            end = _end_of_key("".join(text[start:stop] for start, stop in pieces))
            if end > len(first[0]):
                yield Hit(first.start(), _place(pieces, end), EntityType.SECRET, 0.9, self.id)


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
