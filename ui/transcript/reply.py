"""The model's answer: its header, its blocks, how it ended."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.conversation import MessageStatus
from app.routing import Route
from ui.review.words import route_icon, route_name
from ui.transcript.body import Body
from ui.transcript.item import MessageView
from ui.transcript.leaves import Leaf
from ui.transcript.look import Look
from ui.transcript.message import ACTIONS, MessageWidget
from ui.transcript.note import Note

# The chip of an answer from elsewhere: its margins, its icon, and what is between icon and words.
_CHIP_MARGIN, _CHIP_ICON, _CHIP_SPACE = 8, 13, 4
_HEADER, _PROGRESS = 30, 30
# absolute: in a right-to-left window left and right would change places once more
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute


class AnswerWidget(MessageWidget):
    """The model's answer: who answered and where, the blocks, how it ended, what can be done."""

    def __init__(
        self, look: Look, item: MessageView, leaves: Sequence[Leaf], width: int, parent: QWidget
    ) -> None:
        super().__init__(look, item, parent)
        self._progress: tuple[int, int] | None = None
        self._empty = not leaves
        self._body = Body(look, width, self)
        self._body.copied.connect(self.copied)
        self._body.link_clicked.connect(self.link_clicked)
        self._body.resized.connect(self.resized)
        self._note: Note | None = None
        self._body.show_leaves(leaves, settled=item.message.status is not MessageStatus.STREAMING)
        self._update_name()
        self._update_note()
        self._flag()
        self.update_actions()

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
        self._flag()
        self.update()

    def show_progress(self, done: int, total: int) -> None:
        """Show how much of the question the model has read, in tokens."""
        self._progress = (done, total)
        self.update(0, self.look.theme.px(_HEADER), self.width(), self.look.theme.px(_PROGRESS))

    def lay_out(self, width: int) -> int:
        """See MessageWidget."""
        px = self.look.theme.px
        top = px(_HEADER)
        if self._empty and self._is_streaming:
            self._body.setGeometry(0, top, width, 0)
            return top + px(_PROGRESS)
        high = self._body.lay_out(width)
        self._body.setGeometry(0, top, width, high)
        top += high
        if self._note is not None:
            top += px(10) if high else 0
            tall = self._note.lay_out(width)
            self._note.setGeometry(0, top, width, tall)
            top += tall
        self.place_actions(-px(5), top + px(6), width, at_end=False)
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
        if event.rect().top() <= theme.px(_HEADER):
            self._paint_header(painter)
        if self._empty and self._is_streaming:
            self._paint_progress(painter)
        self.paint_ring(painter)

    def _flag(self) -> None:
        """Flag placeholders of an answer that this conversation never had."""
        exchange = self.item.message.exchange
        if not self._is_streaming:
            self._body.flag(exchange.unknown if exchange is not None else ())

    @property
    def route(self) -> Route:
        """How far the question travelled."""
        provenance = self.item.message.provenance
        if provenance is not None:
            return Route(provenance.route)
        return Route(self.item.asked.route) if self.item.asked is not None else Route.LOCAL

    @property
    def where(self) -> str:
        """Where it was answered, in words."""
        provenance = self.item.message.provenance
        if self.route is Route.LOCAL:
            return self.tr("on this device")
        provider = provenance.provider if provenance is not None else ""
        provider = provider or (self.item.asked.provider if self.item.asked is not None else "")
        return " · ".join(word for word in (route_name(self.route), provider) if word)

    @property
    def _is_streaming(self) -> bool:
        return self.item.message.status is MessageStatus.STREAMING

    @property
    def model(self) -> str:
        """The name in the heading: of what was asked for, also where the server has a longer one for it."""
        provenance, asked = self.item.message.provenance, self.item.asked
        wrote = provenance.model if provenance is not None else ""
        return (asked.model if asked is not None else "") or wrote or self.item.model or self.tr("Sotto")

    def _paint_header(self, painter: QPainter) -> None:
        theme = self.look.theme
        line = QRectF(0, 0, self.width(), theme.px(22))
        icon = theme.pixmap("sotto-mark", tone="accent", size=18)
        edge = theme.px(18)
        x = 0.0
        strong, weak = theme.font(13, weight=600), theme.font(12)
        is_local = self.route is Route.LOCAL
        metrics = QFontMetrics(strong)
        where = QFontMetrics(weak).elidedText(self.where, Qt.TextElideMode.ElideRight, self.width() // 2)
        beside = 0 if is_local else 2 * theme.px(_CHIP_MARGIN) + theme.px(_CHIP_ICON) + theme.px(_CHIP_SPACE)
        room = self.width() - edge - QFontMetrics(weak).horizontalAdvance(where) - theme.px(24) - beside
        name = metrics.elidedText(self.model, Qt.TextElideMode.ElideRight, room)
        parts = (
            (edge + theme.px(8), None, None, "accent"),
            (metrics.horizontalAdvance(name) + theme.px(8), strong, name, "text"),
            (QFontMetrics(weak).horizontalAdvance(where) + 2 + beside, weak, where, "text3"),
        )
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for wide, font, text, tone in parts:
            left = self.width() - x - wide if rtl else x
            if font is None or text is None:
                at = left + theme.px(8) if rtl else left
                painter.drawPixmap(int(at), int((line.height() - edge) / 2), icon)
            elif text is where and not is_local:
                self._paint_route(painter, QRectF(left, 0, wide, line.height()), text)
            else:
                painter.setFont(font)
                painter.setPen(theme.colour(tone))
                side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
                painter.drawText(QRectF(left, 0, wide, line.height()), side | _MIDDLE, text)
            x += wide

    def _paint_route(self, painter: QPainter, place: QRectF, text: str) -> None:
        """Paint the chip of an answer that came from elsewhere."""
        theme = self.look.theme
        chip = place.adjusted(0, theme.px(1), 0, -theme.px(1))
        painter.setPen(QPen(theme.colour("warn"), 1))
        painter.setBrush(theme.colour("warn_bg"))
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), chip.height() / 2, chip.height() / 2)
        icon = theme.pixmap(route_icon(self.route), tone="warn", size=_CHIP_ICON)
        edge, gap, space = theme.px(_CHIP_ICON), theme.px(_CHIP_MARGIN), theme.px(_CHIP_SPACE)
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = chip.right() - gap - edge if rtl else chip.left() + gap
        painter.drawPixmap(int(left), int(chip.center().y() - edge / 2), icon)
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("warn"))
        words = chip.adjusted(gap, 0, -(gap + edge + space), 0) if rtl else None
        words = words or chip.adjusted(gap + edge + space, 0, -gap, 0)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, side | _MIDDLE, text)

    def _paint_progress(self, painter: QPainter) -> None:
        theme = self.look.theme
        top = theme.px(_HEADER)
        text = self.tr("Starting…") if self.route is Route.LOCAL else self.tr("Waiting for the server…")
        share = 0.0
        if self._progress is not None and self._progress[1] > 0:
            share = min(1.0, self._progress[0] / self._progress[1])
            text = self.tr("Reading your question… %1 %").replace("%1", str(round(100 * share)))
        painter.setFont(theme.font(13))
        painter.setPen(theme.colour("text2"))
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(0, top, self.width(), theme.px(18)), side | _TOP, text)
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
        if self.route is not Route.LOCAL:
            name = f"{self.where}: {name}"
        self.setAccessibleName(name)

    def _update_note(self) -> None:
        if self._note is not None:
            self._note.hide()
            self._note.deleteLater()
            self._note = None
        marks = {
            MessageStatus.STOPPED: ("circle-stop", "second", self.tr("Stopped")),
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
        self._note = Note(self.look, icon, tone, self.item.notice or text, can_retry=again, parent=self)
        self._note.retried.connect(lambda: self.retry_asked.emit(self.item.message.id))
        self._note.show()
