"""What a secret of a known format is worth: drawn at random rather than written as a sample."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Shape, shape

_PLACEHOLDER: Final = re.compile(
    r"example|your[-_ ]?|<|\$\{|\{\{|xxxx|XXXX|placeholder|redacted|dummy|\.\.\.\.|\*\*\*|0{12}"
    r"|1234567890abcdef1234567890|tokenhere|secret_?here|changeme|insert|_bot_token"
    r"|my[-_]?(?:token|key|secret)",
    re.IGNORECASE,
)
END: Final = r"(?![A-Za-z0-9])"
"""Behind a key: its run of letters and digits ends."""
BEGIN: Final = r"(?<![A-Za-z0-9])"
"""Before a key: its run begins."""


def entropy(value: str) -> float:
    """Return Shannon's entropy of the characters, in bits per character (0.0 for the empty text)."""
    length = len(value)
    return -sum(count / length * math.log2(count / length) for count in Counter(value).values())


def is_sample(value: str) -> bool:
    """Whether a value says itself that it only stands for one."""
    return _PLACEHOLDER.search(value) is not None


def is_real(value: str) -> bool:
    """Whether a value with a provider's shape looks drawn at random rather than written as a sample."""
    return not is_sample(value) and entropy(value) >= 2.4


def anything(_value: str) -> bool:
    """Whether a value is a secret where its surroundings leave no doubt: always."""
    return True


def known_format(
    rule: str,
    needles: str,
    pattern: str,
    *,
    score: float = 0.97,
    group: int = 0,
    flags: int = 0,
    check: Callable[[str], bool] = is_real,
) -> Shape:
    """Return the recogniser of one format.

    Args:
        rule: its name.
        needles: literals of which one must be in the text, apart by blanks; "" for none.
        pattern: the shape.
        score: worth of what passes the check.
        group: of the pattern, which is the secret.
        flags: of the pattern.
        check: tells a secret from a sample.
    """
    return shape(
        f"secret-{rule}",
        EntityType.SECRET,
        pattern,
        flags=flags,
        group=group,
        checked=score,
        check=check,
        needles=tuple(needles.split(" ")) if needles else (),
    )
