"""The words for passwords, PINs, keys and tokens in seven languages, and what behind them is none."""

from __future__ import annotations

from typing import Final

from app.redaction import later as re
from app.redaction.recognizers.base import Phrases

_LOGIN_WORDS: Final = (
    "password|passwd|passwort|kennwort|pass word|passphrase|pass phrase|passcode|pwd|pass|pw|psw"
    "|psk|pre shared key"
    "|wpa key|wifi key|network key|mot de passe|mdp|code secret|contraseña|contrasena|clave"
    "|clave de acceso|clave provisional|clave temporal|clave inicial|chave provisória|chave temporária"
    "|chave inicial|chave provisoria|chave temporaria|chiave provvisoria|chiave temporanea|code provisoire"
    "|password dell"
    "|parola d'ordine|parola chiave|parola|wachtwoord|toegangscode|senha|palavra passe"
    "|palavra-passe|hasło|lösenord"
    "|adgangskode|passord|пароль|credentials|login password|db pass|root pass|user pass|admin "
    "pass|auth password"
    "|security answer|secret answer|master password|unlock code|alarm code|gate code|door code|access code"
    "|wifi|wifi password|wifi pass|wifi pw|wifi code|wi fi password|wlan|wlan passwort|wlan schlüssel"
    "|wlan key|netzwerkschlüssel"
    "|snmp community|community string|zugangswort|kodewort|schlüsselwort|mot secret|palabra secreta"
    "|parola segreta|geheim woord|palavra secreta|erlang cookie|wi fi"
    "|memorable word|security word|safe word|secret word|codeword|code word|losungswort|network password"
    "|zugangscode|türcode|code d'accès|digicode|código de acceso|codice di accesso|toegangscode"
    "|la contra|mi contra|tu contra|ww|wwoord|psswd|passwrd|pasword|paswort|passwor|mot de pass"
    "|contrasenya|wachtwoordt"
    "|phrase de passe|phrase secrète|frase de contraseña|parola d'accesso|frase segreta|wachtzin|frase passe"
    "|palavra chave|wifi key|clave wifi|chiave wifi|clé wifi"
)
_PIN_WORDS: Final = (
    "radio code|key code|immobiliser code|immobilizer code|portero automático|videoportero|citofono|"
    "alarm|tresor|tresor code|schließfach|voicemail code|telephone pin|door|keypad|key safe"
    "|keysafe|keysafe code|key safe code|lockbox|lockbox code|lock box|safe code"
    "|safe combination"
    "|combination|combo|garage code|entry code|building code|gate|phone unlock|unlock|sicherheitscode|türcode"
    "|pin|pin code|pincode|pin number|pin nummer|geheimzahl|code pin|otp|one time code|one time "
    "password|verification code|2fa code|mfa code|tan|puk|security pin|código pin|codice pin"
    "|passcode|auth code|login code|bestätigungscode|code de vérification|código de verificación"
    "|codice di sblocco|codice sblocco|código de desbloqueo|codigo de desbloqueo|código de desbloqueio"
    "|code de déverrouillage|ontgrendelcode|entsperrcode|freischaltcode|código de desbloqueo"
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
    "|bearer|bearer token|token|refresh token|id token|identity token|identitytoken"
    "|session token|session key|session id"
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
LABEL: Final = Phrases("|".join((_LOGIN_WORDS, _PIN_WORDS, _WEAK_WORDS, _KEY_WORDS)).split("|"))
KEYS: Final = frozenset(re.sub(r"[ \t_.-]+", "", word) for word in _KEY_WORDS.split("|"))
PINS: Final = frozenset(re.sub(r"[ \t_.-]+", "", word) for word in _PIN_WORDS.split("|"))
LOGINS: Final = frozenset(re.sub(r"[ \t_.-]+", "", word) for word in _LOGIN_WORDS.split("|"))
WEAKS: Final = frozenset(re.sub(r"[ \t_.-]+", "", word) for word in _WEAK_WORDS.split("|"))
ONLY_WEAK: Final = WEAKS - PINS - LOGINS
NETWORKS: Final = frozenset({"wifi", "wlan"})
CODES: Final = frozenset({"code", "código", "codigo", "codice"})
NOT_SECRET: Final = re.compile(
    r"""(?:null|none|nil|true|false|undefined|string|str|int|bool|boolean|object|any|void|text|varchar.*
      |required|optional|empty|unknown|missing|invalid
      |incorrect|wrong|correct|expired|changed|reset|forgotten|needed|hidden|redacted|masked|n/?a|tbd
      |todo|changeme|change_me|example|sample|test|password|passwd
      |secret|token|key|value|default|input|field|form|hash|hashed|encrypted|plaintext|protected|manager
      |policy|length|strength|confirmation|generator|bytes|byte|char
      |yes|no|not|the|a|an|my|your|our|their|his|her|it|this|that|in|on|at|to|for|of|and|or|with|from|by
      |is|are|be|required\.?|self|async|await|new|return|import|function
      |public|private|static|const|let|var|def|class|optional\[.*|list\[.*|dict.*|secretstr|securestring
      |env|environ|getenv|os|process|config|settings|request|req|ctx|args)[;,]?\Z
    | !vault.* | !sec.* | !ref.*
    | [$%{<\[(*#@].* | .*\$\{.* | .*\{\{.* | \*+ | [xX•.*_-]+\Z | your[-_ ].* |
    my[-_]?(?:super[-_]?)?secret[-_]?(?:password|passwd|pass|pw|key|token)?\Z
    | .*[-_]here\Z | (?:os
      |process|env|settings|config|self|this|request|req|ctx|args|secrets|vault|ENV|System|app|data|var
      |local|module|params|options|props|user|cfg|conf|creds|event|input|form|body|values|kwargs|flask|np
      |torch)[.\[].*
    | [A-Za-z_][\w.]*\(.* | .*\(\)?\Z | \w+::.* | &.* | https?://[^:@]*(?::\d{1,5}(?:/[^:@]*)?)?\Z
      | (?-i:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\Z | (?-i:[a-z]+(?:_[a-z]+)+)\Z | (?-i:[a-z]+(?:-[a-z]+)+)\Z
      | /[\w./-]+\Z
      | [a-z][a-z_]{1,30}(?:\.[a-z_]{1,30}){1,4}\Z
      | (?-i:[A-Za-z0-9/+]{4,40}EXAMPLE(?:KEY)?\Z) | 12345\d{0,4}\Z | qwerty\d{0,3}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
# What a form writes beside its field, and not into it.
_OF_A_FORM: Final = re.compile(
    r"(?i)(?:(?:[^\W\d_]{1,14}[ ]){0,4}(?:passwor[dt]s?|kennwort|mot de passe|contraseña|wachtwoord|senha"
    r"|parola|palavra-passe|passphrase)(?:[ ][^\W\d_]{1,14}){0,5}[?.!:…*]{0,3}"
    r"|(?:at least|mindestens|minimum|au moins|al menos|almeno|minstens|pelo menos|mínimo)[ ]\d.{0,40})\Z"
)


def is_of_a_form(value: str) -> bool:
    """Whether a value is the text of a form about a password: "Passwort vergessen?", "Nieuw wachtwoord"."""
    return _OF_A_FORM.match(value) is not None
