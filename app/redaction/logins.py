"""User names that nothing announces: made of a person's name, or of people who write or are addressed.

"jroe", "roe.jane" and "JRoe77" are Jane Roe's wherever they stand, because the name is known. In a text about
somebody "@drewc", "soggy_carpet_77" and the nicknames before the lines of a conversation are somebody's too.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import permutations
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.doers import ROLES, doers
from app.redaction.findings import EntityType
from app.redaction.names import PARTICLES
from app.redaction.recognizers.base import Hit, Phrases
from app.redaction.recognizers.login_names import is_initial_and_name
from app.redaction.recognizers.needs import matches_of
from app.redaction.recognizers.signing_in import plain_names
from app.redaction.recognizers.usernames import is_no_value

_WORD: Final = re.compile(r"[^\W\d_]{2,30}")
_INITIAL: Final = re.compile(r"(?<!\w)[^\W\d_](?!\w)")
_TOKEN: Final = re.compile(
    r"(?<![\w.@-])[A-Za-z](?:[a-z0-9]{0,24}|[A-Z0-9]{1,24})(?:[._-][A-Za-z0-9]{1,24}){0,3}(?![\w@(-]|\.\w)"
)
_LETTERS: Final = re.compile(r"[a-z]+")
_NUMBERED: Final = re.compile(r"(?<![\w.@-])(?P<name>[A-Za-z]{5,30})_?\d{1,4}(?![\w@-])")
_SMALL: Final = re.compile(r"(?<![\w.@/\\'’-])[b-df-hj-np-tv-xz]{2}[a-z]{3,14}\d{0,3}(?![\w@(/\\'’-]|\.\w)")
_WITH_INITIAL: Final = re.compile(r"[a-z][._](?P<name>[a-z]{4,20})")
_SHARED: Final = 4
_TAIL: Final = re.compile(r"[._-]?\d{1,4}\Z")
_SPECIAL: Final = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"}
)
_GERMAN: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_SHORTEST: Final = 4
_MOST_WORDS: Final = 4
_MOST_PERSONS: Final = 400
_FROM_A_NAME: Final = 0.72
_PRESUMED: Final = 0.64


def _plain(name: str) -> set[str]:
    """Return a word of a name as it is typed without accents: "müller" is "muller" and "mueller"."""
    low = name.lower()
    return {
        "".join(one for one in unicodedata.normalize("NFKD", form.translate(_SPECIAL)) if one.isascii())
        for form in (low, low.translate(_GERMAN))
    }


def _forms(name: str) -> Iterator[str]:
    """Yield what systems make of a name: "jroe", "jane.roe", "roej", "janer"."""
    parts = [part for part in _WORD.findall(name) if part.lower() not in PARTICLES][:_MOST_WORDS]
    spellings = [_plain(part) for part in parts]
    initials = [letter.lower() for letter in _INITIAL.findall(name)[:2] if letter.isascii()]
    for one, other in permutations(range(len(parts)), 2):
        for given in spellings[one]:
            for family in spellings[other]:
                for gap in ("", ".", "_", "-"):
                    yield f"{given}{gap}{family}"
                    yield f"{given[:1]}{gap}{family}"
                    yield f"{given}{gap}{family[:1]}"
                    for third in spellings[other + 1] if one < other and other + 1 < len(parts) else ():
                        yield f"{given}{gap}{family}{third}"
                        yield f"{given[:1]}{gap}{family}{third}"
    for letter in initials:
        for spelling in spellings:
            for family in spelling:
                for gap in ("", ".", "_"):
                    yield f"{letter}{gap}{family}"


def logins_of(text: str, persons: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the user names in a text that are made of the names of persons in it."""
    names = {text[hit.start : hit.end] for hit in persons}
    if not names or len(names) > _MOST_PERSONS:
        return
    ordinary = words("common_words")
    forms = {
        form for name in names for form in _forms(name) if len(form) >= _SHORTEST and form not in ordinary
    }
    single = {
        form
        for name in names
        for part in _WORD.findall(name)
        for form in _plain(part)
        if len(form) >= _SHORTEST
    }
    judged: dict[str, float] = {}  # the same words come again and again
    for token in matches_of(_TOKEN, text):
        login = token[0]
        worth = judged.get(login)
        if worth is None:
            worth = judged[login] = _worth(login, names, forms, single)
        if worth:
            yield Hit(*token.span(), EntityType.USERNAME, worth, "login-of-a-name")


def _worth(login: str, names: set[str], forms: set[str], single: set[str]) -> float:
    low = login.lower()
    bare = _TAIL.sub("", low)
    if bare in forms and login not in names and ("-" not in bare or login.islower()):
        return _FROM_A_NAME
    if (_first_part(low) in forms and login.islower()) or (
        len(low) - len(bare) >= 2 and bare in single and bare.isalpha() and login[0].islower()
    ):
        return _PRESUMED
    return 0.0


def _first_part(login: str) -> str:
    """Return a login without its last part: "mdahl" of "mdahl-bot"."""
    return re.sub(r"[._-][a-z0-9]{1,8}\Z", "", login) if len(login) > _SHORTEST + 2 else ""


# --- people who write and are addressed -----------------------------------------------------------------

_MENTION: Final = re.compile(
    r"(?<![\w@./:`'\"<>\\|=+-])@(?P<name>(?=\d{0,3}[A-Za-z_])[\w](?:[\w.-]{1,28})?\w)"
    r"(?![\w/(@=:]|\.\w|-\w|[ ]?\{)"
)
_NO_MENTION_WORDS: Final = (
    "param params return returns throws throw see since author version deprecated override "
    "overrides media import property staticmethod classmethod dataclass abstractmethod pytest app "
    "router get post put delete component injectable input output test before after autowired "
    "bean entity table column id data types type layer apply tailwind keyframes supports charset "
    "font-face everyone here channel all team example home work noon night the a my our click "
    "change submit if for else end echo foreach"
)
_NO_MENTION: Final = frozenset(_NO_MENTION_WORDS.split())
_MADE_UP: Final = re.compile(
    r"(?<![\w.@/\\$€£#:=%<>\[({`\"'~+*&^-])(?P<name>[a-z]{5,16}(?:\d{2}|(?:19|20)\d\d)"
    r"|(?=[a-z_]{0,24}\d)[a-z]{3,14}(?:_[a-z]{1,14}){0,3}_?\d{2,4}"
    r"|[a-z]{1,16}\.[a-z]{3,16}\d{1,4}|[a-z]{2,3}_[a-z]{2,12}(?:_[a-z]{2,12})?_[a-z]{2,3}"
    r"|x[xX]_\w{3,20}_[xX]x|[A-Z][a-z]{2,14}(?:_[A-Z][a-z]{2,14}){1,3})(?![\w@(\[{=%/:\\-]|\.\w|[ ]?=)"
)
_NO_MADE_UP: Final = re.compile(
    r"(?:covid|python|iphone|windows|office|galaxy|ubuntu|debian|android|vitamin|version|level|chapter"
    r"|page|room"
    r"|sonar|figure|table|equation|section|example|test|user|item|step|file|image|photo|node|server"
    r"|column|field"
    r"|image|video|track|season|episode|group|class|grade|phase|type|model|series|lesson|exercise|unit"
    r"|base|sha)"
    r"s?_?\d+\Z"
)
# "on his account (svos)", "Account: ndubefraser, first password by text", "wp-admin: webmaster / 3ntr3".
_ACCOUNT_WORDS: Final = (
    "account|user|user name|username|seat|login|log in|compte|identifiant|cuenta|usuario|conto"
    "|accesso|utente|conta|acesso"
    "|konto|zugang|benutzer|benutzername|inlog|toegang|acceso|accès|wp admin|ssh|ftp|vpn"
)
_ACCOUNT: Final = Phrases(_ACCOUNT_WORDS.split("|"))
_ITS_NAME: Final = re.compile(
    r"(?:[ ][^\W\d_]{1,20}){0,3}?[ ]?(?:\([ ]?[\"'`]{0,2}(?P<inside>[a-z][\w.-]{2,30})[\"'`]{0,2}\)"
    r"|[:=]?[ ]?[\"'`]{0,2}(?P<name>[a-z][\w.-]{2,30})[\"'`]{0,2}[ ]?(?:[/|,;]|with|mit|avec|con|met|com)[ ]"
    r"(?=[^\n]{0,24}(?i:pass|pw|kenn|mdp|mot de|clave|contrase|senha|wachtw)|\S{0,20}[^\W_]{0,8}[\d!$%&#]))"
)
_LOGIN_WORDS: Final = (
    "login|log in|logon|username|user name|ad account|okta|sso|active directory|benutzername|anmeldung"
    "|kennung|identifiant|usuario|nome utente|gebruikersnaam|inloggen|nome de usuário|utilizador"
)
_OF_LOGINS: Final = Phrases(_LOGIN_WORDS.split("|"))
_DOTTED: Final = re.compile(
    r"(?<![\w.@/\\$<>=+-])(?P<first>[a-z]{3,16})\."
    r"(?P<second>(?!(?:html|json|yaml|toml|conf|local|info|test|prod|corp|intern|lan|exe|log)(?!\w))"
    r"[a-z]{4,20})"
    r"(?![\w@(\[{=/\\:-]|\.\w)"
)
_SPEAKS: Final = r"(?:escribió|ha scritto|schrieb|wrote|a écrit|schreef|escreveu|writes|said)"
_LINE: Final = re.compile(
    r"^(?:>[ ]?)?(?P<time>\[?(?:\d{1,4}[-./]\d{1,2}[-./]\d{1,4},?[ ])?\d{1,2}:\d\d(?::\d\d)?\]?[ "
    r"]{1,3}(?:-[ ])?|[-—–↳•*>][ ])?"
    r"<?(?P<name>@?[^\W\d_][\w.\-]{2,28}\w)>?"
    rf"(?:[ ]?:[ ](?P<said>[^\n]{{1,200}})|[ ](?P<verb>{_SPEAKS})(?!\w)|$)",
    re.MULTILINE,
)
_MARKED: Final = re.compile(
    r"@|[^\W\d_][\w.]{0,28}\d|[^\W\d]{2,20}[a-z]\d|\w{1,20}[^\W\d_]\.[^\W\d_]|[A-Z][a-z]{1,15}[A-Z][a-z]"
)
_THREE_WORDS: Final = re.compile(r"\S{1,40}[ ]\S{1,40}[ ]\S")
_NICKNAME: Final = re.compile(r"[^\W\d_](?<![^\W_](?s:.))(?:[\w-]|\.(?=\w)){2,30}")
_FEWEST_LINES: Final = 2


def handles(text: str) -> Iterator[Hit]:
    """Yield the handles in a text about somebody: mentions, made-up names, speakers."""
    if "@" in text:
        for match in matches_of(_MENTION, text):
            if match["name"].lower() not in _NO_MENTION and not match["name"].isupper():
                yield Hit(*match.span("name"), EntityType.USERNAME, _PRESUMED, "handle-mentioned")
    for match in matches_of(_MADE_UP, text):
        if not _NO_MADE_UP.match(match["name"]):
            yield Hit(*match.span("name"), EntityType.USERNAME, _PRESUMED, "handle-made-up")
    yield from doers(text)
    yield from _dotted(text)
    yield from plain_names(text)
    ordinary = words("common_words")
    for label in _ACCOUNT.finditer(text):
        account = _ITS_NAME.match(text, label.end())
        if account is None:
            continue
        group = "inside" if account["inside"] else "name"
        value = account[group]
        if value not in ordinary and value not in ROLES:
            yield Hit(*account.span(group), EntityType.USERNAME, _PRESUMED, "handle-of-an-account")
    yield from _speakers(text)


def logins_like(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield words of no dictionary that share four letters with a user name: "gmarch" by "g.marchetti".

    Args:
        text: the view.
        hits: what is hidden in it.
    """
    names = {text[hit.start : hit.end] for hit in hits if hit.label is EntityType.USERNAME}
    if not names or len(names) > _MOST_PERSONS:
        return
    yield from _numbered_again(text, names)
    alike = list(_made_alike(text, names))
    yield from alike
    known = {(hit.start, hit.end) for hit in alike}
    shared = {
        run[at : at + _SHARED]
        for name in names
        for run in _LETTERS.findall(name.lower())
        if not (_in_a_dictionary(run) or is_no_value(run))
        for at in range(len(run) - _SHARED + 1)
    }
    judged: dict[str, bool] = {}
    for token in matches_of(_TOKEN, text) if shared else ():
        login = token[0]
        if login not in judged:
            judged[login] = login not in names and _shares(login, shared)
        if judged[login] and token.span() not in known:
            yield Hit(*token.span(), EntityType.USERNAME, _PRESUMED, "login-like-another")


def _numbered_again(text: str, names: Iterable[str]) -> Iterator[Hit]:
    """Yield user names that are known ones with a number behind: "ToastMalone7"."""
    bare = {
        name
        for name in names
        if len(name) > _SHORTEST and name.isalpha() and not _in_a_dictionary(name.lower())
    }
    for token in _NUMBERED.finditer(text) if bare else ():
        if token["name"] in bare:
            yield Hit(*token.span(), EntityType.USERNAME, _PRESUMED, "login-like-another")


def _made_alike(text: str, names: set[str]) -> Iterator[Hit]:
    """Yield what is made as the logins of a text are: "tpike" beside "mharlow", "m.vial" beside another."""
    if any(is_initial_and_name(name) or _WITH_INITIAL.fullmatch(name) for name in names):
        for token in _SMALL.finditer(text):
            if token[0] not in names and is_initial_and_name(token[0]):
                yield Hit(*token.span(), EntityType.USERNAME, _PRESUMED, "login-like-another")
    for token in matches_of(_TOKEN, text):
        initial = _WITH_INITIAL.fullmatch(token[0])
        if initial is not None and token[0] not in names and not _in_a_dictionary(initial["name"]):
            yield Hit(*token.span(), EntityType.USERNAME, _PRESUMED, "login-like-another")


def _shares(login: str, shared: set[str]) -> bool:
    if not (login.islower() or (login.isupper() and len(login) > _SHORTEST)):
        return False
    login = login.lower()
    runs = _LETTERS.findall(login)
    # What costs least is asked first: nearly every word is one of a dictionary.
    if login in ROLES or any(_in_a_dictionary(run) for run in runs):
        return False
    parts = (run[at : at + _SHARED] for run in runs for at in range(len(run) - _SHARED + 1))
    return not shared.isdisjoint(parts) and not is_no_value(login)


def _in_a_dictionary(word: str) -> bool:
    return word in words("common_words") or word in words("plain_words")


def _dotted(text: str) -> Iterator[Hit]:
    """Yield "sarah.whitlock" in a text about logins: two words of no dictionary."""
    if next(_OF_LOGINS.finditer(text), None) is None:
        return
    for match in matches_of(_DOTTED, text):
        if not (_in_a_dictionary(match["first"]) or _in_a_dictionary(match["second"])):
            yield Hit(
                match.start("first"), match.end("second"), EntityType.USERNAME, _PRESUMED, "handle-dotted"
            )


def _speakers(text: str) -> Iterator[Hit]:
    lines = [match for match in _LINE.finditer(text) if match["name"].lower() not in ROLES]
    said = [
        match for match in lines if match["verb"] or (match["said"] and _THREE_WORDS.match(match["said"]))
    ]
    if len(said) < _FEWEST_LINES:
        return
    counts = Counter(match["name"] for match in lines)
    ordinary = words("common_words")
    names = set()
    for match in said:
        name = match["name"]
        timed, again = match["time"] is not None, counts[name] > 1
        nick = "_" in name or (name.islower() and name not in ordinary)
        if _MARKED.match(name) or (nick and (timed or match["verb"] or again)):
            names.add(name)
    if not any(counts[name] > 1 or _MARKED.match(name) for name in names):
        return
    for match in said:  # where one of them has a nickname, the others of the conversation may have too
        if "_" in match["name"] or (match["name"].islower() and match["name"] not in ordinary):
            names.add(match["name"])
    bare = {name.removeprefix("@") for name in names}
    for match in _NICKNAME.finditer(text):
        if match[0] in bare:
            yield Hit(*match.span(), EntityType.USERNAME, _PRESUMED, "handle-speaks")
