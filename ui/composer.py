"""Where the user writes: a field that grows, the model, the route, and one button that sends or stops."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QPlainTextEdit, QWidget

from app.routing import Route
from models.files import ModelEntry
from ui.kit import Preferences
from ui.parts import column, label, picture, row, tool
from ui.route_chip import RouteChip, RouteChoice
from ui.theme import Theme, restyle

MAXIMUM_LINES = 8
COLUMN_WIDTH = 784
DRAFT_DELAY_MS = 800


class Editor(QPlainTextEdit):
    """A plain-text field of one to eight lines.

    Attributes:
        submitted: the key that sends was pressed.
        recalled: Up was pressed while it is empty.
        focused: whether it has the focus now.
    """

    submitted = Signal()
    recalled = Signal()
    focused = Signal(bool)

    def __init__(self, theme: Theme, preferences: Preferences) -> None:
        super().__init__()
        self._theme = theme
        self._preferences = preferences
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.fit())
        self.fit()

    def fit(self) -> None:
        """Take the height of the text, up to eight lines."""
        lines = max(1, int(self.document().size().height()))
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if lines > MAXIMUM_LINES
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        shown = min(lines, MAXIMUM_LINES)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * shown + 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send, begin a new line, or recall the last question."""
        key, modifiers = event.key(), event.modifiers()
        is_enter = key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if is_enter and (control or (self._preferences.now.enter_sends and not shift)):
            self.submitted.emit()
        elif key == Qt.Key.Key_Up and not self.toPlainText():
            self.recalled.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the frame."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the frame."""
        super().focusOutEvent(event)
        self.focused.emit(False)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text, not the addresses of dropped files."""
        return source.hasText() and not source.hasUrls()


class Composer(QWidget):
    """See the module.

    Attributes:
        submitted: the text to be asked.
        edited: (message id, text) of a new version of a question.
        stop_wanted: end the answer that is being written.
        draft_changed: the text, some time after the last key.
        recall_wanted: the last question shall be edited.
        edit_left: edit mode ended without sending.
        model_chosen: id of a model.
        import_wanted: import a model.
        models_wanted: show the page of models.
    """

    submitted = Signal(str)
    edited = Signal(str, str)
    stop_wanted = Signal()
    draft_changed = Signal(str)
    recall_wanted = Signal()
    edit_left = Signal()
    model_chosen = Signal(str)
    import_wanted = Signal()
    models_wanted = Signal()

    def __init__(self, theme: Theme, preferences: Preferences) -> None:
        super().__init__()
        self._theme = theme
        self._preferences = preferences
        self._editing: str | None = None
        self._kept = ""
        self._is_answering = False
        self._is_blocked = False
        self._models: list[ModelEntry] = []
        self._current = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_DELAY_MS)
        self._timer.timeout.connect(self.flush)
        self._saved = ""

        self.editor = Editor(theme, preferences)
        self.editor.setAccessibleName(self.tr("Message"))
        self.editor.textChanged.connect(self._on_text)
        self.editor.submitted.connect(self._submit)
        self.editor.recalled.connect(self._on_recall)

        self.model_chip = tool(
            theme, "cpu", self.tr("Model"), kind="chip", size=16, text=" ", on_click=self._show_models
        )
        self.route_chip = RouteChip(theme)
        self.hint = label("", role="caption", tone="muted")
        self.send = tool(
            theme, "arrow-up", self.tr("Send"), kind="send", tone="on_accent", on_click=self._on_button
        )
        self._edit_bar = self._make_edit_bar()
        self._frame = QFrame()
        self._frame.setObjectName("composer")
        self._frame.setLayout(
            column(
                self._edit_bar,
                self.editor,
                row(self.model_chip, self.route_chip, None, self.hint, self.send, spacing=6),
                spacing=8,
                margins=(16, 12, 10, 10),
            )
        )
        self._frame.setFocusProxy(self.editor)
        self.editor.focused.connect(self._set_active)
        outer = row(spacing=0, margins=(24, 4, 24, 12))
        outer.addStretch(1)
        outer.addWidget(self._frame, 50)
        outer.addStretch(1)
        self.setLayout(outer)
        self.setFocusProxy(self.editor)
        theme.changed.connect(self._fit)
        preferences.changed.connect(self._update)
        self.show_route(RouteChoice())
        self._fit()

    def _make_edit_bar(self) -> QWidget:
        self._leave_edit = tool(
            self._theme, "x", self.tr("Cancel editing"), size=14, keys="Esc", on_click=self.leave_edit
        )
        bar = QWidget()
        bar.setLayout(
            row(
                picture(self._theme, "pencil", tone="accent", size=14),
                label(self.tr("Editing: the old version is kept"), role="small", tone="accent"),
                None,
                self._leave_edit,
                spacing=8,
            )
        )
        bar.hide()
        return bar

    # --- text -----------------------------------------------------------------------------------

    def text(self) -> str:
        """Return what is written."""
        return self.editor.toPlainText()

    def set_text(self, text: str) -> None:
        """Replace what is written, without history and without saving it."""
        self._timer.stop()
        self._saved = text
        self.editor.setPlainText(text)
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        self._timer.stop()
        self._update()

    def clear(self) -> None:
        """Forget what is written, its undo history included."""
        self._end_edit(keep="")
        self.set_text("")

    def flush(self) -> None:
        """Hand out the draft now if it is newer than the last one."""
        self._timer.stop()
        if self._editing is None and self.text() != self._saved:
            self._saved = self.text()
            self.draft_changed.emit(self._saved)

    @property
    def unsaved_draft(self) -> str | None:
        """What would be lost by a lock now; None when the vault has it."""
        text = self.text()
        return text if text != self._saved and text.strip() else None

    @property
    def unsent(self) -> str:
        """All that is written here: while a question is edited, what comes back afterwards, too."""
        texts = (self._kept, self.text()) if self._editing is not None else (self.text(),)
        return "\n\n".join(text for text in texts if text.strip())

    def _on_text(self) -> None:
        if self._editing is None:
            self._timer.start()
        self._update()

    def _submit(self) -> None:
        text = self.text()
        if not text.strip() or self._is_answering or self._is_blocked:
            return
        self._timer.stop()
        if self._editing is not None:
            self.edited.emit(self._editing, text)
        else:
            self.submitted.emit(text)

    def _on_button(self) -> None:
        self.editor.setFocus()  # the button is off afterwards, and who clicked it goes on to write
        if self._is_answering:
            self.stop_wanted.emit()
        else:
            self._submit()

    def _on_recall(self) -> None:
        if not self._is_answering:
            self.recall_wanted.emit()

    # --- editing a question ---------------------------------------------------------------------

    @property
    def editing(self) -> str | None:
        """Id of the question that is being edited."""
        return self._editing

    def begin_edit(self, message_id: str, text: str) -> None:
        """Edit a question; what was being written comes back afterwards."""
        self.flush()
        if self._editing is None:
            self._kept = self.text()
        self._editing = message_id
        self._edit_bar.show()
        self.set_text(text)
        self.editor.setFocus()

    def leave_edit(self) -> None:
        """End edit mode and bring back what was being written."""
        if self._editing is not None:
            self._end_edit(keep=self._kept)
            self.edit_left.emit()
            self.editor.setFocus()

    def _end_edit(self, *, keep: str) -> None:
        if self._editing is not None:
            self._editing, self._kept = None, ""
            self._edit_bar.hide()
            self.set_text(keep)

    # --- state ----------------------------------------------------------------------------------

    def set_state(self, *, is_answering: bool, is_blocked: bool, is_sending: bool) -> None:
        """Show what is under way.

        Args:
            is_answering: the button stops an answer in this conversation.
            is_blocked: another conversation is being answered.
            is_sending: the question is on its way into the vault; it must not change.
        """
        self._is_answering, self._is_blocked = is_answering, is_blocked
        self.editor.setReadOnly(is_sending)
        self._update()

    def show_route(self, choice: RouteChoice, *, may_skim: bool = False) -> None:
        """Show where the next question goes, and whether it may go there without a look."""
        self.route_chip.show_choice(choice, may_skim=may_skim)
        self.model_chip.setVisible(choice.route is Route.LOCAL)
        if choice.route is Route.LOCAL:
            promise = self.tr("Ask anything; it stays on this computer")
        elif may_skim:
            promise = self.tr("Ask anything; what is not doubtful is sent without a look")
        else:
            promise = self.tr("Ask anything; you see what leaves before it does")
        self.editor.setPlaceholderText(promise)
        self.editor.viewport().update()  # Qt paints it anew only where there was none
        self._update()

    def set_models(self, models: list[ModelEntry], current: ModelEntry | None) -> None:
        """Take the models that can be chosen."""
        self._models = models
        name = current.name if current is not None else self.tr("No model")
        shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, self._theme.px(190))
        self.model_chip.setText(f" {shown}  ▾")
        self.model_chip.setAccessibleName(self.tr("Model: {name}").format(name=name))
        self.model_chip.setToolTip(self.tr("Model: {name}. Choose another one.").format(name=name))
        self._current = current.id if current is not None else ""

    def _show_models(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for entry in self._models:
            text = (
                self.tr("{name} (tiny, built in)").format(name=entry.name) if entry.embedded else entry.name
            )
            action = menu.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(entry.id == self._current)
            action.triggered.connect(lambda _checked, chosen=entry.id: self.model_chosen.emit(chosen))
        menu.addSeparator()
        menu.addAction(self._theme.icon("file-input", size=16), self.tr("Import model…")).triggered.connect(
            lambda _checked: self.import_wanted.emit()
        )
        menu.addAction(self._theme.icon("hard-drive-download", size=16), self.tr("Models")).triggered.connect(
            lambda _checked: self.models_wanted.emit()
        )
        corner = self.model_chip.mapToGlobal(self.model_chip.rect().topLeft())
        menu.popup(corner - menu.rect().topLeft() - type(corner)(0, menu.sizeHint().height() + 4))

    def _set_active(self, is_active: bool) -> None:
        self._frame.setProperty("active", is_active)
        restyle(self._frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the hint out where there is no room for it."""
        super().resizeEvent(event)
        self._update()

    def _fit(self) -> None:
        self._frame.setMaximumWidth(self._theme.px(COLUMN_WIDTH))
        self.editor.setFont(self._theme.body_font())
        self.editor.viewport().setFont(self._theme.body_font())  # the placeholder is painted with this one
        self.editor.fit()
        self._update()

    def _update(self) -> None:
        if self._is_answering:
            self._theme.set_icon(self.send, "square", tone="on_accent", size=18)
            self.send.setAccessibleName(self.tr("Stop the answer"))
            self.send.setToolTip(self.tr("Stop the answer (Esc)"))
            self.send.setEnabled(True)
        else:
            self._theme.set_icon(self.send, "arrow-up", tone="on_accent", size=18)
            self.send.setAccessibleName(self.tr("Send"))
            self.send.setToolTip(self.tr("Send"))
            self.send.setEnabled(bool(self.text().strip()) and not self._is_blocked)
        if self._preferences.now.enter_sends:
            self.hint.setText(self.tr("Enter sends, Shift+Enter makes a new line"))
        else:
            self.hint.setText(self.tr("Ctrl+Enter sends"))
        self.hint.setVisible(self.width() > self._theme.px(640))
