"""What is seen of a transcript: its widgets, their places, and messages that are written and finished."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolButton, QWidget

from app.conversation import MessageStatus, Role
from tests.ui import samples
from ui.transcript import MessageView, TranscriptView
from ui.transcript.message import MessageWidget
from ui.transcript.prose import TextBlock


def widgets(view: TranscriptView) -> dict[str, MessageWidget]:
    """The messages that have widgets, by id."""
    return {own.item.message.id: own for own in view.findChildren(MessageWidget) if own.isVisibleTo(view)}


def on_screen(view: TranscriptView) -> list[str]:
    """The messages that can be seen, from the top."""
    height = view.height()
    placed = [(own.mapTo(view, QPoint(0, 0)).y(), own) for own in widgets(view).values()]
    placed.sort(key=lambda pair: pair[0])
    return [own.item.message.id for y, own in placed if y < height and y + own.height() > 0]


def place(view: TranscriptView, message_id: str) -> int:
    """How far below the upper edge of the view a message begins."""
    return widgets(view)[message_id].mapTo(view, QPoint(0, 0)).y()


def streaming(number: int, text: str = "") -> MessageView:
    own = samples.message(number, Role.ASSISTANT, text, MessageStatus.STREAMING)
    return MessageView(own, is_last=True, model="Test")


def finished(number: int, text: str, status: MessageStatus = MessageStatus.COMPLETE) -> MessageView:
    return MessageView(samples.message(number, Role.ASSISTANT, text, status), is_last=True)


def text_of(widget: QWidget) -> str:
    return "\n".join(own.toPlainText() for own in widget.findChildren(TextBlock))


def action(widget: QWidget, name: str) -> QToolButton:
    return next(own for own in widget.findChildren(QToolButton) if own.accessibleName() == name)
