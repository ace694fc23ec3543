"""Household names: makers that the whole world uses, and countries. They stay where they tell of no person.

"Her laptop runs Microsoft Excel" and "parts made in China" identify nobody, and an answer needs them. "She
works at Microsoft", "Anna of IBM", "born in Poland" and a line of a CV are about her: said once, the name is
hidden wherever it stands. Only what the tagger found by its looks is asked here; a field, an address or
"works at" has its own rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from app.redaction import later as re
from app.redaction.data import lines
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit

# What may stand in a hit beside the name: what it makes, and words that the tagger took with it.
_PRODUCTS: Final = (
    "excel word outlook powerpoint teams office windows azure onenote sharepoint onedrive access edge"
    " copilot 365"
    " drive docs sheets slides maps chrome pixel calendar meet photos search translate gemini play cloud"
    " earth gmail"
    " analytics watch music pay store tv mac pro air max plus prime aws web services alexa echo kindle fire"
    " galaxy"
    " acrobat reader photoshop illustrator premiere creative suite db2 hana messenger business vaccine"
    " aspirin"
)
_FUNCTION_WORDS: Final = (
    "and or the a an in on at of for from by to with is was has must will"
    " through via und oder et ou y o e en of der"
    " die das le la"
    " les el il de di do da may sie he she"
)
_BESIDE: Final = frozenset((_PRODUCTS + " " + _FUNCTION_WORDS).split())
_MOST_WORDS: Final = 4
_OWNING: Final = re.compile(r"['’]s?\Z")
_PART: Final = re.compile(r"[^\W_](?:[\w&.'’-]*\w)?")
_SENTENCE: Final = 140
_STOPS: Final = re.compile(r"[.!?;](?=[ \n\"'”)]|\Z)|\n")
# Said in the same sentence, these make a company an employer.
_EMPLOYED: Final = re.compile(
    r"(?<!\w)(?:work(?:s|ed|ing)?[ ](?:at|for|with|as|in|@)"
    r"|(?:been|is|was|are|were|am|time|years|months|days|spell|stint|role|post|started)[ ](?:with|at)"
    r"|(?-i:teams?|departments?|offices?|branch)|promotion|leads|headed|shifts?|pension|posted|badge"
    r"|jobs?|employ\w{0,4}|hired|hires|hiring"
    r"|joins?"
    r"|joined|joining|left|leaves|leaving|quit|resign\w{0,3}|fired|laid off|made redundant|career"
    r"|interview\w{0,3}"
    r"|appl(?:y|ies|ied|ying) (?:to|at|for)|application|recruiter|recruited|salary|payroll|colleagues?|boss"
    r"|manager"
    r"|director|engineer|developer|analyst|consultant|intern|internship|trainee|apprentice\w{0,4}|ceo|cto"
    r"|cfo|head of"
    r"|team lead|vice president|founder|co-founder|staff|contractor|retired from|promoted|cv|resume|résumé"
    r"|arbeite[nt]?|arbeitete|angestellt\w{0,2}|beschäftigt|stelle|beworben|bewirbt|bewerbung"
    r"|vorstellungsgespräch"
    r"|gekündigt|kündigte|chef(?:in)?|kolleg(?:e|in|en)|gehalt|praktik\w{2,6}|ausbildung|lebenslauf"
    r"|arbeitgeber"
    r"|travaill\w{1,5}|employ[ée]\w{0,2}|embauch\w{1,3}|poste|entretien|stage|stagiaire|salaire|collègues?"
    r"|patron"
    r"|démissionn\w{1,3}|licenci\w{1,3}|ingénieure?"
    r"|trabaj\w{1,5}|empleo|emplead[oa]|contratad[oa]|puesto|entrevista|sueldo|compañer[oa]s?|jef[ea]"
    r"|ingenier[oa]"
    r"|prácticas|lavor\w{1,4}|impieg\w{2,4}|assunt[oa]|colloquio|stipendio|collegh?[aie]|ingegnere|tirocinio"
    r"|werkt?|werkte|werkzaam|baan|sollicit\w{2,6}|salaris|collega(?:'s)?|werkgever|ingenieur"
    r"|trabalh\w{1,4}|emprego|contratad[oa]|entrevista|salário|colegas?|chefe|engenheir[oa]|estágio)(?!\w)",
    re.IGNORECASE,
)
# And these make a country where somebody is at home or comes from.
_AT_HOME: Final = re.compile(
    r"(?<!\w)(?:liv(?:e|es|ed|ing)|mov(?:e|es|ed|ing) (?:to|from|back)|born|birth\w{0,5}|(?:is|are|was|were"
    r"|am|i'm|he's"
    r"|she's|they're|comes?|came|coming|originally|hails?) from|grew up|rais(?:ed|ing)|home|house|flat"
    r"|native|citizen\w{0,4}"
    r"|national(?:s|ity)?|passport|visa|asylum|refugee|offices?|branch|posted|stationed|deployed|embassy|consulate|hospital|prison|resid\w{2,6}|emigrat\w{2,4}|immigrat\w{2,4}|fled"
    r"|family|parents?"
    r"|mother|father|relatives|based in|stud(?:y|ies|ied|ying)|school|university|married|settled|return(?:s"
    r"|ed|ing)? to"
    r"|work(?:s|ed|ing)? in|job|address|deported|extradit\w{2,4}|cv|resume"
    r"|wohn\w{1,4}|leb(?:t|e|en|te)|geboren|geburt\w{0,6}|stamm(?:t|e|en)|kommt aus|komme aus|zog|gezogen"
    r"|aufgewachsen"
    r"|heimat|staatsangehörig\w{1,6}|pass|visum|asyl\w{0,8}|eltern|familie|studier\w{1,3}"
    r"|habit\w{1,5}|vit|vivait|vivre|née?|naissance|origine|originaire|vient de|nationalité|passeport"
    r"|déménag\w{1,4}"
    r"|grandi|parents|famille|étudi\w{1,4}|vive[ns]?|vivo|vivía|naci[óod]\w{0,3}|nacimiento|nacionalidad"
    r"|pasaporte"
    r"|viene de|se mudó|creció|padres|familia|reside|estudi\w{1,4}|abit\w{1,4}|viv(?:o|e|ono)|nat[oa]|nascita"
    r"|cittadin\w{1,6}|passaporto|viene da|trasferit\w|cresciut\w|genitori|famiglia|residen\w{1,4}"
    r"|woon\w{0,4}|woont|geboren|geboorte\w{0,6}|komt uit|afkomstig|verhuis\w{1,4}|nationaliteit|paspoort"
    r"|ouders|gezin"
    r"|mora\w{0,3}|nasc\w{2,6}|naturalidade|nacionalidade|passaporte|vem d[eoa]|mudou|cresceu|pais|família)"
    r"(?!\w)",
    re.IGNORECASE,
)
# "2015-2019 Google, Zurich", "Apple (since 2019)": a line of a CV.
_YEARS_BEFORE: Final = re.compile(r"(?:19|20)\d\d[ ]?(?:[-–—]|to|bis|à|a)[^\n]{0,24}\Z")
_YEARS_BEHIND: Final = re.compile(
    r"[^\n.]{0,16}(?:\(|,[ ])(?:since[ ]|seit[ ]|depuis[ ]|desde[ ])?(?:19|20)\d\d"
)
# Alone in a line, as in a signature or under an address, or the value of a field.
_OF_A_FORM: Final = re.compile(r"[:=|\t][ ]{0,3}\Z|(?:\A|\n)[ ]{0,4}\Z")
_OF_A_TOWN: Final = re.compile(r"[\w.],[ ]{0,3}\Z|\([ ]?\Z")
_AT: Final = re.compile(r"(?<!\w)(?:at|@|bei|chez|bij|presso|na|en)[ ]\Z", re.IGNORECASE)
_BEHIND_A_PERSON: Final = re.compile(
    r"(?:[ ]?[,;(/|–—-][ ]?|[ ](?:from|of|at|with|in|bei|von|aus|chez|de|di|da|van|uit|del|dello)[ ]){1,2}\Z"
)
_BEFORE_A_PERSON: Final = re.compile(r"(?:['’]s)?[ ](?:[^\W\d_][\w-]{2,16}[ ]){0,2}?(?=[A-ZÀ-Þ])")
_REACH: Final = 16
_BY_RULES: Final = frozenset({
    EntityType.ORG, EntityType.LOCATION, EntityType.ADDRESS, EntityType.EMAIL, EntityType.URL,
})  # fmt: skip
_NAMED: Final = frozenset({EntityType.ORG, EntityType.LOCATION})


def without_households(text: str, hits: Iterable[Hit]) -> list[Hit]:
    """Drop the names of the whole world that the tagger found and that nobody is said to belong to."""
    hits = list(hits)
    named = {id(hit): name for hit in hits if (name := _name(text, hit)) is not None}
    if not named:
        return hits
    persons = [hit for hit in hits if hit.label is EntityType.PERSON]
    starts, ends = {hit.start for hit in persons}, {hit.end for hit in persons}
    said = {
        named[id(hit)]
        for hit in hits
        if id(hit) in named
        and (_is_beside(text, hit, starts, ends) or _is_of_somebody(text, hit, named[id(hit)]))
    }
    # What a rule found stands at work, at home, in a field or in somebody's address.
    by_rules = " ".join(
        text[hit.start : hit.end].lower()
        for hit in hits
        if hit.label in _BY_RULES and hit.rule != "tagger" and id(hit) not in named
    )
    said |= {name for name in named.values() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", by_rules)}
    return [hit for hit in hits if id(hit) not in named or named[id(hit)] in said]


def _name(text: str, hit: Hit) -> str | None:
    """Return the household name that a span is, with what it makes; None where there is more in it."""
    if not (hit.rule == "tagger" and hit.label in _NAMED) and hit.rule != "street-alone":  # "Google Drive"
        return None
    parts = [_OWNING.sub("", part.lower()) for part in _PART.findall(text[hit.start : hit.end])]
    for length in range(min(len(parts), _MOST_WORDS), 0, -1):
        name = " ".join(parts[:length])
        if (name in lines("makers") or name in lines("countries")) and _BESIDE.issuperset(parts[length:]):
            return name
    return None


def _is_beside(text: str, hit: Hit, starts: set[int], ends: set[int]) -> bool:
    """Whether a name stands beside a person's as where that person belongs: "Anna Bauer (IBM)"."""
    before = _BEHIND_A_PERSON.search(text, max(0, hit.start - _REACH), hit.start)
    if before is not None and before.start() in ends:
        return True
    behind = _BEFORE_A_PERSON.match(text, hit.end)
    return behind is not None and behind.end() in starts


def _is_of_somebody(text: str, hit: Hit, name: str) -> bool:
    """Whether the words around a name make it somebody's employer, home or birthplace."""
    if _YEARS_BEFORE.search(text, max(0, hit.start - 48), hit.start) or _YEARS_BEHIND.match(text, hit.end):
        return True
    if _OF_A_FORM.search(text, max(0, hit.start - 8), hit.start):
        return True
    first, last = _sentence(text, hit)
    if name in lines("makers"):
        return (
            _AT.search(text, max(0, hit.start - 12), hit.start) is not None
            or _EMPLOYED.search(text, first, last) is not None
        )
    return (
        _OF_A_TOWN.search(text, max(0, hit.start - 8), hit.start) is not None
        or _AT_HOME.search(text, first, last) is not None
    )


def _sentence(text: str, hit: Hit) -> tuple[int, int]:
    first = max(0, hit.start - _SENTENCE)
    for before in _STOPS.finditer(text, first, hit.start):
        first = before.end()
    last = min(len(text), hit.end + _SENTENCE)
    stop = _STOPS.search(text, hit.end, last)
    return first, last if stop is None else stop.start()
