"""Names on bells and doors: "klingel petrow", "sonne chez Lemoine", "the buzzer marked Odunsi".

Where one rings stands a name; in a chat it is often in small letters, so a word that everybody uses is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.names import CAPITAL, PARTICLE, is_no_name
from app.redaction.recognizers.base import Hit
from app.redaction.recognizers.needs import matches_of

_NAMED: Final = (
    rf"[\"'“„«(]{{0,2}}(?P<name>(?-i:{CAPITAL})(?:[ /&-]{{1,3}}(?:{PARTICLE}[ ])?(?-i:{CAPITAL})){{0,2}}"
    r"|(?:(?:de|di|da|del|van|von|le"
    r"|la)[ ])?[^\W\d_]{3,16}(?:[-/][^\W\d_]{3,16})?(?=[ ]?(?:[\"'”“»,.;)!?\n]|\Z)))(?![\w@])"
)
_RING: Final = re.compile(
    r"(?<!\w)(?:(?:buzzer|(?:door)?bell|intercom|doorbell|letter ?box|mail ?box|nameplate)[ ](?:is[ ]|it[ ])?"
    r"(?:marked|labelled|labeled|says|reads|saying|named|for|under)(?:[ ]the[ ]name)?"
    r"|ring(?:[ ](?:the[ ])?(?:bell|buzzer|doorbell))?[ ](?:for|at|marked)"
    r"|(?:klingeln?|läuten?|klingle|läute)(?:[ ](?:bitte[ ])?(?:bei|an bei|auf|ist|heißt))?"
    r"|klingelschild(?:[ ](?:ist|heißt|steht|mit))?|(?:auf|an)[ ](?:der|dem)[ ](?:klingel|klingelschild"
    r"|briefkasten)[ ]steht"
    r"|(?:sonne[rz]?|sonnez|interphone|sonnette|boîte aux lettres)[ ](?:chez|à|au nom d[e']|au nom"
    r"|marquée?|est)"
    r"|c(?:['’]est)?[ ](?:marqué|écrit)(?:[ ]dessus)?|(?:bel|bellen|aanbellen|bel aan)[ ]bij"
    r"|(?:op de bel|naambordje)[ ](?:staat|is)"
    r"|(?:citofon(?:o|a|are)|suona(?:re|te)?|campanello)(?:[ ](?:a|da|è|nome|al nome|con scritto|di))?"
    r"|(?:telefonillo|timbre|portero|buzón)[ ](?:de|a|pone|dice|es|a nombre de)|(?:toca|tocar|llama"
    r"|llamar)[ ](?:en|al)[ ]"
    r"(?:el[ ])?(?:telefonillo|timbre|portero)(?:[ ]de)?"
    r"|(?:campainha|interfone|intercomunicador)[ ](?:de|d[oa]|diz|é|em nome de)"
    r"|(?:toque|tocar|toca)[ ](?:à|na)[ ]campainha[ ](?:d[eoa]))[ ]?:?[ ]" + _NAMED,
    re.IGNORECASE,
)
# "bei Petrow klingeln"
_THEN_RING: Final = re.compile(
    rf"(?<!\w)[Bb]ei[ ](?P<name>{CAPITAL}(?:[ /-]{{1,3}}{CAPITAL})?)[ ](?:(?:bitte|unten"
    rf"|oben)[ ])?(?:klingeln|läuten|anläuten)(?!\w)"
)
_NOBODY_WORDS: Final = (
    "ring help service attention entry access once twice again bitte nachbarn nachbar niemand nobody"
    " anyone everyone reception"
    " security deliveries delivery me us mir uns mich voisin voisine voisins gardien accueil reception"
    " concierge vicino"
    " vicini portinaio portiere vecino vecina conserje vizinho vizinha porteiro buren buurman buurvrouw"
    " ons mij storm sturm"
    " pietà allarme telefonu handy telefon lang kurz zweimal dreimal einmal unten oben hier dort dann"
    " nicht durch kaputt"
    " defekt fort longtemps deux trois forte sempre prima subito due tre niente male bene piano"
)
_NOBODY: Final = frozenset(_NOBODY_WORDS.split())


def at_the_door(text: str) -> Iterator[Hit]:
    """Yield the names where somebody is to ring."""
    for pattern in (_RING, _THEN_RING):
        for match in matches_of(pattern, text):
            if not _is_nobody(match["name"]):
                yield Hit(*match.span("name"), EntityType.PERSON, 0.62, "name-at-the-door")


def _is_nobody(name: str) -> bool:
    parts = [part for part in re.findall(r"[^\W\d_]+", name.lower()) if len(part) > 1]
    return any(part in _NOBODY or is_no_name(part) for part in parts) or all(
        part in words("common_words") or part in words("plain_words") or part in words("form_words")
        for part in parts
    )
