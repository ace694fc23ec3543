"""Tokens to text and back, over the vocabulary of a loaded model."""

from __future__ import annotations

import ctypes
import re
from typing import Any

from models.llama import bindings

_CONTROL = 1 << 3 | 1 << 0  # LLAMA_TOKEN_ATTR_CONTROL, LLAMA_TOKEN_ATTR_UNKNOWN
_USER_DEFINED = 1 << 4


class Vocabulary:
    """The vocabulary of one model.

    Attributes:
        ends: tokens that end an answer.
        bos: the beginning token, negative for none.
        control_texts: finds every place where the text of a control token starts.
    """

    def __init__(self, model: Any) -> None:  # noqa: ANN401
        self._library = bindings()
        self.pointer = self._library.llama_model_get_vocab(model)
        self.size: int = self._library.llama_vocab_n_tokens(self.pointer)
        self.bos: int = self._library.llama_vocab_bos(self.pointer)
        self.eos: int = self._library.llama_vocab_eos(self.pointer)
        self.adds_bos: bool = bool(self._library.llama_vocab_get_add_bos(self.pointer)) and self.bos >= 0
        self._buffer = ctypes.create_string_buffer(256)
        self._piece = self._library.llama_token_to_piece
        self._pieces: dict[int, bytes] = {}
        self.ends = frozenset(filter(self._is_end, range(self.size)))
        self.control_texts = self._control_texts()

    def tokenize(self, text: str, *, parse_special: bool) -> list[int]:
        """Turn text into token ids, without adding a beginning or end token.

        Args:
            text: any text.
            parse_special: whether the texts of control tokens become those tokens.
        """
        raw = text.encode("utf-8", "replace")
        room = len(raw) + 8
        while True:
            ids = (self._library.llama_token * room)()
            count: int = self._library.llama_tokenize(
                self.pointer, raw, len(raw), ids, room, False, parse_special
            )
            if count >= 0:
                return list(ids[:count])
            room = -count

    def piece(self, token: int, *, special: bool = False) -> bytes:
        """Bytes of one token, of any length; control tokens are empty unless ``special``."""
        length: int = self._piece(self.pointer, token, self._buffer, len(self._buffer), 0, special)
        if length < 0:
            self._buffer = ctypes.create_string_buffer(-length + 64)
            length = self._piece(self.pointer, token, self._buffer, len(self._buffer), 0, special)
        return ctypes.string_at(self._buffer, length)

    def text_piece(self, token: int) -> bytes:
        """As ``piece``, remembered: the same few thousand tokens make up most answers."""
        known = self._pieces.get(token)
        if known is None:
            known = self._pieces[token] = self.piece(token)
        return known

    def _is_end(self, token: int) -> bool:
        return bool(self._library.llama_vocab_is_eog(self.pointer, token))

    def is_control(self, token: int) -> bool:
        """Whether the token is not text."""
        return bool(self._library.llama_vocab_get_attr(self.pointer, token) & _CONTROL)

    def token_text(self, token: int) -> str:
        """The name of a token as templates use it, "" for none."""
        if token < 0:
            return ""
        raw: bytes = self._library.llama_vocab_get_text(self.pointer, token) or b""
        return raw.decode("utf-8", "replace")

    def _control_texts(self) -> re.Pattern[str] | None:
        """A pattern that finds every place where the text of a control token starts."""
        attributes, text = self._library.llama_vocab_get_attr, self._library.llama_vocab_get_text
        names = set()
        for token in range(self.size):
            if attributes(self.pointer, token) & _CONTROL:
                names.add((text(self.pointer, token) or b"").decode("utf-8", "replace"))
        names.discard("")
        if not names:
            return None
        return re.compile("(?=(" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + "))")
