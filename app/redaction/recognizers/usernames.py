"""User names that a label or an assignment announces: "username: jroe", `"db_user": "mgr_5267"`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Phrases, Recognizer
from app.redaction.recognizers.told import near_needles

_LABELS: Final = (
    "anwender|nutzer|nutzerkennung|benutzerkennung|epic|epic games|roblox|minecraft|battlenet|username"
    "|user name"
    "|usernames|userid|user id|user|uname|login|login name|login id|logon"
    "|handle|screen name"
    "|screenname|nickname|nick|alias|account name|db user|dbuser|db username|remote user|auth user|admin user"
    "|sam account name|samaccountname|upn|uid|owner|github|gitlab|twitter|instagram|insta"
    "|telegram|discord|skype"
    "|snapchat|tiktok|wechat|line id|kik|steam|xbox|gamertag|psn|reddit|mastodon|venmo|cash app"
    "|cashapp|paypal"
    "|linkedin|facebook|benutzername|benutzer|anmeldename|nutzername|kennung|nom d'utilisateur|utilisateur"
    "|identifiant|pseudo|usuario|nombre de usuario|nome utente|utente|gebruikersnaam|gebruiker"
    "|nome de usuário"
    "|inlognaam|inlog|tg|snap|ig|ad account|ad user|network login|user login|account user|steam name"
    "|gamer tag|x handle"
    "|vinted|leboncoin|etsy|depop|strava|duolingo|spotify|patreon|fiverr|wallapop|subito|marktplaats"
    "|lichess|pinterest|tumblr|soundcloud|fortnite"
    "|twitch|bluesky|threads|riot id|riot|battletag|battle tag|epic games|nintendo|xbl|nome de "
    "utilizador|usuário|utilizador"
    "|loginname|sign in name|windows kennung|usr|user principal|actor|principal|sso"
    "|ldap|zweitkonto|adminkonto|admin konto|benutzerkonto|domänenkonto|ad konto|domain account|admin account"
    "|service account|second account|compte utilisateur|compte admin|cuenta de usuario|account utente"
    "|nutzerin|anwenderin|benutzerin|utilisatrice|usuaria|gebruikster|utilizadora|usuária"
    "|compte ad|compte réseau|compte windows|conta de rede|conta windows|cuenta de red|cuenta de dominio"
    "|account di rete|account di dominio|netwerkaccount|netzwerkkonto|windows konto|network account"
    "|gebruikersaccount|conta de usuário|conta de utilizador|samba user|ftp user|smtp user|ssh user"
)
_WEAK: Final = frozenset(
    {
        "actor",
        "principal",
        "owner",
        "uid",
        "line id",
        "sso",
        "ldap",
        "nick",
        "user",
        "utente",
        "usuario",
        "login",
        "kennung",
    }
)
# In a line of a log "=" behind one of these says enough: "usuario=rmolina ip=…".
_ASSIGNED: Final = frozenset({"user", "login", "uid", "actor", "principal", "usuario", "utente", "kennung"})
_LABEL: Final = Phrases(_LABELS.split("|"))
_LINK: Final = re.compile(
    r"[\"'\])*_`]{0,3}(?:[ ](?:handle|name|account|id|user|profile|tag))?[ \t]{0,30}"
    r"(?P<op>:=|=>|==?|:|\||->|(?:is|ist|est|es|è|é|was|called|as|=)(?!\w))[*_]{0,2}[ \t]{0,4}(?:[\"'`]"
    r"|\*{1,2})?@?",
    re.IGNORECASE,
)
# "username jroe77", "discord jroe#1182", "tg @jroe": nothing between the word and a name that looks made up.
_MADE_UP: Final = re.compile(
    r"[ ](?:name[ ]|id[ ]|account[ ])?"
    r"(?P<name>@[A-Za-z_][\w.]{2,29}|u/[\w-]{3,30}|live:[\w.]{3,40}"
    r"|[A-Za-z][A-Za-z._]{2,20}\#?\d{2,6}[a-z]{0,4}|[a-z]{1,12}[0-9][a-z]{2,12}\d{0,4}"
    r"|[A-Z][a-z]{1,15}_[A-Z]\w{1,15}|[A-Za-z]\w{2,20}\#[A-Z0-9]{2,6}|[a-z]\w{2,20}_(?=[\s,.;)]))"
    r"(?![\w@(\[-]|[.]\w|::)"
)
# "mi usuario en la plataforma es rvidal_88", "Mein Instagram heißt lena_klettert", "sur Snap panda.roux"
_MARKED_NAME: Final = (
    r"(?P<name>@?(?=[\w.]{0,30}(?:[a-z_.]\d|\d[a-z_]"
    r"|[a-z\d][._][a-z\d]))[A-Za-z_][\w]{0,24}(?:[.-][\w]{1,20})"
    r"{0,3}(?:\#\d{4})?|@?[A-Za-z]\w{1,30}\#\d{4})"
    r"(?<!\.py)(?<!\.js)(?<!\.ts)(?<!\.md)(?<!\.yml)(?<!\.yaml)(?<!\.json)(?<!\.com)"
    r"(?<!\.org)(?<!\.net)(?<!\.io)"
    r"(?<!\.gg)(?<!\.tv)(?<!\.html)(?<!\.txt)(?<!\.app)(?<!\.sh)(?![\w@(\[/]|\.\w|::|-\w)"
)
_TOLD: Final = re.compile(
    r"(?:[ ][^\W\d_][^\W\d_'’-]{0,14}){0,4}?[ ]?(?:,[ ])?"
    r"(?:[ ](?:(?:wäre|wird|lautete|serait|sera|sería|será|sarebbe|sarà|seria|wordt|would be|will be"
    r"|zou zijn)"
    r"(?:[ ](?:dann|now|jetzt|then|alors|donc|entonces|pues|allora|quindi|dan|então))?|is|ist|heißt"
    r"|lautet|est|es|è|é|soy|sono|sou|bin ich|ben ik|je suis|called|as|als|como|come"
    r"|comme|am|i'm|was"
    r"|c'est|é o|shes|she's|hes|he's|im|its|it's|theyre|they're|es el|è il|ich bin|under|unter|sous|bajo"
    r"|onder)[ ]|[:=][ ]?)[\"'`]?" + _MARKED_NAME,
    re.IGNORECASE,
)
# "identifiant de connexion clemence.r4", "login for the portal j.roe": what it is for stands between.
_BESIDE: Final = re.compile(
    r"(?:[ ](?:(?:de|di|du|da|do|del|des|for|to|on|für|zum|beim|van|voor)[ ])?"
    r"(?:(?:the|la|le|el|il|de|my|our)[ ])?"
    r"(?:connexion|login|acceso|accesso|acesso|compte|cuenta|portal|portail|portale|red|réseau|rete|rede"
    r"|dominio"
    r"|domaine|domain|account|konto|netzwerk|intranet|vpn|windows|mail|webmail|app|site|sitio|sito|forum"
    r"|client"
    r"|cliente|sistema|system|espace[ ]client|espace[ ]personnel))?[ ]" + _MARKED_NAME,
    re.IGNORECASE,
)
_PLATFORM_WORDS: Final = (
    "twitter|instagram|insta|telegram|discord|skype|snapchat|tiktok|wechat|kik|steam|xbox|gamertag|psn"
    "|reddit|mastodon"
    "|venmo|cash app|cashapp|tg|snap|ig|pseudo|nick|handle|screen name|gamer tag|x handle|twitch|bluesky"
    "|threads|signal|vinted|leboncoin|etsy|depop|strava|duolingo|spotify|patreon|fiverr|wallapop|subito"
    "|marktplaats|lichess|pinterest|tumblr|soundcloud|fortnite"
)
_OF_USERS: Final = frozenset(
    {
        "username",
        "benutzer",
        "benutzername",
        "utilisateur",
        "identifiant",
        "usuario",
        "utente",
        "gebruiker",
        "usuário",
    }
)
_PLATFORMS: Final = frozenset(_PLATFORM_WORDS.split("|"))
_VALUE: Final = re.compile(r"[A-Za-z0-9_](?:[\w.#-]{0,38}[\w])?(?![\w@(\[]|\.\w|[-.]\w|::|->)")
_ENDS: Final = re.compile(r"[\s]*(?:\Z|[\r\n,;\"'`)}<|&\t]|[/·•–][ ]|\.(?:[ ][A-ZÀ-Ý]|[ ]?\n|[ ]?\Z))")
_NO_VALUE: Final = re.compile(
    r"(?:none|null|nil|true|false|undefined|string|str|int|root|admin|administrator|user|users|app|web"
    r"|webapp|api|backend|frontend|db|dbuser|dev|developer|demo|ci|bot|runner"
    r"|worker|service|deploy|deployer|vagrant|docker|ubuntu|debian|ec2-user|homestead|sail|jenkins"
    r"|www-data|nginx|nobody|backup|cron|cache|www|httpd"
    r"|apache|redis|mongo|mongodb|git|elastic|kafka|rabbitmq|prometheus|grafana|airflow|node|rails|django"
    r"|flask"
    r"|[\w-]{0,24}[-_]?(?:teams?|squad|owners|maintainers|reviewers|admins|devs|engineers)|teams?-[\w-]{1,24}"
    r"|username|user_?name|login_?name|account_?name|name|me"
    r"|you|test|guest|default|system|assistant|postgres|mysql|sa|public|anonymous|required"
    r"|optional|self|request"
    r"|req|os|process|env|current|new|the|a|an|not|in|on|and|or|is|to|your|my|his|her|from|input|email|id|uid"
    r"|password|login|logged|data|value|field|__token__|x-access-token|oauth2"
    r"|(?:user|self|this|req|request|session|ctx|account|current_user|profile|args|row|obj|item|config"
    r"|settings|auth"
    r"|data|state|props|params|options|message|msg|ctx|context|event|result|response|res|var|local|module"
    r"|each|env|secrets|vars|input|inputs|github|process)\.[\w.]+|.*\.(?:zip|pdf|docx?|xlsx?|7z|rar|kdbx|txt"
    r"|csv|key|pem)"
    r"|taken|given|shown|known|hidden|written|unique|free|short|long|wrong|empty|blank|missing|invalid"
    r"|available"
    r"|already|case(?:\W.*)?|also|only|yours|mine|here|there|ok|okay|fine|vergeben|ungültig|pris|ocupado|occupato"
    r"|bezet|another|someone|somebody|anyone|anybody|everyone|other|different|superuser|owner|guests)\Z",
    re.IGNORECASE,
)
_SQL: Final = re.compile(
    r"(?:(?:create|alter|drop)[ ]user|to|for|user|role)[ ]{1,2}(?:if not exists[ ])?"
    r"['\"`]([\w.-]{2,40})['\"`](?=[ ]?(?:@|identified|with|;|password))",
    re.IGNORECASE,
)
_SESSION: Final = re.compile(
    r"(?<!\w)(?:log(?:ged|s)?[ -](?:on|in) as|login as|sign(?:ed|s) in as|authenticated as"
    r"|session (?:opened|closed) for (?:user|uid)|password for|machine \S{1,80} login"
    r"|failed password for|accepted password for|password for invalid user|accepted \w{3,12} for|sudo -u"
    r"|login failed for|failed login for|login failure for|auth failed for|authentication failed for|login "
    r"for"
    r"|invalid user|\((?:user|username|login|account|benutzer|utilisateur|usuario|utente|gebruiker):?)[ ]"
    r"[\"'`]?([a-zA-Z_][\w.-]{1,31})(?![\w@.])",
    re.IGNORECASE,
)
# What "id" prints, and the account behind a Windows domain.
_ACCOUNT: Final = re.compile(
    r"(?:(?<!\w)(?:[ug]id|groups)=|(?<=\)),)\d{1,6}\((?P<unix>[a-z_][\w.-]{1,31})\)"
    r"|(?<![\w\\:/])[A-Z][A-Z0-9-]{2,14}\\{1,2}(?P<windows>[a-z][\w.-]{2,30})(?![\w\\.])"
)
_NEXT_PAIR: Final = re.compile(r"[ ]\w{1,20}[=:]")  # of a line of a log
_STRONG_WORDS: Final = (
    "username|user name|login name|benutzername|anmeldename|nom d'utilisateur|nombre de usuario|"
    "nome utente|gebruikersnaam|nome de usuário|nome de utilizador|identifiant|usuario"
)
_STRONG: Final = frozenset(_STRONG_WORDS.split("|"))
# Behind these a plain name may stand at once; behind the others something has to lead to it.
_PLACING_WORDS: Final = (
    "anwender|benutzer|benutzerkennung|nutzername|nutzerkennung|loginname|sign in name|uname|inlognaam"
    "|utilizador"
    "|usuário|gebruiker|utilisateur|windows kennung|windows-kennung|ad account|ad user"
    "|kennung|zweitkonto|adminkonto|admin konto|benutzerkonto|domänenkonto|ad konto|user account"
    "|domain account|admin account|service account|second account|compte utilisateur|compte admin"
    "|cuenta de usuario|account utente|gebruikersaccount|conta de usuário|conta de utilizador|nutzer|nutzerin"
    "|compte ad|compte réseau|compte windows|conta de rede|conta windows|cuenta de red|cuenta de dominio"
    "|account di rete|account di dominio|netwerkaccount|netzwerkkonto|windows konto|network account"
    "|anwenderin|benutzerin|utilisatrice|usuaria|gebruikster|utilizadora|usuária"
)
_PLACING: Final = _STRONG | frozenset(_PLACING_WORDS.split("|"))
_LEADING_WORDS: Final = (
    "user id|userid|login id|logon|user login|network login|samaccountname|screen name|gamertag|handle|pseudo"
    "|utente|login|nickname|sign-in name|log-in|account name|kennung|usr|inlog"
)
_LEADING: Final = _PLACING | frozenset(_LEADING_WORDS.split("|"))
_CALLED: Final = re.compile(
    r"(?:[ ][^\W\d_][^\W\d_'’-]{0,14}){0,3}?[ ](?:is|ist|lautet|est|reste|es|è|é)[ ][\"'`]?"
    r"(?P<name>(?=[a-z]{0,20}[a-z._\d]{3})[a-z][a-z0-9._]{3,24})"
    r"(?![\w@(\[/])(?=[\"'`]{0,2}(?:[.,;)\n]|[ ]?\Z|[ ](?:and|und|et|y|e|en)[ ]))"
)
# The name alone in the line below, or behind blanks, dots or a dash that lead to it: a form, two columns.
_LED_TO: Final = re.compile(
    r"(?:[ ](?:de red|réseau|di rete|de rede|do portal|del portale|du portail|for the portal|windows))?"
    r"[\"'\])*_`]{0,3}[ ]?(?:[:.]?[ \t]{0,4}(?:\r?\n[ \t>|]{0,6}){1,2}|:?[ ]{0,3}\.{3,60}[ ]?|\t{1,2}"
    r"|[ ]{2,12}|[ ]?[–|-][ ]|(?P<weak>[ ]?\(|[ ]?\#[ ]?)"
    r"|[ ]?</\w{1,12}>[ ]?<\w{1,12}>)[\"'`]?@?"
    r"(?P<name>[A-Za-z][\w.-]{2,30}(?<![.-]))(?=[\"'`]?[ \t]{0,8}(?:\r?\n|\Z|[|<\t)]|[ ]{2}))",
    re.IGNORECASE,
)
_LINK_OF_A_SITE: Final = re.compile(
    r"\.(?:com|org|net|io|gg|tv|app|dev|html?|txt|py|js|ts|md|json|ya?ml|sh)\Z"
)
_MARKED: Final = re.compile(r"[\d._]|[a-z][A-Z]")
# "identifiant réseau : lbertin", "login do portal: bq", "username for the portal = x"
_QUALIFIED: Final = re.compile(
    r"(?:[ ](?:(?:for|on|to|in|of|for the|on the|de|del|do|da|du|des|im|für|beim|van|voor|op|di|au|sur|en"
    r"|no|na|am|for our)"
    r"[ ])?(?!(?:must|can|may|should|rules?|field|is|was|are|not|type"
    r"|class)(?!\w))[^\W\d_][\w'’-]{1,15}){1,3}"
    r"[ ]?[:=][ ]{0,3}[\"'`]?@?(?P<name>[A-Za-z][\w.-]{2,30}(?<![.-]))(?=[\"'`]?[ ]?(?:[,;.)]?[ ]?(?:\r?\n"
    r"|\Z)|[,;.)][ ]))"
)
# "Benutzer kalbm gesperrt", "utilizador bquintela;": right behind the word, and a word of no language.
_RIGHT_BEHIND: Final = re.compile(
    r"(?:[ ](?:de red|réseau|di rete|de rede|windows|in windows|ad|do portal|del portale))?"
    r"[ ][\"'`]?(?P<name>[a-z][a-z0-9._-]{2,24}(?<![.-]))"
    r"(?=[\"'`]?(?:[,;.)\n|]|[ ]?\Z|[ ]\(|[ ][/·•–-][ ]|[ ](?:cannot|can't|can|is|has|was|says|reports"
    r"|kann|ist|hat"
    r"|wurde|meldet|nicht|geht|funktioniert|sieht|konnte|gesperrt|wieder|sees|voit|ziet|krijgt"
    r"|meldt|keeps|doesn't|does|gets|won't|locked"
    r"|ne|n'|est|no|non|puede|está|ha|è|kan|heeft|werkt|não|foi"
    r"|but|and|mais|et|aber|und|pero|ma|maar|mas"
    r"|expired|disabled|deaktiviert|abgelaufen"
    r"|verrouillée?|bloquée?|expirée?|désactivée?|bloquead[oa]|caducad[oa]|bloccat[oa]|scadut[oa]|geblokkeerd"
    r"|verlopen|expirad[oa])(?!\w)))(?![.]\w)",
    re.IGNORECASE,
)
_VARIABLE: Final = re.compile(r"[A-Z]+(?:_[A-Z]+)+|[a-z]+(?:_[a-z]+)+|v?\d[\d.]*")


# "User ID=hr_app;Password=..." and "u/quietotter": the place says what it is, whatever it looks like.
_PLACED: Final = re.compile(
    r"(?i:(?:user[ ]?id|uid|user(?:name)?)[ ]?=[ ]?(?P<dsn>[\w.@\\-]{2,60})[ ]?;(?=[^\n]{0,160}?(?:password"
    r"|pwd)[ ]?=))"
    r"|(?i:cash[ ]?app|cashtag)[: ]{1,3}\$(?P<cash>[A-Za-z][\w-]{2,20})"
    r"|(?<![\w/.])/?u/(?P<reddit>[A-Za-z0-9_-]{3,20})(?![\w/])"
)


_SQL_NEEDLES: Final = (" '", ' "', " `")
_SESSION_NEEDLES: Final = (
    "in as", "on as", "login as", "ated as", "session opened", "password for", "machine ", "accepted ",
    "sudo -u", "invalid user", "failed for", "login for", "failure for", "(user", "(login", "(account",
    "(benutzer", "(util", "(usuario", "(utente", "(gebruiker",
)  # fmt: skip


# "account hollyhock is locked", "Benutzer kmeise gesperrt": only a login is.
_LOCKED: Final = re.compile(
    r"(?<!\w)(?i:account|user|konto|benutzer|compte|utilisateur|cuenta|usuario|account|utente|gebruiker|conta"
    r"|usuário)[ ][\"'`]?(?P<name>[a-z][a-z.\d_-]{3,24})[\"'`]?[ ]"
    r"(?:(?:is|was|has|been|got|gets|keeps|getting|ist|wurde|wieder|est|a|été|está|è|stat[oa]|saying|says"
    r"|staat|bitte)[ ]){0,3}(?:locked|unlocked|disabled|deactivated|suspended|gesperrt|entsperren|entsperrt"
    r"|deaktiviert|bloqué|verrouillé|désactivé|bloquead[oa]|desactivad[oa]|bloccat[oa]|geblokkeerd"
    r"|vergrendeld|desativad[oa])(?!\w)"
)
_LOCKED_NEEDLES: Final = (
    "locked", "disabled", "deactivated", "suspended", "sperr", "deaktiviert", "bloqu", "verrouillé",
    "désactivé", "desactivad", "bloccat", "geblokkeerd", "vergrendeld", "desativad",
)  # fmt: skip
# "JOIN users u ON o.user_id = u.id"
_OF_A_TABLE: Final = re.compile(r"[a-z]{1,3}\d?\.(?:id|name|login|e?mail|handle|\w{1,20}_(?:id|name|by))")
# "WHERE username IN ('jblack', 'zdoe3')"
_AMONG: Final = re.compile(r"[\"'`]?[ ](?:not[ ])?in[ ]?\([ ]?(?=['\"])", re.IGNORECASE)
_ONE_OF_THEM: Final = re.compile(r"[ ,\n]{0,6}(?P<quote>['\"])(?P<name>[\w.@#-]{2,40})(?P=quote)")
_MOST_OF_THEM: Final = 60
# Parts of what code calls things by: '"user": "user_name"' names nobody.
_OF_CODE: Final = re.compile(
    r"user|name|(?<![a-z])id(?![a-z])|login|test|admin|default|account|value|key|type|field|role|[.\d]"
)


class UserNames:
    """Values behind the words for user names; a plain word counts only where it is assigned."""

    id = "username-labelled"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them, and the names in "CREATE USER 'x'" and "logged in as x"."""
        for match in _LABEL.finditer(text):
            made_up = _MADE_UP.match(text, match.end())
            if made_up is not None and not _NO_VALUE.match(made_up["name"]):
                yield Hit(*made_up.span("name"), EntityType.USERNAME, 0.75, self.id, context=match[0].lower())
                continue
            among = _AMONG.match(text, match.end())
            if among is not None:
                yield from _those(text, among.end())
                continue
            link = _LINK.match(text, match.end())
            value = _VALUE.match(text, link.end()) if link is not None else None
            if value is not None and text.startswith("<", value.end()):
                continue  # "type Login = z.infer<typeof schema>"
            label = " ".join(match[0].lower().split())
            score = self._worth(text, link, value, label) if link is not None and value is not None else 0.0
            if score and value is not None:
                yield Hit(*value.span(), EntityType.USERNAME, score, self.id, context=label)
            elif (placed := _placed(text, match.end(), label)) is not None:
                yield Hit(*placed, EntityType.USERNAME, 0.7, self.id, context=label)
            else:
                yield from self._told(text, match.end(), label)
        sources = ((_SQL, "username-sql", _SQL_NEEDLES), (_SESSION, "username-session", _SESSION_NEEDLES))
        for pattern, rule, needles in sources:
            for match in near_needles(pattern, text, needles):
                name = match[1].rstrip(".")
                if not _NO_VALUE.match(name):
                    yield Hit(match.start(1), match.start(1) + len(name), EntityType.USERNAME, 0.82, rule)

        yield from self._placed_ones(text)

    @staticmethod
    def _placed_ones(text: str) -> Iterator[Hit]:
        for match in near_needles(_PLACED, text, ("u/", "$", "password=", "pwd=", "password =", "pwd =")):
            group = str(match.lastgroup)
            if not _NO_VALUE.match(match[group]):
                yield Hit(*match.span(group), EntityType.USERNAME, 0.8, "username-placed")
        for match in near_needles(_LOCKED, text, _LOCKED_NEEDLES):
            if not (_NO_VALUE.match(match["name"]) or _is_word(match["name"]) or _is_ordinary(match["name"])):
                yield Hit(*match.span("name"), EntityType.USERNAME, 0.7, "username-locked")
        for match in near_needles(_ACCOUNT, text, ("id=", "groups=", "\\")):
            group = "unix" if match["unix"] else "windows"
            if not _NO_VALUE.match(match[group]):
                yield Hit(*match.span(group), EntityType.USERNAME, 0.75, "username-account")

    @staticmethod
    def _told(text: str, position: int, label: str) -> Iterator[Hit]:
        """A name that looks made up, a few words behind the one that announces it."""
        known = (
            label in _PLATFORMS or label in _OF_USERS or (label in _LEADING and _heads(text, position, label))
        )
        told = _BESIDE.match(text, position) if known else None
        told = told or _TOLD.match(text, position)
        if told is None and label in _STRONG:
            called = _CALLED.match(text, position)
            told = called if called is not None and not _is_word(called["name"]) else None
        if told is not None and not _NO_VALUE.match(told["name"]) and not _OF_A_TABLE.fullmatch(told["name"]):
            yield Hit(*told.span("name"), EntityType.USERNAME, 0.7, "username-told", context=label)

    @staticmethod
    def _worth(text: str, link: re.Match[str], value: re.Match[str], label: str) -> float:
        name = value[0]
        if _NO_VALUE.match(name) or (link["op"] == "=" and _OF_A_TABLE.fullmatch(name)):
            return 0.0
        if _VARIABLE.fullmatch(name) and (
            link["op"] != ":" or not link[0].endswith(("'", '"')) or _OF_CODE.search(name) is not None
        ):
            return 0.0
        marked = re.search(r"[\d_.#-]", name) is not None or link[0].endswith("@")
        assigned = link["op"] in {":", "=", ":=", "=>", "=="}
        quoted = link[0].endswith(("'", '"', "`"))
        ends = _ENDS.match(text, value.end()) is not None and (
            assigned or text[value.end() : value.end() + 1] != "."  # "my handle is broken."
        )
        if marked:
            return 0.88 if assigned or quoted else 0.75
        if len(name) < 3:
            return 0.0
        if not assigned:
            told = link["op"].lower() in {"is", "ist", "est", "es", "è", "é"} and label not in _WEAK
            return 0.62 if told and ends and name.islower() and not _is_word(name) else 0.0
        if (
            quoted or ends or (link[0] == "=" and _NEXT_PAIR.match(text, value.end()))
        ) and label not in _WEAK:
            return 0.75
        if link["op"] == ":" and ends and name.islower() and label in {"user", "login", "nick", "usuario"}:
            return 0.0 if _is_word(name) else 0.62
        if link[0] == "=" and not ends:
            behind = text[value.end() : value.end() + 1]
            ends = (behind == " " and not _is_ordinary(name)) or _NEXT_PAIR.match(
                text, value.end()
            ) is not None
        plain = link["op"] == "=" and ends and not name[0].isupper()
        return 0.65 if plain and label in _ASSIGNED else 0.0


def _those(text: str, position: int) -> Iterator[Hit]:
    """Yield the quoted names of a list in SQL."""
    for _ in range(_MOST_OF_THEM):
        one = _ONE_OF_THEM.match(text, position)
        if one is None:
            return
        position = one.end()
        if not _NO_VALUE.match(one["name"]):
            yield Hit(*one.span("name"), EntityType.USERNAME, 0.8, "username-sql")


def is_no_value(name: str) -> bool:
    """Whether a word in the place of a user name is nobody's: "admin", "req.user", "required"."""
    return _NO_VALUE.match(name) is not None


def is_a_site(name: str) -> bool:
    """Whether what may be a user name ends as the name of a site or a file does."""
    return _LINK_OF_A_SITE.search(name) is not None or name.count(".") > 1


def _heads(text: str, position: int, label: str) -> bool:
    """Whether a label begins an entry: "..., login j.roe", but not "docker login registry.internal"."""
    before = text[max(0, position - len(label) - 2) : position - len(label)].rstrip(" ")
    return not before or not before[-1].isalnum()


def _placed(text: str, position: int, label: str) -> tuple[int, int] | None:
    """Return the plain name that a strong label leads to without saying ":" right before it."""
    if label not in _LEADING and label not in _PLATFORMS:
        return None
    for pattern in (_LED_TO, _QUALIFIED, _RIGHT_BEHIND)[: 3 if label in _PLACING else 2]:
        match = pattern.match(text, position)
        if match is None:
            continue
        name = match["name"]
        if _NO_VALUE.match(name) or _is_word(name) or _is_ordinary(name):
            continue
        if _VARIABLE.fullmatch(name) and _OF_CODE.search(name):
            continue
        told = _MARKED.search(name) is not None
        if not told and (name[0].isupper() or label not in _LEADING or match.groupdict().get("weak")):
            continue
        if _LINK_OF_A_SITE.search(name):
            continue
        return match.span("name")
    return None


def _is_ordinary(name: str) -> bool:
    """Whether each part of a name is a word of some language."""
    parts = re.findall(r"[^\W\d_]+", name.lower())
    return all(part in words("common_words") or part in words("plain_words") for part in parts)


def _is_word(name: str) -> bool:
    """Whether a plain word tells something about a user name instead of being one."""
    return name in words("common_words") or name.endswith(("ed", "ing", "able", "ly")) or len(name) > 20


RECOGNIZERS: tuple[Recognizer, ...] = (UserNames(),)
