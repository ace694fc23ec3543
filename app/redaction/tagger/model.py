"""The tagger: finds the persons, organisations, places and addresses of a text.

It reads its two files when it is loaded and nothing afterwards, so that the process can be confined in
between. Long texts go through in windows that overlap, a batch at a time: time is linear in the text and
memory is bounded.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile

import numpy as np

from app.redaction.tagger.decode import LABELS, TAGS, Decoder, Floats
from app.redaction.tagger.features import Features, Lexicon, Rows
from app.redaction.tagger.tokens import Token, tokenise

if TYPE_CHECKING:
    from app.redaction.findings import EntityType
    from app.redaction.tagging import Listed

WINDOW = 256
"""Tokens that the network sees at once, as it was trained."""

MARGIN = 24
"""Tokens at each end of a window that another window decides, because they see too little beside them."""

_STRIDE = WINDOW - 2 * MARGIN
_BATCH = 8
_BLOCK = _BATCH * _STRIDE
_LONGEST = 4 * _BLOCK  # more tokens than this without one that is surely nothing are cut all the same
WEIGHTS = Path(__file__).parent / "weights"


class Tagged(NamedTuple):
    """One span that the model takes for something.

    Attributes:
        start: first character.
        end: one past the last.
        score: 0 to 1.
    """

    start: int
    end: int
    label: EntityType
    score: float


class Tagger:
    """A loaded model. Not safe to share between threads: it remembers words."""

    def __init__(self, session: _Session, features: Features, decoder: Decoder) -> None:
        self._session = session
        self._features = features
        self._decoder = decoder

    @classmethod
    def load(cls, directory: Path = WEIGHTS) -> Tagger:
        """Read the model and its word lists; about 0.2 s.

        Raises:
            OSError: a file is missing or cannot be read.
            ValueError: a file is not what it should be.
        """
        try:
            card = tomllib.loads((directory / "card.toml").read_text("utf-8"))
            decoder = Decoder({label: float(card["bias"][label.value]) for label in LABELS})
            features = Features(Lexicon.read(directory / "lexicon.npz"))
        except (LookupError, TypeError, EOFError, BadZipFile) as damaged:
            raise ValueError(type(damaged).__name__) from damaged
        return cls(_Session((directory / "tagger.onnx").read_bytes()), features, decoder)

    def tag(self, text: str, *, progress: Callable[[float], None] | None = None) -> list[Tagged]:
        """Find what the text holds.

        Args:
            text: any text; tens of thousands of characters a second.
            progress: told the share that is done, 0.0 to 1.0, after each batch; raise in it to stop.

        Returns:
            Spans in order, none overlapping; offsets are characters of the text.
        """
        return list(self.stream(text, progress=progress))

    def listed(self, word: str) -> Listed:
        """Return what its lists say of a word, in whatever case."""
        return self._features.listed(word)

    def stream(self, text: str, *, progress: Callable[[float], None] | None = None) -> Iterator[Tagged]:
        """Like `tag`, one span after the other as they are found."""
        pending: list[Token] = []
        scored: list[Floats] = []
        for tokens, logits in self._scored(text):
            pending += tokens
            scored.append(logits)
            together = np.concatenate(scored)
            cut = self._decoder.settled(together)
            if not cut and len(pending) > _LONGEST:
                cut = len(pending)
            if cut:
                yield from self._found(text, pending[:cut], together[:cut])
                pending = pending[cut:]
            scored = [together[cut:]]
            if progress is not None:
                progress(tokens[-1].end / len(text))
        if pending:
            yield from self._found(text, pending, np.concatenate(scored))
        if progress is not None:
            progress(1.0)

    def _found(self, text: str, tokens: list[Token], logits: Floats) -> Iterator[Tagged]:
        for first, stop, label, score in self._decoder.decode(logits):
            start, end = tokens[first].start, tokens[stop - 1].end
            while end > start and text[end - 1].isspace():
                end -= 1
            while start < end and text[start].isspace():
                start += 1
            if start < end:
                yield Tagged(start, end, label, score)

    def _scored(self, text: str) -> Iterator[tuple[list[Token], Floats]]:
        """Yield runs of tokens with their logits, a block at a time."""
        source = tokenise(text)
        left: list[Token] = []  # context before the block
        block = list(islice(source, _BLOCK + MARGIN))
        while block:
            more = list(islice(source, _BLOCK)) if len(block) == _BLOCK + MARGIN else []
            size = _BLOCK if more else len(block)
            rows = self._features.rows(left + block)
            yield block[:size], self._logits(rows)[len(left) : len(left) + size]
            left = (left + block[:size])[-MARGIN:]
            block = block[size:] + more

    def _logits(self, rows: Rows) -> Floats:
        """Run the windows of a block; a token is decided by a window that has its margin on both sides."""
        count = len(rows)
        if count <= WINDOW:
            (found,) = self._session.run(rows[None])
            return np.asarray(found, np.float32)
        starts = [*range(0, count - WINDOW, _STRIDE), count - WINDOW]
        out = np.empty((count, TAGS), np.float32)
        logits = self._session.run(np.stack([rows[s : s + WINDOW] for s in starts]))
        for start, found in zip(starts, logits, strict=True):
            skip = MARGIN if start else 0
            out[start + skip : start + WINDOW] = found[skip:]
        return out


class _Session:
    """The network in ONNX Runtime, on one thread."""

    def __init__(self, model: bytes) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        except Exception as damaged:  # its exceptions have no common public class
            msg = "not a model"
            raise ValueError(msg) from damaged

    def run(self, rows: Rows) -> Floats:
        """Run windows: int32 (windows, tokens, WIDTH) -> float32 (windows, tokens, TAGS)."""
        (logits,) = self._session.run(None, {"rows": rows})
        return np.asarray(logits, np.float32)
