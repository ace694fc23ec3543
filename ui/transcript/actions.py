"""What can be done with a message: the row of small buttons under it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from app.conversation import Role
from ui.parts import ToolButton
from ui.transcript.item import MessageView
from ui.transcript.look import Look


class Actions(QWidget):
    """Copy, edit or regenerate, the versions, and the details of one message."""

    copy_asked = Signal()
    edit_asked = Signal()
    regenerate_asked = Signal()
    details_asked = Signal()
    version_asked = Signal(str)

    def __init__(self, look: Look, item: MessageView, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.theme.px(2))
        self._row = row
        if item.message.role is Role.USER:
            self._add("pencil", self.tr("Edit"), self.edit_asked.emit)
            if item.message.exchange is not None:
                self.details = self._add("info", self.tr("What left this computer"), self.details_asked.emit)
        self._copy: QToolButton | None = None
        if item.message.text.strip():  # an empty copy would only take away what was copied before
            self._copy = self._add("copy", self.tr("Copy message"), self._on_copy)
        if item.message.role is Role.ASSISTANT:
            self._add("refresh-cw", self.tr("Regenerate"), self.regenerate_asked.emit)
            if item.message.provenance is not None:
                self.details = self._add("info", self.tr("Details of this answer"), self.details_asked.emit)
        self._add_versions(item)

    @property
    def buttons(self) -> list[QToolButton]:
        """All buttons, in reading order."""
        return self.findChildren(QToolButton)

    def _add_versions(self, item: MessageView) -> None:
        if len(item.versions) < 2 or item.message.id not in item.versions:
            return
        at = item.versions.index(item.message.id)
        self._row.addSpacing(self._look.theme.px(4))
        self._step("chevron-left", self.tr("Previous version"), item.versions[at - 1] if at else None)
        place = QLabel(f"{at + 1}/{len(item.versions)}", self)
        place.setProperty("role", "caption")
        place.setProperty("tone", "second")
        place.setAccessibleName(
            self.tr("Version %1 of %2").replace("%1", str(at + 1)).replace("%2", str(len(item.versions)))
        )
        self._row.addWidget(place)
        following = item.versions[at + 1] if at + 1 < len(item.versions) else None
        self._step("chevron-right", self.tr("Next version"), following)

    def _step(self, icon: str, name: str, target: str | None) -> None:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            icon = {"chevron-left": "chevron-right", "chevron-right": "chevron-left"}[icon]
        button = self._add(icon, name, lambda: self.version_asked.emit(target), kind="version")
        button.setEnabled(target is not None)

    def _add(self, icon: str, name: str, asked: object, *, kind: str = "icon") -> QToolButton:
        button = ToolButton(self)
        button.setProperty("kind", kind)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._look.theme.set_icon(button, icon, size=16)
        button.clicked.connect(asked)
        self._row.addWidget(button)
        return button

    def _on_copy(self) -> None:
        self.copy_asked.emit()
        button = self._copy
        if button is not None:
            self._look.theme.set_icon(button, "check", tone="ok", size=16)
            QTimer.singleShot(1600, button, lambda: self._look.theme.set_icon(button, "copy", size=16))
