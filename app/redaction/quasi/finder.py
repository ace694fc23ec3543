"""All finders of quasi-identifiers put together: ages, places, words of the lists, dates of events."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from app.redaction import later as re
from app.redaction.findings import Finding, QuasiIdentifier
from app.redaction.quasi.ages import find_ages
from app.redaction.quasi.coarser import coarser_date, like
from app.redaction.quasi.kinship import find_kinship
from app.redaction.quasi.scene import Scene
from app.redaction.quasi.titles import find_titles
from app.redaction.quasi.words import Sense, is_large_place, quasi_words
from app.redaction.quasi.work import ENDS_A_PHRASE, find_employer, find_job, find_work
from app.redaction.recognizers.base import Hit
from app.redaction.view import View


def find_quasi(text: str, hits: Iterable[Hit] = ()) -> list[QuasiIdentifier]:
    """Return the quasi-identifiers of a text: sorted, never overlapping.

    Args:
        text: the normalised view of it.
        hits: what the detectors found in that view: its dates, names and places are looked at again.
    """
    scene = Scene(text, hits)
    found = list(find_ages(scene))
    scene.take_ages((one.start, one.end) for one in found)
    found += [
        *_in_words(scene),
        *find_titles(scene, found),
        *_eponyms(scene),
        *_illnesses(scene),
        *_places(scene),
    ]
    found.sort(key=lambda one: (one.start, -one.end))
    apart: list[QuasiIdentifier] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
        elif one.rare and not apart[-1].rare:
            apart[-1] = one
    return apart


def left_open(
    quasi: Iterable[QuasiIdentifier], view: View, findings: Sequence[Finding]
) -> tuple[QuasiIdentifier, ...]:
    """Return quasi-identifiers in characters of the original text, without those that a finding touches.

    What is hidden points at nobody; a finding that the user keeps is shown as such anyway.
    """
    starts = [finding.start for finding in findings]
    left: list[QuasiIdentifier] = []
    for one in quasi:
        start, end = view.span(one.start, one.end)
        index = bisect_left(starts, end)
        if (index and findings[index - 1].end > start) or (left and start < left[-1].end):
            continue
        left.append(QuasiIdentifier(start, end, one.kind, one.general, one.rare))
    return tuple(left)


# After these words, which each belong to one language, a coarser wording fits.
_SMALL_PLACE: Final = {
    **dict.fromkeys(("from", "near", "moved to"), "a small town"),
    **dict.fromkeys(("lives in", "live in", "lived in", "living in"), "a small town"),
    **dict.fromkeys(("wohnt in", "wohne in", "lebt in", "lebe in", "aus", "bei"), "einem kleinen Ort"),
    **dict.fromkeys(("vive en", "vivo en", "nació en"), "un pueblo"), "uit": "een kleine plaats",
    **dict.fromkeys(("woont in", "woon in"), "een kleine plaats"),
    **dict.fromkeys(("mora em", "moro em", "vive em", "vivo em"), "uma cidade pequena"),
}  # fmt: skip
_WORD_BEFORE: Final = re.compile(rf"(?<![^\W_])({'|'.join(_SMALL_PLACE)})[ ]\Z")
_LONGEST_PLACE: Final = 60


def _places(scene: Scene) -> Iterator[QuasiIdentifier]:
    """Yield the places that a detector found and that are not large ones, where somebody is spoken of."""
    for start, end in scene.places:
        name = scene.text[start:end]
        if end - start > _LONGEST_PLACE or is_large_place(name) or not scene.is_about(start, end):
            continue
        before = _WORD_BEFORE.search(scene.lowered, max(0, start - 14), start)
        yield QuasiIdentifier(start, end, "place", _SMALL_PLACE[before[1]] if before is not None else "")


_NAME_OF_PLACE: Final = re.compile(
    r"[ ][\"']?((?-i:[^\W\d_a-zß-ÿ])[\w'’-]{1,30}(?:[ -](?:(?:an?|on|under|upon|le|la|les|sur|am"
    r"|an der|de|del|di|in|of)[ -])?"
    r"(?-i:[^\W\d_a-zß-ÿ])[\w'’-]{1,30}){0,3})"
)
_DISEASE: Final = re.compile(
    r"[ \"'](?:(?:an?|the|einer|einem|la|le|l'|una?|un|de|het|o"
    r"|a)[ ])?((?:[^\W_][\w'’/-]{0,30})(?:[ ][^\W_][\w'’/-]{0,30}){0,4})"
)
_COLON: Final = re.compile(r"[\"']?\s?[:=]\s?[ \"']")
_NO_DISEASE: Final = re.compile(
    r"(?:it|this|that|these|the following|a lot|an error|errors?|high latency|low"
    r"|poor performance|performance|bugs?|lack|a problem|the problem)\b",
    re.IGNORECASE,
)


def _in_words(scene: Scene) -> Iterator[QuasiIdentifier]:
    dated: list[tuple[int, int]] = []
    for start, end, senses in quasi_words().find(scene.lowered):
        for sense in _fitting(scene, senses):
            if sense.in_capitals and not scene.text[start:end].isupper():
                continue
            if sense.group == "dated":
                dated.append((start, end))
            elif sense.group != "nothing":
                yield from _FINDERS[sense.group](scene, start, end, sense)
    yield from _event_dates(scene, dated)


def _fitting(scene: Scene, senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """Return the senses of a word without those of other languages, where it has several."""
    if len(senses) == 1 or any(not sense.language for sense in senses):
        return senses
    fitting = tuple(sense for sense in senses if sense.language == scene.language)
    return fitting or senses


def _rare(scene: Scene, start: int, end: int, _sense: Sense) -> Iterator[QuasiIdentifier]:
    if scene.is_about(start, end, near=True):
        yield QuasiIdentifier(start, end, "diagnosis", rare=True)


def _event(scene: Scene, start: int, end: int, _sense: Sense) -> Iterator[QuasiIdentifier]:
    if scene.is_about(start, end):
        yield QuasiIdentifier(start, end, "event", rare=True)


def _special(scene: Scene, start: int, end: int, _sense: Sense) -> Iterator[QuasiIdentifier]:
    if scene.is_about(start, end):
        yield QuasiIdentifier(start, end, "special-category")


def _diagnosed(scene: Scene, start: int, end: int, sense: Sense) -> Iterator[QuasiIdentifier]:
    found = _DISEASE.match(scene.text, end)
    if found is None or _NO_DISEASE.match(found[1]):
        return
    if not scene.is_about(start, end, near=sense.group == "labelled"):
        return
    stop = ENDS_A_PHRASE.search(scene.text, found.start(1), found.end(1))
    last = stop.start() if stop is not None else found.end(1)
    if last - found.start(1) >= 3:
        yield QuasiIdentifier(found.start(1), last, "diagnosis")


def _labelled(scene: Scene, start: int, end: int, sense: Sense) -> Iterator[QuasiIdentifier]:
    colon = _COLON.match(scene.text, end)
    if colon is not None:
        yield from _diagnosed(scene, start, colon.end() - 1, sense)


def _village(scene: Scene, start: int, end: int, sense: Sense) -> Iterator[QuasiIdentifier]:
    name = _NAME_OF_PLACE.match(scene.text, end)
    if name is not None and not is_large_place(name[1]):
        general = like(sense.coarser, scene.text[start:end])
        yield QuasiIdentifier(start if general else name.start(1), name.end(1), "place", general)


def _home(scene: Scene, start: int, end: int, _sense: Sense) -> Iterator[QuasiIdentifier]:
    """Yield the small place that somebody lives in, whether or not a detector knows it."""
    name = _NAME_OF_PLACE.match(scene.text, end)
    if name is not None and not is_large_place(name[1]) and scene.is_about(start, end):
        general = _SMALL_PLACE.get(scene.lowered[start:end], "")
        yield QuasiIdentifier(name.start(1), name.end(1), "place", general)


_EPONYM: Final = re.compile(
    r"""(?<![^\W_])(?:
      (?P<of>(?:(?i:disease|syndrome|maladie|enfermedad|malattia|morbo|ziekte|doença|síndrome|sindrome|syndroom)
        [ ](?i:of|de|di|van|d')|Morbus)[ ]?(?:von[ ]|van[ ]|von[ ]der[ ])?(?P<name>[A-ZÀ-ÖØ-Þ][\w'’-]{2,24}))
    | (?P<before>[A-ZÀ-ÖØ-Þ][\w-]{2,24})(?:'s|’s)?[ -](?:[Dd]isease|[Ss]yndrome?|[Kk]rankheit|[Ss]yndroom)
    )(?![^\W_])""",
    re.VERBOSE,
)
_COMMON_EPONYM: Final = re.compile(
    r"(?:alzheimer|parkinson|crohn|down|basedow|lyme|hashimoto|raynaud|asperger|graves|the|this|that|heart|lung|liver"
    r"|kidney|autoimmune|celiac|coeliac|metabolic|chronic|rare|infectious|mad|burnout|stockholm|imposter|impostor)",
    re.IGNORECASE,
)


# "has cirrhosis", "souffre d'une hépatite": a word built like an illness behind "have" and the like.
_BUILT_ILLNESS: Final = re.compile(
    r"""(?<![^\W_])(?:has|have|had|with|hat|habe|hatte|mit|a|ai|avait|avec|tiene|tengo|tenía|con|ha|ho|aveva|heeft|heb|had|met
      |tem|tenho|tinha|com)[ ](?:an?[ ]|the[ ]|eine?[ ]|une?[ ]|la[ ]|l'|de[ ]|uma?[ ]|una?[ ])?
      (?:[^\W\d_]{3,14}[ ])?
    (?P<illness>[^\W\d_]{4,}(?:(?<=.{5})osis|itis|(?<=.{6})ose|(?<=.{6})osi|ämie|émie|emia|pathie|pathy|patía|patia|plegi[ae]
      |plégie|trophie|trophy|trofia|ataxi[ae]))(?![^\W_])""",
    re.VERBOSE,
)
_NO_ILLNESS: Final = re.compile(
    r"(?:diagnos|prognos|hypnos|hipnos|osmos|metamorphos|metamorfos|matrose|purpose|suppose|propose|expose|compose|symbios"
    r"|simbios|academia|bohemia|sympath|empath|simpat|empat|antipat|apath|apat|telepath|psychopath|dispose|virtuose|grandiose)"
)


def _illnesses(scene: Scene) -> Iterator[QuasiIdentifier]:
    for match in _BUILT_ILLNESS.finditer(scene.lowered):
        start, end = match.span("illness")
        if not _NO_ILLNESS.match(match["illness"]) and scene.is_about(start, end):
            yield QuasiIdentifier(start, end, "special-category")


def _eponyms(scene: Scene) -> Iterator[QuasiIdentifier]:
    """Yield diseases that are called after somebody: "ziekte van Pompe", "Kikuchi disease"."""
    for match in _EPONYM.finditer(scene.text):
        name = match["name"] or match["before"]
        if scene.is_about(*match.span(), near=True):
            yield QuasiIdentifier(*match.span(), "diagnosis", rare=not _COMMON_EPONYM.match(name))


# dates

_REACH_BEFORE: Final = 60
_REACH_AFTER: Final = 70
_SINCE: Final = re.compile(
    r"(?<![^\W_])(?:since|seit(?:[ ]dem)?|depuis(?:[ ]le)?|desde(?:[ ]el)?|dal|sinds|desde[ ]o|em)[ ]\Z",
    re.IGNORECASE,
)


def _event_dates(scene: Scene, dated: list[tuple[int, int]]) -> Iterator[QuasiIdentifier]:
    """Yield the dates that stand near a word for an event in somebody's life."""
    ends = [end for _, end in dated]
    for start, end in scene.dates:
        after = bisect_left(ends, start - _REACH_BEFORE)
        is_near = after < len(dated) and dated[after][0] <= end + _REACH_AFTER
        is_near = is_near or _SINCE.search(scene.text, max(0, start - 12), start) is not None
        if is_near and scene.is_about(start, end, near=True):
            first, last, general = coarser_date(scene.text, start, end)
            if general != scene.text[first:last]:  # a month is no day
                yield QuasiIdentifier(first, last, "date", general)


_FINDERS: Final = {
    "rare": _rare, "events": _event, "special": _special, "diagnosed": _diagnosed, "labelled": _labelled,
    "places": _village, "homes": _home,
    "jobs": find_job, "work": find_work, "employer": find_employer, "roles": find_kinship,
}  # fmt: skip
