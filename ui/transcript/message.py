"""One message: the user's words in a bubble, or the model's answer with its header, marks and actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from app.conversation import MessageStatus, Role
from ui.transcript.actions import Actions
from ui.transcript.answer import without_thoughts
from ui.transcript.body import Body
from ui.transcript.details import Details
from ui.transcript.item import MessageView
from ui.transcript.leaves import Leaf
from ui.transcript.look import Look
from ui.transcript.prose import TextBlock

HEADER, ACTIONS, PROGRESS = 32, 34, 30
_PAD_SIDE, _PAD_DOWN = 16, 11
_LONG_LINES, _LONG_CHARACTERS = 16, 1_600
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
        self._update_actions()

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
        self._update_actions()

    def _place_actions(self, left: int, top: int, width: int, *, at_end: bool) -> None:
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

    def _update_actions(self) -> None:
        wanted = self._wants_actions()
        if wanted and self._actions is None:
            self._actions = made = Actions(self.look, self.item, self)
            made.copy_asked.connect(lambda: self.copied.emit(self.plain_text))
            made.edit_asked.connect(lambda: self.edit_asked.emit(self.item.message.id))
            made.regenerate_asked.connect(lambda: self.regenerate_asked.emit(self.item.message.id))
            made.version_asked.connect(self.version_asked)
            made.details_asked.connect(self._on_details_asked)
            left, top, width, at_end = self._actions_place
            self._place_actions(left, top, width, at_end=at_end)
        if self._actions is not None:
            self._actions.setVisible(wanted)

    def _on_details_asked(self) -> None:
        provenance = self.item.message.provenance
        if provenance is None:
            return
        details = Details(self.look.theme, provenance, self)
        details.adjustSize()
        anchor = self._actions.details if self._actions is not None and self._actions.isVisible() else self
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        screen = self.screen().availableGeometry()
        if corner.y() + details.height() > screen.bottom():
            corner.setY(anchor.mapToGlobal(QPoint(0, 0)).y() - details.height() - 4)
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - details.width())))
        details.move(corner)
        details.show()

    # events

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the actions."""
        self._hovered = True
        self._update_actions()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the actions again, unless something else keeps them."""
        self._hovered = False
        self._update_actions()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Become the current message; a ring only for the keyboard."""
        self._ring = event.reason() in _KEYBOARD
        self.became_current.emit(self.item.message.id)
        self._update_actions()
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self._ring = False
        self._update_actions()
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
        menu.addAction(self.tr("Copy message"), lambda: self.copied.emit(self.plain_text))
        if self.item.message.status is not MessageStatus.STREAMING:
            if self.item.message.role is Role.USER:
                menu.addAction(self.tr("Edit"), lambda: self.edit_asked.emit(identity))
            else:
                menu.addAction(self.tr("Answer again"), lambda: self.regenerate_asked.emit(identity))
            if self.item.message.provenance is not None:
                menu.addAction(self.tr("Details of this answer"), self._on_details_asked)
        menu.popup(event.globalPos())

    def _paint_ring(self, painter: QPainter) -> None:
        if not self._ring:
            return
        theme = self.look.theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.px(10), theme.px(10))


class QuestionWidget(MessageWidget):
    """The user's own words, as they were typed."""

    def __init__(self, look: Look, item: MessageView, parent: QWidget) -> None:
        super().__init__(look, item, parent)
        self._bubble = QRectF()
        self._text = TextBlock(look, self)
        self._text.copied.connect(self.copied)
        self._more: QPushButton | None = None
        self._folded = _is_long(item.message.text)
        if self._folded:
            self._more = QPushButton(self)
            self._more.setProperty("kind", "link")
            self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._more.clicked.connect(self._on_more)
        self._show_text()
        start = " ".join(item.message.text.split())[:80]
        self.setAccessibleName(self.tr("You, %1").replace("%1", start))
        self._text.setAccessibleName(self.tr("Your message"))
        self._update_actions()

    def lay_out(self, width: int) -> int:
        """See MessageWidget."""
        px = self.look.theme.px
        side, down = px(_PAD_SIDE), px(_PAD_DOWN)
        inner = min(width * 4 // 5, px(600)) - 2 * side
        self._text.lay_out(inner)
        inner = max(min(inner, self._text.natural_width() + 1), px(8))
        high = self._text.lay_out(inner)
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        more = 0
        if self._more is not None:
            hint = self._more.sizeHint()
            inner = max(inner, hint.width())
            more = hint.height() + px(4)
        wide = inner + 2 * side
        left = 0 if rtl else width - wide
        self._text.setGeometry(left + side, down, inner, high)
        if self._more is not None:
            hint = self._more.sizeHint()
            self._more.setGeometry(left + side - px(4), down + high + px(4), hint.width(), hint.height())
        self._bubble = QRectF(left, 0, wide, high + more + 2 * down)
        bottom = int(self._bubble.bottom())
        self._place_actions(0, bottom + px(4), width, at_end=True)
        return bottom + px(ACTIONS)

    def mark(self, words: str, line: int, column: int) -> int | None:
        """See MessageWidget."""
        if words and self._folded:
            self._on_more()
        found = self._text.mark(words, line, max(0, column - 1))
        return None if found is None else self._text.y() + found

    def set_current(self, current: bool) -> None:
        """See MessageWidget."""
        super().set_current(current)
        self._text.setFocusPolicy(Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bubble."""
        theme = self.look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("line2") if theme.tokens.name.startswith("high") else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("bubble"))
        radius = theme.px(16)
        painter.drawRoundedRect(self._bubble, radius, radius)
        self._paint_ring(painter)

    def _show_text(self) -> None:
        text = self.item.message.text
        if self._folded:
            lines = text[:_LONG_CHARACTERS].split("\n")[:_LONG_LINES]
            text = "\n".join(lines).rstrip() + "…"
        self._text.show_plain(text)
        if self._more is not None:
            characters = len(self.item.message.text)
            self._more.setText(
                self.tr("Show all (%n characters)", "", characters) if self._folded else self.tr("Show less")
            )

    def _on_more(self) -> None:
        self._folded = not self._folded
        self._show_text()
        self.resized.emit()


class AnswerWidget(MessageWidget):
    """The model's answer: who answered and where, the blocks, how it ended, what can be done."""

    def __init__(self, look: Look, item: MessageView, leaves: Sequence[Leaf], parent: QWidget) -> None:
        super().__init__(look, item, parent)
        self._progress: tuple[int, int] | None = None
        self._empty = not leaves
        self._body = Body(look, self)
        self._body.copied.connect(self.copied)
        self._body.link_clicked.connect(self.link_clicked)
        self._body.resized.connect(self.resized)
        self._note: _Note | None = None
        self._body.show_leaves(leaves, settled=item.message.status is not MessageStatus.STREAMING)
        self._update_name()
        self._update_note()
        self._update_actions()

    def show_leaves(self, leaves: Sequence[Leaf], first: int) -> None:
        """Show a growing answer; leaves before ``first`` are the same as before."""
        self._empty = not leaves
        self._body.show_leaves(leaves, first, settled=False)

    def finish(self, item: MessageView, leaves: Sequence[Leaf], first: int) -> None:
        """Show the end of an answer; leaves before ``first`` are the same as before."""
        self._progress = None
        self._empty = not leaves
        self._body.show_leaves(leaves, first, settled=True)
        self.show_item(item)

    def show_item(self, item: MessageView) -> None:
        """See MessageWidget."""
        super().show_item(item)
        self._update_name()
        self._update_note()
        self.update()

    def show_progress(self, done: int, total: int) -> None:
        """Show how much of the question the model has read, in tokens."""
        self._progress = (done, total)
        self.update(0, self.look.theme.px(HEADER), self.width(), self.look.theme.px(PROGRESS))

    def lay_out(self, width: int) -> int:
        """See MessageWidget."""
        px = self.look.theme.px
        top = px(HEADER)
        if self._empty and self._is_streaming:
            self._body.setGeometry(0, top, width, 0)
            return top + px(PROGRESS)
        high = self._body.lay_out(width)
        self._body.setGeometry(0, top, width, high)
        top += high
        if self._note is not None:
            top += px(10) if high else 0
            tall = self._note.lay_out(width)
            self._note.setGeometry(0, top, width, tall)
            top += tall
        self._place_actions(-px(5), top + px(6), width, at_end=False)
        return top + px(ACTIONS + 4)

    def mark(self, words: str, line: int, column: int) -> int | None:
        """See MessageWidget."""
        found = self._body.mark(words, line, column)
        return None if found is None else self._body.y() + found

    def set_current(self, current: bool) -> None:
        """See MessageWidget."""
        super().set_current(current)
        self._body.set_reachable(current)

    def wipe(self) -> None:
        """See MessageWidget."""
        super().wipe()
        self._body.wipe()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the header, and the progress while there is no text yet."""
        theme = self.look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if event.rect().top() <= theme.px(HEADER):
            self._paint_header(painter)
        if self._empty and self._is_streaming:
            self._paint_progress(painter)
        self._paint_ring(painter)

    @property
    def _is_streaming(self) -> bool:
        return self.item.message.status is MessageStatus.STREAMING

    @property
    def _model(self) -> str:
        provenance = self.item.message.provenance
        return (provenance.model if provenance is not None else "") or self.item.model or self.tr("Sotto")

    def _paint_header(self, painter: QPainter) -> None:
        theme = self.look.theme
        line = QRectF(0, 0, self.width(), theme.px(22))
        icon = theme.pixmap("sotto-mark", tone="accent", size=18)
        edge = theme.px(18)
        x = 0.0
        strong, weak = theme.font(13, weight=600), theme.font(12)
        where = self.tr("on this device")
        metrics = QFontMetrics(strong)
        room = self.width() - edge - QFontMetrics(weak).horizontalAdvance(where) - theme.px(24)
        name = metrics.elidedText(self._model, Qt.TextElideMode.ElideRight, room)
        parts = (
            (edge + theme.px(8), None, None, "accent"),
            (metrics.horizontalAdvance(name) + theme.px(8), strong, name, "text"),
            (QFontMetrics(weak).horizontalAdvance(where) + 2, weak, where, "text3"),
        )
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for wide, font, text, tone in parts:
            left = self.width() - x - wide if rtl else x
            if font is None or text is None:
                at = left + theme.px(8) if rtl else left
                painter.drawPixmap(int(at), int((line.height() - edge) / 2), icon)
            else:
                painter.setFont(font)
                painter.setPen(theme.colour(tone))
                side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
                painter.drawText(
                    QRectF(left, 0, wide, line.height()), side | Qt.AlignmentFlag.AlignVCenter, text
                )
            x += wide

    def _paint_progress(self, painter: QPainter) -> None:
        theme = self.look.theme
        top = theme.px(HEADER)
        text = self.tr("Starting…")
        share = 0.0
        if self._progress is not None and self._progress[1] > 0:
            share = min(1.0, self._progress[0] / self._progress[1])
            text = self.tr("Reading your question… %1 %").replace("%1", str(round(100 * share)))
        painter.setFont(theme.font(13))
        painter.setPen(theme.colour("text2"))
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(0, top, self.width(), theme.px(18)), side | Qt.AlignmentFlag.AlignTop, text)
        if share > 0:
            wide, high = theme.px(180), theme.px(3)
            y = top + theme.px(24)
            left = self.width() - wide if rtl else 0
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("line"))
            painter.drawRoundedRect(QRectF(left, y, wide, high), high / 2, high / 2)
            painter.setBrush(theme.colour("accent"))
            full = wide * share
            painter.drawRoundedRect(
                QRectF(left + (wide - full if rtl else 0), y, full, high), high / 2, high / 2
            )

    def _update_name(self) -> None:
        if self._is_streaming:
            name = self.tr("Sotto, answering")
        else:
            name = self.tr("Sotto, %1").replace("%1", " ".join(self.plain_text.split())[:80])
        self.setAccessibleName(name)

    def _update_note(self) -> None:
        if self._note is not None:
            self._note.hide()
            self._note.deleteLater()
            self._note = None
        marks = {
            MessageStatus.STOPPED: ("square", "second", self.tr("Stopped")),
            MessageStatus.INTERRUPTED: (
                "history",
                "warn",
                self.tr("Interrupted: Sotto closed while this was being written."),
            ),
            MessageStatus.FAILED: ("circle-alert", "bad", self.tr("The answer could not be finished.")),
        }
        mark = marks.get(self.item.message.status)
        if mark is None and self.item.notice is None:
            return
        icon, tone, text = mark or ("info", "second", "")
        status = self.item.message.status
        again = status in (MessageStatus.FAILED, MessageStatus.INTERRUPTED)
        self._note = _Note(self.look, icon, tone, self.item.notice or text, can_retry=again, parent=self)
        self._note.retried.connect(lambda: self.retry_asked.emit(self.item.message.id))
        self._note.show()


class _Note(QWidget):
    """How an answer ended, when not in the ordinary way; with a way on where there is one."""

    retried = Signal()

    def __init__(
        self, look: Look, icon: str, tone: str, text: str, *, can_retry: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        theme = look.theme
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        picture = QLabel(self)
        theme.set_icon(picture, icon, tone=tone, size=15)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QLabel(text, self)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setProperty("role", "small")
        words.setProperty("tone", tone)
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        if can_retry:
            retry = QPushButton(self.tr("Try again"), self)
            retry.setProperty("kind", "chip")
            retry.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            theme.set_icon(retry, "refresh-cw", size=14)
            retry.clicked.connect(self.retried)
            row.addWidget(retry, 0, Qt.AlignmentFlag.AlignVCenter)

    def lay_out(self, width: int) -> int:
        """Fit into a width and return the height, both in pixels."""
        return max(self._row.totalHeightForWidth(width), self._row.totalMinimumSize().height())


def make_message(
    look: Look, item: MessageView, leaves: Sequence[Leaf], parent: QWidget
) -> QuestionWidget | AnswerWidget:
    """Build the widget of a message; ``leaves`` matter for an answer only."""
    if item.message.role is Role.USER:
        return QuestionWidget(look, item, parent)
    return AnswerWidget(look, item, leaves, parent)


def not_last(item: MessageView) -> MessageView:
    """Return the item as one that others follow."""
    return replace(item, is_last=False)


def _is_long(text: str) -> bool:
    return len(text) > _LONG_CHARACTERS or text.count("\n") >= _LONG_LINES
