"""Codes that are spelled out letter by letter: "kilo quebec seven zulu", "H for hotel, X for x-ray, four".

Nobody says four such words in a row but to give a booking, a plate or a number of a policy; whoever recites
the alphabet from its beginning gives none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Phrases, Recognizer, trie_pattern
from app.redaction.recognizers.disguised import NUMBER_WORD
from app.redaction.recognizers.told import near_needles

_ALPHABETS: Final = (
    "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november "
    "oscar"
    " papa quebec romeo sierra tango uniform victor whiskey whisky x-ray xray yankee zulu"
    # German; what is a first name there counts for no more than the others
    " anton berta cäsar dora emil friedrich gustav heinrich ida julius kaufmann konrad ludwig martha "
    "nordpol otto"
    " paula quelle richard samuel siegfried theodor ulrich viktor wilhelm xanthippe ypsilon zacharias "
    "zeppelin"
)
_WORDS: Final = _ALPHABETS.split()
_WORD: Final = trie_pattern(_WORDS)
_AS_IN: Final = r"(?:for|as[ ]in|like|wie|comme|come|como|de|van|von|di)"
_SAID: Final = rf"(?-i:[A-Z]),?[ ]{_AS_IN}[ ][^\W\d_](?:[^\W\d_]|-(?=[^\W\d_])){{1,13}}"
_TIMES: Final = r"(?:(?:double|triple|doppel|doble|doppio|dubbel)[ ])?"
_SURE_UNIT: Final = rf"(?:{_SAID}|{_TIMES}{_WORD})(?![^\W_])"
_UNIT: Final = rf"(?:{_SAID}|{_TIMES}(?:{_WORD}|{NUMBER_WORD}|[A-Za-z]|\d{{1,4}}))(?![^\W_])"
_LINK: Final = (
    r"(?:,?[ ]{1,2}|[ ]?[-/][ ]?|,?[ ](?:dash|hyphen|slash|strich|tiret|guion|trattino|streepje|traço)[ ]"
    r"|,?\n[ ]{0,2})"
)
_RUN: Final = re.compile(rf"(?<![^\W_'’]){_UNIT}(?:{_LINK}{_UNIT}){{3,24}}", re.IGNORECASE)
_SURE: Final = re.compile(rf"(?<![^\W_]){_SURE_UNIT}", re.IGNORECASE)
_LETTER_SAID: Final = re.compile(rf"(?<![^\W_]){_SAID}(?![^\W_])", re.IGNORECASE)
_PHRASES: Final = Phrases(_WORDS)
_NEEDLES: Final = (
    " for ",
    " as in ",
    " like ",
    " wie ",
    " comme ",
    " come ",
    " como ",
    " de ",
    " van ",
    " von ",
    " di ",
)
_BEFORE, _REACH = 48, 480
_FEWEST_DIGITS: Final = 4


class SpelledCodes:
    """Runs of words that stand for letters and digits."""

    id = "spelled-code"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them."""
        starts = sorted(
            {match.start() for match in _PHRASES.finditer(text)}
            | {match.start() for match in near_needles(_LETTER_SAID, text, _NEEDLES)}
        )
        done = 0
        for start in starts:
            if start < done:
                continue
            done = start + 1
            for run in _RUN.finditer(text, max(0, start - _BEFORE), start + _REACH):
                if run.start() > start:
                    break
                if run.end() <= start:
                    continue
                done = run.end()
                if _spells(run[0]):
                    yield Hit(*run.span(), EntityType.OTHER_ID, 0.75, self.id)
                break


def _spells(run: str) -> bool:
    """Whether enough of a run stands for letters, and these are not the alphabet itself."""
    letters = [match[0][0].lower() for match in _SURE.finditer(run)]
    if len(letters) == 1 and sum(map(str.isdigit, run)) >= _FEWEST_DIGITS:
        return _LETTER_SAID.search(run) is not None  # "A as in apple, 8 8 3, 1 2 7"
    return len(letters) >= 2 and letters[:3] != ["a", "b", "c"] and len(set(letters)) > 1


RECOGNIZERS: tuple[Recognizer, ...] = (SpelledCodes(),)
