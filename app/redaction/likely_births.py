"""Days that are likely of birth in a text about somebody: of long ago, behind a name, of a child."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit
from app.redaction.recognizers.written_dates import OF_OLD
from app.redaction.things import is_cited

_LONG_AGO: Final = re.compile(r"(?<!\d)(?:19\d\d|200\d|201[0-2])(?!\d)")
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


def likely_births(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
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


def lists_births(text: str, hits: Iterable[Hit]) -> bool:
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
