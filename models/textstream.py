"""Bytes of tokens to text that may be shown: whole characters only, and nothing of a stop string.

Pure and incremental: the cost per token does not grow with the answer.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence


class TextStream:
    """Turns pieces of bytes into pieces of text.

    Text is held back only while it could still become a stop string or an unfinished character.
    """

    def __init__(self, stop: Sequence[str] = ()) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._stops = tuple(string for string in stop if string)
        self._held = ""
        self.stopped = False

    def feed(self, piece: bytes) -> str:
        """Return the text that ``piece`` completes; sets ``stopped`` when a stop string appeared."""
        text = self._decode(piece)
        return self._release(text) if self._stops else text

    def finish(self) -> str:
        """Return what was held back at the end of the answer; a cut character becomes U+FFFD."""
        if self.stopped:
            return ""
        text = self._decode(b"", final=True)
        text = self._release(text) if self._stops else text
        rest, self._held = self._held, ""
        return text if self.stopped else text + rest

    def _release(self, text: str) -> str:
        if self.stopped:
            return ""
        text = self._held + text
        # The stop string that is complete first wins, so that the result does not depend on how the text
        # was cut.
        found = [(at + len(stop), at) for stop in self._stops if (at := text.find(stop)) >= 0]
        if found:
            self.stopped = True
            self._held = ""
            return text[: min(found)[1]]
        keep = self._possible_start(text)
        self._held = text[len(text) - keep :]
        return text[: len(text) - keep]

    def _possible_start(self, text: str) -> int:
        """Length of the longest end of ``text`` that begins a stop string."""
        longest = min(len(text), max(map(len, self._stops)) - 1)
        for length in range(longest, 0, -1):
            end = text[-length:]
            if any(len(stop) > length and stop.startswith(end) for stop in self._stops):
                return length
        return 0
