"""What the numbers that a state issues have in common.

A number that is only digits counts without a label where its check is strong (two check digits, a date
inside) or its punctuation is its own; otherwise a word has to vouch for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Lexicon, Shape, shape

# As BEGIN and END, but a comma may stand between two numbers: in a row of a table it parts cells.
_BEGIN: Final = r"(?<![^\W_])(?<![\d][-./])"
_END: Final = r"(?![^\W_])(?![-/.]\d)"
_ANY_ID_WORDS: Final = Lexicon(
    "id|id number|national id|identity|identification|personal number|tax id|tax number|taxpayer|tin|fiscal"
    "|citizen|ausweis|identité|identidad|identità|identiteit|identidade|documento|dokument"
)


def issued(
    rule: str,
    pattern: str,
    words: str,
    *,
    check: Callable[[str], bool] | None = None,
    label: EntityType = EntityType.NATIONAL_ID,
    alone: float = 0.0,
    checked: float = 0.0,
    near: float = 0.9,
    flags: int = 0,
) -> Shape:
    """Return the shape of a number with the words that announce it and the check that its issuer defines."""
    return shape(
        rule,
        label,
        _BEGIN + (f"(?:{pattern})" if "|" in pattern else pattern) + _END,
        flags=flags,
        alone=alone,
        near=near,
        checked=checked,
        check=check,
        lexicon=Lexicon(words),
        general=_ANY_ID_WORDS,
    )
