"""All keys in one table: the window binds them, the sheet shows them, tool tips name them."""

from __future__ import annotations

from typing import Literal

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

Where = Literal["window", "chat", "shown only"]


class Shortcut(msgspec.Struct, frozen=True):
    """A key and what it does.

    Attributes:
        name: by which the window binds it.
        keys: in Qt's portable form, first the one that is shown.
        group: heading in the sheet.
        where: "chat" binds it on that page only, so that Escape means other things elsewhere; "shown only"
            where a widget handles the key itself.
    """

    name: str
    keys: tuple[str, ...]
    text: str
    group: str
    where: Where = "window"

    @property
    def shown(self) -> str:
        """The key as it is written on this system."""
        return QKeySequence(self.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)


def shortcuts() -> list[Shortcut]:
    """Return the table in the user's language, in the order of the sheet."""
    translate = QCoreApplication.translate
    chats, writing = translate("shortcuts", "Chats"), translate("shortcuts", "Writing")
    window, answers = translate("shortcuts", "Window"), translate("shortcuts", "Answers")
    review = translate("shortcuts", "Review of what leaves")
    return [
        Shortcut("new", ("Ctrl+N",), translate("shortcuts", "New chat"), chats),
        Shortcut("search", ("Ctrl+K", "Ctrl+Shift+F"), translate("shortcuts", "Search all chats"), chats),
        Shortcut("next", ("Ctrl+PgDown", "Ctrl+Tab"), translate("shortcuts", "Next chat"), chats),
        Shortcut("previous", ("Ctrl+PgUp", "Ctrl+Shift+Tab"), translate("shortcuts", "Previous chat"), chats),
        Shortcut("rename", ("F2",), translate("shortcuts", "Rename the chat"), chats),
        Shortcut(
            "trash",
            ("Del",),
            translate("shortcuts", "Delete the chosen chat (into the trash)"),
            chats,
            "shown only",
        ),
        Shortcut(
            "choose",
            ("Shift+Down",),
            translate("shortcuts", "Choose several chats (or click with Ctrl or Shift)"),
            chats,
            "shown only",
        ),
        Shortcut(
            "undo",
            ("Ctrl+Z",),
            translate("shortcuts", "Take back a move or a deletion (in the list, while it is offered)"),
            chats,
            "shown only",
        ),
        Shortcut(
            "send",
            ("Return",),
            translate("shortcuts", "Send (changeable in Settings)"),
            writing,
            "shown only",
        ),
        Shortcut(
            "send-always", ("Ctrl+Return",), translate("shortcuts", "Send, always"), writing, "shown only"
        ),
        Shortcut("line", ("Shift+Return",), translate("shortcuts", "New line"), writing, "shown only"),
        Shortcut(
            "edit",
            ("Up",),
            translate("shortcuts", "Edit the last question (field empty)"),
            writing,
            "shown only",
        ),
        Shortcut("write", ("Ctrl+I",), translate("shortcuts", "Go to the message field"), writing),
        Shortcut("route", ("Ctrl+Shift+R",), translate("shortcuts", "Choose the route"), writing),
        Shortcut(
            "stop", ("Esc",), translate("shortcuts", "Stop the answer, or cancel editing"), answers, "chat"
        ),
        Shortcut("copy-answer", ("Ctrl+Shift+C",), translate("shortcuts", "Copy the last answer"), answers),
        Shortcut("copy-code", ("Ctrl+Shift+;",), translate("shortcuts", "Copy the last code block"), answers),
        Shortcut("regenerate", ("Ctrl+R",), translate("shortcuts", "Regenerate the last answer"), answers),
        Shortcut("review-next", ("N",), translate("shortcuts", "Next place"), review, "shown only"),
        Shortcut("review-previous", ("P",), translate("shortcuts", "Previous place"), review, "shown only"),
        Shortcut(
            "review-redact", ("R",), translate("shortcuts", "Redact it everywhere"), review, "shown only"
        ),
        Shortcut("review-keep", ("K",), translate("shortcuts", "Keep it everywhere"), review, "shown only"),
        Shortcut(
            "review-redact-one",
            ("Shift+R",),
            translate("shortcuts", "Redact only this place"),
            review,
            "shown only",
        ),
        Shortcut(
            "review-keep-one",
            ("Shift+K",),
            translate("shortcuts", "Keep only this place"),
            review,
            "shown only",
        ),
        Shortcut("lock", ("Ctrl+L",), translate("shortcuts", "Lock"), window),
        Shortcut("sidebar", ("Ctrl+B",), translate("shortcuts", "Show or hide the sidebar"), window),
        Shortcut("pane", ("F6",), translate("shortcuts", "Next part of the window"), window),
        Shortcut("pane-back", ("Shift+F6",), translate("shortcuts", "Previous part of the window"), window),
        Shortcut("settings", ("Ctrl+,",), translate("shortcuts", "Settings"), window),
        Shortcut("larger", ("Ctrl+=", "Ctrl++"), translate("shortcuts", "Larger text"), window),
        Shortcut("smaller", ("Ctrl+-",), translate("shortcuts", "Smaller text"), window),
        Shortcut("normal", ("Ctrl+0",), translate("shortcuts", "Normal text"), window),
        Shortcut("shortcuts", ("Ctrl+/", "F1"), translate("shortcuts", "This list"), window),
        Shortcut("quit", ("Ctrl+Q",), translate("shortcuts", "Lock and quit"), window),
    ]
