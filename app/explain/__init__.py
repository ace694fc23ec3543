"""The words for every error and warning: what happened, and the next step.

Both front ends use them. Nothing here suggests anything that could destroy data. ``translate`` takes a
context and an English literal, as ``QCoreApplication.translate`` does, so that the same sentences can be
extracted for translation; the terminal leaves them as they are.
"""

from __future__ import annotations

from typing import Final

from app.errors import GateError
from app.explain import engine, services, vault
from app.explain.base import Explanation, Table, Translate, Words, as_it_is, readable_size, readable_wait
from app.gate.words import gate_sentences
from models.errors import SottoError

__all__ = ["Explanation", "Translate", "explain", "explain_warning", "readable_size", "readable_wait"]

_TABLE: Final[Table] = services.TABLE | vault.TABLE | engine.TABLE


def explain(error: SottoError, translate: Translate = as_it_is) -> Explanation:
    """Word an error.

    Args:
        error: any of the closed set; a subclass without words of its own gets those of its base.
        translate: context ("errors") and English sentence to the sentence in the user's language.
    """
    if isinstance(error, GateError):
        return Explanation(*gate_sentences(error, translate))
    words = Words(translate, error.facts)
    for kind in type(error).__mro__:
        if (worded := _TABLE.get(kind)) is not None:
            return worded(words)
    return _TABLE[SottoError](words)


def explain_warning(code: str, translate: Translate = as_it_is) -> Explanation | None:
    """Word one of the warnings that an unlock reports (``Unlocked.warnings``); None for an unknown code."""
    w = Words(translate, {})
    worded = vault.WARNINGS.get(code)
    return worded(w) if worded is not None else None
