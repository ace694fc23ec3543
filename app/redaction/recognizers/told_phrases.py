"""Passwords of plain words: "the wifi password is correct horse battery, guests too", "(pw riverbank)".

Nothing in such a value looks like a password, so the sentence has to: a word for one, what leads to its
value, and then words that tell nothing about it. "is too short", "is kept in the drawer" and "is case
sensitive" tell something; "is kat op de trap" is one. Beside such a password stands whose it is: "utente
bagnino".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Phrases, Recognizer
from app.redaction.recognizers.secret_words import NOT_SECRET
from app.redaction.recognizers.told import GENERAL
from app.redaction.recognizers.usernames import is_no_value
from app.redaction.standing_words import FUNCTION_WORDS

_WORDS_FOR_ONE: Final = (
    "password|passphrase|pass phrase|passwort|kennwort|wlan passwort|wlan kennwort|wifi passwort"
    "|mot de passe|mdp"
    "|phrase de passe|contraseña|contrasena|clave|clave del wifi|parola d'ordine|parola chiave"
    "|wachtwoord|wachtzin"
    "|senha|palavra passe|safe word|code word|codeword|codewort|security word|memorable word"
    "|secret phrase|secret word"
    "|mot secret|palabra secreta|parola segreta|geheim woord|palavra secreta|alarm word|frase segreta"
    "|phrase secrète"
    "|pw|pwd|pass|wifi|wi fi|wlan|wifi password|wifi pw|wifi pass|wifi key|admin password"
    "|vpn password|psk"
    "|pickup word|pick up word|seguridad clave|challenge phrase|recovery phrase|wifi code"
    "|wlan schlüssel|ww|startkennwort|startpasswort|initialpasswort|erstpasswort|einmalpasswort"
)
_SECRET: Final = Phrases(_WORDS_FOR_ONE.split("|"))
_OWN: Final = (
    r"(?:[ ](?:the|my|our|his|her|den|dem|das|die|der|mein|meine[mnrs]?|la|le|les|el|mi|il|lo|mio|de|het|mijn"
    r"|o|a|do|da|meu|minha))?"
)
_OF: Final = (
    r"(?:for|to|of|on|at|in|from|für|fürs|zum|zur|vom|von|beim|im|du|de|del|della|dell'|di|da|do|dos|pour"
    r"|para|per|voor"
    r"|van|op|au|al)"
)
_TOLD: Final = re.compile(
    r"[\"'*_`]{0,2}(?:[ ](?:provisoire|temporaire|provisional|temporal|provvisoria|temporanea|iniziale"
    r"|provisória|temporária|inicial))?"
    rf"(?:[ ]{_OF}{_OWN}[ ]?[^\W\d_][\w'’-]{{1,18}}(?:[ ](?!(?:is|was|ist|war|est|c'est|cest|es|era|è|é"
    rf"|lautet)[ ])[^\W\d_][\w'’-]{{1,18}})?)?"
    r"(?P<link>[ ]?[:=][ ]{1,2}|[ ]steht(?:[ ](?:noch|immer|jetzt|weiter)){0,2}[ ]auf[ ]"
    r"|,?[ ](?:is|was|ist|lautet|war|est|c'est|cest|es|era|è|é)(?:[ ](?:now"
    r"|jetzt|maintenant|ahora"
    r"|ora|nu|agora|still|noch))?[ ]{1,2}|,[ ]|[ ]{1,2})"
    r"(?P<value>[^\W\d_][\w'’-]{1,18}(?:[ ][^\W\d_][\w'’-]{0,18}){0,8}(?:[ ]\d{1,4})?)",
    re.IGNORECASE,
)
_NUMBER_BEHIND: Final = re.compile(r"[ ]\d{1,4}\Z")  # "ananas ananas 12"
_WORD: Final = re.compile(r"[^ ]+")
_CUT_WORDS: Final = (
    "and und et y e ed en then if when wenn si se als falls quand quando cuando but aber mais pero ma "
    "maar mas or oder "
    "ou o of with mit avec con com met because weil so just only please bitte for für pour para per voor "
    "user username "
    "login utente usuario usuário identifiant benutzer gebruiker all lol btw ok thanks"
)
_CUTS: Final = frozenset(_CUT_WORDS.split())
_ENDS: Final = re.compile(r"[\"”»'’]?[ ]?(?:[,.;!()\n–—]|\Z)")
# "a strong password is long", "if the password is lost": nobody's password is told there.
_OF_ANY: Final = re.compile(
    r"(?<!\w)(?:a|an|any|every|each|good|strong|weak|some|no|if|whether|unless|once|until|ein|eine|jedes"
    r"|ein|kein|wenn|ob"
    r"|falls|un|une|chaque|si|una|uno|cada|ogni|se|een|elk|geen|als|um|uma|nenhuma|what|which|why|how"
    r"|because|that"
    r"|forgot|reset|change|wrong|incorrect|invalid|correct|default)"
    r"[ ](?:[^\W\d_-]{2,12}[ ]){0,2}\Z",
    re.IGNORECASE,
)
_ABOUT_WORDS: Final = (
    "password passwords passphrase user users username account accounts login logins email emails wifi "
    "case sensitive "
    "insensitive alphanumeric character letter number numbers symbol symbols random string text plain "
    "plaintext hash "
    "hashes secure safe strong weak wrong invalid valid same different similar unknown public private "
    "optional "
    "mandatory required empty blank missing default temporary permanent old new one ones easy hard "
    "difficult simple "
    "complex complicated stupid silly obvious long short enough good bad fine ready unset null true false "
    "none nothing "
    "something everything anything anyone anybody everybody somebody someone knowledge secret secrets "
    "shared thing "
    "things problem problems issue fact key keys hint field fields form page link recovery expiry prompt "
    "box entry "
    "store vault sheet sharing database dialog screen rotation spray stuffing cracking leak dump list "
    "file files pair "
    "printed shown displayed listed engraved gedruckt aufgedruckt imprimé impresa stampata gedrukt "
    "protected word words phrase phrases type enter choose use see ask try click put check forgot "
    "security authentication "
    "auth sent kept stuck hung hidden written known shown found given taken left lost held built made chosen "
    "forgotten broken stolen read told typed set unset saved stored somewhere inside under behind next "
    "near available "
    "accepted fetched loaded passed never always often currently now here there today tomorrow maybe "
    "probably please "
    "basic bearer bytes boolean object column argument parameter variable constant value values config "
    "environment "
    "very too pretty quite rather really super almost nearly totally somehow fucking stuff lookup check "
    "checks input "
    "output setting settings rules requirement requirements standard level generator changer change "
    "changes update "
    "name names date birthday expire something again down up "
    "falsch richtig sicher unsicher leer gleich neu alt lang kurz einfach schwer unbekannt geheim weg "
    "sehr zu "
    "siehe fest irgendwo nirgends selbe gleiche groß klein notwendig pflicht vergeben bekannt abgelaufen "
    "faux fausse bon bonne mauvais trop vide même oublié oubliée inconnu court simple obligatoire écrit "
    "écrite noté "
    "collé caché marqué expiré incorrecto incorrecta correcta misma mismo igual segura larga corta fácil "
    "difícil "
    "secreta muy obligatoria escrita apuntada caducada vacía sbagliata giusta stessa uguale sicura lunga "
    "corta facile "
    "difficile segreta vuota molto scritta scaduta obbligatoria fout goed hetzelfde veilig leeg kort "
    "makkelijk "
    "moeilijk verplicht verlopen zelfde opgeschreven zeer errada certa mesma segura longa curta vazia "
    "muito escrita "
    "expirada obrigatória esquecida anotada"
)
TELLS_ABOUT: Final = frozenset(_ABOUT_WORDS.split()) | GENERAL
"""Words that tell something about a password, so none of them is one."""
_SAYS: Final = re.compile(
    r".{2,}(?:ed|ing|able|ible|ly|less|iert|bar|lich|ado|ada|ato|ata|ito|ita|uto|uta|ção|tion|ment|ness"
    r"|ity|ité|ción"
    r"|zione|heit|keit|ung|mente|ment)\Z"
)
_STARTS_TOLD: Final = re.compile(r".{2,}(?:ed|ly|iert|ée|ado|ada|ato|ata)\Z")
# Nothing leads to the value: somebody signs in, as whom stands before it.
_LOGIN_BEFORE: Final = re.compile(
    r"(?<!\w)(?:log|sign|user|utilisateur|utilizador|users?name|login|account|als|as|como|come|comme|utente|usuario|usuário"
    r"|gebruiker|gebruikersnaam"
    r"|nome utente|nombre de usuario|nom d'utilisateur|nome de usuário|inlognaam|kennung"
    r"|identifiant|benutzer|benutzername|melde|anmelden|einloggen|inloggen|connecte|ssh"
    r"|id)(?!\w)[^\n.!?]{1,60}\Z"
    r"|[/\w] \(\Z|[^\W\d_]{3}\(\Z",
    re.IGNORECASE,
)
_WHOSE: Final = re.compile(
    r"(?<!\w)(?:as|als|como|come|comme|user|username|user name|login|utente|usuario|usuário|utilizador"
    r"|gebruiker|benutzer"
    r"|benutzername|identifiant|account|l'utilisateur)(?:[ ]name)?(?:[ ](?:is|ist|est|es|è"
    r"|é))?[ ]?:?[ ][\"'`]?"
    r"(?P<name>[a-z][\w.-]{2,24})[\"'`]?(?:[ ]an)?[ ]?[,(/;–-]{0,2}[ ]?(?:(?:and|with|und|mit|et|avec|y"
    r"|con|e|ed|en|met|com)"
    r"[ ])?(?:(?:the|das|dem|le|la|el|il|het|a|o|my)[ ])?\Z",
    re.IGNORECASE,
)
_FOR_WHOM: Final = re.compile(
    r"[\"”»'’]?[ ]?[,.;/–-]?[ ]?(?:(?:and|und|et|y|e|ed|en)[ ])?(?:(?:the|der|die|das|le|la|el|il|l'|de"
    r"|het|o|a|your|my)[ ]?)?"
    r"(?:user|username|user name|utente|usuario|usuário|utilizador|gebruiker|benutzer|benutzername"
    r"|identifiant"
    r"|(?:log[ ]?in|sign in|log on|inloggen|einloggen|anmelden|entra|entrar|accedi|connecte-toi|entre"
    r"|acesse)[ ]"
    r"(?:as|als|como|come|comme|en tant que))(?:[ ](?:is|ist|est|es|è|é))?[ ]?:?[ ][\"'`]?"
    r"(?P<name>[a-z][\w.-]{2,24})[\"'`]?(?=[ ]?(?:[,.;)\n]|\Z))",
    re.IGNORECASE,
)
_OF_CODE: Final = re.compile(r"[\d_]|[a-z][A-Z]")
_LOUD: Final = re.compile(r"[A-Z][a-z]{2,12}(?:[A-Z][a-z]{2,12}){1,3}")
_SIGNS_OF_CODE: Final = frozenset("$.[{'\"<_@&")
# "set her password to geranium pots"
_SET: Final = re.compile(
    r"(?<!\w)(?:set|changed|switched|updated|geändert|gesetzt|stelle|gewijzigd|zet|cambié|mudei|alterei)(?!\w)"
    r"[^\n.!?]{0,60}\Z",
    re.IGNORECASE,
)
_SET_TO: Final = re.compile(
    r"(?P<link>[ ](?:to|auf|naar|para)[ ])(?P<value>[^\W\d_][\w'’-]{1,18}(?:[ ][^\W\d_][\w'’-]{0,18}){1,8})",
    re.IGNORECASE,
)
_REACH: Final = 72
_SHORTEST: Final = 5
_MOST_WORDS: Final = 7
_FEWEST_IN_A_PHRASE: Final = 3
# Nothing is called "parola d'ordine manager": a word right behind is the one.
_OF_ONE_WORD: Final = frozenset({
    "parola d'ordine", "parola segreta", "safe word", "secret word", "memorable word", "security word",
    "palabra secreta", "mot secret", "geheim woord", "palavra secreta",
})  # fmt: skip
_NO_DIRECT: Final = frozenset({"wifi", "wi fi", "wlan", "clave", "ww"})


class ToldPhrases:
    """Passwords of plain words, and the plain user names beside them."""

    id = "secret-of-words"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield each such password, and whose it is said to be."""
        for secret in _SECRET.finditer(text):
            if _is_of_any(text, secret):
                continue
            set_to = _SET_TO.match(text, secret.end())
            if set_to is not None and not _SET.search(text, max(0, secret.start() - _REACH), secret.start()):
                set_to = None
            span = _value_of(text, secret, set_to or _TOLD.match(text, secret.end()))
            if span is not None:
                label = " ".join(secret[0].lower().split())
                yield Hit(*span, EntityType.SECRET, 0.66, self.id, context=label)
                yield from self._whose(text, secret.start(), span[1])

    def _whose(self, text: str, start: int, end: int) -> Iterator[Hit]:
        before = _WHOSE.search(text, max(0, start - _REACH), start)
        behind = _FOR_WHOM.match(text, end)
        for match in (before, behind):
            if (
                match is not None
                and not is_no_value(match["name"])
                and match["name"].lower() not in TELLS_ABOUT
            ):
                yield Hit(*match.span("name"), EntityType.USERNAME, 0.66, "username-beside-a-password")


def _value_of(text: str, secret: re.Match[str], told: re.Match[str] | None) -> tuple[int, int] | None:
    """Return where the words stand that are the password; None where they tell something else."""
    if told is None or text[secret.start() - 1 : secret.start()] in _SIGNS_OF_CODE:
        return None
    start = told.start("value")
    end = _end_of(text, start, told.end("value"))
    if end is None:
        return None
    value = _NUMBER_BEHIND.sub("", text[start:end])
    if _OF_CODE.search(value) and not _is_loud(value, told["link"]):
        return None
    label, link = secret[0].lower(), told["link"].strip()
    low = value.lower().split()
    if len(value) < end - start and link not in {":", "="} and label in _NO_DIRECT:
        return None  # "the WLAN is slow on channel 11"
    if link:
        closed = link == ":" and text[end : end + 1] in {"", "\n", "\r"}
        one = _is_one(low, link, network=label in _NO_DIRECT, closed=closed)
    else:
        before = _LOGIN_BEFORE.search(text, max(0, secret.start() - _REACH), secret.start())
        one = (before is not None or label in _OF_ONE_WORD) and label not in _NO_DIRECT and _is_direct(low)
    return (start, end) if one else None


def _is_loud(value: str, link: str) -> bool:
    """Whether a word with a capital inside is told rather than programmed: "is BlueKettle"."""
    return link.strip()[-1:].isalpha() and _LOUD.fullmatch(value) is not None


def _is_of_any(text: str, secret: re.Match[str]) -> bool:
    """Whether a password is anybody's: "a strong password"; "a senha" is somebody's."""
    before = _OF_ANY.search(text, max(0, secret.start() - 32), secret.start())
    portuguese = secret[0].lower().startswith(("senha", "palavra"))
    return before is not None and not (portuguese and before[0].lower() == "a ")


def _end_of(text: str, start: int, end: int) -> int | None:
    """Return where the words of a value end: before a word that begins something else, or with the clause."""
    last = start
    for count, word in enumerate(_WORD.finditer(text, start, end)):
        if word[0].lower() in _CUTS or count >= _MOST_WORDS:
            return last if last > start and count < _MOST_WORDS else None
        last = word.end()
    return last if _ENDS.match(text, last) else None


def _is_one(low: list[str], link: str, *, network: bool, closed: bool) -> bool:
    """Whether words behind "the password is" are one, rather than tell something about it."""
    if not TELLS_ABOUT.isdisjoint(low) or low[-1] in FUNCTION_WORDS:
        return False
    if low[0] in FUNCTION_WORDS and not (closed and len(low) >= _FEWEST_IN_A_PHRASE):
        return False
    if _STARTS_TOLD.match(low[0]):
        return False
    content = [word for word in low if word not in FUNCTION_WORDS]
    if len(low) == 1:
        word = low[0]
        return (
            link[-1] != "="
            and not network
            and len(word) >= _SHORTEST
            and not _is_known(word)
            and not _SAYS.match(word)
            and not NOT_SECRET.match(word)
        )
    if len(content) * 2 < len(low) or len(content) < 2:
        return False
    if all(map(_is_known, content)) and not (closed and len(low) > _FEWEST_IN_A_PHRASE):
        return False
    if len(low) < _FEWEST_IN_A_PHRASE or link == ",":
        return not any(_is_known(word) or _SAYS.match(word) for word in low) and not network
    return True


def _is_direct(low: list[str]) -> bool:
    """Whether words right behind the word for a password are one: no compound, no predicate."""
    if not TELLS_ABOUT.isdisjoint(low) or low[0] in FUNCTION_WORDS or low[-1] in FUNCTION_WORDS:
        return False
    if len(low) == 1:
        return len(low[0]) >= _SHORTEST and not _is_known(low[0]) and not _SAYS.match(low[0])
    return not _SAYS.match(low[0]) and not all(map(_is_known, low))


def _is_known(word: str) -> bool:
    return word in words("common_words") or word in words("plain_words") or word in words("not_names")


RECOGNIZERS: tuple[Recognizer, ...] = (ToldPhrases(),)
