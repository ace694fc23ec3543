"""The second look: the model on this computer reads what would leave, while the review is on the screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.review import Review
from app.suggestions import Suggested
from models.cancel import CancelToken
from ui.kit import Kit


class SecondLook(QObject):
    """See the module. One at a time; a new one ends the one before.

    Attributes:
        ended: a Suggested, unless it was cancelled.
    """

    ended = Signal(object)

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._token: CancelToken | None = None

    @property
    def is_running(self) -> bool:
        """Whether the model is reading."""
        return self._token is not None

    def start(self, review: Review) -> None:
        """Begin, if the settings ask for it."""
        self.cancel()
        if not self._kit.preferences.now.second_pass:
            return
        self._token = token = CancelToken()
        assistant, moment = self._kit.assistant, review.snapshot()
        self._kit.runner.run(
            lambda: assistant.cloud.suggest(moment, cancel=token),
            lane="io",
            on_done=lambda result: self._end(token, result),
            on_error=lambda _: self._end(token, Suggested("failed")),
        )

    def cancel(self) -> None:
        """End it; nothing more is told."""
        token, self._token = self._token, None
        if token is not None:
            token.cancel()

    def _end(self, token: CancelToken, result: Suggested) -> None:
        if token is self._token:
            self._token = None
            self.ended.emit(result)
