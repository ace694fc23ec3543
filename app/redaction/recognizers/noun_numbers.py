"""Values behind any noun and a short word for "number": "seal no B0771429", "Spec. # S25-00441".

The tables of labels list what is numbered often. Whatever else announces somebody's number does so with
"no.", "nr." or "#" behind it; what is numbered in every shop, book and program is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Phrases, Recognizer
from app.redaction.recognizers.behind_labels import value_behind
from app.redaction.recognizers.label_kinds import is_label
from app.redaction.recognizers.labelled import OF_A_PROGRAM
from app.redaction.recognizers.labels import Kind
from app.redaction.recognizers.told import near_needles
from app.redaction.standing_words import COUNTED, FUNCTION_WORDS, announces
from app.redaction.things import is_cited, is_of_a_thing

_WORDS: Final = Phrases(["no", "nr", "nbr", "num", "núm"])
_SIGN: Final = re.compile(r"(?<=[^\W\d_])[. ]{0,2}#(?=[ :]{0,3}[A-Z]{0,4}[-/ ]?\d)")
_SHORT: Final = re.compile(r"(?<=[^\W\d_]{2})[ ][nN][.°º](?=[ ]?[A-Z]{0,4}[-/ ]?\d)")
_NOUN: Final = re.compile(r"(?<![\w'’@/#-])(?P<noun>[^\W\d_]{3,20})[. -]{1,2}\Z")
# "no" says "none" as well: so a sign or two figures of a code have to follow.
_GOES_ON: Final = re.compile(r"\.?[ ]?[:=]?[ ]{0,4}(?=[A-Z]{0,6}[-/ ]?\d)")
_THINGS_WORDS: Final = (
    "item stock lot batch disc sequence index list document doc form sheet shelf product prod lane track "
    "drawing "
    "drg dwg engine key pin issue frame session query request serie series part position pos stick cas "
    "atomic "
    "catalogue catalog cat model modell modelo modèle type opus sonata symphony concerto quartet psalm hymn "
    "sonnet "
    "platform room bus tram train route line flight house street street apt table figure fig plate photo "
    "image "
    "slide page chapter article rule law act order executive resolution amendment protocol convention "
    "directive "
    "port pin channel peak mine pit well race heat round game match day week year lesson unit module volume "
    "vol "
    "issue edition number numbers phone tel telephone fax mobile call ring text hotline helpline shirt "
    "jersey "
    "artikel art material mat teil teile zeichnung gleis linie zug bus zimmer haus seite kapitel heft bild "
    "tabelle "
    "telefon handy ligne salle page chapitre figure tableau pièce téléphone tél portable línea sala página "
    "capítulo figura tabla pieza teléfono móvil linea pagina capitolo tabella pezzo telefono cellulare linha "
    "tabela peça telefone telemóvel lijn bladzijde hoofdstuk figuur tabel onderdeel telefoon mobiel "
    "there say says said answer says got getting with was why yes"
)
_OF_THINGS: Final = frozenset(_THINGS_WORDS.split()) | COUNTED | FUNCTION_WORDS
_ANNOUNCED: Final = Kind("label-noun-number", EntityType.OTHER_ID, "", 4)
_OTHER: Final = Kind("label-noun-number", EntityType.OTHER_ID, "", 5, strong=False)
_REACH: Final = 24


class NounNumbers:
    """Values that a noun and "no.", "nr." or "#" announce."""

    id = "label-noun-number"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them; the noun stays readable."""
        for word in _WORDS.finditer(text):
            on = _GOES_ON.match(text, word.end())
            if on is not None:
                yield from self._behind(text, word.start(), word.end(), sure=bool(on[0].strip()))
        for short in near_needles(_SHORT, text, (" n.", " n°", " nº")):
            yield from self._behind(text, short.start() + 1, short.end(), sure=False)
        for sign in near_needles(_SIGN, text, ("#",)):
            yield from self._behind(text, sign.end() - 1, sign.end(), sure=False)

    def _behind(self, text: str, start: int, end: int, *, sure: bool) -> Iterator[Hit]:
        before = text[max(0, start - _REACH) : start]
        noun = _NOUN.search(before if text[start] != "#" else f"{before.rstrip('. ')} ")
        word = noun["noun"].lower() if noun is not None else ""
        if (
            noun is None
            or word in _OF_THINGS
            or is_label(word)
            or OF_A_PROGRAM.search(before, 0, noun.start("noun"))
        ):
            return
        known = announces(word)
        if not known and not sure:
            return
        hit = value_behind(text, end, _ANNOUNCED if known else _OTHER, word, numbered=True)
        if hit is not None and not is_cited(text, start) and not is_of_a_thing(text, hit.start, hit.end):
            yield hit


RECOGNIZERS: tuple[Recognizer, ...] = (NounNumbers(),)
