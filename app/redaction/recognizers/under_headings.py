"""Numbers at the ends of the lines of a list whose heading says of what: "Accounts to close:".

The heading is the label of every line; the words in a line say which of them it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.standing_words import COUNTED, announces

_HEADING: Final = re.compile(r"(?m:^)(?P<words>[^\W\d_][^\n:|{}=<>]{2,60}):[ \t]{0,3}\n")
_ITEM: Final = re.compile(
    r"[ \t]{0,6}(?:[-*•–·]|\d{1,2}[.)])[ \t]{1,3}(?P<words>[^\n\d|{}=<>]{0,48}?)[(]?"
    r"(?P<value>(?=[A-Z]{0,6}[-/ ]?\d)[A-Z\d](?:[A-Z\d]|[-/.](?=[A-Z\d])|[ ](?=\d)){4,27})[)]?"
    r"(?:[ \t]{1,3}\([^\n()]{1,40}\)|[ ][–-][ ][^\n]{1,60})?[ \t]{0,3}\.?(?=\n|\Z)\n?"
)
_WORD: Final = re.compile(r"[^\W\d_]{2,30}")
_PLURAL: Final = re.compile(r"(?:es|s|en|n|i|e)\Z")
_BANK: Final = re.compile(r"(?:account|konto|konten|compte|cuenta|cont[aoi]|rekening)", re.IGNORECASE)
_AMOUNT: Final = re.compile(
    r"\d{1,3}(?:[., ]\d{3})+\Z|(?:19|20)\d\d[-/.]?(?:0[1-9]|1[0-2])[-/.]?[0-3]\d\Z"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\Z"
)
_FEWEST_ITEMS, _FEWEST_DIGITS, _MOST = 2, 5, 40


class UnderHeadings:
    """Lists of numbers whose heading announces them."""

    id = "under-heading"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the number of each line of such a list."""
        for heading in _HEADING.finditer(text):
            if not any(_is_of_numbers(word[0].lower()) for word in _WORD.finditer(heading["words"])):
                continue
            items: list[tuple[int, int]] = []
            position = heading.end()
            while len(items) < _MOST and (item := _ITEM.match(text, position)) is not None:
                position = item.end()
                items.append(item.span("value"))
            if len(items) < _FEWEST_ITEMS:
                continue
            label = EntityType.BANK_ACCT if _BANK.search(heading["words"]) else EntityType.OTHER_ID
            for start, end in items:
                value = text[start:end]
                if sum(map(str.isdigit, value)) >= _FEWEST_DIGITS and not _AMOUNT.match(value):
                    yield Hit(start, end, label, 0.75, self.id, context=heading["words"][:40].lower())


def _is_of_numbers(word: str) -> bool:
    if word in COUNTED:
        return False
    return announces(word) or announces(_PLURAL.sub("", word)) or word in {"konten", "policies", "polizze"}


RECOGNIZERS: tuple[Recognizer, ...] = (UnderHeadings(),)
