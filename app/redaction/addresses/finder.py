"""Postal addresses by a grammar: a core (house number and street, or a full postcode), and what stands beside it.

Modules:
    words: what addresses are made of.
    anchors: the words around which one can be.
    cores: the parts that are sure.
    postcodes: those that a postcode makes sure.
    lookalikes: what looks like one of them and is none.
    growth: what belongs to it, over commas and lines.
    prose: addresses as people mention them.
    eastern: those of Japan, China and Korea in their own script.
    plus_codes: places told by a plus code.
    told: addresses whose parts stand in another order.
    keyed: addresses in fields.
    blocks: lines of names between somebody and a postcode.

Words of a label ("Anschrift:") vouch for what follows them. Every pattern is bounded and looks only around a
word or a number that an address can be made with, so that the whole is linear.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.addresses.anchors import Anchors
from app.redaction.addresses.cores import DOUBTFUL, Core, cores
from app.redaction.addresses.eastern import eastern
from app.redaction.addresses.fit import cells
from app.redaction.addresses.growth import grown
from app.redaction.addresses.keyed import WORDS as KEY_WORDS
from app.redaction.addresses.keyed import keyed, vcards
from app.redaction.addresses.nobodys import is_nobodys
from app.redaction.addresses.plus_codes import plus_codes
from app.redaction.addresses.postcodes import postcodes
from app.redaction.addresses.prose import (
    ALONE,
    COMMON_STREET,
    CUES,
    TOWN_IN_PROSE,
    TOWN_OF_SOMEBODY,
    alone,
    opened,
    towns,
)
from app.redaction.addresses.told import AGAIN, BARE, NEIGHBOUR, numbers_again
from app.redaction.addresses.told import CUES as CUES_OF_NUMBERS
from app.redaction.addresses.words import SPELLED_BEHIND, TOWN
from app.redaction.findings import EntityType
from app.redaction.keys import NO_CODE, TYPE
from app.redaction.recognizers.base import Hit, trie_pattern

_LABELS: Final = (
    "address|addr|home address|mailing address|billing address|shipping address|street address|street|residence|"
    "residing at|resides at|lives at|living at|anschrift|adresse|wohnhaft in|wohnhaft|wohnt in der|straße|strasse|"
    "dir|lives|resident of|domicilié au|domiciliée au|demeurant|domicile|dirección|direccion|domicilio|con domicilio en|calle|indirizzo|"
    "residente in|residenza|adres|woonadres|wonende te|woont op|woont aan|endereço|endereco|morada|residente em|"
    "residente na|postadresse|adress|osoite|adresa|cím|wohnanschrift|wohnadresse|lieferadresse|lieferanschrift|zustelladresse|zustellanschrift|rechnungsadresse|"
    "rechnungsanschrift|meldeadresse|meldeanschrift|privatanschrift|privatadresse|postanschrift|heimatadresse|hausanschrift|factuuradres|afleveradres|"
    "bezorgadres|bezoekadres|correspondentieadres|verblijfadres|verblijfsadres|recapito|premises"
)
_LABELLED: Final = re.compile(
    rf"(?<!\w){trie_pattern(_LABELS.split('|'))}(?:[ ](?:of|for|do|da|del|della|de|du|des|der|van)[ ](?:(?:the|la|el|de|den)[ ])?[^\W\d_]{{2,20}})?(?:[ \t]?\d)?[\"']?[ \t]*(?:\.{{2,40}}|[:=|]|\t)[ \t]*[\"'»]?"
    r"(?P<value>(?<=')[^\n'\"|;<>{}\[\]]{4,120}(?=')|[^\n\"|;<>{}\[\]]{4,120})",
    re.IGNORECASE,
)
_LABELLED_ENDS: Final = re.compile(
    r"[ \t]*(?:[,.;]?[ \t]+(?:phone|tel|mobile|email|e-mail|mail|dob|fax|telefon|téléphone|teléfono|telefono|"
    r"geb|ssn|born|nato|né)\b.*|[,.;]+)?\s*\Z",
    re.IGNORECASE,
)
_NEXT_SENTENCE: Final = re.compile(r"(?<=\w{4})\.[ \t]+(?=[^\W\d_]+[ \t][^\d\n]*\Z)")
_ZIP: Final = re.compile(
    r"(?<!\w)(?:zip(?:[ _-]?code)?|post[ _-]?code|postal[ _-]?code|postcode|plz|postleitzahl|npa|code[ _]postal|c\.?p\.?|"
    r"código[ _]postal|codigo[ _]postal|cap|cep|pin[ _-]?code|postnummer)(?P<told>['’]s|[ ](?:is|ist|est|es|è|é))?[\"']?[ \t]*[:=#?]?[ \t]*[\"']?"
    r"(?P<value>[A-Z]{0,2}[- ]?\d[\dA-Z]{2,5}(?:[- ]\d?[\dA-Z]{2,4})?)(?!\w)",
    re.IGNORECASE,
)

# "my postcode is ...", not "the postcode is ...": that may be an example.
_SOMEBODYS: Final = re.compile(
    r"(?i)(?<!\w)(?:my|our|your|her|his|their|meine?|unsere?|ihre?|mon|notre|mi|su|mio|mia|minha|meu|mijn)[ ]\Z"
)
# What a label of a postcode begins with: see _ZIP.
_ZIP_WORDS: Final = "zip zipcode post postal postcode npa plz postleitzahl code c cp código codigo cap cep pin pincode postnummer"
_LABEL, _ZIPS, _KEYED = (1 << bit for bit in range(2, 5))


def _words() -> dict[str, int]:
    """Return the words that open something, each with what it opens."""
    words = dict(CUES)
    for word, kind in CUES_OF_NUMBERS.items():
        words[word] = words.get(word, 0) | kind
    first = re.compile(r"[^\W\d_]+")
    for kind, listed in (
        (_LABEL, _LABELS.split("|")),
        (_ZIPS, _ZIP_WORDS.split()),
        (_KEYED, [word.rstrip("12") for word in KEY_WORDS]),
    ):
        for word in {found[0] for entry in listed if (found := first.search(entry))}:
            words[word] = words.get(word, 0) | kind
    return words


_WORDS: Final = _words()
_SURE: Final = 0.7
# "Address: An Teach Bán, Bóthar na Trá, Gaillimh"
_NAMES_ALONE: Final = re.compile(rf"{TOWN}(?:,[ ]{TOWN}){{1,4}}\.?\Z")
_COUNTS: Final = re.compile(r"\d+,[ ]?\d+(?:,[ ]?\d+)?(?:[ ]do)?\Z")  # "for street = 1, 10 do"
_DIGIT: Final = re.compile(r"\d")
_SPELLED: Final = re.compile(SPELLED_BEHIND)
# Without a town or a street a postcode looks like "RX 7900 XT", "NJ 1984" and "item ID 19019".
_CODE_ALONE: Final = re.compile(r"(?:[A-Z]{2} ?)?\d{4,5}(?: ?[A-Z]{2})?(?:-\d{4})?")
CODE_ALONE: Final = "postcode-alone"
_ENOUGH: Final = 0.5
_CODE_BEHIND: Final = re.compile(r"\d{4}|\d[A-Z]{2}|[A-Z]\d[A-Z]|\d{2}-\d{3}|\d{3}[ ]\d{2}")
# "Lindenring 4" and "Spring 4": an address in a text about somebody, but no sign that a text is.
PERHAPS_A_STREET: Final = "street-perhaps"
_OF_A_DOUBT: Final = 0.55
_PUBLIC_STREET: Final = re.compile(
    r"(?i)(?:wall|downing|fleet|abbey|sesame|bourbon)[ ](?:street|st|road|rd)\Z"
)
_SENTENCE_WORDS: Final = re.compile(
    r"(?<!\w)(?:op|aan|in|an|auf|aus|bei|im|zu|i|på|w|te|na|naar|uit|von|vom|zur|zum|nach)[ ](?:(?:de|der|den|dem|het|die)[ ])?(?=[^\Wa-z_])"
    r"|(?<!\w)(?:de|der|den|het|die|van(?=[ ]\w+[ ]\d))[ ](?=[^\Wa-z_])"
)
# "An der Alten Ziegelei 7": with a capital it belongs to the name.
_NAMED_BY_PLACE: Final = re.compile(r"(?:An|Auf|In|Hinter|Vor|Unter|Bei|Op|Aan)[ ](?:der|den|dem|de|het)[ ]")
# A street that is one word needs no other before it ("Parkstraße 20"), but for such as belong to names.
_BEFORE_COMPOUND: Final = re.compile(
    r"[^\Wa-z_]\w{2,30}[ ](?=\w{2,30}(?:straße|strasse|str\.|gasse|platz|allee|katu|gatan|vägen|veien|gade|vej)[ ,])"
)
_PART_OF_NAME: Final = re.compile(
    r"(?i)(?:\w+er|alte|neue|obere|untere|große|kleine|hintere|vordere|lange|hohe|innere|äußere|sankt|gamle|nye|store|lille|vanha|"
    r"stora|lilla|norra|södra|östra|västra|nordre|søndre|østre|vestre|øvre|nedre)[ ]"
)


class Addresses:
    """Finds addresses; see the module."""

    id = "address"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield whole addresses, and postcodes behind their label."""
        for hit in self._found(text):
            if hit.rule != self.id or not is_nobodys(text, hit.start, hit.end):
                yield from cells(text, hit)

    def _found(self, text: str) -> Iterator[Hit]:
        anchors = Anchors(text, _WORDS)
        found = sorted(
            (*cores(text, anchors), *postcodes(text), *opened(text, anchors), *eastern(text)),
            key=lambda core: (core.start, -core.end, -core.score),
        )
        whole: list[tuple[int, int]] = []
        for core in found:
            # One core is often found by several patterns, and most parts of an address are cores themselves.
            if whole and core.start >= whole[-1][0] and core.end <= whole[-1][1]:
                continue
            start, end, grew = grown(text, _begin(text, core), core.end, sure=core.score >= _SURE)
            score = min(0.97, core.score + 0.12) if grew else core.score
            if not grew and _CODE_ALONE.fullmatch(text, start, end):
                yield Hit(start, end, EntityType.ZIP, score, CODE_ALONE, context=core.context)
            elif core.context == DOUBTFUL and not _CODE_BEHIND.search(text, core.end, end):
                yield Hit(start, end, EntityType.ADDRESS, _OF_A_DOUBT, PERHAPS_A_STREET)
            elif score >= _ENOUGH:
                whole.append((start, end))
                yield Hit(start, end, EntityType.ADDRESS, score, self.id, context=core.context)
        yield from self._alone(text, anchors, whole)
        for start, end in towns(text, anchors):
            yield Hit(start, end, EntityType.LOCATION, 0.55, TOWN_OF_SOMEBODY)
        for start, end in plus_codes(text):
            yield Hit(start, end, EntityType.GEO, 0.7, "plus-code")
        for start, end in (*keyed(text, anchors.of(_KEYED)), *vcards(text)):
            yield Hit(start, end, EntityType.ADDRESS, 0.85, "address-keyed")
        yield from self._labelled(text, anchors)

    def _alone(self, text: str, anchors: Anchors, whole: list[tuple[int, int]]) -> Iterator[Hit]:
        """Yield streets without a number, and then the numbers without a street.

        Args:
            text: what they stand in.
            anchors: its words.
            whole: the addresses that were found, in order.
        """
        starts = [start for start, _ in whole]
        named = bool(whole)
        for begin, behind, rule in alone(text, anchors):
            before = bisect_right(starts, begin) - 1
            if (before >= 0 and whole[before][1] >= behind) or _PUBLIC_STREET.match(text, begin, behind):
                continue
            start, end, grew = grown(text, begin, behind, sure=True)
            # a number along it, or its postcode
            if grew and (_DIGIT.search(text, behind, end) or _SPELLED.match(text, behind, end)):
                yield Hit(start, end, EntityType.ADDRESS, 0.75, self.id, context="street")
            elif grew or rule != COMMON_STREET:  # "Main Street" is a place beside its town only
                named = True
                yield Hit(start, end, EntityType.LOCATION, 0.62, rule)
        if named:
            for start, end in numbers_again(text, anchors.of(AGAIN | NEIGHBOUR | BARE)):
                yield Hit(start, end, EntityType.ADDRESS, _OF_A_DOUBT, PERHAPS_A_STREET)

    def _labelled(self, text: str, anchors: Anchors) -> Iterator[Hit]:
        for at, _, _ in anchors.of(_LABEL):
            match = _LABELLED.match(text, at)
            if match is None:
                continue
            start, end = match.span("value")
            cut = _LABELLED_ENDS.search(text, start, end)
            if cut is not None and cut.start() > start:
                end = cut.start()
            sentence = _NEXT_SENTENCE.search(text, start, end)
            if sentence is not None and re.search(r"\d", text[start : sentence.start()]):
                end = sentence.start()
            value = text[start:end]
            if "@" not in value and "://" not in value and _is_place_like(value):
                start, end, _ = grown(text, start, end, sure=True)
                yield Hit(start, end, EntityType.ADDRESS, 0.9, "address-labelled", context="address")
            elif _NAMES_ALONE.match(text, start, end):
                yield Hit(start, end, EntityType.LOCATION, 0.62, ALONE)
        for at, _, _ in anchors.of(_ZIPS):
            match = _ZIP.match(text, at)
            if (
                match is not None
                and re.search(r"\d{3}", match["value"])
                and not NO_CODE.match(match["value"])
                and (not match["told"] or _SOMEBODYS.search(text, max(0, at - 8), at))
            ):
                yield Hit(*match.span("value"), EntityType.ZIP, 0.93, "postcode-labelled", context="postcode")


def _begin(text: str, core: Core) -> int:
    """Return where a core begins without the words of its sentence."""
    if core.context in {"straße", "straße-lower", DOUBTFUL} and not text[core.start : core.end].islower():
        return _without_small(text, core.start, core.end)
    small = _SENTENCE_WORDS.match(text, core.start, core.end) if core.context == "cue" else None
    return core.start if small is None else small.end()


def _without_small(text: str, start: int, end: int) -> int:
    """Return where the name of a street begins behind the words of its sentence ("op de", "in der")."""
    if _NAMED_BY_PLACE.match(text, start, end):
        return start
    for match in _SENTENCE_WORDS.finditer(text, start, end):
        start = match.end()
    before = _BEFORE_COMPOUND.match(text, start, end)
    return start if before is None or _PART_OF_NAME.match(before[0]) else before.end()


def _is_place_like(value: str) -> bool:
    """Whether what stands behind an address label can be an address: it has a digit, and letters."""
    return (
        not value.startswith("0x")
        and not _COUNTS.match(value)
        and not TYPE.match(value)
        and bool(re.search(r"\d", value))
        and bool(re.search(r"[^\W\d_]{2}", value))
    )


ONLY_ABOUT_SOMEBODY: Final = frozenset(
    {ALONE, COMMON_STREET, TOWN_IN_PROSE, TOWN_OF_SOMEBODY, CODE_ALONE, PERHAPS_A_STREET}
)
"""Rules whose hits count only in a text about somebody."""
