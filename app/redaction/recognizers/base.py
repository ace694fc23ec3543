"""What a recogniser is: a pattern, what may vouch for it, and what each of these is worth.

Patterns are linear by construction: every quantifier is bounded and runs are entered at their beginning only,
so a scan costs at most (length of the text) x (a small constant), whatever the text is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from app.redaction.findings import EntityType

# A value begins and ends where its group of digits and letters does.
BEGIN = r"(?<![^\W_])(?<![\d][-.,/])"
END = r"(?![^\W_])(?![-/.,]\d)"
_LETTER = r"[^\W\d_]"


@dataclass(frozen=True, slots=True)
class Hit:
    """A span that a detector points at, in the coordinates of the view it was shown.

    Attributes:
        rule: see ``findings.Reason``, as are the other three.
    """

    start: int
    end: int
    label: EntityType
    score: float
    rule: str
    checksum: bool = False
    context: str = ""
    encoding: str = ""


class Recognizer(Protocol):
    """Anything that finds hits in a text; linear in its length."""

    @property
    def id(self) -> str:
        """Name of the rule."""
        ...

    def find(self, text: str) -> Iterator[Hit]:
        """Yield hits in any order; they may overlap."""
        ...


_GAP = r"[ \t_.-]{0,2}"


def trie_pattern(words: Iterable[str], *, gap: str = _GAP) -> str:
    """Return a pattern that matches the longest of the words, without trying them one by one.

    Args:
        words: lower case.
        gap: what a space in them matches (so that "account number" finds "accountNumber").
    """
    root: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branch(root, gap)


def _branch(node: dict[str, dict], gap: str) -> str:  # type: ignore[type-arg]
    branches = [
        (gap if character == " " else re.escape(character)) + _branch(below, gap)
        for character, below in sorted(node.items())
        if character
    ]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    if "" not in node:
        return joined
    return f"{joined}?" if len(branches) > 1 else f"(?:{joined})?"


def worded(words: Iterable[str]) -> str:
    """Return a pattern for one of the words, not inside a longer one; "_" and a change of case end words."""
    begins = r"(?:(?<![^\W_])|(?<=(?-i:[a-z]))(?=(?-i:[A-Z])))"
    ends = rf"(?:(?!{_LETTER})|(?<=(?-i:[a-z]))(?=(?-i:[A-Z])))"
    return f"{begins}{trie_pattern(words)}{ends}"


class Lexicon:
    """Words that vouch for a value when they stand near it.

    Args:
        words: lower case, separated by "|".
    """

    def __init__(self, words: str) -> None:
        self.words = tuple(sorted({word.strip() for word in words.split("|") if word.strip()}))
        self._pattern = re.compile(worded(self.words), re.IGNORECASE)

    def __or__(self, other: Lexicon) -> Lexicon:
        return Lexicon("|".join(self.words + other.words))

    def near(self, text: str, start: int, end: int, *, before: int = 48, after: int = 20) -> str:
        """Return the word closest before ``start``, or one just behind ``end``; "" when there is none."""
        found = ""
        for match in self._pattern.finditer(text, max(0, start - before), start):
            found = match[0]
        if not found and after:
            behind = self._pattern.search(text, end, min(len(text), end + after))
            found = behind[0] if behind is not None else ""
        return " ".join(found.lower().split())


@dataclass(frozen=True, slots=True)
class Shape:
    """A recogniser of one kind of value by its shape.

    Attributes:
        alone: worth of the shape when nothing vouches for it (0: not enough).
        near: worth when a word of the lexicon stands near it.
        check: tells whether the value's check digits (or another proof) hold.
        checked: worth when they do.
        general: words that vouch only for a value whose check holds.
        needles: a value is looked for only around these (as written); () for everywhere.
    """

    id: str
    label: EntityType
    pattern: re.Pattern[str]
    alone: float = 0.0
    near: float = 0.0
    checked: float = 0.0
    check: Callable[[str], bool] | None = None
    lexicon: Lexicon | None = None
    general: Lexicon | None = None
    group: int | str = 0
    needles: tuple[str, ...] = ()

    def find(self, text: str) -> Iterator[Hit]:
        """Yield what has the shape and is worth something."""
        return self.find_in(text, windows(text, self.needles) if self.needles else [(0, len(text))])

    def find_in(self, text: str, places: Iterable[tuple[int, int]]) -> Iterator[Hit]:
        """Like ``find``, in parts of the text; what vouches for a value may stand outside of them."""
        for match in (match for place in places for match in self.pattern.finditer(text, *place)):
            start, end = match.span(self.group)
            if start < 0:
                continue
            holds = self.check is not None and self.check(text[start:end])
            score = max(self.alone, self.checked) if holds else self.alone
            context = ""
            if self.lexicon is not None:
                context = self.lexicon.near(text, start, end)
                if not context and holds and self.general is not None:
                    context = self.general.near(text, start, end)
                if context:
                    score = max(score + 0.02 if holds else score, self.near)
            if score > 0:
                yield Hit(start, end, self.label, min(score, 0.99), self.id, holds, context)


_NUMBER = re.compile(r"\d(?:[ \t\n.,\-/_\u00b7*+()']{0,3}\d){5,60}")
_AROUND_NUMBER = 40
_BEGINS_WITH_A_DIGIT = re.compile(r"(?:\(\?:)*(?:\\d|\[[\d-]+\])")


class Numbers:
    """Recognisers of values that begin with a digit and have six or more: they look at long numbers only.

    Most of a text is nowhere near one, so a hundred such recognisers cost little more than one.

    Args:
        shapes: their patterns begin with a digit.
    """

    id = "numbers"

    def __init__(self, shapes: Iterable[Shape]) -> None:
        self.shapes = tuple(shapes)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield what any of them finds."""
        places = self._places(text)
        for one in self.shapes:
            yield from one.find_in(text, places)

    @staticmethod
    def _places(text: str) -> list[tuple[int, int]]:
        places: list[tuple[int, int]] = []
        for match in _NUMBER.finditer(text):
            start, end = match.start(), min(len(text), match.end() + _AROUND_NUMBER)
            if places and start <= places[-1][1]:
                places[-1] = (places[-1][0], end)
            else:
                places.append((start, end))
        return places

    @staticmethod
    def wants(one: Recognizer) -> bool:
        """Whether a recogniser is a shape that begins with a digit and looks everywhere."""
        return (
            isinstance(one, Shape)
            and not one.needles
            and _BEGINS_WITH_A_DIGIT.match(one.pattern.pattern.removeprefix(BEGIN)) is not None
        )


_DIGIT = re.compile(r"\d+")
_LOOKS_PAST_LINES = re.compile(r"\\s|\\n|\[\^")


def around_digits(text: str, before: int = 96, after: int = 96) -> list[tuple[int, int]]:
    """Return the parts of a text that lie within so many characters of a digit, sorted and apart."""
    places: list[tuple[int, int]] = []
    start = end = -1
    for match in _DIGIT.finditer(text):
        if match.start() - before > end:
            if end >= 0:
                places.append((start, end))
            start = max(0, match.start() - before)
        end = match.end() + after
    if end >= 0:
        places.append((start, min(end, len(text))))
    return places


class BesideDigits:
    """Recognisers of short values of one line that hold a digit, of which most of a text has none.

    Args:
        shapes: their patterns need a digit, and no more than 96 characters on either side of it.
    """

    id = "beside-digits"

    def __init__(self, shapes: Iterable[Shape]) -> None:
        self.shapes = tuple(shapes)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield what any of them finds."""
        places = around_digits(text)
        for one in self.shapes:
            yield from one.find_in(text, places)

    @staticmethod
    def wants(one: Recognizer) -> bool:
        """Whether a recogniser is a shape for such values and looks everywhere."""
        return (
            isinstance(one, Shape)
            and not one.needles
            and ("\\d" in one.pattern.pattern or "0-9" in one.pattern.pattern)
            and _LOOKS_PAST_LINES.search(one.pattern.pattern) is None
        )


_BEFORE_NEEDLE = 400
_AFTER_NEEDLE = 1200


def windows(text: str, needles: Iterable[str]) -> list[tuple[int, int]]:
    """Return the parts of a text in which a value around one of the needles can lie, sorted and apart."""
    found: list[tuple[int, int]] = []
    for needle in needles:
        position = text.find(needle)
        while position >= 0:
            end = min(len(text), position + _AFTER_NEEDLE)
            found.append((max(0, position - _BEFORE_NEEDLE), end))
            # The next needle inside this window only makes it longer: go on behind it.
            position = text.find(needle, max(position + 1, end - _BEFORE_NEEDLE))
    found.sort()
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


_FIRST = re.compile(r"(\\d|\[(?!\^)[^\]]+\])(?:\{(\d+)(?:,(\d+))?\})?(?![?*+{|])")


def anchored(pattern: str) -> str:
    """Return the pattern with BEGIN before it, written so that the engine can skip to its first character.

    ``re`` only skips where a pattern starts with a set of characters; a lookbehind in front costs ten times
    the scan. So "BEGIN + digit" becomes "digit + lookbehind over that digit".
    """
    first = _FIRST.match(pattern)
    if first is None or _has_top_level_choice(pattern):
        return f"{BEGIN}(?:{pattern})"
    atom, least, most = first[1], int(first[2] or 1), int(first[3] or first[2] or 1)
    if least < 1:
        return f"{BEGIN}(?:{pattern})"
    rest = f"{atom}{{{least - 1},{most - 1}}}" if most > 1 else ""
    return rf"{atom}(?<![^\W_](?s:.))(?<!\d[-.,/](?s:.)){rest}{pattern[first.end() :]}"


def _has_top_level_choice(pattern: str) -> bool:
    depth, inside, position = 0, False, 0
    while position < len(pattern):
        character = pattern[position]
        if character == "\\":
            position += 1
        elif inside:
            inside = character != "]"
        elif character == "[":
            inside = True
        elif character == "|" and depth == 0:
            return True
        else:
            depth += (character == "(") - (character == ")")
        position += 1
    return False


def shape(
    id: str,  # noqa: A002 (the name of the field)
    label: EntityType,
    pattern: str,
    *,
    flags: int = 0,
    **worth: object,
) -> Shape:
    """Return a Shape of a pattern in text; a leading BEGIN is put where it costs least."""
    if pattern.startswith(BEGIN):
        pattern = anchored(pattern[len(BEGIN) :])
    return Shape(id, label, re.compile(pattern, flags), **worth)  # type: ignore[arg-type]


def digits_of(value: str) -> str:
    """Return the digits of a value."""
    return re.sub(r"\D", "", value)


def compact(value: str) -> str:
    """Return the value without separators, upper case: what stdnum calls compact."""
    return re.sub(r"[\s\-./_]", "", value).upper()
