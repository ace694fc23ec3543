"""The exact bytes of a request, as they would go over the wire, but for the key."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.gate.body import Prepared
from ui.dialogs import Sheet
from ui.kit import Kit
from ui.parts import label
from ui.review.exact import ExactText


class BytesSheet(Sheet):
    """Head and body of a request, and the hash that an approval binds to."""

    def __init__(self, kit: Kit, parent: QWidget, prepared: Prepared) -> None:
        super().__init__(kit.theme, parent, icon="eye", title="", width=760)
        self.set_title(self.tr("The exact bytes"))
        self.add_text(
            self.tr(
                "Nothing else leaves, but for the provider's key in a header of its own. The body is UTF-8."
            )
        )
        head = "\n".join(f"{name}: {value}" for name, value in prepared.head)
        body = prepared.body.decode("utf-8")
        request = f"{prepared.method} {prepared.path} HTTP/1.1\n{head}\n\n{body}"
        self.text = ExactText(kit.theme, self.tr("The exact bytes"), request, size=12)
        self.text.setWordWrapMode(self.text.wordWrapMode().WrapAnywhere)
        room = parent.window().height() - kit.theme.px(260)
        self.text.setFixedHeight(max(kit.theme.px(120), min(kit.theme.px(380), room)))
        self.add(self.text)
        if self.text.unseen:
            self.add(label(self.text.unseen, role="caption", tone="warn", wrap=True))
        self.add(label(f"SHA-256 {prepared.body_sha256}", role="mono", tone="second", wrap=True))
        self._hash = prepared.body_sha256
        self._clipboard = kit.clipboard
        self.add_button(self.tr("Copy the SHA-256"), on_click=lambda: self._clipboard.copy(self._hash))
        self.add_button(self.tr("Close"), kind="primary", on_click=self.accept).setFocus()
