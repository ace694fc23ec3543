"""Names by where else they stand: what one document is known to name, found in the whole of it.

A name that was found once, by an anchor or by the tagger, is looked for everywhere: each of its parts, its
nicknames, in capitals, in the local part of an e-mail address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.names import HONORIFIC, NAME_WORD, PARTICLES, is_plain, nicknames
from app.redaction.recognizers.base import Hit, trie_pattern
from app.redaction.sighted import Sighted, firsts_of, lowered

_LOCAL_NAMES: Final = re.compile(
    r"([a-z]{2,20})[._-]([a-z]{2,20})(?:[._-]([a-z]{2,20}))?\d{0,6}@", re.IGNORECASE
)
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_NEXT_WORD: Final = re.compile(r"[ -]([^\W\d_]+)")


class KnownNames:
    """The names of one document, by their parts.

    Args:
        text: the view the hits are in.
        hits: persons that were found, by anchors and by the tagger.
    """

    _fewest_letters: Final = 3
    _fewest_inflected: Final = 4
    _fewest_in_lower_case: Final = 4
    _worth_in_lower_case: Final = 0.8
    _most_parts: Final = 4000

    def __init__(self, text: str, hits: Iterable[Hit]) -> None:
        self._text = text if isinstance(text, Sighted) else Sighted(text)
        self._parts: dict[str, float] = {}
        self._lower_case: set[str] = set()
        for hit in hits:
            if hit.score >= 0.5:
                self._learn(text[hit.start : hit.end], hit.score)

    def _learn(self, name: str, score: float) -> None:
        parts = [part for part in NAME_WORD.findall(name) if len(part) >= 2]
        several = len(parts) > 1
        for part in parts:
            low = part.lower()
            if (
                len(low) < self._fewest_letters
                and not part.isupper()
                and not (several and part[0].isupper() and len(low) == 2)
            ):
                continue
            if low in words("not_names") or low in PARTICLES or len(self._parts) >= self._most_parts:
                continue
            worth = min(0.85, score)
            self._parts[low] = max(self._parts.get(low, 0), worth)
            if part.islower() and score >= 0.6:
                self._lower_case.add(low)
            if several and part is parts[0]:
                for nick in nicknames().get(low, ()):
                    self._parts.setdefault(nick, min(0.7, worth))

    def everywhere(self) -> Iterator[Hit]:
        """Yield every place where known names stand, written as names; parts side by side are one."""
        pending: Hit | None = None
        for hit in self._places():
            if pending is not None and self._text[pending.end : hit.start] in {" ", "-", "\u00a0"}:
                pending = replace(pending, end=hit.end, score=max(pending.score, hit.score))
                continue
            if pending is not None:
                yield pending
            pending = hit
        if pending is not None:
            yield pending

    def _places(self) -> Iterator[Hit]:
        common = words("common_words")
        for start, end in self._parts_in_text():
            word = self._text[start:end]
            low = word.lower()
            worth = self._parts.get(low)
            if worth is None:
                continue
            if word.islower() and (low in common or not self._may_be_lower(low, start)):
                continue
            if self._text[end : end + 1] in {"s", "S"} and (
                len(word) < self._fewest_inflected or not word[0].isupper() or low in common
            ):
                continue  # "the Whittakers", "Paulchens Kita", but not every word that begins like a name
            if low in common and not self._beside_a_name(start, end):
                continue
            first, last = self._with_initials(start, end)
            last += self._text[last : last + 1] in {"s", "S"}
            yield Hit(first, last, EntityType.PERSON, worth, "propagated")

    def _parts_in_text(self) -> Iterator[tuple[int, int]]:
        """Yield where a known part is a word, perhaps with an s: words are looked up, nothing is searched."""
        text, parts = self._text, self._parts
        signed = [part for part in parts if not part.isalpha()]  # "o'neil", "anna-lena"
        longer = re.compile(trie_pattern(signed) + r"(?=s?(?![^\W_]))", re.IGNORECASE) if signed else None
        firsts = firsts_of(lowered(form) for part in parts for form in (part, f"{part}s"))
        done = 0
        for begin in text.begins_of(firsts or frozenset()):
            if begin < done or text[max(0, begin - 1) : begin].isalnum():
                continue
            match = longer.match(text, begin) if longer is not None else None
            if match is not None:
                done = match.end()
                yield begin, done
                continue
            match = _LETTERS.match(text, begin)
            if match is None or text[match.end() : match.end() + 1].isalnum():
                continue
            done, low = match.end(), match[0].lower()
            if low in parts:
                yield begin, done
            elif low.endswith("s") and low[:-1] in parts:
                yield begin, done - 1

    def _may_be_lower(self, low: str, start: int) -> bool:
        """Whether a known part may be a name without a capital: it was one before, or its line has none."""
        if low in self._lower_case:
            return True
        if (
            len(low) < self._fewest_in_lower_case
            or self._parts[low] < self._worth_in_lower_case
            or is_plain(low)
        ):
            return False
        before = self._text[max(0, start - 200) : start].rpartition("\n")[2]
        before = before.partition(": ")[2] or before  # without who speaks
        return (before + self._text[start : start + 60].partition("\n")[0]).islower()

    def _beside_a_name(self, start: int, end: int) -> bool:
        """Whether the neighbouring word is a part of a known name, too, or an honorific."""
        after = _NEXT_WORD.match(self._text, end)
        if after is not None and after[1].lower() in self._parts and after[1][0].isupper():
            return True
        before = re.search(r"([^\W\d_]+\.?)[ -]\Z", self._text[max(0, start - 30) : start])
        if before is None or not self._text[start].isupper():
            return False
        word = before[1].rstrip(".").lower()
        return (word in self._parts and before[1][0].isupper()) or bool(re.fullmatch(HONORIFIC, before[1]))

    def _with_initials(self, start: int, end: int) -> tuple[int, int]:
        before = re.search(r"(?<![\w.])(?:[A-Z]\.[ ]?){1,3}\Z", self._text[max(0, start - 12) : start])
        return (start - (before.end() - before.start()), end) if before is not None else (start, end)


def names_in_addresses(text: str, addresses: Iterable[Hit]) -> Iterator[Hit]:
    """Yield as persons (not places of the text) the names in "first.last@…", for propagation only."""
    skip = words("common_words") | words("mailboxes")
    for hit in addresses:
        match = _LOCAL_NAMES.match(text, hit.start)
        if match is None:
            continue
        for group in (1, 2, 3):
            part = match[group]
            if part and len(part) >= 3 and part.lower() not in skip:
                yield Hit(*match.span(group), EntityType.PERSON, 0.7, "name-in-address")
