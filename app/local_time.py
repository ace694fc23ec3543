"""A moment as this computer's clock shows it."""

from __future__ import annotations

from datetime import UTC, datetime


def local_time(milliseconds: int, *, seconds: bool = False) -> str:
    """Return a time, in milliseconds since the epoch, in this computer's zone."""
    shown = "%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M"
    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone().strftime(shown)
