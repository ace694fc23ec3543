"""From a text to its findings: views, recognisers, tagger, propagation, what may stay, terms.

Everything works on the normalised view and goes back to the user's offsets once, at the end. Every step is
linear in the text; a long scan reports where it is and looks for a cancel between steps.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.redaction import later as re
from app.redaction.addresses import ONLY_ABOUT_SOMEBODY, Addresses
from app.redaction.addresses.blocks import lines_between
from app.redaction.addresses.fit import fitted, without_addresses
from app.redaction.addresses.nobodys import is_of_a_town
from app.redaction.addresses.residents import beside_residents
from app.redaction.anchored_names import anchored_names
from app.redaction.asked_about import asked_about
from app.redaction.at_the_door import at_the_door
from app.redaction.columns import Columns
from app.redaction.continued import continued
from app.redaction.data import lines, words
from app.redaction.doers import Doers
from app.redaction.fields import Fields
from app.redaction.findings import DOUBTFUL_BELOW, EntityType, Finding, QuasiIdentifier
from app.redaction.goes_on import numbers_that_go_on, whole_words
from app.redaction.knowledge import old_years
from app.redaction.known_names import KnownNames, names_in_addresses
from app.redaction.lessons import is_any_gateway, is_of_any_network, teaches_networks
from app.redaction.listed import alike, listed
from app.redaction.lives import is_of_a_known_life, is_of_the_dead
from app.redaction.logins import handles, logins_like, logins_of
from app.redaction.machines import machines
from app.redaction.marks import marks
from app.redaction.named_values import NamedValues
from app.redaction.names import can_be_a_name, is_public
from app.redaction.neighbours import names_before_phones, names_beside, signing_letter
from app.redaction.organisations import Organisations, is_by_words
from app.redaction.port import ScanOptions, Term
from app.redaction.presumed import PRESUMED_SCORE, owns_numbers, presumed
from app.redaction.profiles import Profile, profile_for
from app.redaction.quasi.finder import find_quasi, left_open
from app.redaction.recognizers import ALL, NUMBERS, Recognizer
from app.redaction.recognizers.base import Hit
from app.redaction.recognizers.disguised import with_numbers_joined
from app.redaction.recognizers.encoded import Encoded, encoded_runs
from app.redaction.recognizers.log_lines import ids_in_paths
from app.redaction.recognizers.mail import is_nobodys
from app.redaction.recognizers.terms import Terms
from app.redaction.recognizers.written_dates import OF_OLD
from app.redaction.shapes import private_shapes
from app.redaction.sighted import Sighted
from app.redaction.spans import merged
from app.redaction.subject import (
    OF_KNOWLEDGE,
    asks_about_a_work,
    least_worth_of_names,
    private_names,
    tells_what_everybody_may_know,
)
from app.redaction.tagging import TaggerPort
from app.redaction.things import drawings, is_cited, is_of_a_case, literature
from app.redaction.view import View, normalised

_TAGGED: Final = frozenset({EntityType.PERSON, EntityType.ORG, EntityType.LOCATION, EntityType.ADDRESS})
_OF_AUTHORS: Final = frozenset({"tagger", "name-honorific"})  # "Granovetter, M. S." is no monsieur
_SURE_NAME: Final = 0.97  # of the tagger
_LONG_AGO: Final = re.compile(r"(?<!\d)(?:19\d\d|200\d|201[0-2])(?!\d)")
# "Jan 12 03:14:07" begins a line of a log.
_IS_A_DAY: Final = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
    r"[ ]{1,2}\d{1,2}[ ]\d\d:\d\d"
)
_NAME_GAP: Final = re.compile(r"(?<=[\w.])(?:[ ]?[(\[][ ]?[*†]?|,?[ ][*]?|[ ]?[:;–—-][ ])[ ]?\Z")
# "Pupil: Aaliyah Mensah – Year 4 – 11/09/2015": where somebody is sat or lies between the name and the day.
_PLACED_GAP: Final = re.compile(
    r"(?i)(?<=[\w.])[ ]?[,;|–—-][ ]?(?:year|yr|class|form|grade|room|klasse|kl|zimmer|groep|kamer|classe"
    r"|chambre|clase|curso|turma|sala|bed|bett|bay|ward|lit|cama|letto|[a-z]{2}\d|\d[a-z])\.?[ ]?[\w.]{0,3}"
    r"[ ]?[,;|–—-][ ]?\Z"
)
_PLACED_REACH: Final = 24
# "Enfant 1 : Inès, 12.03.2016", "Twins Ada and Noor, both 30/01/2019"
_CHILD_GAP: Final = re.compile(
    r"(?<=[\w.]),?[ ](?:(?:both|beide|tous deux|toutes deux|ambos|ambas|entrambi|allebei)[ ])?\Z",
    re.IGNORECASE,
)
_CHILD: Final = re.compile(
    r"(?i)(?<!\w)(?:child(?:ren)?|kids?|twins?|triplets|sons?|daughters?|grandson|granddaughter|baby"
    r"|siblings?|kind(?:er)?"
    r"|zwillinge|sohn|söhne|tochter|töchter|enfants?|jumeaux|jumelles|fils|filles?|hij[oa]s?|niñ[oa]s?"
    r"|gemel[oa]s"
    r"|mellizos|figli[oae]?|gemell[ei]|bambin[oaie]|kinderen|tweeling|zoons?|dochters?|filh[oa]s?|gémeos"
    r"|crianças?)(?!\w)[^\n.!?]{0,40}\Z"
)
_CHILD_REACH: Final = 80
_DATED: Final = re.compile(
    r"(?:dated|issued|signed|since|effective|seit|vom|depuis|desde|dal|sinds|datée?|fechad[oa])[ :]{1,2}\Z",
    re.IGNORECASE,
)
_SEX_OR_AGE: Final = re.compile(
    r"(?:(?<!\w)(?:[MFmfWwVvHh]|male|female|männl\w{0,4}|weibl\w{0,4}|homme|femme)"
    r"|(?<!\d)\d{1,3}[ ]?(?:y/?o|yrs?|y|F|M|J|ans|años|anni|jr|jaar|anos|Jahre)\.?"
    r"|(?<!\w)[MFmfWwVv][ ]\d{1,3})[ ]{0,3}[,(/;|][ ]?\(?\Z"
)
_SHORT_YEAR: Final = re.compile(r"[./ '-](\d\d)\Z")
# "8/8/88": a year of the last century in two digits.
_LONG_AGO_SHORT: Final = re.compile(r"(?<!\d)\d{1,2}([./-])\d{1,2}\1(?:'?)(?:3[3-9]|[4-9]\d)\Z")
_LATEST_SHORT, _EARLIEST_SHORT = 13, 32  # of a year in two digits: a day of now, not of birth
# "DE00 0000 0000", "00:00:00:00:00:00": what stands for a number
_ONLY_ZEROS: Final = re.compile(r"(?:[A-Z]{2})?0(?:[ .:/-]?0){5,40}-?[A-Z]?\Z")
# "password: SecretString": what a program calls the kind of a value
_TYPE_NAME: Final = re.compile(r"(?:[A-Z][a-z]{1,12}){1,4}(?:String|Str|Hash|Bytes|Field|Schema)\Z")
_DAYS: Final = frozenset({EntityType.DOB, EntityType.DATE})
_STANDS_FOR_ANY: Final = re.compile(r"<[A-Za-z][A-Za-z _-]{1,40}>\Z")  # "<your-username>"
# "If someone is born on 29 February 2000"
_OF_ANYBODY: Final = re.compile(
    r"(?<!\w)(?:if|when|whether|wenn|falls|wann|si|quand|cuando|se|quando|als|wanneer|for|für|pour|para"
    r"|per|voor)[ ]"
    r"(?:someone|somebody|anyone|anybody|a[ ](?:person|child|baby|man|woman)|people|everyone|jemand"
    r"|eine[ ]person"
    r"|ein[ ]kind|quelqu'un|une[ ]personne|un[ ]enfant|alguien|una[ ]persona|qualcuno|iemand|een[ ]kind"
    r"|alguém"
    r"|uma[ ]pessoa)"
    r"[ ](?:(?:who|that|qui|que|che|die|der)[ ])?(?:(?:is|was|are|were|ist|wird|wurde|est|nace|nació|è|is"
    r"|werd|nasce)[ ]){0,2}"
    r"(?:born|geboren|née?|nacid[oa]|nat[oa]|nascid[oa])?[ ]?(?:on|am|le|el|il|op|em|in)?[ ]?(?:the[ ])?\Z",
    re.IGNORECASE,
)
_OF_A_LAW: Final = re.compile(r"\d/\Z")  # "93/13/CEE"
# Names have their own way of being found again; days and ages mean many things.
_NOT_REPEATED: Final = frozenset({
    EntityType.PERSON, EntityType.ORG, EntityType.LOCATION, EntityType.DATE, EntityType.DOB, EntityType.AGE,
})  # fmt: skip
_FEWEST_REPEATED, _MOST_REPEATED = 4, 120
_DEEPEST: Final = 2
# How far from a number that was joined the word for it is looked for.
_REACH: Final = 300
_BLANK: Final = re.compile(r"\s")
_ALNUM: Final = re.compile(r"[^\W_]+")
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
        anchors += asked_about(text, hits, self.tagger) if depth == 0 else ()
        persons = [hit for hit in (*hits, *anchors, *tagged) if hit.label is EntityType.PERSON]
        written = literature(text)
        persons = [
            hit
            for hit in persons
            if not _is_of_everybody(text, hit)
            and not (hit.rule in _OF_AUTHORS and _is_within(written, hit.start))
        ]
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
            for span in spans
            if span.label is not EntityType.PERSON
            or (
                can_be_a_name(text[span.start : span.end], sure=span.score >= _SURE_NAME)
                and not _is_a_tag(text, span.start, span.end)
                and not _IS_A_DAY.match(text, span.start)
                and not _OF_A_LAW.search(text, max(0, span.start - 2), span.start)
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


def wanted_hits(text: str, hits: Iterable[Hit], profile: Profile) -> list[Hit]:
    """Return the hits that a profile hides; what everybody knows stays where the profile says so."""
    hits = list(_without_samples(text, hits)) if profile.keep_public else list(hits)
    wanted = [hit for hit in hits if profile.wants(hit)]
    if profile.keep_public and tells_what_everybody_may_know(text, wanted):
        wanted = [hit for hit in wanted if hit.rule not in OF_KNOWLEDGE]
    private = _without_public(text, wanted)
    least = least_worth_of_names(text, private)
    is_about_somebody = least is not None
    likely = (
        private_names(
            text,
            private,
            least,
            fiction=is_about_somebody or not asks_about_a_work(text),
        )
        if profile.keep_public
        else wanted
    )
    about_one = owns_numbers(text, likely)
    if about_one or not profile.keep_public or _lists_births(text, hits):
        presumptions = (
            *private_shapes(text),
            *presumed(text),
            *ids_in_paths(text),
            *marks(text),
            *handles(text),
            *_by_heading(hits),
            *_likely_births(text, hits),
        )
        wanted += filter(profile.wants, _without_samples(text, presumptions))
    if years := old_years(text):
        wanted = [hit for hit in wanted if hit.score > PRESUMED_SCORE or not _is_within(years, hit.start)]
    if about_one or any(hit.label is EntityType.USERNAME for hit in wanted):
        wanted += filter(profile.wants, machines(text))
    if not profile.keep_public:
        return wanted
    wanted = private_names(text, _without_public(text, wanted), least)
    if is_about_somebody:
        return wanted
    return [
        hit
        for hit in wanted
        if hit.rule not in ONLY_ABOUT_SOMEBODY
        and (
            (hit.rule != "tagger" and not is_by_words(hit.rule))
            or hit.label not in {EntityType.ORG, EntityType.LOCATION}
        )
        and (
            hit.rule != "tagger"
            or hit.label is not EntityType.ADDRESS
            or any(map(str.isdigit, text[hit.start : hit.end]))
        )
        and not (hit.label is EntityType.GEO and is_of_a_town(text, hit.start))
        and not (hit.label is EntityType.LOCATION and hit.rule == Fields.id and _is_listed_place(text, hit))
    ]


def _is_listed_place(text: str, hit: Hit) -> bool:
    """Whether a large town or a country stands in a table of Markdown, for everybody to read."""
    line = text.rfind("\n", 0, hit.start) + 1
    return text.startswith("|", line) and text[hit.start : hit.end].lower() in lines("large_places")


def _without_samples(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the hits without addresses of mail that stand for any, and without the numbers of drawings."""
    drawn = drawings(text)
    hits = list(hits)
    taught = _taught(text, hits)
    for hit in hits:
        value = text[hit.start : hit.end]
        if (hit.label is EntityType.EMAIL and is_nobodys(value)) or _ONLY_ZEROS.match(value):
            continue
        if hit.label is EntityType.SECRET and _TYPE_NAME.match(value):
            continue
        if hit.rule == "label-weak-number" and is_cited(text, hit.start):
            continue
        if _STANDS_FOR_ANY.match(value) or (hit.rule == "git-remote" and value.isupper()):
            continue
        if hit.label in _DAYS and (
            is_of_a_known_life(text, hit.start) or _OF_ANYBODY.search(text, max(0, hit.start - 48), hit.start)
        ):
            continue
        if taught and _is_within(taught, hit.start):
            continue
        if not (drawn and _is_within(drawn, hit.start)):
            yield hit


def _taught(text: str, hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """Return where the addresses of a lesson about networks stand, sorted: those of nobody's machine."""
    spans = [
        (hit.start, hit.end)
        for hit in hits
        if hit.label is EntityType.MAC
        or (hit.label is EntityType.IP and is_of_any_network(text[hit.start : hit.end]))
    ]
    if spans and not teaches_networks(text):
        spans = [span for span in spans if is_any_gateway(text, text[slice(*span)])]
    if not spans:
        return []
    spans.sort()
    # What another recogniser takes the same digits for tells of nobody.
    others = [hit for hit in _without_public(text, hits) if not _is_within(spans, hit.start)]
    return spans if least_worth_of_names(text, others) is None else []


def _is_within(spans: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether a place lies in one of some sorted spans."""
    before = bisect_right(spans, (place, sys.maxsize)) - 1
    return before >= 0 and place < spans[before][1]


def _without_public(text: str, hits: Iterable[Hit]) -> list[Hit]:
    written = literature(text)
    return [
        hit
        for hit in hits
        if hit.label is not EntityType.PERSON
        or hit.rule not in {"tagger", "name-honorific", "name-related"}
        or not (_is_of_everybody(text, hit) or (hit.rule in _OF_AUTHORS and _is_within(written, hit.start)))
    ]


def _is_of_everybody(text: str, hit: Hit) -> bool:
    """Whether a name is that of a well-known person, of somebody dead for long, or of a judgment."""
    return is_public(
        text[hit.start : hit.end],
        text[hit.end : hit.end + 60],
        before=text[max(0, hit.start - 16) : hit.start],
    ) or (hit.rule == "tagger" and (is_of_a_case(text, hit.start, hit.end) or is_of_the_dead(text, hit.end)))


def _by_heading(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the values under headings that announce an identifier, be it a person's or a product's."""
    for hit in hits:
        if hit.rule == Fields.presumed_id:
            yield replace(hit, score=PRESUMED_SCORE)


def repeated(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield every other place at which a number, an address or a secret that was found once stands again."""
    found = {
        value: hit
        for hit in hits
        if hit.label not in _NOT_REPEATED
        and hit.score >= DOUBTFUL_BELOW
        and _FEWEST_REPEATED <= len(value := text[hit.start : hit.end]) <= _MOST_REPEATED
        and (
            any(map(str.isdigit, value))
            or ("@" in value and _ALNUM.search(value))
            or (hit.label is EntityType.USERNAME and value.islower() and value not in words("common_words"))
        )
    }
    if not found:
        return
    for start, end in _places_of(text, found):
        hit = found[text[start:end]]
        if start != hit.start:
            yield replace(hit, start=start, end=end, rule="propagated")


def _places_of(text: str, values: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where one of some values stands by itself: the first and longest of those that overlap.

    Each value is known by its longest run of letters and digits, so that one look at the words of the text is
    enough for all of them.
    """
    forms: dict[str, set[tuple[int, int]]] = {}
    every = set(values)
    for value in every:
        run = max(_ALNUM.finditer(value), key=lambda run: len(run[0]), default=None)
        if run is not None:
            forms.setdefault(run[0], set()).add((run.start(), len(value)))
    places: list[tuple[int, int]] = []
    for word in _ALNUM.finditer(text):
        for before, length in forms.get(word[0], ()):
            start = word.start() - before
            end = start + length
            if start >= 0 and text[start:end] in every and not _is_inside(text, start, end):
                places.append((start, -end))
    done = 0
    for start, end in sorted(places):
        if start >= done:
            yield start, -end
            done = -end


def _is_inside(text: str, start: int, end: int) -> bool:
    """Whether a letter or a digit stands right before or behind a span."""
    return text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()


def _likely_births(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the days of long ago, and those behind a name: in a text about somebody most are of birth."""
    hits = list(hits)
    named = _ends_of_names(text, hits)
    for hit in hits:
        if hit.label is not EntityType.DATE:
            continue
        if is_cited(text, hit.start) or OF_OLD.search(text, hit.start, hit.end):
            continue
        dated = _DATED.search(text, max(0, hit.start - 16), hit.start)
        if (_is_of_long_ago(text, hit) and dated is None) or _behind_a_name(text, hit, named):
            yield replace(hit, label=EntityType.DOB, score=0.62, rule="day-of-long-ago")


def _is_of_long_ago(text: str, hit: Hit) -> bool:
    year = _LONG_AGO.search(text, hit.start, hit.end)
    if year is None:
        return _LONG_AGO_SHORT.search(text, hit.start, hit.end) is not None
    return re.search(r"\d", text[hit.start : hit.end].replace(year[0], "")) is not None


def _ends_of_names(text: str, hits: Iterable[Hit]) -> set[int]:
    """Return where names end, with the full stop of an initial and without."""
    ends = {hit.end for hit in hits if hit.label is EntityType.PERSON}
    return ends | {end + 1 for end in ends if text[end : end + 1] == "."}


def _lists_births(text: str, hits: Iterable[Hit]) -> bool:
    """Whether days of long ago stand in brackets behind names: "Ian (14-8-58), Moira (3-2-61)"."""
    hits = list(hits)
    ends = _ends_of_names(text, hits)
    days = {hit.start for hit in hits if hit.label is EntityType.DATE and _is_of_long_ago(text, hit)}
    if sum(day - 2 in ends and text[day - 2 : day] == " (" for day in days) > 1:
        return True
    return any(hit.label is EntityType.DATE and _is_of_a_child(text, hit, ends) for hit in hits)


def _is_of_a_child(text: str, hit: Hit, named: set[int]) -> bool:
    """Whether a day stands behind the name of a child that the same line calls one."""
    gap = _CHILD_GAP.search(text, max(0, hit.start - 14), hit.start)
    if gap is None or gap.start() not in named:
        return False
    line = text[max(0, hit.start - _CHILD_REACH) : gap.start()].rpartition("\n")[2]
    return _CHILD.search(line) is not None


def _behind_a_name(text: str, hit: Hit, named: set[int]) -> bool:
    """Whether a day stands behind a name as a day of birth does: "Otis (22.9.21)", "Ama 5/6/64,"."""
    if _SEX_OR_AGE.search(text, max(0, hit.start - 20), hit.start):
        return True
    if _is_of_a_child(text, hit, named):
        return True
    gap = _NAME_GAP.search(text, max(0, hit.start - 6), hit.start)
    if gap is None or gap.start() not in named:
        placed = _PLACED_GAP.search(text, max(0, hit.start - _PLACED_REACH), hit.start)
        return placed is not None and placed.start() in named
    if "(" in gap[0]:
        return text[hit.end : hit.end + 1] in {")", ",", ";"}
    short = _SHORT_YEAR.search(text, hit.start, hit.end)
    return short is not None and not _LATEST_SHORT <= int(short[1]) <= _EARLIEST_SHORT


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
