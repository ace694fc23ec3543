"""References under which something of somebody is kept: "insured with PetGuard under PG/0088/1931".

The verb announces the value as a label would; what norms, articles and programs are filed under is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Phrases, Recognizer
from app.redaction.recognizers.label_values import STANDARDS, is_amount, is_nobodys
from app.redaction.things import is_cited, is_of_a_thing

_VERBS: Final = (
    "registered|filed|logged|listed|recorded|insured|booked|enrolled|held|entered|docketed|indexed|lodged"
    "|covered"
    "|policy is|claim is|order is|booking is|reservation is|ticket is|policy's|claim's|order's|booking's"
    "|reservation's"
    "|versichert|geführt|registriert|erfasst|gemeldet|angemeldet|gebucht|eingetragen|läuft|abgelegt"
    "|enregistré|enregistrée|inscrit|inscrite|assuré|assurée|classé|classée|suivi|suivie|référencé|référencée"
    "|registrado|registrada|inscrito|inscrita|asegurado|asegurada|archivado|archivada|tramita"
    "|registrato|registrata|iscritto|iscritta|assicurato|assicurata|archiviato|archiviata"
    "|geregistreerd|ingeschreven|verzekerd|geboekt|gearchiveerd"
    "|registada|registado|inscrita|segurado|segurada|arquivado|arquivada"
)
_VERB: Final = Phrases(dict.fromkeys(_VERBS.split("|")))
_VALUE: Final = re.compile(
    r"(?:[ ](?!under|unter)[^\s\d.;:!?]{1,20},?){0,5}?"
    r"[ ](?P<as>under|unter|als|as|sous|bajo|sotto|onder|sob|com|con|avec)[ ]"
    r"(?:(?:the|our|your|der|dem|le|la|el|il|de|het|o|a|number|no\.?|reference|ref\.?|nr\.?|n[°º.]|nummer"
    r"|numéro|número"
    r"|numero|référence|referencia|riferimento|referência|kenmerk|code|código|codice|policy|claim|file|case"
    r"|polis|police|póliza|polizza|apólice|dossier|zaak|schade|akte)[ ]){0,4}#?"
    rf"(?!(?:{STANDARDS})[-/ ])"
    r"(?P<value>(?-i:[A-Z]{1,6}[-/ ]?\d{3,10}(?:[-/.][A-Z\d]{1,8}){0,4}|[A-Z]{1,6}(?:[-/][A-Z\d]{1,8}){1,4}"
    r"|\d{1,8}(?:[-/][A-Z\d]{1,8}){1,4}|\d{5,12}))"
    r"(?![\w%°€$£/-]|[.,:]\d)",
    re.IGNORECASE,
)
_FEWEST: Final = 3
_DIGITS_ALONE: Final = re.compile(
    r"\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?\Z|\d{4}[-/]\d{2,4}\Z|\d{1,2}[-/](?:19|20)\d\d\Z"
)
# "listed as B2B-2024" and the like are titles: what stands as a number there has several parts.
# "listed under number 285263": an asteroid in a catalogue.
_OF_CATALOGUES: Final = frozenset(
    {"listed", "recorded", "held", "entered", "indexed", "classé", "classée", "suivi", "suivie", "archivado"}
)
_AS: Final = frozenset({"as", "als", "com", "con", "avec"})


class FiledUnder:
    """References that a verb of keeping announces."""

    id = "filed-under"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them."""
        for verb in _VERB.finditer(text):
            match = _VALUE.match(text, verb.end())
            if match is None:
                continue
            value = match["value"]
            span = match.span("value")
            if sum(map(str.isdigit, value)) < _FEWEST or _DIGITS_ALONE.match(value):
                continue
            if value.isdigit() and verb[0].lower() in _OF_CATALOGUES:
                continue
            if match["as"].lower() in _AS and (value.isdigit() or not re.search(r"[-/]", value)):
                continue
            if is_nobodys(text, span[0], value) or is_amount(text, value, span[1]):
                continue
            if is_of_a_thing(text, *span) or is_cited(text, span[0]):
                continue
            yield Hit(*span, EntityType.OTHER_ID, 0.7, self.id, context=verb[0].lower())


RECOGNIZERS: tuple[Recognizer, ...] = (FiledUnder(),)
