"""User names by what their owners do: in logs of programs, in trackers, in forums and chats.

"bad credentials for 'n.okoro'", "by pdubois(uid=1002)", "@dan_the_welder wrote:", "Seller: vintage-otto",
"assigned from lfischer to mrossi". Where the place does not leave a doubt, any name counts that is nobody's
by convention; elsewhere it must be no ordinary word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.login_names import (
    is_initial_and_name,
    is_of_two,
    is_somebodys,
    looks_made_up,
    may_be_a_login,
    may_be_plain,
)
from app.redaction.recognizers.needs import matches_of
from app.redaction.recognizers.told import near_needles
from app.redaction.recognizers.usernames import is_no_value
from app.redaction.standing_words import FUNCTION_WORDS

# "opened for user root by pdubois(uid=1002)"
_WITH_NUMBER: Final = re.compile(r"(?<![\w.])(?P<name>[a-z_][\w.-]{1,30})\((?=e?uid=\d{1,9}\))")
# "r1882 | ckline | 2026-01-02", as Subversion tells who did what
_REVISION: Final = re.compile(r"(?<!\w)r\d{1,8} \| (?P<name>[A-Za-z][\w.@-]{1,30}) \| (?=\d{4}-\d\d-)")
# "Co-authored-by: snowlynx <snowlynx@…>", "author mfelix <…> 1700000000 +0100": a name of one word
_TRAILER: Final = re.compile(
    r"(?:-by|author|committer|tagger)(?::[ ]{1,8}|[ ])(?P<name>[A-Za-z][\w.-]{1,38})(?=[ ]<)", re.IGNORECASE
)
# "1f2e3d4c (hnakamura 2026-01-02 10:11:12 +0000 12) return x"
_BLAME: Final = re.compile(
    r"(?<![^\W_])[0-9a-f]{7,40}[ ](?:[\w./-]{1,80}[ ]{1,8})?\((?P<name>[A-Za-z][\w.-]{1,38})[ ]{1,24}"
    r"(?=\d{4}-\d\d-\d\d )"
)
# "USER imarchetti", "ftp> user imarchetti", "NICK okapi_"
_COMMAND: Final = re.compile(
    r"(?:^|[\n>:])[ ]?(?:(?<=ftp> )user|USER|NICK)[ ](?P<name>[A-Za-z_][\w.\\|^`-]{2,38})(?=[ ]?\r?(?:\n|\Z))"
)
# "okapi_!~ok@host", "* okapi has joined #chan"
_HOSTMASK: Final = re.compile(
    r"(?<![\w.])(?P<name>[A-Za-z_\[\]\\`^{}|][\w\[\]\\`^{}|-]{1,30})!(?=~?[\w.-]{1,20}@[\w.:-]{2,80})"
)
_JOINS: Final = re.compile(
    r"(?:\*{1,3}|-!-|-->|<--)[ ](?:(?:Joins|Parts|Quits):[ ])?(?P<name>[A-Za-z_][\w|`^-]{1,30})"
    r"(?=[ ](?:\(|\[|has (?:joined|left|quit)|joined|left|quit|is now known as|sets mode))"
)
# "live:tamsin.archer_3"
_LIVE: Final = re.compile(
    r"(?<![\w:])live:(?:\.cid\.)?(?P<name>(?=[\w.]{0,30}[._\d])[A-Za-z\d][\w.]{3,40}\w)"
)
# "@dan_the_welder wrote:", "thanks @mfelix"
_SAYS: Final = (
    r"(?:wrote|writes|said|says|asked|asks|replied|replies|commented|mentioned|posted|tweeted|suggested"
    r"|pointed out|reported|liked|retweeted|invited|added you|tagged"
    r"|schrieb|schreibt|sagt|sagte|fragte|fragt|antwortete|meinte|a écrit|écrit|a dit|dit|demande|répond"
    r"|escribió|escribe|dijo|dice|preguntó|respondió|ha scritto|scrive|ha detto|chiede|risponde|schreef"
    r"|schrijft|zei|zegt|vroeg|vraagt|antwoordde|escreveu|escreve|disse|diz|perguntou|respondeu)"
)
_ADDRESSED: Final = (
    r"(?:thanks to|thanks|thank you|thx|ty|kudos|props|hey|hi|hello|cc|ping|pinging|follow|following|dm"
    r"|hat tip|h/t|via|credits? to|shout ?out to|reviewed by|assigned to|in reply to|replying to|asked"
    r"|told|ask|message"
    r"|danke|merci|gracias|grazie|bedankt|dank|obrigad[oa]|valeu|hallo|salut|hola|ciao|hoi|oi|olá|moin"
    r"|folgt?|suivez|sigue a|segui|volg|siga)"
)
_MENTIONED: Final = (
    r"@(?P<name>(?=\d{0,3}[A-Za-z_])\w(?:[\w.-]{1,28})?\w)(?P<at>@[\w-]{1,40}(?:\.[\w-]{1,40}){1,3})?"
)
_SAYING: Final = re.compile(
    rf"(?<![\w@./`'\"<>=]){_MENTIONED}(?=[ ](?:just |also |has |hat )?{_SAYS}(?!\w))", re.IGNORECASE
)
_SPOKEN_TO: Final = re.compile(
    rf"(?<![\w@]){_ADDRESSED}[ ,:]{{1,3}}{_MENTIONED}(?![\w/(@=:]|\.\w|-\w|[ ]?\{{)", re.IGNORECASE
)
# "starfruitgirl#4410": of Discord and games
_TAGGED: Final = re.compile(r"(?<![\w.@/&#-])(?P<name>[A-Za-z_](?:[\w.]{1,28}\w)?#\d{4})(?![\w-])")
_TAGGING: Final = re.compile(r"(?i)discord|battle\.?net|battletag|blizzard|riot|gamer|friend code|username")
_NUMBERED: Final = re.compile(
    r"(?i)(?:ticket|issue|pr|bug|case|order|room|channel|general|invoice|pull"
    r"|task|item)#"
)
_TAG_REACH: Final = 80
# "MR !482 by @p.lindgren": weaker words, behind which code has its marks of another kind
_OF_AN_ACT: Final = re.compile(
    rf"(?<![\w@])(?:by|from|also|tell|between|meet|with|von|par|por|da|door|mit|avec|con|com|met|und|and"
    rf"|et|y|e)[ ]"
    rf"{_MENTIONED}(?![\w/(@=:]|\.\w|-\w|[ ]?\{{)"
)
# "hnakamura committed 2 hours ago", "Changed 3 years ago by marmalade"
_AGO: Final = re.compile(
    r"(?:(?<=\A)|(?<=\n)|(?<=[>|•·] ))(?P<name>[A-Za-z\d](?:[\w-]{1,37}[^\W_]))[ ](?:committed|opened"
    r"|commented|merged"
    r"|pushed|closed|reopened|requested|approved|left a|started|forked|starred|changed|added|removed|assigned"
    r"|mentioned|force-pushed|deployed|edited|replied|posted|reviewed|self-assigned|unassigned|labeled|wrote)"
    r"(?=[ ][^\n]{0,80}?(?:\d{1,3}|an?|last|yester)[ ]?(?:sec|min|hour|day|week|month|year"
    r"|day)\w{0,6}(?:[ ]ago)?|[ ]on )"
)
_ON_A_DAY: Final = re.compile(
    r"(?:(?<=\A)|(?<=\n)|(?<=[>|•·] ))(?P<name>[A-Za-z\d](?:[\w-]{1,37}[^\W_]))[ ](?:committed|opened"
    r"|commented"
    r"|merged|pushed|closed|reopened|requested changes|requested|approved|self-assigned|force-pushed|deployed"
    r"|edited|reviewed|left a comment|added a commit|mentioned this|changed the title)"
    r"(?=[ ][^\n]{0,60}?on[ ](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w{0,6}\.?[ ]\d)",
    re.IGNORECASE,
)
# "opened by quillfeather 5 days ago", "last edited by marmalade yesterday"
_BY_AGO: Final = re.compile(
    r"[ ]by[ ]@?(?P<name>[a-z][\w.-]{2,38}(?<![.-]))[ ](?:about[ ]|on[ ])?(?:(?:\d{1,3}|an?)[ ](?:sec|min"
    r"|hour|day|week"
    r"|month|year)\w{0,4}[ ]ago|just now|yesterday)"
)
# "from: zoe_k to: benji.r"
_PAIR: Final = re.compile(
    r"(?<![^\W_])from[ ]?[:=][ ]?@?(?P<name>[a-z][\w.-]{2,30}(?<![.-])),?[ ]{1,3}to[ ]?[:=][ ]?@?"
    r"(?P<other>[a-z][\w.-]{2,30}(?<![.-]))(?![\w@(/]|\.\w)",
    re.IGNORECASE,
)
# "reassigned: dvarga -> lchen"
_ARROW: Final = re.compile(
    r"(?<![^\W_])(?:re-?assigned|assignee|assigned|owner|reviewer|approver|zugewiesen|bearbeiter|assigné"
    r"|asignado"
    r"|assegnato|toegewezen"
    r"|atribuído)(?:[ ][a-z]{2,10})?[ ]?[:=]?[ ]@?(?P<name>[a-z][\w.-]{2,30}(?<![.-]))[ ]?(?:->|=>|→)"
    r"[ ]?@?(?P<other>[a-z][\w.-]{2,30}(?<![.-]))(?![\w@(/]|\.\w)",
    re.IGNORECASE,
)
# "utente mgallo disabilitato", "inloggen als tvermeer": a word for a user, an initial and a surname
_USER_THEN: Final = re.compile(
    r"(?<![^\W_])(?:users?|accounts?|login|logon|benutzer(?:in)?|nutzer(?:in)?|anwender(?:in)?|konto|kennung"
    r"|utilisat(?:eur|rice)|compte|identifiant|usuari[oa]|cuenta|utente|utenza|gebruiker|utilizador(?:a)?"
    r"|conta"
    r"|usuári[oa]|as|als|en tant que|comme|como|come|assignee|employee|colleague|kollegin?|collègue|für"
    r"|pour|para"
    r"|per|voor|for|by|par|von|da|por|door)[ ][\"'`@]?(?P<name>[a-z]{5,16}\d{0,3})(?![\w@(/-]|\.\w)"
)
_AGO_BY: Final = re.compile(
    r"(?:(?:sec|min|hour|day|week|month|year)\w{0,4}[ ]ago|just now"
    r"|yesterday)[ ]by[ ](?P<name>[a-z][\w.-]{2,38}(?<![.-]))(?![\w@(/]|\.\w)"
)
# "Quote from: HarborMaster52", "Seller: vintage-otto", "Uploaded by: fotofuchs"
_SIGNED_BY: Final = re.compile(
    r"(?<![^\W_])(?:quote from|originally posted by|quoting|posted by|uploaded by|shared by|submitted by"
    r"|review by"
    r"|reviewed by|sold by|seller|buyer|poster|streamer|player|winner|host|author|uploader|commenter"
    r"|zitat von|geschrieben von|hochgeladen von|verkäufer(?:in)?|käufer(?:in)?|verfasser|citation de"
    r"|posté par"
    r"|publié par|vendeur|vendeuse|auteur|cita de|publicado por|subido por|vendedor(?:a)?|autor(?:a)?"
    r"|citazione di"
    r"|scritto da|postato da|caricato da|venditore|autore|citaat van|geplaatst door|verkoper|citação de"
    r"|enviado por)"
    r"(?P<colon>[ ]?:)?[ ]{1,2}@?(?P<name>[A-Za-z][\w-]{2,30}(?<!-))(?![\w@/(]|\.\w|(?-i:[ ]?[A-Z][a-z]))",
    re.IGNORECASE,
)
# "TeaLeaf_Lady (verified purchase)"
_OF_A_MEMBER: Final = re.compile(
    r"(?<![\w@/.-])(?P<name>[A-Za-z][\w-]{3,30}(?<!-))(?=[ ]\((?:verified|moderator|mod\)|member"
    r"|new member|op\)|level|guest"
    r"|\d[\d,.]{0,6}\)?[ ]?(?:posts?|reviews?|followers?|subs|karma|\d{2}[.,]\d%)))",
    re.IGNORECASE,
)
# "GRANT SELECT ON x TO analyst_mk;"
_GRANTED: Final = re.compile(
    r"(?<!\w)(?:GRANT[ ][^\n;]{1,120}?[ ]TO|REVOKE[ ][^\n;]{1,120}?[ ]FROM|OWNER[ ]TO|SET[ ]ROLE"
    r"|(?:CREATE|ALTER|DROP)[ ](?:USER|ROLE|LOGIN)(?:[ ]IF[ ](?:NOT[ ])?EXISTS)?)[ ]"
    r"(?P<name>[A-Za-z][\w.-]{2,30})(?=[ ]?(?:[;,\n]|\Z|WITH|IDENTIFIED|PASSWORD))"
)
# "* okapi sets mode +o wren_"
_MODE: Final = re.compile(r"sets mode[: ]{1,2}[+-][a-z]{1,4}[ ](?P<name>[A-Za-z_][\w|`^-]{1,30})")
# "of user efischer killed": what happens to users in logs
_USER_IN_A_LOG: Final = re.compile(
    r"(?:(?<![^\W_])(?:of|for|by|as|to|from|against|with)[ ]user|(?:(?<=[:\]>;] )|(?<=\n)|(?<=\A))[Uu]ser)[ ]"
    r"(?P<name>[a-z][\w.-]{2,30}(?<![.-]))"
    r"(?=[ ](?:killed|failed|logged|not|is not|denied|exceeded|locked|expired|disconnected|authenticated"
    r"|rejected"
    r"|blocked|removed|added|created|deleted|uid|succeeded|has been|was (?:added|removed|locked|disabled"
    r"|created"
    r"|deleted|denied))(?!\w))"
)
# "user rainbow can't log in", "benutzer pfau kann sich nicht anmelden": of whom one is told that
_CANNOT: Final = re.compile(
    r"(?<![^\W_])(?<!the )(?<!a )(?<!an )(?<!any )(?<!each )(?<!every )(?<!this )(?<!that )(?<!our )"
    r"(?<!your )(?<!my )"
    r"(?i:user|benutzer(?:in)?|nutzer|usuari[oa]|utente|utilisat(?:eur|rice)|gebruiker|usuári[oa]"
    r"|utilizador)[ ][\"'`]?"
    r"(?P<name>[a-z][\w.-]{2,30}(?<![.-]))[\"'`]?(?=[ ](?:(?:can't|cannot|can not|cant|couldn't"
    r"|unable to|not able to)[ ]"
    r"(?:log|sign|get in|access|connect|reset|open)|is (?:locked|blocked|disabled|unable)|(?:got|was"
    r"|been) locked"
    r"|forgot|has (?:the same|forgotten|been locked)|kann (?:sich )?(?:nicht|nimmer)|ist gesperrt"
    r"|hat (?:sein|ihr|das)"
    r"|n'arrive|ne (?:peut|parvient)|est bloqué|no puede|está bloquead|non riesce|è bloccat|kan niet"
    r"|is geblokkeerd"
    r"|não consegue|está bloquead))"
)
_NO_USER_WORDS: Final = (
    "account accounts data group groups input interface session sessions role roles service agent story "
    "mode profile "
    "name names who that which still also often just now then he she it they one base manual guide "
    "experience error "
    "email password login friendly facing space level table record records module management permission "
    "permissions"
)
_NO_USER: Final = frozenset(_NO_USER_WORDS.split())
# "Compte AD : cgauthier —", "account bloccato: lferri (…"
_ACCOUNT_FIELD: Final = re.compile(
    r"(?<![^\W_])(?:account|compte|konto|benutzerkonto|cuenta|conto|conta|utenza|login|logon|user|usuario"
    r"|utente"
    r"|usuário|gebruiker|utilisateur|benutzer)(?:[ ](?:ad|windows|réseau|bloccat[oa]|bloquead[oa]"
    r"|gesperrt|locked"
    r"|disabled|verrouillé|bloqué|geblokkeerd|domain|domaine|vpn|sap|citrix|affected|affecté"
    r"|betroffen(?:er|es)?"
    r"|concerné|interessat[oa]|afectad[oa]|network|unix|linux|intranet|name|id)){1,2}[ ]?[:=–—-][ ]{1,2}"
    r"(?P<name>[a-z][\w.-]{2,30}(?<![.-]))(?=[ ]?(?:[,;.(|\n—–-]|\Z))",
    re.IGNORECASE,
)
# "bad credentials for 'n.okoro'", "MFA reset for user qzhao", "3 failed attempts by hlowe2"
_TRIED: Final = re.compile(
    r"(?<![^\W_])(?:credentials?|password|passwd|log-?in|logon|log-?out|sign-?in|sign-?on|auth\w{0,12}"
    r"|lockout"
    r"|locked|unlocked|disabled|enabled|session|mfa|2fa|otp|attempts?|kinit|ticket|principal"
    r"|impersonat\w{1,4}"
    r"|access)(?:[ ][a-z]{2,12}){0,2}[ ]"
    r"(?:(?:for|by|from|of)[ ](?:(?:the[ ])?(?P<user>user|account|login|principal|member)[ :=]{1,2})?)"
    r"(?P<quote>[\"'`‘]?)(?P<name>[A-Za-z_][\w.-]{2,38}(?<![.-]))(?![\w@(/\\:-]|\.\w)",
    re.IGNORECASE,
)
# "assigned from lfischer to mrossi"
_FROM_TO: Final = re.compile(
    r"(?<![^\W_])(?:re-?assign\w{0,4}|assign\w{0,4}|assignee|delegated|handed over|escalated|ownership|owner"
    r"|zugewiesen|assigné|réassigné|reasignad[oa]|asignad[oa]|riassegnat[oa]|assegnat[oa]|toegewezen"
    r"|reatribuíd[oa]|atribuíd[oa])"
    r"(?:[ ]\w{2,12}){0,2}[ ](?:from|von|de|da|van)[ ]@?(?P<name>[a-z][\w.-]{2,30}(?<![.-]))[ ](?:to|an|à"
    r"|a|zu"
    r"|naar|aan|para|auf)[ ]@?(?P<other>[a-z][\w.-]{2,30}(?<![.-]))(?![\w@(/-]|\.\w)",
    re.IGNORECASE,
)
# "commit by hnakamura 2 hours ago": what people do, where "built by" would name a program
_DONE_BY: Final = re.compile(
    r"(?<![^\W_])(?:commits?|committed|pushed|authored|approved|reviewed|requested|reported|submitted|posted"
    r"|uploaded|last edited|last modified|checked out|signed off|raised|unlocked|assigned|acknowledged"
    r"|claimed"
    r"|commented|locked|checked in)[ ](?:[a-z]{2,10}[ ])?(?:by"
    r"|to)[ ][\"'`@]?(?P<name>[a-z][a-z\d._-]{3,24}(?<![.-]))"
    r"(?![\w@(/-]|\.\w)",
    re.IGNORECASE,
)
# What is done to code is done by a login; what is reported or approved, by the press and by committees, too.
_OF_CODE: Final = re.compile(
    r"(?i)commit|pushed|authored|checked|last (?:edited|modified)|unlocked|acknowledged"
)
# "<nightowl> anyone here?", "[21:04] zora: no lol": lines of a chat, of which there are more than one
_NICK_LINE: Final = re.compile(
    r"(?:(?<=\A)"
    r"|(?<=\n))(?:\[?\d{1,2}:\d\d(?::\d\d)?\]?[ ])?<[@+%~&]?(?P<name>[A-Za-z_][\w|`^-]{1,30})>[ ](?=\S)"
)
_TIMED_LINE: Final = re.compile(
    r"(?:(?<=\A)|(?<=\n))\[?\d{1,2}:\d\d\]?[ ]{1,2}(?P<name>[A-Za-z_][\w|`^.-]{1,30}):[ ](?=[^\n])"
)
_TAG_WORDS: Final = (
    "a b i u p s em h1 h2 h3 div li ul ol td th tr span code pre strong br hr html head body title"
    " script style"
    " name value user id tag key note url path file string int type item option label input button"
    " section info"
    " warn error debug trace"
)
_TAGS: Final = frozenset(_TAG_WORDS.split())
_FEWEST_LINES: Final = 2
_NO_MENTION_WORDS: Final = (
    "param params return returns throws see since author version deprecated override media import property"
    " staticmethod classmethod dataclass abstractmethod pytest app router get post put delete component type"
    " types everyone here channel all team latest next canary beta alpha main media charset apply layer"
    " include"
    " extend mixin use forward bean test before after entity column table id data injectable component"
    " input output"
    " noon home work all once"
)
_NO_MENTION: Final = frozenset(_NO_MENTION_WORDS.split())
_MONTHS: Final = (
    " on jan", " on feb", " on mar", " on apr", " on may", " on jun", " on jul", " on aug", " on sep",
    " on oct", " on nov", " on dec",
)  # fmt: skip
_PLACED: Final = (
    (_WITH_NUMBER, "username-with-number", ("(uid=", "(euid=")),
    (_REVISION, "username-revision", (" | ",)),
    (_TRAILER, "username-trailer", (" <",)),
    (_BLAME, "username-blame", (" +0", " -0", " +1", " -1")),
    (_COMMAND, "username-command", ("user ", "nick ")),
    (_HOSTMASK, "username-hostmask", ("!",)),
    (
        _JOINS,
        "username-joins",
        (" joined", " left", " quit", " is now known", " sets mode", "joins:", "parts:", "quits:"),
    ),
    (_LIVE, "username-live", ("live:",)),
    (_SAYING, "username-mentioned", ("@",)),
    (_SPOKEN_TO, "username-mentioned", ("@",)),
    (_AGO, "username-ago", (" ago", "yesterday")),
    (_ON_A_DAY, "username-ago", _MONTHS),
    (_MODE, "username-joins", ("sets mode",)),
)
_ONE_NEEDLES: Final = (
    "account", "profil", "login", "user", "member", "seller", "buyer", "player", "customer", "tenant",
    "konto",
    "nutzer", "mitglied", "verkäufer", "compte", "utilis", "membre", "vendeur", "cuenta", "perfil", "usuario",
    "logon", "utenza", "miembro", "vended", "conto", "utente", "membro", "venditore", "gebruiker", "lid ",
    "verkoper", "conta",
    "usuário",
)  # fmt: skip
_SIGNED_NEEDLES: Final = (
    "quot", "posted", "upload", "shared by", "submitted by", "review", "sold by", "seller", "buyer", "poster",
    "streamer", "player", "winner", "host", "aut", "commenter", "zitat", "geschrieben", "hochgeladen",
    "käufer",
    "verfasser", "citation", "posté", "publi", "vende", "cita ", "subido", "citazione", "scritto", "postato",
    "caricato", "venditore", "citaat", "geplaatst", "verk", "citação", "enviado",
)  # fmt: skip
_IN_LOGS: Final = (
    (_AGO_BY, "username-ago", (" by ",)),
    (_BY_AGO, "username-ago", (" ago", "yesterday", "just now")),
    (_USER_IN_A_LOG, "username-in-a-log", (" user ",)),
    (_ACCOUNT_FIELD, "username-account-field", _ONE_NEEDLES),
    (_GRANTED, "username-granted", ("grant ", "revoke ", "owner to", "set role", "user ", "role ", "login ")),
    (
        _OF_A_MEMBER,
        "username-of-a-member",
        (
            "(verified",
            "(mod",
            "(member",
            "(new member",
            "(level",
            "(guest",
            "(op)",
            " posts",
            " reviews",
            " followers",
            "%)",
        ),
    ),
)
_PLAINLY: Final = frozenset({_BY_AGO, _AGO_BY, _USER_IN_A_LOG, _ACCOUNT_FIELD})


class Actors:
    """See the module."""

    id = "username-acts"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the user names; programs, sites and words of a dictionary are nobody."""
        for pattern, rule, needles in _PLACED:
            for match in near_needles(pattern, text, needles):
                if not is_no_value(match["name"]) and match["name"].lower() not in _NO_MENTION:
                    end = match.end("at") if match.groupdict().get("at") else match.end("name")
                    yield Hit(match.start("name"), end, EntityType.USERNAME, 0.75, rule)
        for match in near_needles(_TAGGED, text, ("#",)):
            around = (max(0, match.start() - _TAG_REACH), min(len(text), match.end() + _TAG_REACH))
            if not _NUMBERED.match(match["name"]) and _TAGGING.search(text, *around):
                yield Hit(*match.span("name"), EntityType.USERNAME, 0.75, "username-tagged")
        for match in near_needles(_OF_AN_ACT, text, (" @",)):
            if _is_a_mention(match["name"]):
                yield Hit(*match.span("name"), EntityType.USERNAME, 0.68, "username-mentioned")
        for match in near_needles(
            _CANNOT, text, ("user ", "nutzer", "usu", "utente ", "utili", "gebruiker ")
        ):
            if match["name"] not in _NO_USER and match["name"] not in FUNCTION_WORDS:
                yield Hit(*match.span("name"), EntityType.USERNAME, 0.7, "username-cannot")
        yield from self._signed(text)
        yield from self._logged(text)
        yield from _in_chats(text)

    @staticmethod
    def _signed(text: str) -> Iterator[Hit]:
        for match in near_needles(_SIGNED_BY, text, _SIGNED_NEEDLES):
            name = match["name"]
            told = match["colon"] and (is_of_two(name) or (name.islower() and may_be_plain(name)))
            if told or looks_made_up(name):
                yield Hit(*match.span("name"), EntityType.USERNAME, 0.7, "username-signed-by")
        for pattern, rule, needles in _IN_LOGS:
            for match in near_needles(pattern, text, needles):
                name = match["name"]
                if looks_made_up(name) or (pattern in _PLAINLY and name.islower() and may_be_a_login(name)):
                    yield Hit(*match.span("name"), EntityType.USERNAME, 0.7, rule)

    @staticmethod
    def _logged(text: str) -> Iterator[Hit]:
        for match in near_needles(_TRIED, text, (" for ", " by ", " from ", " of ")):
            quoted = match["quote"] and text[match.end() : match.end() + 1] in "\"'`’"
            told = (quoted or match["user"]) and may_be_a_login(match["name"])
            if (told or looks_made_up(match["name"])) and is_somebodys(match["name"]):
                yield Hit(*match.span("name"), EntityType.USERNAME, 0.72, "username-tried")
        for match in near_needles(_FROM_TO, text, (" from ", " von ", " de ", " da ", " van ")):
            if is_somebodys(match["name"]) and is_somebodys(match["other"]):
                yield Hit(*match.span("name"), EntityType.USERNAME, 0.7, "username-handed-over")
                yield Hit(*match.span("other"), EntityType.USERNAME, 0.7, "username-handed-over")
        for pattern, needle in ((_ARROW, (">", "→")), (_PAIR, ("from",))):
            for match in near_needles(pattern, text, needle):
                names = (match["name"], match["other"])
                if all(map(is_somebodys, names)) and (pattern is _ARROW or any(map(looks_made_up, names))):
                    yield Hit(*match.span("name"), EntityType.USERNAME, 0.7, "username-handed-over")
                    yield Hit(*match.span("other"), EntityType.USERNAME, 0.7, "username-handed-over")
        for match in matches_of(_USER_THEN, text):
            if is_initial_and_name(match["name"]):
                yield Hit(*match.span("name"), EntityType.USERNAME, 0.7, "username-initial-and-name")
        for match in near_needles(_DONE_BY, text, (" by ", " to ")):
            name = match["name"]
            sure = looks_made_up(name) or is_initial_and_name(name) or _OF_CODE.match(match[0])
            if name.islower() and is_somebodys(name) and sure:
                yield Hit(*match.span("name"), EntityType.USERNAME, 0.66, "username-done-by")


def _in_chats(text: str) -> Iterator[Hit]:
    """Who speaks in the lines of a chat: "<nightowl> anyone?", "[21:04] zora: no"."""
    for pattern, needle in ((_NICK_LINE, "> "), (_TIMED_LINE, ": ")):
        lines = [] if needle not in text else list(pattern.finditer(text))
        names = {match["name"] for match in lines}
        if len(lines) < _FEWEST_LINES or any(name.lower() in _TAGS or is_no_value(name) for name in names):
            continue
        if pattern is _NICK_LINE or any(map(looks_made_up, names)):
            for match in lines:
                yield Hit(*match.span("name"), EntityType.USERNAME, 0.7, "username-speaks")


def _is_a_mention(name: str) -> bool:
    """Whether a mention behind a weak word is of somebody: code marks its things so, too."""
    return (
        name.lower() not in _NO_MENTION
        and not is_no_value(name)
        and (looks_made_up(name) or name[0].islower())
        and not (name[0].isupper() and name.isalpha())
    )


RECOGNIZERS: tuple[Recognizer, ...] = (Actors(),)
