"""The models: what each is and needs, importing one from a file, choosing, removing."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from app.explain import Explanation, readable_size
from models.cancel import CancelToken
from models.files import FileState, ModelEntry
from models.hardware import MemoryGauge
from ui.dialogs import Sheet
from ui.kit import Kit
from ui.page import Page
from ui.parts import button, column, drop, fill, icon_button, label, picture, row

SUFFIX = ".gguf"


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What the page shows."""

    entries: list[ModelEntry]
    states: dict[str, FileState]
    free: int | None


class ModelsPage(Page):
    """See the module.

    Attributes:
        chosen: id of a model to answer with.
        changed: the list is another.
    """

    chosen = Signal(str)
    changed = Signal()
    _advanced = Signal(str, float)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme, title="")
        self.set_title(self.tr("Models"))
        self.setAcceptDrops(True)
        self._kit = kit
        self._cancel: CancelToken | None = None
        self._current = ""
        self.importer = icon_button(
            kit.theme,
            "file-input",
            self.tr("Import model…"),
            kind="primary",
            tone="on_accent",
            on_click=self.choose_file,
        )
        self.add_to_header(self.importer)
        self._cards = QVBoxLayout()
        fill(self._cards, (), spacing=12, margins=(0, 0, 0, 0))
        hint = label(
            self.tr(
                "A model is one GGUF file. Download one where you like, for instance in your browser, and"
                " import it here or drop it on this page. Sotto checks it in a process of its own, notes its"
                " fingerprint, and never sends it anywhere."
            ),
            tone="second",
            wrap=True,
        )
        self.progress = self._make_progress()
        self.add(hint, self.progress, self._cards)
        self._advanced.connect(self._on_advanced)

    def _make_progress(self) -> QFrame:
        self._stage = label("", role="h2")
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the import"))
        self.cancel_button = button(self.tr("Cancel"), on_click=self.cancel)
        box = QFrame()
        box.setProperty("kind", "card")
        line = row(
            column(self._stage, self._bar, spacing=10),
            self.cancel_button,
            spacing=20,
            margins=(18, 14, 14, 14),
        )
        line.setStretch(0, 1)
        box.setLayout(line)
        box.hide()
        return box

    # --- the list -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look at the files again."""
        assistant = self._kit.assistant

        def work() -> _Shelf:
            entries = assistant.models()
            states = {entry.id: assistant.model_state(entry) for entry in entries}
            with contextlib.closing(MemoryGauge()) as gauge:
                return _Shelf(entries, states, gauge.available())

        self._kit.runner.run(work, lane="io", on_done=self._show, on_error=self.fail)

    def show_current(self, current: ModelEntry | None) -> None:
        """Take the model that answers, and look at the files again."""
        self._current = current.id if current is not None else ""
        self.refresh()

    def _show(self, shelf: _Shelf) -> None:
        focused = self.focusWidget()
        had_focus = isinstance(focused, QWidget) and isinstance(focused.parentWidget(), ModelCard)
        drop(self._cards)
        for entry in shelf.entries:
            self._cards.addWidget(ModelCard(self, entry, shelf.states.get(entry.id, "ready"), shelf.free))
        if had_focus and self.isVisible():
            self.importer.setFocus()

    @property
    def current_id(self) -> str:
        """Id of the model that answers."""
        return self._current

    def remove(self, entry: ModelEntry, state: FileState) -> None:
        """Ask, then take a model off the list."""
        sheet = RemoveSheet(self._kit, self, entry, state, is_current=entry.id == self._current)
        sheet.removed.connect(self.changed)
        sheet.failed.connect(self.fail)
        sheet.open()

    # --- importing ------------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Let the user choose a file; nothing of it is read by the window."""
        dialog = QFileDialog(self, self.tr("Import a model"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("GGUF models (*.gguf)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self.offer)
        dialog.open()

    def offer(self, path: str) -> None:
        """Ask how to import a file."""
        if self._cancel is not None:
            return
        sheet = ImportSheet(self._kit, self, path)
        sheet.confirmed.connect(lambda wants_copy: self.import_file(path, wants_copy=wants_copy))
        sheet.open()

    def import_file(self, path: str, *, wants_copy: bool) -> None:
        """Check a file in a process of its own and put it on the list."""
        self.banners.clear()
        self._cancel = token = CancelToken()
        self._on_advanced("checking", 0.0)
        self.progress.show()
        self.importer.setEnabled(False)
        self.cancel_button.setFocus()
        self._kit.runner.run(
            lambda: self._kit.assistant.import_model(
                path, copy=wants_copy, progress=self._advanced.emit, cancel=token
            ),
            lane="io",
            on_done=self._on_imported,
            on_error=self._on_failed,
        )

    def cancel(self) -> None:
        """End the import; nothing half-made stays."""
        if self._cancel is not None:
            self._cancel.cancel()

    def _on_advanced(self, stage: str, fraction: float) -> None:
        words = {"copying": self.tr("Copying the model…")}
        self._stage.setText(words.get(stage, self.tr("Checking the model and taking its fingerprint…")))
        self._bar.setValue(round(fraction * 1000))

    def _end(self) -> None:
        self._cancel = None
        owner = self.window().focusWidget()
        had_focus = owner is not None and self.progress.isAncestorOf(owner)
        self.importer.setEnabled(True)
        if had_focus:
            self.importer.setFocus()
        self.progress.hide()

    def _on_imported(self, entry: ModelEntry | None) -> None:
        self._end()
        if entry is None:
            self.banners.say("import", Explanation(self.tr("The import was cancelled."), ""), tone="info")
            return
        self.banners.say(
            "import",
            Explanation(self.tr("{name} is imported.").format(name=entry.name), ""),
            tone="ok",
            actions=((self.tr("Answer with it"), lambda: self._use(entry.id)),),
        )
        self.changed.emit()

    def _use(self, model_id: str) -> None:
        self.banners.clear()
        self.chosen.emit(model_id)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.fail(error)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one local model file."""
        if _dropped(event) is not None and self._cancel is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Offer to import what was dropped."""
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.offer(path)


def _dropped(event: QDropEvent) -> str | None:
    urls = event.mimeData().urls()
    if len(urls) == 1 and urls[0].isLocalFile() and urls[0].toLocalFile().lower().endswith(SUFFIX):
        return urls[0].toLocalFile()
    return None


class ModelCard(QFrame):
    """One model."""

    def __init__(self, page: ModelsPage, entry: ModelEntry, state: FileState, free: int | None) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._entry = entry
        theme = page.theme
        is_current = entry.id == page.current_id
        title = row(
            picture(theme, "cpu", tone="accent" if is_current else "text2", size=20),
            label(entry.name, role="h2", wrap=True),
            spacing=10,
        )
        title.setStretch(1, 1)
        if is_current:
            title.addWidget(picture(theme, "check", tone="accent", size=16))
            title.addWidget(label(self.tr("Answers now"), role="small", tone="accent"))
        whole = column(title, spacing=8, margins=(18, 16, 16, 14))
        if entry.embedded:
            whole.addWidget(
                label(
                    self.tr("A tiny built-in model; import a real one for real work."),
                    tone="second",
                    wrap=True,
                )
            )
        whole.addWidget(label(self._facts(), role="small", tone="second", wrap=True))
        if state != "missing":  # what is not there fits nowhere
            whole.addLayout(self._fit(page, free))
        if state != "ready":
            whole.addLayout(self._trouble(page, state))
        whole.addLayout(self._buttons(page, state, is_current=is_current))
        self.setLayout(whole)

    def _facts(self) -> str:
        entry = self._entry
        facts = [readable_size(entry.size)]
        if entry.parameters:
            facts.append(self.tr("{count} parameters").format(count=_short(entry.parameters)))
        if entry.quantization:
            facts.append(entry.quantization)
        if entry.trained_context:
            facts.append(self.tr("context {tokens}").format(tokens=f"{entry.trained_context:,}"))
        if entry.licence:
            facts.append(entry.licence)
        if entry.sha256:
            facts.append(f"SHA-256 {entry.sha256[:12]}…")
        return " · ".join(facts)

    def _fit(self, page: ModelsPage, free: int | None) -> QHBoxLayout:
        """Say whether it fits into the memory that is free now."""
        needed = self._entry.memory_bytes or round(self._entry.size * 1.3)
        figures = {"needed": readable_size(needed), "free": readable_size(free or 0)}
        if free is None:
            icon, tone, text = "info", "second", self.tr("Needs about {needed} of memory.")
        elif needed <= free:
            icon, tone, text = "circle-check", "ok", self.tr("Fits: needs about {needed}, {free} are free.")
        else:
            icon, tone = "triangle-alert", "warn"
            text = self.tr("Does not fit now: needs about {needed}, {free} are free.")
        line = row(
            picture(page.theme, icon, tone=tone, size=15),
            label(text.format(**figures), role="small", tone=tone, wrap=True),
            spacing=7,
        )
        line.setStretch(1, 1)
        return line

    def _trouble(self, page: ModelsPage, state: FileState) -> QHBoxLayout:
        text = (
            self.tr("Its file is not there: {path}")
            if state == "missing"
            else self.tr("Its file changed since it was imported: {path}. Import it again if you trust it.")
        )
        line = row(
            picture(page.theme, "circle-alert", tone="bad", size=15),
            label(text.format(path=self._entry.path), role="small", tone="bad", wrap=True),
            spacing=7,
        )
        line.setStretch(1, 1)
        return line

    def _buttons(self, page: ModelsPage, state: FileState, *, is_current: bool) -> QHBoxLayout:
        entry = self._entry
        line = row(spacing=8, margins=(0, 4, 0, 0))
        use = button(self.tr("Answer with it"), on_click=lambda: page.chosen.emit(entry.id))
        use.setAccessibleName(self.tr("Answer with {name}").format(name=entry.name))
        use.setEnabled(state != "missing" and not is_current)
        use.setVisible(not is_current)
        line.addWidget(use)
        line.addStretch(1)
        if not entry.embedded:
            remove = button(self.tr("Remove…"), kind="ghost", on_click=lambda: page.remove(entry, state))
            remove.setAccessibleName(self.tr("Remove {name}").format(name=entry.name))
            line.addWidget(remove)
        return line


class ImportSheet(Sheet):
    """Says what will happen with a file.

    Attributes:
        confirmed: whether a copy is wanted.
    """

    confirmed = Signal(bool)

    def __init__(self, kit: Kit, parent: QWidget, path: str) -> None:
        super().__init__(kit.theme, parent, icon="file-input", title="", width=500)
        self.set_title(self.tr("Import this model?"))
        name = label(Path(path).name, role="h2", wrap=True)
        self.copy = QCheckBox(self.tr("Also copy it into Sotto's folder"))
        self.add(
            name,
            label(
                self.tr(
                    "Sotto reads the whole file once, to check it and to take its fingerprint. It stays where"
                    " it is, and has to stay there."
                ),
                tone="second",
                wrap=True,
            ),
            self.copy,
            label(
                self.tr("Prefer sources you trust. A hostile file can at worst end its own process."),
                role="caption",
                tone="muted",
                wrap=True,
            ),
        )
        self.add_button(self.tr("Cancel"), on_click=self.reject)
        self.add_button(self.tr("Import"), kind="primary", on_click=self._confirm).setFocus()

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit(self.copy.isChecked())


class RemoveSheet(Sheet):
    """Asks before a model is taken off the list.

    Attributes:
        removed: it is done.
        failed: an exception.
    """

    removed = Signal()
    failed = Signal(object)

    def __init__(
        self, kit: Kit, parent: QWidget, entry: ModelEntry, state: FileState, *, is_current: bool
    ) -> None:
        super().__init__(kit.theme, parent, icon="cpu", title="")
        self.set_title(self.tr("Remove this model from the list?"))
        self._kit = kit
        self._entry = entry
        self.add(label(entry.name, role="h2", wrap=True))
        self.delete = QCheckBox(self.tr("Also delete the copy in Sotto's folder"))
        self.delete.setVisible(entry.copied)
        if entry.copied:
            self.add(self.delete)
        elif state == "missing":
            self.add_text(self.tr("Its file is not there any more. Chats that it answered stay."))
        else:
            self.add_text(self.tr("Its file stays where it is. Chats that it answered stay too."))
        if is_current:
            self.add_text(self.tr("It answers now; from then on the built-in model does."))
        self.add_button(self.tr("Cancel"), on_click=self.reject).setFocus()
        self.add_button(self.tr("Remove"), kind="danger", on_click=self._remove)

    def _remove(self) -> None:
        entry, deletes = self._entry, self.delete.isChecked() and self._entry.copied
        self._kit.runner.run(
            lambda: self._kit.assistant.remove_model(entry.id, delete_copy=deletes),
            lane="io",
            on_done=lambda _: self._done(),
            on_error=self._on_error,
        )

    def _done(self) -> None:
        self._kit.preferences.refresh()
        self.removed.emit()
        self.accept()

    def _on_error(self, error: Exception) -> None:
        self.failed.emit(error)
        self.reject()


def _short(count: int) -> str:
    """Return a number of parameters as models name it: 15 M, 7.6 B."""
    if count < 1_000_000:
        return f"{count / 1000:.0f} k"
    if count < 1_000_000_000:
        return f"{count / 1_000_000:.0f} M"
    return f"{count / 1_000_000_000:.1f} B"
