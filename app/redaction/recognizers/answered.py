"""What somebody answers, alone in a line, to a question after a number or a user name.

A form in a chat asks in one line ("Please enter the username you use to sign in.") and the next holds only
the answer. The question is the label; the line says that there is nothing but a value in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Phrases, Recognizer
from app.redaction.recognizers.label_kinds import kind_of_label
from app.redaction.recognizers.usernames import is_no_value
from app.redaction.standing_words import FUNCTION_WORDS, ID_ENDINGS, ID_NOUNS

_SPEAKER: Final = (
    r"(?:[>*•-][ ]{0,2})?(?:\[?\d{1,2}:\d\d(?::\d\d)?\]?[ ]{1,3})?(?:[^\W\d_][\w .-]{0,20}[:>][ ]{1,2})?"
)
_ASKED: Final = re.compile(
    rf"(?m:^){_SPEAKER}(?P<asked>[^\n]{{3,240}})\n(?:[ \t>]{{0,4}}\n)?(?P<line>[^\n]{{2,90}})(?=\n|\Z)"
)
_REQUEST_WORDS: Final = (
    "enter|provide|type|give|tell|confirm|share|send|need|what's|what is|which|eingeben|geben sie|nennen"
    "|angeben|bitte|mitteilen|saisissez|indiquez|donnez|précisez|veuillez|introduzca|indique|facilite|escriba"
    "|dígame|inserisca|inserisci|indichi|fornisca|mi dica|voer|geef|vul|noem|introduza|informe|indique|digite"
)
_REQUEST: Final = Phrases(_REQUEST_WORDS.split("|"))
_ASKING_END: Final = re.compile(r"[?？:][)\"'*_ ]{0,3}(?:[😀-🙏🙂][ ]?)?\Z")
_USER_WORDS: Final = (
    "username|user name|user id|userid|login|login name|handle|screen name|nickname|nick|gamertag"
    "|account name|benutzername|benutzerkennung|anmeldename|kennung|nutzername|nom d'utilisateur"
    "|identifiant|pseudo"
    "|nombre de usuario|usuario|nome utente|utente|gebruikersnaam|inlognaam|nome de usuário"
    "|nome de utilizador|utilizador|usuário"
)
_USER: Final = Phrases(_USER_WORDS.split("|"))
_WORD: Final = re.compile(r"[^\W\d_]{3,30}")
_LEAD: Final = r"(?:[^\W\d_][^\W\d_'’]{0,10}(?:['’][a-z]{1,2})?[ ,:]{1,2}){0,4}?"
_NUMBER: Final = re.compile(
    rf"{_SPEAKER}{_LEAD}[\"'#(]{{0,2}}"
    r"(?P<value>(?=[^\s]{0,12}\d|[A-Z]{1,4}[ ]\d|(?!is|it|es|il|le|la|el|so|no|ok|my|de)[a-z]{2}[ ]\d)"
    r"[A-Za-z\d][\w./-]{1,24}"
    r"(?:[ ](?=[\w/-]{0,6}\d)[A-Z\d][\w/-]{0,12}){0,6}(?:[ ][A-Z]{1,2}(?![^\W_])|(?<=\d)[ ][a-z](?![^\W_]))?)"
    r"[\"')]{0,2}(?:[,.!]?(?:[ ][^\W\d_]{1,12}){0,3}[ .!]{0,3})?\Z"
)
_NAME: Final = re.compile(
    rf"{_SPEAKER}(?P<lead>{_LEAD})[\"'@(]{{0,2}}"
    r"(?P<value>[A-Za-z][\w.#\\-]{2,30}\w)[\"')]{0,2}[ .!]{0,3}\Z"
)
_MADE_UP: Final = re.compile(r"[\d_.#]|[a-z][A-Z]")
# "And the memorable word?", "And the code we texted you?": one word or one code answers.
_WORDS_KEPT: Final = (
    "password|passphrase|passcode|memorable word|security word|code word|codeword|secret word"
    "|security answer|pass phrase|passwort|kennwort|codewort|losungswort|sicherheitswort|mot de passe"
    "|mot secret|mot mémorable"
    "|pw|pwd|mdp|wifi pass|wifi code|wifi key|wlan schlüssel|contraseña|palabra clave"
    "|palabra secreta|parola d'ordine|parola segreta|parola chiave|wachtwoord"
    "|codewoord|geheim woord|senha|palavra-passe|palavra secreta|palavra-chave"
)
_KEPT: Final = Phrases(_WORDS_KEPT.split("|"))
# Who asks so wants no word of it: "Did you reset the password?", "Which password manager?"
_ABOUT_IT: Final = re.compile(
    r"(?i)(?<!\w)(?:re-?set|chang|forg|remember|know|did|does|have you|how|why|which|who|when|where"
    r"|manager|good"
    r"|strong|ändern|geändert|vergessen|zurück|wie|warum|welche|kennst|comment|pourquoi|quel|chang|oubli"
    r"|cómo|por qué"
    r"|cuál|cambi|olvid|come|perché|quale|dimentic|hoe|waarom|welk|wijzig|vergeten|como|porquê|qual|mud|esquec)"
)
_SENT_CODE: Final = re.compile(
    r"(?i)(?<!\w)(?:codes?|pin|tan|otp|passcode|código|codice)(?!\w)[^\n]{0,40}(?:text|sent|sms|e-?mail|phone"
    r"|app|schick|gesendet|geschickt|envoy|reçu|enviad|mandad|inviat|mandat|gestuurd|gekregen|got|received|bekommen)"
    r"|(?:text|sent|sms)[^\n]{0,24}(?<!\w)(?:code|pin|tan|otp|código|codice)(?!\w)"
)
_CODE: Final = re.compile(
    rf"{_SPEAKER}{_LEAD}(?P<value>\d{{3}}[ -]\d{{3}}|\d{{4,8}})[ .!]{{0,3}}(?:[^\d\n]{{0,40}})?\Z"
)
_WORD_GIVEN: Final = re.compile(
    rf"{_SPEAKER}(?i:(?:yes|yeah|sure|ok|um|uh|ja|oui|sí|sì|sim),?[ ])?"
    rf"(?i:(?:it's|its|it is|that's|try|es ist|probier(?:[ ]mal)?|essaie"
    rf"|das ist|c'est|es"
    r"|è|het is|é)[ ])?"
    r"[\"'“„«]?(?P<value>[^\W\d_][^\s\"'“”„«».,!?]{3,30})[\"'”“»]?(?=[ ]?(?:[.!,]|\Z))"
)
# "hast du den code fürs schließfach", "whats the alarm code": asked in a chat, with or without a mark.
_ASKS_FOR_CODE: Final = re.compile(
    r"(?i)(?<!\w)(?:(?!post|zip|promo|qr|bar|source|fehler|error)[^\W\d_]{0,16}(?:codes?|pin|puk)|digicode"
    r"|código|codice|combination|combo|kombination|combinaison|combinación|combinazione|combinatie|combinação|geheimzahl)(?!\w)"
)
_OF_NO_LOCK: Final = re.compile(
    r"(?i)(?:error|fehler|erreur|zip|postal|area|country|status|exit|source|product|discount|promo|qr|bar|dress"
    r"|tax|sort|bank|cost|morse|response|order|article|item|part|colou?r|paint|fault)[ _-]\Z"
)
_AND_OF: Final = re.compile(r"(?i)(?:and|und|et|y|e|ed|en|&)[ ]")
_SAID_CODE: Final = re.compile(r"[*#]?\d{4,8}#?[ .!]{0,3}\Z")
_SAYS: Final = re.compile(
    r"(?:[>*•-][ ]{0,2})?(?:[\[(]?[\d./-]{0,10},?[ ]?\d{1,2}:\d\d(?::\d\d)?[\])]?[ ,-]{1,3})?"
    r"[^\W\d_][\w .'-]{0,24}:[ ]{1,2}"
)
_MOST_BETWEEN: Final = 2
_DATE: Final = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\Z|\d{1,2}[:h]\d\d\Z|(?:19\d|20[0-5])\d\Z|v?\d{1,3}(?:\.\d{1,3}){1,3}\Z"
    r"|\d+(?:[.,]\d+)?(?:€|eur|usd|gbp|km|kg|st|nd|rd|th)\Z",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d\Z")
# "And the last four digits of the account?": what answers is no year.
_DIGITS: Final = re.compile(
    r"(?<!\w)(?:digits?|last|ziffern|stellen|letzten?|chiffres|derniers|dígitos|digitos|cifras|cifre|ultime"
    r"|últim[ao]s|ultim[ao]s|cijfers|laatste)(?!\w)",
    re.IGNORECASE,
)
_LAST: Final = re.compile(
    r"(?<!\w)(?:last|letzten?|derniers|ultim[aeo]s?|últim[ao]s|laatste)(?!\w)", re.IGNORECASE
)
_FEWEST, _MANY = 3, 5


class Answered:
    """Lines that answer a question after somebody's number or name at some service."""

    id = "answered"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the answers."""
        position = 0
        while (match := _ASKED.search(text, position)) is not None:
            position = match.start("line")
            asked = match["asked"].rstrip()
            if _ASKING_END.search(asked[-8:]) is None and next(_REQUEST.finditer(asked), None) is None:
                continue
            hit = self._secret(match, asked) or self._number(match, asked) or self._name(match, asked)
            if hit is not None:
                yield hit
        yield from self._in_a_chat(text)

    def _in_a_chat(self, text: str) -> Iterator[Hit]:
        """Yield the codes that are all a speaker says, after another asked for one: "8812"."""
        asked, position = -_MOST_BETWEEN - 1, 0
        for number, line in enumerate(text.split("\n")):
            speaker = _SAYS.match(line)
            if speaker is not None:
                said = line[speaker.end() :].rstrip()
                code = _SAID_CODE.match(said)
                if code is None:
                    again = number - asked <= _MOST_BETWEEN and _AND_OF.match(said) is not None
                    asked = number if again or _asks_for_code(said) else asked
                elif number - asked <= _MOST_BETWEEN and not _YEAR.match(said):
                    asked = number
                    start = position + speaker.end()
                    yield Hit(start, start + len(code[0].rstrip(" .!")), EntityType.SECRET, 0.75, self.id)
            position += len(line) + 1

    def _secret(self, match: re.Match[str], asked: str) -> Hit | None:
        answer = None
        if _SENT_CODE.search(asked) is not None:
            answer = _CODE.match(match["line"].rstrip())
        asks = asked.endswith("?") and _ABOUT_IT.search(asked) is None
        if answer is None and asks and next(_KEPT.finditer(asked), None) is not None:
            answer = _WORD_GIVEN.match(match["line"].rstrip())
            if answer is not None and _is_talk(answer["value"].lower()):
                return None
        return None if answer is None else self._hit(match, answer, EntityType.SECRET)

    def _number(self, match: re.Match[str], asked: str) -> Hit | None:
        answer = _NUMBER.match(match["line"].rstrip())
        if answer is None:
            return None
        value = answer["value"]
        if _DATE.match(value) and not (_YEAR.match(value) and _DIGITS.search(asked)):
            return None
        digits = sum(map(str.isdigit, value))
        named = kind_of_label(asked)
        if named is not None and named[1] and digits >= max(_FEWEST, min(named[2], 4)):
            return self._hit(match, answer, named[0])
        asks = any(_announces(word[0].lower()) for word in _WORD.finditer(asked))
        told = digits >= _MANY or (
            digits >= _FEWEST and (not value.isdigit() or _LAST.search(asked) is not None)
        )
        label = named[0] if named is not None else EntityType.OTHER_ID
        return self._hit(match, answer, label) if asks and told else None

    def _name(self, match: re.Match[str], asked: str) -> Hit | None:
        if next(_USER.finditer(asked), None) is None:
            return None
        answer = _NAME.match(match["line"].rstrip())
        if answer is None or is_no_value(answer["value"]):
            return None
        name = answer["value"]
        if _MADE_UP.search(name) is None and (answer["lead"] or not name.islower() or _is_word(name)):
            return None
        return self._hit(match, answer, EntityType.USERNAME)

    def _hit(self, match: re.Match[str], answer: re.Match[str], label: EntityType) -> Hit:
        first = match.start("line")
        return Hit(first + answer.start("value"), first + answer.end("value"), label, 0.75, self.id)


def _asks_for_code(said: str) -> bool:
    """Whether somebody asks for what opens something, not for "the zip code"."""
    return any(_OF_NO_LOCK.search(said, 0, match.start()) is None for match in _ASKS_FOR_CODE.finditer(said))


def _is_talk(word: str) -> bool:
    """Whether a word answers a question without telling what was asked: "yes", "never", "forgotten"."""
    return word in FUNCTION_WORDS or word in words("common_words") or word in _TALK


_TALK_WORDS: Final = (
    "sure okay nope never none nothing sorry please thanks thank hello what why which when where "
    "maybe perhaps "
    "forgot forgotten unknown wrong correct exactly bitte danke nein keine nichts natürlich vergessen leider "
    "doch falsch richtig warum pardon merci jamais aucun désolé désolée oublié pourquoi exact gracias nunca "
    "ninguna claro perdón olvidado grazie niente certo scusi scusa dimenticata geen niets natuurlijk sorry "
    "vergeten nunca nenhuma claro desculpe obrigado obrigada esqueci"
)
_TALK: Final = frozenset(_TALK_WORDS.split())


def _is_word(name: str) -> bool:
    return name in words("common_words") or name in words("plain_words") or name in FUNCTION_WORDS


def _announces(word: str) -> bool:
    return word in ID_NOUNS or (len(word) > 5 and word.endswith(ID_ENDINGS))


RECOGNIZERS: tuple[Recognizer, ...] = (Answered(),)
