"""Addresses that are taken apart into fields: the keys of an object, the lines of a form, the tags of an element.

One key says little ("number", "state"); two beside each other, of which one means nothing but an address, say
that all of them do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from app.redaction.keys import NO_VALUE

_STRONG: Final = frozenset(
    (  # noqa: SIM905 (a list that people read)
        "street street1 street2 road lane address addr address1 address2 addressline adresse adresa adress anschrift straße strasse str "
        "hausnr hausnummer rue adres straat straatnaam huisnummer huisnr postcode zip zipcode plz postleitzahl postal postalcode "
        "codepostal postnummer calle dirección direccion domicilio colonia cp codigopostal indirizzo via civico "
        "cap endereço endereco morada rua logradouro bairro cep complemento complement complément ulica kod house housename "
        "housenumber streetname streetaddress lieu voie suburb barrio porta pincode postbus postfach calleynumero"
    ).split()
)
_WEAK: Final = frozenset(
    (  # noqa: SIM905
        "city town ort stadt wohnort ville commune comuna localidad ciudad población poblacion municipio città citta comune stad plaats gemeente "
        "prov stateprovince woonplaats cidade localidade município municipality locality village state province provincia provincie région region "
        "región regione county country land pays país pais paese estado uf number numero número numéro no nr n num line floor apt "
        "unit apartment apartamento building piso puerta escalera interno scala bus bte boîte étage bâtiment district distrito departement "
        "département departamento depto canton kanton bundesland area code flat room block suite quarter postcodes landkreis countrycode line1 line2 line3"
    ).split()
)
_FILLING: Final = frozenset(
    (  # noqa: SIM905
        "name of and y und et e the de la du da do d code codice código codigo shipping billing home delivery mailing permanent "
        "current customer client patient user contact postal residential primary secondary legal registered ship bill to your "
        "livraison facturation entrega envío envio liefer rechnungs plus or ou o l full customeraddress work recipient"
    ).split()
)
WORDS: Final = _STRONG | _WEAK
"""What a key of a part of an address is made with, lower case."""

_PARTS: Final = re.compile(r"[^\W\d_]+\d?")
_CAMEL: Final = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])")
_KEY_BEGIN: Final = re.compile(
    r"(?s:.{0,44})(?:^|[\n{,;\"'<|(\[>]|(?i:set)[ ])[ \t]*(?:[-*•][ \t]+)?(?P<key>[\w .°º/'’&,()-]{0,36})\Z"
)
_KEY_END: Final = re.compile(
    r"(?P<rest>[\w .°º/,&()-]{0,26}?)[\"']?[ \t]{0,12}(?:(?P<xml>>)|:(?!:|//)|=>?(?!=)|\t)[ \t]{0,12}"
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
Item = tuple[int, int, int, bool]
"""Start of the key, start and end of the value, whether the key is a strong one."""


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
        behind = item[2]
        if group and item[0] - group[-1][2] > _NEAR:
            yield from _address(text, group)
            group = []
        group.append(item)
    yield from _address(text, group)


def _address(text: str, group: list[Item]) -> Iterator[tuple[int, int]]:
    several = len(group) > 1 or any("\n" in text[start:end] for _, start, end, _ in group)
    if not several or not any(strong and _TELLING.match(text, start, end) for _, start, end, strong in group):
        return
    for _, start, end, _ in group:
        for line in _LISTED.finditer(text, start, end):
            yield line.span("value")


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
    listed = _LIST.match(text, at) if worth > 1 else None
    if listed is not None:
        return key_start, *listed.span("value"), True
    if rest["xml"] is not None:
        value = _ELEMENT.match(text, at)
    else:
        value = _QUOTED.match(text, at) or _NUMBER.match(text, at) or _BARE.match(text, at)
    if value is None or value["value"].startswith("0x"):
        return None
    first, last = value.span("value")
    while last > first and text[last - 1] in " \t\r,":
        last -= 1
    words = text[first:last].strip()
    if words.lower() in _NOTHING or not _SHOWN.search(words):
        return None
    return key_start, first, last, worth > 1


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
