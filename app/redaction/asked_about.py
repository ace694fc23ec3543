"""Names in a short question or request, as in "What did Bob Harrowgate say about the lease?".

Nothing but the name tells that such a text is about somebody, and the tagger learned from thousands of
questions about inventors and kings to leave a name in a question alone. So a given name with a surname behind
it is somebody's here, unless everybody knows the name or the question is of lore: who invented, wrote, won.
What lists of names the words stand on is asked of the tagger, which has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.name_words import LORE
from app.redaction.names import CAPITAL, PARTICLE, is_no_name, is_plain, is_public
from app.redaction.recognizers.base import Hit, trie_pattern
from app.redaction.subject import PRIVATE, asks_about_a_work
from app.redaction.tagging import Listed, TaggerPort

_LONGEST: Final = 500
_LONGEST_OF_ONE: Final = 240
_SCORE: Final = 0.65
_SCORE_OF_ONE: Final = 0.6
# Looked for at every word: in "Did Ahmed Yilmaz reply?" the first with a capital is no name.
_NAME: Final = re.compile(
    rf"(?<![\w.'’@/-])(?=(?P<given>{CAPITAL})[ ](?P<middle>{CAPITAL}[ ])?"
    rf"(?:(?!(?:e|y)[ ]){PARTICLE}[ ]){{0,2}}(?P<surname>{CAPITAL})(?![\w@/-]))"
)
_SMALL_NAME: Final = re.compile(
    r"(?<![\w.'’@/-])(?=(?P<given>[^\W\d_]{3,16})[ ](?P<surname>[^\W\d_]{4,20})(?![\w@/-]))"
)
# A given name alone is somebody's where one speaks of oneself, or of what people do every day.
_GIVEN: Final = re.compile(
    rf"(?<![\w.'’@/\"“-])(?<!St[ ])(?<!San[ ])(?P<given>{CAPITAL})(?=[ ][a-zà-ÿ]|['’]s?[ ]|[?!.,]|\Z)"
)
_OF_ONESELF: Final = re.compile(
    r"(?<![\w'’])(?:I|me|my|we|us|our|ich|mir|mich|mein(?:e[mnrs]?)?|wir|unser(?:e[mnrs]?)?|je|moi|mon|mes"
    r"|nous|notre|yo|conmigo|nosotros|nuestr[oa]s?|io|mio|miei|noi|nostr[oaie]|ik|mij|mijn|wij|onze|eu|meus?"
    r"|minhas?|noss[oa]s?)(?!\w)"
)
_OURS: Final = re.compile(
    r"(?<![\w'’])(?:our|my|mein(?:e[mnrs]?)?|unser(?:e[mnrs]?)?|notre|nos|mon|mes|nuestr[oa]s?|nostr[oaie]|onze"
    r"|mijn|noss[oa]s?|meus?|minhas?)(?!\w)",
    re.IGNORECASE,
)
_DOES: Final = re.compile(
    r"(?:['’]s)?[ ](?:(?:still|already|schon|ha|a|al|heeft|hat|has|is|est|ist|já|está)[ ]){0,2}"
    r"(?:repl(?:y|ied)|answer(?:ed)?|pay|paid|call(?:ed)?|sign(?:ed)?|resign(?:ed)?|apologi[sz]ed?|forg[eo]t"
    r"|late|ill|sick|angry|upset|allergic|at home|not here|back|coming|birthday|mum|mother|dad|father"
    r"|gegessen|bezahlt|geantwortet|angerufen|krank|zu spät|répondu|payé|signé|appelé|malade|en retard"
    r"|respondido|pagado|llamado|enferm[oa]|risposto|pagato|chiamato|malat[oa]|geantwoord|betaald|gebeld"
    r"|ziek|te laat|respondeu|pagou|ligou|doente)(?!\w)"
)
_TOLD: Final = re.compile(
    r"(?<!\w)(?:tell|ask|text|call|email|remind|invite|thank"
    r"|(?:write|reply|text|letter|message|note|card|gift|present)[ ](?:to|for)"
    r"|sag|frag|schreib|ruf|erinnere|(?:dis|demande|écris|réponds|message|cadeau)[ ](?:à|pour)"
    r"|(?:dile|pregunta|escribe|llama|recuerda|regalo)[ ](?:a|para)"
    r"|(?:chiedi|scrivi|ricorda|regalo)[ ](?:a|per)"
    r"|chiama|vraag|schrijf|bel|herinner|stuur|cadeau[ ]voor"
    r"|(?:pergunta|escreve|liga|lembra|presente)[ ](?:ao?|à|para[ ]?[ao]?))[ ]\Z",
    re.IGNORECASE,
)
# "Who is she, and why does she call me?": what a person does to us, or at work, is in no book. What is said
# to the assistant ("tell me"), and what somebody's work says to everybody ("teaches us"), is left out.
_WITH_US: Final = re.compile(
    r"(?<!\w)(?:she|he|they)(?!\w)[^?!.]{0,50}?[ ](?<!tell )(?<!tells )(?<!show )(?<!shows )(?<!teach )"
    r"(?<!teaches )(?<!give )(?<!help )(?<!remind )(?<!remember )(?<!inspire )(?<!concern )(?<! to )"
    r"(?:me|us)(?!\w)"
    r"|(?<!\w)(?:she|he|they)(?!\w)[^?!.]{0,30}?[ ](?:writ(?:e|es|ing)|wrote|talk(?:s|ed|ing)?|speaks?|spoke)"
    r"[ ]to[ ](?:me|us)(?!\w)"
    r"|(?<!\w)(?<!lehrt )(?<!lehrte )(?<!sagt )(?<!zeigt )(?:sie|er)(?!\w)[^?!.]{0,50}?[ ](?<!erklär )"
    r"(?<!erkläre )(?<!erzähl )(?<!sag )(?<!zeig )(?<!hilf )(?:mich|mir|uns)(?!\w)"
    r"|(?<!\w)(?:elles?|ils?)[ ](?:ne[ ])?(?:m['’]|me[ ]|nous[ ])(?!appr|enseign|inspir|intéress|racont|dit)"
    r"|(?<!\w)(?:m['’]|me[ ]|nous[ ])(?!appr|enseign|inspir|intéress|racont|dit)[\w]{2,20}-(?:t-)?(?:elle|il)"
    r"|(?<!\w)y[ ](?:por qué|de qué|qué|cuándo|cuánto)[ ](?:no[ ])?(?:me|nos)[ ]"
    r"(?!enseñ|inspir|interes|import|emocion|dice|cuent|dej)"
    r"|(?<!\w)e[ ](?:perché|che cosa|cosa|quando|quanto)[ ](?:non[ ])?(?:mi|ci)[ ]"
    r"(?!insegn|ispir|interess|import|emozion|dic|raccont|ha lasc)"
    r"|(?<!\w)(?<!leert )(?<!leerde )(?<!zegt )(?:ze|zij|hij)[ ](?:mij|me|ons)(?!\w)"
    r"|(?<!\w)e[ ](?:por ?que|o que|quando|quanto)[ ](?:é que[ ])?(?:el[ae][ ])?(?:não[ ])?(?:me|nos)[ ]"
    r"(?!ensin|inspir|interess|import|diz|cont|deix)"
    r"|(?<!\w)(?:liga|deve|escreve)-(?:me|nos)(?!\w)",
    re.IGNORECASE,
)
_AT_WORK: Final = re.compile(
    r"(?<!\w)(?:she|he|they)(?!\w)[^?!.]{0,30}?[ ](?:coming(?!\w)|owe[sd]?(?!\w)|complain(?:s|ed|ing)?(?!\w)"
    r"|(?:at|in|on)[ ](?:the|this|that)[ ](?:meeting|office|invoice|payroll|lease|rota|shift|guest list"
    r"|mailing list|phone|door|line|kitchen|reception|front desk)(?!\w))"
    r"|(?<!\w)(?:sie|er)(?!\w)[^?!.]{0,30}?[ ](?:auf der (?:Rechnung|Liste|Gästeliste)|in der Besprechung"
    r"|im (?:Büro|Meeting|Verteiler|Urlaub)|an der Tür|am Telefon)(?!\w)"
    r"|(?<!\w)et[ ][^?!.]{0,40}?[ ](?:sur la (?:facture|liste)|au bureau|en réunion|à la porte"
    r"|au téléphone)(?!\w)"
    r"|(?<!\w)y[ ][^?!.]{0,40}?[ ](?:en la (?:factura|lista|oficina|reunión)|al teléfono)(?!\w)"
    r"|(?<!\w)e[ ][^?!.]{0,40}?[ ](?:in (?:fattura|ufficio|riunione)|al telefono|na (?:fatura|lista|reunião)"
    r"|no escritório|ao telefone)(?!\w)"
    r"|(?<!\w)en[ ][^?!.]{0,40}?[ ](?:op de (?:factuur|lijst)|op kantoor|aan de (?:deur|telefoon))(?!\w)",
    re.IGNORECASE,
)
# A town replies to nobody, comes to no dinner and has no husband: what stands beside a name that is also a
# town's, or a word, and makes it a person's.
_ONLY_PEOPLE: Final = re.compile(
    r"(?:['’]s)?[ ](?:(?:still|already|also|really|schon|auch|déjà|ya|già|al|já)[ ]){0,2}"
    r"(?:coming(?:[ ](?:tomorrow|today|tonight|over|along|too|on|with|to|home|for)(?!\w)|[?.!,]|\Z)"
    r"|repl(?:y|ied)|answer(?:ed)?(?=[ ](?:me|us|you|yet)|[?.!]|\Z)|apologi[sz]ed?|forgot(?:ten)?"
    r"|(?:paid|signed|called|rang|texted|emailed)(?=[ ](?:me|us|you|yet|back|again|in sick)|[?.!]|\Z)"
    r"|allergic|angry(?![ ](?:at|river|sea)(?!\w))|upset|pregnant|not here|birthday"
    r"|(?:mum|mom|mother|dad|father|husband|wife|brother|sister|son|daughter|boss|boyfriend|girlfriend)(?!\w)"
    r"|(?:back|late|ill|sick|in|here)[ ](?:from (?:her|his|their)|again|today|tomorrow|tonight|this)(?!\w)"
    r"|(?:and|with|about|for|without)[ ](?:her|his)[ ]|want[ ](?:for|from)[ ](?:her|his|me|us)(?!\w)"
    r"|(?:und|mit)[ ](?:ihr(?:e[mnrs]?)?|sein(?:e[mnrs]?)?)[ ]"
    r"|kommt(?!\w)|krank(?!\w)|angerufen|geantwortet|gegessen"
    r"|vient(?![ ](?:de(?!\w)|d['’]))|malade|répondu|viene(?![ ]d[aei])|enferm[oa]|risposto|malat[oa]"
    r"|komt(?!\w)|ziek(?!\w)|gebeld|vem(?!\w)|doente|respondeu)",
)
_ONLY_TO_PEOPLE: Final = re.compile(
    r"(?:(?<!\w)(?:tell|ask|remind|thank|invite|(?:reply|write|lie|talk)[ ]to|angry[ ]with|married[ ]to"
    r"|sag|frag|erinnere|schreib|bitte|(?:dis|demande|écris|réponds)[ ]à|(?:dile|pregunta|escribe)[ ]a"
    r"|chiedi[ ]a|scrivi[ ]a|di['’][ ]a|vraag|schrijf|herinner|pergunta[ ](?:ao?|à)|escreve[ ](?:ao?|à))"
    r"|(?<!\w)(?:kommt|ruft|schläft|isst|viene|komt|belt|vem))[ ]\Z",
    re.IGNORECASE,
)
_SEASONS: Final = frozenset({
    "april", "august", "autumn", "dawn", "easter", "may", "june", "summer", "winter", "will", "spring",
    "noel", "destiny", "justice", "art", "miles", "christmas",
})  # fmt: skip
# Programs and assistants that are called like people; "N as in Nancy".
_PROGRAMS: Final = frozenset({
    "ruby", "jasmine", "julia", "alexa", "siri", "claude", "gemini", "cortana", "pandora", "ada", "pascal",
    "jenkins", "celeste", "ariane", "maya",
})  # fmt: skip
_SPELLS: Final = re.compile(r"(?<!\w)[A-Z] (?:as in|for|wie|comme|come|como|van)[ ]\Z")
_POSSESSIVE: Final = re.compile(r"['’]s?\Z")
# A drink, a dance, a prize: "in a Tom Collins".
_ARTICLE: Final = re.compile(
    r"(?<!\w)(?:(?:is|in|of|make|making|mix|have|drink|like|order|as|with|for|what's|buy|own|got)[ ]an?"
    r"|eine?[mnrs]?|une?|un[oa]|een|uma?)[ ]\Z",
    re.IGNORECASE,
)
_LORE: Final = re.compile(rf"(?<![^\W_]){trie_pattern(LORE.split('|'), gap=' ')}(?![^\W_])", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?<!\d)1\d\d\d(?!\d)")
# So many words are more frequent.
_FREQUENT_GIVEN: Final = 1_000
_FREQUENT_SMALL: Final = 4_000
_FREQUENT_ALONE: Final = 2_900
_UNHEARD: Final = 35_000
# How much of the text before and behind a name is looked at.
_BEFORE, _FOLLOWING = 24, 60


def asked_about(text: str, hits: Sequence[Hit], tagger: TaggerPort | None) -> Iterator[Hit]:
    """Yield the names of a short text that is not of lore.

    Args:
        text: the view that the hits are in.
        hits: what else was found; a number of somebody's, or what is ours, makes any text one about somebody.
        tagger: whose lists are asked; without it nothing is found.
    """
    if tagger is None or len(text) > _LONGEST or asks_about_a_work(text):
        return
    is_owned = any(pattern.search(text) for pattern in (_OURS, _WITH_US, _AT_WORK)) or any(
        hit.label in PRIVATE and hit.label is not EntityType.PERSON for hit in hits
    )
    if not is_owned and (_LORE.search(text) or _YEAR.search(text) or _names_everybody_knows(text)):
        return
    is_small = text.lower() == text.replace("I", "i")
    yield from _names_in_small_letters(text, tagger) if is_small else _names(text, tagger)
    if len(text) <= _LONGEST_OF_ONE:
        yield from _given_names(text, tagger)


def _names(text: str, tagger: TaggerPort) -> Iterator[Hit]:
    done = 0
    for match in _NAME.finditer(text):
        given, surname = match["given"], _POSSESSIVE.sub("", match["surname"])
        start, end = match.start(), match.start("surname") + len(surname)
        if start < done or _is_no_surname(given, surname) or _is_nobodys(text, start, end, given, surname):
            continue
        listed = tagger.listed(given)
        if match["middle"] and listed.given < 2:  # "Stuur Marloes Bakker"
            continue
        if 0 < listed.rank <= _FREQUENT_GIVEN and given.lower() in words("common_words"):  # "Will", "May"
            continue
        if _is_name(listed, tagger.listed(surname)):
            yield Hit(start, end, EntityType.PERSON, _SCORE, "name-asked-about")
            done = end


def _names_in_small_letters(text: str, tagger: TaggerPort) -> Iterator[Hit]:
    for match in _SMALL_NAME.finditer(text):
        given, surname = match["given"], match["surname"]
        start, end = match.start(), match.end("surname")
        if is_plain(given) or is_plain(surname) or _is_nobodys(text, start, end, given, surname):
            continue
        if _is_small_name(tagger.listed(given), tagger.listed(surname)):
            yield Hit(start, end, EntityType.PERSON, _SCORE, "name-asked-about")


def _is_nobodys(text: str, start: int, end: int, given: str, surname: str) -> bool:
    """Whether a name is everybody's, that of a drink, or has a word in it that is none."""
    return (
        is_no_name(given)
        or is_no_name(surname)
        or is_public(text[start:end], text[end : end + _FOLLOWING])
        or _ARTICLE.search(text, max(0, start - _BEFORE), start) is not None
    )


def _names_everybody_knows(text: str) -> bool:
    names = ((f"{found['given']} {found['surname']}", found.end("surname")) for found in _NAME.finditer(text))
    return any(is_public(name, text[end : end + _FOLLOWING]) for name, end in names)


def _given_names(text: str, tagger: TaggerPort) -> Iterator[Hit]:
    is_of_oneself = _OF_ONESELF.search(text) is not None
    for match in _GIVEN.finditer(text):
        name, start, end = match["given"], *match.span("given")
        if _is_called_like_a_town(text, start, end, tagger):
            yield Hit(start, end, EntityType.PERSON, _SCORE_OF_ONE, "name-asked-about")
            continue
        if not (
            is_of_oneself or _DOES.match(text, end) or _TOLD.search(text, max(0, start - _BEFORE), start)
        ):
            continue
        if name.isupper() or _is_a_word(name.lower()) or _SPELLS.search(text, max(0, start - _BEFORE), start):
            continue
        if _is_only_a_name(tagger.listed(name)) and not is_public(name, text[end : end + _FOLLOWING]):
            yield Hit(start, end, EntityType.PERSON, _SCORE_OF_ONE, "name-asked-about")


def _is_called_like_a_town(text: str, start: int, end: int, tagger: TaggerPort) -> bool:
    """Whether a name that may be a town, or a word, stands where only people do: "Ask Florence about it"."""
    name = text[start:end]
    is_told = _ONLY_TO_PEOPLE.search(text, max(0, start - _BEFORE), start) is not None
    if not is_told and not _ONLY_PEOPLE.match(text, end):
        return False
    low = name.lower()
    if name.isupper() or low in _SEASONS or low in _PROGRAMS or is_no_name(low) or is_plain(name):
        return False
    if not is_told and start == 0 and low in words("common_words") and tagger.listed(name).place < 2:
        return False  # its capital may be that of the sentence
    listed = tagger.listed(name)
    is_given = listed.given == 3 or (listed.given == 2 and listed.rank > _FREQUENT_ALONE)
    return is_given and not is_public(name, text[end : end + _FOLLOWING])


def _is_a_word(low: str) -> bool:
    return low in _PROGRAMS or is_no_name(low) or is_plain(low) or low in words("common_words")


def _is_no_surname(given: str, surname: str) -> bool:
    """Whether a word behind a name is a model or an abbreviation: "Archer C7"."""
    if is_plain(given) or any(map(str.isdigit, given + surname)):  # "IBAN GB29 NWBK"
        return True
    return surname.isupper() and not given.isupper()


def _is_name(given: Listed, family: Listed) -> bool:
    is_rare = family.surname >= 2 and family.rank > _FREQUENT_SMALL and family.place < 2
    if given.rank == 0:  # "Marloes Bakker"
        return is_rare or (given.given >= 2 and family.rank == 0)
    if given.given < 2:
        return False
    if given.place >= 3:  # "Virginia Beach"
        return family.place < 2 and (family.surname >= 2 or family.rank == 0)
    is_unheard = family.rank == 0 or family.rank > _UNHEARD
    return (is_unheard and family.place < 3) or (
        family.surname >= 2 and (family.place < 3 or given.place == 0)
    )


def _is_small_name(given: Listed, family: Listed) -> bool:
    is_unheard = family.rank == 0 or (family.surname >= 2 and family.rank > _FREQUENT_SMALL)
    return _is_only_a_name(given) and is_unheard and family.place < 2


def _is_only_a_name(given: Listed) -> bool:
    return given.place < 3 and (given.given == 3 or (given.given == 2 and given.rank > _FREQUENT_ALONE))
