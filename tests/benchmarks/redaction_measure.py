"""What a detector hides, how exactly, and what it hides for nothing: pure functions over spans.

Fully hidden: every letter and digit of the marked span lies in some finding, whatever its label: the figure
that counts, because half a name is a name. Strict: one finding has the same ends (punctuation aside) and a
label of the same group. Precision: the share of findings that touch something marked, in texts that hold
something; against marks that are never complete, so read it as a floor. False hits: findings in texts
without anything private, per 10,000 characters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from app.redaction.findings import EntityType as E
from tests.benchmarks.redaction_data import Document, RestoreCase, Span

PER = 10_000

_GROUPS: tuple[frozenset[E], ...] = (
    frozenset({E.ADDRESS, E.LOCATION, E.ZIP, E.GEO}),
    frozenset({E.DOB, E.DATE, E.AGE}),
    frozenset({E.CARD, E.IBAN, E.BANK_ACCT, E.CRYPTO}),
    frozenset(
        {E.SSN, E.NATIONAL_ID, E.TAX_ID, E.PASSPORT, E.DRIVER_LICENSE, E.MRN, E.HEALTH_ID, E.PRO_LICENSE}
        | {E.VEHICLE, E.DEVICE, E.OTHER_ID}
    ),
    frozenset({E.IP, E.MAC, E.URL}),
)
_GROUP_OF = {label: index for index, group in enumerate(_GROUPS) for label in group}


@dataclass(frozen=True, slots=True)
class Hit:
    """What a detector found; ``label`` is None for a kind that we have no word for."""

    start: int
    end: int
    label: E | None


@dataclass(slots=True)
class Tally:
    """Counts of one label, or of one class of labels."""

    gold: int = 0
    hidden: int = 0
    exact: int = 0
    hits: int = 0
    right: int = 0

    @property
    def hidden_share(self) -> float | None:
        """Fully hidden, 0 to 1; None without anything to hide."""
        return self.hidden / self.gold if self.gold else None

    @property
    def exact_share(self) -> float | None:
        """Found with the same ends and kind, 0 to 1."""
        return self.exact / self.gold if self.gold else None

    @property
    def precision(self) -> float | None:
        """Findings that touch something marked, 0 to 1; None without findings."""
        return self.right / self.hits if self.hits else None


@dataclass(slots=True)
class Clean:
    """Findings in texts without anything private, and how long these are."""

    hits: int = 0
    characters: int = 0

    @property
    def rate(self) -> float | None:
        """False hits per 10,000 characters; None without text."""
        return self.hits / self.characters * PER if self.characters else None


@dataclass(slots=True)
class Measured:
    """All counts of one detector over one collection.

    Attributes:
        labels: by the label of the marked span (hits: by the finding's own label).
        classes: by what the goals are set for (``CLASSES``).
        languages: every span, by language.
        genres: every span, by genre.
        everything: every span.
        clean: texts without anything private; ``clean_genres``: the same by genre.
        missed: what was not hidden.
    """

    labels: dict[E, Tally] = field(default_factory=dict)
    classes: dict[str, Tally] = field(default_factory=dict)
    languages: dict[str, Tally] = field(default_factory=dict)
    genres: dict[str, Tally] = field(default_factory=dict)
    everything: Tally = field(default_factory=Tally)
    missed: list[tuple[Document, Span]] = field(default_factory=list)
    clean: Clean = field(default_factory=Clean)
    clean_genres: dict[str, Clean] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Class:
    """Spans that one goal is set for.

    Attributes:
        goal: the share that has to be fully hidden; None where none is set.
    """

    name: str
    goal: float | None
    holds: Callable[[Document, Span], bool]


_CHECKED = {E.CARD, E.IBAN, E.SSN, E.NATIONAL_ID, E.EMAIL, E.IP, E.MAC, E.CRYPTO}
_LABELLED = {E.MRN, E.HEALTH_ID, E.BANK_ACCT, E.PASSPORT, E.DRIVER_LICENSE, E.PRO_LICENSE}
_LABELLED |= {E.VEHICLE, E.DEVICE, E.TAX_ID, E.OTHER_ID}
# Where people write as they talk, and where the text is disguised on purpose; the rest are documents.
_INFORMAL = {"chat", "dating", "journal", "church", "crm", "obfuscated"}


def _of(*labels: E) -> Callable[[Document, Span], bool]:
    wanted = frozenset(labels)
    return lambda _document, span: span.label in wanted


CLASSES: tuple[Class, ...] = (
    Class("structured ids with a check", 0.999, _of(*_CHECKED)),
    Class("labelled ids", 0.99, _of(*_LABELLED)),
    Class("dates of birth", 0.99, _of(E.DOB)),
    Class("secrets of a known format", 0.99, lambda _, s: s.label is E.SECRET and s.kind != "PASSWORD"),
    Class("passwords and PINs", None, lambda _, s: s.label is E.SECRET and s.kind == "PASSWORD"),
    Class("phones", 0.97, _of(E.PHONE)),
    Class("names, everywhere", 0.95, _of(E.PERSON)),
    Class("names in documents", 0.98, lambda d, s: s.label is E.PERSON and d.genre not in _INFORMAL),
    Class("addresses", 0.95, _of(E.ADDRESS, E.ZIP, E.GEO)),
    Class("places", None, _of(E.LOCATION)),
    Class("organisations", 0.80, _of(E.ORG)),
    Class("other (user names, URLs, dates, ages)", None, _of(E.USERNAME, E.URL, E.DATE, E.AGE)),
)
"""The goals of docs/redaction.md, in the words of its table."""

FALSE_GOAL = 4.0
"""False hits per 10,000 characters of ordinary chat and code, at most."""


def measure(documents: Sequence[Document], hits: Sequence[Sequence[Hit]]) -> Measured:
    """Compare findings with marks.

    Args:
        documents: what was scanned.
        hits: the findings of each, in any order, overlapping or not.
    """
    result = Measured()
    for document, found in zip(documents, hits, strict=True):
        if document.clean:
            for clean in (result.clean, result.clean_genres.setdefault(document.genre, Clean())):
                clean.hits += len(found)
                clean.characters += len(document.text)
        else:
            _measure_marked(result, document, found)
    return result


def _measure_marked(result: Measured, document: Document, found: Sequence[Hit]) -> None:
    covered = _mask(len(document.text), ((hit.start, hit.end) for hit in found))
    exact = {(*_trimmed(document.text, hit.start, hit.end), _group(hit.label)) for hit in found}
    for span in document.spans:
        hidden = is_hidden(document.text, span, covered)
        if not hidden:
            result.missed.append((document, span))
        same = (*_trimmed(document.text, span.start, span.end), _group(span.label)) in exact
        for tally in _tallies(result, document, span):
            tally.gold += 1
            tally.hidden += hidden
            tally.exact += same
    _count_hits(result, document, found)


def _tallies(result: Measured, document: Document, span: Span) -> list[Tally]:
    named = [each.name for each in CLASSES if each.holds(document, span)]
    return [
        result.everything,
        result.labels.setdefault(span.label, Tally()),
        result.languages.setdefault(document.lang, Tally()),
        result.genres.setdefault(document.genre, Tally()),
        *(result.classes.setdefault(name, Tally()) for name in named),
    ]


def _count_hits(result: Measured, document: Document, found: Sequence[Hit]) -> None:
    spans = [(span.start, span.end) for span in document.spans]
    marked = _mask(len(document.text), [*spans, *document.optional])
    for hit in found:
        right = any(marked[hit.start : hit.end])
        tallies = [result.everything]
        if hit.label is not None:
            tallies.append(result.labels.setdefault(hit.label, Tally()))
        for tally in tallies:
            tally.hits += 1
            tally.right += right


def is_hidden(text: str, span: Span, covered: bytes | bytearray) -> bool:
    """Whether every letter and digit of a span is covered (``covered[i]`` is not 0)."""
    return all(covered[at] or not text[at].isalnum() for at in range(span.start, span.end))


def _mask(length: int, spans: Iterable[tuple[int, int]]) -> bytearray:
    mask = bytearray(length)
    for start, end in spans:
        mask[start:end] = b"\1" * (min(end, length) - start)
    return mask


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _group(label: E | None) -> int | E | None:
    return label if label is None else _GROUP_OF.get(label, label)


@dataclass(frozen=True, slots=True)
class Restoration:
    """How the restore cases went.

    Attributes:
        right, cases: by kind of alteration.
        wrong_person: cases in which a value stands where none of the acceptable texts has it.
        unflagged: cases with an unknown id that were returned without a flag.
        failed: ids of the cases that were not restored to an acceptable text.
    """

    right: Counter[str]
    cases: Counter[str]
    wrong_person: int
    unflagged: int
    failed: tuple[str, ...]

    def share(self, *, altered: bool) -> float | None:
        """The share restored exactly, of the altered or of the unaltered cases."""
        kinds = [kind for kind in self.cases if (kind != "unaltered") == altered]
        total = sum(self.cases[kind] for kind in kinds)
        return sum(self.right[kind] for kind in kinds) / total if total else None


def measure_restore(
    cases: Iterable[RestoreCase], restore: Callable[[str, dict[str, str]], tuple[str, bool]]
) -> Restoration:
    """Restore every case.

    Args:
        cases: the answers, and what they have to become.
        restore: takes an answer and a mapping, returns the text and whether anything was flagged.
    """
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong = unflagged = 0
    failed = []
    for case in cases:
        text, flagged = restore(case.answer, case.mapping)
        total[case.kind] += 1
        unflagged += case.unknown and not flagged
        if text in case.expected:
            right[case.kind] += 1
        else:
            failed.append(case.id)
            wrong += _has_wrong_value(case, text)
    return Restoration(right, total, wrong, unflagged, tuple(failed))


def _has_wrong_value(case: RestoreCase, text: str) -> bool:
    """Whether some value stands more often in a text than in any acceptable one."""
    return any(
        text.count(value) > max(expected.count(value) for expected in case.expected)
        for value in case.mapping.values()
    )
