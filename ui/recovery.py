"""The recovery code: shown once, written down by hand, and proved by typing a part of it back."""

from __future__ import annotations

import re
import secrets

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QWidget

from app.explain import Explanation
from ui.errors import BannerStack
from ui.parts import button, column, label
from ui.theme import Theme

_COLUMNS = 4


def groups_of(code: str) -> list[str]:
    """Return the groups of a code as it is written: between dashes or spaces."""
    return [group for group in re.split(r"[\s-]+", code.strip()) if group]


class RecoveryCodePanel(QWidget):
    """First the code, then, with the code hidden, a question for one of its groups.

    Attributes:
        typed: (number of the group from 1, what was typed); answer with ``accept`` or ``refuse``.
        skipped: the user goes on without the check, knowing what that means.
    """

    typed = Signal(int, str)
    skipped = Signal()

    def __init__(self, theme: Theme, code: str) -> None:
        super().__init__()
        self._theme = theme
        self._groups = groups_of(code)
        self._wanted = 1 + secrets.randbelow(len(self._groups))
        self.banners = BannerStack(theme)
        self._labels: list[QLabel] = []
        self._code = self._make_code()
        self._question = self._make_question()
        self._question.hide()
        self.setLayout(column(self._code, self._question, self.banners, spacing=12))
        self.setFocusProxy(self.written)

    @property
    def wanted(self) -> int:
        """Which group is asked for, counted from 1."""
        return self._wanted

    def _make_code(self) -> QWidget:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(12)
        for index, group in enumerate(self._groups):
            shown = label(group)
            shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
            shown.setFont(self._theme.mono_font(17, weight=500))
            shown.setAccessibleName(self.tr("Group {number}").format(number=index + 1) + f": {group}")
            number = label(str(index + 1), role="caption", tone="muted")
            number.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addLayout(column(number, shown, spacing=0), index // _COLUMNS, index % _COLUMNS)
            self._labels.append(shown)
        well = QFrame()
        well.setProperty("kind", "well")
        well.setLayout(column(grid, margins=(8, 12, 8, 12)))
        advice = label(
            self.tr(
                "Write it on paper and keep that away from this computer. It opens your vault if you forget"
                " the passphrase. It is not shown again."
            ),
            role="small",
            tone="second",
            wrap=True,
        )
        self.written = button(self.tr("I have written it down"), kind="primary", on_click=self._ask)
        self.skip = button(self.tr("Skip the check"), kind="ghost", on_click=self._explain_skip)
        page = QWidget()
        page.setLayout(column(well, advice, 4, self.written, self.skip, spacing=10))
        return page

    def _make_question(self) -> QWidget:
        name = self.tr("Group {number} of the code").format(number=self._wanted)
        question = label(
            self.tr("Read group {number} from your paper and type it here.").format(number=self._wanted),
            wrap=True,
        )
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(name)
        self.field.setFont(self._theme.mono_font(16))
        self.field.setMaxLength(32)
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.check = button(self.tr("Check"), kind="primary", on_click=self._submit)
        self.check.setEnabled(False)
        self.field.textChanged.connect(lambda text: self.check.setEnabled(bool(text.strip())))
        self.field.returnPressed.connect(self._submit)
        self.back = button(self.tr("Show the code again"), kind="ghost", on_click=self._show_code)
        page = QWidget()
        page.setLayout(column(question, self.field, 4, self.check, self.back, spacing=10))
        return page

    def _ask(self) -> None:
        self.banners.clear()
        self._code.hide()
        self._question.show()
        self.field.setFocus()

    def _show_code(self) -> None:
        self.banners.clear()
        self.field.clear()
        self._question.hide()
        self._code.show()
        self.written.setFocus()

    def _submit(self) -> None:
        if text := self.field.text().strip():
            self.typed.emit(self._wanted, text)

    def refuse(self) -> None:
        """Say that the typed group is not the one that was shown."""
        self.banners.say(
            "refused",
            Explanation(
                self.tr("That is not group {number}.").format(number=self._wanted),
                self.tr("Look at your paper again, or show the code again and correct it."),
            ),
            tone="warn",
            closable=False,
        )
        self.field.selectAll()
        self.field.setFocus()

    def _explain_skip(self) -> None:
        banner = self.banners.say(
            "skip",
            Explanation(
                self.tr("Without the check you cannot know that what you wrote down is right."),
                self.tr("If you then forget the passphrase, nobody can open your chats: not you, not us."),
            ),
            tone="warn",
            actions=(
                (self.tr("Go back"), lambda: self.banners.drop("skip")),
                (self.tr("Skip anyway"), self.skipped.emit),
            ),
            closable=False,
        )
        banner.buttons[0].setFocus()

    def forget(self) -> None:
        """Show nothing of the code any more."""
        for shown in self._labels:
            shown.clear()
            shown.setAccessibleName("")
        self.field.clear()
        self._groups = []
