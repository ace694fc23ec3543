"""A text word for word, read-only, with marks for what cannot be seen in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData
from PySide6.QtGui import QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from ui.review.invisible import Marks, counted_names
from ui.theme import Theme


class ExactText(QPlainTextEdit):
    """See the module. What is copied from it has no marks."""

    def __init__(self, theme: Theme, name: str, text: str, *, size: int) -> None:
        super().__init__()
        self._marks = Marks(theme)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setProperty("kind", "field")
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFont(theme.mono_font(size))
        self._marks.write(QTextCursor(self.document()), text, QTextCharFormat())
        self.setAccessibleDescription(self.unseen)

    @property
    def unseen(self) -> str:
        """What is marked, by name; "" for nothing."""
        characters = self._marks.characters
        if not characters:
            return ""
        return self.tr("Marked, because it cannot be seen: {names}").format(names=counted_names(characters))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the words as they are."""
        made = QMimeData()
        made.setText(self._marks.selected(self.textCursor()))
        return made

    def viewportEvent(self, event: QEvent) -> bool:
        """Name what a mark stands for."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._marks.show_hint(self, event)
            return True
        return super().viewportEvent(event)
