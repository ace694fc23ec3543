"""The review: everything that would leave, what was found in it, and what the user decides about it.

A review is a value of the core: it holds no window and no process. It is made of parts (the user's
instructions, earlier turns, the question), each with its items. Whatever is decided, ``outgoing`` builds the
exact bytes again from the parts, and only the hash of bytes that were shown can be approved.
"""

from __future__ import annotations

import bisect
import enum
import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from app.gate.body import Parameters, prepare
from app.occurrences import elsewhere, folded, with_whole_words
from app.outgoing import Outgoing, OutgoingPart, Part, kind_of, system_of, turns_of
from app.providers import Provider
from app.redaction.findings import (
    EntityType,
    Finding,
    MappedValue,
    QuasiIdentifier,
    Reason,
    Suggestion,
)
from app.redaction.placeholders import Placeholders
from app.redaction.port import Term
from app.redaction.quasi import Risk, risk
from app.redaction.tags import LITERAL
from app.redaction.unread import unread_languages
from app.routing import DEFAULT_SENSITIVITY, Sensitivity, raised

SUGGESTED_SCORE: Final = 0.5
"""Worth of what the local model points at: doubtful."""

_MOST_PLACES: Final = 200  # of one suggestion in one part


class Choice(enum.Enum):
    """What happens to an item. UNDECIDED is hidden in the preview, and blocks sending."""

    REDACT = "redact"
    KEEP = "keep"
    UNDECIDED = "undecided"


Blocker = Literal["undecided", "empty", "rescan"]


@dataclass(frozen=True, slots=True)
class Item:
    """A span of a part and what is decided about it. Items of one part never overlap.

    Attributes:
        id: within the review; stays when other items come and go.
        doubtful: the detectors were not sure.
    """

    id: int
    part: int
    start: int
    end: int
    label: EntityType
    score: float
    reasons: tuple[Reason, ...]
    choice: Choice
    doubtful: bool

    @property
    def finding(self) -> Finding:
        """As a finding of its part."""
        return Finding(self.start, self.end, self.label, self.score, self.reasons)


@dataclass(frozen=True, slots=True)
class _Earlier:
    """Earlier turns that are left out for now."""

    parts: tuple[Part, ...]
    items: tuple[Item, ...]
    quasi: dict[int, tuple[QuasiIdentifier, ...]]
    stale: frozenset[int]


@dataclass(slots=True)
class Review:
    """See the module. Not thread-safe; it belongs to whoever shows it."""

    conversation_id: str
    parent_id: str | None
    provider: Provider
    known: tuple[MappedValue, ...]
    parts: tuple[Part, ...]
    parameters: Parameters = field(default_factory=Parameters)
    sensitivity: Sensitivity = DEFAULT_SENSITIVITY
    quasi: dict[int, tuple[QuasiIdentifier, ...]] = field(default_factory=dict)
    _decided: dict[str, tuple[Choice, EntityType, str]] = field(default_factory=dict)
    _items: list[Item] = field(default_factory=list)
    _next_item: int = 1
    _stale: set[int] = field(default_factory=set)
    _set_aside: _Earlier | None = None

    def take(self, part: int, findings: Iterable[Finding], quasi: Iterable[QuasiIdentifier]) -> None:
        """Take the findings of one part in place of what was known of it; what the user decided stays."""
        self._items = [item for item in self._items if item.part != part]
        self.quasi[part] = tuple(quasi)
        self._stale.discard(part)
        for finding in findings:
            item = self._item(part, finding)
            choice = self._decided.get(self._key(item))
            self._items.append(replace(item, choice=choice[0]) if choice is not None else item)
        self._spread()

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in the order of the text."""
        return tuple(sorted(self._items, key=lambda item: (item.part, item.start)))

    def words(self, item: Item) -> str:
        """Return what an item covers."""
        return self.parts[item.part].text[item.start : item.end]

    def occurrences(self, item: Item) -> tuple[Item, ...]:
        """Return all items over the same words, this one among them."""
        key = self._key(item)
        return tuple(other for other in self.items if self._key(other) == key)

    @property
    def undecided(self) -> tuple[Item, ...]:
        """Items that the user has to decide before anything can be sent."""
        return tuple(item for item in self.items if item.choice is Choice.UNDECIDED)

    @property
    def blockers(self) -> tuple[Blocker, ...]:
        """Why nothing can be sent yet."""
        found: list[Blocker] = []
        if self._stale:
            found.append("rescan")
        if self.undecided:
            found.append("undecided")
        if not self.parts[-1].text.strip():
            found.append("empty")
        return tuple(found)

    @property
    def stale(self) -> tuple[int, ...]:
        """Parts whose text has changed since it was scanned."""
        return tuple(sorted(self._stale))

    @property
    def needs_look(self) -> bool:
        """Whether skimming is not enough: something is doubtful, kept, unread or points at somebody."""
        return (
            self.risk == "high"
            or any(item.doubtful or item.choice is not Choice.REDACT for item in self._items)
            or bool(self.unread)
        )

    @property
    def unread(self) -> tuple[str, ...]:
        """Codes of languages in which no name is found: see ``app.redaction.unread``."""
        return tuple(dict.fromkeys(code for part in self.parts for code in unread_languages(part.text)))

    @property
    def open_quasi(self) -> tuple[tuple[int, int, QuasiIdentifier], ...]:
        """Quasi-identifiers that leave as they are: part, index in ``quasi``, and what it is."""
        hidden: dict[int, list[Item]] = {}
        for item in self.items:
            if item.choice is Choice.REDACT:
                hidden.setdefault(item.part, []).append(item)
        return tuple(
            (part.id, index, found)
            for part in self.parts
            for index, found in enumerate(self.quasi.get(part.id, ()))
            if not _touches(hidden.get(part.id, ()), found)
        )

    @property
    def risk(self) -> Risk:
        """How likely what leaves points at somebody, with no name in it."""
        return risk([found for _, _, found in self.open_quasi])

    def kept_labels(self) -> tuple[EntityType, ...]:
        """Return the types of what would leave as it is."""
        return tuple(item.label for item in self.items if item.choice is Choice.KEEP)

    @property
    def label(self) -> Sensitivity:
        """The conversation's label once this has been sent: what is kept can raise it."""
        return raised(self.sensitivity, self.kept_labels())

    def __repr__(self) -> str:
        """Never a word of it."""
        return f"<Review of {len(self.parts)} parts, {len(self._items)} items>"

    # --- decisions ------------------------------------------------------------------------------

    def decide(self, item_id: int, choice: Choice, *, everywhere: bool = True) -> None:
        """Redact or keep an item, and the same words wherever they stand."""
        item = next(item for item in self._items if item.id == item_id)
        ids = {other.id for other in self.occurrences(item)} if everywhere else {item_id}
        self._items = [replace(other, choice=choice) if other.id in ids else other for other in self._items]
        if everywhere or choice is not Choice.KEEP:  # one place that is kept says nothing about the others
            self._decided[self._key(item)] = (choice, item.label, self.words(item))
        if choice is Choice.REDACT:
            self._spread()

    def decide_all(self, choice: Choice, *, label: EntityType | None = None) -> None:
        """Decide everything that is undecided, of one type or of all."""
        for item in self.undecided:
            if label is None or item.label is label:
                self.decide(item.id, choice)

    def redact_by_hand(
        self, part: int, start: int, end: int, *, label: EntityType = EntityType.CUSTOM
    ) -> None:
        """Hide a selection wherever its words stand; blanks at its ends go, half words are made whole."""
        text = self.parts[part].text[start:end]
        start, end = start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
        if start >= end:
            return
        start, end = with_whole_words(self.parts[part].text, start, end)
        item = self._item(part, Finding(start, end, label, 1.0, (Reason("hand", 1.0),)))
        self._decided[self._key(item)] = (Choice.REDACT, label, self.words(item))
        self._cover(item)
        self._spread()

    def hide_again(self, closed: Review) -> None:
        """Hide what the user hid in a review that was closed without sending; what was kept is asked anew."""
        hidden = {key: what for key, what in closed._decided.items() if what[0] is Choice.REDACT}
        self._decided = hidden | self._decided
        self._items = [
            replace(item, choice=Choice.REDACT) if self._key(item) in hidden else item for item in self._items
        ]
        self._spread("hand")

    def suggest(self, suggestions: Iterable[Suggestion]) -> int:
        """Add what the local model points at as doubtful items, wherever the words stand.

        It only ever adds: what was found, decided or hidden before stays as it is, and words that the user
        decided to keep are not brought up again.

        Returns:
            How many items are new.
        """
        before = len(self._items)
        for suggestion in sorted(suggestions, key=lambda one: -len(one.words)):
            if not suggestion.words.strip() or folded(suggestion.words) in self._decided:
                continue
            for part in self.parts:
                taken = sorted((item.start, item.end) for item in self._items if item.part == part.id)
                places = elsewhere(part.text, [suggestion.words], taken)
                for start, end in itertools.islice(places, _MOST_PLACES):
                    reasons = (Reason("suggested", SUGGESTED_SCORE),)
                    found = Finding(start, end, suggestion.label, SUGGESTED_SCORE, reasons)
                    self._items.append(self._item(part.id, found))
        return len(self._items) - before

    def term(self, item_id: int) -> Term:
        """Return a decision as something to remember."""
        item = next(item for item in self._items if item.id == item_id)
        return Term(self.words(item), "keep" if item.choice is Choice.KEEP else "redact", item.label)

    def edit(self, part: int, text: str) -> None:
        """Replace a part's text; nothing can be sent until ``take`` has had its findings."""
        parts = list(self.parts)
        parts[part] = replace(parts[part], text=text)
        self.parts = tuple(parts)
        self._items = [item for item in self._items if item.part != part]
        self.quasi[part] = ()
        self._stale.add(part)

    def generalise(self, part: int, index: int) -> None:
        """Use the coarser wording of a quasi-identifier; the part has to be scanned again."""
        quasi = self.quasi[part][index]
        text = self.parts[part].text
        if quasi.general:
            self.edit(part, text[: quasi.start] + quasi.general + text[quasi.end :])

    @property
    def has_earlier_turns(self) -> bool:
        """Whether something was said before the question, be it left out or not."""
        return self.is_question_alone or any(part.kind.startswith("earlier") for part in self.parts)

    @property
    def is_question_alone(self) -> bool:
        """Whether earlier turns are left out."""
        return self._set_aside is not None

    def drop_earlier_turns(self) -> None:
        """Send the question alone, without what was said before."""
        gone = {part.id for part in self.parts if part.kind.startswith("earlier")}
        if not gone:
            return
        self._set_aside = _Earlier(
            tuple(part for part in self.parts if part.id in gone),
            tuple(item for item in self._items if item.part in gone),
            {part: found for part, found in self.quasi.items() if part in gone},
            frozenset(self._stale & gone),
        )
        self._renumber([part for part in self.parts if part.id not in gone])

    def bring_back_earlier_turns(self) -> None:
        """Send what was said before too; what was decided meanwhile holds for it."""
        earlier, self._set_aside = self._set_aside, None
        if earlier is None:
            return
        place = sum(part.kind == "instructions" for part in self.parts)
        shift = len(earlier.parts)
        moved = {part.id: part.id + shift * (part.id >= place) for part in self.parts}
        rest = [replace(part, id=moved[part.id]) for part in self.parts]
        self._items = [replace(item, part=moved[item.part]) for item in self._items]
        self.quasi = {moved[part]: found for part, found in self.quasi.items()} | earlier.quasi
        self._stale = {moved[part] for part in self._stale} | earlier.stale
        self.parts = (*rest[:place], *earlier.parts, *rest[place:])
        for item in earlier.items:
            decided = self._decided.get(self._key(item))
            self._items.append(replace(item, choice=decided[0]) if decided is not None else item)
        self._spread()

    def _renumber(self, kept: Sequence[Part]) -> None:
        """Go on with some of the parts."""
        number = {part.id: index for index, part in enumerate(kept)}
        self.parts = tuple(replace(part, id=number[part.id]) for part in kept)
        self._items = [replace(item, part=number[item.part]) for item in self._items if item.part in number]
        self.quasi = {number[part]: found for part, found in self.quasi.items() if part in number}
        self._stale = {number[part] for part in self._stale if part in number}

    def snapshot(self) -> Review:
        """Return a review of this moment, which a background thread may look at."""
        return replace(
            self,
            quasi=dict(self.quasi),
            _decided=dict(self._decided),
            _items=list(self._items),
            _stale=set(self._stale),
        )

    # --- what would leave -----------------------------------------------------------------------

    def outgoing(self) -> Outgoing:
        """Build what would leave now.

        Raises:
            RedactionFailed: a part would not come back as it was.
            UsageRefused, PlainHttpRefused: the provider's address is not one.
        """
        placeholders = Placeholders(self.known)
        parts = []
        for part in self.parts:
            spans = [item for item in self.items if item.part == part.id and item.choice is not Choice.KEEP]
            redacted = placeholders.redact(
                part.text,
                [Finding(item.start, item.end, item.label, item.score, item.reasons) for item in spans],
            )
            parts.append(OutgoingPart(part.id, part.kind, redacted.text, redacted.replacements))
        kept_words = {folded(self.words(item)) for item in self._items if item.choice is Choice.KEEP}
        values = placeholders.values
        return Outgoing(
            prepared=prepare(
                self.provider.destination,
                system=system_of(parts),
                turns=tuple(turns_of(parts)),
                parameters=self.parameters,
            ),
            parts=tuple(parts),
            added=values[len(self.known) :],
            hidden=tuple(
                dict.fromkeys(
                    value.value
                    for value in values
                    if value.kind != LITERAL and folded(value.value) not in kept_words
                )
            ),
            redacted=dict(Counter(kind_of(found.placeholder) for found in parts[-1].replacements)),
            kept=dict(Counter(label.value for label in self.kept_labels())),
        )

    # --- inside ---------------------------------------------------------------------------------

    def _item(self, part: int, found: Finding) -> Item:
        choice = Choice.UNDECIDED if found.doubtful else Choice.REDACT
        item = Item(
            id=self._next_item,
            part=part,
            start=found.start,
            end=found.end,
            label=found.label,
            score=found.score,
            reasons=found.reasons,
            choice=choice,
            doubtful=found.doubtful,
        )
        self._next_item += 1
        return item

    def _key(self, item: Item) -> str:
        return folded(self.words(item))

    def _cover(self, item: Item) -> None:
        """Put an item in place of all that it overlaps, widened over what it cuts."""
        start, end = item.start, item.end
        kept = []
        for other in self._items:
            if other.part == item.part and other.start < end and start < other.end:
                start, end = min(start, other.start), max(end, other.end)
            else:
                kept.append(other)
        self._items = [*kept, replace(item, start=start, end=end)]

    def _spread(self, rule: str = "propagated") -> None:
        """Hide the words of every redacted item wherever else they stand, whole words in any case."""
        wanted: dict[str, EntityType] = {}
        forms: set[str] = set()
        for key, (choice, label, words) in self._decided.items():
            if choice is Choice.REDACT:
                wanted[key] = label
                forms.add(words)
        for item in self._items:
            key = self._key(item)
            if item.choice is Choice.REDACT and self._decided.get(key, (item.choice,))[0] is Choice.REDACT:
                wanted[key] = item.label
                forms.add(self.words(item))
        longest_first = sorted(forms, key=lambda words: (-len(words), words))
        for part in self.parts if forms else ():
            taken = sorted((item.start, item.end) for item in self._items if item.part == part.id)
            for start, end in elsewhere(part.text, longest_first, taken):
                kind = wanted.get(folded(part.text[start:end]))
                if kind is not None:
                    reasons = (Reason(rule, 1.0),)
                    self._items.append(self._item(part.id, Finding(start, end, kind, 1.0, reasons)))


def _touches(items: Sequence[Item], found: QuasiIdentifier) -> bool:
    """Say whether one of a part's items, which are in order, lies over some of what was found."""
    index = bisect.bisect_left(items, found.end, key=lambda item: item.start)
    return index > 0 and items[index - 1].end > found.start
