"""Identifiers that a label announces: "MRN: 00482913", "policy no. HX-2291", `"account_number": "004512"`.

One pattern finds every label of the table; what follows it is read by rules, because there are too many
shapes of numbers to list, and a label says more than a shape does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Phrases, Recognizer
from app.redaction.recognizers.behind_labels import value_behind
from app.redaction.recognizers.label_kinds import labels_in
from app.redaction.recognizers.label_sentences import value_ahead
from app.redaction.recognizers.labels import NUMBERED, Kind
from app.redaction.recognizers.told import near_needles
from app.redaction.things import is_cited, is_of_a_thing

# "Merge pull request #1287", "X-Request-Id: ...": what a program counts.
_OF_A_PROGRAM: Final = re.compile(
    r"(?i:pull[ ]|merge[ ]|(?<!\w)x-|(?:trace|span|parent|correlation)[_ -]?)\Z"
)
# A noun that names a paper or a part somebody plays is a label where a word for "number" stands beside it.
_NUMBERED: Final = Phrases(NUMBERED.split("|"))
_NUMBER_BEHIND: Final = re.compile(
    r"[ ._-]{0,2}(?:n\.?[ ]?[°o]|n(?=\.)|no|nr|nbr|num|núm|nro|number|nummer|numéro|numero|número|№|#|code"
    r"|id|ref|réf|reference|référence|referencia|referenz)"
    r"(?![^\W\d_])",
    re.IGNORECASE,
)
_NUMBER_BEFORE: Final = re.compile(
    r"(?<![^\W_])(?:n\.?[ ]?[°o]\.?|n\.|no\.?|nr\.?|núm\.?|num\.?|nro\.?|número|numero|numéro|nummer"
    r"|cod\.?|cód\.?|codice"
    r"|código|code|réf\.?|ref\.?|rif\.?|identifiant)[ _.]?(?:de[ ]l'|d'|dell'|(?:de|du|des|d|di|del|della|do"
    r"|da|van)[ _](?:la[ ])?)?"
    r"\Z",
    re.IGNORECASE,
)
# "the proceedings carry number ZC22C00188", "keep their numbers (24/CY/00118": a word for "number" alone
# announces letters and digits that no sentence has.
_ALONE: Final = "number|numbers|nummer|nummern|nummers|numéro|numéros|número|números|numero|numeri|nr|n°|nº"
_NUMBER_ALONE: Final = Phrases(_ALONE.split("|"))
_MADE_CODE: Final = re.compile(
    r"\.?[ ]?[(:]?[ ]?(?:(?:is|ist|est|es|è|é|on|now)[ ])?(?:le[ ])?"
    r"(?P<value>(?=[A-Z\d]{0,12}[-/]?[A-Z\d]{0,12}\d)(?=[\d/-]{0,12}[A-Z])"
    r"[A-Z\d]{1,12}(?:[-/][A-Z\d]{1,12}){0,4})(?![\w%°]|[.,]\d)"
)
_FEWEST_IN_A_CODE: Final = 3
_SHORTEST_CODE: Final = 5
_OF_ANYBODY: Final = re.compile(
    r"(?<!\w)(?:flight|flug|vol|vuelo|volo|vlucht|voo|room|gate|platform|route|highway|opus|symphony"
    r"|psalm|catalogue"
    r"|catalog|model|part|modell|modèle|modelo|bus|train|zug|line|linie|isotope|atomic|chapter|figure"
    r"|table)[ ]?-?\Z",
    re.IGNORECASE,
)
# "Kautionskonto 3100447188", "Wohngeldnummer 0088 27104": what compounds end in says what they announce.
_COMPOUND: Final = re.compile(
    r"(?<![^\W_])(?P<first>[^\W\d_]{3,22}?)"
    r"(?P<end>konto|kontonummer|rekening|rekeningnummer|nummer|nummern|nummers|zeichen|kenmerk"
    r"|nr)(?![^\W\d_])",
    re.IGNORECASE,
)
_COMPOUND_ENDS: Final = ("onto", "kening", "ummer", "eichen", "enmerk", "nr")
_THINGS_WORDS: Final = (
    "artikel haus huis seiten pagina zimmer kamer modell model teile onderdeel versions versie telefon "
    "telefoon handy fax mobil rück rug kapitel hoofdstuk zeilen regel ordnungs kern prim glücks lotto "
    "start spiel typ los band flug vlucht zug trein bus linien lijn kanal port fehler fout build bau "
    "material produkt product katalog catalogus isbn issn din norm vorder satz frage vraag ausgabe "
    "heft not ausrufe vor kenn rufe anführungs verkehrs warn gleichheits plus minus dollar lese wasser "
    "lebens "
)
_THINGS_NUMBERED: Final = frozenset(_THINGS_WORDS.split())
_NUMBER_REACH: Final = 24
_ACCOUNT_KIND: Final = Kind("label-account", EntityType.BANK_ACCT, "", 5, strong=False)
_COMPOUND_KIND: Final = Kind("label-compound", EntityType.OTHER_ID, "", 5, strong=False)
_NUMBERED_KIND: Final = Kind("label-numbered", EntityType.OTHER_ID, "", 3)


class Labelled:
    """Values behind a label; the label itself stays readable."""

    id = "labelled"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the value that each label announces, if one stands there."""
        for match, kind in labels_in(text):
            if match[0] == "CAS":
                continue
            before = max(0, match.start() - 13)
            if kind.rule in {"label-ticket", "label-weak-id"} and _OF_A_PROGRAM.search(
                text, before, match.start()
            ):
                continue
            label = " ".join(match[0].lower().split())
            hit = value_behind(text, match.end(), kind, label)
            hit = hit or value_ahead(text, match.start(), kind, label)
            if hit is not None:
                yield hit
        for match in _NUMBERED.finditer(text):
            begin = max(0, match.start() - _NUMBER_REACH)
            behind = _NUMBER_BEHIND.match(text, match.end())
            if behind is None and not _NUMBER_BEFORE.search(text, begin, match.start()):
                continue
            hit = value_behind(text, match.end(), _NUMBERED_KIND, match[0].lower(), numbered=True)
            if hit is not None:
                yield hit
        yield from self._compounds(text)
        yield from _made_codes(text)

    def _compounds(self, text: str) -> Iterator[Hit]:
        """Yield the values behind compounds whose last part announces a number of somebody."""
        for match in near_needles(_COMPOUND, text, _COMPOUND_ENDS):
            if match["first"].lower() in _THINGS_NUMBERED or is_of_a_thing(text, match.end(), match.end()):
                continue
            bank = match["end"].lower().startswith(("konto", "reken"))
            kind = _ACCOUNT_KIND if bank else _COMPOUND_KIND
            hit = value_behind(text, match.end(), kind, match[0].lower())
            if hit is not None:
                yield hit


def _made_codes(text: str) -> Iterator[Hit]:
    """Yield codes of letters and digits behind a word for "number" that nothing else explains."""
    for match in _NUMBER_ALONE.finditer(text):
        code = _MADE_CODE.match(text, match.end())
        if code is None or sum(map(str.isdigit, code["value"])) < _FEWEST_IN_A_CODE:
            continue
        start, end = code.span("value")
        if _OF_ANYBODY.search(text, max(0, match.start() - 14), match.start()) or is_of_a_thing(
            text, start, end
        ):
            continue
        if len(code["value"]) >= _SHORTEST_CODE and not is_cited(text, start):
            yield Hit(start, end, EntityType.OTHER_ID, 0.7, "label-number", context=match[0].lower())


RECOGNIZERS: tuple[Recognizer, ...] = (Labelled(),)
