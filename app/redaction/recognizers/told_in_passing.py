"""Passwords that a sentence tells in passing: "I use pizza4life for everything", "so I changed it to …".

No word for a password stands in front of them. What is used "for everything" and is a word with a digit
inside, what "it" was changed to where a login is spoken of, and what somebody signs in with "as the
password" are ones all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.secret_words import NOT_SECRET
from app.redaction.recognizers.told import is_standard, looks_like_password, near_needles
from app.redaction.recognizers.told_phrases import TELLS_ABOUT
from app.redaction.standing_words import FUNCTION_WORDS

_VALUE: Final = r"[\"'“„«‘`]?(?P<value>[^\s\"'“”„«»‘’`,;()<>]{4,40})[\"'”“»’`]?"
_ALL: Final = (
    r"(?:for|on|with|at|in)[ ](?:everything|all[ ](?:my|of|the|our|his|her|their)"
    r"|every[ ](?:site|account|login|app)|most[ ](?:things|sites|of)|nearly|almost)|everywhere"
    r"|(?:für|bei)[ ](?:alles|alle|fast|jede)|überall"
    r"|pour[ ](?:tout|tous|toutes)|partout"
    r"|(?:para|en)[ ](?:tod[oa]s?|casi)|por[ ]todas[ ]partes|(?:per|su)[ ](?:tutt[oiae]|quasi)|dappertutto"
    r"|ovunque|(?:voor|bij)[ ](?:alles|al[ ]mijn|bijna)|overal|para[ ]tud[oa]|em[ ]tod[oa]s?"
)
# "I use pizza4life for everything", "nehme überall Hase7x7Hase"
_FOR_ALL: Final = re.compile(
    rf"(?<!\w)(?i:(?:re-?)?use[ds]?|using|recycle[ds]?|nehmen?|nimmt|nutzt?e?|verwendet?|benutzt?e?"
    rf"|utilise|mets|met|uso|usa"
    rf"|usamos|utilizo|utiliza|pongo|pone|metto|mette|gebruik(?:en|t)?|ponho|põe)[ ]"
    rf"(?:(?i:(?:just|always|still|immer|einfach|toujours|siempre|sempre|altijd)[ ]))?"
    rf"(?:{_VALUE}[ ](?i:{_ALL})|(?i:überall|partout|en[ ]todo|dappertutto|overal|em[ ]tudo)[ ]"
    rf"[\"'“„«‘`]?(?P<behind>[^\s\"'“”„«»‘’`,;()<>]{{6,40}}))(?!\w)"
)
_FOR_ALL_NEEDLES: Final = (
    "use", "using", "recycle", "nehme", "nimmt", "nutz", "verwende", "benutz", "utilis", "utiliz",
    "mets ", "met ", "uso ", "usa ", "usamos", "pongo", "pone ", "mett", "gebruik", "ponho", "põe",
)  # fmt: skip
# Letters around a digit ("pizza4life"), or a sign of passwords: no product is called so.
_CHOSEN: Final = re.compile(
    r"(?=\S{8,40}\Z)(?:[^\W\d_]{3,16}\d{1,4}(?:[^\W\d_]{3,16}|[^\W\d_]{2,16}\d{1,4}[^\W\d_]{0,16})[!?.]?"
    r"|[A-Z][^\W\d_]{2,16}_\d{2,4}[!?*]?|[^\W_]{3,20}[!#$%*?~^]{1,2}[^\W_]{0,12}[!?#*]?)\Z"
)
# "so I changed it to Minouche1958 then"
_CHANGED_IT: Final = re.compile(
    r"(?<!\w)(?i:(?:changed|set|reset|switched|updated)[ ](?:it|mine|that|both|them)(?:[ ]back)?[ ]to"
    r"|(?:hab|habe|haben)(?:'s)?[ ](?:es|sie|ihn|das)?[ ]?(?:dann[ ]|jetzt[ ])?(?:auf|in)"
    r"|(?:l'ai|l'a|l'avons)[ ](?:changé|remis|mis|modifié)e?[ ](?:en|à|par|pour)"
    r"|(?:la|lo)[ ](?:he|ha|hemos)?[ ]?(?:cambié|cambiado|cambió|puesto|puse)[ ](?:a|por|en)"
    r"|(?:l'ho|l'ha|l'abbiamo)[ ](?:cambiata|cambiato|messa|impostata)[ ](?:in|a|con)"
    r"|(?:heb|heeft|hebben)[ ](?:het|hem|die|dat)[ ](?:nu[ ])?(?:veranderd[ ]in|naar)"
    r"|(?:mudei|troquei|alterei)(?:-a|-o)?[ ](?:para|por)"
    r"|is[ ]it[ ](?:still|now|maybe|not)|ist[ ](?:es|das)[ ](?:immer[ ]noch|noch|jetzt)|est-ce[ ]toujours"
    r"|c'est[ ](?:toujours|encore)|sigue[ ]siendo|es[ ]todavía|è[ ](?:ancora|sempre)"
    r"|is[ ]het[ ]nog(?:[ ]steeds)?"
    rf"|ainda[ ]é)[ ]{_VALUE}"
)
_CHANGED_NEEDLES: Final = (
    "is it ", "ist ", "est-ce", "c'est ", "sigue ", "todavía", "è ancora", "è sempre", "is het ", "ainda ",
    "changed ", "set ", "switched ", "updated ", "hab", "l'a", "cambi", "puesto", "puse", "l'ho", "l'ha",
    "heb", "heeft", "mudei", "troquei", "alterei",
)  # fmt: skip
_ABOUT: Final = re.compile(
    r"(?i)passw|\bpass\b|\bpw\b|kennwort|\bmdp\b|mot de passe|contrase|\bclave|wachtwoord|senha|parola"
    r"|passphrase|\blog[ -]?ins?\b|log in|einlog|inlog|anmeld|wi-?fi|wlan"
)
# "the door entry changed, it's 5518# now", "la alarma es ahora 6620"
_DOOR_IS: Final = re.compile(
    r"(?<!\w)(?i:door|gate|alarm|entry|keypad|key[ ]?safe|lockbox|garage|haustür|tür|tor|alarmanlage"
    r"|tresor|porte|portail"
    r"|alarme|puerta|alarma|portal|porta|cancello|allarme|deur|poort|kluis|portão)(?!\w)[^.\n\d]{0,60}?[ ]"
    r"(?i:it's|its|it[ ]is|is|ist|jetzt|c'est|est|es|ahora|è|ora|is[ ]nu|het[ ]is|é|agora)[ ]"
    r"(?P<value>[*#]?\d{4,6}#|[*#]\d{4,6}|\d{4,6}(?=[ ](?i:now|jetzt|maintenant|ahora|ora|adesso|nu"
    r"|agora)(?!\w)))"
    r"(?![\w%€$£]|[.,]\d)"
)
_DOOR_NEEDLES: Final = (
    "door", "gate", "alarm", "entry", "keypad", "key", "lockbox", "garage", "tür", "tor", "tresor", "port",
    "puerta", "cancello", "allarme", "deur", "poort", "kluis",
)  # fmt: skip
# "log in as demo-berlin with kaffeepause as the password"
_AS_THE_PASSWORD: Final = re.compile(
    rf"(?<!\w)(?i:with|mit|avec|con|com|met|use|nimm|and|und|et|y|e|en)[ ]{_VALUE}"
    r"[ ](?i:as|als|comme|como|come)[ ]"
    r"(?i:(?:the|your|a|das|dein|ihr|le|ton|votre|la|tu|su|il|het|je|a|tua|sua)[ ])?"
    r"(?i:password|passwort|kennwort|passcode|pw|pass|mot[ ]de[ ]passe|mdp|contraseña|clave|wachtwoord"
    r"|senha|palavra-passe|passphrase)(?!\w)"
)
_AS_NEEDLES: Final = (" as ", " als ", " comme ", " como ", " come ")
_PHRASE: Final = re.compile(r"[^\W\d_]{3,12}(?:-[^\W\d_]{3,12}){2,6}-?\d{1,4}\Z")  # "blue-otter-ferry-12"
_REACH: Final = 180


class ToldInPassing:
    """Passwords that what is done with them gives away."""

    id = "secret-told"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the values."""
        for match in near_needles(_FOR_ALL, text, _FOR_ALL_NEEDLES):
            group = "value" if match["value"] else "behind"
            if _is_chosen(match[group].rstrip(".,:")):
                yield self._hit(text, *match.span(group))
        for match in near_needles(_CHANGED_IT, text, _CHANGED_NEEDLES):
            value = match["value"].rstrip(".,:?")
            start = match.start()
            if (
                (looks_like_password(value) or _PHRASE.match(value) is not None)
                and not is_standard(value)
                and _ABOUT.search(text, max(0, start - _REACH), start) is not None
            ):
                yield self._hit(text, *match.span("value"))
        for match in near_needles(_DOOR_IS, text, _DOOR_NEEDLES):
            yield Hit(*match.span("value"), EntityType.SECRET, 0.68, self.id, context="code")
        for match in near_needles(_AS_THE_PASSWORD, text, _AS_NEEDLES):
            if _can_be_one(match["value"].lower()):
                yield self._hit(text, *match.span("value"))

    def _hit(self, text: str, start: int, end: int) -> Hit:
        while end > start and text[end - 1] in ".,:?":
            end -= 1
        return Hit(start, end, EntityType.SECRET, 0.66, self.id, context="password")


def _is_chosen(value: str) -> bool:
    return _CHOSEN.match(value) is not None and not is_standard(value)


def _can_be_one(word: str) -> bool:
    """Whether a plain word can be a password: "with kaffeepause as the password", not "with this as …"."""
    return (
        len(word) >= 5
        and word not in FUNCTION_WORDS
        and word not in TELLS_ABOUT
        and word not in words("common_words")
        and any(map(str.isalpha, word))
        and not NOT_SECRET.match(word)
    )


RECOGNIZERS: tuple[Recognizer, ...] = (ToldInPassing(),)
