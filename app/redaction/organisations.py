"""Organisations by the words that their names are made with: "Brackwater GmbH", "Hollin Park Primary School".

A name of capitalised words with a legal form behind it, with the word for a kind of institution behind or
before it, or behind "works at". They count only in a text about somebody (see ``pipeline``): a general
question about a bank is about no one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit
from app.redaction.recognizers.needs import matches_of

_CAP: Final = r"[A-ZÀ-ÖØ-ÞŁŚŻČŠŽ](?:[\w'’&.-]{0,28}\w)?"
# The set of characters comes first, the look behind it second: so the engine can skip to it.
_FIRST: Final = r"[A-ZÀ-ÖØ-ÞŁŚŻČŠŽ](?<![\w.](?s:.))(?:[\w'’&.-]{0,28}\w)?"
_SMALL: Final = r"(?:(?:&|and|und|et|y|e|en|of|de|du|des|la|der|van|von|di|do|da)[ ])?"
_WORDS: Final = rf"{_FIRST}[ ]{_SMALL}(?:{_CAP}[ ]{_SMALL}){{0,3}}"
_FORMS: Final = (
    r"(?:GmbH(?:[ ]&[ ]Co\.?[ ]KG)?|mbH|gGmbH|AG|KG|OHG|UG|e\.?[ ]?V\.|Ltd\.?|Limited|LLC|L\.L\.C\.|LLP"
    r"|PLC|plc|Inc\.?"
    r"|Corp\.?|S\.L\.U?\.?|S\.A\.S?\.?|SARL|SAS|SASU|EURL|S\.?r\.?l\.?|S\.?p\.?A\.?|B\.?V\.?|N\.?V\.?"
    r"|Lda\.?|Ltda\.?"
    r"|Pty(?:[ ]Ltd)?|Oy|AB|ApS|Sp\.[ ]z[ ]o\.o\.)"
)
_KINDS: Final = (
    "Hospital|Clinic|Clinics|Infirmary|Hospice|Surgery|Practice|Pharmacy|Pharma|Chemist|Dental|Dentistry"
    "|Orthodontics"
    "|School|Academy|College|University|Kindergarten|Nursery|Preschool|Institute|Bank|Insurance|Assurance"
    "|Mutual"
    "|Solicitors|Chambers|Associates|Partners|Consulting|Consultants|Holdings|Group|Industries|Logistics"
    "|Foods"
    "|Bakery|Motors|Builders|Construction|Plumbing|Electric|Energy|Systems|Software|Technologies|Labs"
    "|Laboratories"
    "|Foundation|Trust|Charity|Church|Parish|Council|Housing|Lettings|Properties|Realty|Hotel|Brewery"
    "|Farm|Farms"
    "|Elementary|Primary|Middle School|High School|Medical Center|Medical Centre|Health Centre"
    "|Health Center|Care Home"
    "|Nursing Home|Credit Union|Savings Bank|Police Department|Sheriff's Office|County Court|Law Group"
    "|Law Firm"
    "|Klinik|Klinikum|Krankenhaus|Apotheke|Schule|Gymnasium|Grundschule|Realschule|Sparkasse|Volksbank"
    "|Versicherung"
    "|Stadtwerke|Werke|Bau|Logistik|Verlag|Kanzlei|Praxis|Ziekenhuis|Bouw|Verzekeringen|Consultores"
    "|Abogados|Seguros"
)
_BEFORE: Final = (
    "University|College|Hospital|Bank|Church|School|Clinique|Hôpital|Collège|Lycée|École|Ecole|Université"
    "|Mairie"
    "|Pharmacie|Cabinet|Boulangerie|Garage|Crédit|Banque|Assurances|Universidad|Clínica|Colegio|Escuela"
    "|Instituto"
    "|Ayuntamiento|Farmacia|Banco|Caja|Talleres|Construcciones|Università|Ospedale|Scuola|Liceo|Clinica"
    "|Banca|Studio"
    "|Comune|Farmacia|Hospital|Universidade|Escola|Clínica|Faculdade|Prefeitura|Câmara|Klinikum"
    "|Krankenhaus|Universität"
    "|Hochschule|Praxis|Kanzlei|Sparkasse|Volksbank|Stadtwerke|Autohaus|Bäckerei|Gymnasium|Apotheke|Kita"
    "|Gemeente"
    "|Ziekenhuis|Basisschool|Universiteit|Huisartsenpraktijk|Garage|Bakkerij|Kanzlei"
)
_LINK: Final = (
    r"(?:(?:of|for|de|du|des|della|di|del|de la|do|da|dos|der|des|van|zu|am|im|St\.?|Saint|Sainte|San"
    r"|Santa|São)[ ])"
)
_PATTERNS: Final = (
    (re.compile(rf"{_WORDS}{_FORMS}(?![\w])"), "organisation-form", 0.8),
    (
        re.compile(rf"{_WORDS}(?:{_KINDS})(?!\w)(?:[ ](?:{_KINDS}|NHS)(?!\w)){{0,2}}"),
        "organisation-kind",
        0.66,
    ),
    (
        re.compile(rf"(?=[A-ZÉ])(?<![\w.])(?:{_BEFORE})[ ]{_LINK}{{0,2}}{_CAP}(?:[ ]{_LINK}?{_CAP}){{0,3}}"),
        "organisation-kind",
        0.66,
    ),
    (
        re.compile(
            r"[A-ZÄÖÜ](?<![\w.](?s:.))[\w-]{2,30}"
            r"(?:klinik|klinikum|schule|gymnasium|sparkasse|werke|apotheke|krankenhaus)(?!\w)"
        ),
        "organisation-kind",
        0.62,
    ),
    (
        re.compile(
            r"(?i:(?<!\w)(?:works?|worked|working|job|employed|started|position|hired|interned|employee)[ ]"
            r"(?:at|by|with|for)|arbeitet[ ]bei|arbeite[ ]bei|travaille[ ]chez|trabaja[ ]en"
            r"|lavora[ ](?:presso|alla|da)"
            r"|werkt[ ]bij|trabalha[ ]na|employer[ ]?:|arbeitgeber[ ]?:|employeur[ ]?:|empresa[ ]?:"
            r"|company[ ]?:)[ ]"
            rf"(?:(?i:the)[ ])?(?P<name>{_CAP}(?:[ ](?:(?:&|and|of)[ ])?{_CAP}){{0,4}})"
        ),
        "organisation-work",
        0.66,
    ),
)
_NO_START: Final = re.compile(
    r"(?:The|A|An|In|At|On|To|From|For|With|By|My|Our|Your|His|Her|Their|This|That|Dear|And|Or|But|If"
    r"|When|We|I|He|She|It"
    r"|Der|Die|Das|Im|Am|Beim|Le|La|Les|El|Los|Il|Lo|De|Het|O|As|Mr|Mrs|Ms|Dr|Patient|Client|Call|Please"
    r"|Also|Is)[ ]"
)
_SAINT: Final = re.compile(r"(?<!\w)St\.?[ ]\Z")
_RULES: Final = frozenset(rule for _, rule, _ in _PATTERNS)


def is_by_words(rule: str) -> bool:
    """Whether a rule is one of this module's."""
    return rule in _RULES


class Organisations:
    """Finds organisations; see the module."""

    id = "organisation"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them without the small words of the sentence before them."""
        for pattern, rule, score in _PATTERNS:
            group = "name" if "name" in pattern.groupindex else 0
            for match in matches_of(pattern, text):
                start, end = match.span(group)
                saint = _SAINT.search(text, max(0, start - 4), start)
                start = saint.start() if saint is not None else start
                while (small := _NO_START.match(text, start, end)) is not None:
                    start = small.end()
                if " " in text[start:end] or end - start >= 4:
                    yield Hit(start, end, EntityType.ORG, score, rule)
