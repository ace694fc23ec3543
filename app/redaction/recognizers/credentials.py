"""Secrets that the place they stand in gives away: addresses, headers, cookies, files of credentials.

A password between "//" and "@", behind "Authorization: Basic", in a ``.netrc``, in the column of a file of
accounts, given to ``curl`` or ``mysql``. What an ordinary label announces is in ``assignments``.
"""

from __future__ import annotations

from typing import Final

from app.redaction import later as re
from app.redaction.recognizers.base import Recognizer
from app.redaction.recognizers.random_strings import is_random
from app.redaction.recognizers.secret_values import anything, entropy, is_real, known_format


def _is_drawn(value: str) -> bool:
    """Whether a part of an address is drawn at random rather than words with hyphens or a number."""
    bare = re.sub(r"%[0-9A-Fa-f]{2}", "", value)
    if re.fullmatch(r"[\d.,-]*|v?\d+(?:\.\d+)+", bare) or not re.search(r"\d", bare):
        return False
    named = sum(map(len, re.findall(r"[a-z]{5,}|[A-Z][a-z]{4,}", bare)))
    return named <= 0.4 * len(bare) and entropy(bare) > (2.9 if re.fullmatch(r"[0-9a-f-]+", bare) else 3.3)


_ANYBODYS_URL: Final = re.compile(r"://(guest|user|test|root|postgres|admin):\1@localhost(?![\w.-])")
_URL_PASSWORD: Final = re.compile(r":([^:@/\s]+)@")


def _has_password(value: str) -> bool:
    found = _URL_PASSWORD.search(value.partition("://")[2])
    return (
        found is not None
        and not _ANYBODYS_URL.search(value)
        and not re.fullmatch(
            r"[\[<{$*%].*|password|passwd|pass|pwd|(?:my[-_]?)?secret(?:[-_]?(?:password|pass|pw))?|x+|\*+",
            found[1],
            re.IGNORECASE,
        )
    )


def _has_oracle_password(value: str) -> bool:
    return re.search(r"/(?:[<${\[%].*|password|pwd|pass)\Z", value, re.IGNORECASE) is None


RECOGNIZERS: tuple[Recognizer, ...] = (
    # addresses with a password inside: everything between "//" and "@"
    known_format(
        "url-credentials",
        "://",
        r"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s:/\"'<>]{0,120}:[^\s/\"'<>@]{1,200}@["
        r"^\s\"'<>,;)]{1,300}",
        check=_has_password,
    ),
    known_format(  # a token alone before the "@"
        "url-token",
        "://",
        r"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{1,20}://([\w.~%+-]{16,300})@[\w.\[-]",
        group=1,
        check=lambda value: is_real(value) and is_random(value),
    ),
    known_format(
        "oracle-credentials",
        "thin: oci:",
        r"jdbc:oracle:(?:thin|oci):([^\s@/\"']{1,60}/[^\s@\"']{2,80})@",
        group=1,
        check=_has_oracle_password,
    ),
    known_format(  # "db.corp:5432:*:reporter:k9Lm2xQv", a line of .pgpass
        "pgpass",
        ":",
        r"(?<![^\s`\"'])(?:\*|[\w.-]{2,80}):(?:\*|\d{2,5}):(?:\*"
        r"|[\w.-]{1,60}):[\w.-]{1,60}:([^\s:\"'`]{4,100})(?!\S)",
        group=1,
        check=lambda value: re.match(r"[<${*]|(?:password|passwd|pwd|pass)\Z|\d{1,6}\Z", value) is None,
    ),
    known_format(
        "go-dsn",
        "@tcp( @unix(",
        r"(?<![^\s\"'`=])([\w.-]{1,40}:[^\s\"'`@]{1,80})@(?:tcp|unix)\(",
        group=1,
        check=lambda value: re.search(r":(?:[<${\[%].*|password|pwd|pass)\Z", value) is None,
    ),
    known_format(
        "php-constant",  # define('AUTH_KEY', '...')
        "define(",
        r"define\([ ]?['\"]\w{0,30}(?:PASS|KEY|SALT|SECRET|TOKEN)\w{0,20}['\"][ ]?,[ ]{0,16}"
        r"(?:'([^'\n]{4,120})'"
        r"|\"([^\"\n]{4,120})\")",
        group=1,
        check=lambda value: re.search(r"(?i)your|put |unique phrase|_here\Z|\Atrue|\Afalse", value) is None,
    ),
    known_format(
        "dsn-password",
        "assword= wd= WORD= ASSWORD=",
        r"(?:password|pwd)=([^;\s\"'&]{3,128})(?=;|[\"'\s&]|$)",
        flags=re.IGNORECASE,
        group=1,
        check=lambda value: (
            not re.match(
                r"[<$%{*\[]|null|none|true|false|str\b|self\.|os\."
                r"|(?:secret|password|passwd|pass|change[-_]?me|changeit|example|dummy|test|postgres|root"
                r"|admin"
                r"|replace[-_]?me|your[-_].*|my[-_]?(?:super[-_]?)?secret[-_]?(?:password|passwd|pass|pw)?"
                r"|[x.*]+)\Z",
                value,
                re.IGNORECASE,
            )
        ),
    ),
    known_format(  # "PWD={x}}y;9!}": what stands in braces may hold any sign
        "odbc-password",
        "PWD={ Pwd={ pwd={ assword={ ASSWORD={",
        r"(?:password|pwd)=\{((?:\}\}|[^}\n]){3,128})\}",
        flags=re.IGNORECASE,
        group=1,
        check=lambda value: re.search(r"[^\w.()\[\]'\" ]", value) is not None,
    ),
    known_format(
        "url-parameter",
        "code= state= token= session= ticket= otp= invite= verifier= secret= key= sig= signature= nonce= t= "
        "k= sid= auth=",
        r"[?&](?:\w{1,24}[_-])?(?:code|state|token|session|ticket|otp|invite|verifier|secret|key|sig"
        r"|signature"
        r"|nonce|sid|auth|t|k)=([\w%./~+-]{16,2000})(?![\w%])",
        flags=re.IGNORECASE,
        group=1,
        check=lambda value: is_real(value) and _is_drawn(value),
    ),
    known_format(
        "url-path-token",
        "/invite /invitation /reset /verify /confirm /activate /magic /join /password /unlock /share /login "
        "/token /accept /feed /ical /private /reset-password /rss /unsubscribe /access",
        r"/(?:invite|invitation|invitations|reset|reset-password|verify|confirm|activate|magic|magic-link"
        r"|join"
        r"|password|unlock|share|login|token|accept|feeds?|ical|rss|private|unsubscribe"
        r"|access)/([\w-]{16,200})"
        r"(?![\w.-]|/(?!\w{1,12}\.(?:ics|xml|rss|json)))",
        group=1,
        check=lambda value: is_real(value) and _is_drawn(value),
    ),
    known_format(
        "basic-auth-header",
        "asic",
        r"(?:authorization|auth)[\"' ]{0,3}[:=,]?[\"' ]{0,3}basic[ ]{1,2}([A-Za-z0-9+/]{8,400}={0,2})",
        flags=re.IGNORECASE,
        group=1,
    ),
    known_format(
        "bearer-header",
        "earer oken",
        r"(?:bearer|authorization[\"' ]{0,3}[:=][\"' ]{0,3}token)[ "
        r":=]{1,3}[\"']?([A-Za-z0-9_\-.~+/]{16,4000}={0,2})",
        flags=re.IGNORECASE,
        group=1,
        check=lambda value: is_real(value) and re.search(r"\d", value) is not None,
    ),
    known_format(
        "api-key-header",
        "-",
        r"(?:x-[a-z-]{0,24}(?:api-?key|token|secret|auth|key)|private-token|api-key|apikey"
        r"|x-vault-token|circle-token)[\"' ]{0,2}[:=][\"' ]{0,3}([\w\-.~+/=]{12,400})",
        flags=re.IGNORECASE,
        group=1,
        check=lambda value: is_real(value) and re.search(r"\d", value) is not None,
    ),
    known_format(
        "curl-user",
        "curl",
        r"curl\b[^\n]{0,200}?[ ](?:-u|--user)[ =]{0,2}(\"[^\"\n]{3,160}\"(?::\"[^\"\n]{1,160}\")?"
        r"|'[^'\n]{3,160}'|[^\s\"']{3,160})",
        group=1,
        check=lambda value: (
            (
                ":" in value
                and not re.search(r"\$[{(A-Za-z_]|<|\{\{|\$\(|:\"?$|user(?:name)?:pass", value.rstrip("'\""))
            )
            or re.search(r"[^:\"']{6,}:[\"']?$", value) is not None
        ),
    ),
    known_format(
        "cookie-session",
        "ookie",
        r"(?:set-)?cookie[\"' ]{0,2}[:=][^\n]{0,200}?(?:session|sess|sid|auth|token"
        r"|jwt)[\w.-]{0,20}=([A-Za-z0-9%._~+/=-]{16,600})",
        flags=re.IGNORECASE,
        group=1,
    ),
    known_format(
        "identified-by",
        "dentified IDENTIFIED PASSWORD password",
        r"(?:identified[ ](?:with[ ]\w{1,40}[ ])?by|(?:with|set)[ ]password(?:[ ]for[ ]\S{1,80})?)[ ]{0,2}=?"
        r"[ ]{0,2}(?:password[ ]?\()?['\"]([^'\"\n]{3,128})['\"]",
        flags=re.IGNORECASE,
        group=1,
        check=anything,
    ),
    # files
    known_format(
        "shadow-hash",
        "$",
        r"(?<![\w$])\$(?:1|2[abxy]?|5|6|7|8|9|y|apr1|argon2(?:id|i|d)|scrypt"
        r"|pbkdf2[\w-]{0,12})\$[\w./$,=+-]{20,200}",
        check=anything,
        score=0.93,
    ),
    known_format(  # of MySQL's accounts
        "mysql-hash",
        "* $A$",
        r"(?<![\w*])\*[0-9A-F]{40}(?![0-9A-Fa-f])|(?<![\w$])\$A\$\d{3}\$[^\s|'\"]{20,120}",
        check=anything,
        score=0.93,
    ),
    known_format(
        "framework-hash",
        "pbkdf2 scrypt: argon2$ pbkdf2: bcrypt_sha256$",
        r"(?<![\w$])(?:pbkdf2_sha\d{1,3}\$\d{1,8}|argon2\$argon2id?|bcrypt_sha256\$|(?:pbkdf2:sha\d{1,3}"
        r"|scrypt):[\d:]{1,16})"
        r"\$[\w./$,=+-]{20,300}",
        check=anything,
        score=0.93,
    ),
    known_format(  # what a dump of a Windows machine's accounts holds
        "windows-hash",
        ":::",
        r"(?<=:)[0-9a-fA-F]{32}:[0-9a-fA-F]{32}(?=:::)",
        check=anything,
    ),
    known_format(  # of a directory, or of a web server's file
        "htpasswd",
        "SHA} SHA256} SHA384} SHA512} MD5} CRYPT}",
        r"(?<![\w}])\{(?:S?SHA(?:256|384|512)?|S?MD5|CRYPT)\}[A-Za-z0-9+/=.$]{13,140}",
        check=anything,
    ),
    known_format(
        "netrc",
        "password",
        r"machine[ \t]+\S{1,200}\s+login[ \t]+\S{1,200}\s+password[ \t]+(\S{1,200})".replace(
            "[ \\t]+", "[ \\t]{1,8}"
        ).replace("\\s+", "\\s{1,12}"),
        group=1,
        check=anything,
    ),
    known_format(
        "pgpass",
        ":",
        r"(?m:^)[\w.*-]{1,120}:(?:\d{1,5}|\*):[\w*-]{1,60}:[\w*.-]{1,60}:(\S{1,120})(?m:$)",
        group=1,
        check=anything,
    ),
    known_format(
        "wifi-uri", "WIFI:", r"WIFI:[^\n]{0,100}?P:((?:\\.|[^;\n\\]){1,63});", group=1, check=anything
    ),
    known_format(
        "ssh-password",
        "sshpass",
        r"sshpass[ ]{1,2}-p[ ]{0,2}(\"[^\"\n]{1,100}\"|'[^'\n]{1,100}'|\S{1,100})",
        group=1,
        check=lambda value: not value.startswith("$"),
    ),
    known_format(
        "mysql-password",
        "-p",
        r"\bmysql(?:dump|admin)?\b[^\n|;]{0,120}?[ ]-p([^\s\"'$]{3,80})",
        group=1,
        check=anything,
    ),
)
