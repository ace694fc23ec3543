"""Where no window can open, Qt aborts with words about its plugins; here is what a person is told instead."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import qInstallMessageHandler

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType


@contextmanager
def told_without_one() -> Iterator[None]:
    """Within the block, end the program with words and code 1 where Qt finds no display and would abort.

    Qt cannot be asked beforehand (a display may be named and not be there, or refuse us), and what it calls
    in that moment cannot raise.
    """
    heard: list[str] = []

    def hear(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind.name != "QtFatalMsg":
            heard.append(f"{context.category}: {text}" if context.category else text)
            return
        lines = ["sotto: no window can open here. Qt says:", *(f"       {line.strip()}" for line in heard)]
        lines.append("The same assistant, with the same vault, talks in the terminal:  sotto chat")
        sys.stderr.write("\n".join(lines) + "\n")
        sys.stderr.flush()
        os._exit(1)  # the services end with this process

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
        sys.stderr.writelines(f"{line}\n" for line in heard)
