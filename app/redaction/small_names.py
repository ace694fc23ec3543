"""Names in small letters, and names at the edges of a message: where a chat puts them.

"hey benno, the printer …", "groetjes fem", "joschi: ok in", "ping Wojtek or Ash". Who types with a thumb
writes no capitals, so the place has to say that a word is a name; a word that everybody uses is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.data import lines, words
from app.redaction.findings import EntityType
from app.redaction.names import CAPITAL, is_no_name
from app.redaction.recognizers.base import Hit
from app.redaction.recognizers.needs import matches_of
from app.redaction.standing_words import FUNCTION_WORDS

_RULE: Final = "name-in-a-chat"
_SCORE: Final = 0.62
_SMALL: Final = r"(?P<name>[^\W\d_A-ZÀ-ÖØ-Þ][^\W\d_A-ZÀ-ÖØ-Þ]{2,13}(?:-[^\W\d_A-ZÀ-ÖØ-Þ]{2,10})?)"
# "hey benno,", "hoi sjoerd, wachtwoord …", "ana: ciao giò!"
_GREETED: Final = re.compile(
    r"(?:(?<=\A)|(?<=\n)|(?<=[.!?] )|(?<=: ))[ \t>]{0,4}"
    r"(?i:hey|hi|hello|heya|hiya|yo|hallo|hai|moin|servus|salut|coucou|bonjour|bonsoir|hola|buenas|oye"
    r"|ey|ciao|ehi"
    r"|hoi|hey[ ]du|olá|oi|oie|tchau|tag|grüezi)[ ]{1,2}"
    rf"{_SMALL}(?=[ ]?(?:[,!:]|\n|\Z))"
)
# "groetjes fem", "lg kathi", "à plus, momo", "… — dani": the end of a message.
_SIGNED: Final = re.compile(
    r"(?<!\w)(?i:groetjes|groeten|gr|grtjs|liefs|lg|vg|glg|mfg|gruß|grüße|liebe[ ]grüße|cheers|thx|bises"
    r"|bisous|bisou"
    r"|biz|à[ ]plus|a\+|besos|besitos|abrazo|abrazos|un[ ]beso|saludos|baci|bacioni|un[ ]bacio|beijos"
    r"|beijinhos|bjs|bj"
    r"|abraços|abs|hugs|love|luv|xo)[ ,.!:-]{1,2}(?:(?i:von|from|van|de|da)[ ])?"
    rf"{_SMALL}(?=[ ]?(?:x{{1,3}}|[😀-🙏❤]{{1,3}})?[ ]?(?:\n|\Z))"
    r"|(?<=[\w.,!?)] )[—–][ ]?" + _SMALL.replace("name", "dashed") + r"(?=[ ]?(?:\n\n|\Z))"
)
# "joschi: whats the pw": two and more who speak, of whom one speaks again.
_SPEAKS: Final = re.compile(
    r"(?:(?<=\A)|(?<=\n))(?:\[?\d{1,2}:\d\d(?::\d\d)?\]?[ ]{1,2})?"
    r"(?P<name>[^\W\d_][^\W\d_]{2,13}):[ ](?=[^\n]{0,200}[^\W\d_]{2}[^\n]{0,200}[ ?!.\w])(?![\"'\[{\d$<])"
)
_LINE: Final = re.compile(r"[^\n]+")
_FEWEST_LINES, _FEWEST_SPEAKERS, _FEWEST_AGAIN = 3, 2, 2
# "ping Wojtek or Ash", "loop in Maren", "poke Jonas"
# "ok chiara, ho messo …": between a word of assent and a comma
_ASSENTED: Final = re.compile(
    rf"(?:(?<=\A)|(?<=\n)|(?<=: ))(?i:ok|okay|thanks|thank[ ]you|thx|grazie|merci|danke|gracias|bedankt"
    rf"|obrigad[oa])[ ]{_SMALL}(?=,[ ])"
)
# "la mail della nonna rosa", "onkel heinz' handy": to the end of a clause, or before what is somebody's
_RELATIVE: Final = re.compile(
    r"(?<!\w)(?i:tante|onkel|opa|oma|uncle|auntie?|aunt|nonn[ao]|zi[ao]|tí[ao]|abuel[ao]|tonton|tata"
    r"|mamie|papi|coach)[ ]"
    rf"{_SMALL}(?=[ ]?(?:[,.;:!?)\n]|\Z)|['’])"
)
_ASKED: Final = re.compile(
    r"(?<![\w-])(?:[Pp]ing|[Pp]oke|[Ll]oop[ ]in|[Nn]udge|[Dd][Mm]|[Cc][Cc])[ ]"
    rf"(?P<name>{CAPITAL})(?:(?:,[ ]|,?[ ](?:or|and|&)[ ])(?P<other>{CAPITAL}))?"
    r"(?=[ ]?(?:[,.;!?)\n]|\Z|(?:if|when|on|in|about|for|and|before|after)[ ]))"
)
# "hi team, Nguyễn Minh here."
_HERE: Final = re.compile(
    rf"(?:(?<=\A)|(?<=\n)|(?<=[,.!] ))(?P<name>{CAPITAL}(?:[ ]{CAPITAL}){{0,2}})[ ](?:here|hier|ici|aquí"
    rf"|qui|aqui)"
    r"(?=[.,!:]|[ ](?:from|von|vom|aus|de|du|da|del|dal|van|uit|again|at)[ ])"
)
_NOBODY_WORDS: Final = (
    "user assistant system bot agent admin human model role customer caller operator support client host "
    "guest "
    "claude chatgpt gemini copilot siri alexa cortana llama mistral grok bard kids girls boys gang crew "
    "squad fam chat "
    "question answer frage antwort pregunta respuesta domanda risposta vraag antwoord pergunta resposta "
    "réponse "
    "everyone everybody anyone all folks guys team there you ya man dude bro bruh mate friend friends "
    "buddy pal "
    "folk ladies gents world again leute zusammen alle ihr du alter digga freunde schatz mama papa mami "
    "papi oma opa "
    "mum mom dad nan grandma grandpa maman mamie papie papy toi tous chéri mec les gars amigo amiga "
    "amigos chicos "
    "todos tío tia cariño guapa guapo mamma nonna nonno ragazzi raga tutti amore bella bello allemaal "
    "jongens lieverd "
    "schat pessoal gente galera amor querido querida mãe pai vó vô cara thanks thx sorry please quick "
    "note error info "
    "warn warning debug todo fixme edit update nope yes yeah okay moin hello hallo later soon tomorrow "
    "peace love life "
    "morning night evening name title subject from date time cc bcc signed regards steps step example "
    "output input "
    "usage returns args raises summary description status type version author source target message "
    "label value key "
    "perfetto klar parfait vale cool genial ragazzi bueno prima super toll hoor leuk schön mille "
    "tranquilo capito great "
    "nice perfect awesome sweet alright sure fine lovely amazing brilliant wunderbar genau gut sehr "
    "beaucoup infinite "
    "molto mucho muchas tante veel wel muito demais chef boss brother sister sir madam miss doc doctor "
    "professor teacher "
    "dear darling honey hun babe baby sweetie sweetheart said says sagt so too anyway never wirklich "
    "vraiment claro "
    "prompt tokens answers total load start ratio speed memory figure table page part chapter scene narrator "
    "google github gitlab slack teams outlook python linux windows ubuntu docker kubernetes postgres "
    "redis nginx"
)
_NOBODY: Final = frozenset(_NOBODY_WORDS.split())


def small_names(text: str) -> Iterator[Hit]:
    """Yield the names that a greeting, a goodbye or a speaker's colon gives away, and who is asked."""
    for pattern in (_GREETED, _SIGNED, _ASSENTED, _RELATIVE):
        for match in matches_of(pattern, text):
            group = str(match.lastgroup)
            if not _is_a_word(match[group]):
                yield Hit(*match.span(group), EntityType.PERSON, _SCORE, _RULE)
    for match in matches_of(_ASKED, text):
        for group in ("name", "other"):
            if match[group] and not _is_a_word(match[group]) and match[group].lower() not in lines("makers"):
                yield Hit(*match.span(group), EntityType.PERSON, _SCORE, _RULE)
    for match in matches_of(_HERE, text):
        if not match["name"].isupper() and not all(map(_is_a_word, match["name"].split())):
            yield Hit(*match.span("name"), EntityType.PERSON, _SCORE, _RULE)
    yield from _speakers(text)


def _speakers(text: str) -> Iterator[Hit]:
    """Yield who speaks in a chat, in small letters: a file of settings has no key twice."""
    spoken = list(matches_of(_SPEAKS, text))
    names = Counter(match["name"] for match in spoken)
    if (
        len(spoken) < _FEWEST_LINES
        or len(names) < _FEWEST_SPEAKERS
        or max(names.values()) < _FEWEST_AGAIN
        or 2 * sum(map(str.islower, names)) < len(names)
        or 2 * len(spoken) < len(_LINE.findall(text, spoken[0].start(), spoken[-1].end()))
    ):
        return
    somebody = {name for name in names if name.islower() and not _is_a_word(name)}
    again = any(names[name] >= _FEWEST_AGAIN for name in somebody)
    for match in spoken:
        if match["name"] in somebody and (again or len(somebody) >= _FEWEST_SPEAKERS):
            yield Hit(*match.span("name"), EntityType.PERSON, _SCORE, _RULE)


def _is_a_word(name: str) -> bool:
    low = name.lower()
    return (
        low in _NOBODY
        or low in FUNCTION_WORDS
        or low in words("common_words")
        or low in words("plain_words")
        or low in words("form_words")
        or is_no_name(low)
    )
