"""The model that answers here: its choice, its loading, and what the window says of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.explain import readable_size
from models.files import ModelEntry
from ui.chat_page import ChatPage
from ui.kit import Kit
from ui.models_page import ModelsPage
from ui.settings_page import SettingsPage
from ui.status_line import StatusLine


class ModelInUse(QObject):
    """Tells every page which model answers.

    Attributes:
        failed: the models cannot be listed or one not be chosen; the argument is the error.
        another_wanted: a model does not load, and another one is to be chosen.
    """

    failed = Signal(object)
    another_wanted = Signal()

    def __init__(
        self,
        kit: Kit,
        chat_page: ChatPage,
        models_page: ModelsPage,
        settings_page: SettingsPage,
        status: StatusLine,
    ) -> None:
        super().__init__(chat_page)
        self._kit = kit
        self._chat_page = chat_page
        self._models_page = models_page
        self._settings_page = settings_page
        self._status = status

    def load(self) -> None:
        """Look which models there are, and show the one in use."""
        assistant = self._kit.assistant

        def work() -> tuple[list[ModelEntry], ModelEntry | None]:
            return assistant.models(), assistant.model

        def show(found: tuple[list[ModelEntry], ModelEntry | None]) -> None:
            entries, current = found
            self._chat_page.chat.model_name = current.name if current is not None else ""
            self._chat_page.composer.set_models(entries, current)
            self._models_page.show_current(current)
            self._settings_page.set_model_sampling(current.sampling if current is not None else None)
            self.show()

        self._kit.runner.run(work, lane="io", on_done=show, on_error=self.failed.emit)

    def on_files(self) -> None:
        """Take note of a model that came or went; what was said of one may be over with it."""
        self._chat_page.banners.drop("answer")
        self.load()

    def choose(self, model_id: str) -> None:
        """Use another model from now on."""

        def chosen(_: object) -> None:
            self._kit.preferences.refresh()
            self.on_files()
            self._prepare()

        self._kit.runner.run(
            lambda: self._kit.assistant.choose_model(model_id),
            lane="io",
            on_done=chosen,
            on_error=self.failed.emit,
        )

    def _prepare(self) -> None:
        """Load the model ahead of the question, so that its size or damage is told now."""
        self._kit.runner.run(
            self._kit.assistant.prepare_model,
            lane="answer",
            on_done=lambda _: self.show(),
            on_error=lambda error: self._chat_page.banners.fail(
                "answer", error, actions=((self.tr("Choose another model"), self.another_wanted.emit),)
            ),
        )

    def show_loading(self, stage: str, fraction: float) -> None:
        """Say in the status line how far the loading is."""
        words = {
            "checking": self.tr("Checking the model"),
            "hashing": self.tr("Verifying the model"),
            "loading": self.tr("Loading the model"),
        }
        self._status.show_model(f"{words.get(stage, words['loading'])} · {round(fraction * 100)} %")

    def show(self) -> None:
        """Say in the status line what is loaded, if it answers what is asked next."""
        loaded = self._kit.assistant.loaded
        if loaded is None or not self._chat_page.routes.is_local:
            self._status.show_model("")
            return
        size = readable_size(loaded.info.memory_bytes)
        self._status.show_model(f"{loaded.info.quantization} · {size}")
