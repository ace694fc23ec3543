"""From a text to its findings: views, recognisers, tagger, propagation, what may stay, terms.

Everything works on the normalised view and goes back to the user's offsets once, at the end. Every step is
linear in the text; a long scan reports where it is and looks for a cancel between steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.redaction import later as re
from app.redaction.addresses import Addresses
from app.redaction.addresses.blocks import lines_between
from app.redaction.addresses.fit import fitted, without_addresses
from app.redaction.addresses.residents import beside_residents
from app.redaction.anchored_names import anchored_names
from app.redaction.asked_about import asked_about
from app.redaction.at_the_door import at_the_door
from app.redaction.columns import Columns
from app.redaction.continued import continued
from app.redaction.doers import Doers
from app.redaction.everybodys import private_persons
from app.redaction.fields import Fields
from app.redaction.findings import EntityType, Finding, QuasiIdentifier
from app.redaction.goes_on import numbers_that_go_on, whole_words
from app.redaction.known_names import KnownNames, names_in_addresses
from app.redaction.listed import alike, listed
from app.redaction.logins import logins_like, logins_of
from app.redaction.named_values import NamedValues
from app.redaction.names import can_be_a_name
from app.redaction.neighbours import names_before_phones, names_beside, signing_letter
from app.redaction.organisations import Organisations
from app.redaction.over_lines import over_lines
from app.redaction.port import ScanOptions, Term
from app.redaction.profiles import profile_for
from app.redaction.quasi.finder import find_quasi, left_open
from app.redaction.recognizers import ALL, NUMBERS, Recognizer
from app.redaction.recognizers.base import Hit
from app.redaction.recognizers.disguised import with_numbers_joined
from app.redaction.recognizers.encoded import Encoded, encoded_runs
from app.redaction.recognizers.terms import Terms
from app.redaction.repeated import repeated
from app.redaction.rows_of_keys import rows_of_keys
from app.redaction.sighted import Sighted
from app.redaction.small_names import small_names
from app.redaction.spans import merged
from app.redaction.tagging import TaggerPort
from app.redaction.uncased import without_clauses
from app.redaction.view import View, normalised
from app.redaction.wanted import wanted_hits

_SURE_NAME: Final = 0.97  # of the tagger
# "Jan 12 03:14:07" begins a line of a log.
_IS_A_DAY: Final = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
    r"[ ]{1,2}\d{1,2}[ ]\d\d:\d\d"
)
_OF_A_LAW: Final = re.compile(r"\d/\Z")  # "93/13/CEE"
# "rev C. Deliver it", "see Schedule B. Kindly": the letter counts things and begins no name.
_LETTER_OF_A_THING: Final = re.compile(
    r"(?i:(?<![^\W_])(?:rev|revision|schedule|appendix|annex|exhibit|section|class|grade|vitamin|hepatitis|plan|block|wing"
    r"|zone|gate|terminal|building|column|row|item|option|version|part|table|group|level|phase|form|clause|anlage|anhang"
    r"|annexe|tabelle|gruppe|klasse|halle|anexo|allegato|bijlage))[ ]\Z"
)
_INITIAL: Final = re.compile(r"[A-Z]\.[ ]")
_DEEPEST: Final = 2
# How far from a number that was joined the word for it is looked for.
_REACH: Final = 300
_BLANK: Final = re.compile(r"\s")
_PROGRESS_OF_RULES: Final = 0.4

Progress = Callable[[float], None]
"""Told the share that is done, 0.0 to 1.0; raises to stop the scan."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """All detectors, ready to look at texts.

    Args:
        tagger: the model; None looks with rules alone.
        recognizers: for every view.
        numbers: for the view in which numbers that were taken apart are joined.
    """

    tagger: TaggerPort | None = None
    recognizers: Sequence[Recognizer] = (
        *ALL,
        Addresses(),
        Fields(),
        Columns(),
        NamedValues(),
        Organisations(),
        Doers(),
    )
    numbers: Sequence[Recognizer] = NUMBERS

    def scan(
        self, text: str, options: ScanOptions, progress: Progress = lambda _share: None
    ) -> tuple[Finding, ...]:
        """Return what to hide in a text: sorted, never overlapping, in characters of the text as given.

        Raises:
            UnknownProfile: there is no profile of the id in the options.
        """
        return self._look(text, options, progress)[0]

    def scan_whole(
        self, text: str, options: ScanOptions, progress: Progress = lambda _share: None
    ) -> tuple[tuple[Finding, ...], tuple[QuasiIdentifier, ...]]:
        """Return what to hide, and what of the rest points at somebody only together with other things.

        Raises:
            UnknownProfile: there is no profile of the id in the options.
        """
        findings, view, hits = self._look(text, options, progress)
        if EntityType.PERSON not in profile_for(options).labels:  # of persons nothing is asked
            return findings, ()
        return findings, left_open(find_quasi(view.text, hits), view, findings)

    def _look(
        self, text: str, options: ScanOptions, progress: Progress
    ) -> tuple[tuple[Finding, ...], View, list[Hit]]:
        """Return the findings, the view, and everything that was pointed at in it."""
        profile = profile_for(options)
        view = normalised(text)
        everything = self.hits(view, progress)
        hits = wanted_hits(view.text, everything, profile)
        more = [*listed(view.text, hits), *logins_like(view.text, hits), *continued(view.text, hits)]
        more += [*numbers_that_go_on(view.text, hits), *whole_words(view.text, hits)]
        more += lines_between(view.text, hits)
        more += over_lines(view.text, hits)
        more += rows_of_keys(view.text, hits)
        hits += filter(profile.wants, more)
        hits += alike(view.text, hits)
        hits += repeated(view.text, hits)
        hits = with_terms(view.text, hits, options)
        progress(1.0)
        return merged(beside_residents(view.text, hits), view.span), view, everything

    def hits(self, view: View, progress: Progress = lambda _share: None, depth: int = 0) -> list[Hit]:
        """Return everything that any detector points at, in the coordinates of the view."""
        text = view.text
        hits = self._by_rules(text, progress)
        joined = with_numbers_joined(view)
        if joined is not view:
            hits += self._in_joined(joined, view)
        if depth < _DEEPEST:
            for run in encoded_runs(text):
                hits += self._in_encoded(run, depth)
        tagged = list(fitted(text, self._by_tagger(text, progress), hits)) if depth == 0 else []
        anchors = list(without_addresses(text, anchored_names(text), hits))
        addresses = [hit for hit in hits if hit.label is EntityType.EMAIL]
        anchors += names_before_phones(text, hits)
        anchors += at_the_door(text)
        anchors += small_names(text)
        anchors += asked_about(text, hits, self.tagger) if depth == 0 else ()
        persons = private_persons(text, (*hits, *anchors, *tagged))
        beside = list(without_addresses(text, names_beside(text, persons), hits))
        known = KnownNames(text, (*persons, *beside, *names_in_addresses(text, addresses)))
        everywhere = list(known.everywhere())
        made = logins_of(text, (*persons, *beside))
        return [*hits, *tagged, *anchors, *beside, *signing_letter(text), *everywhere, *made]

    def _by_rules(self, text: str, progress: Progress) -> list[Hit]:
        hits: list[Hit] = []
        for done, recognizer in enumerate(self.recognizers):
            progress(_PROGRESS_OF_RULES * done / len(self.recognizers))
            hits.extend(recognizer.find(text))
        return hits

    def _by_tagger(self, text: str, progress: Progress) -> list[Hit]:
        if self.tagger is None:
            return []
        spans = self.tagger.tag(
            text,
            progress=lambda share: progress(_PROGRESS_OF_RULES + (1 - _PROGRESS_OF_RULES) * 0.95 * share),
        )
        return [
            Hit(span.start, span.end, span.label, float(span.score), "tagger")
            for span in without_clauses(text, spans)
            if span.label is not EntityType.PERSON
            or (
                can_be_a_name(text[span.start : span.end], sure=span.score >= _SURE_NAME)
                and not _is_a_tag(text, span.start, span.end)
                and not _IS_A_DAY.match(text, span.start)
                and not _OF_A_LAW.search(text, max(0, span.start - 2), span.start)
                and not _counts_a_thing(text, span.start)
            )
        ]

    def _in_joined(self, joined: View, view: View) -> list[Hit]:
        hits: list[Hit] = []
        parts = _around(joined.text, joined.changed_since(view))
        # What is known of a part is known to all that look at it.
        known = ((first, Sighted(joined.text[first:last])) for first, last in parts)
        for first, part, recognizer in ((first, part, one) for first, part in known for one in self.numbers):
            for hit in recognizer.find(part):
                start, end = hit.start + first, hit.end + first
                base = joined
                while base is not view:
                    start, end = base.span_in_base(start, end)
                    base = base.base
                if end - start != hit.end - hit.start:  # what did not change was found already
                    hits.append(replace(hit, start=start, end=end, encoding="taken-apart"))
        hits += _bare_runs(joined, view)
        return hits

    def _in_encoded(self, run: Encoded, depth: int) -> list[Hit]:
        inner = self.hits(normalised(run.text), depth=depth + 1)
        inner = [
            hit for hit in inner if hit.label not in {EntityType.DATE, EntityType.AGE} and hit.score >= 0.6
        ]
        if self.tagger is not None:
            inner += [hit for hit in self._by_tagger(run.text, lambda _share: None) if hit.score >= 0.8]
        return [replace(hit, start=run.start, end=run.end, encoding=run.encoding) for hit in inner]


def _counts_a_thing(text: str, start: int) -> bool:
    """Whether an initial is the letter of a thing: "rev C. Deliver"."""
    return (
        _INITIAL.match(text, start) is not None
        and _LETTER_OF_A_THING.search(text, max(0, start - 16), start) is not None
    )


def _is_a_tag(text: str, start: int, end: int) -> bool:
    """Whether a span is the name of an element: "<nino>"."""
    return text[end : end + 1] == ">" and text[start - 1 : start] in {"<", "/"} and " " not in text[start:end]


def _around(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the parts of a text that hold sorted spans and what may vouch for them, sorted and apart."""
    parts: list[tuple[int, int]] = []
    for start, end in spans:
        blank = _BLANK.search(text, max(0, start - 2 * _REACH), max(0, start - _REACH))
        first = blank.end() if blank is not None else max(0, start - 2 * _REACH)
        blank = _BLANK.search(text, end + _REACH, end + 2 * _REACH)
        last = blank.start() if blank is not None else min(len(text), end + 2 * _REACH)
        if parts and first <= parts[-1][1]:
            parts[-1] = (parts[-1][0], max(last, parts[-1][1]))
        else:
            parts.append((first, last))
    return parts


def _bare_runs(joined: View, view: View) -> list[Hit]:
    """Return the numbers that somebody spelled out: private even where no recogniser knows them."""
    return [
        Hit(start, end, EntityType.PHONE, 0.62, "taken-apart", encoding="taken-apart")
        for start, end in joined.changed_in(view)
        if any(character.isalpha() for character in view.text[start:end])
    ]


def with_terms(text: str, hits: list[Hit], options: ScanOptions) -> list[Hit]:
    """Apply the user's terms after everything else: "keep" first, so that it never wins over a "redact"."""
    keep = [term for term in options.terms if term.action == "keep"]
    redact = [term for term in options.terms if term.action == "redact"]
    if keep:
        hits = _without_kept(text, hits, keep)
    hits = hits + [hit for hit, _ in Terms(redact).find(text)]
    return hits + [hit for hit, _ in Terms(options.known, rule="known").find(text)]


def _without_kept(text: str, hits: list[Hit], keep: list[Term]) -> list[Hit]:
    """Drop the hits that lie within a kept term; a hit that is longer than the term stays."""
    kept = sorted((hit.start, hit.end) for hit, _ in Terms(keep).find(text))
    remaining: list[Hit] = []
    position = 0
    for hit in sorted(hits, key=lambda hit: hit.start):
        while position < len(kept) and kept[position][1] <= hit.start:
            position += 1
        inside = any(start <= hit.start and hit.end <= end for start, end in kept[position : position + 3])
        if not inside:
            remaining.append(hit)
    return remaining
