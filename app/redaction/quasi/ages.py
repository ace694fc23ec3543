"""Ages under 90 in seven languages; older ones are findings (see ``recognizers.ages.Ages``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import QuasiIdentifier
from app.redaction.quasi.coarser import age_range, hyphened_age
from app.redaction.quasi.numbers import ITALIAN, NUMBER, number_words, value_of
from app.redaction.quasi.people import HUMAN, MINE, PRONOUN
from app.redaction.quasi.scene import Scene
from app.redaction.quasi.titles import ends_in_a_title
from app.redaction.recognizers.base import matches_at, trie_pattern
from app.redaction.recognizers.written_dates import MONTH_NAMES
from app.redaction.sighted import Sighted, firsts_of

_THINGS: Final = (
    "laptop|computer|pc|mac|phone|iphone|car|truck|house|home|building|flat|whisky|whiskey|wine|scotch|cheddar|company|startup|firm|server|codebase"
    "|code|bug|tree|machine|database|bond|treasury|mortgage|loan|lease|bridge|church|roof|boiler|fridge|system|project|repo|repository|app|library"
    "|bike|bicycle|tradition|record|data|problem|battery|tv|plan|warranty|contract|law|treaty|school|club|film|song|book|engine|software"
    "|haus|wohnung|gebäude|brücke|auto|wagen|vertrag|firma|unternehmen|rechner|handy|wein|baum|kirche|heizung|dach|gesetz|verein|anlage|maschine|projekt"
    "|maison|appartement|immeuble|pont|voiture|contrat|entreprise|société|ordinateur|vin|arbre|église|chaudière|toit|loi|vélo|machine|projet|bail|bâtiment"
    "|casa|piso|edificio|puente|coche|contrato|empresa|ordenador|vino|árbol|iglesia|caldera|tejado|ley|máquina|proyecto|bicicleta|móvil"
    "|appartamento|palazzo|ponte|macchina|contratto|azienda|società|albero|chiesa|caldaia|tetto|legge|progetto|bici|telefono|edificio"
    "|huis|woning|gebouw|brug|auto|contract|bedrijf|laptop|wijn|boom|kerk|ketel|dak|wet|fiets|machine|project|vereniging"
    "|apartamento|prédio|edifício|carro|contrato|computador|vinho|árvore|igreja|telhado|lei|máquina|projeto|bicicleta|telemóvel|celular"
)
_MONTH: Final = trie_pattern(MONTH_NAMES)
_LONGEST_NAME: Final = 80
_MAY_BE_AN_AGE: Final = re.compile(r"[1-9]\d?(?!\w)|[^\W\d]")
_FIRST_OF_NUMBERS: Final = firsts_of(["0", *number_words()])
_AGE: Final = re.compile(
    rf"""(?<![\w.,$€£#+-])(?P<age>{NUMBER})(?:
      (?P<hyphen>[ -]year[ -]old)(?![ ](?:{_THINGS})\b)
    | (?P<en>[ ]years?[ ](?:old|of[ ]age)|[ ]?yrs?[ .-]{{0,2}}old|[ ]?y/o|[ -]?y\.?o)(?![ ](?:{_THINGS})\b)
    | (?P<de>[ ]Jahre[ ]alte?[rnms]?)
    | (?P<de_adjective>(?=-?jährige?[rnms]?(?![^\W\d_])))
    | (?P<nl>[ ]jaar[ ]oude?)
    | (?P<nl_adjective>(?=-?jarige?\b))
    | (?P<it_noun>-?enne)
    | (?P<baby>(?=[ -](?:weeks?|months?)[ -]old|[ ](?:Wochen|Monate)[ ]alte?[rnms]?
        |[ ](?:weken|maanden)[ ]oude?))
    | (?<=\(\d\d)(?P<sex>(?=[ ]?[MF]\)))
    | [ ](?:(?P<fr>ans)|(?P<es>años)|(?P<it>anni)|(?P<pt>anos)|(?P<nl_bare>jaar)|(?P<de_bare>Jahren?))
    | (?P<baby_of>(?=[ ](?:mois|meses|mesi|semanas|semaines|settimane|maanden|Monaten)\b))
    )(?:(?<=\d)|(?![^\W\d_])|(?=-?j[äa]hr|-?jarig))""",
    re.VERBOSE | re.IGNORECASE,
)
# What stands before "47 ans" where it is an age and not a time: a verb, or "of" behind whoever has it.
_VERBS: Final = {
    "fr": r"\bai|(?<!y )\ba|\bavait|\bont|\baura|\bavoir|\bfêt\w{1,3}",
    "es": r"\btengo|\btiene|\btenía|\bcumpl\w{1,3}",
    "it": r"\bho|\bha|\baveva|\bcompi\w{1,5}",
    "pt": r"\btenho|\btem|\btinha|\bfez|\bfaz|\bcomplet\w{1,3}",
    "nl_bare": r"\bben|\bis|\bwas|\bword[et]?|\bwerd",
    "de_bare": r"\bbin|\bist|\bwar|\bwurde|\bwerde|\bwird",
}
_OF: Final = {
    "fr": r"(?:de|âgée?s? de)", "es": r"de", "it": r"(?:di|di anni)", "pt": r"(?:de|com)",
    "nl_bare": r"van", "de_bare": r"(?:von|mit|Alter von)", "baby_of": r"(?:de|di|van|von|com|mit|âgée? de)",
}  # fmt: skip
_LED: Final = {
    kind: re.compile(rf"(?:(?P<verb>{verbs})|(?P<of>(?<![^\W_]){_OF[kind]}))\s\Z", re.IGNORECASE)
    for kind, verbs in (_VERBS | {"baby_of": r"(?!)"}).items()
}
_OF_SOMEBODY: Final = re.compile(
    rf"(?:(?<![^\W_]){HUMAN}[ ](?:[^\W\d_]{{2,14}}[ ])?|,[ ]|âgée?s?[ ]|alter[ ])"
    r"(?:de|di|van|von|com|mit)[ ]\Z"
)
_APART: Final = re.compile(r"[^\W\d_](?:,|[ ]\()[ ]?\Z")
_APART_AFTER: Final = re.compile(r"[ ]?(?:[,.;)]|$)", re.MULTILINE)
_SUBJECT: Final = re.compile(
    r"(?<![^\W_])([^\W\d_][\w-]{1,24})[ ](?:is|was|ist|war|wird|wurde|werd|a|avait|tiene|tenía"
    r"|cumpli\w{1,3}|cumple|ha|aveva|tem|tinha|fez|faz)[ ](?:[^\W\d_]{2,9}[ ])?\Z"
)
_OF_A_CHILD: Final = re.compile(rf"[ -][^\W\d_]{{2,9}}[ -](?:old|alte?[rnms]?|oude?)[ ]{HUMAN}(?![^\W_])")
_THING: Final = re.compile(rf"(?:{_THINGS})\Z")
_PERSONAL: Final = re.compile(rf"(?:{HUMAN}|{PRONOUN})\Z")
_NO_AGE: Final = re.compile(
    r"\s(?:d'exp|de exp|di esp|de moins|de plus|de rel|de serv|de trab|de lavo"
    r"|berufs|erfahrung|ervaring|her\b|lang|später|later"
    r"|plus tard|plus tôt|après|avant|después|antes|dopo|prima|d'int|de dist|de cárcel|de pris|di carc"
    r"|depois|ago|fa\b|geleden|atrás|d'anc|d'abon|de garant|garant|dal|zuvor|vorher|eerder|haft)",
    re.IGNORECASE,
)
_LABELLED_AGE: Final = re.compile(
    rf"(?<![^\W_])(?:aged|age|alter|im alter von|âge|âgée? de|edad|età|leeftijd|idade)"
    rf"(?:[\"']?[ ]?[:=][ ]?[\"']?|[ ](?:of[ ]|is[ ])?)({NUMBER})(?![\w%.-]|,\d|[ ]?(?:%|to\b"
    r"|bis\b|and\b|or\b|months?\b|monate?\b|mois\b|weeks?\b|ans\b|años|anni|anos|jahren?\b))(?<=[\w])",
    re.IGNORECASE,
)
_OF_IT: Final = re.compile(
    r"\b(?:it|this|that|which|code)(?:'s|[ ]is|[ ]was)[ ](?:only |about |now )?\Z", re.IGNORECASE
)
_RANGE: Final = re.compile(r"\d-? (?:to|bis|à|a|tot) \Z")  # coarser already
_AFTER_A_NAME: Final = re.compile(r"(?:,[ ]|[ ]\()([1-9]\d)(?=[,)])")
_FEWEST_YEARS: Final = 14  # "a 5 ans" is more often a time than an age, unless it is said of somebody

# "She is 44", "ich bin 16", "mi prima tiene 22": a number that ends what is said of somebody.
_BARE: Final = re.compile(
    rf"""(?:(?<=[^\W\d_])'(?P<short>s|m)|(?<![^\W_])(?:
      (?P<self>tengo|cumplo|ho|tenho|faço)
    | (?P<other>is|was|am|turns|turned|turning|will[ ](?:be|turn)|(?:(?:has|had|have)[ ])?just[ ]turn(?:ed|s)
      |(?:has|had|have)[ ]turned
      |ist|bin|war|wird|wurde|werde|ben|wordt|werd|word|tiene|tenía|cumple|cumplió|acaba[ ]de[ ]cumplir
      |ha|aveva|compie|ha[ ]compiuto|tem|tinha|faz|fez|acabou[ ]de[ ]fazer)))
    [ ](?:(?:only|just|about|nearly|almost|now|already|barely|erst|schon|gerade|bald|fast|etwa|jetzt
      |im[ ]{_MONTH}
      |pas|nog|al|net|nu|bijna|in[ ]{_MONTH}|ya|apenas|solo|casi|già|appena|quasi|só|já|quase)[ ]){{0,2}}
    (?P<age>{NUMBER})(?:[ ](?:and|und|en|y|e)[ ](?P<second>{NUMBER}))?
    (?=[ ]*(?:[;!?)\n…]|[,.](?!\d)|\Z)
      |[ ](?:(?:and|und|en|y|e)[ ](?!\d|{NUMBER}(?![^\W\d_]))|(?:but|so|now|next|today|tomorrow|on
        |when|who|already|lol|haha|too
        |since|because|as|at[ ]the[ ]time|last|this|in[ ]{_MONTH}|aber|geworden|im[ ]{_MONTH}|als|weil|seit
        |heute
        |maar|toen|nu|sinds|pero|cuando|ahora|ma|quando|adesso|però|mas|agora)(?![^\W_])))""",
    re.VERBOSE,
)  # fmt: skip
_WHO: Final = re.compile(rf"(?<![^\W_])(?:{HUMAN}|{PRONOUN})(?:[ ](?:has|had|have|will))?[ ]?\Z")
_OURS: Final = re.compile(
    rf"(?<![^\W_]){MINE}[ ](?P<who>[^\W\d_][\w'-]{{2,24}}(?:[ ][^\W\d_][\w-]{{2,24}}){{0,2}})[ ]?\Z"
)
_THEY: Final = re.compile(
    r"(?<![^\W_])(?:they(?:'re|[ ]are)|we(?:'re|[ ]are)|sie[ ]sind|zij[ ]zijn|ze[ ]zijn)[ ](?:both[ ])?\Z"
)
_BOTH: Final = re.compile(
    rf"(?<![\w.,-])({NUMBER})[ ](?:and|und|en)[ ]({NUMBER})(?=[ ]*(?:[;!?)\n]|[,.](?!\d)|\Z))"
)
# How clinicians write: "44M", "F, 44", "F/44".
_APPOSED: Final = re.compile(
    rf"(?<![^\W_])(?=[\w.-]{{2,24}}(?:,| \()){HUMAN}(?:,[ ]|[ ]\()({NUMBER})(?=[,)])"
)
_CLINICAL: Final = re.compile(
    r"""(?:^|(?<=[:.;(][ ])|(?<=\()|(?<=\bPt[ ])|(?<=\bpt[ ]))(?:
      (?P<age>[1-9]\d)[ ]?(?:yo[ ]?|y/o[ ]?)?[MF](?=[,;.)]|[ ](?:with|presenting|presents|c/o|known|who|w/))
    | [MF](?:,[ ]|/|[ ])(?P<behind>[1-9]\d)(?=[,;.)]))""",
    re.VERBOSE | re.MULTILINE,
)
_YEARS_AND_NUMBER: Final = re.compile(r"(?<=[ ]di[ ]anni[ ])([1-9]\d?)(?![\w%]|[.,]\d)", re.IGNORECASE)
_AT: Final = re.compile(
    rf"(?<![^\W_])(?:at|mit|aos|con|à|a los|op)[ ]({NUMBER})(?=[,;.!?)\n]|[ ](?:and|she|he|und|y|e)[ ]|\Z)"
)
_FEWEST_AT: Final = 13  # before, it is an hour
_ENNE: Final = re.compile(rf"(?<![^\W_])({trie_pattern(word[:-1] for word in ITALIAN)})enn[ei](?![^\W_])")
_ENNE_VALUES: Final = {word[:-1]: value for word, value in ITALIAN.items()}
_DECADES: Final = "twen|thir|for|fif|six|seven|eigh"
_VAGUE: Final = re.compile(
    rf"""(?<![^\W_])(?:
      (?P<en>(?:early|mid|late)[ -](?P<decade>(?:{_DECADES})ties|[2-8]0s))
    | (?P<de>(?:anfang|mitte|ende)[ ](?P<de_decade>zwanzig|drei(?:ß|ss)ig|vierzig|fünfzig
        |sechzig|siebzig|achtzig|[2-8]0))
    | (?P<nl>(?:begin|midden|halverwege|eind)[ ](?:de[ ])?
        (?P<nl_decade>twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig))
    )(?![^\W_])(?![ ]?[%€])""",
    re.VERBOSE,
)


def _has_a_number(text: str) -> bool:
    """Whether a number of two digits at most, or one in words, may stand in a text by itself."""
    if not isinstance(text, Sighted) or _FIRST_OF_NUMBERS is None:
        return True
    return any(_MAY_BE_AN_AGE.match(text, begin) for begin in text.begins_of(_FIRST_OF_NUMBERS))


def find_ages(scene: Scene) -> Iterator[QuasiIdentifier]:
    """Yield what tells somebody's age, with its decade."""
    text, low = scene.text, scene.lowered
    for match in matches_at(_AGE, text, _FIRST_OF_NUMBERS):
        found = _age(scene, match)
        if found is not None:
            yield found
    has_a_number = _has_a_number(text)
    for match in _LABELLED_AGE.finditer(low) if has_a_number else ():
        yield _ranged(match.start(1), match.end(1), value_of(match[1]), "")
    for start, end in scene.persons:
        match_after = _AFTER_A_NAME.match(text, end)
        if match_after is not None and end - start < _LONGEST_NAME:
            yield _ranged(match_after.start(1), match_after.end(1), int(match_after[1]), "")
    for match in _CLINICAL.finditer(text):
        group = "age" if match["age"] else "behind"
        yield _ranged(*match.span(group), int(match[group]), "")
    for match in _APPOSED.finditer(low) if has_a_number else ():
        yield _ranged(*match.span(1), value_of(match[1]), "")
    for match in _YEARS_AND_NUMBER.finditer(text):
        yield _ranged(*match.span(1), int(match[1]), "")
    for match in _ENNE.finditer(low):
        yield QuasiIdentifier(*match.span(), "age")
    if has_a_number:
        yield from _bare(scene)
    yield from _vague(scene)


def _bare(scene: Scene) -> Iterator[QuasiIdentifier]:
    """Yield "44" of "she is 44": the subject is somebody, and nothing is counted."""
    low = scene.lowered
    for match in _BARE.finditer(low):
        start = match.start()
        is_somebody = (
            match["self"] is not None
            or _WHO.search(low, max(0, start - 40), start) is not None
            or scene.person_before(start, 1) is not None
            or _is_one_of_ours(scene, start)
        )
        if not is_somebody:
            continue
        for group in ("age", "second"):
            if match[group] is not None:
                yield _ranged(*match.span(group), value_of(match[group]), "")
    for match in _BOTH.finditer(low):
        if _THEY.search(low, max(0, match.start() - 20), match.start()):
            yield _ranged(*match.span(1), value_of(match[1]), "")
            yield _ranged(*match.span(2), value_of(match[2]), "")
    for match in _AT.finditer(low):
        if value_of(match[1]) >= _FEWEST_AT and not match[1].isdecimal() and scene.is_about(*match.span()):
            yield _ranged(*match.span(1), value_of(match[1]), "")


def _is_one_of_ours(scene: Scene, end: int) -> bool:
    """Whether "our receptionist" stands before a place."""
    ours = _OURS.search(scene.lowered, max(0, end - 60), end)
    return ours is not None and ends_in_a_title(scene, *ours.span("who"))


_GERMAN_DECADES: Final = {
    "2": "Zwanzigern", "3": "Dreißigern", "4": "Vierzigern", "5": "Fünfzigern", "6": "Sechzigern",
    "7": "Siebzigern", "8": "Achtzigern",
}  # fmt: skip


def _vague(scene: Scene) -> Iterator[QuasiIdentifier]:
    """Yield "late thirties", which is less than a decade."""
    for match in _VAGUE.finditer(scene.lowered):
        start, end = match.span()
        if not scene.is_about(start, end):
            continue
        if match["en"]:
            general = match["decade"]
        elif match["de"]:
            ten = match["de_decade"]
            general = f"in den {_GERMAN_DECADES[str(int(ten) if ten.isdecimal() else value_of(ten))[0]]}"
        else:
            general = f"in de {match['nl_decade']}"
        yield QuasiIdentifier(start, end, "age", general)


def _age(scene: Scene, match: re.Match[str]) -> QuasiIdentifier | None:
    kind, age = str(match.lastgroup), value_of(match["age"])
    start, end = match.span("age")
    before = max(0, start - 16)
    if _OF_IT.search(scene.text, before, start) or _RANGE.search(scene.text, before, start):
        return None
    subject = _SUBJECT.search(scene.lowered, max(0, start - 50), start)
    if subject is not None and _THING.match(subject[1]):
        return None
    if kind in _LED and not _is_led(scene, match, subject):
        return None
    match kind:
        case "hyphen":
            return QuasiIdentifier(*_hyphened(scene.text, start, end, age))
        case "baby" | "baby_of":
            about = kind == "baby_of" or _OF_A_CHILD.match(scene.lowered, end) or scene.is_about(start, end)
            return QuasiIdentifier(start, end, "age") if about else None
        case "de_adjective" | "nl_adjective" if match["age"].isdecimal():
            first, _, last = age_range(age).partition("-")
            joint = "bis" if kind == "de_adjective" else "tot"
            return QuasiIdentifier(start, end, "age", f"{first}- {joint} {last}")
        case "de_adjective" | "nl_adjective":
            return QuasiIdentifier(start, end, "age")
        case "it_noun" | "sex":
            return _ranged(start, end, age, "")
        case _:
            return _ranged(start, end, age, kind.partition("_")[0])


def _is_led(scene: Scene, match: re.Match[str], subject: re.Match[str] | None) -> bool:
    """Whether what stands around "47 ans" makes it an age: "elle a", "femme de", commas on both sides."""
    kind, age, low = str(match.lastgroup), value_of(match["age"]), scene.lowered
    start = match.start("age")
    if _NO_AGE.match(scene.text, match.end()):
        return False
    led = _LED[kind].search(low, max(0, start - 24), start)
    if led is not None and led["verb"]:
        is_certain = led["verb"].startswith(("cumpl", "compi", "fêt", "complet", "fez"))
        return (
            age >= _FEWEST_YEARS or is_certain or (subject is not None and bool(_PERSONAL.match(subject[1])))
        )
    if led is not None:
        of = _OF_SOMEBODY.search(low, max(0, start - 50), start)
        if of is None or (of[0].startswith(",") and not _APART_AFTER.match(low, match.end())):
            return False
        return kind != "baby_of" or not of[0].startswith(",")
    if kind == "baby_of" or _APART.search(low, max(0, start - 4), start) is None:
        return False
    return age >= _FEWEST_YEARS or (
        _APART_AFTER.match(low, match.end()) is not None and scene.is_about(start, match.end())
    )


def _hyphened(text: str, start: int, end: int, age: int) -> tuple[int, int, str, str]:
    start, end, general = hyphened_age(text, start, end, age)
    return start, end, "age", general


def _ranged(start: int, end: int, age: int, language: str) -> QuasiIdentifier:
    return QuasiIdentifier(start, end, "age", age_range(age, language))
