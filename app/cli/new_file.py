"""A file of the user's own that a command writes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from app.errors import UsageRefused


def write_new(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file that nobody else may read; it is there whole or not at all.

    Raises:
        UsageRefused: reason "output-exists" or "output-not-writable".
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise UsageRefused(reason="output-exists") from error
    except OSError as error:
        raise UsageRefused(reason="output-not-writable") from error
    is_whole = False
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(chunks)
        is_whole = True
    except OSError as error:
        raise UsageRefused(reason="output-not-writable") from error
    finally:
        if not is_whole:
            path.unlink(missing_ok=True)
