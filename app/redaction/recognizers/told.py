"""Passwords, PINs and codes that somebody tells another in a sentence, in seven languages.

"the pw is still the dog's name plus 88: rex88", "Der Türcode ist 7351 und die Alarmanlage geht mit 0815 aus",
"J'ai remis ton mot de passe à Printemps#1". Logins, a user name with its password, are in ``told_logins``.

One reading serves all of them. A word that names a secret opens it; the words behind are looked at one by
one, to the end of the sentence; the first that looks like a secret of that kind, and that a linking word or
sign leads to, is the value. What else is told in the same breath ("and the alarm 0815") follows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, windows
from app.redaction.recognizers.needs import literals_of, matches_of
from app.redaction.sighted import held, lowered

_REACH: Final = 120
_MOST_WORDS: Final = 14
_FEW_WORDS: Final = 5
_SENTENCE_END: Final = re.compile(r"[.!;](?=\s)|\n|…")
_WORD: Final = re.compile(r"\S{1,80}")
# What leads from the word for a secret to the secret itself.
_LINK_WORDS: Final = (
    "from always still new old used is was are be it's they're now still then set to with as equals = : "
    "-> => – - "
    "statt anstelle "
    "noch weiterhin von immer neu neue neues bisher früher ist war lautet lauten heißt bleibt auf mit "
    "jetzt noch also nun "
    "nämlich "
    "toujours encore nouveau nouvelle ancien est était sont c'est devient à avec le maintenant toujours donc "
    "siempre todavía aún nueva desde es era son ahora sigue siendo a con el por "
    "sempre nuova dalla da è sono era adesso ora ancora in il diventa "
    "altijd steeds nieuwe van zijn was wordt nu naar met nog dus werd "
    "nova é são agora ainda para com o passou ser"
)
_LINKS: Final = frozenset(_LINK_WORDS.split())
# What turns a sentence into one about secrets in general: rules, errors, questions.
_GENERAL_WORDS: Final = (
    "must should shall may can cannot could would has have had needs need requires require contains "
    "contain expires expired consists length characters digits letters least manager policy reset "
    "muss müssen soll sollte darf kann hat haben enthält mindestens läuft zeichen "
    "doit doivent peut faut contient caractères moins "
    "debe deben puede tiene contiene caracteres menos "
    "deve devono può contiene caratteri almeno "
    "moet moeten mag kan heeft bevat tekens minstens minimaal "
    "devem pode tem contém caracteres mínimo "
    "if wenn si se als not nicht non no niet não how wie comment cómo como come hoe"
)
GENERAL: Final = frozenset(_GENERAL_WORDS.split())
"""Words of rules, errors and questions: a sentence with one of them tells no secret."""

AND: Final = (
    "and|und|et|y|e|en|then|dann|puis|luego|poi|dan|depois|or|oder|ou|of|while|plus|but|aber|mais|pero|maar"
    "|mas"
)
_CODE: Final = re.compile(
    r"[*#]?\d{4,8}[*#]?|\d{3}[*#]|\d(?:-\d){2,7}|\d{1,2}(?:[-/ ]\d{2}){2,3}|(?:\d{1,4}[A-Z]|[A-Z]\d{1,4}"
    r"|\d{1,4}[A-Z]\d{1,4}"
    r"|[A-Z]\d{1,4}[A-Z])[*#]?(?<=.{4})"
)
_SPACED_CODE: Final = re.compile(
    r"\d{1,2}(?:[ ]?[-/–][ ]?\d{2}){2,3}(?![\d/-])|\d{3}[ -]\d{3}(?![\d-])|\d{2}(?:[ ]\d{2}){1,3}(?![\d ]?\d)"
)
STRONG_SIGN: Final = re.compile(
    r"[^\W_][#!$%&*+?@~^][^\W_]|[#$%&*@~^]\Z|\d[!?]|^[#!$%&*@~^][^\W_]|[A-Z][a-z]+_[A-Z]|_\d"
)
_STANDARD: Final = re.compile(
    r"(?:(?i:\d+(?:[.,]\d+)?-?(?:bits?|h|hrs?|min|s|ms|x|st|nd|rd|th|er|e|ème|[kmgt]i?b|(?<=-)[a-z]{3,}"
    r"|digits?|stellig\w*"
    r"|chars?"
    r"|mal|fach|days?|tage?n?|jours?|días?|giorni|dagen|dias|mm|cm|km|kg|g|eur|usd|am|pm|uhr)"
    r"|(?:wpa|aes|sha|md|rsa|utf|wep|iso|tls|ssl|http|oauth|saml|fido|ntlm|cve|rfc|base|usb|mp|ipv|win|php"
    r"|sql"
    r"|node|java|jdk|ruby|windows|ubuntu|debian|android|macos|chrome|firefox|outlook|angular|react|django"
    r"|rails|python|argon|covid|pbkdf|bcrypt)-?\d[\w.-]*|[uf]-?\d{1,4}|(?:ed|x|id)-?\d{1,5}(?:[._v-]\w{1,8})?"
    r"|v?\d+(?:\.\d+)+\w{0,4}|\d{1,2}[:.h]\d{2}(?:[:.]\d\d)?|(?:19|20)\d\d-\d\d(?:-\d\d)?"
    r"|[\d.,]+(?:€|\$|£|%)|(?:€|\$|£)[\d.,]+|(?:https?|ftp)://.*|[\w.+-]+@[\w-]+\.[\w.]+|[£€$].*|.*[()\]].*"
    r"|[\[<{].*|[a-z_]+(?:[.:]+[a-z_]+)+"
    r"|(?:current|new|old|forgot|reset|confirm|change)[-_]password|\d+/\d+|[a-z]{1,2}\d"
    r"|[a-z_]{2,20}=\d{1,6}|_[A-Z_]{3,40}=\S*|!(?:vault|secret|ref|sub|env|reference)"
    r"|.*[\\{}<>|]\S*)"
    r"|[A-Z_]{5,})\Z"
)
# Codes that unlock nothing: the word behind "code" says which one it is.
_OTHER_CODE_WORDS: Final = (
    "postal postale postaux errore error erreur fout fehler erro barras barre barres fiscale fiscal civil "
    "civile ape naf "
    "iban bic swift source sorgente fuente qr promo descuento sconto réduction korting produit prodotto "
    "producto article "
    "pays país paese area área status pénal penal morse ascii hex cliente client couleur color colore return "
    "exit"
)
_OTHER_CODES: Final = frozenset(_OTHER_CODE_WORDS.split())
_STRONGBOXES: Final = (
    "safe|the safe|tresor|coffre|kluis|cofre|cassaforte|caja fuerte|lockbox|lock box|padlock|cadenas|candado"
    "|lucchetto"
    "|cadeado|hangslot|alarm|alarme|alarma|allarme|key box|keypad"
)
_HOLDS_MONEY: Final = frozenset(_STRONGBOXES.split("|"))
_QUOTES: Final = "\"'`“”„«»‘’‚"
_CLOSES: Final = re.compile(  # "(" too: "A1947 (jour)"
    r"[ ]\(|"
    r"[ ]?(?:[.,;:!?)\]\"'»”/–-]|\Z|\n)|[ ](?:" + AND + r"|so|bitte|please|on|für|for|s'il|por)(?!\w)"
)
_FURTHER: Final = re.compile(
    rf"(?:[ ]\([^()\n]{{1,20}}\))?(?:[ ]?[,;/]|[ ](?:{AND}))?[ ](?:[^\W\d_][\w'’-]{{0,24}}[:,]?[ ]){{0,7}}?"
    r"(?P<value>[*#]?\d{4,8}[*#]?|\d{3}[ -]\d{3}|(?-i:[A-Z])\d{3,5}|\d{3,5}(?-i:[A-Z]))(?![\w]|[.,:/-]\d)",
    re.IGNORECASE,
)


def near_needles(pattern: re.Pattern[str], text: str, needles: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern around words that it needs, which are in lower case."""
    found = held(text, needles, any_case=True)
    if found and literals_of(pattern).words:
        yield from matches_of(pattern, text)
        return
    for place in windows(lowered(text), found):
        yield from pattern.finditer(text, *place)


def sentence_end(text: str, position: int) -> int:
    """Return where the sentence around a position ends, or how far a reading goes."""
    limit = min(len(text), position + _REACH)
    end = _SENTENCE_END.search(text, position, limit)
    return end.end() if end is not None else limit


# "passphrase for the release key: otters hold hands"
_PHRASE: Final = re.compile(r"[^\W\d_]{3,12}(?:[ -][^\W\d_]{3,12}){2,7}(?=[ ]?[.\"']?[ ]?(?:\r?\n|\Z))")
_FILLER_WORDS: Final = (
    "the and for you your with from this that not too very being must has are was can will use keep them "
    "never always "
    "der die das und nicht zu est les des pas una los las con por che non het een niet how what why please "
    "must"
)
_FILLERS: Final = frozenset(_FILLER_WORDS.split())


# "the alarm company asks for a password, ours is bluebell and ..."
_OWNER_WORDS: Final = (
    "ours mine unseres meins unserer nôtre mien mienne nuestra mía mio nostra mia onze mijne nossa minha"
)
_OWNERS: Final = frozenset(_OWNER_WORDS.split())


def _is_a_choice(word: str) -> bool:
    return word.isalpha() and len(word) >= 5 and word not in words("common_words") and word not in GENERAL


def told_password(text: str, position: int, rule: str, context: str) -> Iterator[Hit]:
    """Yield what a sentence tells as the password that a word before ``position`` names."""
    before, owned = "", False
    if text[position : position + 1] == "=":
        before, position = "=", position + 1
    for count, match in enumerate(_WORD.finditer(text, position, sentence_end(text, position))):
        word = match[0]
        plain = word.strip(_QUOTES + ",.;:()").lower()
        if count >= _MOST_WORDS or plain in GENERAL:
            return
        link = before.lower().strip(",")
        leads = before[-1:] in {":", "=", "?", ",", "—"} or link in _LINKS or not before
        if owned and link in _LINKS and _is_a_choice(plain):
            start = match.start() + match[0].lower().index(plain)
            yield Hit(start, start + len(plain), EntityType.SECRET, 0.66, rule, context=context)
            return
        owned = owned or plain in _OWNERS
        phrase = _PHRASE.match(text, match.start()) if before[-1:] in {":", "="} else None
        if phrase is not None and _FILLERS.isdisjoint(phrase[0].split()):
            yield Hit(*phrase.span(), EntityType.SECRET, 0.7, rule, context=context)
            return
        leads = leads or (match[0][0] == "(" and ")" in match[0] and STRONG_SIGN.search(word) is not None)
        leads = leads or (count <= 3 and _UNMISTAKABLE.match(word) is not None)
        if leads and (span := _password_in(text, match, before)) is not None:
            yield Hit(*span, EntityType.SECRET, 0.72, rule, context=context)
            yield from further_passwords(text, span[1], rule, context)
            return
        before = word


# Capitals, small letters, a digit and a sign: nothing has to lead to it ("clave del correo Marzo.1959").
_UNMISTAKABLE: Final = re.compile(
    r"(?=\S{0,30}[A-Z])(?=\S{0,30}[a-z]{2})"
    r"(?=\S{0,30}\d)[A-Za-z0-9]{2,20}[.#!$%&*+?@_~^-][A-Za-z0-9]{2,20}[,.;:!?]?\Z"
)


# "and the one for the bank", "y la del banco", "et celui de ma femme": what follows is of the same kind.
_THE_OTHER: Final = re.compile(
    r"(?i:(?:and|&|[,;])[ ](?:the|that|my)[ ](?:one|other)|(?:and|[,;])[ ]the[ ][^\W\d_]{3,12}'s"
    r"|(?:und|[,;])[ ](?:die|der|das)[ ](?:vo[nm]|für|zum|zur|meine[rs]?|andere)|(?:et|[,;])[ ](?:celui"
    r"|celle)[ ](?:de|du|des|pour)"
    r"|(?:y|[,;])[ ](?:la|el)[ ](?:del?|para|otra|otro)|(?:e|[,;])[ ]quell[ao][ ](?:di|del|della|dell'|per)"
    r"|(?:en|[,;])[ ](?:die|dat)[ ](?:van|voor)|(?:e|[,;])[ ][ao][ ](?:d[aoe]|para))(?![^\W\d_'])"
)


def further_passwords(text: str, position: int, rule: str, context: str) -> Iterator[Hit]:
    """Yield what the same sentence tells behind a password: "changed from Autumn2023 to Winter2024"."""
    before = ""
    other = _THE_OTHER.match(text, position + 1) if text[position : position + 1] in {" ", ",", ";"} else None
    other = _THE_OTHER.match(text, position) if other is None else other
    if other is not None:
        for count, match in enumerate(_WORD.finditer(text, other.end(), sentence_end(text, other.end()))):
            if count > _FEW_WORDS or match[0].strip(",.;:").lower() in GENERAL:
                break
            span = _password_in(text, match, "") or _code_in(text, match, weak=True)
            if span is not None:
                yield Hit(*span, EntityType.SECRET, 0.7, rule, context=context)
                return
    for count, match in enumerate(_WORD.finditer(text, position, sentence_end(text, position))):
        if count >= _MOST_WORDS or match[0].strip(",.;:").lower() in GENERAL:
            return
        if before.lower().strip(",") in _LINKS or before[-1:] == ":":
            span = _password_in(text, match, before)
            if span is not None:
                yield Hit(*span, EntityType.SECRET, 0.7, rule, context=context)
        before = match[0]


def _password_in(text: str, match: re.Match[str], before: str) -> tuple[int, int] | None:
    start, end = match.span()
    quoted = text[start] in _QUOTES and text[start:end].rstrip(",;:).!?")[-1:] in _QUOTES
    while start < end and text[start] in _QUOTES + "(":
        start += 1
    while start < end and text[end - 1] in _QUOTES + ",;:).":
        end -= 1
    if text[end - 1 : end] == "." or (
        text[end - 1 : end] == "?" and not re.search(r"[\d#]", text[start:end])
    ):
        end -= 1
    value = text[start:end]
    if not 4 <= len(value) <= 64 or _STANDARD.match(value):
        return None
    letters = re.search(r"[^\W\d_]", value) is not None
    if re.search(r"\d", value) is not None and letters:
        return (start, end) if len(value) >= 5 and re.search(r"[^\W\d_]{2}|[^\w.,'-]", value) else None
    if letters and STRONG_SIGN.search(value) and len(value) >= 5:
        return start, end
    word = value.rstrip("!?")
    if quoted and text[end + 1 : end + 2] == ":":  # a key, not a value
        return None
    if before.lower() in {"to", "auf", "à", "in", "naar", "para", "a", "=", ":"} or (
        quoted and (before.lower().strip(",") in _LINKS or (before[-1:] == ":" and before[0] not in _QUOTES))
    ):
        loud = word != value or quoted or re.search(r"[a-z][A-Z]|[a-z][.-][A-Z]", word) is not None
        return (start, end) if loud and len(word) >= 5 and word.lower() not in words("common_words") else None
    return None


def told_code(text: str, position: int, rule: str, context: str, *, weak: bool = False) -> Iterator[Hit]:
    """Yield the codes that a sentence tells behind the word for one: PINs, door and alarm codes.

    Args:
        text: the whole text.
        position: where the word ends.
        rule: of the hits.
        context: of the hits.
        weak: the word alone means little ("code", "alarm"): only a plain telling counts.
    """
    before, plain_before, listed = "", "", False
    door = _DOOR_BEFORE.search(text, max(0, position - 24), position) is not None
    end = sentence_end(text, position)
    for count, match in enumerate(_WORD.finditer(text, position, end)):
        plain = match[0].strip(_QUOTES + ",.;:()").lower()
        if count >= _MOST_WORDS or plain in GENERAL or (weak and plain in _OTHER_CODES):
            return
        leads = before[-1:] in {":", "=", "?", "—"} or before.lower().strip(",") in _LINKS
        listed = listed or (before[-1:] == ":" and context.endswith("s"))
        beside = 0 < count <= 2 and (not weak or plain_before in _DOORS)
        door = door or (plain_before in _DOORS and _CODED.search(context) is not None)
        beside = beside or (door and 0 < count <= _MOST_OF_A_DOOR)  # "door code for the back stairs C2479"
        # "code voordeur 4519", "pincode pas 7729, alarm ..."
        leads = leads or (beside and (match[0][-1] in ",;.)" or _CLOSES.match(text, match.end()) is not None))
        plain_before = plain
        leads = leads or listed  # "new pins: Visa 3906 / Amex 7142"
        if (
            (leads or (not before and (not weak or context in _HOLDS_MONEY)) or before[-2:] == "'s")
            and (span := _code_in(text, match, weak=weak)) is not None
            and not (_YEAR.fullmatch(text, *span) and before.lower() not in _TELLS)
        ):
            yield Hit(*span, EntityType.SECRET, 0.72, rule, context=context)
            yield from _further(text, span[1], rule, context)
            return
        before = match[0]


def _code_in(text: str, match: re.Match[str], *, weak: bool) -> tuple[int, int] | None:
    start = match.start()
    while text[start] in _QUOTES + "(" and start < match.end() - 1:
        start += 1
    spaced = _SPACED_CODE.match(text, start)
    if spaced is not None:
        end = spaced.end()
    else:
        end = start + len(match[0][start - match.start() :].rstrip(_QUOTES + ",.;:)!?"))
        if not _CODE.fullmatch(text, start, end):
            return None
    if re.match(r"(?:19|20)\d\d-\d\d", text[start:end]):
        return None
    year = re.fullmatch(r"(?:19|20)\d\d", text[start:end]) is not None
    return (start, end) if not (weak or year) or _CLOSES.match(text, end) else None


_DOOR_WORDS: Final = (
    "door gate alarm garage safe locker tür haustür tor tresor porte portail coffre immeuble puerta portal "
    "garaje alarma "
    "porta cancello cassaforte allarme deur voordeur achterdeur poort kluis portão cofre alarme lift elevator"
)
_DOORS: Final = frozenset(_DOOR_WORDS.split())
_DOOR_BEFORE: Final = re.compile(rf"(?i)(?<!\w)(?:{'|'.join(_DOOR_WORDS.split())})[ -]?(?:pin|codes?)[ ]?\Z")
_CODED: Final = re.compile(r"(?i)(?:code|código|codice|pin)s?\Z")
_MOST_OF_A_DOOR: Final = 6
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_TELLS: Final = frozenset(
    {"is", "was", "ist", "war", "lautet", "est", "es", "è", "é", "era", "=", ":", "c'est", ""}
)


def _further(text: str, position: int, rule: str, context: str) -> Iterator[Hit]:
    for _ in range(4):
        match = _FURTHER.match(text, position, min(len(text), position + _REACH))
        if match is None:
            return
        start, position = match.span("value")
        before = text[max(0, start - 12) : start].split()[-1:]
        linked = not before or before[0].lower() in _LINKS or before[0].endswith(":")
        year = _YEAR.fullmatch(text, start, position) is not None
        if year and _THE_OTHER.search(text, match.start(), start) is not None:
            year = False  # "celui de ma femme le 1974"
        if (not linked and not _CLOSES.match(text, position)) or year:
            return
        yield Hit(start, position, EntityType.SECRET, 0.7, rule, context=context)


# Letters and a digit, or letters and a sign that words of a text have none of.
_LIKE_PASSWORD: Final = re.compile(
    r"(?=.*[^\W\d_]{3})(?:(?=.*\d)[^\s/.:@\\-]{6,}|.*[^\W_][#!$%&*+?~^][^\W_].*"
    r"|[^\W\d_a-z][^\W\d_]{4,}[!#$%&*](?=\Z))"
)


def is_standard(value: str) -> bool:
    """Whether a value with digits is a measure, a standard, a version, an address: no password."""
    return _STANDARD.match(value) is not None


def looks_like_password(value: str) -> bool:
    """Whether a value has letters, and a digit or a sign that words of a text have none of."""
    return _LIKE_PASSWORD.match(value) is not None
