"""What the two texts of the review consist of: runs of text, each with what it is. Pure; knows no widget.

On the left stands what stays here, on the right exactly what leaves. Both are made of the same parts in the
same order, and every run knows its place in the original, so that one side can follow the other.
"""

from __future__ import annotations

import bisect
import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.outgoing import Outgoing, OutgoingPart, Part, PartKind
from app.review import Choice, Item, Review


class Kind(enum.Enum):
    """What a run is, which decides how it looks."""

    PLAIN = "plain"
    HEADING = "heading"
    NOTE = "note"
    REDACTED = "redacted"
    UNDECIDED = "undecided"
    KEPT = "kept"
    PLACEHOLDER = "placeholder"
    OPEN_PLACEHOLDER = "open placeholder"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of one side.

    Attributes:
        part: id of its part; -1 for what belongs to none.
        start: character of the part's original text at which it begins; -1 for a heading.
        item: id of the item that it shows, 0 for none.
    """

    text: str
    kind: Kind = Kind.PLAIN
    part: int = -1
    start: int = -1
    item: int = 0

    def __repr__(self) -> str:
        """Never the text."""
        return f"<Run {self.kind.value} {len(self.text)} characters>"


@dataclass(frozen=True, slots=True)
class Titles:
    """The headings, in the user's language.

    Attributes:
        added: on the left, where only Sotto's own instructions leave.
        folded: in place of all earlier turns.
        folded_note: with ``{count}`` of them.
    """

    by_kind: dict[PartKind, str]
    added: str
    folded: str = ""
    folded_note: str = "{count}"


def titles() -> Titles:
    """Return the headings of both texts."""
    translate = QCoreApplication.translate
    by_kind: dict[PartKind, str] = {
        "instructions": translate("review", "Instructions"),
        "earlier-question": translate("review", "Earlier: you"),
        "earlier-answer": translate("review", "Earlier: the answer"),
        "question": translate("review", "Your question"),
    }
    return Titles(
        by_kind,
        added=translate("review", "Sotto explains the placeholders to the model."),
        folded=translate("review", "Earlier turns"),
        folded_note=translate("review", "Folded here; all of them leave: {count}."),
    )


_ITEM_KINDS = {
    Choice.REDACT: Kind.REDACTED,
    Choice.UNDECIDED: Kind.UNDECIDED,
    Choice.KEEP: Kind.KEPT,
}


def left_runs(review: Review, outgoing: Outgoing, titles: Titles, *, is_folded: bool = False) -> list[Run]:
    """Return what stays here; ``is_folded`` only counts the earlier turns."""
    by_part = _by_part(review.items)
    runs: list[Run] = []
    if outgoing.preamble and review.parts[0].kind != "instructions":
        runs += _section(titles.by_kind["instructions"], -1, (Run(titles.added, Kind.NOTE),))
    folded = _folded(review, titles) if is_folded else {}
    for part in review.parts:
        if part.id in folded:
            runs += folded[part.id]
        else:
            runs += _section(titles.by_kind[part.kind], part.id, _left(part, by_part.get(part.id, ())))
    return runs


def right_runs(review: Review, outgoing: Outgoing, titles: Titles, *, is_folded: bool = False) -> list[Run]:
    """Return exactly what leaves; ``is_folded`` only counts the earlier turns."""
    by_part = _by_part(review.items)
    runs: list[Run] = []
    preamble = outgoing.preamble
    if preamble and review.parts[0].kind != "instructions":
        runs += _section(titles.by_kind["instructions"], -1, (Run(preamble),))
    folded = _folded(review, titles) if is_folded else {}
    for part, leaving in zip(review.parts, outgoing.parts, strict=True):
        if part.id in folded:
            runs += folded[part.id]
            continue
        inside = _right(leaving, by_part.get(part.id, ()))
        if part.kind == "instructions" and preamble:
            inside = iter((Run(f"{preamble}\n\n", part=part.id, start=0), *inside))
        runs += _section(titles.by_kind[part.kind], part.id, inside)
    return runs


def _section(title: str, part: int, inside: Iterator[Run] | Sequence[Run]) -> Iterator[Run]:
    yield Run(title, Kind.HEADING, part)
    yield from inside


def _folded(review: Review, titles: Titles) -> dict[int, tuple[Run, ...]]:
    """Return what stands in place of each earlier turn: one note at the first, nothing at the others."""
    ids = [part.id for part in review.parts if part.kind.startswith("earlier")]
    shown: dict[int, tuple[Run, ...]] = dict.fromkeys(ids, ())
    if ids:
        note = Run(titles.folded_note.format(count=len(ids)), Kind.NOTE, ids[0])
        shown[ids[0]] = (Run(titles.folded, Kind.HEADING, ids[0]), note)
    return shown


def _by_part(items: Sequence[Item]) -> dict[int, list[Item]]:
    sorted_in: dict[int, list[Item]] = {}
    for item in items:
        sorted_in.setdefault(item.part, []).append(item)
    return sorted_in


def _left(part: Part, items: Sequence[Item]) -> Iterator[Run]:
    at = 0
    for item in items:
        if at < item.start:
            yield Run(part.text[at : item.start], Kind.PLAIN, part.id, at)
        words = part.text[item.start : item.end]
        yield Run(words, _ITEM_KINDS[item.choice], part.id, item.start, item.id)
        at = item.end
    if at < len(part.text):
        yield Run(part.text[at:], Kind.PLAIN, part.id, at)


def _right(part: OutgoingPart, items: Sequence[Item]) -> Iterator[Run]:
    """Cut the outgoing text at its placeholders and at what the user lets go as it is."""
    by_start = {item.start: item for item in items}
    kept = [item for item in items if item.choice is Choice.KEEP]
    at, original = 0, 0
    for put in part.replacements:
        yield from _between(part, at, put.redacted_start, original, kept)
        item = by_start.get(put.start)
        is_open = item is not None and item.choice is Choice.UNDECIDED
        yield Run(
            part.text[put.redacted_start : put.redacted_end],
            Kind.OPEN_PLACEHOLDER if is_open else Kind.PLACEHOLDER,
            part.id,
            put.start,
            item.id if item is not None else 0,
        )
        at, original = put.redacted_end, put.end
    yield from _between(part, at, len(part.text), original, kept)


def _between(part: OutgoingPart, at: int, end: int, original: int, kept: Sequence[Item]) -> Iterator[Run]:
    """Yield text that leaves as it stands; ``original`` is the place of ``at`` in the original."""
    shift = at - original
    first = bisect.bisect_left(kept, original, key=lambda item: item.start)
    for item in kept[first:]:
        start, stop = item.start + shift, item.end + shift
        if stop > end:
            break
        if at < start:
            yield Run(part.text[at:start], Kind.PLAIN, part.id, at - shift)
        yield Run(part.text[start:stop], Kind.KEPT, part.id, item.start, item.id)
        at = stop
    if at < end:
        yield Run(part.text[at:end], Kind.PLAIN, part.id, at - shift)
