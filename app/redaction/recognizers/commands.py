"""User names and passwords given to programs: options of commands, arguments of calls, what terminals print.

``mysql -u shop -pWinter3``, ``docker login -u jverne -p …``, ``net user kees Kabeljauw1! /add``,
``requests.get(url, auth=("kees", "…"))``; and whom ``ls -l``, a prompt,
``sudo`` and ``sshd`` name in a log.

Commands are read option by option, which no pattern over a line can do: the same ``-p`` is a password, a port
or a path, depending on the program.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer, trie_pattern
from app.redaction.recognizers.told import near_needles

_LONGEST: Final = 400
# What each program calls its user and its password: "name: user options / password options"; a password
# option that ends with "*" has its value attached ("-pWinter3").
_PROGRAMS: Final = """
mysql mysqldump mysqladmin mariadb mariadb-dump: -u --user / -p* --password
psql pg_dump pg_restore pg_dumpall createdb dropdb pgcli: -U --username /
mongo mongosh mongodump mongorestore mongoexport mongoimport: -u --username / -p --password
redis-cli: --user / -a --pass
docker podman nerdctl helm skopeo buildah oras crane: -u --username / -p --password
az: -u --username / -p --password --client-secret --account-key --sas-token
sqlcmd bcp osql: -U / -P
cqlsh cypher-shell influx clickhouse-client: -u --user --username -username / -p --password -password
ldapsearch ldapadd ldapmodify ldapdelete ldapwhoami: / -w
ipmitool: -U / -P
mosquitto_pub mosquitto_sub: -u --username / -P --pw
rdesktop: -u / -p
plink pscp psftp putty: -l / -pw
psexec wmic schtasks: -u /u /user /ru / -p /p /password /rp
xfreerdp wfreerdp mstsc: /u / /p
cmdkey runas net: /user / /pass
svn hg: --username / --password
wget aria2c yt-dlp: --user --username --http-user --ftp-user / --password --http-password --http-passwd
vncviewer snmpwalk snmpget: / -c -passwd
unzip zip: / -P
7z 7za rar unrar: / -p* -hp*
gpg gpg2 cryptsetup age: -u / --passphrase
keytool jarsigner: / -storepass -keypass
sshpass: / -p
http https xh: -a --auth /
ssh-keygen: / -N -P
nmcli iwctl: / --passphrase password
heroku vault kubectl oc rclone gcloud aws gh glab npm twine hub: -u --username / -p --password --token
ansible ansible-playbook knife salt: -u --user /
ssh scp sftp: -l /
tailscale netbird headscale: / --authkey --auth-key --setup-key
sonar-scanner snyk: / --token
openssl: / -k -K -hmac
steghide fcrackzip: / -p
impacket evil-winrm crackmapexec smbmap rpcclient: -u -U / -p -P
"""


_REGISTRIES: Final = (
    "docker podman nerdctl helm skopeo buildah oras crane az heroku vault kubectl oc rclone gcloud aws "
    "gh glab npm twine"
    " hub"
)
_LOGIN_ONLY: Final = frozenset(_REGISTRIES.split())

_WITHOUT_SIGNS: Final = frozenset({"nmcli", "iwctl"})  # "nmcli dev wifi connect Gast password ..."


def _programs() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    table = {}
    for line in _PROGRAMS.strip().splitlines():
        names, _, options = line.partition(":")
        users, _, passwords = options.partition(" /")
        for name in names.split():
            table[name] = (frozenset(users.split()), frozenset(passwords.split()))
    return table


_TABLE: Final = _programs()
_COMMAND: Final = re.compile(rf"(?<![\w.-])(?:{trie_pattern(_TABLE)})(?:\.exe)?(?=[ ])")
_PART: Final = re.compile(
    r"\"(?P<double>[^\"\n]{0,200})\"|'(?P<single>[^'\n]{0,200})'|(?P<bare>[^\s\"']{1,200})"
)
_ENDS: Final = frozenset({"|", "||", "&&", ";", "&", ">", ">>", "<", "#"})
_LINE: Final = re.compile(r"(?:[^\n\\]|\\\n|\\.)*")
# Options that mean a password or a user name whatever the program is.
_LONG: Final = re.compile(
    r"-(?<![\w-]-)-?(?:(?P<user>user(?:name)?|login|db-?user|admin-?user)|(?:[a-z]{1,12}-){0,2}(?:password"
    r"|passwd"
    r"|passphrase|pass|pw|token|secret|api-?key|auth-?key|access-?key)"
    r"|(?!(?:by|com|multi|under|over|sur|im)pass)[a-z]{2,12}(?:password|passwd|pass|passphrase|secret)"
    r"|masterauth)(?:[ ]{1,2}|=)(?P<quote>[\"'])?"
    r"(?P<value>(?(quote)[^\"'\n]{2,120}|[^\s\"'|;&<>-][^\s\"'|;&<>]{1,120}))"
)
_NO_VALUE: Final = re.compile(
    r"(?i)(?:[$%<{\[(`].*|:\w+|.*\$\{.*|[x*.•_-]+|your[-_ ]?.*|my[-_]?.*|user(?:name)?|user[-_ ]?name|name"
    r"|login|pass(?:word|wd|phrase)?|pwd|pw|secret|token|key|api[-_]?key|value|string|stdin|prompt|none|null"
    r"|true"
    r"|false"
    r"|changeme|example|test|foo|bar|file|path|env|env:.*|file:.*|fd:.*|@.*|/.*|\.{1,2}/.*|-.*|\+.*|root"
    r"|admin|git"
    r"|administrator|sa|postgres|here|and|or|is|to|the|in|for|with|of|from|on|at|not|option|flag"
    r"|\d{1,3}|.*\(|.*=)\Z"
)
_CONSTANT: Final = re.compile(r"[A-Z]+(?:_[A-Z]+)*\Z")
_GENERIC_NAME: Final = re.compile(
    r"(?i)(?:root|admin|administrator|user|users|username|git|ubuntu|ec2-user|centos|debian|pi|www-data"
    r"|nobody|daemon"
    r"|postgres|mysql|nginx|apache|runner|jenkins|docker|vagrant|me|you|system|bin|sys|syslog|mail|man|staff"
    r"|wheel"
    r"|other|everyone|sshd|cron|node|app|default|guest|test|sa|none|null|myuser|total|localhost|oracle"
    r"|deploy|password|passwd|pass)\Z"
)
# "auth=('kees', '…')", "smtp.login('kees@…', '…')", 'new NetworkCredential("kees", "…")'
_CALL: Final = re.compile(
    r"(?i:auth|login|logon|credentials?|basicauth|basic_auth|authenticate|signin|sign_in|passwordcredential"
    r")"
    r"[\"']?[ ]?(?:[=:][ ]?)?[(\[]{1,2}[ ]?(?:[A-Za-z_.]{1,40}[ ]?,[ ]?)?"
    r"[\"'](?P<name>[^\"'\n]{1,80})[\"'][ ]?,\s{0,4}[\"'](?P<value>[^\"'\n]{3,120})[\"']"
)
# Those that are told the place first: connect(host, user, password).
_CALL_WITH_PLACE: Final = re.compile(
    r"(?i:connect(?:ion)?|mysqli|pdo|login|auth|credentials?|open)[ ]?\([ ]?"
    r"(?:[\"'][^\"'\n]{1,200}[\"']|[A-Za-z_.$]{1,40})[ ]?,\s{0,4}"
    r"[\"'](?P<name>[^\"'\n]{1,80})[\"'][ ]?,\s{0,4}[\"'](?P<value>[^\"'\n]{3,120})[\"']"
)
_JOIN_NETWORK: Final = re.compile(
    r"(?i:wifi(?:multi)?\.(?:begin|addap)|wlan\.connect|sta_if\.connect|wifi_connect)\([ "
    r"]?[\"'][^\"'\n]{1,40}[\"'][ ]?,\s{0,4}"
    r"[\"'](?P<value>[^\"'\n]{3,120})[\"']"
)
# PowerShell's commands for accounts, PHP's constants for users.
_ACCOUNT_CALL: Final = re.compile(
    r"(?i:(?:new|get|set|remove|disable|enable|unlock)-(?:localuser|aduser|adaccount|adaccountpassword"
    r"|mailbox|msoluser)"
    r"(?:[ ]-(?:name|identity|samaccountname))?[ ][\"']?(?P<name>[A-Za-z][\w.-]{1,31})(?![\w.-])"
    r"|define\([ ]?['\"]\w{0,30}(?:user|login|username)['\"][ ]?,[ ]?['\"](?P<defined>[\w.@-]{2,40})['\"])"
)
_SECURE_STRING: Final = re.compile(
    r"(?:(?i:ConvertTo-SecureString)(?:[ ]-String)?[ ]{1,2}|(?i:setpassword|set_password|withpassword|decrypt"
    r"|usingpassword|changepassword)\()[\"']?(?P<value>(?<=[\"'])[^\"'\n]{3,120}(?=[\"'])"
    r"|(?<=[ ])[^\s\"'$(-][^\s]{2,60}(?=[ ]-(?i:asplaintext)))"
)
# "net user NAME PASSWORD", "echo NAME:PASSWORD | chpasswd", "htpasswd -b FILE NAME PASSWORD"
_SET_PASSWORD: Final = re.compile(
    r"(?i:(?<!\w)net[ ]user[ ](?P<name1>[\w.-]{2,30})[ ](?P<value1>[^\s/*][^\s]{3,60})"
    r"|echo[ ][\"']?(?P<name2>[\w.-]{2,30}):(?P<value2>[^\s\"'|$]{3,60})[\"']?[ ]?\|[ ]?(?:sudo[ ])?chpasswd"
    r"|htpasswd[ ]-\w{0,3}b\w{0,3}[ ]\S{1,120}[ ](?P<name3>[\w.-]{2,30})[ ](?P<value3>[^\s\"'$]{3,60})"
    r"|(?<!\w)net[ ]use[ ][^\n]{1,160}?/user:(?:[\w.-]{1,30}\\)?(?P<name4>[\w.-]{2,30})[ "
    r"](?P<value4>[^\s/]{4,60})"
    r"|smbclient[ ][^\n]{1,120}?-U[ ][\"']?(?:[\w.-]{1,30}[\\/]{1,2})?(?P<name5>[\w.-]{2,30})"
    r"%(?P<value5>[^\s\"']{3,60})"
    r"|lftp[ ][^\n]{0,80}?-u[ ][\"']?(?P<name6>[\w.-]{2,30}),(?P<value6>[^\s\"']{3,60})"
    r"|sqlplus[ ][\"']?(?P<name7>[\w.-]{2,30})/(?P<value7>[^\s\"'@]{3,60})"
    r"|wpa_passphrase[ ](?P<name8>\"[^\"\n]{1,32}\"|\S{1,32})[ ][\"']?(?P<value8>[^\s\"']{8,63})"
    r"|pass(?:in|out)?[ =]{1,2}pass:(?P<value9>[^\s\"']{3,60})(?P<name9>)"
    r"|(?:alter|create)[ ](?:user|role|login)[ ](?:if[ ]not[ ]exists[ ])?(?P<name10>[\w.-]{2,40})[ ]"
    r"(?:(?:with|identified|login|encrypted)[ ]"
    r"|(?=password[ ])){1,2}(?:by[ ])?(?:encrypted[ ])?"
    r"(?:password[ ]?=?[ ]?)?[\"']?(?P<value10>[^\s\"';]{3,80})"
    r"|(?<!\w)username[ ](?P<name11>[\w.-]{2,30})[ ](?:privilege[ ]\d{1,2}[ ])?(?:password|secret)[ ](?:\d[ "
    r"])?"
    r"(?P<value11>\S{3,120})"
    r"|rabbitmqctl[ ](?:add_user|change_password)[ ]"
    r"(?P<name12>[\w.-]{2,30})[ ][\"']?(?P<value12>[^\s\"']{4,80})"
    r"|mc[ ](?:alias|config[ ]host)[ ](?:set|add)[ ]\S{1,40}[ ]\S{4,120}[ ](?P<name13>[\w.-]{3,40})[ ]"
    r"[\"']?(?P<value13>[^\s\"']{8,80}))"
)
_ACCOUNT_COMMAND: Final = re.compile(  # commands whose argument is an account, where a shell would read them
    r"(?m:^|(?<=[$#>;&|])[ ]?|(?<=sudo )|(?<=RUN )|(?<=&& ))[ ]{0,8}"
    r"(?:useradd|adduser|userdel|deluser|usermod|passwd|chage|su(?:[ ]-[l]?)?|crontab[ ]-[eul]{1,2}"
    r"|loginctl[ ]enable-linger|sudo[ ]-u|pkill[ ]-u|id|chown(?:[ ]-R)?|kinit|mkhomedir_helper)[ ]"
    r"(?:-(?:[a-zA-Z]|-[a-z-]{2,20})(?:[ ](?:/[\w/.-]{1,60}|[\w,]{1,30}(?=[ ][a-z])))?[ ]){0,5}"
    r"(?P<name>[a-z_][a-z0-9_.-]{2,31})(?=:|@|;|[ ]{0,4}(?:\n|\Z)|[ ](?:-|/|&&|\|))"
)
# A value passed with its name: setProperty("db.password", "..."), getenv("API_TOKEN", "...").
_NAMED_ARGUMENT: Final = re.compile(
    r"[\"'][\w.-]{0,40}?(?i:password|passwd|passphrase|secret|token|api[-_]?key|auth[-_]?key|access[-_]?key"
    r"|private[-_]?key"
    r"|credential)s?[\"'][ ]?,\s{0,4}(?:[\"'](?P<value>[^\"'\n]{4,200})[\"'])[ ]?\)"
)
# What a test of a page types into its field for a password.
_TYPED_INTO: Final = re.compile(
    r"(?i:pass\w{0,12}|pwd|[\"'#]pw)[\"'\])]{1,6}\.(?i:type|fill|send_?keys|set_?value|input"
    r"|enter\w{0,8})\([ ]?"
    r"[\"'](?P<value>[^\"'\n]{4,80})[\"']"
)
_ARGUMENTS: Final = re.compile(
    r"[(\[][\"'][^\"'\n]{1,80}[\"'][ ]?,\s{0,4}[\"']|,[ ]?[\"'][^\"'\n]{1,80}[\"'][ ]?,\s{0,4}[\"']"
)
_ARGUMENT_NEEDLES: Final = (
    'password"', "password'", 'passwd"', "passwd'", 'passphrase"', "passphrase'", 'secret"', "secret'",
    'token"', "token'", 'key"', "key'", 'credentials"', "credentials'", 'credential"', "credential'",
)  # fmt: skip
# A message, a name of something or a kind of field rather than a value.
_IS_TEXT: Final = re.compile(r"\A[^\W\d_]+(?:[ ][^\W\d_]+)+\Z|\A[A-Za-z]+\Z|\A[a-z]+(?:[._-][a-z]+)+\Z")
_PLACE_NEEDLES: Final = ("connect", "mysqli", "pdo", "login", "auth", "credential")
_CALL_NEEDLES: Final = ("auth", "login", "logon", "credential", "signin", "sign_in", "connect")
_SECURE_NEEDLES: Final = ("securestring", "password(", "_password(", "decrypt(")
_PAIR_NEEDLES: Final = (
    "net user", "chpasswd", "htpasswd", "net use", "smbclient", "lftp", "sqlplus", "wpa_passphrase", "pass:",
    "identified",
    "alter user", "create user", "alter role", "create role", "create login", "alter login", "username ",
    "rabbitmqctl", "mc ",
)  # fmt: skip
_ACCOUNT_NEEDLES: Final = (
    "useradd ", "adduser ", "userdel ", "deluser ", "usermod ", "passwd ", "chage ", "su ",
    "crontab ",
    "enable-linger ", "sudo -u", "pkill -u", "chown ", "kinit ", "\nid ", "$ id ",
)  # fmt: skip
# What programs print.
_PRINTED: Final = (
    re.compile(
        r"^[-dlbcps][rwxsStT-]{9}[.+@]?[ ]{1,6}\d{1,4}[ ]{1,4}(?P<name>[A-Za-z_][\w.-]{1,31})[ ]",
        re.MULTILINE,
    ),
    re.compile(
        r"^[-dlbcps][rwxsStT-]{9}[.+@]?[ ]{1,6}\d{1,4}[ ]{1,4}[\w.-]{1,32}[ "
        r"]{1,8}(?P<name>[A-Za-z_][\w.-]{1,31})[ ]{1,8}\d",
        re.MULTILINE,
    ),
    re.compile(
        r"^\[?(?:\([\w.-]{1,30}\)[ ])?(?P<name>[a-z_][\w.-]{1,31})@[\w-]{1,40}(?:\.local)?[: "
        r"][~/\w][^\n$#%>\]]{0,80}\]?[$#%>](?=[ ]|$)",
        re.MULTILINE,
    ),
    re.compile(
        r"(?:sudo(?:\[\d{1,7}\])?:[ ]{1,4}(?P<name>[a-z_][\w.-]{1,31})[ ]:[ ](?:TTY|PWD|command|\d)"
        r"|CRON\[\d{1,7}\]:[ ]\((?P<cron>[a-z_][\w.-]{1,31})\)|[ ]by[ ](?P<by>[a-z_][\w.-]{1,31})\(uid="
        r"|(?<!\w)user[ ]['\"](?P<active>[\w.@-]{2,40})['\"](?=[ ](?:logged|signed|authenticated|from|not"
        r"|connected|failed|has))"
        r"|last login:[ ](?P<last>[a-z_][\w.-]{1,31})[ ](?:on|from)(?!\w)"
        r"|(?:for|of|as)[ ](?:user|role|login)[ ]['\"](?P<quoted>[\w.@-]{2,40})['\"]|for[ ]user[ "
        r"]['\"]?(?P<user>[a-z_][\w.-]{1,31})\(?(?:uid=|['\"]?[ ](?:by|from))"
        r"|[Nn]ew session \d{1,7} of user (?P<session>[a-z_][\w.-]{0,30}[\w-])"
        r"|[Ss]ession \d{1,7} of user (?P<of>[a-z_][\w.-]{0,30}[\w-])"
        r"|(?i:disconnected from|connection closed by|postponed \w{3,12} for|user)[ ](?:invalid "
        r"|authenticating )?"
        r"(?:user )?(?P<ssh>[a-z_][\w.-]{1,31})[ ](?:from[ ])?\d{1,3}\.\d)"
    ),
    re.compile(
        r"(?<![\w.])[\da-fA-F.:]{4,39}[ ]-[ ](?P<name>[A-Za-z_][\w.@-]{1,60})[ ]\[\d{1,2}/\w{3}/\d{4}"
    ),
    re.compile(
        r"^(?P<name>[a-z_][\w.-]{1,31})[ ]{1,12}(?:pts/\d{1,3}|tty\d{1,2}|\d{2,7}[ ]{1,4}\d{1,3}\.\d[ ])",
        re.MULTILINE,
    ),
    re.compile(
        r"ssh-(?:rsa|ed25519|dss)[ ]AAAA[\w+/=]{20,1200}[ ](?P<name>[A-Za-z_][\w.-]{1,31})@[\w.-]{1,60}"
    ),
    re.compile(
        r"(?<![\w\\])\\\\[\w.-]{1,60}\\(?i:home\$?|homes\$?|users?\$?|profiles?\$?|benutzer\$?"
        r"|redirected)\\(?P<name>[\w.-]{2,40})"
    ),
    re.compile(r"^[ \t]{0,8}User[ \t]{1,4}(?P<name>[A-Za-z_][\w.-]{1,31})[ \t]{0,4}$", re.MULTILINE),
    re.compile(r"^[a-z][\w-]{2,14}\\(?P<name>[a-z][\w.-]{1,30})[ \t]{0,4}$", re.MULTILINE),
    re.compile(r"(?<![\w-])(?:user|acct|uname|login|account)=[<\"](?P<name>[A-Za-z_][\w.+-]{1,60})[>\"]"),
    re.compile(
        r"[\"'][\w.-]{0,30}?(?i:user(?:name)?|login)[\"'][ ]?,\s{0,4}[\"'](?P<name>[A-Za-z_][\w.-]{1,40})"
        r"[\"'][ ]?\)"
    ),
    re.compile(  # "| wiebke | localhost | *94BD…": the accounts of a database
        r"\|[ ]{0,8}(?P<name>[A-Za-z][\w.-]{1,31})[ ]{0,24}\|[ ]{0,8}(?:%|localhost"
        r"|[\d.%]{3,15})[ ]{0,24}\|[ ]{0,8}"
        r"(?=\*[0-9A-F]{40}|\$A\$\d{3}\$)"
    ),
    re.compile(r"(?i:/user:|/u:)(?:[\w.-]{1,30}\\)?(?P<name>[A-Za-z_][\w.-]{1,31})"),
)
_PRINTED_NEEDLES: Final = (
    ("rw", "r-", "--"),
    ("rw", "r-", "--"),
    ("@",),
    (
        "sudo:",
        "sudo[",
        "cron[",
        "(uid=",
        "session",
        " user ",
        "disconnected from",
        "connection closed",
        "postponed",
        " role ",
        " login ",
    ),
    (" - ",),
    ("pts/", "tty", "."),
    ("ssh-",),
    ("\\\\",),
    ("hostname", "host "),
    ("\\",),
    ("=<", '="'),
    ('user"', "user'", 'name"', "name'", 'login"', "login'"),
    ("| *", "| $a$"),
    ("/u",),
)


_DONE_WITH_FORMS: Final = (
    "read write open close submit click works post get put delete update create edit view list form button "
    "change focus"
)
_VERBS: Final = frozenset(_DONE_WITH_FORMS.split())


class Commands:
    """What commands are given as user and password, and whom terminals and logs name."""

    id = "command-line"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield user names and secrets."""
        for match in _COMMAND.finditer(text):
            yield from self._options(text, match)
        if "-" in text:
            yield from self._long(text)
        yield from self._calls(text)
        yield from self._typed(text)
        for match in near_needles(_SET_PASSWORD, text, _PAIR_NEEDLES):
            yield from self._pair(match)
        for match in near_needles(_ACCOUNT_COMMAND, text, _ACCOUNT_NEEDLES):
            if _MADE_UP.search(match["name"]) and not _GENERIC_NAME.match(match["name"]):
                yield Hit(*match.span("name"), EntityType.USERNAME, 0.7, self.id, context="command")
        for match in near_needles(_ACCOUNT_CALL, text, ("localuser", "-ad", "mailbox", "define(")):
            group = str(match.lastgroup)
            if not _is_placeholder(match[group]) and not _GENERIC_NAME.match(match[group]):
                yield Hit(*match.span(group), EntityType.USERNAME, 0.78, self.id, context="account")
        for pattern, needles in zip(_PRINTED, _PRINTED_NEEDLES, strict=True):
            for match in near_needles(pattern, text, needles):
                group = str(match.lastgroup)
                if not _GENERIC_NAME.match(match[group]):
                    yield Hit(*match.span(group), EntityType.USERNAME, 0.8, "username-printed")

    def _long(self, text: str) -> Iterator[Hit]:
        for match in _LONG.finditer(text):
            if _is_placeholder(match["value"]):
                continue
            label = EntityType.USERNAME if match["user"] else EntityType.SECRET
            if label is EntityType.SECRET or not _GENERIC_NAME.match(match["value"]):
                yield Hit(*match.span("value"), label, 0.8, self.id, context="option")

    def _typed(self, text: str) -> Iterator[Hit]:
        for match in near_needles(
            _TYPED_INTO, text, (".type(", ".fill(", "keys(", "value(", ".input(", ".enter")
        ):
            if not _is_placeholder(match["value"]):
                yield Hit(*match.span("value"), EntityType.SECRET, 0.82, self.id, context="call")

    def _calls(self, text: str) -> Iterator[Hit]:
        for match in near_needles(_SECURE_STRING, text, _SECURE_NEEDLES):
            if not _is_placeholder(match["value"]):
                yield Hit(*match.span("value"), EntityType.SECRET, 0.85, self.id, context="call")
        if not _ARGUMENTS.search(text):
            return
        for match in near_needles(_NAMED_ARGUMENT, text, _ARGUMENT_NEEDLES):
            if not _is_placeholder(match["value"]) and not _IS_TEXT.search(match["value"]):
                yield Hit(*match.span("value"), EntityType.SECRET, 0.78, self.id, context="call")
        for match in near_needles(_JOIN_NETWORK, text, ("wifi", "wlan.", "sta_if")):
            if not _is_placeholder(match["value"]):
                yield Hit(*match.span("value"), EntityType.SECRET, 0.82, self.id, context="call")
        found = [*near_needles(_CALL, text, _CALL_NEEDLES)]
        for match in [*found, *near_needles(_CALL_WITH_PLACE, text, _PLACE_NEEDLES)]:
            if _is_placeholder(match["value"]) or re.match(r"[\w.-]*:?//", match["value"]):
                continue
            if match["value"] in _VERBS or (
                match["value"] in words("common_words") and match["name"] in words("common_words")
            ):
                continue
            yield Hit(*match.span("value"), EntityType.SECRET, 0.82, self.id, context="call")
            if not _is_placeholder(match["name"]) and "@" not in match["name"]:
                yield Hit(*match.span("name"), EntityType.USERNAME, 0.75, self.id, context="call")

    def _options(self, text: str, command: re.Match[str]) -> Iterator[Hit]:
        program = command[0].removesuffix(".exe")
        users, passwords = _TABLE[program]
        line = _LINE.match(text, command.end(), min(len(text), command.end() + _LONGEST))
        if line is None or not ("-" in line[0] or "/" in line[0] or program in _WITHOUT_SIGNS):
            return
        if program in _LOGIN_ONLY and "login" not in line[0]:  # elsewhere their "-p" is a port or a project
            users, passwords = (frozenset(o for o in some if o[:2] == "--") for some in (users, passwords))
        wanted: EntityType | None = None
        for part in _PART.finditer(text, command.end(), line.end()):
            group = str(part.lastgroup)
            word, (start, end) = part[group], part.span(group)
            if group == "bare" and word in _ENDS:
                return
            if wanted is not None:
                yield from _given(word, start, end, wanted, self.id)
                wanted = None
                continue
            if text[end : end + 1] in {"'", '"'} and (
                f"{word}*" in passwords or word.rstrip("=") in passwords
            ):
                wanted = EntityType.SECRET  # -p'two words', --password="..."
                continue
            name, sign, value = word.partition("=" if "=" in word else ":")
            if word in users:
                wanted = EntityType.USERNAME
            elif word in passwords:
                wanted = EntityType.SECRET
            elif sign and value and (name in users or name in passwords):
                label = EntityType.USERNAME if name in users else EntityType.SECRET
                yield from _given(value, end - len(value), end, label, self.id)
            elif f"{word[:2]}*" in passwords and len(word) > 4 and not word.startswith("--"):
                yield from _given(word[2:], start + 2, end, EntityType.SECRET, self.id)
            elif len(word) > 3 and word[:2] in users and word[0] == "-" and word[1] != "-":
                yield from _given(word[2:], start + 2, end, EntityType.USERNAME, self.id)

    def _pair(self, match: re.Match[str]) -> Iterator[Hit]:
        number = next(key[5:] for key, value in match.groupdict().items() if key[:5] == "value" and value)
        value, name = match[f"value{number}"], match[f"name{number}"]
        if not _is_placeholder(value):
            yield Hit(*match.span(f"value{number}"), EntityType.SECRET, 0.82, self.id, context="command")
        if name and number != "8" and not _is_placeholder(name) and not _GENERIC_NAME.match(name):
            yield Hit(*match.span(f"name{number}"), EntityType.USERNAME, 0.8, self.id, context="command")


_MADE_UP: Final = re.compile(r"[a-z]{3}")


def _is_placeholder(value: str) -> bool:
    value = value.rstrip("]),.>")
    if value in {"login_name", "user_name", "username"}:
        return True
    return _NO_VALUE.match(value) is not None or _CONSTANT.match(value) is not None


def _given(word: str, start: int, end: int, label: EntityType, rule: str) -> Iterator[Hit]:
    if len(word) < 2 or (_is_placeholder(word) and not re.search(r"[a-z]\d|\d[a-z]", word)):
        return
    if label is EntityType.USERNAME:
        name, sign, password = word.partition("%" if "%" in word else ":")
        if sign and password and not _is_placeholder(password):
            yield Hit(start + len(name) + 1, end, EntityType.SECRET, 0.82, rule, context="option")
        if _GENERIC_NAME.match(name) or "@" in name or re.match(r"\d+\Z", name):
            return
        yield Hit(start, start + len(name), label, 0.8, rule, context="option")
    else:
        yield Hit(start, end, label, 0.82, rule, context="option")


RECOGNIZERS: tuple[Recognizer, ...] = (Commands(),)
