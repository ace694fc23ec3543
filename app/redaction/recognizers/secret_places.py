"""Passwords and codes that no label announces right before them, but their place in a sentence or a pair.

"admin / Sommer24!", "Hase77xx is the password", "mother's maiden name Thistlewood", "press 3-7-1-9".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import A_NUMBER, Hit, Recognizer, matches_at
from app.redaction.recognizers.secret_words import NOT_SECRET
from app.redaction.recognizers.told import is_standard, looks_like_password, near_needles

# "login: jroe / Tr0ub4dor", "admin / Sommer24!": a name and its password side by side.
_PAIR: Final = re.compile(
    r"(?i:(?<!\w)(?:login|logins|credentials|creds|account|zugang|zugangsdaten|accès|acceso|accesso"
    r"|access)[ ]?(?:data)?[ ]?(?:for[ ]\w{2,20})?[:=][ ]?(?P<name>[\w.@+-]{2,40})"
    r"|(?<!\S)(?:admin|root|administrator))[ ]?[/|:][ ]?(?P<value>(?=\S{0,30}\d)(?=\S{0,30}[^\W\d_])[^\s/"
    r"|,;<>()]{6,40})(?=[\s.,;)]|\Z)"
)
# "pls try with creds svc_vpn / Blauw!Fiets77", "Zugangsdaten: j.roe / Sommer24!"
_CREDENTIALS: Final = re.compile(
    r"(?<!\w)(?i:creds|credentials|log-?ins?|zugangsdaten|anmeldedaten|identifiants|credenciales|credenziali"
    r"|inloggegevens|credenciais|dados de acesso)"
    r"(?i:[ ](?:are|is|sind|sont|son|sono|zijn|são|for[ ]\w{2,20}))?[ ]?:?[ ]"
    r"[\"'`]?(?P<name>[\w.@+\\-]{2,40})[\"'`]?[ ]?/[ ]?[\"'`]?"
    r"(?P<value>(?=\S{0,30}\d)(?=\S{0,30}[^\W\d_])[^\s/|,;<>()\"'`]{6,40})(?=[\s.,;)\"'`]|\Z)"
)
_CREDENTIALS_NEEDLES: Final = (
    "creds", "credential", "login", "log-in", "daten", "identifiants", "credenci", "credenzi", "inlogg",
    "acesso",
)  # fmt: skip
# Answers to the questions that banks ask: "mother's maiden name Thistlewood, first pet: Bramble".
_SECURITY_ANSWER: Final = re.compile(
    r"(?i:maiden name|first pet(?:'s name)?|first school|favou?rite teacher|mädchenname(?: der mutter)?"
    r"|geburtsname (?:der|meiner|ihrer) mutter|erstes haustier|nom de jeune fille(?: de (?:ma|votre|sa) "
    r"mère)?"
    r"|premier animal(?: de compagnie)?|apellido de soltera(?: de (?:mi|su) madre)?|primera mascota|cognome "
    r"da nubile"
    r"(?: di mia madre)?|primo animale(?: domestico)?|meisjesnaam(?: van (?:mijn|de) moeder)?|eerste huisdier"
    r"|nome de solteira(?: da (?:minha )?mãe)?|primeiro animal(?: de estimação)?"
    r"|answer to (?:the|my|your|his|her) (?:security|secret) question|antwort auf die sicherheitsfrage"
    r"|(?:security|secret) answer|sicherheitsantwort|réponse secrète|respuesta secreta|risposta segreta"
    r"|geheim antwoord|resposta secreta)"
    r"(?i:[ ]?[:=—–-]|[ ](?:is|was|ist|war|est|es|è|é))?[ ][\"'“]?(?P<value>[^\W\d_a-z][\w'’-]{2,24}(?:[ "
    r"][^\W\d_a-z][\w'’-]{2,24})?)"
)
_SECURITY_QUESTION: Final = re.compile(
    r"(?i)(?:security|secret|sicherheits|geheim)[ -]?(?:question"
    r"|frage)[^\n?]{0,80}\?[\s:=>-]{0,6}(?:answer|a|antwort)?[:= ]{0,2}(?P<value>[^\s.,;?]{3,40})"
)
_GOES_ON: Final = re.compile(r"[ ][a-z]")
# "Hase77xx is the password", "use Hase77xx as the PIN"
_AHEAD: Final = re.compile(
    r"(?<!\S)(?P<value>(?=\S{0,30}\d)[^\s:=,;\"'<>()]{4,40})[ ](?:is|was|as|ist|war|als|est|était|comme|es"
    r"|era|como|è|come"
    r"|é)[ ]"
    r"(?:(?:the|your|my|his|her|our|das|dein|mein|ihr|le|votre|mon|la|tu|su|mi|sua|il|het|je|a|o)[ ])?"
    r"(?:new[ ]|neue[ ]|wifi[ ]|temporary[ ])?"
    r"(?:password|passwort|kennwort|passcode|pin|mot de passe|contraseña|clave|wachtwoord|senha"
    r"|passphrase)(?!\w)",
    re.IGNORECASE,
)
# A code that its word or its purpose follows, or that somebody is told to key in: "104-882 is your login
# code", "hatte 190283 eingegeben, das war die Geheimzahl", "use 837265 to sign in", "tu fais 3-7-1-9".
_LONE_CODE: Final = re.compile(
    r"\d(?<![\w.,/:-](?s:.))(?:\d{3,7}|(?:-\d){2,7}|\d\d[ -]\d{3})(?![\w]|[.,:/-]\d)"
)
_IS_THE_CODE: Final = re.compile(
    r"(?:[ ][^\W\d_]{2,12})?,?(?:[ ](?:das|that|it|which|dies))?"
    r"[ ](?:is|was|as|ist|war|als|est|comme|es|como|è|come|é)[ ]"
    r"(?:(?:the|your|my|his|her|our|das|dein|deine|mein|meine|ihr|ihre|die|der|le|votre|ton|mon|la|tu|su|mi"
    r"|sua|il|het"
    r"|je|uw|a|o|seu|teu)[ ])?(?:[^\W\d_]{2,14}[ -]){0,2}?"
    r"(?:(?:\w{2,12})?code|pin|tan|otp|passcode|geheimzahl|código|codice|puk)(?!\w)",
    re.IGNORECASE,
)
_TO_SIGN_IN: Final = re.compile(
    r"[ ](?:to|as|um|zum|pour|para|per|om)[ ](?:sign|log|verify|confirm|complete|unlock|open|enter|access"
    r"|anmeld|bestätig"
    r"|connect|vous|iniciar|accede|entrar|verific|in te loggen|inloggen|bevestig)",
    re.IGNORECASE,
)
_KEYED: Final = re.compile(
    r"[ ](?:getippt|eingetippt|eingegeben|gedrückt|typed|keyed|entered|tapé|saisi|digitato|ingetoetst"
    r"|ingetypt|digitado)"
    r"(?!\w)",
    re.IGNORECASE,
)
_KEY_IN: Final = re.compile(
    r"(?<!\w)(?:press|punch in|key in|type in"
    # "flour type 1050" is of a shop
    r"|(?<!flour )(?<!steel )(?<!bearing )(?<!battery )(?<!bulb )(?<!motor )(?<!valve )(?<!belt )(?<!filter )"
    r"(?<!fuse )(?<!pump )(?<!part )type"
    r"|enter|use|tap in|tippe|tippst du|drücke?|gib|digita"
    r"|digitare|digiti"
    r"|digite|tecle[ae]?|marca[rs]?|pulsa[rs]?|composez?|composer|tapez?|tapes|fais|faites|toets|tik|druk op"
    r"|aperta|unlocks?(?: (?:it|the phone|the tablet))? with|entsperr\w{1,3}(?: sich| man)? mit"
    r"|se déverrouille avec|si apre col|si sblocca col"
    r"|se desbloquea con|si sblocca con|ontgrendel\w{0,2} met|desbloqueia com"
    r"|opens? with|se (?:des)?(?:apaga|activa) con|s'éteint avec|geht (?:aus )?mit|si (?:spegne"
    r"|disattiva) con"
    r"|desliga(?:-se)? com|gaat uit met|öffnet (?:sich )?mit|s'ouvre avec|se abre con|si apre con"
    r"|gaat open met|abre com)[ "
    r"](?:in[ ]|code[ ])?"
    r"[*#]?\Z",
    re.IGNORECASE,
)
_KEYED_END: Final = re.compile(
    r"[ ]?(?:[.,;:!?)*#]|\Z|\n)|[ ](?:and|then|und|dann|et|puis|y|e|en|luego|poi|dan|depois|ein)(?!\w)",
    re.IGNORECASE,
)
# "Network: Hasenbau Key: hase77hase"
_NETWORK: Final = re.compile(
    r"(?:ssid|wi-?fi|wlan|network|netzwerk|réseau)[ ]?[:=]?[ ]?[^\s:,;/]{2,32}[ ]?[,;/|]?[ ]?(?:(?:key|pw"
    r"|pass|code|schlüssel|clé)[ ]?[:=]?[ ]?)?"
    r"(?<=[/:= |,])(?P<value>(?=\S{0,30}\d)(?=\S{0,30}[^\W\d_])[^\s:=,;\"'<>()/.]{8,63})(?=[\s,;)]|\.\s"
    r"|\.?\Z)",
    re.IGNORECASE,
)
_PLACE_NEEDLES: Final = (
    ("login", "credentials", "creds", "account", "zugang", "acc", "admin", "root"),
    ("question", "frage"),
    (
        "security question",
        "secret question",
        "sicherheitsfrage",
        "maiden name",
        "first pet",
        "first school",
        "te teacher",
        "mädchenname",
        "geburtsname",
        "haustier",
        "jeune fille",
        "premier animal",
        "soltera",
        "mascota",
        "nubile",
        "primo animale",
        "meisjesnaam",
        "huisdier",
        "solteira",
        "primeiro animal",
        "ty answer",
        "et answer",
        "tsantwort",
        "réponse sec",
        "respuesta sec",
        "risposta seg",
        "geheim ant",
        "resposta sec",
    ),
    ("passw", "pass", "kennwort", "pin", "contrase", "clave", "wachtwoord", "senha"),
    ("ssid", "wifi", "wi-fi", "wlan", "network", "netzwerk", "réseau"),
)
_GIVEN: Final = re.compile(
    r"(?i:pass[\w-]{0,16}[= ]<\([ ]?echo[ ](?:-n[ ])?[\"']?(?P<substituted>[^\s\"'$|)]{4,80})"
    r"|echo[ ]{1,2}[\"']?(?P<piped>[^\s\"'$|]{4,80})[\"']?[ ]?\|[ ]?sudo[ ]-S"
    r"|net[ ]use[ ][^\n]{3,80}?[ ](?P<share>[^\s/]{4,80})[ ]/user:"
    r"|(?<!\w)u(?:ser)?[:=][ ]?\S{2,40}[ ,/|]{1,3}p(?:w|ass)?[:=][ ]?(?P<short>\S{4,80}))"
)
_GIVEN_NEEDLES: Final = ("<(", "sudo", "net use", "p:", "pw:", "pass:", "p=", "pw=", "pass=")
# A variable or a sample where only a password can stand.
_HELD_BACK: Final = re.compile(r"(?i:[$%<{\[(*`].*|[x*.•_-]+|pass(?:word|wd)?|pwd|secret|your.*|/.*)\Z")


# "ann@example.org:Hunter!2", "ann@example.org with Trampoline6": an address and the password beside it.
_MAIL_PAIR: Final = re.compile(
    r"@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}[\"'`]?(?:[:|]|[ ]?/[ ]?|[ ][|:–—-][ ]|[ ](?:with|mit|avec|con|com"
    r"|met"
    r"|pw|pass)[ ])[\"'`]?(?P<value>[^\s\"'`,;()<>|@]{5,40})(?=[\s\"'`,;)|]|\Z)"
)


# "mit ann@example.org und Popcorn-Abend3 einloggen"
_SIGNS_IN_WITH: Final = re.compile(
    r"@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}[ ](?:and|und|et|y|e|en|plus)[ ]"
    r"(?P<value>[^\s\"'`,;()<>|@]{6,40})(?=[\s\"'`,;)]|\.\s|\.?\Z)"
)
_SIGN_IN_WORD: Final = re.compile(
    r"(?i)(?<!\w)(?:log(?:s|ging|ged)?[ -]?in|sign(?:s|ing)?[ ]in|ein(?:zu)?loggen|anmelden"
    r"|connect\w{0,4}|acceder"
    r"|entrar?e?|accedere|inloggen|login)(?!\w)"
)


# "`nadia.h` / `Teasel-Brook-41`", "netflix – hollis/popcorn!99": a name and a password side by side.
_SIDE_BY_SIDE: Final = re.compile(
    r"(?P<quote>[`\"'])[\w.@+-]{2,40}(?P=quote)[ ]?/[ ]?(?P=quote)(?P<value>(?=[^\s`\"']{0,40}\d)"
    r"(?=[^\s`\"']{0,40}[^\W\d_]{2})[^\s`\"']{6,40})(?P=quote)"
    r"|[–—:-][ ][a-z][\w.-]{2,30}(?:/|[ ]/[ ])"
    r"(?P<bare>(?=[^\s/]{0,30}\d)[^\W\d_]{3,20}[!#$%&*+?~^][^\s/,;\"'`()<>]{1,20})"
    r"(?=[\s,;.]|\Z)"
)


# "WLAN: FRITZ!Box 7590 XK, Schlüssel 88312772", "Wifi: Ziggo8831, sleutel kZ9fQ2mX7tRb".
_NETWORK_KEY: Final = re.compile(
    r"(?:ssid|wi-?fi|wlan|network|netzwerk|réseau|router|livebox|freebox"
    r"|fritz!?box)(?!\w)[^\n]{0,40}?(?:[,;(/–-]|[ ](?:and|und|et|y|e|en)(?!\w))[ ]?"
    r"(?:(?:the|la|le|il|de|het|a|el)[ ])?"
    r"(?:(?:netzwerk)?schlüssel|key|clé|chiave|sleutel|chave|clave|llave|code)[ ]?(?:[:=][ ]?|(?:is|ist"
    r"|est|es|è|é)[ ])?"
    r"[\"'`(]?(?P<value>(?=[^\s]{0,40}\d)[^\s:=,;\"'`<>()/]{8,63})(?=[\s,;)\"'`]|\.\s|\.?\Z)",
    re.IGNORECASE,
)
# "password reset for the portal: temp is Welcome-88!"
_STOPGAP: Final = re.compile(
    r"(?:password|passwort|kennwort|mot de passe|contraseña|wachtwoord|senha|reset|zurückgesetzt)"
    r"[^\n]{0,60}?[ :,;(-](?:temp(?:orary)?(?:[ ]one)?|(?:the[ ])?new[ ]one|initial[ ]one|interim[ ]one"
    r"|vorläufig|provisoire|temporal|provvisoria|tijdelijk|provisória)[ ]?(?::|=|is|ist|est|es|è|é)[ ]"
    r"[\"'`]?(?P<value>[^\s\"'`,;()<>]{5,40})(?=[\s\"'`,;)]|\Z)",
    re.IGNORECASE,
)
_STOPGAP_NEEDLES: Final = ("temp", "one", "vorläufig", "provis", "provvis", "tijdelijk")
# "Memorable date: 12/05/1979"
_MEMORABLE_DAY: Final = re.compile(
    r"(?<!\w)memorable[ ](?:date|day)[ ]?(?:[:=]|is)?[ ]?(?P<value>\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
    r"|\d{6,8})(?![\w/])",
    re.IGNORECASE,
)
# "left 18, right 44, left 27", "18R 44L 27R": how a dial is turned, where a lock is spoken of.
_TURN: Final = (
    r"(?:left|right|links|rechts|gauche|droite|izquierda|derecha|sinistra|destra|esquerda|direita)[ ]"
    r"(?:to[ ]|auf[ ])?\d{1,2}"
)
_DIAL: Final = re.compile(
    rf"(?<!\w){_TURN}(?:[ ,;–-]{{1,3}}(?:then[ ]|dann[ ])?{_TURN}){{2,4}}(?!\w)", re.IGNORECASE
)
_DIAL_NEEDLES: Final = (
    "left ", "right ", "links ", "rechts ", "gauche ", "droite ", "izquierda ", "derecha ", "sinistra ",
    "destra ", "esquerda ", "direita ",
)  # fmt: skip
_SHORT_DIAL: Final = re.compile(r"\d{1,2}[ ]?[LR](?:[ ,;–-]{1,3}\d{1,2}[ ]?[LR]){2,4}(?!\w)")
_OF_A_LOCK: Final = re.compile(
    r"(?i)combin|kombin|(?<!\w)(?:safe|lock|dial|locker|tresor|zahlenschloss|coffre|caja|cassaforte|kluis|cofre)(?!\w)"
)
_LOCK_REACH: Final = 64


class Places:
    """What the place alone tells: beside a user name, in front of the word, told to be keyed in."""

    id = "secret-assigned"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the values."""
        yield from self._placed(text)
        yield from self._lone(text)
        yield from self._of_credentials(text)
        yield from self._kept(text)
        yield from self._stopgaps(text)

    def _placed(self, text: str) -> Iterator[Hit]:
        """What the place alone tells: beside a user name, in front of the word."""
        patterns = (_PAIR, _SECURITY_QUESTION, _SECURITY_ANSWER, _AHEAD, _NETWORK)
        for pattern, needles in zip(patterns, _PLACE_NEEDLES, strict=True):
            for match in near_needles(pattern, text, needles):
                value = match["value"].rstrip(".,")
                if pattern is _SECURITY_QUESTION and _GOES_ON.match(text, match.end("value")):
                    continue  # "your security question? Mine asks for a pet"
                if not NOT_SECRET.match(value):
                    start = match.start("value")
                    yield Hit(start, start + len(value), EntityType.SECRET, 0.7, self.id, context="login")

        for match in near_needles(_MAIL_PAIR, text, ("@",)):
            value = match["value"].rstrip(".?")
            if re.fullmatch(r"[a-z]+\d", value):  # "press2"
                continue
            if looks_like_password(value) and not is_standard(value) and not NOT_SECRET.match(value):
                start = match.start("value")
                yield Hit(start, start + len(value), EntityType.SECRET, 0.72, self.id, context="login")
        for match in near_needles(_SIDE_BY_SIDE, text, ("/",)):
            group = "value" if match["value"] else "bare"
            if not is_standard(match[group]) and not NOT_SECRET.match(match[group]):
                yield Hit(*match.span(group), EntityType.SECRET, 0.7, self.id, context="login")
        for match in near_needles(_GIVEN, text, _GIVEN_NEEDLES):
            span = match.span(str(match.lastgroup))
            if not (_HELD_BACK if match.lastgroup == "share" else NOT_SECRET).match(text, *span):
                yield Hit(*span, EntityType.SECRET, 0.75, self.id, context="password")

    def _of_credentials(self, text: str) -> Iterator[Hit]:
        """A name and its password behind "creds"."""
        for match in near_needles(_CREDENTIALS, text, _CREDENTIALS_NEEDLES):
            value = match["value"].rstrip(".,")
            if not NOT_SECRET.match(value) and not is_standard(value):
                start = match.start("value")
                yield Hit(start, start + len(value), EntityType.SECRET, 0.75, self.id, context="login")
                yield Hit(*match.span("name"), EntityType.USERNAME, 0.7, self.id, context="login")

    def _stopgaps(self, text: str) -> Iterator[Hit]:
        """What is told to do until its owner chooses a password."""
        for match in near_needles(_STOPGAP, text, _STOPGAP_NEEDLES):
            value = match["value"].rstrip(".?")
            if looks_like_password(value) and not is_standard(value) and not NOT_SECRET.match(value):
                start = match.start("value")
                yield Hit(start, start + len(value), EntityType.SECRET, 0.72, self.id, context="password")

    def _kept(self, text: str) -> Iterator[Hit]:
        """Keys of networks, days of security questions, what goes with an address, how a dial is turned."""
        for pattern, needles in (
            (
                _NETWORK_KEY,
                ("key", "schlüssel", "clé", "chiave", "sleutel", "chave", "clave", "llave", "code"),
            ),
            (_MEMORABLE_DAY, ("memorable ",)),
        ):
            for match in near_needles(pattern, text, needles):
                value = match["value"].rstrip(".")
                if not NOT_SECRET.match(value):
                    start = match.start("value")
                    yield Hit(start, start + len(value), EntityType.SECRET, 0.7, self.id, context="key")
        for match in near_needles(_SIGNS_IN_WITH, text, ("@",)):
            start, end = match.span("value")
            told = looks_like_password(match["value"]) and not is_standard(match["value"])
            if told and _SIGN_IN_WORD.search(text, max(0, start - _LOCK_REACH), end + _LOCK_REACH // 2):
                yield Hit(start, end, EntityType.SECRET, 0.7, self.id, context="login")
        dials = (*near_needles(_DIAL, text, _DIAL_NEEDLES), *matches_at(_SHORT_DIAL, text, A_NUMBER))
        for match in dials:
            if not _OF_A_LOCK.search(text, max(0, match.start() - _LOCK_REACH), match.start()):
                continue
            yield Hit(*match.span(), EntityType.SECRET, 0.72, self.id, context="combination")

    @staticmethod
    def _lone(text: str) -> Iterator[Hit]:
        """Codes whose word or purpose follows, or that somebody is told to key in."""
        for match in _LONE_CODE.finditer(text):
            start, end = match.span()
            keyed = _KEY_IN.search(text, max(0, start - 28), start) is not None
            if re.fullmatch(r"(?:19|20)\d\d", match[0]) and not keyed:
                continue
            if (
                _IS_THE_CODE.match(text, end)
                or _KEYED.match(text, end)
                or (keyed and (_KEYED_END.match(text, end) or _TO_SIGN_IN.match(text, end)))
            ):
                yield Hit(start, end, EntityType.SECRET, 0.72, "secret-told", context="code")


RECOGNIZERS: tuple[Recognizer, ...] = (Places(),)
