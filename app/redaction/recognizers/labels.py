"""What announces an identifier: phrases of a kind, in seven languages, and the value that follows.

A phrase is written in lower case; a space in it also stands for "_", "-", "." or nothing, so that the keys of
structured texts ("patient_id", "accountNumber") are the same phrases.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType


@dataclass(frozen=True, slots=True)
class Kind:
    """What stands behind a label.

    Attributes:
        rule: name of the rule.
        digits: a value has at least so many; fewer is a count, not a number of something.
        short: a value of so few digits is one even without ":" or "#" before it.
        strong: the phrases mean nothing else, so the value may stand some words behind them.
        phrases: separated by "|".
        letters: values without any digit are possible (up to the phrase being followed by ":" or "=").
        dated: a value may look like a day: the sort code 09-01-28.
    """

    rule: str
    label: EntityType
    phrases: str
    digits: int = 4
    strong: bool = True
    letters: bool = False
    short: bool = False
    dated: bool = False


_ENDINGS: Final = (
    (re.compile(r"nummer\Z"), ("nr", " nr", "nummern", "nummers", "nrn")),
    (re.compile(r" number\Z"), (" no", " nr", " num", " #", " nbr", " nmbr", " numbers", " nos")),
    (
        re.compile(r"\Anúmero d[eo] "),
        ("n ", "no ", "no de ", "n o de ", "n° de ", "num ", "núm ", "nro ", "nro de "),
    ),
    (re.compile(r"\Anuméro d[eu] "), ("n ", "no ", "no de ", "n° ", "n° de ", "num ")),
    (re.compile(r"\Anumero (?:d[ei] )?"), ("n ", "no ", "n° ", "nr ", "num ")),
    (re.compile(r"\A(?:n°|nº) (?=de )?"), ("no ", "n o ", "n ")),
)


def written_forms(phrase: str) -> tuple[str, ...]:
    """Return a phrase and its short forms: "polisnummer" is also written "polisnr", "número de x" "nº x".

    The ordinal sign of "nº" is an "o" in the view that recognisers see.
    """
    forms = {phrase}
    for ending, short in _ENDINGS:
        if ending.search(phrase):
            forms.update(ending.sub(one, phrase) for one in short)
    return tuple(sorted(forms))
