"""Ages under 90 in seven languages; older ones are findings (see ``recognizers.dates.Ages``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from app.redaction.findings import QuasiIdentifier
from app.redaction.quasi.coarser import age_range, hyphened_age
from app.redaction.quasi.scene import Scene

_THINGS: Final = (
    "laptop|computer|pc|mac|phone|iphone|car|truck|house|home|building|flat|whisky|whiskey|wine|scotch|cheddar|company|startup|firm|server|codebase"
    "|code|bug|tree|machine|database|bond|treasury|mortgage|loan|lease|bridge|church|roof|boiler|fridge|system|project|repo|repository|app|library"
    "|bike|bicycle|tradition|record|data|problem|battery|tv|plan|warranty|contract"
)
_AGE: Final = re.compile(
    rf"""(?<![\w.,$€£#+-])(?P<age>[1-9]\d?)(?:
      (?P<hyphen>[ -]year[ -]old)(?![ ](?:{_THINGS})\b)
    | (?P<en>[ ]years?[ ](?:old|of[ ]age)|[ ]?yrs?[ .-]{{0,2}}old|[ ]?y/o|[ ]?y\.?o)(?![ ](?:{_THINGS})\b)
    | (?P<de>[ ]Jahre[ ]alt)
    | (?P<de_adjective>(?=-?jährige?[rnms]?(?![^\W\d_])))
    | (?P<nl>[ ]jaar[ ]oud)
    | (?P<nl_adjective>(?=-?jarige?\b))
    | (?P<it_noun>-?enne)
    | (?<=\(\d\d)(?P<sex>(?=[ ]?[MF]\)))
    | [ ](?:(?P<fr>ans)|(?P<es>años)|(?P<it>anni)|(?P<pt>anos)|(?P<nl_bare>jaar)|(?P<de_bare>Jahren?))
    )(?:(?<=\d)|(?![^\W\d_]))""",
    re.VERBOSE | re.IGNORECASE,
)
# What stands before "47 ans" where it is an age and not a time.
_PEOPLE: Final = {
    "fr": r"\bai|(?<!y )\ba|\bavait|\bont|\baura|âgée?s? de"
    r"|\b(?:femme|homme|patiente?|fille|garçon|fils|dame|monsieur|enfant|mère|père|salariée?) de",
    "es": r"\btengo|\btiene|\btenía|\bcumpli\w{1,3}"
    r"|\b(?:mujer|hombre|paciente|señora?|niñ[oa]|hij[oa]|varón|joven|madre|padre) de",
    "it": r"\bho|\bha|\baveva|\bcompi\w{1,5}"
    r"|\b(?:donna|uomo|paziente|figli[oa]|ragazz[oa]|bambin[oa]|signora?|madre|padre) di",
    "pt": r"\btenho|\btem|\btinha|\bfez"
    r"|\b(?:mulher|homem|paciente|utente|filh[oa]|senhora?|menin[oa]|rapaz|mãe|pai) (?:de|com)",
    "nl_bare": r"\bben|\bis|\bwas|\b(?:vrouw|man|patiënte?|zoon|dochter|kind|meisje|jongen) van",
    "de_bare": r"\bAlter von|\bbin|\bist|\bwar|\bwurde",
}
_BEFORE_YEARS: Final = {
    name: re.compile(rf"(?:{people}|[^\W\d_],)\s\Z", re.IGNORECASE) for name, people in _PEOPLE.items()
}
_NO_AGE: Final = re.compile(
    r"\s(?:d'exp|de exp|di esp|de moins|de plus|berufs|erfahrung|ervaring|her\b|lang|später|later"
    r"|plus tard|después|dopo"
    r"|depois|ago|fa\b|geleden|atrás|d'anc|de garant|garant)",
    re.IGNORECASE,
)
_LABELLED_AGE: Final = re.compile(
    r"(?<![^\W_])(?:aged|age|alter|im alter von|âge|âgée? de|edad|età|leeftijd|idade)"
    r"(?:[\"']?[ ]?[:=][ ]?[\"']?|[ ](?:of[ ]|is[ ])?)([1-9]\d?)(?![\w%.-]|,\d|[ ]?(?:%|to\b"
    r"|bis\b|and\b|or\b|months?\b|monate?\b|mois\b|weeks?\b|ans\b|años|anni|anos|jahren?\b))",
    re.IGNORECASE,
)
_OF_IT: Final = re.compile(
    r"\b(?:it|this|that|which|code)(?:'s|[ ]is|[ ]was)[ ](?:only |about |now )?\Z", re.IGNORECASE
)
_RANGE: Final = re.compile(r"\d-? (?:to|bis|à|a|tot) \Z")  # coarser already
_AFTER_A_NAME: Final = re.compile(r"(?:,[ ]|[ ]\()([1-9]\d)(?=[,)])")
_FEWEST_YEARS: Final = 14  # "a 5 ans" is more often a time than an age


def find_ages(scene: Scene) -> Iterator[QuasiIdentifier]:
    """Yield the numbers that are somebody's age, with their decade."""
    text = scene.text
    for match in _AGE.finditer(text):
        found = _age(scene, match)
        if found is not None:
            yield found
    for match in _LABELLED_AGE.finditer(text):
        yield _ranged(match.start(1), match.end(1), int(match[1]), "")
    for start, end in scene.persons:
        match_after = _AFTER_A_NAME.match(text, end)
        if match_after is not None and end - start < 80:
            yield _ranged(match_after.start(1), match_after.end(1), int(match_after[1]), "")


def _age(scene: Scene, match: re.Match[str]) -> QuasiIdentifier | None:
    kind, age = str(match.lastgroup), int(match["age"])
    start, end = match.span("age")
    before = max(0, start - 16)
    if _OF_IT.search(scene.text, before, start) or _RANGE.search(scene.text, before, start):
        return None
    if kind in _BEFORE_YEARS:
        led = _BEFORE_YEARS[kind].search(scene.text, max(0, start - 24), start)
        if led is None or _NO_AGE.match(scene.text, match.end()) is not None:
            return None
        if age < _FEWEST_YEARS and not led[0].rstrip().endswith((" de", " di", " van", " com", " von")):
            return None
    match kind:
        case "hyphen":
            return QuasiIdentifier(*_hyphened(scene.text, start, end, age))
        case "it_noun":
            return _ranged(start, end, age, "")
        case "de_adjective" | "nl_adjective":
            low, _, high = age_range(age).partition("-")
            joint = "bis" if kind == "de_adjective" else "tot"
            return QuasiIdentifier(start, end, "age", f"{low}- {joint} {high}")
        case "sex":
            return _ranged(start, end, age, "")
        case _:
            return _ranged(start, end, age, kind.partition("_")[0])


def _hyphened(text: str, start: int, end: int, age: int) -> tuple[int, int, str, str]:
    start, end, general = hyphened_age(text, start, end, age)
    return start, end, "age", general


def _ranged(start: int, end: int, age: int, language: str) -> QuasiIdentifier:
    return QuasiIdentifier(start, end, "age", age_range(age, language))
