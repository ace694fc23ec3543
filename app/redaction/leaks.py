"""The last look at the exact outgoing bytes: no value that is hidden may be in them, in any disguise we know.

This is deterministic and knows nothing of detectors, so that it catches the mistakes of all of them. It
compares whole words: a hidden "Roe" is not found in "heroes".
"""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Final
from urllib.parse import unquote_to_bytes

from app.redaction.port import Leak

_IGNORABLE: Final = dict.fromkeys(
    map(
        ord,
        "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
        "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff",
    )
)
_BASE64: Final = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_HEX: Final = re.compile(r"(?:[0-9A-Fa-f]{2}[ :-]?){4,}")
_JSON_ESCAPE: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_WORDS_OR_LINES: Final = re.compile(r"[^\W\d_]{2,}|\n")  # digits beyond them belong to another number
_OUR_TAG: Final = re.compile(r"\[[A-Z][A-Z_]*_\d{1,6}(?:_[A-Z]+\d*)?\]")
_FEWEST_DIGITS: Final = 6
_SHORT: Final = 4


def find_leaks(body: bytes, values: tuple[str, ...]) -> tuple[Leak, ...]:
    """Look for every value in the outgoing bytes.

    Args:
        body: the exact bytes.
        values: what must not be in them; empty ones are never found.

    Returns:
        At most one leak per value and disguise, in the order of the values.
    """
    text = body.decode("utf-8", "replace")
    views = [(how, _View(content)) for how, content in _disguises(text)]
    found: list[Leak] = []
    for index, value in enumerate(values):
        wanted = _Wanted(value)
        for how, view in views:
            kind = view.contains(wanted)
            if kind is not None:
                how_found = kind if how == "plain" else how
                start = body.find(value.encode()) if how_found == "plain" else -1
                found.append(Leak(index, how_found, start))
                break
    return tuple(found)


class _Wanted:
    """A value in the shapes that are compared."""

    def __init__(self, value: str) -> None:
        self.exact = unicodedata.normalize("NFKC", value.translate(_IGNORABLE)).strip()
        self.folded = _fold(value)
        self.words = " ".join(re.findall(r"\w+", self.folded))
        digits = "".join(letter for letter in self.folded if letter.isdigit())
        mostly_digits = len(digits) * 2 >= len(re.sub(r"\W", "", self.folded))
        self.digits = digits if len(digits) >= _FEWEST_DIGITS and mostly_digits else ""
        squeezed = re.sub(r"[\W_]", "", self.folded)
        self.squeezed = squeezed if len(squeezed) >= 8 else ""
        self.case_matters = len(self.words) <= _SHORT


class _View:
    """One reading of the body: as it is, decoded, or reversed, in the shapes that are compared."""

    def __init__(self, text: str) -> None:
        self._exact = unicodedata.normalize("NFKC", text.translate(_IGNORABLE))
        folded = _fold(text)
        self._words = " " + " ".join(re.findall(r"\w+", folded)) + " "
        self._squeezed = re.sub(r"[\W_]", "", folded)
        self._digits = re.sub(r"[^\d|]", "", _WORDS_OR_LINES.sub("|", folded))
        self._reversed_words = self._words[::-1]

    def contains(self, wanted: _Wanted) -> str | None:
        """Return how the value stands there; None if it does not."""
        if not wanted.exact:
            return None
        if wanted.case_matters:
            if re.search(rf"(?<!\w){re.escape(wanted.exact)}(?!\w)", self._exact):
                return "plain"
        elif f" {wanted.words} " in self._words if wanted.words else wanted.exact in self._exact:
            return "plain"
        if wanted.squeezed and wanted.squeezed in self._squeezed:
            return "plain"
        if wanted.digits and wanted.digits in self._digits:
            return "digits"
        return "reversed" if self._contains_reversed(wanted) else None

    def _contains_reversed(self, wanted: _Wanted) -> bool:
        if len(wanted.words) > _SHORT and f" {wanted.words} " in self._reversed_words:
            return True
        if wanted.squeezed and wanted.squeezed[::-1] in self._squeezed:
            return True
        return bool(wanted.digits) and wanted.digits[::-1] in self._digits


def _disguises(text: str) -> Iterator[tuple[str, str]]:
    """Yield the body and what it holds in each encoding, our own placeholders taken out."""
    content = "\n".join(_strings_of(text))
    plain = _OUR_TAG.sub(" ", content)
    yield "plain", plain
    if "%" in plain:
        yield "url", unquote_to_bytes(plain.replace("+", " ")).decode("utf-8", "replace")
    if "&" in plain:
        yield "html", html.unescape(plain)
    if "\\u" in plain:
        yield "json", _JSON_ESCAPE.sub(lambda match: chr(int(match[1], 16)), plain)
    if decoded := " ".join(_decoded(_BASE64.findall(plain), _base64)):
        yield "base64", decoded
    if decoded := " ".join(_decoded(_HEX.findall(plain), _hex)):
        yield "hex", decoded


def _strings_of(text: str) -> Iterator[str]:
    """Yield every string of a JSON body (keys too), or the text itself where it is no JSON."""
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        yield text
        return
    waiting: list[object] = [parsed]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            waiting += [*item.keys(), *item.values()]
        elif isinstance(item, list):
            waiting += item
        else:
            yield str(item)


def _decoded(runs: Iterable[str], decode: Callable[[str], bytes]) -> Iterator[str]:
    for run in runs:
        try:
            raw = decode(run)
        except (ValueError, binascii.Error):
            continue
        if text := raw.decode("utf-8", "ignore"):
            yield text


def _base64(run: str) -> bytes:
    bare = run.rstrip("=").translate({ord("-"): "+", ord("_"): "/"})
    return base64.b64decode(bare[: len(bare) - (len(bare) % 4 == 1)] + "=" * (-len(bare) % 4))


def _hex(run: str) -> bytes:
    return bytes.fromhex(re.sub(r"[ :-]", "", run))


def _fold(text: str) -> str:
    """Lower case without accents, compatibility forms and invisible characters; digits in ASCII.

    Case goes first: some marks, such as the iota under a Greek letter, are letters of their own in capitals.
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_IGNORABLE).casefold())
    return "".join(
        str(unicodedata.digit(letter)) if letter.isdigit() and not letter.isascii() else letter
        for letter in decomposed
        if not unicodedata.combining(letter)
    ).casefold()
