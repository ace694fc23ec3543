"""Saves chats to a file of the user's own: what that means, the place, the work behind it, and how it ended.

When the vault takes nothing more, a copy also holds what is on the screen or in memory and never got into it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from app.conversation import Conversation
from app.errors import DatabaseDamaged, NoSuchItem, StorageFailed
from app.explain import Explanation, readable_size
from app.export import ExportFormat, exported
from app.private_file import write_private
from models.cancel import CancelToken
from ui.chat_page import ChatPage
from ui.dialogs import Sheet, ask
from ui.errors import Action
from ui.failure import keeps_words_out
from ui.kit import Kit
from ui.parts import label
from ui.theme import Theme

PATIENCE_MS = 600
"""How long a save may take before it shows how far it is."""
LOOK_MS = 100
_LONGEST_NAME = 120  # bytes in UTF-8; file systems take 255
_LONGEST_SHOWN = 40
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')


@dataclass(slots=True)
class _Save:
    """One save that is under way.

    Attributes:
        messages: in the only chat, 0 where there are several.
        skipped: chats that could not be read.
        percent: how far it is; the work sets it, the window looks at it.
    """

    path: Path
    token: CancelToken = field(default_factory=CancelToken)
    messages: int = 0
    skipped: int = 0
    percent: int = 0


class SavingSheet(Sheet):
    """How far a save is; closing it ends the save."""

    def __init__(self, theme: Theme, parent: QWidget, on_cancel: Callable[[], object]) -> None:
        super().__init__(theme, parent, icon="download", title="")
        self.set_title(self.tr("Saving the copy"))
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of saving"))
        self.add(self.bar, label(self.tr("No file is left if you cancel."), tone="second"))
        self.cancel = self.add_button(self.tr("Cancel"), on_click=self.reject)
        self.rejected.connect(on_cancel)
        self.cancel.setFocus()


class Saving(QObject):
    """See the module.

    Attributes:
        saved: what to say of a file that is there.
        incomplete: an Explanation: the file is there, without chats that could not be read.
        failed: an exception; there is no file. ``choose_again`` asks for another place.
    """

    saved = Signal(str)
    incomplete = Signal(object)
    failed = Signal(object)

    def __init__(self, kit: Kit, owner: QWidget, page: ChatPage) -> None:
        """Take the widget that dialogs belong to, and the page of the open chat."""
        super().__init__(owner)
        self._kit = kit
        self._owner = owner
        self._page = page
        self._save: _Save | None = None
        self._sheet: SavingSheet | None = None
        self._with_drafts = False
        self._again: Callable[[], object] = self.save_all
        self._next: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._show_progress)

    # --- asking ---------------------------------------------------------------------------------

    def offer(self, error: Exception, *, is_chat_open: bool) -> tuple[Action, ...]:
        """Return buttons for a failure that keeps words out of the vault; none for others.

        Copies hold what was not sent, too, from then on.
        """
        if not keeps_words_out(error):
            return ()
        self._with_drafts = True
        one, every = self.tr("Save a copy…"), self.tr("Save all chats…")
        actions: tuple[Action, ...] = ((every, self.save_all),)
        return ((one, self.save_open), *actions) if is_chat_open else actions

    def save_open(self) -> None:
        """Ask whether and where to save the chat that is open, as it is on the screen."""
        summary = self._page.chat.summary
        if summary is not None:
            self.save_chat(summary.id, summary.title)
        else:
            self.save_chat(None, "")

    def save_chat(self, conversation_id: str | None, title: str) -> None:
        """Ask whether and where to save a chat; None is a new one that the vault does not have."""
        self._ask(
            title=self.tr("Save a copy of this chat?"),
            text=self.tr(
                "The file is not encrypted: it holds the chat as readable text, for whoever can open it."
            ),
            go_on=lambda: self._choose(
                file_name(title) or self.tr("Chat"),
                lambda path: self.write_chat(path, conversation_id),
            ),
        )

    def save_all(self) -> None:
        """Ask whether and where to save all chats."""
        self._ask(
            title=self.tr("Save a copy of all chats?"),
            text=self.tr(
                "The file is not encrypted: it holds every chat that is not in the trash as readable text,"
                " for whoever can open it."
            ),
            go_on=lambda: self._choose(self.tr("Sotto chats"), self.write_all),
        )

    def choose_again(self) -> None:
        """Ask for another place for what could not be saved."""
        self._again()

    def _ask(self, *, title: str, text: str, go_on: Callable[[], object]) -> None:
        note = self.tr("Locking Sotto or deleting a chat does not change the file.")
        ask(
            self._kit.theme,
            self._owner,
            icon="download",
            title=title,
            text=f"{text} {note}",
            yes=self.tr("Choose a place…"),
            on_yes=go_on,
        )

    def _choose(self, name: str, write: Callable[[Path], None]) -> None:
        self._again = lambda: self._choose(name, write)
        dialog = QFileDialog(self._owner, self.tr("Save a copy"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.setDirectory(documents if Path(documents).is_dir() else str(Path.home()))
        markdown = self.tr("Markdown, what is shown of a chat (*.md)")
        json = self.tr("JSON, every version of every message (*.json)")
        dialog.setNameFilters([markdown, json])
        dialog.setDefaultSuffix("md")
        dialog.selectFile(f"{name}.md")

        def follow(chosen: str) -> None:
            suffix = "json" if chosen == json else "md"
            dialog.setDefaultSuffix(suffix)
            typed = next(iter(dialog.selectedFiles()), "")
            if Path(typed).suffix in {".md", ".json"}:
                dialog.selectFile(Path(typed).with_suffix(f".{suffix}").name)

        dialog.filterSelected.connect(follow)
        dialog.fileSelected.connect(lambda path: write(Path(path)))
        dialog.open()

    # --- saving ---------------------------------------------------------------------------------

    def write_chat(self, path: Path, conversation_id: str | None) -> None:
        """Save a chat; the one that is open as it is on the screen."""
        assistant, opened = self._kit.assistant, self._page.as_of_now()
        unstored = self._page.chat.unstored.copy()

        def read(save: _Save) -> Iterator[Conversation]:
            if conversation_id is None or conversation_id == opened.summary.id:
                found = opened
            else:
                found = unstored.as_of_now(assistant.conversation(conversation_id))
            save.messages = len(found.branch())
            yield found

        self._begin(path, read)

    def write_all(self, path: Path) -> None:
        """Save every chat that is not in the trash, and the one that is open as it is on the screen."""
        assistant, opened = self._kit.assistant, self._page.as_of_now()
        unstored = self._page.chat.unstored.copy()

        def read(save: _Save) -> Iterator[Conversation]:
            summaries = assistant.conversations()
            for number, summary in enumerate(summaries):
                save.percent = 100 * number // len(summaries)
                if summary.id == opened.summary.id:
                    yield opened
                    continue
                try:
                    found = assistant.conversation(summary.id)
                except NoSuchItem:
                    continue  # deleted meanwhile
                except (DatabaseDamaged, StorageFailed):
                    save.skipped += 1
                    if save.skipped == len(summaries):
                        raise
                    continue
                yield unstored.as_of_now(found)
            if not opened.summary.id and opened.draft.strip():
                yield opened

        self._begin(path, read)

    def cancel(self) -> None:
        """End a save that is under way: the vault is being locked, or the user has had enough."""
        self._next = None
        if self._save is not None:
            self._save.token.cancel()

    def _begin(self, path: Path, read: Callable[[_Save], Iterable[Conversation]]) -> None:
        if self._save is not None:  # one that was cancelled may still be at its last flush
            self._next = lambda: self._begin(path, read)
            return
        self._save = save = _Save(path)
        form: ExportFormat = "json" if path.suffix.lower() == ".json" else "markdown"
        with_drafts = self._with_drafts

        def work() -> int | None:
            pieces = _counted(exported(read(save), form, with_drafts=with_drafts), save)
            return write_private(path, pieces, is_cancelled=lambda: save.token.is_cancelled)

        self._timer.start(PATIENCE_MS)
        self._kit.runner.run(work, lane="io", on_done=self._on_done, on_error=self._on_failed)

    # --- how it goes ----------------------------------------------------------------------------

    def _show_progress(self) -> None:
        if self._save is None:
            return
        if self._sheet is None:
            self._sheet = SavingSheet(self._kit.theme, self._owner, self._on_cancelled)
            self._sheet.open()
            self._timer.start(LOOK_MS)
        self._sheet.bar.setValue(self._save.percent)

    def _on_cancelled(self) -> None:
        self._timer.stop()
        self._sheet = None
        self.cancel()

    def _end(self) -> _Save | None:
        self._timer.stop()
        sheet, self._sheet = self._sheet, None
        if sheet is not None:
            sheet.rejected.disconnect()
            sheet.close()
        save, self._save = self._save, None
        waiting, self._next = self._next, None
        if waiting is not None:
            waiting()
        return save

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.failed.emit(error)

    def _on_done(self, size: int | None) -> None:
        save = self._end()
        if size is None or save is None:
            self.saved.emit(self.tr("Cancelled: nothing was saved."))
            return
        name = save.path.name
        if len(name) > _LONGEST_SHOWN:
            name = f"{name[: _LONGEST_SHOWN // 2]}…{name[-_LONGEST_SHOWN // 2 :]}"
        said = self.tr("Saved in {name} ({size}).").format(name=name, size=readable_size(size))
        if not save.skipped:
            self.saved.emit(said)
            return
        advice = self.tr("Chats that could not be read and are not in it: {count}.").format(
            count=save.skipped
        )
        self.incomplete.emit(Explanation(said, advice))


def _counted(pieces: Iterable[bytes], save: _Save) -> Iterator[bytes]:
    """Tell how far the only chat is; of several chats those are counted that are begun."""
    for number, piece in enumerate(pieces):
        if save.messages:
            save.percent = min(100, 100 * number // save.messages)
        yield piece


def file_name(title: str) -> str:
    """Return a title as a name that every file system takes; "" where nothing is left of it."""
    words = " ".join(_NOT_IN_NAMES.sub(" ", title).split())
    return words.encode(errors="ignore")[:_LONGEST_NAME].decode(errors="ignore").strip(" .")
