"""Ways to reach a person on the net: e-mail in every spelling, personal web addresses, user names, paths."""

from __future__ import annotations

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Lexicon, Recognizer, shape

_LOCAL = r"[^\W_](?:(?:[\w.+%-]|''?(?=[^\W\d_])){0,62}[\w+-])?|\"[^\"\n@]{1,60}\""
_WORD = r"[^\W_][\w-]{0,62}"
_TLD = (
    r"(?:com|org|net|edu|gov|mil|info|biz|dev|app|co|io|ai|me|eu|uk|us|de|fr|es|it|nl|pt|br|ch|at"
    r"|be|pl|se|no|dk|fi|ie|ca|au|nz|in|jp|cn|mx|ar|cl|za|example|test|invalid|local|health"
    r"|clinic|law)"
)
# "at" and "dot" as people write and say them (en de fr es it nl pt).
_AT_WORD = (
    r"at|ät|arroba|arobase|arrobase|chiocciola|klammeraffe|affenschwanz|apenstaartje|apenstaart|apestaartje"
    r"|apestaart|arobas"
    r"|at-zeichen|chiocciolina"
)
_AT_PROVIDER = r"bei|chez|en|bij|em|presso|su|à"  # only before the domain of a provider, or "point fr"
_DOT_WORD = r"dot|punkt|point|punto|ponto|punt|period|full stop"
_PROVIDER = (
    r"gmail|googlemail|hotmail|outlook|yahoo|icloud|proton ?mail|protonmail|gmx|live|aol|msn|web|t-online"
    r"|orange|laposte|free|wanadoo|sfr|libero|virgilio|tiscali|ziggo|kpnmail|xs4all|sapo|uol|terra"
)
# What a speaker adds to the part before the "at": "all lower case", "tout attaché".
_ASIDE = (
    r"(?:,?[ ](?:(?:all|in)[ ])?(?:lower[ -]?case|one[ ]word|small[ ]letters)|,?[ ]all[ ](?:together|small)"
    r"|,?[ ](?:tout[ ])?(?:attaché|en[ ]minuscules?)|,?[ ](?:alles[ ])?(?:klein|zusammen)(?:geschrieben)?"
    r"|,?[ ](?:todo[ ])?(?:junto|en[ ]minúsculas?)|,?[ ](?:tutto[ ])?(?:attaccato|minuscolo)"
    r"|,?[ ](?:alles[ ])?(?:aan[ ]elkaar|kleine[ ]letters)|,?[ ](?:tudo[ ])?(?:junto|minúsculo))?,?"
)
_DIGIT_WORD = (
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|null|eins|zwei|drei|vier|fünf|sechs|sieben|acht"
    r"|neun|zéro|un|deux|trois|quatre|cinq|sept|huit|neuf|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho"
    r"|nueve"
    r"|due|tre|quattro|cinque|sei|sette|otto|nove|nul|een|twee|vijf|zes|zeven|negen|um|dois|três|quatro|sete"
    r"|oito|\d{1,4})"
)
_MAIL_ONLY = r"gmail|googlemail|hotmail|icloud|proton ?mail|gmx|kpnmail"
_DOTTED_NAME = (
    r"(?![vV]?\d|\w{1,40}\.(?:js|py|md|net|io|ai|html?|php|ya?ml|json|txt|sh)[ ])[^\W_][\w+%-]{0,39}"
    r"(?:[._][\w+%-]{1,40}){1,4}"
)
_DASH_WORD = (
    r"underscore|dash|hyphen|minus|unterstrich|bindestrich|tiret(?: bas| du (?:six|huit|6|8))?"
    r"|guion(?: bajo)?|guión(?: bajo)?"
    r"|trattino(?: basso)?|streepje|liggend streepje|hífen|traço|sublinhado"
)
_IN_BRACKETS = rf"[\[({{<_*-][ ]?(?:{_AT_WORD}|at[ -]sign|at[ -]symbol|bei|chez|bij|presso|@)[ ]?[\])}}>_*-]"
_BRACKETED_AT = rf"[ ]{{0,2}}[\[({{<_*-]?{_IN_BRACKETS}[\])}}>_*-]?[ ]{{0,2}}"
_BRACKETED_DOT = rf"[ ]{{0,2}}[\[({{<_*-]{{1,2}}[ ]?(?:{_DOT_WORD}|\.)[ ]?[\])}}>_*-]{{1,2}}[ ]{{0,2}}"
_WRAP = r"(?:=?\n[> \t]{0,6})"
_HOSTED = (
    r"(?:facebook|instagram|twitter|x|linkedin|github|gitlab|bitbucket|tiktok|pinterest|snapchat"
    r"|youtube|medium|reddit|telegram|t|vk|xing|tumblr|flickr|soundcloud|strava|threads|bsky"
    r"|mastodon\.social|paypal|venmo|calendly|keybase|about|linktr|patreon|ko-fi|behance|dribbble"
    r"|stackoverflow|last|goodreads|orcid|researchgate|academia|doctolib|jameda|twitch|kick|vimeo|dailymotion"
    r"|bandcamp|substack|wattpad|deviantart|artstation|codepen|replit|kaggle|huggingface|gitea|codeberg"
    r"|hub\.docker"
    r"|npmjs|pypi|rubygems|dev|hashnode|lichess|chess|letterboxd|steamcommunity|roblox|onlyfans|fansly|ok"
    r"|weibo"
    r"|quora|disqus|gravatar|trello|figma|buymeacoffee|cash|wa|signal|line|zhihu|mixcloud|untappd|komoot"
    r"|garmin"
    r"|duolingo|poshmark|etsy|ebay|vinted|wallapop|couchsurfing|airbnb|blablacar)"
)
_PAGE = (
    r"(?:in/|user/|users/|u/|profile/|profiles/|people/|channel/|c/|@|pub/|~|id/|shop/|usr/|athletes/"
    r"|member/|members/|p/"
    r"|author/|r/)?"
)

_SPOKEN_CHECK = re.compile(
    r"\b(?:meet|met|arrive|arrives|look|looked|see|stop|starts?|ends?|opens?|stay|was|were|is|are|worked|works"
    r"|working|bought|buy|back|been|job|sold)\b",
    re.IGNORECASE,
)


_A_DIGIT = re.compile(r"[ ]\d[ ]{1,2}\w{3,6}[ ]{1,2}\w{1,6}\Z")  # "scored at 3 dot com"
_NO_DOMAIN = re.compile(
    r"[ ](?:at|a|en|in|à)[ ]+(?:the|a|an|my|our|your|this|that|some|any|one|which|what|home|noon|night)[ ]",
    re.IGNORECASE,
)


def _is_wrapped(value: str) -> bool:
    return "\n" in value and not value.startswith("\n")


def _is_spoken_address(value: str) -> bool:
    return (
        _SPOKEN_CHECK.match(value) is None
        and _NO_DOMAIN.search(value) is None
        and _A_DIGIT.search(value) is None
    )


_USER_WORDS = Lexicon(
    "username|user name|user|login|log in|account|handle|nick|nickname|screen name|alias"
    "|benutzer|benutzername"
    "|utilisateur|identifiant|usuario|utente|gebruiker|utilizador|usuário|github|twitter|instagram|insta|ig"
    "|telegram|discord|skype|snapchat|snap|tiktok|mastodon|follow|dm|venmo|cash app|twitch|threads|bluesky"
    "|youtube|yt"
    "|reddit|kik|psn|steam|patreon|pinterest|linkedin|find me|folge mir|suis moi|suivez moi|sígueme|seguimi"
    "|volg me"
    "|zugewiesen|assigned to|asignado a|assegnato a|toegewezen aan|reviewed by|confirmed by"
    "|segue me|tag me|profile|profil|perfil|profilo|profiel|pseudo|arroba"
)
_IS_SHARED_FOLDER = re.compile(
    r"(?:public|default|shared|user|users|username|your[-_]?name|me|you|name|administrator|admin|root|runner"
    r"|ubuntu|ec2-user|vagrant|node|app|appuser|www|git|pi|docker|jenkins|circleci|travis|vscode"
    r"|codespace|home"
    r"|linuxbrew|jovyan|postgres|mysql|nginx|deploy|oracle|all users|<.{0,20}|\$.{0,20}|\{.{0,20}"
    r"|%.{0,20}|\[.{0,20})\Z",
    re.IGNORECASE,
)


def _names_a_person(folder: str) -> bool:
    return _IS_SHARED_FOLDER.match(folder) is None


_SITE_PAGES = (
    "advisories orgs marketplace topics trending sponsors enterprise security readme apps issues pulls "
    "notifications new "
    "codespaces releases downloads join contact hashtag reel reels stories tags intent share sharer "
    "sharer.php groups "
    "events pages gaming results playlist shorts feed channel explore legal careers press support status api "
    "developers "
    "i p r s t posts articles questions tagged packages package models datasets spaces wiki news store shop "
    "category"
)


def _is_personal_page(value: str) -> bool:
    page = value.rstrip("/").rpartition("/")[2].lstrip("@~").lower()
    return page not in {
        "about",
        "help",
        "login",
        "home",
        "settings",
        "terms",
        "privacy",
        "watch",
        "search",
        "explore",
        "jobs",
        "company",
        "features",
        "pricing",
        "blog",
        "docs",
        "in",
        "user",
        "users",
        "people",
        "u",
        "c",
        *_SITE_PAGES.split(),
    }


RECOGNIZERS: tuple[Recognizer, ...] = (
    # RFC 5321 sizes; the RFC 6531 letters come with \w. The domain needs a dot or an address in brackets.
    shape(
        "email",
        EntityType.EMAIL,
        rf"(?<![\w.+%-])(?!git@)(?:{_LOCAL})@(?!\d{{1,4}}(?:\.\d{{1,4}}){{1,2}}(?!\.?\w)"
        rf"|[1-4]x\.(?:png|jpe?g|webp|gif|svg|avif|pdf)(?!\w))(?:{_WORD}(?:\.{_WORD}){{1,8}}"
        rf"|\[[\dA-Fa-f:.]{{3,45}}\])",
        alone=0.98,
        needles=("@",),
    ),
    shape(
        "email-spaced",
        EntityType.EMAIL,
        rf"(?<![\w.+%-])[\w+%-]{{1,40}}(?:[ ]?\.[ ]?[\w+%-]{{1,40}}){{0,4}}[ ]{{1,3}}@[ ]{{0,3}}[\w-]{{1,63}}"
        rf"(?:[ ]?\.[ ]?[\w-]{{2,40}}){{0,3}}[ ]?\.[ ]?{_TLD}(?![\w])"
        rf"|(?<![\w.+%-])[\w+%.-]{{1,60}}@[ ]{{0,3}}[\w-]{{1,63}}(?:[ ]{{1,2}}\.[ ]?|[ ]?\.[ ]{{1,2}}"
        rf"|[ ]?\.[ ]?[\w-]{{1,40}}[ ]?\.[ ]?){_TLD}(?:\.[a-z]{{2}})?(?![\w])",
        alone=0.9,
        needles=("@",),
    ),
    shape(
        "email-letter-by-letter",  # "o s c a r @ e x a m p l e . c o m"
        EntityType.EMAIL,
        r"(?<!\S)(?:[\w.+-][ ]{1,3}){2,40}@(?:[ ]{1,3}[\w.-]){4,60}(?![^\s,;)])",
        alone=0.9,
        needles=(" @ ",),
    ),
    shape(
        "email-wrapped",
        EntityType.EMAIL,
        rf"(?<![\w.+%-])[\w.+%-]{{1,64}}{_WRAP}?@[ ]?{_WRAP}?[\w-]{{1,63}}(?:{_WRAP}[\w-]{{1,40}})?"
        rf"(?:{_WRAP}?\.{_WRAP}?[\w-]{{1,63}}){{0,4}}{_WRAP}?\.{_WRAP}?{_TLD}(?![\w.]|-\w)",
        checked=0.9,
        check=_is_wrapped,
        needles=("@",),
    ),
    shape(
        "email-local-wrapped",
        EntityType.EMAIL,
        rf"(?<![\w.+%-])[\w.+%-]{{1,40}}[._+-]{_WRAP}[\w.+%-]{{1,40}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}})"
        rf"{{1,4}}",
        checked=0.9,
        check=lambda value: (
            re.match(r"[\w.+%-]*[_+-]=?\n|[a-z\d]+\.[a-z\d.]*\n|[\w.]*[\w]=\n", value) is not None
        ),
        needles=("@",),
    ),
    shape(
        "email-at-dot",
        EntityType.EMAIL,
        rf"(?<![\w.+%-])[\w+%-]{{1,40}}(?:(?:\."
        rf"|{_BRACKETED_DOT})[\w+%-]{{1,40}}){{0,4}}{_BRACKETED_AT}[\w-]{{1,63}}"
        rf"(?:(?:{_BRACKETED_DOT}|[ ]?\.[ ]?|[ ]{{1,2}}(?:{_DOT_WORD})[ ]{{1,2}})[\w-]{{1,63}}){{1,4}}(?!\w)",
        flags=re.IGNORECASE,
        alone=0.93,
        core=re.compile(_IN_BRACKETS, re.IGNORECASE),
    ),
    shape(
        "email-defanged",  # "bob@example[.]com"
        EntityType.EMAIL,
        rf"(?<![\w.+%-])[\w.+%-]{{1,60}}@[\w-]{{1,63}}(?:(?:\.|{_BRACKETED_DOT})[\w-]{{1,63}}){{1,4}}(?!\w)",
        flags=re.IGNORECASE,
        checked=0.93,
        check=lambda value: re.search(r"[\[({<]", value) is not None,
        needles=("@",),
    ),
    shape(
        "email-spoken",
        EntityType.EMAIL,
        rf"(?<![\w.+%'’-])[\w+%-]{{1,40}}(?:(?:[ ](?:{_DOT_WORD}|{_DASH_WORD})[ ]|\.)[\w+%-]{{1,40}}"
        rf"(?:[ ]{_DIGIT_WORD}(?=[ ])){{0,6}}){{0,4}}{_ASIDE}"
        rf"[ ]{{1,2}}(?:{_AT_WORD}|(?:{_AT_PROVIDER})(?=[ ](?:{_PROVIDER})[ ]))"
        rf"[ ]{{1,2}}[\w-]{{1,63}}(?:[ ]{{1,2}}(?:{_DOT_WORD}|{_DASH_WORD})[ "
        rf"]{{1,2}}[\w-]{{1,40}}){{0,3}}"
        rf"[ ]{{1,2}}(?:{_DOT_WORD})[ ]{{1,2}}{_TLD}(?!\w)",
        flags=re.IGNORECASE,
        checked=0.85,
        check=_is_spoken_address,
        core=re.compile(
            rf"[ ](?:{_AT_WORD}|{_AT_PROVIDER})[ ]{{1,2}}[\w-]{{1,63}}"
            rf"(?:[ ]{{1,2}}(?:{_DOT_WORD}|{_DASH_WORD})[ ]{{1,2}}[\w-]{{1,40}}){{0,3}}"
            rf"[ ]{{1,2}}(?:{_DOT_WORD})[ ]",
            re.IGNORECASE,
        ),
    ),
    shape(
        "email-at-provider",  # "jane.roe at the usual gmail", "janeroe at yahoo co uk"
        EntityType.EMAIL,
        rf"(?<![\w.+%-])(?:[^\W_]{{5,40}}[ ](?:{_AT_WORD})[ ](?:{_PROVIDER})[ ](?:com|co[ ]uk|fr|nl|pt)(?!\w)"
        rf"|(?=[^\W\d_]{{2,30}}\d)[^\W_]{{4,40}}[ ](?:{_AT_WORD})[ ]"
        rf"(?:(?:{_MAIL_ONLY})|(?:{_PROVIDER})(?:\.|[ ](?:{_DOT_WORD})[ ]){_TLD})(?!\w)"
        rf"|{_DOTTED_NAME}[ ](?:"
        rf"(?:{_AT_WORD}|{_AT_PROVIDER})[ ](?:{_PROVIDER})"
        rf"(?:\.|[ ](?:{_DOT_WORD})[ ]|[ ](?=com|co[ ]uk)){_TLD}"
        rf"(?:[. ]uk)?(?!\w)"
        rf"|(?:{_AT_WORD})[ ](?:{_MAIL_ONLY}"
        rf"|(?:(?:the|my|her|his|our|their|a)[ ])?(?:(?:usual|normal|old|new|same|personal)[ ]){{1,2}}"
        rf"(?:{_PROVIDER})"
        rf"|(?:my|her|his|their)[ ](?:{_PROVIDER}))(?!\w)))",
        flags=re.IGNORECASE,
        alone=0.85,
        core=re.compile(rf"[ ](?:{_PROVIDER}|{_MAIL_ONLY})", re.IGNORECASE),
    ),
    shape(
        "email-at-provider",  # "my husband is piotr at gmail"
        EntityType.EMAIL,
        rf"(?:(?:is|ist|est|es|è|é|zijn|mail|adresse?|:)[ ]{{1,2}})([^\W\d_][\w-]{{2,30}}[ ](?:{_AT_WORD})[ ]"
        rf"(?:{_MAIL_ONLY}))(?=[ ]?(?:[.,;!?)\n]|\Z))",
        flags=re.IGNORECASE,
        group=1,
        checked=0.75,
        check=lambda value: value.partition(" ")[0].lower() not in words("common_words"),
    ),
    shape(
        "email-at-provider",  # "jane.roe at our school's domain, example.org"
        EntityType.EMAIL,
        rf"(?<![\w.+%-]){_DOTTED_NAME}[ ](?:{_AT_WORD})[ ](?:the|my|our|your)[ ]"
        rf"[^\W\d_]{{2,16}}(?:['’]s)?(?:[ ][^\W\d_]{{2,16}})?[,:( ]{{1,2}}[ ]?[\w-]{{2,63}}\.{_TLD}(?!\w)",
        flags=re.IGNORECASE,
        alone=0.85,
    ),
    shape(
        "email-half-spoken",  # "dora.mills @ example dot com", "dora.mills[a]example.com", a guest
        EntityType.EMAIL,
        rf"(?<![\w.+%-])[\w.+%-]{{1,60}}(?:[ ]{{0,2}}@[ ]{{0,2}}[\w-]{{1,63}}"
        rf"(?:(?:\.|[ ]{{1,2}}(?:{_DOT_WORD})[ ]{{1,2}})[\w-]{{2,63}}){{0,3}}"
        rf"[ ]{{1,2}}(?:{_DOT_WORD})[ ]{{1,2}}{_TLD}(?!\w)"
        rf"|(?:\(a\)|\[a\])[\w-]{{2,63}}(?:\.[\w-]{{2,63}}){{0,3}}\.{_TLD}(?![\w.(]|-\w)"
        rf"|#EXT#@{_WORD}(?:\.{_WORD}){{1,8}})"
        rf"|(?<![\w.+%-]){_DOTTED_NAME}[ ]\(a\)[ ][\w-]{{2,63}}"
        rf"(?:\.[\w-]{{2,63}}){{0,3}}\.{_TLD}(?![\w.(]|-\w)",
        flags=re.IGNORECASE,
        alone=0.9,
        needles=("@", "(a)", "[a]", "(A)", "[A]"),
    ),
    shape(
        "email-encoded-twice",  # "zoe.marsh%2540example.com"
        EntityType.EMAIL,
        rf"(?<![\w.+-])[\w.+-]{{1,64}}%(?:25){{0,3}}40{_WORD}(?:(?:\.|%(?:25){{0,3}}2E){_WORD}){{1,8}}",
        alone=0.95,
        needles=("%25", "%40"),
    ),
    shape(
        "email-letters-dashed",  # "r-u-t-h at p-e-l-h-a-m dot o-r-g"
        EntityType.EMAIL,
        rf"(?<![\w.+%-])(?:[^\W\d_]-)(?:[^\W_]-){{1,30}}[^\W_]"
        rf"(?:(?:\.|[ ](?:{_DOT_WORD})[ ])(?:[^\W_]-){{1,30}}[^\W_])?"
        rf"(?:[ ]?@[ ]?|[ ]{{1,2}}(?:{_AT_WORD})[ ]{{1,2}})(?:(?:[^\W_]-){{1,30}}[^\W_]|[\w-]{{2,63}})"
        rf"(?:(?:\.|[ ](?:{_DOT_WORD})[ ])(?:(?:[^\W_]-){{1,12}}[^\W_]|[^\W\d_]{{2,12}})){{1,3}}(?![\w-])",
        flags=re.IGNORECASE,
        alone=0.9,
    ),
    shape(
        "email-at-domain",  # "jane at example.com"
        EntityType.EMAIL,
        rf"(?<![\w.+%-])(?:[\w+%-]{{1,40}}(?:[._][\w+%-]{{1,40}}){{1,4}}|(?:\w\.){{5,12}}\w)"
        rf"[ ](?:{_AT_WORD})[ ](?:[\w-]{{1,40}}\.){{0,3}}[\w-]{{2,63}}\.{_TLD}(?![\w.-]\w|\w)",
        flags=re.IGNORECASE,
        alone=0.8,
    ),
    shape(
        "email-in-words",
        EntityType.EMAIL,
        rf"(?:e-?mail|mail|contact|write|reach)[\w :.,-]{{0,20}}[ :]([\w+%-]{{2,40}}[ ](?:{_AT_WORD})[ "
        rf"][\w-]{{2,63}}\.{_TLD})(?!\w)",
        flags=re.IGNORECASE,
        group=1,
        alone=0.8,
    ),
    shape(
        "url-personal-page",
        EntityType.URL,
        rf"(?<![\w.@/+-])(?:https?://)?(?:www\.|[a-z]{{2}}\.|m\.)?{_HOSTED}\.(?:com|org|net|me|io|ee|fm"
        rf"|tv|app|social|de|fr|to)/{_PAGE}[\w.@%-]{{2,60}}+/?+"
        # what a package is imported from: "github.com/pkg/errors v0.9.1"
        rf"(?!(?<=/)[\w.-]{{1,60}}(?:/[\w./-]{{0,60}})?(?:\"|[ ]v\d|@v?\d))",
        flags=re.IGNORECASE,
        checked=0.85,
        needles=tuple(
            f"{end}/"
            for end in (
                ".com",
                ".org",
                ".net",
                ".me",
                ".io",
                ".ee",
                ".fm",
                ".tv",
                ".app",
                ".social",
                ".de",
                ".fr",
                ".to",
            )
        ),
        check=_is_personal_page,
    ),
    shape(
        "url-with-user",
        EntityType.URL,
        r"(?<!\w)https?://[^\s\"'<>?#]{1,200}?/(?:~|@|(?:users?|profiles?|people|members?|patients?"
        r"|customers?|accounts?|clients?|students?|employees?)/)[\w.@%~-]{2,80}[^\s\"'<>]{0,200}",
        flags=re.IGNORECASE,
        alone=0.8,
        needles=("://",),
    ),
    shape(
        "url-with-personal-query",
        EntityType.URL,
        r"(?<!\w)https?://[^\s\"'<>?]{1,300}\?[^\s\"'<>]{0,300}?(?:user|name|email|e-mail|mail|phone"
        r"|tel|ssn|id|uid|patient|customer|account|member|token|session|dob"
        r"|address)[\w]{0,12}=[^\s\"'<>]{1,400}",
        flags=re.IGNORECASE,
        alone=0.75,
        needles=("://",),
    ),
    shape(
        "url-shared-secret",  # links that open a document for whoever holds them
        EntityType.URL,
        r"(?<!\w)https?://(?:docs|drive|forms)\.google\.com/[^\s\"'<>]{10,300}"
        r"|(?<!\w)https?://[\w.-]{0,40}(?:sharepoint|dropbox|onedrive\.live|1drv|zoom"
        r"|teams\.microsoft|meet\.google|whereby|webex)\.(?:com|us|ms)/[^\s\"'<>]{6,400}",
        alone=0.8,
        needles=("://",),
    ),
    shape(
        "url-labelled",
        EntityType.URL,
        r"(?<!\w)(?:(?:my|her|his|their|personal|private|own|our|mein[e]?|unsere?|mon|ma|notre|mi|mio|mia"
        r"|mijn|meu|minha|il mio|la mia"
        r"|perso|personale?)[ ](?:web ?site|web ?seite|home ?page|site|blog|sito|sitio|página|pagina|web"
        r"|seite|portfolio"
        r"|page|url|profile|profil|profilo|perfil|profiel)|(?:and|und|et|y|e|en)[ ](?:blog|portfolio|website"
        r"|homepage))"
        r"[\w ]{0,12}[:= ][ ]{0,2}((?:https?://)?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?:/[^\s\"'<>]{0,200})?)",
        flags=re.IGNORECASE,
        group=1,
        alone=0.85,
        needles=(
            "site",
            "Site",
            "page",
            "Page",
            "blog",
            "Blog",
            "seite",
            "Seite",
            "sito",
            "sitio",
            "ortfolio",
            "rofil",
            "erfil",
            " web",
            " url",
            " URL",
            "página",
        ),
    ),
    shape(
        "path-windows-user",
        EntityType.USERNAME,
        r"(?i:[a-z]:|\\\\[\w.-]{1,60})[\\/]{1,4}(?i:users|documents and settings|benutzer"
        r"|utilisateurs|usuarios|utenti|profiles|homes?)[\\/]{1,4}([^\\/\s:*?\"<>|,;]{1,40}(?: "
        r"[A-Z][^\\/\s:*?\"<>|,;]{1,30}){0,2})(?=[\\/\s\"'<>|,;)]|$)",
        group=1,
        checked=0.93,
        check=_names_a_person,
    ),
    shape(
        "path-home",
        EntityType.USERNAME,
        r"(?<![\w.])/(?:home|Users|usr/home|export/home|var/home|mnt/c/Users"
        r"|c/Users|Volumes/[\w .-]{1,40}/Users|var/(?:spool/)?(?:mail|cron/crontabs|cron/tabs)"
        r"|(?:export|nfs|net|mnt|data|srv)/(?:homes?|users)|home[12])/([\w.-]{1,40})(?![\w-])",
        group=1,
        checked=0.93,
        check=_names_a_person,
        needles=("/home", "/Users/", "/users/", "/mail/", "/crontabs/", "/tabs/"),
    ),
    shape(
        "path-tilde",
        EntityType.USERNAME,
        r"(?<![\w/~])~([a-z_][a-z0-9_.-]{2,31})/",
        group=1,
        checked=0.8,
        check=_names_a_person,
        needles=("~",),
    ),
    shape(
        "git-remote",
        EntityType.USERNAME,
        r"(?<!\w)git@[\w.-]{1,80}:([\w.-]{1,39})/|(?<!\w)(?:ssh|sftp|scp|ftp)://(?!git@)[\w.-]{1,40}@",
        group=1,
        checked=0.85,
        check=_names_a_person,
        needles=("git@",),
    ),
    shape(
        "login-at-host",  # ssh jroe@build7, scp x jroe@10.0.0.3:/tmp, ftp://jroe@host
        EntityType.USERNAME,
        r"(?:(?<!\w)(?:ssh|scp|sftp|rsync|ftp|psql|mosh|telnet)\b[^\n\"']{0,60}?[ /]|(?<!\w)(?:ssh"
        r"|sftp|ftp|smb|rdp|vnc)://)(?!git@)([A-Za-z_][\w.-]{1,31})@[\w.-]{1,80}",
        group=1,
        checked=0.8,
        check=_names_a_person,
        needles=("@",),
    ),
    shape(
        "domain-account",  # CORP\jroe
        EntityType.USERNAME,
        r"(?<![\w\\:/.])[A-Z][A-Z0-9-]{1,14}\\([a-z][a-z0-9._-]{2,24})(?![\w\\(])",
        group=1,
        checked=0.75,
        check=_names_a_person,
        needles=("\\",),
    ),
    shape(
        "handle",
        EntityType.USERNAME,
        r"(?<![\w@./#`\[(])@(?!(?:latest|next|canary|nightly|all|everyone"
        r"|here)(?!\w))([A-Za-z_][\w.]{2,29}(?:-[\w.]{1,20}){0,3})(?<![.])(?![\w@/(]|\.\w|-[\w/]|[\"'][ "
        r"]?:|[ ]{0,2}(?:=|\|\|=|,[ ]@\w{1,30}(?:,[ ]@\w{1,30}){0,3}[ ]=))",
        group=0,
        near=0.7,
        lexicon=_USER_WORDS,
        needles=("@",),
    ),
)
