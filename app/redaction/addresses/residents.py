"""Who lives at an address and was taken for a part of it: "to Marta Quill, 12 Harbour Lane".

No grammar can tell that from "to Rose Cottage, 12 Harbour Lane". Where the model is sure of a person, or of an
organisation in front, they keep a finding of their own, and with it a placeholder of their own.
Only what links the two is let go: titles, prepositions, commas and ends of lines. Behind "c/o" a name is a part of the
address.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from app.redaction import later as re
from app.redaction.addresses.words import BUILDING, NAMED_UNIT
from app.redaction.data import lines
from app.redaction.findings import EntityType
from app.redaction.names import HONORIFIC
from app.redaction.recognizers.base import Hit

_PLACES: Final = frozenset({EntityType.ADDRESS, EntityType.LOCATION})
_SAYS_WHO: Final = frozenset({"tagger", "organisation-form"})
_SURE: Final = 0.8
_LIKELY: Final = 0.6
"""Enough where the model has the address behind it apart."""

# What stands before a name at the beginning of a part.
_LEAD: Final = (
    rf"(?:(?:{HONORIFIC}|[A-Z]\.[ª]?|at|to|of|with|for|bei|beim|zu|an|von|mit|für|chez|à|de|pour|avec|a|con|para|di|da|per|"
    r"presso|aan|bij|van|met|voor|com|do|em|na|no|the|der|den|dem|la|le|el|il|o|os|het)[ \t]{1,2}){0,4}"
)
# What stands between a name and an address, behind a comma or without one.
_LINK_WORDS: Final = (
    r"(?:at|of|in|on|from|near|who|is|now|currently|formerly|late|the|liv(?:es|ing)|resid(?:es|ing|ent)|whose|address|"
    r"im|am|an|auf|bei|beim|zur?|zum|aus|von|der|den|dem|die|das|wohnt|wohnhaft|wohnend|gemeldet|derzeit|dessen|deren|"
    r"au|aux|à|en|dans|sis|sise|de|des|du|la|le|les|qui|demeure|demeurant|domicilié|domiciliée|habite|habitant|résidant|"
    r"vive|con|domicilio|domiciliad[oa]|residente|el|los|las|nel|nella|alla|al|allo|presso|domiciliat[oa]|abita|vivono|il|lo|"
    r"op|aan|te|het|wonende|woont|woonachtig|na|no|nas|nos|em|morador|moradora|mora|com|o|os|as)"
)
_LINK: Final = re.compile(
    rf"(?:[ \t]{{0,2}}(?:[,;|·•(]|[/–—-](?=[ \t])|\r?\n)[ \t\r\n>*|]{{0,8}}(?:{_LINK_WORDS}[ \t]{{1,2}}){{0,4}}"
    rf"|[ \t]{{1,2}}(?:{_LINK_WORDS}[ \t]{{1,2}}){{1,4}})(?=[^\W_]|[\"'“„«#])"
)
_TITLED: Final = re.compile(rf"(?<!\w){HONORIFIC}[ \t]{{1,2}}\Z")
_LED: Final = re.compile(rf"{_LEAD}\Z")
_PARTED: Final = re.compile(rf"[ \t]{{0,2}}(?:[,;|·•(]|[/–—-](?=[ \t])|\r?\n)[ \t\r\n>*|]{{0,8}}{_LEAD}\Z")
_LONGEST_LEAD: Final = 40
_HOUSE: Final = re.compile(rf"(?:{BUILDING}|{NAMED_UNIT})\Z")
# A number that belongs to the name before it: "Herzl, 12, Haifa", "Garibaldi, n. 5".
_NUMBER_OF_THE_NAME: Final = re.compile(
    r"(?i)(?:(?:n[.º°o]{0,2}|no\.?|nr\.?|num\.?|number|nummer|número|numero|numéro|#)[ ]?)?\d{1,5}[a-z]?(?:[/-]\w{1,4})?[ ]{0,2}(?:\Z|[,;.)\n(])"
)
_DIGIT: Final = re.compile(r"\d")
_LONGEST_TITLE: Final = 16
_REACH: Final = 120
_MOST_CUTS: Final = 8


def beside_residents(text: str, hits: Iterable[Hit]) -> list[Hit]:
    """Return all hits, the places among them without the people who stand in them.

    Args:
        text: the view the hits are in.
        hits: all that is going to be hidden, so that nothing is let go that no other hit hides.
    """
    every = list(hits)
    people = sorted(
        {
            (hit.start, hit.end, hit.label, hit.score >= _SURE)
            for hit in every
            if hit.score >= _LIKELY
            and hit.rule in _SAYS_WHO
            and hit.label in {EntityType.PERSON, EntityType.ORG}
            and not _is_a_house(text[hit.start : hit.end])
        },
        key=lambda one: (one[0], -one[1]),
    )
    places = sorted((hit.start, hit.rule == "tagger") for hit in every if hit.label in _PLACES)
    if not people or not places:
        return every
    starts = [start for start, *_ in people]
    kept: list[Hit] = []
    cuts: list[tuple[int, int, int, int]] = []
    for hit in every:
        if hit.label not in _PLACES:
            continue
        first = max(0, bisect_left(starts, hit.start) - 1)
        last = bisect_left(starts, hit.end)
        found = []
        for one in people[first:last]:
            cut = _cut(text, hit, one, places)
            if cut is not None:
                found.append(cut)
                cuts.append((one[0], one[1], cut[1], hit.end))
        kept += _pieces(text, hit, found)
    return [*kept, *_names((hit for hit in every if hit.label not in _PLACES), cuts)]


def _is_a_house(name: str) -> bool:
    """Whether a name is that of a building, a flat or a town, whatever the model takes it for."""
    return (
        any(map(str.isdigit, name)) or _HOUSE.match(name) is not None or name.lower() in lines("large_places")
    )


def _cut(
    text: str, place: Hit, who: tuple[int, int, EntityType, bool], places: list[tuple[int, bool]]
) -> tuple[int, int] | None:
    """Return what a place is without: somebody, with what leads to the name and what links it to the rest."""
    start, end, label, sure = who
    if not place.start < end <= place.end or (start <= place.start and end == place.end):
        return None
    leads = start <= place.start or (
        start - place.start <= _LONGEST_LEAD and _LED.match(text, place.start, start) is not None
    )
    single = not any(map(str.isspace, text[start:end]))
    if leads:
        begin: int | None = place.start
    elif label is EntityType.ORG or single:
        return None  # most likely a building or a village
    else:
        parted = _PARTED.search(text, max(place.start, start - _LONGEST_LEAD), start)
        begin = None if parted is None else parted.start()
    if end == place.end:
        return (begin, end) if sure and begin is not None and not leads else None
    link = _LINK.match(text, end, place.end)
    if link is None or _NUMBER_OF_THE_NAME.match(text, link.end(), place.end):
        return None
    if (
        single
        and not link[0][0].isspace()
        and not _TITLED.search(text, max(0, start - _LONGEST_TITLE), start)
    ):
        return None  # "Larkrise, 4 Orchard Close": houses have names of one word, too
    following = bisect_left(places, (link.end(), True))
    if following < len(places) and places[following] == (link.end(), True):
        # "Schlüssel bei Otto Quill, Lindenweg 5": the words before are in doubt, and stay hidden
        return (
            None
            if begin is None and _DIGIT.search(text, max(place.start, start - _REACH), start)
            else (start if begin is None else begin, link.end())
        )
    is_place = _DIGIT.search(text, link.end(), min(place.end, link.end() + _REACH)) is not None or (
        following < len(places) and places[following][0] < place.end
    )
    return (begin, link.end()) if is_place and sure and begin is not None else None


def _pieces(text: str, place: Hit, cuts: list[tuple[int, int]]) -> Iterator[Hit]:
    """Yield what is left of a place."""
    position = place.start
    for start, end in (*cuts, (place.end, place.end)):
        if any(map(str.isalnum, text[position:start])):
            yield replace(place, start=position, end=start)
        position = max(position, end)


def _names(hits: Iterable[Hit], cuts: list[tuple[int, int, int, int]]) -> Iterator[Hit]:
    """Yield the other hits, the names among them without the address that they run into.

    Args:
        hits: which are no places.
        cuts: where a name begins and ends, and where the address behind it does.
    """
    cuts = sorted(cuts)
    starts = [start for start, *_ in cuts]
    for hit in hits:
        if hit.label is EntityType.PERSON:
            first = bisect_left(starts, hit.start)
            for _, end, behind, last in cuts[first : first + _MOST_CUTS]:
                if hit.start < end < behind <= hit.end <= last:
                    yield replace(hit, end=end)
                    break
            else:
                yield hit
            continue
        yield hit
