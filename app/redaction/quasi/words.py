"""The words of ``data/quasi.toml``, found in one pass, and the places too large to point at anybody."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from app.redaction import later as re
from app.redaction.data import lines
from app.redaction.recognizers.base import trie_pattern

_FILE: Final = Path(__file__).parent.parent / "data" / "quasi.toml"
_LETTER: Final = r"[^\W\d_]"
_ENDING: Final = rf"{_LETTER}{{0,3}}"  # what a "*" stands for
_RUN: Final = re.compile(r"[^\W_]+")
_LETTERS: Final = 3  # by which words are told apart before they are looked at
_SHORT: Final = 20_000
_GAP: Final = r"[\s-]{1,3}"


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: groups of words, separated by "|"; some as "word: coarser word"."""

    nothing: str
    no_titles: str
    rare: str
    diagnosed: str
    labelled: str
    events: str
    dated: str
    special: dict[str, str]
    jobs: dict[str, str]
    kin: dict[str, str]
    roles: dict[str, str]
    cues: dict[str, str]


class Sense(msgspec.Struct, frozen=True):
    """What a word of the lists may mean.

    Attributes:
        group: "rare", "diagnosed", "events", "dated", "special", "jobs", "roles", "employer", "work",
            "places" or "homes".
        language: of jobs and roles; "" elsewhere.
        coarser: what to write in its place, "" for nothing.
        in_capitals: it means this only where it is written in capitals: "ALS".
    """

    group: str
    language: str = ""
    coarser: str = ""
    in_capitals: bool = False


class QuasiWords:
    """All words of the lists.

    Args:
        file: the groups.
    """

    def __init__(self, file: _File) -> None:
        self._senses: dict[str, tuple[Sense, ...]] = {}
        for group in ("nothing", "rare", "diagnosed", "labelled", "events", "dated"):
            self._add(Sense(group), getattr(file, group))
        for listed in file.special.values():
            self._add(Sense("special"), listed)
        for group, by_language in (("jobs", file.jobs), ("roles", file.roles)):
            for language, listed in by_language.items():
                self._add(Sense(group, language), listed)
        for group, listed in file.cues.items():
            self._add(Sense(group), listed)
        self._stems = {word.partition("*")[0]: word for word in self._senses if "*" in word}
        self._all = re.compile(rf"(?<![^\W_]){_any_of(self._senses)}")
        self._by_beginning: dict[str, list[str]] = {}
        for word in self._senses:
            self._by_beginning.setdefault(_beginning(word), []).append(word)
        self._parts: dict[str, re.Pattern[str]] = {}
        self._no_titles = frozenset(_split(file.no_titles))
        self.kin = {language: _split(listed) for language, listed in file.kin.items()}

    def _add(self, sense: Sense, listed: str) -> None:
        for entry in _split(listed):
            word, _, coarser = entry.partition(":")
            sense = msgspec.structs.replace(sense, in_capitals=word.isupper())
            word = word.lower()
            known = self._senses.get(word, ())
            if not any(other.group == sense.group and other.language == sense.language for other in known):
                self._senses[word] = (*known, msgspec.structs.replace(sense, coarser=coarser.strip()))

    def is_no_title(self, word: str) -> bool:
        """Whether a word is built like a title and is none: "however", "premier"."""
        return word in self._no_titles

    def find(self, lowered: str) -> Iterator[tuple[int, int, tuple[Sense, ...]]]:
        """Yield start, end and senses of the words in a text in lower case, in order, never overlapping."""
        # The whole pattern is quick, and slow to read: until somebody has, its parts do for a short text.
        is_short = len(lowered) < _SHORT and not re.is_read(self._all)
        for match in self._by_parts(lowered) if is_short else self._all.finditer(lowered):
            senses = self._senses_of(match[0])
            if senses:
                yield *match.span(), senses

    def _by_parts(self, lowered: str) -> Iterator[re.Match[str]]:
        done = 0
        for run in _RUN.finditer(lowered):
            if run.start() < done:
                continue
            beginnings = {run[0][:length] for length in range(1, _LETTERS + 1)} & self._by_beginning.keys()
            match = self._part(max(beginnings, key=len)).match(lowered, run.start()) if beginnings else None
            if match is not None:
                done = match.end()
                yield match

    def _part(self, beginning: str) -> re.Pattern[str]:
        """Return the pattern of all words that a word beginning so can be."""
        pattern = self._parts.get(beginning)
        if pattern is None:
            lengths = range(1, len(beginning) + 1)
            words = [word for length in lengths for word in self._by_beginning.get(beginning[:length], ())]
            pattern = self._parts[beginning] = re.compile(_any_of(words))
        return pattern

    def _senses_of(self, words: str) -> tuple[Sense, ...]:
        senses = self._senses.get(words) or self._senses.get(" ".join(words.split()))
        if senses is not None:
            return senses
        for length in range(len(words), 1, -1):
            stem = self._stems.get(words[:length])
            if stem is not None:
                return self._senses[stem]
        return ()


def _beginning(word: str) -> str:
    """Return the first letters of the first word of an entry."""
    run = _RUN.match(word)
    assert run is not None, word
    return run[0][:_LETTERS]


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern of words up to their end, the longest first, in which "*" stands for an ending."""
    trie = trie_pattern(words, gap=_GAP).replace(r"\*", _ENDING)
    return rf"(?:{trie})(?!{_LETTER})"


def _split(listed: str) -> tuple[str, ...]:
    return tuple(word for part in listed.split("|") if (word := " ".join(part.split())))


@functools.cache
def quasi_words() -> QuasiWords:
    """Return the lists; the file is read once."""
    return QuasiWords(msgspec.toml.decode(_FILE.read_bytes(), type=_File))


def load_words() -> None:
    """Read the lists, so that no file is needed later."""
    quasi_words()
    lines("large_places")


def is_large_place(name: str) -> bool:
    """Whether a place is known to be so large that it points at nobody.

    Every part has to be: "Leeds, England" is, "Ballyduff, Ireland" is not.
    """
    large = lines("large_places")
    parts = [" ".join(part.split()) for part in re.split(r"[,;/()]", name.lower())]
    return all(part.removeprefix("the ") in large or part in large for part in parts if part)
