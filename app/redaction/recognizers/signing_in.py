"""User names behind what people say of signing in: "she signs in as tkilbride-ext", "entra con mlopezg".

Behind "as" stands whom somebody signs in as; behind "with" and "for" it may be a service or a machine, so
there the name has to be of two parts. A name that looks like a word counts only in a text about somebody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Phrases, Recognizer
from app.redaction.recognizers.usernames import is_a_site, is_no_value

_SIGNING_WORDS: Final = (
    "sign in|signs in|signed in|signing in|sign on|log in|logs in|logged in|logging in|login|log on|logs on"
    "|logged on|signed on|inloggen|logt in|ingelogd|aanmelden|aangemeld|inlog|einloggen|eingeloggt|loggt sich"
    "|anmelden|angemeldet|meldet sich|anmeldung|einlog|se connecte|connecter|connecté|connectée|connexion"
    "|s'identifie|identifié|inicia sesión|iniciar sesión|inició sesión|entra|entro|entrar|accede|accedo"
    "|acceder|accedía|se conecta|accedere|entrare|si collega|accesso|collegarsi|acede|aceder|acessa|acessar"
    "|faz login|inicia sessão|iniciar sessão|entrava|wachtwoord|password|passwort|kennwort|mot de passe"
    "|contraseña|senha|account|konto|compte|cuenta|utenza|mailbox|postfach|zugang|toegang|accès|acceso|acesso"
    "|profil"
)
_SIGNING: Final = Phrases(_SIGNING_WORDS.split("|"))
_NAME: Final = r"[\"'`(\[]{0,2}@?(?P<name>[A-Za-z][\w.-]{2,30}(?<![.-]))(?![\w@/\\(:]|[.-]\w)"
_LEADS: Final = re.compile(
    r"(?:[ ][^\W\d_][\w'’-]{0,15}){0,4}?[ ]"
    r"(?:(?P<as>as|als|en tant que|comme|como|come|sous|unter|onder|under)"
    r"|(?P<with>with|mit|met|avec|con|com|using|for|für|pour|para|per|voor))[ ]" + _NAME,
    re.IGNORECASE,
)
# "he goes by RipCurlRhys on youtube"
_GOES_BY: Final = re.compile(
    r"(?<!\w)(?i:goes by|going by|known as|posts as|posting as|plays as|streams as|nennt sich|heißt dort"
    r"|noemt zich|se fait appeler|se hace llamar|si fa chiamare)[ ][\"'`]?@?"
    r"(?P<name>(?=\w{0,24}(?:\d|_\w|[a-z][A-Z]))[A-Za-z]\w{3,28})(?![\w@(-]|\.\w|['’]s[ ])"
)
# "the account of pdewit3": "of" leads to things, too, so the name has to end as logins do.
_OF: Final = re.compile(
    r"[ ](?:of|van|von|de|di|do|da|d')[ ]?[\"'`]?(?P<name>[a-z]{4,16}\d{1,3})(?![\w@/(:]|[.-]\w)",
    re.IGNORECASE,
)
_CLAUSE_ENDS: Final = re.compile(
    r"[\"'`)\]]{0,2}(?:[.,;!?)\n]|[ ]?\Z|[ ](?:and|but|und|aber|et|mais|y|pero|e|ma|en|maar|mas|lukt|geht"
    r"|works|since|seit|depuis|desde|dal|sinds)(?!\w))"
)
_MARKED: Final = re.compile(r"\d|[a-z][._][a-z]|[a-z]{3}-[a-z]")
_SERVICE_WORDS: Final = (
    "google apple facebook microsoft okta github gitlab twitter linkedin slack amazon saml saml2 oauth "
    "oauth2 ldap digid itsme spid cie franceconnect clave elster passkey passkeys touchid faceid fingerprint "
    "fingerabdruck empreinte huella impronta vingerafdruk biometrics biometrie email mail e-mail smartcard "
    "yubikey totp authenticator mfa sso pin otp sms nfc webauthn fido2 ssh-key ssh-keys sha256 md5"
)
_SERVICES: Final = frozenset(_SERVICE_WORDS.split())
_OF_THINGS_TOO: Final = frozenset({"with", "using", "avec", "for", "für", "pour", "para", "per", "voor"})
_OF_TWO_PARTS: Final = re.compile(r"[a-z]{1,16}[._][a-z]{2,20}\d{0,3}|[a-z]{2,14}\.[a-z]\d{1,3}")
_PRESUMED: Final = 0.64
_DIGITS: Final = "0123456789"
_PART: Final = re.compile(r"[^\W\d_]+")
_FEWEST_LETTERS: Final = 5


class SigningIn:
    """Whom somebody signs in as, and whose password or account it is, where the name looks made up."""

    id = "username-signs-in"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the user names; services and plain words stay."""
        for called in _GOES_BY.finditer(text):
            if not is_no_value(called["name"]) and not is_a_site(called["name"]):
                yield Hit(*called.span("name"), EntityType.USERNAME, 0.7, self.id)
        last = 0
        for phrase in _SIGNING.finditer(text):
            match: re.Match[str] | None = _OF.match(text, phrase.end())
            if match is None or _is_word(match["name"].rstrip(_DIGITS)):
                match = _LEADS.match(text, phrase.end())
                if match is None or not _is_made_up(match):
                    continue
            if match.start("name") >= last:
                last = match.end("name")
                yield Hit(*match.span("name"), EntityType.USERNAME, 0.7, self.id, context=phrase[0].lower())


def plain_names(text: str) -> Iterator[Hit]:
    """Yield words of no dictionary that stand where user names do, in a text about somebody."""
    for phrase in _SIGNING.finditer(text):
        match = _LEADS.match(text, phrase.end())
        if match is not None and _may_be_one(text, match):
            yield Hit(*match.span("name"), EntityType.USERNAME, _PRESUMED, "signs-in-plainly")


def _is_made_up(match: re.Match[str]) -> bool:
    name = match["name"]
    if _is_nobodys(name):
        return False
    ordinary = [_is_word(part) for part in _PART.findall(name.lower())]
    if match["as"] is None and match["with"].lower() in _OF_THINGS_TOO:  # "the login for legacy-app2"
        return _OF_TWO_PARTS.fullmatch(name) is not None and not any(ordinary)
    return _MARKED.search(name) is not None and not (all(ordinary) if match["as"] else any(ordinary))


def _may_be_one(text: str, match: re.Match[str]) -> bool:
    name = match["name"]
    if _is_nobodys(name) or len(name) < _FEWEST_LETTERS or any(map(_is_word, _PART.findall(name.lower()))):
        return False
    if match["as"] is None and match["with"].lower() in _OF_THINGS_TOO:
        return False
    return _CLAUSE_ENDS.match(text, match.end("name")) is not None


def _is_nobodys(name: str) -> bool:
    return is_no_value(name) or is_a_site(name) or name.lower() in _SERVICES or not name[0].islower()


def _is_word(part: str) -> bool:
    return (
        part in words("common_words") or part in words("plain_words") or part.endswith(("ing", "tion", "ung"))
    )


RECOGNIZERS: tuple[Recognizer, ...] = (SigningIn(),)
