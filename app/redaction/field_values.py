"""What a key or a heading says of its value, and whether the value can be that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from app.redaction import later as re
from app.redaction.addresses.keyed import strength
from app.redaction.findings import EntityType
from app.redaction.keys import KEYS, NO_CODE, NO_VALUE, TYPE, WEAK
from app.redaction.recognizers.base import Hit
from app.redaction.recognizers.label_kinds import whole_label
from app.redaction.recognizers.secret_words import is_of_a_form
from app.redaction.recognizers.usernames import is_no_value
from app.redaction.shapes import is_an_id
from app.redaction.standing_words import COUNTED, NUMBER_WORDS, announces

FIELD: Final = "field"
FIELD_PRESUMED: Final = "field-presumed"
"""The rule of a value whose heading announces a number of anything: it counts in a text about somebody."""

Cell = tuple[int, int]
"""Start and end of a value without its quotes and blanks."""
_KINDS: Final = {key: kind for kind, keys in KEYS.items() for key in keys.split()}
# Words of a key that make it about a person: "patient_last_name", "emergencyContactName".
_PERSON_PARTS: Final = (
    "firstname",
    "lastname",
    "surname",
    "fullname",
    "givenname",
    "familyname",
    "middlename",
)
WEAK_KEYS: Final = frozenset(WEAK.split())
_NO_VALUE: Final = frozenset(NO_VALUE.split())
KEY_LETTERS: Final = re.compile(r"[^a-zà-öø-ÿ0-9]+")
# "acct_last4", "card_ending": the digits that say which.
_PART_OF_A_NUMBER: Final = re.compile(r"(?:last|final)(?:4|four|3|three|digits)\Z|(?:ending|endziffern)\Z")
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
DIGIT: Final = re.compile(r"\d")
_NAME_LIKE: Final = re.compile(r"[^\W\d_][\w'’.\-]{0,30}+(?:,?[ ]{1,2}[^\W\d_][\w'’.\-]{0,30}+){0,5}\Z")
_TWO_NAMES: Final = re.compile(
    r"[^\W\d_a-z][\w'’.\-]{0,30}+"
    r"(?:,?[ ]{1,2}(?:(?:van|von|der|den|de|da|do|dos|del|la|el|al|bin|ben|ter|di|y)"
    r"[ ]){0,2}[^\W\d_a-z][\w'’.\-]{0,30}+){1,4}\Z"
)
_TEXTUAL: Final = frozenset({EntityType.PERSON, EntityType.ORG, EntityType.LOCATION})
# Whose name is nobody's: "secret_name", "table-name", "imageName".
_THINGS_WORDS: Final = (
    "secret file table column host server service app application project branch bucket cluster db "
    "database schema index job task queue topic image container volume class method function variable "
    "var env environment package module repo repository product item event metric pod namespace node "
    "role resource device domain zone tag key token rule template theme font color field property model "
    "dataset stream process thread menu skill drug brand "
)
_THINGS: Final = frozenset(_THINGS_WORDS.split())
_FREE: Final = frozenset({EntityType.USERNAME, EntityType.SECRET, EntityType.ADDRESS, EntityType.EMAIL})
_PART: Final = "address part"
_KEY_WORD: Final = re.compile(r"[A-ZÀ-Ý]?[a-zà-ÿß]+|[A-ZÀ-Ý]+(?![a-zà-ÿ])")
_ONE_WORD: Final = re.compile(r"[#\w][\w./-]{0,30}(?:[ ][\w/-]{1,8}){0,5}\Z")
# "user_id: int = 0" declares a variable of a program.
_TYPED: Final = re.compile(
    r"(?:int|str|string|number|bool|boolean|uuid|UUID|float|bytes|Optional\b.*|list\b.*)(?:[ ]?[=|,;].*)?\Z"
)
# Where a secret is kept: "{{ vault_password }}", "process.env.API_KEY", "${DB_PASSWORD}".
_REFERS: Final = re.compile(
    r"\{\{[^{}\n]{1,100}\}\}\Z|\$\{[^{}\n]{1,100}\}\Z|(?:process\.env|os\.environ|import\.meta\.env"
    r"|secrets|config|settings)[.\[]"
    r"|[A-Za-z_]\w{0,30}(?:\.\w{1,30}){0,3}\(.{0,100}\)\Z"
    r"|<[^<>\n]{1,60}>\Z|(?i:change[-_ ]?me|replace[-_ ]?me.{0,20}|your[-_ ].{1,40}|example.{0,12}|secret"
    r"|password|dummy|todo|tbd|[x*.•]{3,})\Z"
)
# An address of a memory, the type of a variable, where a secret is kept.
_OF_A_PROGRAM: Final = {
    EntityType.ADDRESS: re.compile("0x"),
    EntityType.USERNAME: _TYPED,
    EntityType.SECRET: _REFERS,
}
_ANYBODY: Final = re.compile(
    r"(?i:(?:test|demo|sample|example|dummy|default|new|some)[ _-]"
    r"(?:user|customer|person|name|patient|client)|(?:first|last|full|your|user)[ ]name|foo[ ]bar)"
)
_CONTROL: Final = re.compile(r"(?i:cl[ée][ _]?rib)\Z")  # the two digits at the end of a French account
# "opened_by": a user name or a name, but "system" and "the migration" are nobody.
_WHO_DID: Final = re.compile(r"(?i)by\Z|von\Z")
# Beside passwords a word is a name, too: "site,user,password".
_BESIDE_PASSWORDS: Final = frozenset({
    "user", "login", "account", "benutzer", "nutzer", "utilisateur", "identifiant", "usuario", "utente",
    "gebruiker", "usuário", "utilizador",
})  # fmt: skip
_PRESUMED: Final = 0.3
# "PEN4/7", "MR-KL-17": a code of capitals needs no three digits.
_CODE: Final = re.compile(r"(?=[A-Z\d/-]{5})(?=[A-Z/-]{2,16}\d)[A-Z\d]{2,10}(?:[-/][A-Z\d]{1,8}){0,4}\Z")
# "Sort" stands for "sort code" where another column holds accounts.
_BESIDE_ACCOUNTS: Final = frozenset({"sort", "sort code", "s code", "branch", "code", "bank code", "filiale"})
_MOST_IN_A_HEADING, _LONGEST_NUMBER = 3, 44
_FEWEST_IN_AN_ID: Final = 5
_COUNTING: Final = frozenset({"no", "nr", "number", "nummer", "name", "id"})


class Column(NamedTuple):
    """What the cells under a heading hold; presumed where the heading announces a number of anything."""

    kind: EntityType
    key: str
    presumed: bool = False


def kind_of(key: str) -> EntityType | None:
    """Return what a key says that its value is; None for a key that says nothing."""
    plain = KEY_LETTERS.sub("", key.lower())
    if len(plain) > 40:
        return None
    kind = _KINDS.get(plain) or _KINDS.get(_PART_OF_A_NUMBER.sub("", plain))
    if kind is None and any(part in plain for part in _PERSON_PARTS):
        kind = EntityType.PERSON
    if kind is None:
        words = [word for word in re.split(r"[^A-Za-zÀ-ÿ]+|(?<=[a-z])(?=[A-Z])", key) if word]
        if len(words) > 1 and words[0].lower() in _THINGS and words[-1].lower() == "name":
            return None
        if 1 < len(words) <= 4:
            last = words[-1].lower()
            kind = _KINDS.get(last) or (_KINDS.get(words[0].lower()) if last in _COUNTING else None)
            if kind in _TEXTUAL and last in _COUNTING and last != "name":
                kind = None  # "candidate_no" is no name
    return kind


def presumed_kind_of(key: str) -> EntityType | None:
    """Return OTHER_ID for a key that announces a number of something: "Docket", "visit_no", "locker"."""
    words = [word.lower() for word in _KEY_WORD.findall(key.replace("º", "").replace("°", ""))]
    if not 0 < len(words) <= 4 or any(word in COUNTED for word in words):
        return None
    if words == ["id"]:
        return EntityType.OTHER_ID
    numbered = len(words) > 1 and (words[-1] in NUMBER_WORDS or words[0] in NUMBER_WORDS)
    return EntityType.OTHER_ID if numbered or announces(words[-1]) else None


def column_of(key: str) -> Column | None:
    """Return what a column of that heading holds, None where the heading does not tell."""
    kind = kind_of(key)
    if kind is None and (announced := _announced(key)) is not None:
        kind = announced
    if kind is not None:
        return Column(kind, key)
    presumed = presumed_kind_of(key)
    return Column(presumed, key, presumed=True) if presumed is not None else None


def _announced(key: str) -> EntityType | None:
    """Return what a heading announces that is a label, or ends in one: "Policy no.", "Supplier a/c"."""
    parts = key.lower().split()
    whole = whole_label(key)
    if whole is not None or len(parts) > _MOST_IN_A_HEADING or not COUNTED.isdisjoint(parts):
        return whole
    tails = (whole_label(" ".join(parts[begin:])) for begin in range(1, len(parts)))
    return next((kind for kind in tails if kind not in {None, EntityType.OTHER_ID}), None)


def columns_of(keys: Sequence[str]) -> list[Column | None]:
    """Return what the columns hold: what a heading says may hang on another.

    Beside a street or a postcode, "state" is a part of an address too; beside an account, "sort" is its bank;
    beside a password, "user" is whose it is.
    """
    columns = [column_of(key) for key in keys]
    if any(one is not None and one.kind is EntityType.BANK_ACCT for one in columns):
        columns = [
            Column(EntityType.BANK_ACCT, key)
            if (one is None or one.presumed) and key.lower() in _BESIDE_ACCOUNTS
            else one
            for key, one in zip(keys, columns, strict=True)
        ]
    if any(one is not None and one.kind is EntityType.USERNAME for one in columns):
        # Who is beside it, each row's number is theirs: "ticket,opened_by,device".
        columns = [one and one._replace(presumed=False) for one in columns]
    if any(one is not None and one.kind is EntityType.SECRET for one in columns):
        columns = [
            Column(EntityType.USERNAME, key) if key.strip().lower() in _BESIDE_PASSWORDS else one
            for key, one in zip(keys, columns, strict=True)
        ]
    if not any(one is not None and one.kind in {EntityType.ADDRESS, EntityType.ZIP} for one in columns):
        return columns
    return [
        Column(EntityType.ADDRESS, _PART) if (one is None or one.presumed) and strength(key) else one
        for key, one in zip(keys, columns, strict=True)
    ]


def value_of_cell(text: str, cell: Cell, column: Column) -> Iterator[Hit]:
    """Yield the value of a table's cell if it can be what its column's heading says."""
    if not column.presumed:
        yield from value_of(text, cell, column.kind, column.key)
        return
    start, end = trimmed(text, *cell)
    value = text[start:end]
    if 1 < len(value) <= 44 and DIGIT.search(value) and _ONE_WORD.match(value):
        yield Hit(start, end, column.kind, _PRESUMED, FIELD_PRESUMED, context=column.key.lower()[:40])


def value_of(text: str, cell: Cell, kind: EntityType, key: str) -> Iterator[Hit]:
    """Yield the value of a cell if it can be what its heading says: "street": "Street" is a form's text."""
    start, end = trimmed(text, *cell)
    value = text[start:end]
    if (
        _says_nothing(value)
        or value.lower() == key.lower()
        or (kind is EntityType.ZIP and NO_CODE.match(value))
    ):
        return
    weak = KEY_LETTERS.sub("", key.lower()) in WEAK_KEYS
    if kind in _TEXTUAL:
        if kind is EntityType.PERSON and is_an_id(value, _FEWEST_IN_AN_ID):  # "Customer | 8817204"
            yield Hit(start, end, EntityType.OTHER_ID, _PRESUMED, FIELD_PRESUMED, context=key.lower()[:40])
            return
        if not _is_name(kind, value, weak=weak):
            return
    elif kind is EntityType.DOB:
        if not DIGIT.search(value):
            return
    elif kind in _FREE:
        kind, weak = _who_did(kind, key, value, weak=weak)
        if weak or (kind is EntityType.ADDRESS and key != _PART and not _LETTERS.search(value)):
            return
        if kind in _OF_A_PROGRAM and _OF_A_PROGRAM[kind].match(value):
            return
    elif len(value) > _LONGEST_NUMBER or (
        sum(letter.isdigit() for letter in value) < (2 if _CONTROL.search(key) else 3)
        and (weak or kind is not EntityType.OTHER_ID or not _CODE.match(value))
    ):
        return
    yield Hit(start, end, kind, 0.72 if weak else 0.9, FIELD, context=key.lower()[:40])


def _is_name(kind: EntityType, value: str, *, weak: bool) -> bool:
    """Whether a value can be the name of a person, a firm or a place."""
    if not _LETTERS.search(value):
        return False
    if kind is not EntityType.PERSON:
        return not weak or value[:1].isupper()
    if DIGIT.search(value) or not _NAME_LIKE.match(value):
        return False
    return not weak or _TWO_NAMES.match(value) is not None


def _who_did(kind: EntityType, key: str, value: str, *, weak: bool) -> tuple[EntityType, bool]:
    """Return what stands under "opened_by", and whether it is nobody: a user name, a name, or "system"."""
    if kind is not EntityType.USERNAME or not _WHO_DID.search(key):
        return kind, weak
    if _TWO_NAMES.match(value):
        return EntityType.PERSON, False
    return kind, " " in value or is_no_value(value)


def _says_nothing(value: str) -> bool:
    """Whether a cell is empty, or describes what stands in it."""
    return (
        not value
        or value.lower().rstrip(";,") in _NO_VALUE  # "password: string;"
        or len(value) > 160
        or "[" in value[:1]
        or TYPE.fullmatch(value) is not None
        or is_of_a_form(value)
        or _ANYBODY.fullmatch(value) is not None
    )


def trimmed(text: str, start: int, end: int) -> Cell:
    """Return a cell without blanks, quotes and emphasis around its value."""
    while start < end and text[start] in " \t\r\n\"'`*_":
        start += 1
    while end > start and text[end - 1] in " \t\r\n\"'`*_":
        end -= 1
    return start, end
