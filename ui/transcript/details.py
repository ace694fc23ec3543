"""Where an answer came from: the popover with its provenance, and what of it crossed the border."""

from __future__ import annotations

import textwrap

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from app.conversation import Exchange, Provenance
from app.routing import Route
from ui.parts import button
from ui.review.words import counted, route_name
from ui.theme import Theme


class Details(QFrame):
    """Model, hash, parameters, tokens, time, speed and sandbox level of one answer; what left for it.

    Attributes:
        texts_wanted: show what was sent and what came, word for word.
    """

    texts_wanted = Signal()

    def __init__(
        self, theme: Theme, provenance: Provenance | None, parent: QWidget, *, asked: Exchange | None = None
    ) -> None:
        """Take what is known; ``asked`` is what left this computer for it."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "popover")
        self.setAccessibleName(self.tr("Details of this answer"))
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(14))
        grid.setHorizontalSpacing(theme.px(20))
        grid.setVerticalSpacing(theme.px(5))
        title = QLabel(self._title(provenance, asked), self)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setProperty("role", "h2")
        grid.addWidget(title, 0, 0, 1, 2)
        grid.setRowMinimumHeight(0, theme.px(28))
        listed = [*self.crossing(asked), *(self.facts(provenance) if provenance is not None else ())]
        for row, (name, value, role) in enumerate(listed, start=1):
            label = QLabel(name, self)
            label.setProperty("role", "small")
            label.setProperty("tone", "muted")
            shown = QLabel(value, self)
            shown.setProperty("role", role)
            shown.setTextFormat(Qt.TextFormat.PlainText)
            shown.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            shown.setAccessibleName(f"{name}: {value}")
            grid.addWidget(label, row, 0)
            grid.addWidget(shown, row, 1)
        if asked is not None:
            self.texts = button(self.tr("What was sent, and what came"), on_click=self._show_texts)
            grid.setRowMinimumHeight(len(listed) + 1, theme.px(6))
            grid.addWidget(self.texts, len(listed) + 2, 0, 1, 2)

    def _title(self, provenance: Provenance | None, asked: Exchange | None) -> str:
        if asked is None:
            return self.tr("Answered on this device")
        if provenance is None:
            return self.tr("Sent to %1").replace("%1", asked.provider)
        return self.tr("Answered by %1").replace("%1", asked.provider)

    def _show_texts(self) -> None:
        self.texts_wanted.emit()
        self.close()

    def crossing(self, asked: Exchange | None) -> list[tuple[str, str, str]]:
        """Return (name, value, role) for what left this computer; nothing where nothing did."""
        if asked is None:
            return []
        listed = [
            (self.tr("Route"), route_name(Route(asked.route)), "small"),
            (self.tr("Host"), asked.host, "small"),
            (self.tr("Redacted"), _lines(counted(asked.redacted)) or self.tr("nothing"), "small"),
            (self.tr("Kept as it was"), _lines(counted(asked.kept)), "small"),
            (self.tr("Approved"), self.tr("without a look") if asked.skimmed else "", "small"),
            (self.tr("SHA-256"), asked.body_sha256[:16], "mono"),
        ]
        return [entry for entry in listed if entry[1]]

    def facts(self, provenance: Provenance) -> list[tuple[str, str, str]]:
        """Return (name, value, role of the value's label) for everything that is known."""
        locale = QLocale()
        sampling = provenance.sampling
        is_local = provenance.route == "local"
        parameters = self.tr("temperature %1 · top-p %2 · top-k %3 · min-p %4")
        for number, value in enumerate(
            (sampling.temperature, sampling.top_p, sampling.top_k, sampling.min_p), start=1
        ):
            parameters = parameters.replace(f"%{number}", f"{value:g}")
        if sampling.seed is not None:
            parameters += " · " + self.tr("seed %1").replace("%1", str(sampling.seed))
        read = self.tr("%1 read · %3 written")
        if provenance.reused_tokens:
            read = self.tr("%1 read (%2 kept from before) · %3 written")
        read = read.replace("%1", locale.toString(provenance.prompt_tokens))
        read = read.replace("%2", locale.toString(provenance.reused_tokens))
        read = read.replace("%3", locale.toString(provenance.completion_tokens))
        # Not every server says how many it were; an answer of none is none.
        is_counted = bool(
            provenance.stop_reason and (provenance.prompt_tokens or provenance.completion_tokens)
        )
        first, total = provenance.seconds_to_first_token, provenance.seconds
        time = self.tr("%1 s to the first word · %2 s in all")
        time = time.replace("%1", locale.toString(first, "f", 1))
        time = time.replace("%2", locale.toString(first + total, "f", 1))
        speed = self.tr("%1 tokens/s").replace("%1", locale.toString(provenance.tokens_per_second, "f", 1))
        context = f"{locale.toString(provenance.context_used)} / {locale.toString(provenance.context_tokens)}"
        levels = {
            "full": self.tr("full"),
            "reduced": self.tr("reduced"),
            "none": self.tr("none"),
        }
        listed = [
            (self.tr("Model"), provenance.model, "small"),
            (self.tr("File hash"), provenance.model_sha256[:16], "mono"),
            (self.tr("Parameters"), parameters if is_local else "", "small"),
            (self.tr("Tokens"), read if is_counted else "", "small"),
            (self.tr("Time"), time if provenance.stop_reason else "", "small"),
            (self.tr("Speed"), speed if provenance.tokens_per_second else "", "small"),
            (self.tr("Context"), context if provenance.context_tokens else "", "small"),
            (self.tr("Sandbox"), levels.get(provenance.sandbox, provenance.sandbox), "small"),
        ]
        return [entry for entry in listed if entry[1]]


def _lines(text: str) -> str:
    """Break a long value: the popover is as wide as its widest."""
    return "\n".join(textwrap.wrap(text, 56))
