"""How likely quasi-identifiers point at somebody together: pure, for the review window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from app.redaction.findings import QuasiIdentifier

Risk = Literal["none", "some", "high"]

_TELLING_KINDS: Final = 3


def risk(quasi: Sequence[QuasiIdentifier]) -> Risk:
    """Say how likely these point at somebody together.

    "high" for three different kinds, or for one that is rare in itself; "none" says only that nothing of what
    we look for was found.
    """
    if not quasi:
        return "none"
    if any(one.rare for one in quasi) or len({one.kind for one in quasi}) >= _TELLING_KINDS:
        return "high"
    return "some"
