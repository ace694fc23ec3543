"""Secrets that only their name gives away: passwords, PINs, keys and tokens behind a label.

"password: Tr0ub4dor&3", `"client_secret": "…"`, "export API_KEY=…", "my wifi password is …". What follows
such a word in program code is mostly not a secret (a type, a call, a variable), so the value has to look like
one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.disguised import NUMBER_WORD
from app.redaction.recognizers.needs import matches_of
from app.redaction.recognizers.random_strings import is_random, whole
from app.redaction.recognizers.secret_values import entropy
from app.redaction.recognizers.secret_words import (
    CODES,
    KEYS,
    LABEL,
    LOGINS,
    NETWORKS,
    NOT_SECRET,
    ONLY_WEAK,
    PINS,
    WEAKS,
    is_of_a_form,
)
from app.redaction.recognizers.told import (
    GENERAL,
    further_passwords,
    is_standard,
    told_code,
    told_password,
)

# The end of a German or Dutch word: "Haustürcode", "Routerpasswort", "alarmcode", "inlogwachtwoord".
_COMPOUND: Final = re.compile(r"(?:code|pin|passwort|kennwort|wachtwoord|kombination|combinatie)(?![^\W\d_])")
_COMPOUNDED: Final = re.compile(
    r"(?i)(?<![^\W\d_])(?!(?:bar|zip|qr|byte|uni|op|vs|en|de|post|trans|quell|leit|länder|farb|rabatt|source"
    r"|fehler"
    r"|fout|land|status|tax|streepjes|kortings|geo|shell|machine|py|sho|sp|ges|maschinen)\Z)[^\W\d_]{2,20}\Z"
)
_CONSTANT: Final = re.compile(
    r"(?<![A-Za-z0-9_])[A-Z][A-Z0-9_]{0,40}(?:PASSWORD|PASSWD|PASS|PWD|SECRET|TOKEN|KEY"
    r"|CREDENTIAL|CREDENTIALS|AUTH|PIN|SALT)[A-Z0-9_]{0,24}(?![A-Za-z0-9])"
)
_CAMEL: Final = re.compile(
    r"(?<![A-Za-z0-9])[a-z][A-Za-z0-9]{1,30}(?:Password|Passwd|Secret|Token|ApiKey|AccessKey"
    r"|PrivateKey|Key|Credential|Credentials|Pin)[0-9]{0,3}(?![A-Za-z0-9])"
)  # "dbpassword", "smtppwd": a word of its own in front, without a sign between.
_GLUED: Final = re.compile(
    r"(?<![A-Za-z0-9_-])[A-Za-z]{2,14}(?:password|passwd|pwd|apikey|secretkey|accesskey|authtoken)\d?"
    r"(?=[\"'\]]?[ \t]{0,4}(?:[:=]|=>))"
)

# Settings that only concern a secret: where it lies, how long it lasts.
_ABOUT_SECRETS: Final = re.compile(
    r"(?i:_(?:domain|host|url|uri|endpoint|file|path|dir|ttl|expiry|expires|expiration|length|size|algorithm"
    r"|alg|type"
    r"|name|method|mode|issuer|region|enabled|timeout|rounds|port|audience|prefix|header|format|count|min"
    r"|max))\d?\Z"
)
_OPERATOR: Final = re.compile(
    r"""(?P<tail>[\w.-]{0,24})?[\"'\])>*_`]{0,4}[ \t]{0,6}
    (?:(?P<op>[:?]{0,3}=|=>|==|:|->|→|[-–](?=[ ]\S)|\|{1,2}|>)
    |(?P<word>(?:is|was|are|ist|lautet|est|es|è|é|=|to|as|value=|content=
      |set[ ]to|reset[ ]to|changed[ ]to|would[ ]be|will[ ]be)(?![\w])))
    [ \t]{0,6}(?P<prefix>Cluster\.|bearer[ ]|token[ ]|basic[ ]|FlyV1[ ])?(?:\r?\n[ \t]{1,12})?""",
    re.VERBOSE | re.IGNORECASE,
)
_XML: Final = re.compile(
    r"[\"'][ \t]{1,4}value=[\"']([^\"'\n]{4,200})[\"']|>([^<>\n]{4,200})</", re.IGNORECASE
)
_QUOTED: Final = re.compile(r"([\"'`])((?:(?!\1)[^\n\\]|\\.){1,400})\1")
_BARE: Final = re.compile(r"[^\s\"'`<>]{1,400}")
_NO_CODE_OF: Final = re.compile(
    r"(?i)(?:error|fehler|erreur|zip|postal|area|country|status|exit|source|product|http|return|colou?r"
    r"|discount"
    r"|promo|qr|bar|dress|tax|building|state|job|sort|swift|bank|cost|machine|morse|type|response|erro|errore"
    r"|postale|fiscale|civil|penal|hex|key|plz|post|order|article|item|part|stock|paint|dye|reason|fault|hazard"
    r"|tariff|commodity|supplier)[ _-]{0,2}\Z"
)
# What looks like a variable, a mention or a call, but for its mix of letters, digits and signs.
_SIGNED: Final = re.compile(
    r"[@#*$][A-Za-z]{2,16}[!?#*&]\d{1,6}[!?]?|[A-Z][a-z]{2,16}[(]\d{1,6}[)]\w{0,8}"
    r"|[A-Z][a-z]{3,14}(?:-[A-Z][a-z]{3,14}){1,4}|[a-z]{4,14}(?:-[a-z]{4,14}){2,4}"
    r"|[a-z]{4,14}\.(?!Pass|Secret|Key|Token|Value|Text|Name|Get|To|Data|String|Pin)[A-Z][a-z]{2,14}"
)
_OF_AN_ADDRESS: Final = re.compile(r"@[\w.-]{1,60}[:/]")
# The keys that routers are sold with are long numbers.
_OF_A_ROUTER: Final = re.compile(r"(?:wlan|wi ?fi|wpa|netz|network|psk)")
_LISTS: Final = ("codes", "codici", "códigos", "codigos")
_CODES_BELOW: Final = re.compile(r"[^\n]{0,60}\n")
_LISTED: Final = re.compile(
    r"[ \t]{0,8}(?:[-*•·|]|\d{1,2}[.)]|\[ ?\])?[ \t]{0,4}"
    r"(?P<value>[A-Za-z0-9]{3,12}(?:[ -][A-Za-z0-9]{3,12}){0,4})(?=[ \t]*(?:[|,]|\r?\n|\Z|[ \t]{2,}))[ \t"
    r"|,]{0,8}\r?\n?"
)
_MIXED: Final = re.compile(r"(?=.*\d)(?=.*[A-Za-z])|[A-Z0-9-]{8,}\Z|\d[\d -]{5,}\Z")
_OF_NETWORK: Final = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[^\s/.]{8,63}\Z")
_LOCK: Final = re.compile(
    r"(?i)(?<![^\W\d_])(?:alarm\w{0,8}|allarme|door|gate|tür\w{0,4}|haustür|tor|tresor|safe|porte|portail"
    r"|coffre|puerta"
    r"|portal|caja fuerte|porta|cancello|cassaforte|deur|voordeur|poort|kluis|portão|cofre|garage|lift"
    r"|schloss)(?![^\W\d_])"
)
_MOST_CODES: Final = 16
# "the password is sunflower", "passphrase: correct horse battery staple": plain words somebody chose.
_TOLD: Final = re.compile(
    r"[\"'*_`]{0,2}[ ]?(?::|(?:is|ist|lautet|est|es|è"
    r"|é)(?!\w))[ ]{1,2}(?P<value>[^\W\d_]{5,20}(?:[ ][^\W\d_]{3,12}){0,5})"
    r"(?=[ ]?(?:[\r\n]|\Z|\.(?:\s|\Z)))"
)
# "Lavande bleue 79", "three Blind mice!": words that end with a number or a sign.
_TOLD_WITH_END: Final = re.compile(
    r"[\"'*_`]{0,2}[ ]?(?::|(?:is|ist|lautet|est|es|è|é)(?!\w))[ ]{1,2}"
    r"(?P<value>[^\W\d_]{3,14}(?:[ ][^\W\d_]{2,14}){1,4}(?:[ ]?\d{1,4}[!?]?|[!?#*]))"
    r"(?=[ ]?(?:[\r\n;)]|[.,](?!\w)|\Z)|[ ](?:with|mit|avec|con|com|met|und|and|et|y|e|en)(?!\w)"
    r"|[ ][A-Z][^\W\d_]{2,14}(?:[ ][a-z]{2,14}){0,2}:)"
)
_BARE_BEHIND: Final = re.compile(r"[ ]{1,2}(?:nr\.?|no\.?|#)?[ ]?([^\s\"'`<>]{4,64})")
_QUOTED_BEHIND: Final = re.compile(r"[\w.-]{0,24}[ \t]{1,4}\"(?P<value>[^\s\"]{5,64})\"(?![ ]?[:=,])")
# "passphrase "nine purple tractors 44""
_QUOTED_PHRASE: Final = re.compile(
    r"[ \t]{1,4}\"(?P<value>[^\W\d_]{3,14}(?:[ -][^\W_]{2,14}){1,6}[!?#*]?)(?<=[\d!?#*])\"(?![ ]?[:=,])"
)
_BELOW: Final = re.compile(
    r"[ \t]*:?[ \t]*\r?\n[ \t]{0,4}((?=\S{0,30}\d)(?=\S{0,30}[^\W\d_])[^\s:=()]{6,40})[ \t]*(?:\r?\n|\Z)"
)
_BEHIND_WORDS: Final = re.compile(  # "PIN for mum's card is 4471", "password for the portal: Sommer24!"
    r"(?:[ ]?\([^()\n]{2,24}\)[ ]?[:=-]?"
    r"|[ ](?:for|of|to|on|für|fürs|zum|zur|beim|vom|pour|du|de|del|para|per|di|voor|do"
    r"|da)[ ][^\W\d_][^\d\n.:;!?=]{2,32}?"
    r"(?:[ ](?:is|ist|lautet|est|es|è|é)(?!\w)|[ ]?(?:[:=]|→|->)|(?=[ ]\d)))"
    r"[ ]{0,2}`?(?P<value>(?<=`)[^`\s]{4,64}(?=`)|\d{4,8}\#?(?![\w]|[.,]\w)"
    r"|(?=\S{0,30}\d)(?=\S{0,30}[^\W\d_])[^\s:=,;\"'<>()]{6,40})"
)
# "clave del router Limonero55", "ww van de wifi Stroopwafel7": nothing leads to the password.
_BEHIND_NOUN: Final = re.compile(
    r"[ ](?:for|of|to|on|für|fürs|zum|zur|beim|vom|pour|du|de|del|della|di|per|para|voor|van|do|da)"
    r"(?:[ ](?:the|my|our|den|das|die|meine?n?|la|le|l'|el|mi|mio|il|het|de|mijn|o|a|meu|minha))?"
    r"[ ](?P<noun>[^\W\d_][^\W\d_-]{2,20}|wi-fi)[ ]"
    r"(?P<value>[^\W\d_]{4,20}[._!#$%&*-]?\d{1,6}[!?#*]?)(?=[ ]?(?:[,.;)\n]|\Z)(?!\w))",
    re.IGNORECASE,
)
# "memorable word periwinkle": behind these words a plain word is one.
_WORDS_FOR_A_WORD: Final = (
    "memorableword securityword safeword secretword codeword codewort losungswort palabrasecreta "
    "parolasegreta motsecret palavrasecreta geheimwoord "
)
_WORD_FOR_A_WORD: Final = frozenset(_WORDS_FOR_A_WORD.split())
_A_WORD: Final = re.compile(r"[ :]{1,2}[\"'“„]?(?P<value>[^\W\d_]{4,20})(?=[\"'”“]?[ ]?(?:[,.;)\n]|\Z))")
# "what's the wifi password?" and in the next line, behind who says it, nothing but the answer.
_ASKED: Final = re.compile(
    r"[^\n?]{0,60}(?:\?|(?<=\w)(?=[ ]?\r?\n[^\W\d_][\w .-]{0,24}[:>][ ]))[ ]?(?:\r?\n[ \t]{0,4}){1,2}"
    r"(?:\[?[\d:. ]{4,20}\]?[ ]?(?:[-–][ ])?)?"
    r"(?:[^\W\d_][\w .-]{0,24}[:>][ ]{1,2})?"
    r"(?P<value>[^\s:/]{4,40})[ \t]{0,4}(?=\r?\n|\Z)"
)
_CODE_ANSWERED: Final = re.compile(r"[*#]?\d{4,8}[*#]?\.?\Z")
_PASSWORD_ANSWERED: Final = re.compile(
    r"(?=.*\d)(?=.*[^\W\d_]).{5,}|[^\W\d_]{3,}[._#$%&+*@^~-][\w.#$%&+*@^~-]{3,}|\w{3,}[#$%&*!@]\w*\Z"
)
_TELLING: Final = re.compile(
    r"(?i)(?:.{2,}(?:ed|ing|able|ible|ive|ly|ful|less|ous|ent|ant|ert|iert|lich|bar|ig|ado|ada|ido|ida"
    r"|ato|ata|é|ée)"
    r"|(?:in|un)?(?:correct|valid|safe|known|changed|set|used)|invalid|incorrecte?|weak|strong|short|long"
    r"|wrong|right|empty|blank|plain|safe|sicher|falsch|leer|kurz|below|above|here"
    r"|there|always|never"
    r"|stored|secret|required|necessary|unique|simple|complex|visible|hidden|vide|faux|vacía|case.*|the"
    r"|.*(?:oire|ional|torio|toria|tório|tória|tief|los|pflicht|plicht|wingend|legato|rrada|rrata|uesta|oto"
    r"|ota)"
    r"|same|still|stolen|broken"
    r"|okay|fine|good|known|unknown|shown|set|kept|saved|sent|null|none|true|false|string|admin|password"
    r"|example|correct|invalid)\Z"
)


# What stands before a quote and belongs to the language: N'...' in SQL, b"..." in Python, @"..." in C#.
_QUOTE_PREFIX: Final = re.compile(r"(?:[NbBrRuUL@]{1,2}|\\)(?=[\"'])")


def _written(text: str, at: int) -> tuple[int, int, bool]:
    """Return where a value lies, without quotes or the marks of a sentence, and whether it had quotes."""
    prefix = _QUOTE_PREFIX.match(text, at)
    at = prefix.end() if prefix is not None else at
    quoted = _QUOTED.match(text, at)
    if quoted is not None:
        return *quoted.span(2), True
    bare = _BARE.match(text, at)
    chunk = bare[0].rstrip(",;)") if bare is not None else ""
    if chunk[-1:] in {".", "!", "?"} and (len(chunk) < 2 or chunk[-2].isalnum()):
        chunk = chunk[:-1]
    return at, at + len(chunk), False


_FILLER_WORDS: Final = (
    "the and for you your with from this that not too very being must has are was can will der die das und "
    "nicht zu est les des pas una los las con por che non het een niet "
    "on since until auf am seit bis sur depuis su da dal desde até op sinds tot"
)
_FILLERS: Final = frozenset(_FILLER_WORDS.split())


def _is_phrase(value: str) -> bool:
    """Whether words with a number or a sign at their end are a password, rather than a rule for one."""
    parts = re.findall(r"[^\W\d_]+", value)
    low = [part.lower() for part in parts]
    if not _FILLERS.isdisjoint(low) or not GENERAL.isdisjoint(low):
        return False
    if re.search(r"\d[!?]\Z", value):
        return True  # "spring time 24!"
    if not _OF_RULES.isdisjoint(low):
        return False
    if re.search(r"[ ][^\W\d_a-z]", value) and not value[-1].isdigit():
        return True  # a capital inside, and a sign
    return value[-1].isdigit() and sum(one in words("common_words") for one in low) < len(low)


def _is_no_rule(value: str) -> bool:
    """Whether words in quotes do not tell what a password has to be like."""
    low = re.findall(r"[^\W\d_]+", value.lower())
    return _FILLERS.isdisjoint(low) and GENERAL.isdisjoint(low) and _OF_RULES.isdisjoint(low)


_RULE_WORDS: Final = (
    "minimum maximum length least level version step page chapter section day days year years time times min "
    "max attempt attempts user users digit letters characters zeichen mindestens ziffern tage stufe seite "
    "caractères chiffres jours caracteres cifras días caratteri cifre giorni tekens cijfers dagen dígitos "
    "siehe anhang see voir ver vedi zie dias expires expired changed sent policy rule port error "
    "code http type"
)
_OF_RULES: Final = frozenset(_RULE_WORDS.split())


def _is_chosen(value: str) -> bool:
    """Whether plain words behind "the password is" are one, rather than tell something about it."""
    parts = value.split()
    if (
        NOT_SECRET.match(value)
        or value != value.lower()
        or any(part in words("common_words") for part in parts)
    ):
        return False
    if len(parts) == 1:
        return not _TELLING.match(value)
    return 3 <= len(parts) <= 6 and _FILLERS.isdisjoint(parts)


# "the PIN? — seven seven one eight", "gate code is one nine double six".
_SPELLED: Final = re.compile(
    r"[^\n.!?;\d]{0,32}?(?:[ ](?:is|was|ist|war|lautet|est|es|è|é|c'est)|:"
    r"|\?[ ]?\n?[ ]{0,4}(?:[^\W\d_][\w .-]{0,24}:)?)[ ]"
    rf"(?P<value>(?:(?:double|triple)[ ])?{NUMBER_WORD}(?:[ ,-]{{1,2}}(?:(?:double"
    rf"|triple)[ ])?{NUMBER_WORD}){{2,7}})"
    r"(?![\w-])",
    re.IGNORECASE,
)
_FEWEST_SPELLED: Final = 4


class Assignments:
    """Values behind the words for passwords, PINs, keys and tokens."""

    id = "secret-assigned"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the value behind each such word that looks like a secret of that kind."""
        yield from self._labelled(text)
        for pattern in (_CONSTANT, _CAMEL, _GLUED):
            for match in matches_of(pattern, text):
                if _ABOUT_SECRETS.search(match[0]):
                    continue
                kind = "password" if re.search(r"pass|pwd|pin", match[0], re.IGNORECASE) else "token"
                yield from self._value(text, match.end(), kind, kind)

    def _labelled(self, text: str) -> Iterator[Hit]:
        for match in LABEL.finditer(text):
            if _OF_AN_ADDRESS.match(text, match.end()):  # "user:password@localhost:5432", as manuals write
                continue
            word = re.sub(r"[ \t_.-]+", "", match[0].lower())
            label = " ".join(match[0].lower().split())
            found = list(self._value(text, match.end(), word, label)) if word not in ONLY_WEAK else []
            yield from found
            yield from self._told(text, match, word, label, found)
            if not found and (word in PINS or word in LOGINS):
                yield from self._answered(text, match.end(), word, label)
            if word.endswith(_LISTS) and word not in ONLY_WEAK:
                yield from self._listed(text, match.end(), label)
        for match in matches_of(_COMPOUND, text):
            if not _COMPOUNDED.search(text, max(0, match.start() - 22), match.start()):
                continue
            told = told_code if match[0] in {"code", "pin", "kombination", "combinatie"} else told_password
            yield from told(text, match.end(), "secret-told", match[0])

    @staticmethod
    def _answered(text: str, position: int, word: str, label: str) -> Iterator[Hit]:
        """The answer to a question for the secret, alone in the next line of a chat."""
        match = _ASKED.match(text, position)
        if match is None:
            return
        value = match["value"].rstrip(".,")
        wanted = _PASSWORD_ANSWERED.match(value) if word in LOGINS else None
        if (wanted or _CODE_ANSWERED.match(value)) and not re.match(r"(?:\w+'\w+|.*[(){}<>=].*)\Z", value):
            start = match.start("value")
            yield Hit(start, start + len(value), EntityType.SECRET, 0.72, "secret-told", context=label)

    @staticmethod
    def _told(text: str, match: re.Match[str], word: str, label: str, found: list[Hit]) -> Iterator[Hit]:
        """What a sentence tells behind the word, where nothing stands right behind it."""
        if word in WEAKS and _NO_CODE_OF.search(text, max(0, match.start() - 12), match.start()):
            return
        end = match.end()
        if word in PINS or word in WEAKS:
            weak = word in WEAKS
            if weak and word in CODES and _LOCK.search(text, max(0, match.start() - 64), end + 24):
                weak = False  # "Die Alarmanlage im Laden hat den Code 30918"
            yield from told_code(text, end, "secret-told", label, weak=weak)
            spelled = _SPELLED.match(text, end) if word in PINS else None
            if spelled is not None and len(re.findall(r"[^\W\d_]+", spelled["value"])) >= _FEWEST_SPELLED:
                yield Hit(*spelled.span("value"), EntityType.SECRET, 0.7, "secret-told", context=label)
        elif word in NETWORKS and not found:
            for hit in told_password(text, end, "secret-told", label):
                value = text[hit.start : hit.end]
                if (
                    value[0].islower()
                    and _OF_NETWORK.match(value)
                    and text[: hit.start].rstrip(" \"'")[-1:] in {":", "–", "—", "-"}
                ):
                    yield hit
        elif word in LOGINS and found and text[found[-1].end : found[-1].end + 1] not in {'"', "'", "<"}:
            yield from further_passwords(text, found[-1].end, "secret-told", label)
        elif word in LOGINS and not found:
            password = list(told_password(text, end, "secret-told", label))
            yield from password or told_code(text, end, "secret-told", label)

    def _value(self, text: str, position: int, word: str, label: str) -> Iterator[Hit]:
        xml = _XML.match(text, position)
        if xml is not None:
            group = 1 if xml[1] else 2
            if self._worth(xml[group], word, quoted=True, operator=True):
                yield Hit(*xml.span(group), EntityType.SECRET, 0.85, self.id, context=label)
            return
        phrase = _TOLD_WITH_END.match(text, position) if word in LOGINS else None
        if phrase is not None and _is_phrase(phrase["value"]):
            yield Hit(*phrase.span("value"), EntityType.SECRET, 0.68, self.id, context=label)
            return
        told = _TOLD.match(text, position) if word in LOGINS else None
        if told is not None and _is_chosen(told["value"]):
            yield Hit(*told.span("value"), EntityType.SECRET, 0.66, self.id, context=label)
            return
        operator = _OPERATOR.match(text, position)
        if operator is None:
            if word in PINS or word in LOGINS or (word in KEYS and "code" in word):
                yield from self._unlinked(text, position, label)
            return
        at = operator.end()
        start, end, is_quoted = _written(text, at)
        if operator["op"] and operator["op"].endswith("=") and text[end : end + 1] in {"!", "?"}:
            end += 1  # what is assigned ends where the blank is, not where a sentence would
        chunk = text[start:end]
        if not chunk or (not is_quoted and text[end : end + 2].lower() == "'s"):
            return
        if word in NETWORKS and not (
            re.search(r"\d", chunk) and re.fullmatch(r"[^\W_][\w!#$%&*?-]{6,}", chunk)
        ):
            return
        worth = self._worth(chunk, word, quoted=is_quoted, operator=operator["op"] is not None)
        if worth and (is_quoted or self._stands_alone(text, end, chunk)):
            if len(chunk) >= 16 and not is_quoted and is_random(chunk):
                end = whole(text, end)
            yield Hit(start, end, EntityType.SECRET, worth, self.id, context=label)
            for further in self._alike(text, end, chunk) if "code" in word else ():
                yield replace(further, score=worth, context=label)

    def _alike(self, text: str, end: int, chunk: str) -> Iterator[Hit]:
        """The other codes of a list: what follows a recovery code and is built like it."""
        built = "".join("[A-Za-z0-9]" if letter.isalnum() else re.escape(letter) for letter in chunk[:40])
        like = re.compile(rf"[ \t,;|\r\n-]{{1,8}}({built})(?!\w)")
        for _ in range(_MOST_CODES if len(chunk) >= 6 and re.search(r"\d", chunk) else 0):
            match = like.match(text, end)
            if match is None or not re.search(r"\d", match[1]):
                return
            end = match.end()
            yield Hit(*match.span(1), EntityType.SECRET, 0.8, self.id)

    @staticmethod
    def _listed(text: str, position: int, label: str) -> Iterator[Hit]:
        """The codes of a list below its heading: "Backup codes:", one a line or several."""
        head = _CODES_BELOW.match(text, position)
        if head is None:
            return
        position = head.end()
        for count, match in enumerate(_LISTED.finditer(text, position, min(len(text), position + 800))):
            if match.start() != position or count >= 2 * _MOST_CODES:
                return
            position = match.end()
            if not _MIXED.match(match["value"]):
                return
            yield Hit(*match.span("value"), EntityType.SECRET, 0.8, "secret-listed", context=label)

    def _unlinked(self, text: str, position: int, label: str) -> Iterator[Hit]:
        """A value right behind the word: "pin 4821", "password hunter2!"."""
        below = _BELOW.match(text, position)
        if below is not None and not NOT_SECRET.match(below[1]):
            yield Hit(*below.span(1), EntityType.SECRET, 0.7, self.id, context=label)
            return
        behind = _BEHIND_WORDS.match(text, position)
        if behind is not None and not NOT_SECRET.match(behind["value"]):
            yield Hit(*behind.span("value"), EntityType.SECRET, 0.72, self.id, context=label)
            return
        word = label.replace(" ", "").replace("-", "").replace("_", "")
        noun = _BEHIND_NOUN.match(text, position) if word in LOGINS and word not in PINS else None
        if noun is not None and noun["noun"].lower() not in _FILLERS and not is_standard(noun["value"]):
            yield Hit(*noun.span("value"), EntityType.SECRET, 0.66, self.id, context=label)
            return
        plain = _A_WORD.match(text, position) if word in _WORD_FOR_A_WORD else None
        if plain is not None and plain["value"].lower() not in GENERAL:
            yield Hit(*plain.span("value"), EntityType.SECRET, 0.66, self.id, context=label)
            return
        quoted = _QUOTED_BEHIND.match(text, position)
        if quoted is not None and not NOT_SECRET.match(quoted["value"]) and re.search(r"\d", quoted["value"]):
            yield Hit(*quoted.span("value"), EntityType.SECRET, 0.75, self.id, context=label)
            return
        phrase = _QUOTED_PHRASE.match(text, position)
        if phrase is not None and _is_no_rule(phrase["value"]):
            yield Hit(*phrase.span("value"), EntityType.SECRET, 0.72, self.id, context=label)
            return
        bare = _BARE_BEHIND.match(text, position)
        if bare is None:
            return
        chunk = bare[1].rstrip(".,;:!?)")
        if "code" in label and re.fullmatch(r"\d{3,6}-\d{3,6}", chunk):
            yield Hit(
                bare.start(1), bare.start(1) + len(chunk), EntityType.SECRET, 0.7, self.id, context=label
            )
            return
        mixed = re.search(r"\d", chunk) and (
            (re.search(r"[A-Za-z]", chunk) and len(chunk) >= 6)
            or re.fullmatch(r"\d{4,8}|\d{2}(?:[-/ ]\d{2}){1,3}", chunk)
            or (_OF_A_ROUTER.search(label) and re.fullmatch(r"\d{8,63}", chunk))
        )
        if (
            mixed
            and not NOT_SECRET.match(chunk)
            and not re.fullmatch(
                r"(?:19|20)\d\d|[\d.,]*(?:-\w+)|v?\d+(?:\.\d+)+\w{0,3}|[A-Za-z]{1,6}-?\d|[A-Z][a-z]*-?\d",
                chunk,
            )
        ):
            yield Hit(
                bare.start(1), bare.start(1) + len(chunk), EntityType.SECRET, 0.7, self.id, context=label
            )

    @staticmethod
    def _stands_alone(text: str, end: int, chunk: str) -> bool:
        """Whether a bare value without digits or signs is more than the first word of a sentence."""
        if re.search(r"\d", chunk) or re.search(r"[^\w.,;:'-]", chunk):
            return True
        return text[end : end + 1] in {"", "\n", "\r", '"', "'", "<", "|"} or text[end : end + 2] in {
            ".\n",
            ". ",
            ".",
            ", ",
        }

    @staticmethod
    def _worth(value: str, word: str, *, quoted: bool, operator: bool) -> float:
        """Return what the value is worth as the secret that the word names; 0.0 when it is none."""
        if is_of_a_form(value) or (
            NOT_SECRET.match(value) and not (word in LOGINS and _SIGNED.fullmatch(value))
        ):
            return 0.0
        has_digit, has_letter = re.search(r"\d", value) is not None, re.search(r"[^\W\d_]", value) is not None
        has_sign = re.search(r"[^\w\s.,:;'\"/-]", value) is not None
        if word in PINS and not (word in LOGINS and has_letter):
            return (
                0.85
                if re.fullmatch(r"\d{3,8}|\d{3}[ -]\d{3}|\d{2}(?:[-/]\d{2}){1,3}|[A-Z0-9]{4,10}", value)
                and has_digit
                else 0.0
            )
        if word in KEYS and "code" in word and re.fullmatch(r"\d{3,6}(?:[ -]\d{3,6}){1,3}|\d{6,12}", value):
            return 0.8
        if word in KEYS or word == "token":
            if len(value) < 8 or " " in value.strip() or not (has_digit or (has_sign and has_letter)):
                return 0.0
            if re.fullmatch(r"\d{1,9}|[\d.]+|v\d.*|\d{4}-\d\d-\d\d.*", value):
                return 0.0
            random = entropy(value)
            if (
                random >= 3.0
                and len(value) >= 12
                and not re.fullmatch(r"[a-z]+(?:[-_./:][a-z]+)*\d{0,4}", value)
            ):
                return 0.85
            return (
                0.62 if random >= 2.7 and has_digit and (has_letter or len(value) >= 10) and operator else 0.0
            )
        if len(value) < 4:
            return 0.0
        if has_digit and (has_letter or has_sign or len(value) >= 4):
            return 0.88 if operator or quoted else 0.8
        if has_sign and has_letter and len(value) >= 5:
            return 0.8
        if quoted and has_letter:
            return (
                0.72
                if len(value) >= 6
                and not re.search(
                    r"(?i)\b(?:password|enter|please|must|invalid|your|wrong|incorrect|forgot)\b", value
                )
                else 0.0
            )
        if operator and has_letter and len(value) >= 6 and " " not in value:
            return 0.62
        return 0.0


RECOGNIZERS: tuple[Recognizer, ...] = (Assignments(),)
