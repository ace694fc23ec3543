"""What a chat without messages shows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.flow import wrapping
from ui.kit import Kit
from ui.parts import button, column, label, picture, row

_GAP, _SIDE, _DOWN = 8, 24, 12


class EmptyState(QWidget):
    """Shown where there is no message: what this is, and three questions to begin with.

    Attributes:
        chosen: one of the questions.
    """

    chosen = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._title = title = label(self.tr("What is on your mind?"), role="title")
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text = text = label("", tone="second", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.show_route(is_local=True)
        self.questions = [
            self.tr("What is Sotto?"),
            self.tr("How do I lock Sotto?"),
            self.tr("How do I import a model?"),
        ]
        self.buttons = [
            button(question, kind="chip", on_click=partial(self.chosen.emit, question))
            for question in self.questions
        ]
        self._chips, self._mark = QWidget(), QWidget()
        self._chips.setLayout(column(wrapping(*self.buttons, is_centred=True), margins=(0, 20, 0, 0)))
        mark = picture(kit.theme, "sotto-mark", tone="accent", size=44)
        self._mark.setLayout(row(None, mark, None, margins=(0, 0, 0, 16)))
        inside = column(self._mark, title, text, self._chips, spacing=_GAP)
        self.setLayout(column(None, inside, None, margins=(_SIDE, _DOWN, _SIDE, _DOWN)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for: the mark first, what becomes of a question never."""
        super().resizeEvent(event)
        width, room = self.width() - 2 * _SIDE, self.height() - 2 * _DOWN
        for each in (self._text, self._title, self._chips, self._mark):
            needed = each.heightForWidth(width) if each.hasHeightForWidth() else each.sizeHint().height()
            room -= needed + _GAP
            each.setVisible(room + _GAP >= 0 or each is self._text)

    def show_route(self, *, is_local: bool, may_skim: bool = False) -> None:
        """Say what becomes of a question."""
        if is_local:
            text = self.tr("Everything you write is answered on this computer and kept encrypted.")
        elif may_skim:
            text = self.tr(
                "What is not doubtful leaves this computer redacted and without a look, as you chose in"
                " Settings. For everything else you decide."
            )
        else:
            text = self.tr("You see exactly what would leave this computer, and decide, before it does.")
        self._text.setText(text)
