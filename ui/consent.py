"""Before a provider is asked for the first time: what it says it does with texts, and a consent to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.providers import Provider
from ui.dialogs import Sheet
from ui.kit import Kit
from ui.parts import column, label
from ui.review.words import route_name


class ConsentSheet(Sheet):
    """See the module.

    Attributes:
        consented: the provider, with the consent recorded.
        failed: an exception.
    """

    consented = Signal(object)
    failed = Signal(object)

    def __init__(self, kit: Kit, parent: QWidget, provider: Provider) -> None:
        super().__init__(kit.theme, parent, icon="info", title="", width=560)
        self._kit = kit
        self._provider = provider
        self.set_title(self.tr("Before you ask this provider"))
        promise = provider.promise
        unknown = self.tr("Nothing is noted. Read its terms before you agree.")
        self.add(
            label(f"{provider.name} · {route_name(provider.route)}", role="h2", wrap=True),
            label(provider.destination.base_url, role="mono", tone="second", wrap=True),
            self._said(self.tr("How long it says it keeps texts"), promise.retention or unknown),
            self._said(self.tr("Whether it says it learns from them"), promise.training or unknown),
        )
        if promise.source:
            self.add(label(promise.source, role="caption", tone="second", wrap=True))
        if promise.as_of:
            self.add(label(self.tr("Read on {day}").format(day=promise.as_of), role="caption", tone="muted"))
        self.add_text(
            self.tr(
                "Sotto cannot check these words. It hides what it finds, shows you every byte before it"
                " leaves, unless you choose not to look, and records your consent in the log of what left"
                " this computer."
            )
        )
        self.cancel = self.add_button(self.tr("Not now"), on_click=self.reject)
        self.agree = self.add_button(self.tr("I agree"), kind="primary", on_click=self._agree)
        self.cancel.setFocus()

    def _said(self, name: str, text: str) -> QWidget:
        made = QWidget()
        made.setLayout(column(label(name, role="small", tone="muted"), label(text, wrap=True), spacing=1))
        return made

    def _agree(self) -> None:
        self.agree.setEnabled(False)
        provider_id = self._provider.id
        self._kit.runner.run(
            lambda: self._kit.assistant.cloud.providers.consent(provider_id),
            on_done=self._on_agreed,
            on_error=self._on_error,
        )

    def _on_agreed(self, provider: Provider) -> None:
        self.consented.emit(provider)
        self.accept()

    def _on_error(self, error: Exception) -> None:
        self.failed.emit(error)
        self.reject()
