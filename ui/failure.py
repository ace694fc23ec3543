"""What did not work, what a retry could do about it, and whether the vault still takes anything."""

from __future__ import annotations

from dataclasses import dataclass

from app.errors import DatabaseDamaged, DiskFull, ReadOnly, StorageFailed, VaultReplaced
from models.errors import EngineCrashed, NotEnoughMemory

SMALLEST_CONTEXT = 512


@dataclass(frozen=True, slots=True)
class Failure:
    """Something did not work.

    Attributes:
        message_id: what a retry would answer again; None where there is nothing to retry.
        smaller_context: tokens that a retry may use instead; None where that would not help.
    """

    error: Exception
    message_id: str | None = None
    smaller_context: int | None = None


def smaller_context(error: Exception, *, loaded: int | None, chosen: int | None) -> int | None:
    """Return half of the context where less of it may help.

    Args:
        error: what went wrong.
        loaded: tokens of the model that is loaded.
        chosen: tokens that the settings ask for; None leaves it to the model.
    """
    if not isinstance(error, EngineCrashed | NotEnoughMemory):
        return None
    if isinstance(fits := error.facts.get("fits"), int) and fits >= SMALLEST_CONTEXT:
        return fits
    named = error.facts.get("context")
    current = (named if isinstance(named, int) and named else None) or loaded or chosen or 4096
    half = max(SMALLEST_CONTEXT, current // 2)
    return half if half < current else None


def has_stopped_writing(error: Exception) -> bool:
    """Whether the vault takes nothing more until it is locked and unlocked, if then."""
    match error:
        case StorageFailed():
            return error.facts.get("reason") != "memory"
        case VaultReplaced() | ReadOnly() | DatabaseDamaged():
            return True
        case _:
            return False


def keeps_words_out(error: Exception) -> bool:
    """Whether what is being written may not have got into the vault."""
    return isinstance(error, DiskFull) or has_stopped_writing(error)
