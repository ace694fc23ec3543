"""User names behind what people say of signing in: "she signs in as tkilbride-ext", "entra con mlopezg".

Behind "as" stands whom somebody signs in as; behind "with" it may also be a service, so there the name has
to look made up, or be a word of no dictionary with which the clause ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

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
_MOSTLY_NAMES: Final = frozenset({"con", "met", "com", "mit"})
_PART: Final = re.compile(r"[^\W\d_]+")
_FEWEST_LETTERS: Final = 5


class SigningIn:
    """Whom somebody signs in as, and whose password or account it is."""

    id = "username-signs-in"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the user names; services and plain words stay."""
        last = 0
        for phrase in _SIGNING.finditer(text):
            match = _LEADS.match(text, phrase.end())
            if match is None or match.start("name") < last or not self._can_be(text, match):
                continue
            last = match.end("name")
            yield Hit(*match.span("name"), EntityType.USERNAME, 0.7, self.id, context=phrase[0].lower())

    @staticmethod
    def _can_be(text: str, match: re.Match[str]) -> bool:
        name = match["name"]
        if is_no_value(name) or is_a_site(name) or name.lower() in _SERVICES or not name[0].islower():
            return False
        marked = _MARKED.search(name) is not None
        ordinary = [_is_word(part) for part in _PART.findall(name.lower())]
        if any(ordinary):
            return marked and not all(ordinary) and match["as"] is not None
        if marked:
            return True
        sure = match["as"] is not None or match["with"].lower() in _MOSTLY_NAMES
        at_end = _CLAUSE_ENDS.match(text, match.end("name")) is not None
        return sure and at_end and len(name) >= _FEWEST_LETTERS


def _is_word(part: str) -> bool:
    return (
        part in words("common_words") or part in words("plain_words") or part.endswith(("ing", "tion", "ung"))
    )


RECOGNIZERS: tuple[Recognizer, ...] = (SigningIn(),)
