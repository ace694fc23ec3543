"""What of a message left this computer, and what came back, word for word."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.conversation import Exchange
from ui.dialogs import Sheet
from ui.parts import label
from ui.review.exact import ExactText
from ui.theme import Theme


class ExchangeSheet(Sheet):
    """The texts of an exchange as they crossed the border, with their placeholders."""

    def __init__(self, theme: Theme, parent: QWidget, sent: Exchange | None, came: Exchange | None) -> None:
        super().__init__(theme, parent, icon="eye", title="", width=720)
        self.set_title(self.tr("What left, and what came back"))
        named = sent or came
        if named is not None:
            self.add_text(f"{named.provider} · {named.host}")
        both = sent is not None and came is not None
        if sent is not None:
            self._add(self.tr("This question left"), sent.text, is_half=both)
        if came is not None:
            self._add(self.tr("This answer came"), came.text, is_half=both)
        if named is not None:
            digest = label(f"SHA-256 {named.body_sha256}", role="mono", tone="second", wrap=True)
            digest.setFont(theme.mono_font(12))
            self.add(digest)
        self.add_button(self.tr("Close"), kind="primary", on_click=self.accept).setFocus()

    def _add(self, name: str, text: str, *, is_half: bool) -> None:
        shown = ExactText(self.theme, name, text, size=13)
        parent = self.parentWidget()
        room = parent.window().height() - self.theme.px(300) if parent is not None else 400
        shown.setFixedHeight(max(self.theme.px(90), min(self.theme.px(300), room) // (2 if is_half else 1)))
        self.add(label(name, role="h2"), shown)
        if shown.unseen:
            self.add(label(shown.unseen, role="caption", tone="warn", wrap=True))
