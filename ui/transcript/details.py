"""Where an answer came from: the popover with its provenance."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from app.conversation import Provenance
from ui.theme import Theme


class Details(QFrame):
    """Model, hash, parameters, tokens, time, speed and sandbox level of one answer."""

    def __init__(self, theme: Theme, provenance: Provenance, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "popover")
        self.setAccessibleName(self.tr("Details of this answer"))
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(14))
        grid.setHorizontalSpacing(theme.px(20))
        grid.setVerticalSpacing(theme.px(5))
        title = QLabel(self.tr("Answered on this device"), self)
        title.setProperty("role", "h2")
        grid.addWidget(title, 0, 0, 1, 2)
        grid.setRowMinimumHeight(0, theme.px(28))
        for row, (name, value, role) in enumerate(self.facts(provenance), start=1):
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

    def facts(self, provenance: Provenance) -> list[tuple[str, str, str]]:
        """Return (name, value, role of the value's label) for everything that is known."""
        locale = QLocale()
        sampling = provenance.sampling
        parameters = self.tr("temperature %1 · top-p %2 · top-k %3 · min-p %4")
        for number, value in enumerate(
            (sampling.temperature, sampling.top_p, sampling.top_k, sampling.min_p), start=1
        ):
            parameters = parameters.replace(f"%{number}", f"{value:g}")
        if sampling.seed is not None:
            parameters += " · " + self.tr("seed %1").replace("%1", str(sampling.seed))
        read = self.tr("%1 read (%2 kept from before) · %3 written")
        read = read.replace("%1", locale.toString(provenance.prompt_tokens))
        read = read.replace("%2", locale.toString(provenance.reused_tokens))
        read = read.replace("%3", locale.toString(provenance.completion_tokens))
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
            (self.tr("Parameters"), parameters, "small"),
            (self.tr("Tokens"), read, "small"),
            (self.tr("Time"), time, "small"),
            (self.tr("Speed"), speed, "small"),
            (self.tr("Context"), context if provenance.context_tokens else "", "small"),
            (self.tr("Sandbox"), levels.get(provenance.sandbox, provenance.sandbox), "small"),
        ]
        return [entry for entry in listed if entry[1]]
