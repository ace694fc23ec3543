"""Secrets that only their name gives away: passwords, PINs, keys and tokens behind a label.

"password: Tr0ub4dor&3", `"client_secret": "…"`, "export API_KEY=…", "my wifi password is …". What follows
such a word in program code is mostly not a secret (a type, a call, a variable), so the value has to look like
one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Phrases, Recognizer
from app.redaction.recognizers.needs import matches_of
from app.redaction.recognizers.random_strings import is_random, whole
from app.redaction.recognizers.secrets import entropy
from app.redaction.recognizers.told import Logins, further_passwords, near_needles, told_code, told_password

_LOGIN_WORDS: Final = (
    "password|passwd|passwort|kennwort|pass word|passphrase|pass phrase|passcode|pwd|pass|pw|psw"
    "|psk|pre shared key"
    "|wpa key|wifi key|network key|mot de passe|mdp|code secret|contraseña|contrasena|clave"
    "|clave de acceso|password dell"
    "|parola d'ordine|parola chiave|parola|wachtwoord|toegangscode|senha|palavra passe"
    "|palavra-passe|hasło|lösenord"
    "|adgangskode|passord|пароль|credentials|login password|db pass|root pass|user pass|admin "
    "pass|auth password"
    "|security answer|secret answer|master password|unlock code|alarm code|gate code|door code|access code"
    "|wifi|wifi password|wifi pass|wifi pw|wifi code|wi fi password|wlan|wlan passwort|wlan schlüssel"
    "|wlan key|netzwerkschlüssel"
    "|memorable word|security word|safe word|secret word|codeword|code word|losungswort|network password"
    "|zugangscode|türcode|code d'accès|digicode|código de acceso|codice di accesso|toegangscode"
    "|phrase de passe|phrase secrète|frase de contraseña|parola d'accesso|frase segreta|wachtzin|frase passe"
    "|palavra chave|wifi key|clave wifi|chiave wifi|clé wifi"
)
_PIN_WORDS: Final = (
    "alarm|tresor|tresor code|schließfach|voicemail code|telephone pin|door|keypad|key safe"
    "|keysafe|keysafe code|key safe code|lockbox|lockbox code|lock box|safe code"
    "|safe combination"
    "|combination|combo|garage code|entry code|building code|gate|phone unlock|unlock|sicherheitscode|türcode"
    "|pin|pin code|pincode|pin number|pin nummer|geheimzahl|code pin|otp|one time code|one time "
    "password|verification code|2fa code|mfa code|tan|puk|security pin|código pin|codice pin"
    "|passcode|auth code|login code|bestätigungscode|code de vérification|código de verificación"
    "|codice di verifica|verificatiecode|código de verificação|numéro secret|número secreto|numero segreto"
    "|geheime code|code confidentiel|combinaison|combinación|combinazione|combinatie|combinação|kombination"
    "|zahlenkombination|zahlenfolge|puk1|puk2|pin1|pin2|pins"
    "|pin codes|pincodes|codice segreto|código secreto|codigo secreto"
    "|code secret|geheimcode"
    "|ziffernfolge|nummernfolge|zahlencode|sperrcode|key box|safe|padlock|bike "
    "lock|locker|deadbolt|schlüsseltresor|boîte à clés"
)
# Alone they say little: what follows has to be told as a code is.
_WEAK_WORDS: Final = (
    "code|codes|código|codigo|codice|alarm|door|gate|tresor|unlock|combo|combination|safe|locker"
    "|key box|padlock|cassaforte|coffre|kluis|cofre|caja fuerte|alarme|allarme|alarma|alarmanlage|garage"
    "|entsperren|débloquer|déverrouiller|desbloquear|sbloccare|ontgrendelen|cadenas|candado|lucchetto|cadeado"
    "|sleutelkluis|sleutelkastje|schlüsselkasten|schlüsselbox|boîte à clé|caja de llaves|caixa de chaves"
    "|building entry|main entrance|front entrance|buzzer|intercom|hauseingang|screen lock|lock screen"
    "|lockscreen"
    "|bildschirmsperre|displaysperre|code de verrouillage|bloqueo de pantalla|blocco schermo"
    "|schermvergrendeling"
    "|bloqueio de ecrã|bloqueio de tela|hangslot|zahlenschloss|vorhängeschloss|keypad|lockbox|lock box"
    "|deadbolt|bike lock|kombination"
    "|combinaison|combinatie"
)
_KEY_WORDS: Final = (
    "api key|apikey|api token|api secret|app key|app secret|app id secret|application key|access "
    "key|access key id|access token"
    "|secret|secret key|secret token|client secret|consumer secret|consumer key|auth token"
    "|authtoken|auth key|authorization"
    "|bearer|bearer token|token|refresh token|id token|session token|session key|session id"
    "|sessionid|private key|signing key"
    "|signing secret|webhook secret|encryption key|encrypt key|master key|license key|licence "
    "key|product key|activation key"
    "|storage key|account key|service key|deploy key|shared key|shared secret|connection string"
    "|secret access key|hmac key"
    "|jwt secret|cookie secret|secret key base|salt|nonce key|credential|creds|recovery code"
    "|recovery key|backup code"
    "|backup codes|recovery codes|reserve codes|scratch codes|backup code|wiederherstellungscodes"
    "|codes de secours|codes de récupération|códigos de recuperación|códigos de respaldo|codici di backup"
    "|codici di recupero|herstelcodes|back up codes|reservecodes|códigos de recuperação|códigos de backup"
    "|tans|csrf token|xsrf token|oauth token|pat|personal access token"
    "|ssh key|gpg key|dsa key"
    "|lizenzschlüssel|schlüssel|zugriffstoken|clé api|clé secrète|jeton|clave api|clave secreta"
    "|chiave api|chiave segreta"
    "|session|sess|sid|phpsessid|jsessionid|sessid|api sleutel|api schlüssel|api key id|jeton d'accès"
    "|clé d'accès|clé privée|clé d'api|clave de api|token de acceso|token di accesso|toegangstoken"
    "|token de acesso|chave de api|chiave di accesso|chave de acesso|access id|secret id|role id|app id"
    "|api sleutel|chave api|chave secreta|wiederherstellungscode|pem|auth|meraki|snyk|filevault|bitlocker"
)
_SUFFIXED: Final = re.compile(r"[\w.-]{0,30}")
_LABEL: Final = Phrases("|".join((_LOGIN_WORDS, _PIN_WORDS, _WEAK_WORDS, _KEY_WORDS)).split("|"))
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
_NOT_SECRET: Final = re.compile(
    r"""(?:null|none|nil|true|false|undefined|string|str|int|bool|boolean|object|any|void|text|varchar.*
      |required|optional|empty|unknown|missing|invalid
      |incorrect|wrong|correct|expired|changed|reset|forgotten|needed|hidden|redacted|masked|n/?a|tbd
      |todo|changeme|change_me|example|sample|test|password|passwd
      |secret|token|key|value|default|input|field|form|hash|hashed|encrypted|plaintext|protected|manager
      |policy|length|strength|confirmation|generator|bytes|byte|char
      |yes|no|not|the|a|an|my|your|our|their|his|her|it|this|that|in|on|at|to|for|of|and|or|with|from|by
      |is|are|be|required\.?|self|async|await|new|return|import|function
      |public|private|static|const|let|var|def|class|optional\[.*|list\[.*|dict.*|secretstr|securestring
      |env|environ|getenv|os|process|config|settings|request|req|ctx|args)\Z
    | !vault.* | !sec.* | !ref.*
    | [$%{<\[(*#@].* | .*\$\{.* | .*\{\{.* | \*+ | [xX•.*_-]+\Z | your[-_ ].* |
    my[-_]?(?:super[-_]?)?secret[-_]?(?:password|passwd|pass|pw|key|token)?\Z
    | .*[-_]here\Z | (?:os
      |process|env|settings|config|self|this|request|req|ctx|args|secrets|vault|ENV|System|app|data|var
      |local|module|params|options|props|user|cfg|conf|creds|event|input|form|body|values|kwargs|flask|np
      |torch)[.\[].*
    | [A-Za-z_][\w.]*\(.* | .*\(\)?\Z | \w+::.* | &.* | https?://[^:@]*(?::\d{1,5}(?:/[^:@]*)?)?\Z
      | (?-i:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\Z | [a-z]+(?:_[a-z]+)+\Z | [a-z]+(?:-[a-z]+)+\Z | /[\w./-]+\Z
      | [a-z][a-z_]{1,30}(?:\.[a-z_]{1,30}){1,4}\Z
      | 12345\d{0,4}\Z | qwerty\d{0,3}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_KEYS: Final = frozenset(re.sub(r"[ \t_.-]+", "", word) for word in _KEY_WORDS.split("|"))
_PINS: Final = frozenset(re.sub(r"[ \t_.-]+", "", word) for word in _PIN_WORDS.split("|"))
_LOGINS: Final = frozenset(re.sub(r"[ \t_.-]+", "", word) for word in _LOGIN_WORDS.split("|"))
_WEAKS: Final = frozenset(re.sub(r"[ \t_.-]+", "", word) for word in _WEAK_WORDS.split("|"))
_ONLY_WEAK: Final = _WEAKS - _PINS - _LOGINS
_NO_CODE_OF: Final = re.compile(
    r"(?i)(?:error|fehler|erreur|zip|postal|area|country|status|exit|source|product|http|return|colou?r"
    r"|discount"
    r"|promo|qr|bar|dress|tax|building|state|job|sort|swift|bank|cost|machine|morse|type|response|erro|errore"
    r"|postale|fiscale|civil|penal|hex|key)[ -]{0,2}\Z"
)


# What looks like a variable, a mention or a call, but for its mix of letters, digits and signs.
_SIGNED: Final = re.compile(
    r"[@#*$][A-Za-z]{2,16}[!?#*&]\d{1,6}[!?]?|[A-Z][a-z]{2,16}[(]\d{1,6}[)]\w{0,8}"
    r"|[A-Z][a-z]{3,14}(?:-[A-Z][a-z]{3,14}){1,4}|[a-z]{4,14}(?:-[a-z]{4,14}){2,4}"
    r"|[a-z]{4,14}\.(?!Pass|Secret|Key|Token|Value|Text|Name|Get|To|Data|String|Pin)[A-Z][a-z]{2,14}"
)
_LISTS: Final = ("codes", "codici", "códigos", "codigos")
_CODES_BELOW: Final = re.compile(r"[^\n]{0,60}\n")
_LISTED: Final = re.compile(
    r"[ \t]{0,8}(?:[-*•·|]|\d{1,2}[.)]|\[ ?\])?[ \t]{0,4}"
    r"(?P<value>[A-Za-z0-9]{3,12}(?:[ -][A-Za-z0-9]{3,12}){0,4})(?=[ \t]*(?:[|,]|\r?\n|\Z|[ \t]{2,}))[ \t"
    r"|,]{0,8}\r?\n?"
)
_MIXED: Final = re.compile(r"(?=.*\d)(?=.*[A-Za-z])|[A-Z0-9-]{8,}\Z|\d[\d -]{5,}\Z")
_NETWORKS: Final = frozenset({"wifi", "wlan"})
_OF_NETWORK: Final = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[^\s/.]{8,63}\Z")
_CODES: Final = frozenset({"code", "código", "codigo", "codice"})
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
_BELOW: Final = re.compile(
    r"[ \t]*:?[ \t]*\r?\n[ \t]{0,4}((?=\S{0,30}\d)(?=\S{0,30}[^\W\d_])[^\s:=()]{6,40})[ \t]*(?:\r?\n|\Z)"
)
_BEHIND_WORDS: Final = re.compile(  # "PIN for mum's card is 4471", "password for the portal: Sommer24!"
    r"(?:[ ]?\([^()\n]{2,24}\)[ ]?[:=-]?"
    r"|[ ](?:for|of|to|on|für|zum|zur|beim|vom|pour|du|de|del|para|per|di|voor|do"
    r"|da)[ ][^\W\d_][^\d\n.:;!?=]{2,32}?"
    r"(?:[ ](?:is|ist|lautet|est|es|è|é)(?!\w)|[ ]?[:=]|(?=[ ]\d)))"
    r"[ ]{0,2}(?P<value>\d{4,8}\#?(?![\w]|[.,]\w)|(?=\S{0,30}\d)(?=\S{0,30}[^\W\d_])[^\s:=,;\"'<>()]{6,40})"
)
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
    r"(?<!\w)(?:press|punch in|key in|type in|type|enter|use|tap in|tippe|tippst du|drücke?|gib|digita"
    r"|digitare|digiti"
    r"|digite|tecle[ae]?|marca[rs]?|pulsa[rs]?|composez?|composer|tapez?|tapes|fais|faites|toets|tik|druk op"
    r"|aperta"
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
    r"(?<=[/:= |,])(?P<value>(?=\S{0,30}\d)(?=\S{0,30}[^\W\d_])[^\s:=,;\"'<>()/.]{8,63})(?=\s|\Z)",
    re.IGNORECASE,
)
_PLACE_NEEDLES: Final = (
    ("login", "credentials", "creds", "account", "zugang", "acc", "admin", "root"),
    ("question", "frage"),
    (
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
    ),
    ("passw", "pass", "kennwort", "pin", "contrase", "clave", "wachtwoord", "senha"),
    ("ssid", "wifi", "wi-fi", "wlan", "network", "netzwerk", "réseau"),
    (
        "requirepass",
        "masterauth",
        "bindpw",
        "rootpw",
        "community",
        "enable ",
        "username ",
        "auth ",
        "-server",
        "key",
        "neighbor",
    ),
)
_GIVEN_NEEDLES: Final = ("sudo", "net use", "p:", "pw:", "pass:", "p=", "pw=", "pass=")
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


def _written(text: str, at: int) -> tuple[int, int, bool]:
    """Return where a value lies, without quotes or the marks of a sentence, and whether it had quotes."""
    quoted = _QUOTED.match(text, at)
    if quoted is not None:
        return *quoted.span(2), True
    bare = _BARE.match(text, at)
    chunk = bare[0].rstrip(",;)") if bare is not None else ""
    if chunk[-1:] in {".", "!", "?"} and (len(chunk) < 2 or chunk[-2].isalnum()):
        chunk = chunk[:-1]
    return at, at + len(chunk), False


def _is_chosen(value: str) -> bool:
    """Whether plain words behind "the password is" are one, rather than tell something about it."""
    parts = value.split()
    if (
        _NOT_SECRET.match(value)
        or value != value.lower()
        or any(part in words("common_words") for part in parts)
    ):
        return False
    if len(parts) == 1:
        return not _TELLING.match(value)
    return 3 <= len(parts) <= 6 and _FILLERS.isdisjoint(parts)


_FILLER_WORDS: Final = (
    "the and for you your with from this that not too very being must has are was can will der die das und "
    "nicht zu est les des pas una los las con por che non het een niet"
)
_FILLERS: Final = frozenset(_FILLER_WORDS.split())


# "login: jroe / Tr0ub4dor", "admin / Sommer24!": a name and its password side by side.
_PAIR: Final = re.compile(
    r"(?i:(?<!\w)(?:login|logins|credentials|creds|account|zugang|zugangsdaten|accès|acceso|accesso"
    r"|access)[ ]?(?:data)?[ ]?(?:for[ ]\w{2,20})?[:=][ ]?(?P<name>[\w.@+-]{2,40})"
    r"|(?<!\S)(?:admin|root|administrator))[ ]?[/|:][ ]?(?P<value>(?=\S{0,30}\d)(?=\S{0,30}[^\W\d_])[^\s/"
    r"|,;<>()]{6,40})(?=[\s.,;)]|\Z)"
)
# Answers to the questions that banks ask: "mother's maiden name Thistlewood, first pet: Bramble".
_SECURITY_ANSWER: Final = re.compile(
    r"(?i:maiden name|first pet(?:'s name)?|first school|favou?rite teacher|mädchenname(?: der mutter)?"
    r"|geburtsname (?:der|meiner|ihrer) mutter|erstes haustier|nom de jeune fille(?: de (?:ma|votre|sa) "
    r"mère)?"
    r"|premier animal(?: de compagnie)?|apellido de soltera(?: de (?:mi|su) madre)?|primera mascota|cognome "
    r"da nubile"
    r"(?: di mia madre)?|primo animale(?: domestico)?|meisjesnaam(?: van (?:mijn|de) moeder)?|eerste huisdier"
    r"|nome de solteira(?: da (?:minha )?mãe)?|primeiro animal(?: de estimação)?)"
    r"(?i:[ ]?[:=—–-]|[ ](?:is|was|ist|war|est|es|è|é))?[ ][\"'“]?(?P<value>[^\W\d_a-z][\w'’-]{2,24}(?:[ "
    r"][^\W\d_a-z][\w'’-]{2,24})?)"
)
_SECURITY_QUESTION: Final = re.compile(
    r"(?i)(?:security|secret|sicherheits|geheim)[ -]?(?:question"
    r"|frage)[^\n?]{0,80}\?[\s:=>-]{0,6}(?:answer|a|antwort)?[:= ]{0,2}(?P<value>[^\s.,;?]{3,40})"
)


# Directives of configuration files, and commands that are given a password.
_DIRECTIVE: Final = re.compile(
    r"(?im)^[ \t]{0,12}(?:requirepass|masterauth|bindpw|rootpw|rocommunity|rwcommunity"
    r"|snmp-server[ ]community|(?:tacacs|radius)-server[ ](?:host[ ]\S{1,60}[ ])?key"
    r"|key-string|pre-shared-key"
    r"|neighbor[ ]\S{1,60}[ ]password|crypto[ ]isakmp[ ]key|ip[ ]ospf[ ](?:authentication|message-digest)-key"
    r"|(?-i:(?:\S{3,60}>[ ])?AUTH(?:[ ](?:PLAIN|LOGIN|XOAUTH2|default))?(?=[ ]\S{0,60}\d))"
    r"|enable[ ](?:password|secret)|username[ ]\S{1,40}(?:[ ]privilege[ ]\d+)?[ ](?:password|secret))"
    r"[ \t]{1,8}(?:\d[ ])?(?P<value>\S{4,120})"
)
_GIVEN: Final = re.compile(
    r"(?i:echo[ ]{1,2}[\"']?(?P<piped>[^\s\"'$|]{4,80})[\"']?[ ]?\|[ ]?sudo[ ]-S"
    r"|net[ ]use[ ][^\n]{3,80}?[ ](?P<share>[^\s/]{4,80})[ ]/user:"
    r"|(?<!\w)u(?:ser)?[:=][ ]?\S{2,40}[ ,/|]{1,3}p(?:w|ass)?[:=][ ]?(?P<short>\S{4,80}))"
)


# A variable or a sample where only a password can stand.
_HELD_BACK: Final = re.compile(r"(?i:[$%<{\[(*`].*|[x*.•_-]+|pass(?:word|wd)?|pwd|secret|your.*|/.*)\Z")
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
# The name here, the value beside or below: Kubernetes' and Docker's environments, HCL variables.
_NAMED: Final = re.compile(
    r"(?:(?:\b[nN]ame|\b[kK]ey|\bparameter)[\"']?[ ]?[:=][ ]?[\"']?[\w./-]{0,40}?(?i:password|passwd|secret"
    r"|token|api_?key"
    r"|private_?key|_pass|_pwd|_key|passphrase|credential)[\w.-]{0,20}[\"']?[,;]?\s{1,40}[\"']?(?:[vV]alue"
    r"|[dD]efault"
    r"|[cC]ontent)[\"']?[ ]?[:=][ ]?"
    r"|variable[ ]\"[\w-]{0,40}(?:password|passwd|secret|token|api_?key|passphrase)[\w-]{0,20}\"[ "
    r"]?\{[^{}]{0,160}?"
    r"default[ ]{0,8}=[ ]{0,2})(?:\"(?P<double>[^\"\n]{4,300})\"|'(?P<single>[^'\n]{4,300})'"
    r"|(?P<bare>[^\s\"'${<!]\S{3,300}))"
)
# Everything in the data of a Kubernetes secret is one, whatever its keys are called.
_KUBERNETES: Final = re.compile(
    r"(?im)^[ \t]{0,8}[\"']?kind[\"']?[ ]?:[ ]?[\"']?(?:sealed)?secret[\"']?,?[ \t]{0,4}$"
)
_DATA: Final = re.compile(
    r"(?m)^(?P<indent>[ \t]{0,12})(?:data|stringData):[ \t]{0,4}\n(?P<rows>(?:(?P=indent)[ "
    r"\t]+[^\n]*\n?){1,60})"
)
_ROW: Final = re.compile(
    r"(?m)^[ \t]{1,24}[\w./-]{1,80}:[ \t]{1,4}(?:[|>][+-]?[ \t]{0,4}\n(?P<block>(?:[ \t]{2,24}[^\s:]{8,}[ "
    r"\t]*\n?){1,60})"
    r"|[\"']?(?P<value>[^\s\"'|>{$&*!][^\s\"']{2,4000}))"
)
_APART: Final = re.compile(r"(?m)^---")
# A line of a settings file, to its end: "jwt.secret=zeer geheim ding".
_LINE_OF_WORDS: Final = re.compile(
    r"(?m)^[ \t]{0,12}(?:export[ ]|set[ ])?(?:[A-Za-z][\w.-]{0,40}?)?(?i:password|passwd|passphrase|secret"
    r"|psk"
    r"|pwd|_pass)"
    r"[ \t]{0,2}(?:=|(?<=[A-Z]):)[ \t]{0,2}(?P<value>[^\s\"'#$<{(\[][^\n\"'#(){}=]{2,80}?)[ \t]{0,4}\r?$"
)


class Assignments:
    """Values behind the words for passwords, PINs, keys and tokens."""

    id = "secret-assigned"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the value behind each such word that looks like a secret of that kind."""
        yield from self._labelled(text)
        yield from self._placed(text)
        yield from self._set(text)
        yield from self._lone(text)
        for pattern in (_CONSTANT, _CAMEL):
            for match in matches_of(pattern, text):
                if _ABOUT_SECRETS.search(match[0]):
                    continue
                kind = "password" if re.search(r"pass|pwd|pin", match[0], re.IGNORECASE) else "token"
                yield from self._value(text, match.end(), kind, kind)

    def _labelled(self, text: str) -> Iterator[Hit]:
        for match in _LABEL.finditer(text):
            word = re.sub(r"[ \t_.-]+", "", match[0].lower())
            label = " ".join(match[0].lower().split())
            found = list(self._value(text, match.end(), word, label)) if word not in _ONLY_WEAK else []
            yield from found
            yield from self._told(text, match, word, label, found)
            if not found and (word in _PINS or word in _LOGINS):
                yield from self._answered(text, match.end(), word, label)
            if word.endswith(_LISTS) and word not in _ONLY_WEAK:
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
        wanted = _PASSWORD_ANSWERED.match(value) if word in _LOGINS else None
        if (wanted or _CODE_ANSWERED.match(value)) and not re.match(r"(?:\w+'\w+|.*[(){}<>=].*)\Z", value):
            start = match.start("value")
            yield Hit(start, start + len(value), EntityType.SECRET, 0.72, "secret-told", context=label)

    def _placed(self, text: str) -> Iterator[Hit]:
        """What the place alone tells: beside a user name, in a directive, in front of the word."""
        patterns = (_PAIR, _SECURITY_QUESTION, _SECURITY_ANSWER, _AHEAD, _NETWORK, _DIRECTIVE)
        for pattern, needles in zip(patterns, _PLACE_NEEDLES, strict=True):
            for match in near_needles(pattern, text, needles):
                value = match["value"].rstrip(".,")
                if not _NOT_SECRET.match(value):
                    start = match.start("value")
                    yield Hit(start, start + len(value), EntityType.SECRET, 0.7, self.id, context="login")

        for match in near_needles(_GIVEN, text, _GIVEN_NEEDLES):
            span = match.span(str(match.lastgroup))
            if not (_HELD_BACK if match.lastgroup == "share" else _NOT_SECRET).match(text, *span):
                yield Hit(*span, EntityType.SECRET, 0.75, self.id, context="password")

    @staticmethod
    def _of_kubernetes(text: str, kind: re.Match[str]) -> Iterator[Hit]:
        earlier = [match.end() for match in _APART.finditer(text, max(0, kind.start() - 4000), kind.start())]
        later = _APART.search(text, kind.end(), min(len(text), kind.end() + 8000))
        first = earlier[-1] if earlier else max(0, kind.start() - 4000)
        last = later.start() if later is not None else min(len(text), kind.end() + 8000)
        for data in _DATA.finditer(text, first, last):
            for row in _ROW.finditer(text, *data.span("rows")):
                group = str(row.lastgroup)
                if not _NOT_SECRET.match(row[group]):
                    yield Hit(
                        *row.span(group), EntityType.SECRET, 0.85, "secret-kubernetes", context="secret"
                    )

    @staticmethod
    def _lone(text: str) -> Iterator[Hit]:
        """Codes whose word or purpose follows, or that somebody is told to key in."""
        for match in _LONE_CODE.finditer(text):
            start, end = match.span()
            if re.fullmatch(r"(?:19|20)\d\d", match[0]):
                continue
            keyed = _KEY_IN.search(text, max(0, start - 28), start) is not None
            if (
                _IS_THE_CODE.match(text, end)
                or _KEYED.match(text, end)
                or (keyed and (_KEYED_END.match(text, end) or _TO_SIGN_IN.match(text, end)))
            ):
                yield Hit(start, end, EntityType.SECRET, 0.72, "secret-told", context="code")

    def _set(self, text: str) -> Iterator[Hit]:
        """Lines of settings, and names whose value stands beside them."""
        for kind in _KUBERNETES.finditer(text):
            yield from self._of_kubernetes(text, kind)
        for match in matches_of(_LINE_OF_WORDS, text):
            if " " in match["value"] and not _NOT_SECRET.match(match["value"]):
                yield Hit(*match.span("value"), EntityType.SECRET, 0.66, self.id, context="password")
        for match in matches_of(_NAMED, text):
            group = str(match.lastgroup)
            value = match[group]
            if not _NOT_SECRET.match(value) and not re.fullmatch(r"[\d.]{1,6}|\w{1,10}://[^:@]*", value):
                yield Hit(*match.span(group), EntityType.SECRET, 0.8, self.id, context="password")

    @staticmethod
    def _told(text: str, match: re.Match[str], word: str, label: str, found: list[Hit]) -> Iterator[Hit]:
        """What a sentence tells behind the word, where nothing stands right behind it."""
        if word in _WEAKS and _NO_CODE_OF.search(text, max(0, match.start() - 12), match.start()):
            return
        end = match.end()
        if word in _PINS or word in _WEAKS:
            weak = word in _WEAKS
            if weak and word in _CODES and _LOCK.search(text, max(0, match.start() - 64), end + 24):
                weak = False  # "Die Alarmanlage im Laden hat den Code 30918"
            told = told_code(text, end, "secret-told", label, weak=weak)
            yield from told
        elif word in _NETWORKS and not found:
            for hit in told_password(text, end, "secret-told", label):
                value = text[hit.start : hit.end]
                if (
                    value[0].islower()
                    and _OF_NETWORK.match(value)
                    and text[: hit.start].rstrip(" \"'")[-1:] == ":"
                ):
                    yield hit
        elif word in _LOGINS and found and text[found[-1].end : found[-1].end + 1] not in {'"', "'", "<"}:
            yield from further_passwords(text, found[-1].end, "secret-told", label)
        elif word in _LOGINS and not found:
            password = list(told_password(text, end, "secret-told", label))
            yield from password or told_code(text, end, "secret-told", label)

    def _value(self, text: str, position: int, word: str, label: str) -> Iterator[Hit]:
        xml = _XML.match(text, position)
        if xml is not None:
            group = 1 if xml[1] else 2
            if self._worth(xml[group], word, quoted=True, operator=True):
                yield Hit(*xml.span(group), EntityType.SECRET, 0.85, self.id, context=label)
            return
        told = _TOLD.match(text, position) if word in _LOGINS else None
        if told is not None and _is_chosen(told["value"]):
            yield Hit(*told.span("value"), EntityType.SECRET, 0.66, self.id, context=label)
            return
        operator = _OPERATOR.match(text, position)
        if operator is None:
            if word in _PINS or word in _LOGINS or (word in _KEYS and "code" in word):
                yield from self._unlinked(text, position, label)
            return
        at = operator.end()
        start, end, is_quoted = _written(text, at)
        if operator["op"] and operator["op"].endswith("=") and text[end : end + 1] in {"!", "?"}:
            end += 1  # what is assigned ends where the blank is, not where a sentence would
        chunk = text[start:end]
        if not chunk or (not is_quoted and text[end : end + 2].lower() == "'s"):
            return
        if word in _NETWORKS and not (
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
        if below is not None and not _NOT_SECRET.match(below[1]):
            yield Hit(*below.span(1), EntityType.SECRET, 0.7, self.id, context=label)
            return
        behind = _BEHIND_WORDS.match(text, position)
        if behind is not None and not _NOT_SECRET.match(behind["value"]):
            yield Hit(*behind.span("value"), EntityType.SECRET, 0.72, self.id, context=label)
            return
        bare = re.compile(r"[ ]{1,2}(?:nr\.?|no\.?|#)?[ ]?([^\s\"'`<>]{4,64})").match(text, position)
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
        )
        if (
            mixed
            and not _NOT_SECRET.match(chunk)
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
        if _NOT_SECRET.match(value) and not (word in _LOGINS and _SIGNED.fullmatch(value)):
            return 0.0
        has_digit, has_letter = re.search(r"\d", value) is not None, re.search(r"[^\W\d_]", value) is not None
        has_sign = re.search(r"[^\w\s.,:;'\"/-]", value) is not None
        if word in _PINS:
            return (
                0.85
                if re.fullmatch(r"\d{3,8}|\d{3}[ -]\d{3}|\d{2}(?:[-/]\d{2}){1,3}|[A-Z0-9]{4,10}", value)
                and has_digit
                else 0.0
            )
        if word in _KEYS and "code" in word and re.fullmatch(r"\d{3,6}(?:[ -]\d{3,6}){1,3}|\d{6,12}", value):
            return 0.8
        if word in _KEYS or word == "token":
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


RECOGNIZERS: tuple[Recognizer, ...] = (Assignments(), Logins())
