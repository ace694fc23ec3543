"""What can be done about the row that is chosen in the list of findings."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from app.review import Choice
from ui.parts import button, column, label, row
from ui.review.findings import Chosen, Group, Pointer, Words
from ui.review.words import how_sure, quasi_words, reasons_words, type_name
from ui.theme import Theme


class Detail(QWidget):
    """See the module.

    Attributes:
        decided: (choice, whether everywhere) for the chosen words or group.
        remembered: decide alike from now on.
        generalised: a Pointer whose coarser wording is wanted.
    """

    decided = Signal(object, bool)
    remembered = Signal()
    generalised = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._value: Chosen | None = None
        self._title = label("", role="h2", wrap=True)
        self._why = label("", role="small", tone="second", wrap=True)
        self.redact = button(self.tr("Redact"), on_click=lambda: self._decide(Choice.REDACT))
        self.redact.setToolTip(self.tr("Redact (R), only this place (Shift+R)"))
        self.keep = button(self.tr("Keep as it is"), on_click=lambda: self._decide(Choice.KEEP))
        self.keep.setToolTip(self.tr("Keep (K), only this place (Shift+K)"))
        self.everywhere = QCheckBox()
        self.everywhere.setChecked(True)
        self.remember = button(
            self.tr("Remember for other chats"), kind="link", on_click=self.remembered.emit
        )
        self.coarser = button("", on_click=self._generalise)
        hint = self.tr("N and P go to the next and the previous place, R redacts, K keeps.")
        self._hint = label(hint, role="caption", tone="muted", wrap=True)
        self.setLayout(
            column(
                self._title,
                self._why,
                row(self.redact, self.keep, None),
                row(self.coarser, None),
                self.everywhere,
                self.remember,
                None,
                self._hint,
                spacing=8,
                margins=(16, 10, 12, 8),
            )
        )
        self.show_value(None)

    def show_value(self, value: Chosen | None) -> None:
        """Show what is chosen."""
        self._value = value
        is_words, is_group = isinstance(value, Words), isinstance(value, Group)
        places = len(value.items) if isinstance(value, Words) else 1
        self.redact.setVisible(is_words or is_group)
        self.keep.setVisible(is_words or is_group)
        self.everywhere.setVisible(places > 1)
        self.everywhere.setText(self.tr("In all {count} places").format(count=places))
        self.remember.setVisible(isinstance(value, Words) and value.choice in {Choice.REDACT, Choice.KEEP})
        self._hint.setVisible(value is None)
        self.coarser.setVisible(isinstance(value, Pointer) and bool(value.quasi.general))
        match value:
            case Words():
                first = value.items[0]
                self._title.setText(f"{type_name(first.label)} · {how_sure(first.score)}")
                self._why.setText(reasons_words(first.reasons, first.label))
            case Group():
                self._title.setText(value.title)
                self._why.setText(self.tr("All {count} at once:").format(count=len(value.rows)))
            case Pointer():
                self._title.setText(self.tr("May point at somebody"))
                why = (
                    self.tr(
                        "This is {kind}. Alone it names nobody; together with other facts it can. It leaves"
                        " as it is unless you make it coarser or redact it."
                    )
                    if value.quasi.general
                    else self.tr(
                        "This is {kind}. Alone it names nobody; together with other facts it can. It leaves"
                        " as it is unless you redact it."
                    )
                )
                self._why.setText(why.format(kind=quasi_words(value.quasi)))
                self.coarser.setText(self.tr("Make coarser: “{text}”").format(text=value.quasi.general))
                self.redact.setVisible(True)
            case None:
                self._title.setText(self.tr("Nothing chosen"))
                self._why.setText(
                    self.tr(
                        "Choose a line, or click a marked place in your text. To hide something that was"
                        " not found, select it in your text."
                    )
                )

    def say_remembered(self) -> None:
        """Say that the decision is kept."""
        self.remember.hide()
        self._why.setText(self.tr("Remembered: it is decided alike in other chats. Settings can forget it."))

    def _decide(self, choice: Choice) -> None:
        self.decided.emit(choice, self.everywhere.isChecked() or self.everywhere.isHidden())

    def _generalise(self) -> None:
        if isinstance(self._value, Pointer):
            self.generalised.emit(self._value)

    def forget(self) -> None:
        """Show nothing any more."""
        self.show_value(None)
        self.coarser.setText("")
