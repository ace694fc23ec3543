"""Placeholders as text: how ``[PERSON_1]`` is written, and how a model may have rewritten it.

A placeholder is ``[TYPE_n]`` or ``[TYPE_n_ROLE]``. The number names the entity, the role one of its surface
forms: FULL, FIRST or LAST of a person's name, ALT, ALT2, ... of anything, and RAW for a form that has to come
back letter by letter wherever it stands.

Models change the case, lose or swap brackets, escape, emphasise, inflect and translate. ``TagReader`` reads
all of that as the same tag, but never a different number: that would be another person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType

LITERAL: Final = "LITERAL"
"""Type of text of the user's own that looks like a placeholder."""

LONGEST_TAG: Final = 72
"""Characters; what is longer is no tag."""

_ROLE: Final = r"FULL|FIRST|LAST|RAW\d{0,3}|ALT\d{0,3}"
_ROLE_WORDS: Final = {"SURNAME": "LAST"}
_EXACT: Final = re.compile(rf"\[?([A-Z][A-Z0-9]*(?:_[A-Z][A-Z0-9]*)*?)_(\d{{1,6}})(?:_({_ROLE}))?\]?")

# Opening and closing, as written plainly or escaped for Markdown, HTML, URLs and JSON.
_BRACKETS: Final = (
    ("[", ("]", ")", "}", ">")),
    ("\\[", ("\\]",)),
    ("\\\\[", ("\\\\]",)),
    ("\\{", ("\\}",)),
    ("\\<", ("\\>",)),
    ("\\x5b", ("\\x5d",)),
    ("\\u{5b}", ("\\u{5d}",)),
    ("&#91;", ("&#93;",)),
    ("&#091;", ("&#093;",)),
    ("&amp;#91;", ("&amp;#93;",)),
    ("&#x5b;", ("&#x5d;",)),
    ("&lbrack;", ("&rbrack;",)),
    ("&lsqb;", ("&rsqb;",)),
    ("%5b", ("%5d",)),
    ("\\u005b", ("\\u005d",)),
    ("<", (">", "/>", "]")),
    ("<%", ("%>",)),
    ("%", ("%",)),
    ("${", ("}",)),
    ("#{", ("}",)),
    ("<<", (">>",)),
    ("&lt;", ("&gt;",)),
    ("{", ("}", "]")),
    ("{{", ("}}",)),
    ("［", ("］",)),
    ("【", ("】",)),
    ("⟦", ("⟧",)),
    ("⟨", ("⟩",)),
    ("〈", ("〉",)),
    ("〔", ("〕",)),
    ("｛", ("｝",)),
    ("＜", ("＞",)),
)
_OPENERS: Final = tuple(sorted(_BRACKETS, key=lambda pair: -len(pair[0])))
_LONGEST_OPENER: Final = max(len(opener) for opener, _ in _BRACKETS)
_OPENER_STARTS: Final = frozenset(opener[0] for opener, _ in _BRACKETS)

# Within brackets: what stands for the underscore, and what is only emphasis.
_UNDERSCORE: Final = re.compile(
    r"\\+[_-]|&#95;|&#x5f;|&lowbar;|%5f|\\u005f|&nbsp;|&#160;|&#xa0;"
    r"|[\s._:/,+=·•#()\u00a0\u2010-\u2015\u2212-]+",
    re.IGNORECASE,
)
_INVISIBLE: Final = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff"
_EMPHASIS: Final = re.compile(rf"(?:[*`~{_INVISIBLE}]|&#8203;|&#x200b;|&zwnj;|&zwj;|&shy;)+", re.IGNORECASE)
_COUNTER: Final = r"no|nr|n°|nº|num|number|nummer|numéro|número|numero|№"
_NUMBER_WORDS: Final = (
    "one eins ein un une uno una um uma een één",
    "two zwei deux dos due twee dois duas",
    "three drei trois tres tre drie três",
    "four vier quatre cuatro quattro quatro",
    "five fünf cinq cinco cinque vijf",
    "six sechs seis sei zes",
    "seven sieben sept siete sette zeven sete",
    "eight acht huit ocho otto oito",
    "nine neun neuf nueve nove negen",
    "ten zehn dix diez dieci tien dez",
)
_NUMBERS: Final = {word: number for number, words in enumerate(_NUMBER_WORDS, 1) for word in words.split()}
# What may stand between a type and its number, and an article before the type.
_BETWEEN_STEMS: Final = frozenset(
    word[:end].upper()
    for word in (*_NUMBERS, *_COUNTER.split("|"), "full_name", "first_name", "last_name")
    for end in range(1, len(word) + 1)
)
_ARTICLES: Final = re.compile(
    r"(?:the|die|der|das|den|dem|la|le|les|el|il|lo|de|het|a|o|l['’])_?(?=[^\W\d_])", re.IGNORECASE
)
_ARTICLE_WORDS: Final = "the die der das den dem la le les el il lo de het a o"
_ARTICLE_STEMS: Final = frozenset(
    word[:end].upper() for word in _ARTICLE_WORDS.split() for end in range(1, len(word) + 1)
)
_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_INSIDE: Final = re.compile(
    r"(?P<kind>[^\W\d_]+(?:_[^\W\d_]+)*?)(?:['’´`ʼ′]s)?(?:_(?P<early>FULL|FIRST|LAST)(?:_NAME)?)?"
    rf"_?(?:(?:{_COUNTER})_?)?(?P<number>\d{{1,6}}|(?<=_)(?:{'|'.join(_NUMBERS)})(?![^\W_]))"
    rf"(?:_(?P<role>{_ROLE}|SURNAME)(?:_NAME)?)?_?(?P<tail>['’´`ʼ′]s|s|['’´ʼ′])?",
    re.IGNORECASE,
)
_PARTIAL: Final = re.compile(rf"[\w\s.:/,+=·•#()°º№*`~\\&;%'’´ʼ′{_INVISIBLE}\u00a0\u2010-\u2015\u2212-]*\Z")
# Without brackets: TYPE_1 in capitals or as a Title; the underscore may be escaped.
_BARE: Final = re.compile(
    r"(?P<kind>[^\W\d_]+(?:\\?[_-][^\W\d_]+)*?)"
    r"(?P<sep>(?:[ \u00a0\u202f]?\\?_|&#95;|&lowbar;|%5[fF])[ \u200b-\u200d\u2060]?"
    r"|[-\u2010-\u2014]| ?# ?|[ \u00a0\u202f]|)"
    rf"(?P<number>\d{{1,6}})(?:\\?_(?P<role>{_ROLE}))?"
)
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:_[^\W\d_]+)*")
_PARTIAL_REST: Final = re.compile(r"_?\d{0,6}(?:[\\&%_'’´`ʼ′S°º№].{0,24})?", re.DOTALL)
_PARTIAL_BARE: Final = re.compile(
    r"([^\W\d_]+(?:\\?[_-][^\W\d_]+)*)"
    r"(?:[ \u00a0\u202f]?\\?_?[ \u200b-\u200d\u2060]?|[ \u00a0\u202f]|-|[\u2010-\u2014]| ?# ?"
    r"|&[#a-z0-9]{0,6};?[ \u200b-\u200d\u2060]?|%5?[fF]?[ \u200b-\u200d\u2060]?)"
)
_EMPHASIZED: Final = re.compile(r"__?(?=[^\W\d_]|\Z)")
_CLEAN_END: Final = re.compile(r"[\n.;:!?'’\"]")
_LOOKAHEAD: Final = 10
JOINERS: Final = frozenset("/-&")
"""What may stand between two tags without making one word of them."""
_WORD: Final = re.compile(r"\w")

_TRANSLATIONS: Final = {
    "PERSON": "personne persona pessoa persoon name nom nombre nome naam persone personas persons people "
    "full_name person_name name_of_person individual "
    "personnes pessoas personen namen",
    "ORG": "organisation organization organización organizacion organizzazione organização organizacao "
    "organisatie company firma empresa entreprise azienda bedrijf unternehmen orgs",
    "LOCATION": "ort lieu lugar luogo local locatie ubicación ubicacion plaats standort emplacement "
    "posizione place localização localizacao località localita localisation locations orte",
    "ADDRESS": "adresse dirección direccion indirizzo endereço endereco adres anschrift addresses morada",
    "ZIP": "plz postleitzahl postcode zip_code postal_code code_postal código_postal codigo_postal cap cep",
    "EMAIL": "e_mail mail correo courriel email_address mél e_mail_adresse emails correo_electrónico",
    "PHONE": "telefon téléphone telephone teléfono telefono telefone telefoon tel phone_number phones tél",
    "DATE": "datum fecha data dates daten datas fechas",
    "DOB": "geburtsdatum date_of_birth date_de_naissance fecha_de_nacimiento data_di_nascita "
    "geboortedatum data_de_nascimento birthdate",
    "AGE": "alter âge edad età idade leeftijd",
    "CARD": "karte carte tarjeta carta cartão cartao kaart credit_card kreditkarte",
    "USERNAME": "benutzername nom_d_utilisateur usuario utente usuário gebruikersnaam user_name user",
    "SECRET": "geheimnis secreto segreto segredo geheim password passwort",
    "BANK_ACCT": "konto compte cuenta conto conta rekening bank_account account kontonummer",
    "NATIONAL_ID": "ausweis ausweisnummer national_identity identité identidad identità identidade id_number",
    "PASSPORT": "reisepass passeport pasaporte passaporto passaporte paspoort pass",
    "OTHER_ID": "id kennung identifiant identificador identificativo kenmerk other",
    "URL": "link lien enlace adresse_web",
    "CUSTOM": "begriff terme término termino termine termo term",
    "SSN": "social_security_number sozialversicherungsnummer",
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that was read.

    Attributes:
        start, end: character range that it takes up, brackets included.
        kind: its type as the map spells it.
        number: of the entity.
        role: "" for the entity's first form.
        tail: letters inside the brackets that belong to the sentence ("'s").
        opener: the opening bracket as written, "" when the brackets were lost.
    """

    start: int
    end: int
    kind: str
    number: int
    role: str
    tail: str
    opener: str


class _Unfinished:
    """What has been seen may still become a tag."""


UNFINISHED: Final = _Unfinished()


def tag(kind: str, number: int, role: str = "") -> str:
    """Write a placeholder."""
    return f"[{kind}_{number}{'_' + role if role else ''}]"


def parse_tag(text: str) -> tuple[str, int, str] | None:
    """Read a placeholder as we write it, with or without its brackets; None for anything else."""
    match = _EXACT.fullmatch(text.strip())
    return (match[1], int(match[2]), match[3] or "") if match else None


class TagReader:
    """Finds tags of the given types, in any of the forms that a model may give them."""

    def __init__(self, kinds: Iterable[str] = ()) -> None:
        """Read our own types and ``kinds``."""
        self._own = {*(kind.value for kind in EntityType), LITERAL, *kinds}
        self._kinds: dict[str, str] = {}
        for kind, words in _TRANSLATIONS.items():
            self._kinds.update(dict.fromkeys(words.upper().split(), kind))
        self._kinds.update({kind.upper().replace("_", ""): kind for kind in self._own})
        self._kinds.update({kind.upper() + "S": kind for kind in self._own})
        self._kinds.update({kind.upper(): kind for kind in self._own})
        self._stems = frozenset(word[:end] for word in self._kinds for end in range(1, len(word) + 1))
        self._bare_stems = self._stems | {
            stem.replace("_", other) for stem in self._stems for other in ("-", "\\_")
        }

    def starts(self, text: str, position: int) -> int:
        """Return the first position from ``position`` on where a tag could begin; the length for none."""
        length = len(text)
        while position < length:
            letter = text[position]
            if letter in _OPENER_STARTS or (
                (letter.isalpha() or letter == "_")
                and (position == 0 or text[position - 1] in JOINERS or not _joins(text[position - 1]))
            ):
                return position
            position += 1
        return length

    def read(
        self,
        text: str,
        start: int,
        *,
        final: bool,
        before: str = "",
        behind_tag: bool = False,
        greeted: bool = False,
    ) -> Tag | _Unfinished | None:
        """Read the tag that begins at ``start``, or behind the underscores of an emphasis that do.

        Args:
            text: what has been received.
            start: where to look.
            final: nothing will follow; otherwise the end of ``text`` may cut a tag.
            before: the character before ``text``.
            greeted: a greeting stands right before ``start``, as ``greets`` tells.
            behind_tag: only a character that joins two tags ("/") stands between another tag and ``start``.

        Returns:
            The tag, UNFINISHED where more text has to decide, or None.
        """
        if text[start] in _OPENER_STARTS:
            return self._bracketed(text, start, final=final)
        previous = text[start - 1] if start else before
        if previous and _joins(previous) and not (behind_tag and previous in JOINERS):
            return None
        if text[start] != "_":
            return self._bare(text, start, final=final, greeted=greeted)
        marks = _EMPHASIZED.match(text, start)
        if marks is None:
            return None
        if marks.end() == len(text):
            return None if final else UNFINISHED
        return self._bare(text, marks.end(), final=final, marks=marks[0])

    def _bracketed(self, text: str, start: int, *, final: bool) -> Tag | _Unfinished | None:
        window = text[start : start + LONGEST_TAG]
        lowered = (
            window.lower() if window.isascii() else "".join(c.lower() if c.isascii() else c for c in window)
        )
        unfinished = False
        for opener, closers in _OPENERS:
            if opener == "%" and lowered[1:2].isspace():
                continue
            if not lowered.startswith(opener):
                if not final and opener.startswith(lowered):
                    unfinished = True
                continue
            for closer in closers:
                end = lowered.find(closer, len(opener))
                if end >= 0:
                    content = window[len(opener) : end]
                    found = None if _is_code(opener, content) else self._inside(content)
                    if found is not None:
                        kind, number, role, tail = found
                        opened = window[: len(opener)]
                        return Tag(start, start + end + len(closer), kind, number, role, tail, opened)
                elif not final and len(window) < LONGEST_TAG:
                    content = _without_part_of(closer, lowered[len(opener) :])
                    unfinished = unfinished or self._may_become(content)
        if unfinished:
            return UNFINISHED
        return self._half_open(text, start, final=final)

    def _half_open(self, text: str, start: int, *, final: bool) -> Tag | _Unfinished | None:
        """Read a tag whose closing bracket was lost."""
        if text[start] != "[" or start + 1 >= len(text) or not text[start + 1].isupper():
            return None
        found = self._bare(text, start + 1, final=final)
        if not isinstance(found, Tag):
            return found
        after = text[found.end : found.end + 2]
        if "_" not in text[start : found.end] or (after and not _CLEAN_END.match(after)):
            return None
        return replace(found, start=start, opener="[")

    def _inside(self, content: str) -> tuple[str, int, str, str] | None:
        plain = _plain(content)
        article = _ARTICLES.match(plain)
        for begin in (0, article.end()) if article is not None else (0,):
            match = _INSIDE.fullmatch(plain, begin)
            kind = self._kinds.get(match["kind"].upper()) if match is not None else None
            if match is not None and kind is not None:
                number = _NUMBERS.get(match["number"].lower()) or int(match["number"])
                role = (match["role"] or match["early"] or "").upper()
                return kind, number, _ROLE_WORDS.get(role, role), match["tail"] or ""
        return None

    def _may_become(self, content: str) -> bool:
        """Whether the beginning of what stands in brackets can still be a tag's."""
        if not _PARTIAL.match(content.translate(_FULL_WIDTH)):
            return False
        plain = _plain(content).upper()
        article = _ARTICLES.match(plain)
        for begin in (0, article.end()) if article is not None else (0,):
            word = _LETTERS.match(plain, begin)
            if word is None:
                if begin == len(plain) or plain[begin] in "\\&%":
                    return True
            elif self._may_begin(word[0]) and _PARTIAL_REST.fullmatch(plain, word.end()) is not None:
                return True
        return plain.rstrip("'’_") in _ARTICLE_STEMS

    def _may_begin(self, word: str) -> bool:
        """Whether a tag may begin with words: a type or a part of one, or a type and a word of its number."""
        if word in self._stems:
            return True
        at = word.find("_")
        while at >= 0:
            if word[:at] in self._kinds and word[at + 1 :] in _BETWEEN_STEMS:
                return True
            at = word.find("_", at + 1)
        return False

    def _bare(
        self, text: str, start: int, *, final: bool, marks: str = "", greeted: bool = False
    ) -> Tag | _Unfinished | None:
        """Read a tag without brackets; ``marks`` are the underscores of an emphasis that it stands in."""
        window = text[start : start + LONGEST_TAG]
        head = _LETTERS.match(window)
        if head is None or head[0].upper() not in self._stems:
            return None
        match = _BARE.match(window)
        if match is None:
            growing = _PARTIAL_BARE.fullmatch(window)
            return UNFINISHED if growing and not final and growing[1].upper() in self._bare_stems else None
        if not final and len(window) - match.end() < _LOOKAHEAD and len(window) < LONGEST_TAG:
            return UNFINISHED
        rest = window[match.end() : match.end() + _LOOKAHEAD]
        tail = ""
        if marks:
            if not rest.startswith(marks):
                return None
            rest = rest[len(marks) :]
        elif rest[:1] == "s" and match["kind"].isupper():  # a plural, or a genitive of other languages
            tail, rest = "s", rest[1:]
        if rest and (_WORD.match(rest) or (rest[0] == "\\" and rest[1:2] == "_")):
            return None
        word = _UNDERSCORE.sub("_", match["kind"]).upper()
        kind = self._kinds.get(word)
        if kind is None or not (
            _may_stand_bare(match["kind"], match["sep"], rest) or (greeted and match["kind"].istitle())
        ):
            return None
        if "_" not in match["sep"] and word != kind.upper():
            return None  # "USER 1" and "ID 7" are words
        role = (match["role"] or "").upper()
        end = start + match.end() + len(tail)
        return Tag(start, end, kind, int(match["number"]), role, tail, "")


def _is_code(opener: str, content: str) -> bool:
    """Whether braces hold a key and its value ("{person: 1}") rather than a tag."""
    return opener.endswith("{") and ":" in content and not content.isupper()


def _plain(content: str) -> str:
    """Return what stands in brackets with one underscore for all that can stand for it, and no emphasis."""
    return _UNDERSCORE.sub("_", _EMPHASIS.sub("", content.translate(_FULL_WIDTH))).strip("_")


_GREETING: Final = re.compile(
    r"(?:^|\W)(?:dear|hi|hello|hey|liebe[rs]?|sehr geehrte[rs]?|hallo|guten (?:tag|morgen)|bonjour"
    r"|ch[eè]re?|salut|hola|querid[oa]|estimad[oa]|ciao|gentile|car[oa]|buongiorno|beste|geachte|lieve|hoi|olá|oi"
    r"|prezad[oa]|car[oa])[ ,]{1,2}\Z",
    re.IGNORECASE,
)


def greets(line: str) -> bool:
    """Whether a text ends with a greeting, behind which "Person 1" is meant as a tag."""
    return _GREETING.search(line, max(0, len(line) - 24)) is not None


def _without_part_of(closer: str, content: str) -> str:
    """Drop the beginning of a closing bracket from the end of what has been received."""
    for length in range(len(closer) - 1, 0, -1):
        if content.endswith(closer[:length]):
            return content[:-length]
    return content


def _joins(letter: str) -> bool:
    """Whether a letter before a word makes it a part of an identifier, a path or an address."""
    return letter.isalnum() or letter in "_@.$/\\-#&%"


def _may_stand_bare(kind: str, separator: str, rest: str) -> bool:
    """Whether a word without brackets is meant as a tag and not as prose or as an identifier of code."""
    if kind.isupper():
        return (bool(separator) and separator != " ") or len(kind) >= 4
    if "_" not in separator:
        return False
    return kind[0].isupper() or not re.match(r"\s*(?:[:=(\[{]|\.\w|\+=|->)", rest)
