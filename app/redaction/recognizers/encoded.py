r"""Runs of a text that are another text, encoded: base64 (both alphabets), hexadecimal.

What a run hides is found by decoding it and scanning what comes out; the whole run is then marked. Escapes of
single characters (%40, &#64;, \u0040) are undone by ``view`` already.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.redaction import later as re

_BASE64: Final = re.compile(
    r"[A-Za-z0-9](?<![A-Za-z0-9+/_=-](?s:.))(?:[A-Za-z0-9+/_-]{7,4096})(?:\r?\n[ "
    r"\t]{0,8}[A-Za-z0-9+/_-]{8,128}){0,200}={0,2}(?![A-Za-z0-9+/_-])"
)
# The first digit comes first: so the engine can skip to it.
_HEX: Final = re.compile(
    r"[0-9A-Fa-f](?<![0-9A-Za-z](?s:.))"
    r"(?:(?<=0)x(?:[0-9A-Fa-f]{2}){6,4096}|[0-9A-Fa-f](?:[0-9A-Fa-f]{2}){5,4095}"
    r"|[0-9A-Fa-f](?:[ :][0-9A-Fa-f]{2}){7,1024})(?![0-9A-Za-z])"
)
# No text begins with the bits 10, which UTF-8 has in the middle of characters, but for a sign in UTF-16.
_NO_TEXT: Final = re.compile(r"[g-v](?![AQgw][A-D])")
_MIXED: Final = re.compile(r"[A-Z].*[a-z]|[a-z].*[A-Z]|\d", re.DOTALL)
_READABLE: Final = re.compile(r"[\w\s.,;:!?@+\-/()'\"#&=%<>{}\[\]*|$€£\\~^`]*\Z")


@dataclass(frozen=True, slots=True)
class Encoded:
    """A run and what it says."""

    start: int
    end: int
    encoding: str
    text: str


def encoded_runs(text: str) -> Iterator[Encoded]:
    """Yield the runs that decode to readable text; linear in the text."""
    for match in _BASE64.finditer(text):
        run = match[0]
        if _NO_TEXT.match(run) or not _MIXED.search(run[:200]):
            continue
        decoded = _from_base64(run)
        if decoded is not None:
            yield Encoded(*match.span(), "base64", decoded)
    for match in _HEX.finditer(text):
        digits = re.sub(r"0x|[ :]", "", match[0])
        decoded = _readable(bytes.fromhex(digits)) if len(digits) % 2 == 0 else None
        if decoded is not None:
            yield Encoded(*match.span(), "hex", decoded)


def _from_base64(run: str) -> str | None:
    plain = re.sub(r"\s", "", run).rstrip("=").replace("-", "+").replace("_", "/")
    if len(plain) % 4 == 1:
        return None
    try:
        return _readable(base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True))
    except binascii.Error:
        return None


def _readable(raw: bytes) -> str | None:
    """Return bytes as text, if they are one that somebody could have written."""
    for encoding in ("utf-8", "utf-16-le") if raw[1:2] == b"\0" else ("utf-8",):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(text) >= 5 and _READABLE.match(text) and re.search(r"[A-Za-z0-9]{2}", text):
            return text
    return None
