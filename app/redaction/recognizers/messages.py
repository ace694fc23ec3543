"""Messages between firms and banks: what stands in which field of EDIFACT, X12 and SWIFT.

"RFF+CT:K-44182'", "NM1*IL*1*HALE*MARGARET****MI*W2204~", ":20:FT24072KL118", "/INV/7718-204",
"EREF+2024-44182 MREF+M-118". A qualifier is no label that anybody speaks, so the place decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.needs import matches_of

# EDIFACT: a segment ends with an apostrophe; "?" takes the meaning from the sign behind it.
_EDIFACT: Final = re.compile(
    r"(?<![^'\s])(?P<name>BGM|RFF|NAD|FII|DOC|CNI|EQD|GIR)\+(?P<rest>(?:[^'\n?]|\?.){2,400})'"
)
# X12: a tilde ends it, an asterisk stands between two elements.
_X12: Final = re.compile(
    r"(?<![^~\s])(?P<name>REF|NM1|CLM|TRN|SBR|BHT|BEG|BIG|N1|N3|DMG)\*(?P<rest>[^~\n]{2,400})~"
)
# Which element of a segment, and which component of it, holds what.
_IN_EDIFACT: Final = {
    "BGM": (2, 0, EntityType.OTHER_ID),
    "RFF": (1, 1, EntityType.OTHER_ID),
    "NAD": (2, 0, EntityType.OTHER_ID),
    "FII": (2, 0, EntityType.BANK_ACCT),
    "DOC": (2, 0, EntityType.OTHER_ID),
    "CNI": (2, 0, EntityType.OTHER_ID),
    "EQD": (2, 0, EntityType.OTHER_ID),
    "GIR": (2, 0, EntityType.OTHER_ID),
}
_IN_X12: Final = {
    "REF": {2: EntityType.OTHER_ID},
    "NM1": {3: EntityType.PERSON, 4: EntityType.PERSON, 5: EntityType.PERSON, 9: EntityType.OTHER_ID},
    "CLM": {1: EntityType.OTHER_ID},
    "TRN": {2: EntityType.OTHER_ID},
    "SBR": {3: EntityType.OTHER_ID},
    "BHT": {3: EntityType.OTHER_ID},
    "BEG": {3: EntityType.OTHER_ID},
    "BIG": {2: EntityType.OTHER_ID},
    "N1": {4: EntityType.OTHER_ID},
    "N3": {1: EntityType.ADDRESS, 2: EntityType.ADDRESS},
    "DMG": {2: EntityType.DOB},
}
_IN_WORDS: Final = frozenset({EntityType.PERSON, EntityType.ADDRESS})
# SWIFT: ":20:" is what the sender calls it, ":25:" the account, ":59:/" that of who is paid.
_CALLED: Final = re.compile(r"(?m:^):2[01][A-Z]?:([A-Z\d][A-Z\d/.+ -]{2,34})(?=[ \t]{0,4}(?:\r?\n|\Z))")
_ACCOUNT: Final = re.compile(
    r"(?m:^):(?:25|5\d)[A-Z]?:/{0,2}([A-Z\d][A-Z\d ./-]{4,40}\d)(?=[ \t]{0,4}(?:\r?\n|\Z))"
)
# ":61:2403120312D118,20NTRFINV-7718//B4072K": what the owner and the bank call a posting.
_POSTING: Final = re.compile(
    r"(?m:^):61:\d{6}(?:\d{4})?R?[CD][A-Z]?[\d,]{2,15}[NSF][A-Z\d]{3}([^\n/]{1,16})(?://([^\n/]{1,16}))?"
)
# What the lines of a statement name a reference by: "/INV/7718", "EREF+2024-44182".
_CODED: Final = re.compile(
    r"(?<![a-z/])/(?:INV|ROC|RFB|IPI|EREF|KREF|MARF|MREF|CSID|PREF|CINV|SINV|TRTP)/([^\s/][^\n/]{2,34})"
    r"|(?<![A-Z])(?:EREF|KREF|MREF|CRED|COAM|OAMT|PREF)\+([^\s+][^\n+]{2,40}?)"
    r"(?=[ ]?(?:[A-Z]{4}\+|\?\d\d|\n|\Z)|[ ]{2})"
)
_FEWEST: Final = 3
_OF_A_PERSON: Final = "1"


class Messages:
    """The numbers of somebody, and in X12 who that is, in messages of trade and of banks."""

    id = "message-field"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the fields."""
        yield from self._trade(text)
        yield from self._claims(text)
        for pattern, label in (
            (_CALLED, EntityType.OTHER_ID),
            (_ACCOUNT, EntityType.BANK_ACCT),
            (_POSTING, EntityType.OTHER_ID),
            (_CODED, EntityType.OTHER_ID),
        ):
            for match in matches_of(pattern, text):
                for group in (1, 2) if match.re.groups > 1 else (1,):
                    yield from self._number(text, *match.span(group), label)

    def _trade(self, text: str) -> Iterator[Hit]:
        """Yield what stands in the segments of EDIFACT."""
        for match in matches_of(_EDIFACT, text):
            elements = [match.start(), *_starts(text, *match.span("rest"), "+"), match.end()]
            which, part, label = _IN_EDIFACT[match["name"]]
            if which + 1 < len(elements):
                components = _starts(text, elements[which], elements[which + 1] - 1, ":")
                components.append(elements[which + 1])
                if part + 1 < len(components):
                    yield from self._number(text, components[part], components[part + 1] - 1, label)

    def _claims(self, text: str) -> Iterator[Hit]:
        """Yield what stands in the segments of X12."""
        for match in matches_of(_X12, text):
            values = match["rest"].split("*")
            named = match["name"] != "NM1" or _is_somebody(values)
            begin = match.start("rest")
            for which, value in enumerate(values, 1):
                label = _IN_X12[match["name"]].get(which)
                if label in _IN_WORDS:
                    if named and value:
                        yield Hit(begin, begin + len(value), label, 0.85, self.id)
                elif label is not None:
                    yield from self._number(text, begin, begin + len(value), label)
                begin += len(value) + 1

    def _number(self, text: str, start: int, end: int, label: EntityType) -> Iterator[Hit]:
        if sum(map(str.isdigit, text[start:end])) >= _FEWEST:
            yield Hit(start, end, label, 0.85, self.id)


def _is_somebody(values: list[str]) -> bool:
    """Whether who is named is a person, and no form of a message as manuals show it."""
    number = "".join(values[8:9])
    return values[1:2] == [_OF_A_PERSON] and (not number or any(map(str.isdigit, number)))


def _starts(text: str, start: int, end: int, sign: str) -> list[int]:
    """Return where the parts of a stretch begin that a sign parts; "?" before it makes it a letter."""
    found = [start]
    at = start
    while (at := text.find(sign, at, end)) >= 0:
        at += 1
        if text[at - 2] != "?":
            found.append(at)
    return found


RECOGNIZERS: tuple[Recognizer, ...] = (Messages(),)
