"""Logins told in a sentence: a user name and its password, in seven languages.

"log in as admin7 / hunter22", "user kees, password zomer2024", "use Rotwagen!5 to log in".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer, trie_pattern
from app.redaction.recognizers.told import AND, STRONG_SIGN, is_standard, looks_like_password, near_needles
from app.redaction.recognizers.told_phrases import TELLS_ABOUT

_PROVISIONAL: Final = (
    "provisoire|temporaire|provisional|temporal|provvisoria|temporanea|iniziale|temporary|initial|inicial"
    "|provisória"
    "|temporária|tijdelijk|nouveau|actuel|nueva|nuova|nova|actual|attuale|atual|vorläufig"
)
_WORD_OF_LOCK: Final = (
    r"(?:password|passwort|kennwort|einmalpasswort|startpasswort|passwd|pwd|pass|pw|psw|mot de passe|mdp"
    r"|code|contraseña|contrasena|clave"
    r"|parola d'ordine|parola|wachtwoord|senha|palavra-passe|palavra passe|passphrase)"
    rf"(?:[ ](?:{_PROVISIONAL}))?"
)
_USER: Final = (
    "username|user name|user id|userid|user|login|log in|logon|account|benutzername|benutzer|benutzerkennung"
    "|nutzer|nutzername|kennung|anmeldename|identifiant|utilisateur|nom d'utilisateur|pseudo|usuario"
    "|nombre de usuario|utente|nome utente|gebruikersnaam|gebruiker|inlognaam|usuário|utilizador"
    "|nome de utilizador|nome de usuário|uid|id|email|e-mail"
)
_ENTER: Final = (
    "log in|login|log into|log on|logon|sign in|sign on|signin|credentials|creds|login details|logins"
    "|anmelden|melde dich|meldet euch|anmeldung|einloggen|logge dich|log dich|zugang|zugangsdaten"
    "|anmeldedaten"
    "|te connectes|connecte-toi|connectez-vous|se connecter|connexion|identifiants|accès|connecté"
    "|entra|entrar|accede|acceder|inicia sesión|acceso|credenciales|entras|entrad"
    "|accedi|accedere|accesso|credenziali|loggati|inloggen|inlog|log je in|inloggegevens|aanmelden"
    "|acesse|acessar|acesso|entre|credenciais|inicia sessão"
)
_IS: Final = "is|ist|lautet|heißt|est|c'est|es|è|é|zijn|war|was"
_OF: Final = (
    "for|of|on|to|für|zum|vom|beim|im|in|du|de|des|del|della|do|da|di|van|voor|al|en|sur|no|na|op|sul"
)
_NAME: Final = r"(?P<name>(?=[^\s/]{0,40}[^\W\d_])[\w][\w.@+-]{0,38}[\w])"
_NAME_OR_NUMBER: Final = r"(?P<name>(?:\d{4,12}(?!\w)|(?=[^\s/]{0,40}[^\W\d_])[\w][\w.@+-]{0,38}[\w]))"
_VALUE: Final = r"(?P<value>[^\s\"'<>,;()]{4,64})"
_LOGIN: Final = re.compile(
    rf"(?<![^\W_])(?:{trie_pattern(_ENTER.split('|'))})(?![^\W_])"
    r"(?:[ ](?:details|data|name|for|to|into|im|ins|in|am|zum|zur|beim|dich|an|auf|sur|au|à|en|al|nel|sul|op"
    r"|bij|no|na"
    r"|the|it|de|der|das|dem|la|le|el|il|het|our|my|unser|mein|notre|mon|[^\W\d_]{2,14}(?:'s?)?(?=:)"
    r"|[^\W\d_]{2,14}'s?(?=[ ]))){0,5}"
    r"(?:[ ]?[:=]|[ ](?:as|with|using|mit|als|avec|comme|con|como|com|met|by))[ ]{1,2}"
    rf"(?:(?:{trie_pattern(_USER.split('|'))}|the|name)[ :]{{1,2}}){{0,2}}"
    rf"[\"'`]?{_NAME}[\"'`]?"
    rf"(?:[ ]?(?:[/|,:;]|//|[–—])[ ]?|[ ](?:{AND}|with|mit|avec|con|com|met)[ ]|[ ])"
    rf"(?P<named>(?:(?:the|das|dem|le|la|el|il|het|a|o)[ ])?{_WORD_OF_LOCK}(?:[ ]?[:=]|[ ](?:{_IS})(?!\w))?"
    rf"[ ]?)?[\"'`]?{_VALUE}",
    re.IGNORECASE,
)
_USER_AND_PASSWORD: Final = re.compile(
    rf"(?<![^\W_])(?:{trie_pattern(_USER.split('|'))})(?![^\W_])"
    rf"(?:[ ](?:{_OF})(?:[ ](?:the|la|le|el|il|het|dem|der))?[ ][^\W\d_]{{2,16}}){{0,2}}"
    rf"(?:[ ]?[:=|][ ]?|[ ](?:{_IS})[ ]|[ ])"
    rf"[\"'`]?{_NAME_OR_NUMBER}[\"'`]?[ ]?[,;/|.–—]?[ \n]{{1,2}}(?:(?:{AND}|with|mit|avec|con|com|met)[ ])?"
    rf"(?:(?:the|das|dem|le|la|el|il|het|a|o|my|mein|mon|mi|mia|mijn)[ ])?(?:[^\W\d_]{{2,12}}[ ]){{0,2}}?"
    rf"{_WORD_OF_LOCK}(?:[ ]?[:=][ ]?|[ ](?:{_IS})[ ]|[ ](?!(?:{_IS})(?!\w)))"
    rf"[\"'`]?{_VALUE}",
    re.IGNORECASE,
)
_NO_NAME: Final = re.compile(
    r"(?i)(?:failed|failure|error|success|succeeded|attempts?|denied|page|form|prompt|and|or|the|your|my|his"
    r"|her|our|their|a|an|is|not|und|oder|et|ou|y|o|e|en|of|with|mit|password"
    r"|passwort|username|user|email|name|new|any|no|same|this|that|der|die|das|dein|mein|le|la|un|une|mon|ton"
    r"|votre|el|tu|su|mi|il|una|het|een|je|uw|as|um|uma|seu|sua|google|facebook|apple|github|ssh|root|admin"
    r"|__token__"
    r"|required|invalid|incorrect|wrong|token|string|str)\Z"
)
_ENTERING: Final = (
    "log in|login|logon|log on|log into|sign in|sign on|signin|cred|anmeld|zugang|melde|einlog|logge|log "
    "dich|connect"
    "|connexion|identifiants|accès|entra|accede|sesión|acceso|accedi|accesso|loggati|inlog|log je|aanmeld"
    "|acess|acesse"
    "|acesso|entre|sessão"
)
_LOGIN_NEEDLES: Final = tuple(_ENTERING.split("|"))
_UNLOCKING: Final = (
    "passw|pass |pass:|passe|pwd|pw|psw|kennwort|mdp|code|contrase|clave|parola|wachtwoord|senha|passphrase"
)
_PASSWORD_NEEDLES: Final = tuple(_UNLOCKING.split("|"))
# "use Rotwagen!5 to log in", "ik log in met Stroopwafel!", "... Biscuit2010, capital B": no word for it.
_LOGS_IN_WITH: Final = re.compile(
    r"(?<![^\W_])(?i:(?:log|sign|logge|melde|logg|inicio|entro|accedo|connecte|acesso|einloggen|inloggen"
    r"|anmelden)"
    r"(?:[ ](?:in|on|mich|sesión|me|aan)){0,2}[ ](?:with|using|mit|avec|con|com"
    r"|met))[ ][\"'“]?(?P<value>[^\s\"'“”,;()]{5,40})"
    r"|(?<![^\W_])(?i:use|try|enter|type|nimm|gib|benutze|utilise|mets|tape|usa|pon|metti|gebruik|typ"
    r"|põe)[ ][\"'“]?"
    r"(?P<used>[^\s\"'“”,;()]{5,40})[\"'”]?(?i:[ ](?:ein,?[ ])?(?:to|um|pour|para|per|om)[ ](?:sign|log"
    r"|unlock|dich|te[ ]con"
    r"|se[ ]con|vous|iniciar|entrar|acced|in[ ]te|hinein|reinzu|einzu))"
)
_SPELT: Final = re.compile(
    r"(?P<spelt>(?=[^\s]{0,30}\d)[A-Za-z][^\s\"'“”,;()]{5,40})[\"'”]?[ ]?[,(–-][ ]?(?i:"
    r"(?:with[ ]a[ ])?(?:capital|uppercase"
    r"|lower[ -]?case|all[ ]lower|großes|gross|grosses|klein geschrieben|alles klein|majuscule"
    r"|tout en minuscules|con mayúscula"
    r"|todo en minúsculas|con la maiuscola|tutto minuscolo|hoofdletter|met een hoofdletter|maiúscula"
    r"|tudo minúsculo))(?![^\W\d_])"
)
_LOGS_IN_NEEDLES: Final = (
    "log in", "log on", "logge", "logg", "sign in", "sign on", "melde",
    "inicio", "entro con", "accedo", "connecte",
    "acesso", "einloggen", "inloggen", "anmelden", "use ", "try ", "enter ", "type ", "nimm ", "gib ",
    "benutze",
    "utilise", "mets ", "tape ", "usa ", "pon ", "metti ", "gebruik", "typ ", "põe ",
)  # fmt: skip
_SPELT_NEEDLES: Final = (
    "capital", "uppercase", "lower case", "lowercase", "lower-case", "all lower", "großes", "grosses",
    "gross",
    "klein", "majuscule", "minuscules", "mayúscula", "minúsculas", "maiuscola", "minuscolo", "hoofdletter",
    "maiúscula", "minúsculo",
)  # fmt: skip


class Logins:
    """A user name and the password told with it: "log in as gast / zomer2024", "user kees, password ...")."""

    id = "login-told"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the name and the password of each such pair."""
        without_word = [*near_needles(_LOGS_IN_WITH, text, _LOGS_IN_NEEDLES)]
        for match in [*without_word, *near_needles(_SPELT, text, _SPELT_NEEDLES)]:
            group = str(match.lastgroup)
            start, end = match.span(group)
            while text[end - 1] in ".,:?":
                end -= 1
            goes_on = re.match(r"[ ][^\W\d_]", text[end : end + 2].lower()) is not None
            if text[end - 1] == "!" and not goes_on:
                end -= 1
            value = text[start:end]
            if looks_like_password(value) and not is_standard(value) and not value.startswith(("$", "-")):
                yield Hit(start, end, EntityType.SECRET, 0.68, "secret-told", context="login")
        for pattern, needles in ((_LOGIN, _LOGIN_NEEDLES), (_USER_AND_PASSWORD, _PASSWORD_NEEDLES)):
            for match in near_needles(pattern, text, needles):
                start, end = match.span("value")
                value = text[start:end].rstrip(".,:?" if not match["value"].endswith("?!") else ".,")
                end = start + len(value)
                named = pattern is _USER_AND_PASSWORD or match["named"] is not None
                if not self._is_password(value, named=named) or _NO_NAME.match(value):
                    continue
                yield Hit(start, end, EntityType.SECRET, 0.75, self.id, context="login")
                if not _NO_NAME.match(match["name"]) and "@" not in match["name"]:
                    yield Hit(*match.span("name"), EntityType.USERNAME, 0.72, self.id, context="login")

    @staticmethod
    def _is_password(value: str, *, named: bool) -> bool:
        if len(value) < 4 or is_standard(value) or value.startswith(("$", "%", "-", "{")):
            return False
        letters, digits = re.search(r"[^\W\d_]", value), re.search(r"\d", value)
        if letters and (digits or STRONG_SIGN.search(value)):
            return True
        if digits and not letters:
            return named or len(value) >= 4
        word = value.lower().rstrip("!?")
        return named and len(word) >= 5 and word not in words("common_words") and word not in TELLS_ABOUT


RECOGNIZERS: tuple[Recognizer, ...] = (Logins(),)
