"""Codes to get back in with, below a heading that speaks of them: "Bitwarden emergency: 6apq-c11l-365q-04ga".

What ``tokens`` finds stands right behind its word. On a sheet of such codes each line has its own name, and
only the heading says what they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.needs import matches_of
from app.redaction.recognizers.secret_values import entropy

_HEADING: Final = re.compile(
    r"(?i)(?<![^\W_])(?:(?:recovery|back-?up|rescue|scratch|emergency|2fa|mfa|two-factor)[ -]"
    r"(?:codes?|keys?|sheet|kit|card|list)|(?:wiederherstellungs|notfall|backup|reserve)-?(?:codes?"
    r"|schlüssel|blatt)"
    r"|codes?[ ]de[ ](?:secours|récupération)|códigos?[ ]de[ ](?:recuperación|respaldo|recuperação"
    r"|emergência)"
    r"|codici[ ]di[ ](?:recupero|backup|emergenza)|herstelcodes?|noodcodes?)(?![^\W_])"
)
_REACH: Final = 400
_GROUPED: Final = re.compile(
    r"(?<![\w-])(?:[a-z\d]{4,6}(?:-[a-z\d]{4,6}){2,7}|[A-Z\d]{4,6}(?:-[A-Z\d]{4,6}){2,7})(?![\w-])"
)
_PAIRS: Final = re.compile(
    r"(?<![\d-])\d{4}[ -]\d{4}(?:[ ]{0,2}[,;/|\n][ ]{0,4}\d{4}[ -]\d{4}){1,15}(?![\d-])"
)
_FEWEST: Final = 3
_LEAST_ENTROPY: Final = 2.8


class RecoveryCodes:
    """The codes of a sheet."""

    id = "secret-recovery-code"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the codes."""
        done = 0
        for heading in matches_of(_HEADING, text):
            first, last = max(done, heading.end()), min(len(text), heading.end() + _REACH)
            for code in _GROUPED.finditer(text, first, last):
                if _is_drawn(code[0]):
                    yield Hit(*code.span(), EntityType.SECRET, 0.72, self.id, context="recovery code")
            for pairs in _PAIRS.finditer(text, first, last):
                yield Hit(*pairs.span(), EntityType.SECRET, 0.72, self.id, context="recovery code")
            done = max(done, last)


def _is_drawn(code: str) -> bool:
    """Whether groups are drawn: letters and digits mixed, unlike words with hyphens or a date."""
    digits = sum(map(str.isdigit, code))
    return (
        digits >= _FEWEST
        and sum(map(str.isalpha, code)) >= _FEWEST
        and entropy(code.replace("-", "")) > _LEAST_ENTROPY
    )


RECOGNIZERS: tuple[Recognizer, ...] = (RecoveryCodes(),)
