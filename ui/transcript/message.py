"""What every message in the transcript can do: focus, actions, a context menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QMenu, QWidget

from app.conversation import MessageStatus, Role
from ui.transcript.actions import Actions
from ui.transcript.answer import without_thoughts
from ui.transcript.details import Details
from ui.transcript.item import MessageView
from ui.transcript.look import Look
from ui.transcript.prose import TextBlock

ACTIONS = 32
"""Height of the row of actions, in pixels at 100 %."""
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


class MessageWidget(QWidget):
    """What the two kinds of message share: focus, actions, context menu, marks."""

    copied = Signal(str)
    link_clicked = Signal(str)
    resized = Signal()
    edit_asked = Signal(str)
    regenerate_asked = Signal(str)
    retry_asked = Signal(str)
    version_asked = Signal(str)
    became_current = Signal(str)

    def __init__(self, look: Look, item: MessageView, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.item = item
        self._actions: Actions | None = None
        self._hovered = False
        self._current = False
        self._ring = False
        self._actions_place = (0, 0, 0, False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def plain_text(self) -> str:
        """What "copy message" copies."""
        return without_thoughts(self.item.message.text)

    def lay_out(self, width: int) -> int:
        """Place everything in a column of that width and return the height, both in pixels."""
        raise NotImplementedError

    def show_item(self, item: MessageView) -> None:
        """Show other surroundings (versions, notice, being the last) of the same text."""
        self.item = item
        if self._actions is not None:
            self._actions.hide()
            self._actions.deleteLater()
            self._actions = None
        self.update_actions()

    def mark(self, words: str, line: int, column: int) -> int | None:
        """Mark words at a place of the source; return pixels from the top, or None."""
        raise NotImplementedError

    def wipe(self) -> None:
        """Empty every document now; the widgets follow when the event loop runs."""
        for block in self.findChildren(TextBlock):
            block.clear()

    def set_current(self, current: bool) -> None:
        """Let Tab come to this message and into it, or only the mouse."""
        if current == self._current:
            return
        self._current = current
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus)
        self.update_actions()

    def place_actions(self, left: int, top: int, width: int, *, at_end: bool) -> None:
        """Put the actions at the beginning or end of a row of that width, now and whenever they are made."""
        self._actions_place = (left, top, width, at_end)
        if self._actions is None:
            return
        hint = self._actions.sizeHint()
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = left + width - hint.width() if at_end is not rtl else left
        self._actions.setGeometry(x, top, hint.width(), hint.height())

    def _wants_actions(self) -> bool:
        if self.item.message.status is MessageStatus.STREAMING:
            return False
        inside = self._current and self.isAncestorOf(self.window().focusWidget() or self)
        return self._hovered or self.hasFocus() or inside or self.item.is_last or len(self.item.versions) > 1

    def update_actions(self) -> None:
        """Make, show or hide the actions as the moment asks."""
        wanted = self._wants_actions()
        if wanted and self._actions is None:
            self._actions = made = Actions(self.look, self.item, self)
            made.copy_asked.connect(lambda: self.copied.emit(self.plain_text))
            made.edit_asked.connect(lambda: self.edit_asked.emit(self.item.message.id))
            made.regenerate_asked.connect(lambda: self.regenerate_asked.emit(self.item.message.id))
            made.version_asked.connect(self.version_asked)
            made.details_asked.connect(self._on_details_asked)
            left, top, width, at_end = self._actions_place
            self.place_actions(left, top, width, at_end=at_end)
        if self._actions is not None:
            self._actions.setVisible(wanted)

    def _on_details_asked(self) -> None:
        message = self.item.message
        asked = message.exchange if message.role is Role.USER else self.item.asked
        if message.provenance is None and asked is None:
            return
        details = Details(self.look.theme, message.provenance, self, asked=asked)
        details.texts_wanted.connect(self._on_texts_wanted)
        details.adjustSize()
        anchor = self._actions.details if self._actions is not None and self._actions.isVisible() else self
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        screen = self.screen().availableGeometry()
        if corner.y() + details.height() > screen.bottom():
            corner.setY(anchor.mapToGlobal(QPoint(0, 0)).y() - details.height() - 4)
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - details.width())))
        details.move(corner)
        details.show()

    def _on_texts_wanted(self) -> None:
        from ui.review.exchange import ExchangeSheet  # seldom needed

        message = self.item.message
        is_question = message.role is Role.USER
        sent = message.exchange if is_question else self.item.asked
        parent = self.parentWidget() or self
        ExchangeSheet(self.look.theme, parent, sent, None if is_question else message.exchange).open()

    # events

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the actions."""
        self._hovered = True
        self.update_actions()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the actions again, unless something else keeps them."""
        self._hovered = False
        self.update_actions()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Become the current message; a ring only for the keyboard."""
        self._ring = event.reason() in _KEYBOARD
        self.became_current.emit(self.item.message.id)
        self.update_actions()
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self._ring = False
        self.update_actions()
        self.update()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the message with the usual key."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit(self.plain_text)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what the actions do."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        identity = self.item.message.id
        copy = menu.addAction(self.tr("Copy message"), lambda: self.copied.emit(self.plain_text))
        copy.setEnabled(bool(self.item.message.text.strip()))
        if self.item.message.status is not MessageStatus.STREAMING:
            if self.item.message.role is Role.USER:
                menu.addAction(self.tr("Edit"), lambda: self.edit_asked.emit(identity))
            else:
                menu.addAction(self.tr("Regenerate"), lambda: self.regenerate_asked.emit(identity))
            if self.item.message.provenance is not None:
                menu.addAction(self.tr("Details of this answer"), self._on_details_asked)
            elif self.item.message.role is Role.USER and self.item.message.exchange is not None:
                menu.addAction(self.tr("What left this computer"), self._on_details_asked)
        menu.popup(event.globalPos())

    def paint_ring(self, painter: QPainter) -> None:
        """Paint the focus ring, if the keyboard brought the focus."""
        if not self._ring:
            return
        theme = self.look.theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.px(10), theme.px(10))
