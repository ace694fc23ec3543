"""Placeholders of an answer back into values: exact on ids, tolerant on form, at any chunking of a stream.

Every tag is looked up by type, number and role in the conversation's own map, and by nothing else: no similar
name, no near number, and what was put back is never read again. A tag with an unknown number stays as it is
and is flagged. Inside JSON, HTML and addresses the value is escaped as that place demands.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal
from urllib.parse import quote

from app.redaction.tags import JOINERS, UNFINISHED, Tag, TagReader, greets, parse_tag, tag

Place = Literal["text", "json", "html", "url"]

_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*([\w+#-]*)")
_JSON_START: Final = re.compile(r"\s*[\[{]\s*(?:[{\"]|\[\s*[{\"\[])")
_JSON_UNDECIDED: Final = re.compile(r"\s*(?:[\[{]\s*(?:\[\s*)?)?\Z")
_URL: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]{1,15}://|www\.|mailto:)[^\s<>\"'`|]*\Z")
_BAD_ESCAPE: Final = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')
_BARE_QUOTE: Final = re.compile(r'(?<!\\)(?:\\\\)*"')
_UNSAFE_IN_URL: Final = re.compile(r"[\s<>\"`|]")
_LONGEST_URL: Final = 2048
_JSON_WORDS: Final = frozenset({"json", "jsonc", "jsonl", "json5"})
_MARKUP_WORDS: Final = frozenset({"html", "xml", "xhtml", "svg"})


@dataclass(frozen=True, slots=True)
class Flag:
    """Something in the restored text that a reader should know of.

    Attributes:
        kind: "unknown" is a tag that this conversation never used.
        start, end: character range in the restored text.
        tag: as we would write it.
    """

    kind: Literal["unknown"]
    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Put:
    """One tag that was replaced: what was read and the range of the value in the restored text."""

    tag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Restored:
    """A restored text, or the next piece of one; ranges count from the beginning of the whole."""

    text: str
    flags: tuple[Flag, ...] = ()
    put: tuple[Put, ...] = ()

    def __repr__(self) -> str:
        """Never the text."""
        return f"<Restored {len(self.text)} characters, {len(self.put)} put back, {len(self.flags)} flags>"


def restore(answer: str, mapping: Mapping[str, str]) -> Restored:
    """Put the values of ``mapping`` (placeholder to value) back into a whole answer."""
    restorer = Restorer(mapping)
    first, last = restorer.feed(answer), restorer.finish()
    return Restored(first.text + last.text, first.flags + last.flags, first.put + last.put)


class Restorer:
    """Restores a stream. The pieces joined are the same however the stream was cut."""

    def __init__(self, mapping: Mapping[str, str]) -> None:
        """Take the map of the conversation; keys that are no placeholders are left out."""
        self._values: dict[tuple[str, int, str], str] = {}
        for key, value in mapping.items():
            parsed = parse_tag(key)
            if parsed is not None:
                self._values[parsed] = value
        self._entities = {(kind, number) for kind, number, _ in self._values}
        self._reader = TagReader(kind for kind, _, _ in self._values)
        self._pending = ""
        self._before = ""
        self._since_tag = "  "  # what stands behind the last tag, two characters of it
        self._place = _PlaceTracker()
        self._length = 0

    def feed(self, text: str) -> Restored:
        """Take the next piece; returns what can be shown of it, never half a placeholder."""
        self._pending += text
        return self._advance(final=False)

    def finish(self) -> Restored:
        """Return what was held back: at the end, at an error and at a cancel alike."""
        return self._advance(final=True)

    def _advance(self, *, final: bool) -> Restored:
        text, position = self._pending, 0
        out = _Output(self._length)
        while position < len(text):
            at = self._reader.starts(text, position)
            if at > position:
                self._plain(out, text[position:at])
                position = at
                continue
            found = self._reader.read(
                text,
                at,
                final=final,
                before=self._before,
                behind_tag=self._since_tag in JOINERS,
                greeted=greets(self._place.line),
            )
            if found is UNFINISHED or (
                isinstance(found, Tag) and found.end == len(text) and found.opener == "[" and not final
            ):
                break  # a link's address may follow "[PERSON_1]"
            if isinstance(found, Tag) and found.start > at:
                self._plain(out, text[at : found.start])
            behind = self._end_of(text, found) if isinstance(found, Tag) else at
            if isinstance(found, Tag) and self._put(out, text, found):
                position = behind
            elif isinstance(found, Tag) and found.start > at:
                position = found.start
            else:
                self._plain(out, text[at])
                position = at + 1
            self._before = text[position - 1]
        self._before = text[position - 1] if position else self._before
        self._pending = text[position:]
        self._length = out.length
        return Restored("".join(out.parts), tuple(out.flags), tuple(out.put))

    def _plain(self, out: _Output, text: str) -> None:
        self._place.read(text)
        self._before = text[-1]
        self._since_tag = (self._since_tag + text)[:2]
        out.add(text)

    def _put(self, out: _Output, text: str, found: Tag) -> bool:
        """Write the value of a tag; False where it has none and is only text."""
        key = (found.kind, found.number, found.role)
        value = self._values.get(key)
        if value is None:
            value = self._values.get((found.kind, found.number, ""))
        name = tag(*key)
        written = text[found.start : found.end]
        if value is None:
            if found.opener or "_" in written:
                out.flags.append(Flag("unknown", out.length, out.length + len(written), name))
                self._plain(out, written)
                return True
            return False
        if not found.role.startswith("RAW"):
            value = self._fit(value, found, text)
        start = out.length
        out.add(value)
        out.put.append(Put(name, start, out.length))
        if found.tail:
            out.add(found.tail)
        self._place.read(value + found.tail)
        self._since_tag = found.tail
        return True

    def _end_of(self, text: str, found: Tag) -> int:
        """Return where the text goes on behind a tag: a bracket that lost its partner belongs to it."""
        alone = not found.opener and text[found.end : found.end + 1] == "]" and not self._place.in_brackets
        return found.end + alone

    def _fit(self, value: str, found: Tag, text: str) -> str:
        """Escape a value as the place of its tag demands, and keep a link's brackets."""
        opener = found.opener.lower()
        if opener == "%5b":
            return quote(value, safe="")
        if opener == "\\u005b":
            return _json(value)
        if opener.startswith("&#") or opener in {"&lbrack;", "&lsqb;"}:
            return html.escape(value, quote=True)
        place = self._place.now()
        if place == "json":
            return _json(value)
        if place == "html":
            return (
                value if "&" in value and html.unescape(value) != value else html.escape(value, quote=False)
            )
        if place == "url":
            return _UNSAFE_IN_URL.sub(lambda match: quote(match[0], safe=""), value)
        if opener == "[" and text[found.end : found.end + 1] == "(":
            return f"[{value}]"
        return value


@dataclass(slots=True)
class _Output:
    length: int
    parts: list[str] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    put: list[Put] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


class _PlaceTracker:
    """Knows, from what came before, whether the next character stands in JSON, in HTML or in an address.

    The state depends on the characters read and not on how they were cut.
    """

    def __init__(self) -> None:
        self._line = ""
        self._fence = ""
        self._language = ""
        self._head = ""
        self._whole_json: bool | None = None
        self._in_string = self._escaped = False

    @property
    def line(self) -> str:
        """What stands on this line so far."""
        return self._line

    @property
    def in_brackets(self) -> bool:
        """Whether a bracket is open on this line."""
        return self._line.count("[") > self._line.count("]")

    def read(self, text: str) -> None:
        """Take note of what is written."""
        if self._whole_json is None:
            self._look_for_json(text)
        if self._follows_json():
            self._follow_json(text)
        *ended, rest = text.split("\n")
        for part in ended:
            self._end_line(self._line + part)
            self._line = ""
        self._line = (self._line + rest)[-_LONGEST_URL:]

    def now(self) -> Place:
        """Return what the next character stands in."""
        if self._follows_json():
            return "json" if self._in_string else "text"
        if _URL.search(self._line):
            return "url"
        if self._fence and self._language in _MARKUP_WORDS:
            return "html"
        return "text"

    def _follows_json(self) -> bool:
        return bool(self._whole_json) or (bool(self._fence) and self._language in _JSON_WORDS)

    def _look_for_json(self, text: str) -> None:
        before, self._head = self._head, (self._head + text)[:64]
        if _JSON_START.match(self._head):
            self._whole_json = True
            self._follow_json(before)
        elif len(self._head) >= 64 or not _JSON_UNDECIDED.match(self._head):
            self._whole_json = False

    def _follow_json(self, text: str) -> None:
        for letter in text:
            if self._escaped:
                self._escaped = False
            elif letter == "\\":
                self._escaped = self._in_string
            elif letter == '"':
                self._in_string = not self._in_string
            elif letter == "\n":
                self._in_string = False

    def _end_line(self, line: str) -> None:
        match = _FENCE.match(line)
        if match is None:
            return
        if not self._fence:
            self._fence, self._language = match[1], match[2].lower()
            self._in_string = self._escaped = False
        elif match[1].startswith(self._fence) and not match[2]:
            self._fence = self._language = ""


def _json(value: str) -> str:
    """Make a value fit for the inside of a JSON string, unless it already is."""
    if any(letter < " " for letter in value) or _BARE_QUOTE.search(value) or _BAD_ESCAPE.search(value):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return "".join(f"\\u{ord(c):04x}" if c < " " else c for c in escaped).replace("\\u000a", "\\n")
    return value
