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

from app.redaction.findings import EntityType
from app.redaction.port import Leak
from app.redaction.tags import LITERAL

_IGNORABLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff]"
)
_BASE64: Final = re.compile(r"[A-Za-z0-9+/_-]{4,}={0,2}")
_LONG_RUN: Final = 8
# In a word that is not encoded there is no capital behind the first letter, and no digit: "Um9l" is "Roe".
_MIXED: Final = re.compile(r"[A-Za-z]*(?:[0-9+/_-]|[a-z][A-Z])")
# A line of an encoded text that goes on in the next one (RFC 2045).
_WRAPPED: Final = re.compile(r"(?<=[A-Za-z0-9+/]{16})[ \t]*\r?\n[ \t>]*(?=[A-Za-z0-9+/]{4})")
_HEX: Final = re.compile(r"(?:(?:\\x|0x)?[0-9A-Fa-f]{2}[ ,:-]?){4,}")
_HEX_MARKS: Final = re.compile(r"\\x|0x|[ ,:-]")
_JSON_ESCAPE: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_WORDS_OR_LINES: Final = re.compile(r"[^\W\d_]{2,}|\n")  # digits beyond them belong to another number
_OUR_TAG: Final = re.compile(
    rf"\[(?:{'|'.join((*(kind.value for kind in EntityType), LITERAL))})_\d{{1,6}}(?:_[A-Z]+\d*)?\]"
)
_READABLE: Final = re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]{8,}")
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_DEEPEST: Final = 2  # what is encoded may be encoded again
_SPELLED: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_WORD: Final = re.compile(r"[^\W_]+")
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
        self.exact = unicodedata.normalize("NFKC", _IGNORABLE.sub("", value)).strip()
        self.folded = _fold(value)
        parts = _WORD.findall(self.folded)
        self.words = " ".join(parts)
        spelled = _WORD.findall(_fold(unicodedata.normalize("NFC", value).translate(_SPELLED)))
        self.forms = {f" {self.words} ", f" {' '.join(spelled)} "} if parts else set()
        # "Quill, Ada": a name whose words change places, but no number and no day
        is_name = len(parts) > 1 and len(self.words) > _SHORT and not any(map(str.isdigit, self.words))
        self.turned = " ".join(reversed(parts)) if is_name else ""
        digits = "".join(letter for letter in self.folded if letter.isdigit())
        mostly_digits = len(digits) * 2 >= len(re.sub(r"\W", "", self.folded))
        self.digits = digits if len(digits) >= _FEWEST_DIGITS and mostly_digits else ""
        squeezed = re.sub(r"[\W_]", "", self.folded)
        self.squeezed = squeezed if len(squeezed) >= 8 else ""
        self.case_matters = len(self.words) <= _SHORT


class _View:
    """One reading of the body: as it is, decoded, or reversed, in the shapes that are compared."""

    def __init__(self, text: str) -> None:
        self._exact = unicodedata.normalize("NFKC", _IGNORABLE.sub("", text))
        folded = _fold(text)
        self._words = " " + " ".join(_WORD.findall(folded)) + " "
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
        elif self._has_word(wanted):
            return "plain"
        if wanted.squeezed and wanted.squeezed in self._squeezed:
            return "plain"
        if wanted.digits and wanted.digits in self._digits:
            return "digits"
        return "reversed" if self._contains_reversed(wanted) else None

    def _has_word(self, wanted: _Wanted) -> bool:
        if not wanted.forms:  # nothing but signs
            return wanted.exact in self._exact
        return any(form in self._words for form in wanted.forms)

    def _contains_reversed(self, wanted: _Wanted) -> bool:
        if len(wanted.words) > _SHORT and f" {wanted.words} " in self._reversed_words:
            return True
        if wanted.turned and f" {wanted.turned} " in self._words:
            return True
        if wanted.squeezed and wanted.squeezed[::-1] in self._squeezed:
            return True
        return bool(wanted.digits) and wanted.digits[::-1] in self._digits


def _disguises(text: str) -> Iterator[tuple[str, str]]:
    """Yield the body and what it holds in each encoding, our own placeholders taken out."""
    content = "\n".join(_strings_of(text))
    plain = _OUR_TAG.sub(" ", content)
    yield "plain", plain
    yield from _readings(plain, _DEEPEST)


def _readings(text: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield what a text holds in each encoding that something in it may be written in."""
    for how, found in _read_once(text):
        yield how, found
        if depth > 1 and found != text:
            seen = "\n".join(_READABLE.findall(found)) if how in {"base64", "hex"} else found
            for _, further in _readings(seen, depth - 1):
                yield how, further


def _read_once(text: str) -> Iterator[tuple[str, str]]:
    if "%" in text:
        yield "url", unquote_to_bytes(text.replace("+", " ")).decode("utf-8", "replace")
    if "&" in text:
        yield "html", html.unescape(text)
    if "\\u" in text:
        yield "json", _JSON_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if decoded := " ".join(_out_of_base64(text)):
        yield "base64", decoded
    if decoded := " ".join(_decoded(_HEX.findall(text), _hex)):
        yield "hex", decoded


def _out_of_base64(text: str) -> Iterator[str]:
    """Yield what runs of letters are as base64, begun at any of them: "/files/QWRh" is a path and a name.

    Begun elsewhere than at the first, only what can be read is of interest: the rest is noise.
    """
    joined = _WRAPPED.sub("", text)
    runs = _BASE64.findall(text) if joined == text else [*_BASE64.findall(text), *_BASE64.findall(joined)]
    for run in runs:
        is_mixed = _MIXED.match(run) is not None
        if is_mixed or len(run) >= _LONG_RUN:
            yield from _decoded([run], _base64)
        if is_mixed and len(run) >= _LONG_RUN:
            parts = (part for part in re.split(r"[/_-]", run) if _SHORT <= len(part) < len(run))
            yield from (found for found in _decoded(parts, _base64) if found.isprintable())
            for found in _decoded((run[1:], run[2:], run[3:]), _base64):
                yield from _READABLE.findall(found)


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
    bare = run.rstrip("=").replace("-", "+").replace("_", "/")
    return base64.b64decode(bare[: len(bare) - (len(bare) % 4 == 1)] + "=" * (-len(bare) % 4))


def _hex(run: str) -> bytes:
    return bytes.fromhex(_HEX_MARKS.sub("", run))


def _fold(text: str) -> str:
    """Lower case without accents, compatibility forms and invisible characters; digits in ASCII.

    Case goes first: some marks, such as the iota under a Greek letter, are letters of their own in capitals.
    """
    decomposed = unicodedata.normalize("NFKD", _IGNORABLE.sub("", text).casefold())
    return _BEYOND_ASCII.sub(_without_marks, decomposed).casefold()


def _without_marks(match: re.Match[str]) -> str:
    return "".join(
        str(unicodedata.digit(letter)) if letter.isdigit() else letter
        for letter in match[0]
        if not unicodedata.combining(letter)
    )
