"""What a recogniser is: a pattern, what may vouch for it, and what each of these is worth.

Patterns are linear by construction: every quantifier is bounded and runs are entered at their beginning only,
so a scan costs at most (length of the text) x (a small constant), whatever the text is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Protocol

from app.redaction import later as re
from app.redaction import word_patterns
from app.redaction.findings import EntityType
from app.redaction.later import given_flags, never_alone, reads_later
from app.redaction.recognizers.beginnings import LONGEST_RUN, beginning_of
from app.redaction.recognizers.needs import FEW_WORDS, literals_of, matches_of
from app.redaction.recognizers.syntax import FAR
from app.redaction.sighted import Sighted, firsts_of, held, lowered

# What patterns of words are made with; recognisers know these by this module.
any_of = word_patterns.any_of
trie_pattern = word_patterns.trie_pattern
worded = word_patterns.worded

# A value begins and ends where its group of digits and letters does.
BEGIN = r"(?<![^\W_])(?<![\d][-.,/])"
END = r"(?![^\W_])(?![-/.,]\d)"


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


def matches_at(
    pattern: re.Pattern[str], text: str, firsts: frozenset[str] | None, *, signs: tuple[str, ...] = ()
) -> Iterator[re.Match[str]]:
    """Yield what ``finditer`` does of a pattern whose matches begin as phrases do.

    Args:
        pattern: begins where a word does, with one of the phrases.
        text: what to look in.
        firsts: of the phrases; see ``firsts_of``.
        signs: what it may begin with, too.
    """
    begins = _begins(text, firsts)
    if begins is None:
        yield from pattern.finditer(text)
        return
    if signs and isinstance(text, Sighted):
        begins = sorted({*begins, *text.places_of(signs)})
    end = 0
    for begin in begins:
        if begin >= end and (match := pattern.match(text, begin)) is not None:
            end = match.end()
            yield match


def _begins(text: str, firsts: frozenset[str] | None) -> list[int] | None:
    return text.begins_of(firsts) if firsts is not None and isinstance(text, Sighted) else None


A_NUMBER = firsts_of(["0"])
"""What a pattern begins with that begins where a number does."""


_NOTHING_AT_ALL = re.compile(r"(?!)")


class Phrases:
    """What ``worded`` makes of phrases, tried only where one begins and read, by first letter, when one does.

    Args:
        phrases: lower case.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = tuple(phrases)
        self._firsts = firsts_of(self._phrases)
        self._by_letter: dict[str, list[str]] = {}
        for phrase in self._phrases:
            self._by_letter.setdefault(phrase[0], []).append(phrase)
        self._patterns: dict[str, re.Pattern[str]] = {}  # by the first character as written
        reads_later(self._read)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern of all of them, in any case."""
        return re.compile(worded(self._phrases), re.IGNORECASE)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield where they stand."""
        begins = _begins(text, self._firsts)
        if begins is None:
            yield from self.pattern.finditer(text)
            return
        end = 0
        patterns = self._patterns
        for begin in begins:
            if begin < end:
                continue
            pattern = patterns.get(text[begin]) or self._beginning_with(text[begin])
            match = pattern.match(text, begin)
            if match is not None:
                end = match.end()
                yield match

    def _beginning_with(self, character: str) -> re.Pattern[str]:
        letter = lowered(character)
        pattern = self._patterns.get(letter)
        if pattern is None:
            phrases = self._by_letter.get(letter)
            pattern = _NOTHING_AT_ALL if phrases is None else re.compile(worded(phrases), re.IGNORECASE)
            self._patterns[letter] = pattern
        self._patterns[character] = pattern
        return pattern

    def _read(self) -> Iterator[None]:
        for letter in self._by_letter.keys() - self._patterns.keys():
            _ = self._beginning_with(letter).flags
            yield


class Lexicon:
    """Words that vouch for a value when they stand near it.

    Args:
        words: lower case, separated by "|".
    """

    def __init__(self, words: str) -> None:
        self.words = tuple(sorted({word.strip() for word in words.split("|") if word.strip()}))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(worded(self.words), re.IGNORECASE)

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
        needles: a value is looked for only in a text with one of these (as written): around them, or around
            the words that its pattern needs where these are few; () for everywhere.
        firsts: what a value begins with where a word or a number does (see ``firsts_of``): it is asked only
            there.
        core: what is a part of every value and quickly found; a value is looked for only around one.
        reach: so far around the begin of a core, at most, are the ends of a value and what it looks ahead at.
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
    firsts: frozenset[str] | None = None
    core: re.Pattern[str] | None = None
    reach: int = 1_000

    def find(self, text: str) -> Iterator[Hit]:
        """Yield what has the shape and is worth something."""
        needles = held(text, self.needles)
        if self.needles and not needles:
            return iter(())
        if self.firsts is not None:
            return self._worthy(text, matches_at(self.pattern, text, self.firsts))
        if self.core is not None:
            begins = [match.start() for match in matches_of(self.core, text)]
            around = ((max(0, begin - self.reach), begin + self.reach) for begin in begins)
            return self.find_in(text, apart(around))
        words = literals_of(self.pattern)
        if self.needles and not words.lead and not (words.after < FAR and len(words.words) <= FEW_WORDS):
            return self.find_in(text, windows(text, needles))
        return self._worthy(text, matches_of(self.pattern, text))

    def find_in(self, text: str, places: Iterable[tuple[int, int]]) -> Iterator[Hit]:
        """Like ``find``, in parts of the text; what vouches for a value may stand outside of them."""
        return self._worthy(
            text, (match for place in places for match in self.pattern.finditer(text, *place))
        )

    def _worthy(self, text: str, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
        for match in matches:
            start, end = match.span(self.group)
            hit = self.judged(text, start, end) if start >= 0 else None
            if hit is not None:
                yield hit

    def judged(self, text: str, start: int, end: int) -> Hit | None:
        """Return what a span that has the shape is worth; None for nothing."""
        holds = self.check is not None and self.check(text[start:end])
        score = max(self.alone, self.checked) if holds else self.alone
        context = ""
        if self.lexicon is not None:
            context = self.lexicon.near(text, start, end)
            if not context and holds and self.general is not None:
                context = self.general.near(text, start, end)
            if context:
                score = max(score + 0.02 if holds else score, self.near)
        if score <= 0:
            return None
        return Hit(start, end, self.label, min(score, 0.99), self.id, holds, context)


_DIGIT = re.compile(r"\d+")
_NEAR = 20
_WORD_NEAR_A_DIGIT = re.compile(rf"[^\W\d_](?<![^\W_](?s:.))(?=(\D{{0,{_NEAR - 1}}})\d)")
_SIGN_NEAR_A_DIGIT = re.compile(rf"[^\w\s](?=(\D{{0,{_NEAR - 1}}})\d)")


class Together:
    """Shapes that begin where a number, a word or a sign begins, and hold a digit soon after.

    Most of a text is nowhere near such a place, and at one a single pattern asks for all that can begin
    there: so a hundred shapes cost little more than one.

    Args:
        shapes: those that ``wants`` takes.
    """

    id = "together"

    def __init__(self, shapes: Iterable[Shape]) -> None:
        self.shapes = tuple(shapes)
        begins = [beginning_of(one.pattern) for one in self.shapes]
        self._joints: dict[tuple[int, ...], _Joint] = {}
        # Which shapes can begin with so many digits, and so far before a digit with a letter or a sign.
        self._by_run = [
            self._joint(i for i, one in enumerate(begins) if "digit" in one.kinds and length in one.runs)
            for length in range(LONGEST_RUN + 1)
        ]
        self._by_distance = {
            kind: [
                self._joint(
                    i for i, one in enumerate(begins) if kind in one.kinds and one.digit_within > distance
                )
                for distance in range(_NEAR + 1)
            ]
            for kind in ("letter", "sign")
        }
        for one in self.shapes:
            never_alone(one.pattern)
        reads_later(self._read)

    @staticmethod
    def wants(one: Recognizer) -> bool:
        """Whether a recogniser is such a shape and looks everywhere."""
        if (
            not isinstance(one, Shape)
            or one.needles
            or one.core is not None
            or one.firsts is not None
            or not _Joint.takes(one.pattern)
        ):
            return False
        begins = beginning_of(one.pattern)
        return (
            "blank" not in begins.kinds
            and (begins.kinds == {"digit"} or begins.digit_within <= _NEAR)
            and ("digit" not in begins.kinds or "digit" in begins.not_behind)
            and ("letter" not in begins.kinds or begins.not_behind >= {"digit", "letter"})
        )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield what any of them finds."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.shapes]
        ends = [0] * len(self.shapes)
        for position, joint in self._begins(text):
            for i, whole, part in joint.at(text, position):
                if position >= ends[i]:  # as ``finditer`` would tell: matches do not overlap
                    ends[i] = whole
                    found[i].append(part)
        for one, parts in zip(self.shapes, found, strict=True):
            for start, end in parts:
                hit = one.judged(text, start, end) if start >= 0 else None
                if hit is not None:
                    yield hit

    def _joint(self, numbers: Iterable[int]) -> _Joint | None:
        """Return the one of the shapes of some numbers, which is made once; None for no shape."""
        shapes = tuple(numbers)
        if shapes and shapes not in self._joints:
            self._joints[shapes] = _Joint({i: self.shapes[i] for i in shapes})
        return self._joints.get(shapes)

    def _read(self) -> Iterator[None]:
        for joint in self._joints.values():
            if joint.read():
                yield

    def _begins(self, text: str) -> list[tuple[int, _Joint]]:
        """Return every place where something can begin, and what."""
        begins = [
            (match.start(), self._by_run[min(match.end() - match.start(), LONGEST_RUN)])
            for match in _DIGIT.finditer(text)
        ]
        for pattern, by_distance in (
            (_WORD_NEAR_A_DIGIT, self._by_distance["letter"]),
            (_SIGN_NEAR_A_DIGIT, self._by_distance["sign"]),
        ):
            begins += [
                (match.start(), by_distance[1 + match.end(1) - match.start(1)])
                for match in pattern.finditer(text)
            ]
        return sorted(((at, joint) for at, joint in begins if joint is not None), key=_place)


_place = itemgetter(0)


class _Joint:
    """Several shapes as one pattern, which tells at one place which of them stand there.

    Args:
        shapes: by the numbers that it tells.
    """

    def __init__(self, shapes: Mapping[int, Shape]) -> None:
        self._shapes = shapes

    def read(self) -> bool:
        """Compile the pattern; return whether nobody had asked it yet."""
        known = "_groups" in vars(self)
        return not known and bool(self._groups)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(
            "".join(f"(?=(?P<shape{i}>{_in_line(one.pattern)})|)" for i, one in self._shapes.items())
        )

    @cached_property
    def _groups(self) -> list[tuple[int, int, int]]:
        """The number of each shape, the groups of its whole match and of the part that counts."""
        groups: list[tuple[int, int, int]] = []
        for i, one in self._shapes.items():
            assert isinstance(one.group, int)
            whole = self._pattern.groupindex[f"shape{i}"]
            groups.append((i, whole, whole + one.group))
        return groups

    @staticmethod
    def takes(pattern: re.Pattern[str]) -> bool:
        """Whether a pattern means the same inside a larger one: it is told without compiling it."""
        known = not given_flags(pattern) & ~(re.IGNORECASE | re.UNICODE)
        return known and not _NAMES_A_GROUP.search(pattern.pattern)

    def at(self, text: str, position: int) -> list[tuple[int, int, tuple[int, int]]]:
        """Return which shapes begin at a place: number, end of the match, span of the part that counts."""
        match = self._pattern.match(text, position)
        if match is None or match.lastindex is None:
            return _NOTHING
        regs = match.regs
        return [(i, regs[whole][1], regs[part]) for i, whole, part in self._groups if regs[whole][0] >= 0]


# "(?P<", a reference to a group, a choice by a group
_NAMES_A_GROUP = re.compile(r"\\[1-9]|\(\?[(P]")
_NOTHING: list[tuple[int, int, tuple[int, int]]] = []


def _in_line(pattern: re.Pattern[str]) -> str:
    """Return a pattern with its flags, to be put into another."""
    return f"(?i:{pattern.pattern})" if given_flags(pattern) & re.IGNORECASE else f"(?:{pattern.pattern})"


_BEFORE_NEEDLE = 400
_AFTER_NEEDLE = 1200


def windows(
    text: str, needles: Iterable[str], *, before: int = _BEFORE_NEEDLE, after: int = _AFTER_NEEDLE
) -> list[tuple[int, int]]:
    """Return the parts of a text in which a value around one of the needles can lie, sorted and apart."""
    found: list[tuple[int, int]] = []
    for needle in needles:
        position = text.find(needle)
        while position >= 0:
            end = min(len(text), position + after)
            found.append((max(0, position - before), end))
            # A further needle near this one only makes the window longer: go on at the last of them.
            near = text.rfind(needle, position + 1, max(position + 1, end - before))
            position = near if near >= 0 else text.find(needle, max(position + 1, end - before))
    return apart(found)


def apart(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the same parts of a text, sorted, and those that overlap or touch as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


_GUARD = re.compile(r"\(\?<!((?:\\.|\[(?:\\.|[^\]\\])+\]|[^()\[\]\\|*+?{}^$.])+)\)")
_FIRST = re.compile(r"(\\d|\[(?!\^)(?:\\.|[^\]\\])+\]|[A-Za-z])(?:\{(\d+)(?:,(\d+))?\})?(?![?*+{|])")


def anchored(pattern: str, *, any_case: bool = False) -> str:
    """Return the pattern, written so that the engine can skip to its first character.

    ``re`` only skips where a pattern starts with a set of characters; a lookbehind in front costs ten times
    the scan. So "not behind a letter, then a digit" becomes "a digit, and no letter before it". Neither does
    it skip to letters of any case: those are spelled out.
    """
    guards: list[str] = []
    at = 0
    while (guard := _GUARD.match(pattern, at)) is not None:
        guards.append(guard[1])
        at = guard.end()
    first = _FIRST.match(pattern, at)
    if _has_top_level_choice(pattern):
        return f"{BEGIN}(?:{pattern[len(BEGIN) :]})" if pattern.startswith(BEGIN) else pattern
    if first is None or int(first[2] or 1) < 1:
        return pattern
    atom, least, most = first[1], int(first[2] or 1), int(first[3] or first[2] or 1)
    begin = atom
    if any_case and atom != "\\d":
        inner = atom.removeprefix("[").removesuffix("]").replace("\\d", "0-9")
        if not inner.isascii() or "\\" in inner:
            return pattern
        others = word_patterns.OTHER_CASES if inner.lower() != inner.upper() else ""
        begin = f"(?-i:[{inner.lower()}{inner.upper()}{others}])(?<={atom})"
    elif not guards:
        return pattern
    behind = "".join(f"(?<!{guard}(?s:.))" for guard in guards)
    rest = f"{atom}{{{least - 1},{most - 1}}}" if most > 1 else ""
    return f"{begin}{behind}{rest}{pattern[first.end() :]}"


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
    """Return a Shape of a pattern in text; what must not stand before it is asked where that costs least."""
    pattern = anchored(pattern, any_case=bool(flags & re.IGNORECASE))
    return Shape(id, label, re.compile(pattern, flags), **worth)  # type: ignore[arg-type]


def digits_of(value: str) -> str:
    """Return the digits of a value."""
    return "".join(filter(str.isdecimal, value))


def compact(value: str) -> str:
    """Return the value without separators, upper case: what stdnum calls compact."""
    return re.sub(r"[\s\-./_]", "", value).upper()
