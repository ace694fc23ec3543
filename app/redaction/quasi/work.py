"""What somebody works as, and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import QuasiIdentifier
from app.redaction.quasi.coarser import like
from app.redaction.quasi.people import MINE
from app.redaction.quasi.scene import Scene
from app.redaction.quasi.words import Sense, quasi_words

ENDS_A_PHRASE: Final = re.compile(
    r"[ ](?:and|but|in|at|on|since|when|which|who|that|because|after|before|last|two|three|for|by"
    r"|so|as|by|is|was|has|und|aber"
    r"|im|seit|nach|vor|die|der|das|et|mais|depuis|en|qui|il|elle|y|pero|desde|hace|que|e|ma|da"
    r"|dal|che|en|maar|sinds|die"
    r"|comme|como|come|als|avec|mit|met|com|con|pour|para|voor"
    r"|mas|desde|há|na|no|em|bei|hat|the|to|this|now|ago|with|where|he|she|i|my|his|her|lol|haha)(?![^\W_])",
    re.IGNORECASE,
)
"""Words that do not belong to a noun phrase any more."""

_ARTICLE: Final = (
    r"(?:an?|the|our|ein|eine|einer|une?|una?|um|uma|een|el|la|il|lo|le|l'|der|die|de|het|o|a|unser|unsere)"
)
_AS_A_JOB: Final = re.compile(
    rf"""(?<![^\W_])(?:
      (?:works?|worked|working|employed|trained|serves?|served|job|position|arbeitet|arbeite|tätig|travaille
        |trabaj[oa]|lavor[oa]|werkt?|trabalh[oa])[ ](?:as|als|comme|en[ ]tant[ ]que|como|come|de)
    | i[ ]am|i'm|i[ ]was|s?he[ ]is|s?he's|s?he[ ]was|who[ ]is
    | ich[ ]bin|er[ ]ist|sie[ ]ist|er[ ]war|sie[ ]war
    | je[ ]suis|il[ ]est|elle[ ]est|soy|ella[ ]es|él[ ]es|sono|lei[ ]è|lui[ ]è
    | ik[ ]ben|hij[ ]is|zij[ ]is|ze[ ]is|sou|ela[ ]é|ele[ ]é
    | {MINE}[ ][^\W\d_]{{2,14}}(?:[ ](?:is|was|ist|war|est|était|es|era|è|é)|,)
    | (?:occupation|profession|job|job[ ]title|beruf|métier|profesión|professione|beroep|profissão)
      ["']?[ ]?[:=][ ]?["']?
    )[ ]?(?<![^\W_](?=[^\W_]))
    (?:{_ARTICLE}[ ])?
    (?:(?P<only>only|einzige[rn]?|seule?|única?|único|unica|unico|enige)[ ])?
    (?:[^\W_][\w-]{{1,20}}[ ]){{0,2}}\Z""",
    re.VERBOSE,
)
_AFTER_NAME: Final = re.compile(
    r"(?:,[ ]\d\d)?(?:,| is| was| ist| war| est| es| è| é)[ ]"
    rf"(?:{_ARTICLE}[ ])?(?P<only>only )?(?:[^\W_][\w-]{{1,20}}[ ]){{0,2}}\Z"
)
_AT: Final = re.compile(r"[ ](?:at|bei|beim|chez|presso|bij)[ ]")
_A: Final = re.compile(r"(?<![^\W_])(an?)[ ]\Z", re.IGNORECASE)
_UNKNOWN_JOB: Final = re.compile(
    rf"[ ]({_ARTICLE}[ ])?((?:[^\W\d_][\w/-]{{2,24}})(?:[ ][^\W\d_][\w/-]{{2,24}}){{0,2}})"
)
_NO_JOB: Final = re.compile(
    r"(?:whole|charm|team|proxy|group|result|unit|backup|workaround|expected|intended|advertised"
    r"|designed|usual|well|before|part"
    r"|follows|normal|rule|much|soon|long|server|client|you|they|erwartet|prévu|siempre|sempre|gehoopt)\b"
)


def find_job(scene: Scene, start: int, end: int, sense: Sense) -> Iterator[QuasiIdentifier]:
    """Yield a title of the lists where somebody has it."""
    low = scene.lowered
    said = _AS_A_JOB.search(low, max(0, start - 80), start)
    person = scene.person_before(start, 50)
    if said is None and person is not None:
        said = _AFTER_NAME.match(low[person:start])
    if said is None:
        if not (_AT.match(low, end) and scene.is_about(start, end)):
            return
        is_only = False
    else:
        is_only = said["only"] is not None
    yield _with_article(scene.text, start, end, sense.coarser, is_only)


def _with_article(text: str, start: int, end: int, coarser: str, is_only: bool) -> QuasiIdentifier:
    """Return a job whose English article still fits."""
    article = _A.search(text, max(0, start - 4), start) if coarser else None
    if article is None:
        return QuasiIdentifier(start, end, "job", like(coarser, text[start:end]), is_only)
    fitting = "an" if coarser[0] in "aeiou" else "a"
    return QuasiIdentifier(article.start(), end, "job", f"{like(fitting, article[1])} {coarser}", is_only)


def find_work(scene: Scene, start: int, end: int, _sense: Sense) -> Iterator[QuasiIdentifier]:
    """Yield what somebody works as, where it is no title of the lists (those are found by themselves)."""
    found = _UNKNOWN_JOB.match(scene.text, end)
    if found is None or _NO_JOB.match(found[2].lower()) or not scene.is_about(start, end):
        return
    stop = ENDS_A_PHRASE.search(scene.text, found.start(2), found.end(2))
    last = stop.start() if stop is not None else found.end(2)
    known = next(quasi_words().find(scene.lowered[found.start(2) : last]), None)
    if known is None or all(sense.group != "jobs" for sense in known[2]):
        yield QuasiIdentifier(found.start(2), last, "job")


_EMPLOYER: Final = re.compile(
    r"[ ]((?:(?:the|an?|our|my|his|her|der|dem|einer|einem|la|le|les|une?|el|los|una?|il|lo|de"
    r"|het|een|o|a|um|uma)[ ])?"
    r"(?:[^\W_][\w&'’.-]{0,30})(?:[ ](?:(?:of|the|de|la|der|von|du|des|y|e|di|da|do|van"
    r"|&)[ ]){0,2}[^\W_][\w&'’-]{0,30}){0,5})"
)
_ORGANISATION: Final = re.compile(
    r"(?<![^\W_])(?:hospital|clinic|school|college|university|bakery|pharmacy|bank|company|firm"
    r"|factory|plant|station|shop|store|restaurant|hotel|ministry"
    r"|police|court|council|church|parish|office|agency|library|museum|airport|shipyard|refinery"
    r"|mine|prison|nursery|kindergarten|supermarket|brewery"
    r"|embassy|newspaper|startup|lab|laboratory|hospice|surgery|practice|law firm|town hall"
    r"|krankenhaus|klinik|schule|bäckerei|apotheke|bank|firma|fabrik"
    r"|werk|kanzlei|praxis|behörde|rathaus|gemeinde|kita|brauerei|hôpital|clinique|école"
    r"|boulangerie|pharmacie|banque|entreprise|usine|mairie|cabinet"
    r"|hospital|clínica|escuela|panadería|farmacia|banco|empresa|fábrica|ayuntamiento|ospedale"
    r"|clinica|scuola|panetteria|farmacia|banca|azienda|fabbrica"
    r"|comune|ziekenhuis|kliniek|school|bakkerij|apotheek|bedrijf|fabriek|gemeente|escola|padaria"
    r"|farmácia|fábrica|câmara|prefeitura)(?:e?s|en|n)?(?![^\W_])",
    re.IGNORECASE,
)
_NO_EMPLOYER: Final = re.compile(
    r"(?:me|you|him|us|all|any|some|every|this|that|these|those|it|both|most|least|home|free"
    r"|night|scale|large|small|windows|linux|mac|macos"
    r"|python|i|a living|the moment|nacht|hause|nichts|casa|domicile|distance|maison|thuis)(?![^\W_])",
    re.IGNORECASE,
)
_CAPITAL: Final = re.compile(r"[A-ZÀ-ÖØ-Þ]")
# Where a cue belongs to one language and one case, what to write instead of the employer.
_COMPANY: Final = {
    **dict.fromkeys(
        ("works", "work", "worked", "working", "employed", "hired", "fired", "laid", "a job"), "a company"
    ),
    **dict.fromkeys(("arbeitet bei", "arbeite bei", "angestellt bei", "beschäftigt bei"), "einer Firma"),
    **dict.fromkeys(("lavora presso", "lavoro presso"), "un'azienda"),
    **dict.fromkeys(("werkt bij", "werk bij", "werkt voor"), "een bedrijf"),
    **dict.fromkeys(("trabaja en", "trabajo en", "trabaja para", "trabajo para"), "una empresa"),
    **dict.fromkeys(("trabalha em", "trabalha para"), "uma empresa"),
    "travaille pour": "une entreprise",
}


def find_employer(scene: Scene, start: int, end: int, _sense: Sense) -> Iterator[QuasiIdentifier]:
    """Yield whom somebody works for: a name, or "the only bakery in town"."""
    found = _EMPLOYER.match(scene.text, end)
    if found is None or _NO_EMPLOYER.match(found[1]) or not scene.is_about(start, end):
        return
    stop = ENDS_A_PHRASE.search(scene.text, found.start(1) + 1, found.end(1))
    last = stop.start() if stop is not None else found.end(1)
    name = scene.text[found.start(1) : last].rstrip(".")
    if not (_CAPITAL.search(name) or _ORGANISATION.search(name)):
        return
    cue = " ".join(scene.lowered[start:end].split())
    general = _COMPANY.get(cue) or _COMPANY.get(cue.split()[0], "")
    if name == general:
        return
    is_only = re.match(r"(?:the|our) only\b", name, re.IGNORECASE) is not None
    yield QuasiIdentifier(found.start(1), found.start(1) + len(name), "employer", general, is_only)
