"""A scan that takes long: how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget

from ui.dialogs import Sheet
from ui.theme import Theme


class ScanSheet(Sheet):
    """Shown while a long text is looked through; closing it ends the scan."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, icon="search", title="")
        self.set_title(self.tr("Looking for what should not leave"))
        self.add_text(self.tr("This happens on this computer, in a process without a network."))
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)  # under way, until the process that looks is there to say how far
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the scan"))
        self.add(self.bar)
        self.cancel = self.add_button(self.tr("Cancel"), on_click=self.reject)
        self.cancel.setFocus()

    def show_progress(self, fraction: float) -> None:
        """Show how far it is, 0.0 to 1.0."""
        if fraction > 0:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(fraction * 1000))
