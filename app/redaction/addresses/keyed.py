"""Addresses that are taken apart into fields: the keys of an object, the lines of a form, the tags of an element.

One key says little ("number", "state"); two beside each other, of which one means nothing but an address, say
that all of them do. Beside a postcode alone ("zip" is a file, too) only a value with a capital letter is one of a
town or a state.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from app.redaction import later as re
from app.redaction.data import lines
from app.redaction.keys import NO_CODE, NO_VALUE, TYPE

_STRONG: Final = frozenset(
    (  # noqa: SIM905 (a list that people read)
        "street street1 street2 road lane address addr address1 address2 addressline adresszusatz vía piazza viale avenida adresse adresa adress anschrift straße strasse str "
        "hausnr hausnummer rue adres straat straatnaam huisnummer huisnr postcode zip zipcode plz postleitzahl postal postalcode "
        "codepostal postnummer calle dirección direccion domicilio colonia cp codigopostal indirizzo via civico "
        "cap endereço endereco morada rua logradouro bairro cep complemento complement complément ulica kod house housename "
        "housenumber huisnummertoevoeging streetname streetaddress lieu voie suburb barrio porta pincode postbus postfach calleynumero"
    ).split()
)
_WEAK: Final = frozenset(
    (  # noqa: SIM905
        "city town ort stadt wohnort ville commune comuna localidad ciudad población poblacion municipio città citta comune stad plaats gemeente "
        "prov stateprovince woonplaats cidade localidade município municipality locality village state province provincia provincie région region "
        "región regione county country land pays país pais paese estado uf number numero número numéro no nr n num line floor apt "
        "unit apartment apartamento building piso puerta escalera interno scala bus bte boîte étage bâtiment district distrito departement "
        "département departamento depto canton kanton bundesland area code flat room block suite núm num esc planta puerta int letra bloque portal residencia résidence residence entrée dit bp esc compl zusatz toev toevoeging presso landmark etage wohnung tür stiege logement appartement stairs staircase entrance house haus casa lote quadra manzana depto piso andar loja sala apto apartado site estate parish townland eircode precinct ward quarter postcodes landkreis countrycode line1 line2 line3"
    ).split()
)
_FILLING: Final = frozenset(
    (  # noqa: SIM905
        "name of and y und et e the de la du da do d code codice código codigo shipping billing home delivery mailing permanent "
        "current customer client patient user contact postal residential primary secondary legal registered ship bill to your "
        "livraison facturation libellé libelle entrega envío envio liefer rechnungs plus or ou o l full customeraddress work recipient"
    ).split()
)
WORDS: Final = _STRONG | _WEAK
"""What a key of a part of an address is made with, lower case."""

_PARTS: Final = re.compile(r"[^\W\d_]+\d?")
_CAMEL: Final = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])")
_KEY_BEGIN: Final = re.compile(
    r"(?s:.{0,44})(?:^|[\n{,;\"'<|(\[>]|(?i:set)[ ])[ \t]*(?:[-*•][ \t]+)?(?P<key>[\w .°º/'’&,()+-]{0,36})\Z"
)
_KEY_END: Final = re.compile(
    r"(?P<rest>[\w .°º/,&()+-]{0,26}?)[\"']?[ \t]{0,12}(?:(?P<xml>>)|:(?!:|//)|=>?(?!=)|\t)[ \t]{0,12}"
)
_QUOTED: Final = re.compile(r"(?P<quote>[\"'])(?P<value>(?:(?!(?P=quote))[^\\\n]|\\.){1,120})(?P=quote)")
_BARE: Final = re.compile(
    r"(?P<value>[^\s\"'{}\[\]<>|;=][^\n{}<>|;=\"]{0,100}?)(?=[ \t]*(?:\n|\r|\Z|[;|<}]|,[ \t]?\w+[:=]|[ ]{2,}\w+[ ]?:))"
)
_LISTED: Final = re.compile(r"(?:[ \t]*-[ \t]+)?(?P<value>[^\n]+)")
_NUMBER: Final = re.compile(r"(?P<value>\d{1,6})(?=[ \t]*[,}\n\r]|\Z)")
_ELEMENT: Final = re.compile(r"[ \t\r\n]{0,20}(?P<value>[^<>\n]{1,120})</")
_LIST: Final = re.compile(
    r"[ \t]*\r?\n[ \t]{0,12}-[ \t](?P<value>[^\n]{1,80}(?:\n[ \t]{0,12}-[ \t][^\n:]{1,80}){1,5})"
)
_NOTHING: Final = frozenset(NO_VALUE.split())
_TELLING: Final = re.compile(r"(?=.{3})(?:.*\d|[^a-z])")
_NEAR: Final = 120
_SHOWN: Final = re.compile(r"[^\W_]")
_CODES: Final = frozenset(
    [
        "postcode",
        "zip",
        "zipcode",
        "plz",
        "postleitzahl",
        "postal",
        "postalcode",
        "codepostal",
        "postnummer",
        "cp",
        "codigopostal",
        "cap",
        "cep",
        "kod",
        "pincode",
    ]
)
# A version, a member of something, a call, a variable: what a program holds, not a place.
_OF_A_PROGRAM: Final = re.compile(
    r"0x|[v^~><=]{0,2}\d+(?:\.\d+){1,3}(?:-\w+)?\Z|[a-z_]\w*(?:\.\w+)+\Z|[\w.]*\(|[$%@&{<\[]|[A-Z]+(?:_[A-Z0-9]+)+\Z|[\w-]+/[\w/-]+[a-z]\w*\Z"
)
_SMALL: Final = re.compile(r"[^\W\dA-ZÀ-ÖØ-Þ]+(?:[ _-][^\W\dA-ZÀ-ÖØ-Þ]+){0,4}(?:-\d)?\Z")
_FLAT: Final = re.compile(r"[^\W\d_]{1,10}\.?[ ]?\d{1,5}[a-z]?\Z")
_CAPITAL: Final = re.compile(r"[^\Wa-zß-öø-ÿ\d_]")


class Item(NamedTuple):
    """One key and its value.

    Attributes:
        key: where the key begins.
        strong: the key means nothing but an address.
        code: it is one of a postcode.
    """

    key: int
    start: int
    end: int
    strong: bool
    code: bool


def strength(key: str) -> int:
    """Return what a key says: 2 for a part of an address, 1 for what may be one, 0 for anything else."""
    parts = [part.lower() for part in _PARTS.findall(_CAMEL.sub(" ", key))]
    if not parts or len(parts) > 5:
        return 0
    joined = "".join(parts)
    if joined in _STRONG:
        return 2
    if joined in _WEAK:
        return 1
    bare = [part.rstrip("12") for part in parts]
    if any(part not in WORDS and part not in _FILLING for part in bare):
        return 0
    if any(part in _STRONG for part in (*bare, *parts)):
        return 2
    return 1 if any(part in _WEAK for part in bare) else 0


def keyed(text: str, places: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the values of keys that make up an address together.

    Args:
        text: the whole.
        places: where words of ``WORDS`` stand, in order.
    """
    group: list[Item] = []
    behind = 0
    for start, end, _ in places:
        if start < behind:
            continue
        item = _item(text, start, end)
        if item is None:
            continue
        behind = item.end
        if group and item.key - group[-1].end > _NEAR:
            yield from _address(text, group)
            group = []
        group.append(item)
    yield from _address(text, group)


def _address(text: str, group: list[Item]) -> Iterator[tuple[int, int]]:
    several = len(group) > 1 or any("\n" in text[item.start : item.end] for item in group)
    if not several or not any(item.strong and _TELLING.match(text, item.start, item.end) for item in group):
        return
    if any(item.strong and not item.code for item in group):
        small = not any(_CAPITAL.search(text, item.start, item.end) for item in group)
        kept = [item for item in group if small or item.strong or not _is_small(text, item)]
    else:
        kept = [item for item in group if item.code or _is_named(text, item)]
        if len(kept) < 2 or all(item.code for item in kept):
            return
        kept += [item for item in group if item not in kept and _FLAT.match(text, item.start, item.end)]
    for item in kept:
        for line in _LISTED.finditer(text, item.start, item.end):
            yield line.span("value")


def _is_small(text: str, item: Item) -> bool:
    """Whether a value is of small letters and no town: "pending", "eu-central-1"."""
    value = text[item.start : item.end]
    return _SMALL.match(value) is not None and value not in lines("large_places")


def _is_named(text: str, item: Item) -> bool:
    """Whether a value may name a town or a state."""
    value = text[item.start : item.end]
    return _CAPITAL.search(value) is not None or value in lines("large_places")


def _item(text: str, start: int, end: int) -> Item | None:
    rest = _KEY_END.match(text, end)
    if rest is None:
        return None
    begin = _KEY_BEGIN.search(text, max(0, start - 40), start)
    if begin is None:
        return None
    key_start = begin.start("key")
    worth = strength(text[key_start : rest.end("rest")])
    if not worth:
        return None
    at = rest.end()
    code = worth > 1 and any(part.lower() in _CODES for part in _PARTS.findall(text, key_start, at))
    listed = _LIST.match(text, at) if worth > 1 else None
    if listed is not None:
        return Item(key_start, *listed.span("value"), strong=True, code=code)
    if rest["xml"] is not None:
        value = _ELEMENT.match(text, at)
    else:
        value = _QUOTED.match(text, at) or _NUMBER.match(text, at) or _BARE.match(text, at)
    if value is None:
        return None
    first, last = value.span("value")
    while last > first and text[last - 1] in " \t\r,":
        last -= 1
    words = text[first:last].strip()
    if (
        words.lower() in _NOTHING
        or not _SHOWN.search(words)
        or _OF_A_PROGRAM.match(words)
        or TYPE.fullmatch(words)
    ):
        return None
    if code and NO_CODE.match(words):
        return None
    if " " not in words and strength(words) and words.isalpha() and words.upper() != words[:2].upper():
        return None  # `<label for="street">Street</label>`
    return Item(key_start, first, last, strong=worth > 1, code=code)


_ADR: Final = re.compile(
    r"(?<![^\n])(?:item\d{1,2}\.)?ADR[^:\n]{0,80}:(?P<value>[^\n]{4,300})", re.IGNORECASE
)
_CELL: Final = re.compile(r"[^;\r\n]*[^;\s]")


def vcards(text: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of the addresses of visiting cards (vCard)."""
    position = text.find("ADR")
    while position >= 0:
        match = _ADR.match(
            text, text.rfind("\n", max(0, position - 12), position) + 1 or max(0, position - 8)
        )
        if match is not None:
            for cell in _CELL.finditer(text, *match.span("value")):
                yield cell.span()
        position = text.find("ADR", max(position + 3, match.end() if match is not None else 0))
