"""E-mail addresses that no standard knows: damaged, commented, cut into markup, without an ending, half said.

``contact`` finds the plain ones and the usual disguises. Here is what people and programs make of the rest: a
comma for a dot, "@@", a host of an intranet, a local part in tags, the return path of a list, a mailbox
behind the name of its provider.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer, shape, windows
from app.redaction.recognizers.disguised import NUMBER_WORD
from app.redaction.standing_words import FUNCTION_WORDS

_NOT_INSIDE: Final = r"(?<![\w.+%-])"
_LOCAL: Final = r"[^\W_](?:[\w.+%-]{0,62}[\w+-])?"
_WORD: Final = r"[^\W_][\w-]{0,62}"
_DOMAIN: Final = rf"{_WORD}(?:\.{_WORD}){{1,8}}"
# Endings that are no word of a sentence: behind a comma "it" would go on with one.
_SURE_TLD: Final = (
    r"(?:com|org|net|edu|gov|info|biz|uk|de|fr|es|nl|pt|pl|se|dk|ch|eu|ca|au|nz|za|br|jp|ie|io|dev|app)"
)
_PROVIDER: Final = (
    r"(?:g[ ]?mail|googlemail|hot[ ]?mail|outlook|yahoo|ymail|i[ ]?cloud|proton[ ]?mail|proton|gmx|aol"
    r"|msn|web|t-online"
    r"|orange"
    r"|laposte|wanadoo|sfr|libero|virgilio|tiscali|ziggo|kpnmail|xs4all|sapo|comcast|verizon|btinternet"
    r"|yandex"
    r"|zoho|fastmail|hushmail|tutanota|posteo|mailbox)"
)
# Endings for an address that is said, beyond those of ``contact``.
_SPOKEN_TLD: Final = (
    r"(?:[a-z]{2}|online|site|shop|store|xyz|tech|cloud|club|blog|agency|studio|design|digital|email|mail"
    r"|garden"
    r"|cafe|church|school|academy|university|care|clinic|health|dental|vet|legal|lawyer|finance|bank"
    r"|insurance"
    r"|consulting|solutions|services|systems|network|software|berlin|hamburg|koeln|bayern|wien|paris|bzh"
    r"|london"
    r"|amsterdam|cat|eus|gal|scot|wales|nyc|ngo|museum|pro|mobi|jobs|travel|coop|house|farm|community"
    r"|foundation"
    r"|international|institute|photography|energy|engineering|global|ventures|capital|partners|page|wiki"
    r"|media|press"
    r"|art|music|film|photo|example|test|invalid|local)"
)
_SMALL: Final = (
    "is so to am my as by do we he of on or an if go up et la le el en un ma si se na no in it at be me "
    "us da du im zu op de es al ao os um te "
)
_SMALL_WORDS: Final = frozenset(_SMALL.split())
_AT: Final = (
    r"(?:at|ät|arroba|arobase|chiocciola|klammeraffe|affenschwanz|apenstaartje|apenstaart|apestaart"
    r"|at[ -]sign)"
)
_DOT: Final = r"(?:dot|punkt|point|punto|ponto|punt|period)"
_APART: Final = r"(?:[ ]?[-–·.,/][ ]?|[ ])"
_SURE_AT: Final = (
    r"(?:ät|arroba|arobase|arobas|chiocciola|klammeraffe|affenschwanz|apenstaartje|apenstaart"
    r"|apestaart(?:je)?)"
)
_BRACKETED_D: Final = rf"[ ]?[(\[{{](?:d|{_DOT}|\.)[)\]}}][ ]?"
_DASH: Final = (
    r"(?:underscore|underline|dash|hyphen|minus|unterstrich|bindestrich|tiret(?:[ ]bas|[ ]du[ ](?:six"
    r"|huit|6|8))?|gui[oó]n(?:[ ]bajo)?"
    r"|trattino(?:[ ]basso)?|streepje|liggend[ ]streepje|hífen|traço|sublinhado)"
)
# One word of a number, or some with hyphens: what repeats it must not find two ways to read two words.
_NUMBER: Final = rf"(?:\d{{1,4}}|(?:(?:et|y|e)[ ])?{NUMBER_WORD}(?:-(?:et-)?{NUMBER_WORD}){{0,3}})"
_SPOKEN_OR_SURE: Final = rf"(?:{_SURE_TLD}|{_SPOKEN_TLD})"
_THEN: Final = (
    r"(?:then|and|followed by|comes|dann|und|gefolgt von|puis|et|suivi de|luego|y|seguido de|poi|e|seguito da"
    r"|dan|en|gevolgd door|depois|seguido por)"
)
# What stands behind an "@" in the name of a package or of a version.
_NO_HOST: Final = (
    r"(?!(?:latest|next|beta|alpha|canary|rc|dev|stable|main|master|head|types|nightly|lts|experimental"
    r"|sha\d{0,3}|v\d)"
    r"(?![\w-]))"
)
_HOST: Final = rf"{_NO_HOST}[A-Za-z][\w-]{{1,40}}(?![\w@:/(\[-]|\.\w)"
_MAIL_LABEL: Final = (
    r"(?:e-?mail|mail|from|to|cc|bcc|rcpt|sender|recipient|reply-to|return-path|delivered-to|courriel"
    r"|correo|posta"
    r"|upn|sip|xmpp|jid|owner|contact|userprincipalname|mailto|manager|user|username|login|account"
    r"|assignee|author"
    r"|reporter|principal)"
)
_COMMA: Final = re.compile(r"@@|\.\.|@ ?[\w-]+,|\.co,")
_HAS_MARK: Final = re.compile(r"(?=.*[^\W\d_].*[^\W\d_])(?:.*\d|.*[^\W\d_][._-][^\W\d_])")
_HOST_NAME: Final = re.compile(
    r"(?:smtp|imap|pop3?|mail|www|mx)\d?\.|.*\.(?:com|net|org|de|fr|co\.uk)\Z", re.IGNORECASE
)
_FILE: Final = re.compile(
    r"\.(?:js|ts|py|md|com|net|org|io|ai|html?|php|json|txt|exe|app)[ ,]", re.IGNORECASE
)
_TOLD: Final = re.compile(
    r"\b(?:meet|arrive|arrives|arrived|look|looked|see|stop|starts?|ends?|opens?|stay|the|a|an|my|our|we"
    r"|is|was|are)[ ]at\b",
    re.IGNORECASE,
)


# What stands for any address in examples; somebody's own, however invented, has a name before the "@".
_NOBODYS: Final = re.compile(
    r"(?i)(?:users?|username|you|your[._-]?(?:name|e?mail|address)|name|first(?:name)?[._-]?last(?:name)?"
    r"|tests?|tester|test[._-]?user|example|sample|foo|bar|baz|me|someone|somebody|anyone|nobody|e?mail"
    r"|no-?reply|do-?not-?reply|admin|info|support|contact|hello|sales|webmaster|postmaster|office)\d{0,3}"
    r"@(?:(?:[a-z]{1,12}\.)?example\.(?:com|org|net|edu)"
    r"|(?:your|my)?-?(?:domain|company|site|host|website|provider)\.(?:com|org|net|tld|example)"
    r"|(?:test|foo|bar|baz)\.(?:com|org|net|test))\Z"
    r"|(?i:tu|tucorreo|usuario|correo|nombre|dein[._-]?name|ihr[._-]?name|name|nutzer|benutzer|vous|nom"
    r"|votre[._-]?nom|pr[eé]nom[._-]?nom|utilisateur|tuo|nome|nome[._-]?cognome|utente|jouw[._-]?naam|naam"
    r"|gebruiker|voce|você|seu|seu[._-]?nome|utilizador|usu[aá]rio)"
    r"@(?:ejemplo|beispiel|exemple|esempio|voorbeeld|exemplo)\.(?:com|de|fr|es|it|nl|pt|org|net|com\.br)\Z"
)


_TIME_TOLD: Final = re.compile(
    r"(?i)\A(?:at|on|in|by|for|of|and|or|the|to|is|was|room|page|level"
    r"|version)[ ]"
)


def is_nobodys(value: str) -> bool:
    """Whether an address of mail stands for any in an example: "user@example.com"."""
    return _NOBODYS.match(value) is not None


def _is_damaged(value: str) -> bool:
    return _COMMA.search(value) is not None


def _is_login(value: str) -> bool:
    """Whether what stands behind a provider's name can be the name of a mailbox there."""
    return _HAS_MARK.match(value) is not None and _HOST_NAME.match(value) is None


def _is_in_parts(value: str) -> bool:
    """Whether more than a plain word stands before the "at": a part by itself, or a number behind a name."""
    return _is_said(value) and _TIME_TOLD.search(value) is None and _FILE.search(value) is None


def _is_no_words(value: str) -> bool:
    """Whether a mailbox stands before the "at", rather than a word: "Wir sind bei example punkt de"."""
    first = value.partition(" ")[0].lower()
    if first in words("common_words") or first in FUNCTION_WORDS or _TOLD.search(value) is not None:
        return False
    return _is_said(value) or _is_marked(value)


def _is_marked(value: str) -> bool:
    """Whether a sign, a digit, a letter alone or a word for a sign makes a mailbox of what is said."""
    return _MARKED.match(value) is not None


_MARKED: Final = re.compile(
    rf"[\w.+-]{{0,40}}?[\d._+-]|[\w+-]{{1,40}}[ ](?:{_DASH}|{_DOT})[ ]"
    rf"|[\w+-]{{2,40}}[ ][a-z][ ]",
    re.IGNORECASE,
)


def _is_said(value: str) -> bool:
    return _TOLD.search(value) is None and value.rpartition(" ")[2].lower() not in _SMALL_WORDS


# "yahoo.fr is the domain, lea.fontaine the user"
_DOMAIN_WORDS: Final = ("domain", "domän", "domaine", "dominio", "domein", "domínio")
_CALLS_A_DOMAIN: Final = re.compile(
    r"(?i)(?<![\w@.-])(?:domains?|domäne?|domaine|dominio|domein|domínio)(?![\w@]|[.-]\w)"
)
_CALLS_THE_USER: Final = re.compile(
    r"(?i)(?<!\w)(?:user(?:name)?|in front|before|local part|mailbox|name|davor|vorne|benutzer|devant|avant"
    r"|utilisateur|delante|antes|usuario|davanti|prima|utente|ervoor|gebruiker|antes|utilizador|usuário)(?!\w)"
)
_OF_MAIL: Final = re.compile(
    r"(?i)(?<!\w)(?:e-?mail|mail|address|adresse|correo|courriel|indirizzo|adres|endereço|gmail|hotmail|outlook"
    r"|yahoo|icloud|gmx)|@"
)
_A_DOMAIN: Final = re.compile(rf"(?<![\w.@-])[\w-]{{2,40}}(?:\.[\w-]{{2,20}}){{0,2}}\.{_SURE_TLD}(?!\w|\.\w)")
_A_MAILBOX: Final = re.compile(
    r"(?<![\w.@/-])[^\W\d_](?=[\w-]{0,30}[._\d])[\w-]{0,30}(?:\.[\w-]{1,30}){0,3}(?![\w@/(]|\.\w)"
)
_AROUND_A_DOMAIN: Final = 120


class MailInPieces:
    """An address whose two halves are told apart, with the word for one of them."""

    id = "email-in-pieces"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield both halves."""
        for first, last in windows(text, _DOMAIN_WORDS, before=_AROUND_A_DOMAIN, after=_AROUND_A_DOMAIN):
            if not (
                _CALLS_A_DOMAIN.search(text, first, last)
                and _CALLS_THE_USER.search(text, first, last)
                and _OF_MAIL.search(text, first, last)
            ):
                continue
            domains = [match.span() for match in _A_DOMAIN.finditer(text, first, last)]
            boxes = [
                match.span()
                for match in _A_MAILBOX.finditer(text, first, last)
                if not _FILE.search(f"{match[0]} ") and not _STANDS_FOR_ANY.fullmatch(match[0])
            ]
            boxes = [box for box in boxes if not any(a < box[1] and box[0] < b for a, b in domains)]
            if len(domains) == 1 and len(boxes) == 1:
                yield Hit(*boxes[0], EntityType.EMAIL, 0.75, self.id)
                yield Hit(*domains[0], EntityType.EMAIL, 0.75, self.id)


_STANDS_FOR_ANY: Final = re.compile(
    r"(?i)(?:first|last|sur|given|user|your|vor|nach|prénom|nom|nombre|nome|naam|voor|achter)[_.-]?(?:name|names?"
    r"|nachname|nom|apellido|cognome|achternaam|apelido)?(?:[._](?:last|sur|nach|family)?name|[._]nachname|[._]nom)?"
)


RECOGNIZERS: tuple[Recognizer, ...] = (
    MailInPieces(),
    shape(
        "email-damaged",  # "ann@@example.org", "ann@example..org", "ann@example,org"
        EntityType.EMAIL,
        rf"{_NOT_INSIDE}[\w.+%-]{{1,64}}@{{1,2}}[ ]?[\w-]{{1,63}}(?:(?:\.{{1,2}}|,)[\w-]{{1,40}}){{0,3}}"
        rf"(?:\.{{1,2}}|,){_SURE_TLD}(?![\w'’-]|\.\w)",
        flags=re.IGNORECASE,
        checked=0.9,
        check=_is_damaged,
        needles=("@",),
    ),
    shape(
        "email-comma-in-name",  # a scanner's "f,ade@example.org"
        EntityType.EMAIL,
        rf"(?<![\w.+%,-])[a-z]{{1,2}},[a-z][\w.-]{{1,30}}@{_DOMAIN}",
        alone=0.85,
        needles=("@",),
        core=re.compile(r"(?<=[a-z]),[a-z]"),
    ),
    shape(
        "email-underscored",  # Markdown's emphasis, or a mailbox that begins so
        EntityType.EMAIL,
        rf"(?<![\w.+%-])_{{1,3}}{_LOCAL}@{_DOMAIN}",
        alone=0.95,
        needles=("@",),
    ),
    shape(
        "email-bounce",  # return paths hold the reader's address: "list-ann=example.org@lists.example.net"
        EntityType.EMAIL,
        rf"{_NOT_INSIDE}(?:(?:SRS[01]|prvs|btv\d|msprvs\d)="
        rf"|[\w.-]{{1,60}}(?:[+-][\w.-]{{1,60}}){{1,4}}=)[\w.+=-]{{1,120}}@{_DOMAIN}",
        flags=re.IGNORECASE,
        alone=0.95,
        needles=("@",),
        core=re.compile(r"=[\w.+=-]{1,120}@"),
    ),
    shape(
        "email-quoted",  # "anything, even an @"@example.org
        EntityType.EMAIL,
        rf"(?<![\w\"])\"[^\"\n@]{{0,40}}@[^\"\n@]{{0,40}}\"@{_DOMAIN}",
        alone=0.95,
        needles=('"@',),
    ),
    shape(
        "email-in-markup",  # "ann<span>NO SPAM</span>@example.org"
        EntityType.EMAIL,
        r"(?<![\w.+%>-])[\w.+%-]{1,64}"
        r"(?:(?:<\w{1,10}[^<>\n@]{0,60}>[^<>\n@]{0,20}</\w{1,10}>|<!--[^<>\n@]{0,40}-->"
        r"|<wbr[ /]{0,2}>)[\w.+-]{0,30}){1,4}"
        rf"@(?:<!--[^<>\n@]{{0,40}}-->|<wbr[ /]{{0,2}}>)?{_DOMAIN}"
        rf"|{_NOT_INSIDE}[\w.+%-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,3}}(?:<wbr[ /]{{0,2}}>"
        rf"|<!--[^<>\n@]{{0,40}}-->)"
        rf"(?:[\w-]{{0,63}}\.[\w-]{{1,63}}){{1,4}}"
        rf"|{_NOT_INSIDE}[\w.+%-]{{1,64}}<(?:\w{{1,10}}"
        rf"|!--)[^<>\n@]{{0,60}}>@</?\w{{1,10}}[^<>\n@]{{0,60}}>{_DOMAIN}",
        alone=0.95,
        needles=("@",),
        core=re.compile(r"<(?<=[\w.+%-]<)[\w!]"),
        reach=2_000,
    ),
    shape(
        "email-commented",  # "ann(home)@example.org", "ann.lee (that's me) @ example.org"
        EntityType.EMAIL,
        rf"{_NOT_INSIDE}[\w.+%-]{{2,64}}[ ]?\([^()\n@]{{1,40}}\)[ ]?@[ ]?(?:\([^()\n@]{{1,40}}\))?{_DOMAIN}"
        rf"|{_NOT_INSIDE}[\w.+%-]{{2,64}}@\([^()\n@]{{1,40}}\){_DOMAIN}",
        alone=0.93,
        needles=("@",),
    ),
    shape(
        "email-host",  # on an intranet, or at a provider whose ending goes without saying
        EntityType.EMAIL,
        rf"{_NOT_INSIDE}(?!git@|self\.)[^\W\d_][\w+-]{{0,30}}(?:\.[^\W_][\w+-]{{0,30}}){{1,3}}@{_HOST}"
        rf"|{_NOT_INSIDE}[\w.+-]{{3,40}}@{_PROVIDER}(?![\w@:/(-]|\.\w)"
        rf"|(?<=<)(?!git@)[\w.+-]{{2,64}}@{_HOST}(?=>)",
        flags=re.IGNORECASE,
        alone=0.75,
        needles=("@",),
    ),
    shape(
        "email-host-labelled",  # "mail=ann@intranet"
        EntityType.EMAIL,
        rf"(?<![^\W_]){_MAIL_LABEL}(?:[ _-]?(?:address|adresse|id))?[\"'\]]{{0,2}}[ ]?[:=][ ]?[\"'<]{{0,2}}"
        rf"((?!git@|root@)[\w.+-]{{2,64}}@{_HOST})",
        flags=re.IGNORECASE,
        group=1,
        alone=0.75,
        needles=("@",),
    ),
    shape(
        "email-of-a-provider",  # "gmail: jane.roe8", "my icloud is jane_roe"
        EntityType.EMAIL,
        r"(?<![\w@.])(?:gmail|googlemail|hotmail|icloud|protonmail|gmx|ymail)"
        r"(?:[ ](?:address|account|id|adresse|konto|compte|cuenta))?"
        r"(?:[ ]?[:=]{1,2}[ ]?|[ ](?:is|ist|est|es|è|é)[ ])([\w.+-]{5,40}(?<![.-]))(?![\w@/])",
        flags=re.IGNORECASE,
        group=1,
        checked=0.75,
        check=_is_login,
    ),
    shape(
        "email-said",  # "theo at example dot garden"
        EntityType.EMAIL,
        rf"{_NOT_INSIDE}[\w+-]{{2,40}}(?:(?:\.|[ ]{_DOT}[ ])[\w+-]{{1,40}}){{0,3}}[ ]{_AT}[ ][\w-]{{2,63}}"
        rf"(?:[ ]{_DOT}[ ][\w-]{{1,40}}){{0,2}}[ ]{_DOT}[ ]{_SPOKEN_TLD}(?!\w)",
        flags=re.IGNORECASE,
        checked=0.8,
        check=_is_said,
    ),
    shape(
        "email-spelt",  # "r as in romeo, mills, at example dot net"
        EntityType.EMAIL,
        r"(?<![\w'’])[a-z][ ](?:as[ ]in|for|like|wie|comme|come|de|van)[ ][^\W\d_]{2,14},?[ ]"
        r"(?:(?:[a-z][ ](?:as[ ]in|for|like|wie|comme|come|de|van)[ ])?[\w.-]{1,20},?[ ]){0,16}"
        rf"{_AT}[ ][\w-]{{2,63}}(?:[ ]{_DOT}[ ][\w-]{{1,40}}){{0,2}}[ ]{_DOT}[ ][a-z]{{2,12}}(?!\w)",
        flags=re.IGNORECASE,
        alone=0.8,
    ),
    shape(
        "email-letters-said",  # "c h r i s dot o at example dot com"
        EntityType.EMAIL,
        rf"(?<![\w'’.+-])(?:[^\W_][ ]){{3,30}}(?:{_DOT}[ ](?:[^\W_]{{1,20}}[ ]){{1,20}})?(?:(?:one|two|three"
        rf"|four|five|six|seven|eight|nine|zero|oh)[ ]){{0,6}}{_AT}[ ]"
        rf"(?:[\w-]{{2,40}}[ ](?:dash|hyphen|minus|tiret|guion|trattino|streepje)[ ][\w-]{{2,40}}"
        rf"|[\w-]{{2,63}}|proton[ ]mail|(?:\w[ ]){{2,20}}\w)(?:[ ]{_DOT}[ ](?:[\w-]{{2,40}}"
        rf"|(?:\w[ ]){{1,12}}\w)){{1,3}}(?!\w)",
        flags=re.IGNORECASE,
        alone=0.85,
    ),
    shape(
        "email-letters-apart",  # "j - o - n - i at t - a - r - n dot c - o - m", "M, A, R, at, F, dot, O"
        EntityType.EMAIL,
        rf"(?<![\w'’.+-])(?:[^\W_]{_APART}){{2,30}}(?:{_DOT}{_APART}"
        rf"(?:[^\W_]{{1,20}}{_APART}){{1,20}})?{_AT}{_APART}"
        rf"(?:(?:\w{_APART}){{1,20}}\w|[\w-]{{2,40}})(?:{_APART}{_DOT}{_APART}(?:(?:\w{_APART}){{1,12}}\w"
        rf"|[\w-]{{2,40}})){{1,3}}(?!\w)",
        flags=re.IGNORECASE,
        checked=0.85,
        check=_is_said,
    ),
    shape(
        "email-said-in-parts",  # "sophie tiret bas martin vingt-deux arobase …", "lucy dot gray 92 at gmail"
        EntityType.EMAIL,
        rf"{_NOT_INSIDE}(?:(?![aioyeu][ ])[a-z][ ])?[\w+-]{{1,40}}"
        rf"(?:[ ](?:{_DOT}|{_DASH})[ ][\w+-]{{1,40}}|[ ]{_NUMBER}(?=[ ])"
        rf"|\.[\w+-]{{1,40}}){{1,10}}"
        rf"[ ]{_AT}[ ](?:{_PROVIDER}(?:[ ]{_DOT}[ ][a-z]{{2,10}}){{0,2}}"
        rf"|(?:(?!a[ ])[a-z][ ]){{0,3}}[\w-]{{2,63}}(?:[ ](?:{_DASH}"
        rf"|{_DOT})[ ][\w-]{{2,40}}){{0,4}}[ ]{_DOT}[ ]{_SPOKEN_OR_SURE})(?!\w)",
        flags=re.IGNORECASE,
        checked=0.8,
        check=_is_in_parts,
        core=re.compile(
            rf"[ ]{_AT}[ ](?:{_PROVIDER}"
            rf"|(?:[a-z][ ]){{0,3}}[\w-]{{2,63}}(?:[ ](?:{_DASH}"
            rf"|{_DOT})[ ][\w-]{{2,40}}){{0,4}}[ ]{_DOT}[ ])",
            re.IGNORECASE,
        ),
        reach=2_000,
    ),
    shape(
        "email-with-pauses",  # "ruth, dot, cole, at, gmail, dot, com"
        EntityType.EMAIL,
        rf"{_NOT_INSIDE}[\w+-]{{1,40}}(?:,[ ](?:{_DOT}|{_DASH}),[ ][\w+-]{{1,40}}){{0,5}},[ ]{_AT},[ ]"
        rf"[\w-]{{2,63}}(?:,[ ]{_DOT},[ ][\w-]{{2,40}}){{1,3}}(?!\w)",
        flags=re.IGNORECASE,
        alone=0.85,
        core=re.compile(rf",[ ]{_AT},[ ]", re.IGNORECASE),
    ),
    shape(
        "email-of-words",  # "accounts payable at meridian freight dot com"
        EntityType.EMAIL,
        rf"(?:(?<!\w)(?:to|mail|e-?mail|address|is|write|contact|an|ist|adresse|à|est|a|es|correo|è"
        rf"|indirizzo|naar"
        rf"|para|é)[ ]|:[ ])((?!(?:to|the|a|an|my|our|me|us|you|be|look"
        rf"|find|i)[ ])(?:[a-z][ ])?[\w+-]{{2,30}}(?:[ ](?:{_DOT}|{_DASH})[ ][\w+-]{{1,30}}"
        rf"|[ ][\w+-]{{2,30}}){{0,2}}[ ]{_AT}[ ]"
        rf"(?!(?:the|a|an|my|our|home|least|all)[ ])[\w-]{{2,40}}(?:[ ](?!{_DOT}[ ])[\w-]{{2,40}}){{0,2}}"
        rf"(?:[ ]{_DOT}[ ][\w-]{{2,40}}){{0,2}}[ ]{_DOT}[ ]{_SPOKEN_OR_SURE})(?!\w)",
        flags=re.IGNORECASE,
        group=1,
        checked=0.75,
        check=_is_said,
    ),
    shape(
        "email-dotted-words",  # "wren.at.dovecote.dot.studio"
        EntityType.EMAIL,
        rf"{_NOT_INSIDE}[a-z][a-z\d-]{{1,40}}(?:\.[a-z\d-]{{1,40}}){{0,3}}\.{_AT}\.[a-z\d-]{{2,40}}"
        rf"(?:\.{_DOT}\.[a-z]{{2,40}}){{1,3}}(?![\w-])",
        flags=re.IGNORECASE,
        alone=0.9,
    ),
    shape(
        "email-at-word",  # "hahn AT posteo.de", "lramos arroba ayto.es", "rlopes em cm-porto ponto pt"
        EntityType.EMAIL,
        rf"{_NOT_INSIDE}(?:[\w.+-]{{1,40}}[ ](?:{_DASH}|{_DOT})[ ]){{0,3}}[\w.+-]{{2,40}}[ ]"
        rf"(?:(?:(?-i:AT|ÄT)|{_SURE_AT})[ ][\w-]{{2,63}}"
        rf"(?:(?:\.|[ ]{_DOT}[ ])[\w-]{{2,40}}){{0,3}}(?:\.|[ ]{_DOT}[ ])"
        rf"|(?:bei|chez|em|bij|presso)[ ][\w-]{{2,63}}(?:[ ]{_DOT}[ ][\w-]{{2,40}}){{0,2}}[ ]{_DOT}[ ])"
        rf"{_SURE_TLD}(?![\w-]|\.\w)",
        flags=re.IGNORECASE,
        checked=0.8,
        check=_is_no_words,
        core=re.compile(rf"[ ](?:(?-i:AT|ÄT)|{_SURE_AT}|bei|chez|em|bij|presso)[ ]", re.IGNORECASE),
    ),
    shape(
        "email-without-a-dot",  # "jorrit underscore b at hotmail com"
        EntityType.EMAIL,
        rf"{_NOT_INSIDE}(?:[\w+-]{{1,40}}[ ](?:{_DASH}"
        rf"|{_DOT})[ ]){{0,3}}[\w.+-]{{2,40}}(?:[ ][a-z\d]{{1,2}})?[ ]"
        rf"(?:{_AT}|bei|chez|em|bij|presso|en)[ ]{_PROVIDER}[ ](?:com[ ]br|co[ ]uk|com|net|org|de|fr|es"
        rf"|it|nl|pt|at|ch|be)"
        r"(?![\w'’.@-])",
        flags=re.IGNORECASE,
        checked=0.8,
        check=_is_marked,
        core=re.compile(
            rf"[ ]{_PROVIDER}[ ](?:com|co|net|org|de|fr|es|it|nl|pt|at|ch"
            rf"|be)(?!\w)",
            re.IGNORECASE,
        ),
    ),
    shape(
        "email-one-word",  # "rita lopes tudo junto arroba sapo ponto pt"
        EntityType.EMAIL,
        rf"{_NOT_INSIDE}(?:[^\W\d_]{{2,20}}[ ]){{2,3}}(?:(?:all[ ])?one[ ]word|all[ ]together|tout[ ]attaché"
        rf"|zusammen(?:geschrieben)?|todo[ ]junto|tutto[ ]attaccato|tudo[ ]junto"
        rf"|(?:alles[ ])?aan[ ]elkaar),?[ ]"
        rf"{_AT}[ ][\w-]{{2,63}}(?:[ ]{_DOT}[ ][\w-]{{2,40}}){{0,2}}[ ]{_DOT}[ ]{_SPOKEN_OR_SURE}(?!\w)",
        flags=re.IGNORECASE,
        alone=0.8,
        core=re.compile(r"[ ](?:one[ ]word|together|attaché|zusammen|junto|attaccato|elkaar)", re.IGNORECASE),
    ),
    shape(
        "email-damaged-in-brackets",  # "ann(at)example,org", "ann (a) example (d) org"
        EntityType.EMAIL,
        rf"{_NOT_INSIDE}[\w.+%-]{{2,64}}[ ]?[(\[{{](?:at|ät|a)[)\]}}][ ]?[\w-]{{1,63}}"
        rf"(?:(?:[.,]|{_BRACKETED_D})[\w-]{{1,40}}){{0,3}}(?:,|{_BRACKETED_D}){_SURE_TLD}(?![\w'’-]|\.\w)",
        flags=re.IGNORECASE,
        alone=0.85,
        needles=("(at)", "(AT)", "(a)", "[at]", "[AT]", "[a]", "(ät)", "{at}"),
    ),
    shape(
        "email-described",  # "lars.holmgren, then the at sign, then vintergatan.se"
        EntityType.EMAIL,
        rf"{_NOT_INSIDE}[^\W_][\w.+-]{{1,40}},?[ ](?:{_THEN}[ ]){{0,2}}(?:(?:the|an?|das|ein|dem|le|la|un"
        rf"|une|el|una"
        rf"|il|het|een|o|um|uma)[ ])?(?:at(?:[ -](?:sign|symbol|zeichen|teken)|-?zeichen)"
        rf"|@(?:[ -]?(?:sign|symbol"
        rf"|zeichen))?|arobase|arroba|chiocciola|klammeraffe|apenstaartje"
        rf"|at(?=,[ ])),?[ ](?:{_THEN}[ ]){{1,2}}"
        rf"[\w-]{{2,63}}(?:(?:\.|[ ]{_DOT}[ ])[\w-]{{2,40}}){{1,3}}(?!\w)",
        flags=re.IGNORECASE,
        alone=0.85,
        needles=(
            "at sign",
            "at-sign",
            "at symbol",
            "zeichen",
            "arobase",
            "arroba",
            "chiocciola",
            "meraffe",
            "apenst",
            "@ sign",
            "@ symbol",
            " @ then",
            " @, then",
            " at, ",
        ),
    ),
    shape(
        "email-wide",  # "k . brandt (at) example . org"
        EntityType.EMAIL,
        rf"{_NOT_INSIDE}[\w+-]{{1,40}}(?:[ ]?\.[ ]?[\w+-]{{1,40}}){{0,3}}[ ]?[(\[][ ]?(?:{_AT}"
        rf"|@)[ ]?[)\]][ ]?[\w-]{{1,63}}"
        rf"(?:[ ]?\.[ ]?[\w-]{{1,40}}){{0,3}}[ ]?\.[ ]?[a-z]{{2,12}}(?!\w)",
        flags=re.IGNORECASE,
        alone=0.9,
    ),
    shape(
        "email-misread",  # a scanner's "@"
        EntityType.EMAIL,
        rf"{_NOT_INSIDE}[^\W_][\w.+%-]{{1,62}}(?:[©®¢]|\(©\)|\(®\)){_DOMAIN}",
        alone=0.9,
        needles=("©", "®", "¢"),
    ),
    shape(
        "email-provider-behind",  # "jane.roe, gmail", "it's jane_roe on hotmail"
        EntityType.EMAIL,
        r"(?<![\w.+%@/-])[^\W\d_][\w+-]{1,30}(?:[._][^\W\d_][\w+-]{0,30}){1,3}(?:(?:,[ ]"
        r"|[ ](?:at|on|bei|chez|en|su|bij|em)[ ](?:(?:the|my|her|his|our|usual|normal|old|new)[ ]){0,2})"
        r"(?:gmail|googlemail|hotmail|icloud|protonmail|gmx|yahoo|outlook)(?:\.[a-z]{2,3}){0,2}"
        rf"|,?[ ](?:bei|chez|presso|bij)[ ][a-z][\w-]{{2,40}}\.{_SURE_TLD})(?!\w|\.\w)",
        flags=re.IGNORECASE,
        checked=0.75,
        check=lambda value: _FILE.search(value) is None,
    ),
    shape(
        "email-archived",  # "<ann at example.org>", "ann at example.org (Ann Lee)", as lists show it
        EntityType.EMAIL,
        r"[<(]([\w.+-]{1,40}[ ](?:at|AT)[ ][\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,12})[>)]"
        r"|(?<=From )([\w.+-]{1,40}[ ]at[ ][\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,12})(?![\w-])",
        alone=0.85,
        group=0,
    ),
    shape(
        "email-glued",  # "annAThotmailDOTcom", "ann+AEA-example.org"
        EntityType.EMAIL,
        rf"{_NOT_INSIDE}[a-z][a-z\d._-]{{1,40}}(?:AT|\(@\)|\[@\])[a-z\d-]{{2,40}}(?:(?:DOT|\(\.\)"
        rf"|\[\.\])[a-z\d-]{{2,40}}){{1,3}}(?!\w)"
        rf"|{_NOT_INSIDE}{_LOCAL}AEA-{_DOMAIN}",
        alone=0.9,
    ),
)
