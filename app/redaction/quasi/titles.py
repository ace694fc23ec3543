"""What somebody works as, told by its place in the sentence: "a 44-year-old jockey", "the witness, a porter".

A word counts as a title where it stands on the lists or is built like one ("-keeper", "-eiro", "-erin") and
the sentence leaves little else for it to be: behind an age, a party to the case, "retired", "our only", "er
ist", "als". The employer or the small place that follows it is told as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import QuasiIdentifier
from app.redaction.quasi.numbers import NUMBER
from app.redaction.quasi.people import ARTICLE, HUMAN, RELATIVE
from app.redaction.quasi.scene import Scene
from app.redaction.quasi.words import is_large_place, quasi_words
from app.redaction.quasi.work import ENDS_A_PHRASE

_WORD: Final = r"[^\W\d_][\w'’-]{2,24}"
_NOUNS: Final = rf"(?P<nouns>{_WORD}(?:[ ]{_WORD}){{0,2}})"
_FORMER: Final = (
    r"(?:retired|former|ex|ehemaliger?|ehemalige|pensionierter?|gelernter?|ancien|ancienne|retraitée?"
    r"|antiguo|antigua|jubilad[oa]|antigo|antiga|aposentad[oa]|reformad[oa]|gewezen|voormalige?|gepensioneerde?)"
)
_UNIT: Final = (
    r"(?:[ -]?(?:years?|yrs?|y/?o|ans|años|anni|anos|jaar|jahre[ns]?|j[äa]hrige?[rnms]?|jarige?|enne|m|f)"
    r"(?:[ -](?:old|alte?[rnms]?|oude?|of[ ]age))?)?"
)
_BEHIND_AN_AGE: Final = re.compile(
    rf"{_UNIT}[,)]{{0,2}}[ ](?:(?:and|und|en|et|y|e)[ ])?(?:{ARTICLE}[ '])?(?:{_FORMER}[ -])?{_NOUNS}"
)
_BEFORE_AN_AGE: Final = re.compile(
    rf"(?<![^\W_]){ARTICLE}[ ']{_NOUNS}(?:,|[ ]\(|[ ](?:is|was|ist|war|a|tiene|ha|tem)(?=[ ]))"
    r"[ ]?(?:de |di |aged |âgée? de |com |van )?\Z"
)
_AND_AN_AGE: Final = (
    rf"(?:,[ ](?:(?:aged|then[ ]aged)[ ])?(?:{NUMBER}|[^\W\d_]{{3,16}}enne)(?:[ ][^\W\d_]{{2,6}}){{0,2}})?"
)
# The positions in which a title stands; what follows is looked at first, as it is rarer than people are.
_PLACES: Final = re.compile(
    rf"""(?<![^\W_])(?:
      (?P<party>(?=[\w.-]{{2,24}},){HUMAN}{_AND_AN_AGE},[ ](?:{ARTICLE}[ '])?(?:{_FORMER}[ -])?)
    | (?P<former>{_FORMER}[ -])
    | (?P<only>(?:our|the|unsere?|notre|la|le|el|il|l|o|a|de|onze|een|die|der)[ ']
        (?:only|einzige[rn]?|seule?|única|único|unica|unico|enige)[ ])
    | (?P<is>(?:s?he|who)'s(?=[ ](?:an?|the|our)[ ])[ ](?:an?|the|our)[ ]
      | (?=[\w.-]{{2,24}}[ ](?:is|was|ist|war|est|était|es|era|fue|è|é|foi)[ ])
        (?:{HUMAN}|s?he|who|er|sie|hij|zij|ze|elle|il|él|ella|lei|lui|ele|ela|jährige|jarige)[ ]
        (?:(?:is|was)(?=[ ](?:an?|the|our)[ ])|ist|war|est|était|es|era|fue|è|é|foi|is|was)[ ]
        (?:(?:{ARTICLE})[ '])?(?:nur[ ]|von[ ]beruf[ ])?)
    | (?P<dropped>(?:(?<=[,;.][ ])|(?<=[ ][ye][ ]))(?:es|era|fue|è|é|foi)[ ](?:una?[ ]|uma?[ ])?)
    | (?P<as>(?:as[ ](?:an?|the|our)|als|como|come|comme|fa[ ](?:il|la|lo|l)|faz[ ]de|von[ ]beruf|by[ ]trade
        |sinds[ ][\w ]{{6,18}}|seit[ ][\w. ]{{6,18}})[ '](?:{ARTICLE}[ '])?)
    | (?P<kin>(?=[\w-]{{2,24}}[ ][dov]){RELATIVE}[ ](?:of[ ](?:the|an?)|des|eines|einer|der|du|de[ ]la|de[ ]l
        |d'une?|del|de[ ]una?|della|dello|di[ ]una?|van[ ](?:de|een)|do|da|de[ ]uma?)[ '])
    | (?P<our>(?:our|notre|unsere?|unseren|unserem|nuestr[oa]|nostr[oa]|onze|noss[oa])[ ])
    )(?={_NOUNS})""",
    re.VERBOSE,
)  # fmt: skip
_BUILT: Final = {
    "en": re.compile(r"[a-z]{3,}(?:er|or|ist|ian|man|woman|smith|wright|hand|master|keeper|nurse)\Z"),
    "de": re.compile(
        r"\w{3,}(?:er|erin|istin|ist|eur|eurin|orin|or|mann|frau|schmied|wirt|wirtin|wart|koch|köchin|loge|lotsen?"
        r"|bauer|arzt|ärztin|anwalt|anwältin|meister|kraft|helfer|pfleger)\Z"
    ),
    "nl": re.compile(
        r"\w{2,}(?:wachter|meester|maker|leider|werker|houder|bouwer|rijder|aar|eur|ist|loog|kundige|ster|nier"
        r"|visser|boer|smid|loods|wasser|bezorger|verzorger|begeleider|schilder|bewaker|brouwer|drukker|verkoper|legger|zetter)\Z"
    ),
    "fr": re.compile(r"\w{3,}(?:eur|euse|trice|ier|ière|iste|ien|ienne|logue)\Z"),
    "es": re.compile(r"\w{2,}(?:ero|era|dor|dora|tor|tora|ista|ólog[oa]|iatra)\Z"),
    "it": re.compile(r"\w{2,}(?:tore|trice|sore|ista|iere|iera|aio|aia|olog[oa]|iatra)\Z"),
    "pt": re.compile(r"\w{2,}(?:eiro|eira|dor|dora|tor|tora|ista|ólog[oa]|iatra)\Z"),
}
_NAME: Final = (
    r"(?:(?:the|der|dem|den|la|le|les|el|il|lo|het|de|as|os|o|a)[ ]|l')?"
    r"(?P<name>[A-ZÀ-ÖØ-Þ][\w'’&.-]{1,30}(?:[ ](?:(?:of|the|de|di|del|la|von|am|an|der|sur|do|da|e"
    r"|&)[ ]){0,2}"
    r"[A-ZÀ-ÖØ-Þ][\w'’&-]{1,30}){0,4})"
)
_EMPLOYED: Final = re.compile(rf"[ ](?:at|with|for|bei|beim|für|chez|presso|bij|voor)[ ]{_NAME}")
_LOCATED: Final = re.compile(
    rf"[ ](?:in|im|of|von|aus|à|au|a|de|du|d'|en|di|del|della|van|uit|op|em|no|na|do|da)[ ']{_NAME}"
)
_NO_PLACE: Final = re.compile(
    r"(?:teilzeit|vollzeit|rente|pension|elternzeit|leidenschaft|ausbildung|not|beruf|personne|monsieur|mr|mrs|dr)\b",
    re.IGNORECASE,
)


def find_titles(scene: Scene, ages: Iterable[QuasiIdentifier]) -> Iterator[QuasiIdentifier]:
    """Yield titles by their place in the sentence, with the employer or the place behind them."""
    low = scene.lowered
    for age in ages:
        behind = _BEHIND_AN_AGE.match(low, age.end)
        if behind is not None:
            yield from _told(scene, behind.start("nouns"), behind.end("nouns"))
        before = _BEFORE_AN_AGE.search(low, max(0, age.start - 70), age.start)
        if before is not None:
            yield from _told(scene, before.start("nouns"), before.end("nouns"))
    for place in _PLACES.finditer(low):
        position = _position(place)
        start, end = place.span("nouns")
        if position in {"former", "dropped", "as", "our"} and not scene.is_about(start, end):
            continue
        is_loose = position in {"dropped", "is"} and low[place.start() : start].rstrip().endswith(
            ("is", "was")
        )
        for one in _told(scene, start, end, is_known=position == "our" or is_loose):
            if one.kind != "job" or position not in {"kin", "only"}:
                yield one
            elif position == "kin":
                yield QuasiIdentifier(place.start(), one.end, "kinship")
            else:
                yield QuasiIdentifier(one.start, one.end, "job", one.general, rare=True)


def _position(match: re.Match[str]) -> str:
    return next(name for name, value in match.groupdict().items() if value is not None and name != "nouns")


def _told(scene: Scene, start: int, end: int, *, is_known: bool = False) -> Iterator[QuasiIdentifier]:
    """Yield the title in a few words, and what stands behind it."""
    stop = ENDS_A_PHRASE.search(scene.text, start, end)
    found = _title(scene, start, stop.start() if stop is not None else end, is_known=is_known)
    if found is None:
        return
    last, coarser = found
    yield QuasiIdentifier(start, last, "job", coarser)
    for kind, pattern in (("employer", _EMPLOYED), ("place", _LOCATED)):
        named = pattern.match(scene.text, last)
        if named is not None and not is_large_place(named["name"]) and not _NO_PLACE.match(named["name"]):
            name = named["name"].rstrip(".")
            yield QuasiIdentifier(named.start("name"), named.start("name") + len(name), kind)


def _title(scene: Scene, start: int, end: int, *, is_known: bool) -> tuple[int, str] | None:
    """Return where the title among these words ends, and a coarser wording."""
    for first, last, senses in quasi_words().find(scene.lowered[start:end]):
        listed = next((sense for sense in senses if sense.group == "jobs"), None)
        if listed is not None:
            return start + last, listed.coarser if first == 0 else ""
    if is_known:
        return None
    for word in _ONE_WORD.finditer(scene.lowered, start, end):
        if quasi_words().is_no_title(word[0]) or not _BUILT[scene.language].match(word[0]):
            continue
        if _is_as_written(scene, word.start(), word.end(), end):
            return word.end(), ""
    return None


def ends_in_a_title(scene: Scene, start: int, end: int) -> bool:
    """Whether these words end with a title, and not with a thing that is called like one: "our printer"."""
    found = _title(scene, start, end, is_known=False)
    return found is not None and found[0] == end and not _THING_LIKE.search(scene.lowered, end - 3, end)


_THING_LIKE: Final = re.compile(r"[a-z]er\Z")
_ONE_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")


def _is_as_written(scene: Scene, start: int, last: int, end: int) -> bool:
    """Whether a word stands as a title does: last of its words, and a noun in German."""
    match scene.language:
        case "en":
            return last == end or scene.lowered[start:last].endswith(
                ("man", "woman", "ist", "ian")
            )  # "a better deal"
        case "de":
            return scene.text[start].isupper() and not scene.text[last + 1 : last + 2].isupper()
        case _:
            return True
